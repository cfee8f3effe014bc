//! Starting, registering, stopping, and what ends it.

use std::time::Duration;

use askwell::frontend::discord::RunError;
use askwell::frontend::discord::Secret;
use askwell::frontend::discord::Servers;
use askwell::frontend::discord::Settings;
use askwell::frontend::discord::Shards;
use serde_json::json;

use crate::support::discord::FakeDiscord;
use crate::support::discord::Outcome;
use crate::support::discord::Script;
use crate::support::discord_bot::Community;
use crate::support::discord_bot::FAQ;
use crate::support::discord_bot::Running;
use crate::support::discord_bot::knowing;
use crate::support::discord_bot::relaxed;
use crate::support::discord_bot::settings;

const SOON: Duration = Duration::from_secs(15);

#[tokio::test(flavor = "multi_thread")]
async fn commands_are_registered_once_and_then_left_alone() {
    let club = Community::relaxed().await;
    let writes = |fake: &FakeDiscord| {
        let all = fake.requests();
        all.iter().filter(|request| request.path.contains("/commands") && request.method != "GET").count()
    };
    // All of them, however many there are.
    let mut written = 0;
    while writes(&club.fake) != written {
        written = writes(&club.fake);
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    assert_eq!(written, club.fake.command_names(None).len(), "each once");
    club.running.stop().await.unwrap();
    let servers = || Servers { others: Some(club.knowing.server(relaxed())), ..Servers::default() };
    let again = Running::start(&club.fake, servers());
    club.fake.ready_times(2).await;
    let reads = |fake: &FakeDiscord| fake.requests_to("GET", "/commands").len();
    assert!(club.fake.until(SOON, |fake| reads(fake) >= 2).await);
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!(writes(&club.fake), written, "nothing differs, so nothing is written");
    again.stop().await.unwrap();
    club.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread")]
async fn registration_goes_on_until_it_works_and_mentions_are_answered_meanwhile() {
    let fake = FakeDiscord::start().await;
    fake.script(Script::on("GET", "/commands").status(500).times(2));
    let guild = fake.guild("Games");
    let channel = fake.channel(guild, "help");
    let ada = fake.user(guild, channel, fake.member(guild, "Ada"));
    let knowing = knowing(FAQ).await;
    let servers = Servers { others: Some(knowing.server(relaxed())), ..Servers::default() };
    let running = Running::start(&fake, servers);
    fake.ready().await;
    let question = ada.write(&format!("<@{}> When are you open?", fake.bot_user_id()));
    assert!(fake.reply_to(question, SOON).await.is_some());
    fake.commands_registered(&["ask", "faq", "why", "privacy", "trial", "Answer from FAQ"], None).await;
    running.stop().await.unwrap();
    fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread")]
async fn for_trying_out_commands_are_registered_in_one_server() {
    let fake = FakeDiscord::start().await;
    let guild = fake.guild("Games");
    let knowing = knowing(FAQ).await;
    let servers = Servers { others: Some(knowing.server(relaxed())), ..Servers::default() };
    let running = Running::start_with(Settings { guild: Some(guild.into()), ..settings(&fake, servers) });
    fake.commands_registered(&["ask", "faq", "why", "privacy", "trial", "Answer from FAQ"], Some(guild)).await;
    assert!(fake.command_names(None).is_empty());
    running.stop().await.unwrap();
    fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_token_ends_it_with_the_reason() {
    let fake = FakeDiscord::start().await;
    let token = Secret::new("MTIz.wrong0.token-that-nobody-knows").unwrap();
    let running = Running::start_with(Settings { token, ..settings(&fake, Servers::default()) });
    assert_eq!(running.ended().await, Err(RunError::WrongToken));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_is_revoked_ends_it_with_the_reason() {
    let club = Community::relaxed().await;
    club.fake.revoke_token();
    club.fake.drop_tcp(None);
    assert_eq!(club.running.ended().await, Err(RunError::TokenRevoked));
}

#[tokio::test(flavor = "multi_thread")]
async fn refused_intents_end_it_with_the_reason() {
    let fake = FakeDiscord::start().await;
    fake.disallow_intents(1 << 9);
    let knowing = knowing(FAQ).await;
    let servers = Servers { others: Some(knowing.server(relaxed())), ..Servers::default() };
    let ended = Running::start(&fake, servers).ended().await;
    assert!(matches!(ended, Err(RunError::MissingIntent(_))), "{ended:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn it_waits_for_a_discord_that_is_away() {
    let fake = FakeDiscord::start().await;
    fake.script(Script::on("GET", "/users/@me").status(503).times(2));
    let knowing = knowing(FAQ).await;
    let servers = Servers { others: Some(knowing.server(relaxed())), ..Servers::default() };
    let running = Running::start(&fake, servers);
    fake.ready().await;
    running.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_finishes_what_was_begun() {
    let club = Community::relaxed().await;
    let ada = club.member("Ada");
    club.fake.script(Script::on("POST", "/callback").delay(Duration::from_millis(700)).times(20));
    let asked: Vec<_> = (0..20).map(|_| ada.command("ask", json!({"question": "When are you open?"}))).collect();
    assert!(club.fake.until(SOON, |fake| !fake.requests_to("POST", "/callback").is_empty()).await);
    club.running.stop().await.unwrap();
    for asked in &asked {
        assert_eq!(asked.outcome_now(), Outcome::Answered);
    }
    club.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bot_that_had_to_begin_anew_is_gone_after_a_stop() {
    let club = Community::relaxed().await;
    let ada = club.member("Ada");
    club.fake.invalid_session(None, false);
    club.fake.ready_times(2).await;
    let seen = ada.command("ask", json!({"question": "When are you open?"})).response().await;
    assert!(seen.text().contains("From ten"));
    club.running.stop().await.unwrap();
    // The other end hears of it a moment later.
    assert!(club.fake.until(Duration::from_secs(2), |fake| !fake.connected(0)).await);
    let asked = ada.command("ask", json!({"question": "When are you open?"}));
    assert_eq!(asked.outcome().await, Outcome::Failed);
    club.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread")]
async fn shards_share_the_servers() {
    let fake = FakeDiscord::builder().shards(2).start().await;
    let guilds = [fake.guild("Even"), fake.guild("Odd")];
    let knowing = knowing(FAQ).await;
    let servers = || Servers { others: Some(knowing.server(relaxed())), ..Servers::default() };
    let part =
        |first| Settings { shards: Shards::Range { first, last: first, total: 2 }, ..settings(&fake, servers()) };
    let (one, other) = (Running::start_with(part(0)), Running::start_with(part(1)));
    fake.ready_times(2).await;
    fake.commands_registered(&["ask"], None).await;
    for guild in guilds {
        let channel = fake.channel(guild, "help");
        let ada = fake.user(guild, channel, fake.member(guild, "Ada"));
        let seen = ada.command("ask", json!({"question": "When are you open?"})).response().await;
        assert!(seen.text().contains("From ten"));
    }
    one.stop().await.unwrap();
    other.stop().await.unwrap();
}
