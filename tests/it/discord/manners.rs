//! Waiting, not repeating itself, deferring, failing visibly, and keeping servers apart.

use std::sync::Arc;
use std::time::Duration;

use askwell::frontend::discord::Answers;
use askwell::frontend::discord::Rules;
use askwell::frontend::discord::Server;
use askwell::frontend::discord::Servers;
use askwell::service::Pace;
use serde_json::json;

use crate::support::discord::FakeDiscord;
use crate::support::discord::Outcome;
use crate::support::discord::Script;
use crate::support::discord::permission;
use crate::support::discord_bot::Community;
use crate::support::discord_bot::Running;
use crate::support::discord_bot::UNLIMITED;
use crate::support::discord_bot::knowing;
use crate::support::discord_bot::knowing_nothing;
use crate::support::discord_bot::relaxed;

const SOON: Duration = Duration::from_secs(10);
const A_WHILE: Duration = Duration::from_millis(400);

#[tokio::test(flavor = "multi_thread")]
async fn a_member_who_asks_too_fast_has_to_wait() {
    let cooldowns = Pace { member: 2, ..UNLIMITED };
    let club = Community::with(Rules { cooldowns, ..relaxed() }).await;
    let (ada, bob) = (club.member("Ada"), club.member("Bob"));
    for _ in 0..2 {
        let seen = ada.command("ask", json!({"question": "When are you open?"})).response().await;
        assert!(seen.text().contains("From ten"), "{}", seen.text());
    }
    let seen = ada.command("ask", json!({"question": "When are you open?"})).response().await;
    assert!(seen.ephemeral && seen.text().contains("Please wait"), "{}", seen.text());
    let seen = bob.command("ask", json!({"question": "When are you open?"})).response().await;
    assert!(seen.text().contains("From ten"), "others need not wait: {}", seen.text());
    // In a channel it is said once.
    let mention = format!("<@{}> When are you open?", club.fake.bot_user_id());
    let told = club.fake.reply_to(ada.write(&mention), SOON).await.unwrap();
    assert!(told.text().contains("Please wait"));
    assert!(club.fake.reply_to(ada.write(&mention), A_WHILE).await.is_none());
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_answer_is_not_given_twice_in_a_row() {
    let cooldowns = Pace { repeat: Duration::from_secs(60), ..UNLIMITED };
    let club = Community::with(Rules { cooldowns, ..relaxed() }).await;
    let (ada, bob) = (club.member("Ada"), club.member("Bob"));
    let mention = format!("<@{}> When are you open?", club.fake.bot_user_id());
    let first = club.fake.reply_to(ada.write(&mention), SOON).await.unwrap();
    let second = club.fake.reply_to(bob.write(&mention), SOON).await.unwrap();
    assert!(second.text().contains(&format!("/{}", first.id)), "a link to it: {}", second.text());
    assert!(!second.text().contains("From ten"));
    let private = bob.command("ask", json!({"question": "When are you open?"})).response().await;
    assert!(private.ephemeral && private.text().contains("From ten") && private.text().contains("for you alone"));
    let other = bob.command("ask", json!({"question": "How do I delete my account?"})).response().await;
    assert!(!other.ephemeral, "another answer is no repetition");
    let refused = bob.command("faq send", json!({"entry": "opening-hours"})).response().await;
    assert!(refused.ephemeral && refused.text().contains("a moment ago"), "{}", refused.text());
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_channel_with_many_answers_gets_no_more_for_a_while() {
    let cooldowns = Pace { channel: 1, ..UNLIMITED };
    let club = Community::with(Rules { cooldowns, ..relaxed() }).await;
    let ada = club.member("Ada");
    let seen = ada.command("ask", json!({"question": "When are you open?"})).response().await;
    assert!(!seen.ephemeral);
    let seen = ada.command("ask", json!({"question": "How do I delete my account?"})).response().await;
    assert!(seen.ephemeral && seen.text().contains("Write to the office"), "{}", seen.text());
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_server_is_answered_from_anothers_knowledge() {
    let fake = FakeDiscord::start().await;
    let entry = |id: &str, answer: &str| {
        format!("[[entries]]\nid = \"{id}\"\nquestions = [\"What is the secret?\"]\nanswer = \"{answer}\"\n")
    };
    let red = knowing(&entry("red-id", "The red secret.")).await;
    let blue = knowing(&entry("blue-id", "The blue secret.")).await;
    let guilds: Vec<u64> = ["Red", "Blue", "Broken", "Stranger"].iter().map(|name| fake.guild(name)).collect();
    let broken = Arc::new(Server { answers: Answers::Files(Arc::new(knowing_nothing().await)), rules: relaxed() });
    let servers = Servers {
        named: [
            (guilds[0].into(), red.server(relaxed())),
            (guilds[1].into(), blue.server(relaxed())),
            (guilds[2].into(), broken),
        ]
        .into(),
        others: None,
        direct: None,
    };
    let running = Running::start(&fake, servers);
    fake.commands_registered(&["ask"], None).await;
    fake.ready().await;
    let red_id = "id:".to_owned() + &short(&red);
    for (guild, answer) in guilds.iter().zip([
        "The red secret.",
        "The blue secret.",
        "no questions and answers",
        "no answers for this server",
    ]) {
        let channel = fake.channel(*guild, "help");
        let ada = fake.user(*guild, channel, fake.member(*guild, "Ada"));
        let seen = ada.command("ask", json!({"question": "What is the secret?"})).response().await;
        assert!(seen.text().contains(answer), "{}", seen.text());
        let by_id = ada.command("ask", json!({"question": red_id})).response().await;
        assert_eq!(by_id.text().contains("The red secret."), answer.contains("red"), "{}", by_id.text());
        let shown = ada.command("faq show", json!({"entry": "red-id"})).response().await;
        assert_eq!(shown.text().contains("The red secret."), answer.contains("red"), "{}", shown.text());
        let listed = ada.command("faq list", json!({})).response().await;
        assert_eq!(listed.text().contains("What is the secret?"), answer.contains("secret."), "{}", listed.text());
        let typed = ada.type_into("ask", "question", "secret", json!({})).await;
        assert_eq!(typed.len(), usize::from(answer.contains("secret.")));
    }
    let dm = fake.user_in_dm(fake.member(guilds[0], "Bob"));
    let seen = dm.command("ask", json!({"question": "What is the secret?"})).response().await;
    assert!(!seen.text().contains("The red"), "{}", seen.text());
    running.stop().await.unwrap();
    fake.assert_clean();
}

fn short(knowing: &crate::support::discord_bot::Knowing) -> String {
    let catalog = knowing.service.catalog();
    catalog.entries()[0].id.short().to_string().trim_start_matches("id:").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_discord_lost_is_sent_again_and_shown_once() {
    let club = Community::relaxed().await;
    let ada = club.member("Ada");
    for script in [
        Script::on("POST", "/callback").status(503).times(2),
        Script::on("POST", "/callback").drops().times(1),
        Script::on("POST", "/callback").takes_effect_and_drops().times(1),
        Script::on("POST", "/callback").status(502).times(1),
    ] {
        club.fake.script(script);
        let asked = ada.command("ask", json!({"question": "When are you open?"}));
        assert!(asked.response().await.text().contains("From ten"));
        assert_eq!(asked.outcome().await, Outcome::Answered);
        assert!(asked.followups().is_empty());
    }
    let mention = format!("<@{}> When are you open?", club.fake.bot_user_id());
    for script in [
        Script::on("POST", "/messages").status(500).times(2),
        Script::on("POST", "/messages").takes_effect_and_drops().times(1),
    ] {
        club.fake.script(script);
        let before = club.fake.messages(club.channel).len();
        let question = ada.write(&mention);
        assert!(club.fake.reply_to(question, SOON).await.is_some());
        tokio::time::sleep(A_WHILE).await;
        assert_eq!(club.fake.messages(club.channel).len(), before + 2, "the question and one answer");
    }
    club.running.stop().await.unwrap();
    // A second attempt after one that took effect is refused; that is how it is told.
    let unexpected: Vec<String> = club.fake.violations().into_iter().filter(|text| !text.contains("40060")).collect();
    assert_eq!(unexpected, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interaction_that_cannot_be_answered_fails_visibly_and_the_next_is_answered() {
    let club = Community::relaxed().await;
    let ada = club.member("Ada");
    club.fake.script(Script::on("POST", "/callback").status(500).times(100));
    let asked = ada.command("ask", json!({"question": "When are you open?"}));
    assert_eq!(asked.outcome().await, Outcome::Failed);
    tokio::time::sleep(Duration::from_secs(1)).await;
    club.fake.clear_scripts();
    let asked = ada.command("ask", json!({"question": "When are you open?"}));
    assert_eq!(asked.outcome().await, Outcome::Answered);
    club.running.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn where_it_may_not_embed_or_reply_it_answers_in_words() {
    let club = Community::relaxed().await;
    let ada = club.member("Ada");
    let write = permission::VIEW_CHANNEL | permission::SEND_MESSAGES;
    let mention = format!("<@{}> How do I reset my password?", club.fake.bot_user_id());
    club.fake.bot_permissions(club.channel, write | permission::READ_MESSAGE_HISTORY);
    let seen = club.fake.reply_to(ada.write(&mention), SOON).await.unwrap();
    assert!(seen.embeds.is_empty() && seen.content.contains("Open **Settings**"), "{}", seen.text());
    assert_eq!(seen.labels(), ["Settings page", "Source", "Delete"]);
    club.fake.bot_permissions(club.channel, write | permission::EMBED_LINKS);
    let question = ada.write(&mention);
    let seen = club.fake.next_of_bot(club.channel, question, SOON).await.unwrap();
    assert_eq!(seen.reply_to, None);
    assert!(seen.text().contains("Open **Settings**"), "{}", seen.text());
    club.running.stop().await.unwrap();
    assert_eq!(club.fake.pings(), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn where_it_may_not_write_it_stays_alive() {
    let club = Community::relaxed().await;
    let ada = club.member("Ada");
    club.fake.bot_permissions(club.channel, 0);
    let mention = format!("<@{}> When are you open?", club.fake.bot_user_id());
    ada.write(&mention);
    // Commands need no permission in the channel.
    let seen = ada.command("ask", json!({"question": "When are you open?"})).response().await;
    assert!(seen.text().contains("From ten"));
    club.running.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_question_gets_no_answer() {
    let club = Community::relaxed().await;
    let ada = club.member("Ada");
    club.fake.script(Script::on("POST", "/messages").status(500).times(1));
    let question = ada.write(&format!("<@{}> When are you open?", club.fake.bot_user_id()));
    ada.delete(question);
    assert!(club.fake.next_of_bot(club.channel, question, Duration::from_secs(1)).await.is_none());
    club.running.stop().await.unwrap();
}
