//! Rate limits, over TLS and with serenity's own limiter, as with the real Discord.

use std::time::Duration;

use askwell::frontend::discord::Servers;
use serde_json::json;

use crate::support::discord::FakeDiscord;
use crate::support::discord::Outcome;
use crate::support::discord::Script;
use crate::support::discord::Seen;
use crate::support::discord_bot::FAQ;
use crate::support::discord_bot::Running;
use crate::support::discord_bot::knowing;
use crate::support::discord_bot::relaxed;

const SOON: Duration = Duration::from_secs(20);

#[tokio::test(flavor = "multi_thread")]
async fn what_discord_limits_is_answered_a_little_later_and_once() {
    let fake = FakeDiscord::builder().tls(true).start().await;
    let guild = fake.guild("Games");
    let channel = fake.channel(guild, "help");
    let ada = fake.user(guild, channel, fake.member(guild, "Ada"));
    let paragraphs = vec!["Some words to read. ".repeat(9); 40].join("\n\n");
    let long =
        format!("\n[[entries]]\nid = \"long\"\nquestions = [\"Tell me everything\"]\nanswer = '''\n{paragraphs}'''\n");
    let knowing = knowing(&format!("{FAQ}{long}")).await;
    let servers = Servers { others: Some(knowing.server(relaxed())), ..Servers::default() };
    let running = Running::start_limited(&fake, servers);
    fake.ready().await;
    fake.commands_registered(&["ask", "faq", "why", "privacy", "trial", "Answer from FAQ"], None).await;

    let second = Duration::from_secs(1);
    fake.rate_limit("POST", "/channels/*/messages", 3, second);
    fake.rate_limit("POST", "/webhooks/*/*", 1, second);
    fake.rate_limit("GET", "/@original", 2, second);
    fake.script(Script::on("POST", "/callback").limited(second, false).times(4));
    let asked: Vec<_> = (0..12).map(|_| ada.command("ask", json!({"question": "When are you open?"}))).collect();
    let parted: Vec<_> = (0..3).map(|_| ada.command("ask", json!({"question": "Tell me everything"}))).collect();
    let mention = format!("<@{}> When are you open?", fake.bot_user_id());
    let questions: Vec<u64> = (0..10).map(|_| ada.write(&mention)).collect();
    for asked in &asked {
        assert_eq!(asked.outcome().await, Outcome::Answered);
        assert!(asked.followups().is_empty());
    }
    for question in &questions {
        assert!(fake.reply_to(*question, SOON).await.is_some());
    }
    let whole = |fake: &FakeDiscord| {
        let _ = fake;
        parted.iter().all(|asked| asked.followups().last().is_some_and(|last| last.labels() == ["Delete"]))
    };
    assert!(fake.until(SOON, whole).await, "{:?}", parted.iter().map(|one| one.followups().len()).collect::<Vec<_>>());
    let replies = |seen: &Seen| seen.reply_to.is_some_and(|to| questions.contains(&to));
    let answers = fake.messages(channel).into_iter().filter(replies);
    assert_eq!(answers.count(), questions.len(), "each once");
    let limited = |method: &str, path: &str| {
        fake.requests_to(method, path).iter().filter(|request| request.status == 429).count()
    };
    assert!(limited("POST", "/callback") >= 4 && limited("POST", "/channels/*/messages") >= 1);
    running.stop().await.unwrap();
    fake.assert_clean();
    assert_eq!(fake.pings(), []);
}
