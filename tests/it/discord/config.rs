//! `/config`: what a server sets itself holds at once, in that server alone, and after a restart.

use askwell::service::Setting;
use serde_json::Value;
use serde_json::json;

use crate::support::discord::FakeDiscord;
use crate::support::discord::Hands;
use crate::support::discord::Seen;
use crate::support::discord_club::Club;
use crate::support::store::Bed;

/// The number by which Discord sends a setting that was picked.
fn choice(setting: Setting) -> Value {
    json!(Setting::ALL.iter().position(|one| *one == setting).unwrap())
}

async fn set(hands: &Hands, setting: Setting, value: &str) -> Seen {
    hands.command("config set", json!({"setting": choice(setting), "value": value})).wait_final().await
}

async fn club() -> Club {
    Club::on(Bed::on_sqlite().await, FakeDiscord::start().await)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_set_holds_at_once_and_after_a_restart_and_next_door_nothing_changes() {
    let club = club().await;
    let next_door = club.fake.guild("Cooks");
    let their_channel = club.fake.channel(next_door, "kitchen");
    let process = club.start().await;
    let owner = club.administrator("Olga");
    let ask = json!({"question": "When are you open?"});
    let ada = club.member("Ada");
    assert!(!ada.command("ask", ask.clone()).wait_final().await.ephemeral);

    let told = set(&owner, Setting::Private, "on").await;
    assert!(told.ephemeral && told.text().contains("**Answers to commands are private** is on now"), "{}", told.text());
    assert!(ada.command("ask", ask.clone()).wait_final().await.ephemeral);
    let shown = owner.command("config show", json!({})).wait_final().await;
    assert!(shown.text().contains("Answers to commands are private: **on**"), "{}", shown.text());
    assert!(shown.text().contains("Record questions: **on** *(usual)*"), "{}", shown.text());

    process.stop().await;
    let process = club.start().await;
    assert!(ada.command("ask", ask.clone()).wait_final().await.ephemeral, "it is kept");
    let bob = club.fake.user(next_door, their_channel, club.fake.member(next_door, "Bob"));
    assert!(!bob.command("ask", ask.clone()).wait_final().await.ephemeral, "another server has its own");

    let told = set(&owner, Setting::Private, "default").await;
    assert!(told.text().contains("is off now"), "{}", told.text());
    assert!(!ada.command("ask", ask).wait_final().await.ephemeral);
    process.stop().await;
    club.ends_well();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_channel_has_its_own_rules_in_one_change_that_can_be_taken_back() {
    let club = club().await;
    let quiet = club.fake.channel(club.guild, "quiet");
    let process = club.start().await;
    let owner = club.administrator("Olga");
    let told = owner.command("config channel", json!({"channel": quiet, "mode": 0, "right": 0.99})).wait_final().await;
    assert!(told.text().contains("is off now in") && told.text().contains("is 0.99 now in"), "{}", told.text());
    let ada = club.member("Ada");
    let ask = json!({"question": "When are you open?"});
    let refused = ada.in_channel(quiet).command("ask", ask.clone()).wait_final().await;
    assert!(refused.text().contains("switched off in this channel"), "{}", refused.text());
    assert!(!ada.command("ask", ask.clone()).wait_final().await.ephemeral, "other channels go on");

    let service = process.service(&club).await;
    let before = service.catalog().version();
    assert_eq!(service.catalog().space_settings().channels.len(), 1);
    let nothing = owner.command("config channel", json!({"channel": quiet})).wait_final().await;
    assert!(nothing.text().contains("at least one thing"), "{}", nothing.text());
    let wrong = owner.command("config channel", json!({"channel": quiet, "mode": 1, "right": 7})).wait_final().await;
    assert!(wrong.text().contains("0.5 to 0.999"), "{}", wrong.text());
    let again = owner.command("config channel", json!({"channel": quiet, "mode": 0})).wait_final().await;
    assert!(again.text().contains("like that already"), "{}", again.text());
    assert_eq!(process.service(&club).await.catalog().version(), before, "all or nothing");
    process.stop().await;
    club.ends_well();
}

#[tokio::test(flavor = "multi_thread")]
async fn roles_are_given_and_taken_and_only_whoever_manages_the_server_may_do_so() {
    let club = club().await;
    let cooks = club.fake.role(club.guild, "Cooks", 0, false);
    let process = club.start().await;
    let owner = club.administrator("Olga");
    let refused = club.moderator("Mo").try_command("config show", json!({}));
    assert!(refused.is_err(), "Discord hides it from those who do not manage the server");
    let told = owner.command("config role", json!({"may": 0, "role": cooks})).wait_final().await;
    assert!(told.text().contains(&format!("<@&{cooks}>")), "{}", told.text());
    let teachers = |service: &askwell::service::FaqService| service.catalog().space_settings().teachers.clone();
    let service = process.service(&club).await;
    assert_eq!(teachers(&service), Some(vec![club.teachers, cooks]), "beside those of the file");
    owner.command("config role", json!({"may": 0, "role": club.teachers, "remove": true})).wait_final().await;
    assert_eq!(teachers(&service), Some(vec![cooks]));
    owner.command("config role", json!({"may": 2, "role": club.helpers, "remove": true})).wait_final().await;
    assert_eq!(service.catalog().space_settings().helpers, Some(None), "nobody is called, whatever the file says");
    process.stop().await;
    club.ends_well();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_value_is_told_with_what_is_right_and_values_are_offered() {
    let club = club().await;
    let process = club.start().await;
    let owner = club.administrator("Olga");
    let told = set(&owner, Setting::Mode, "@everyone").await;
    assert!(told.text().contains("`mention`") && !told.text().contains("everyone"), "{}", told.text());
    let filled = json!({"setting": choice(Setting::Mode)});
    let offered = owner.type_into("config set", "value", "a", filled).await;
    assert_eq!(offered.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["auto"]);
    let german = owner.with_locale("de").command("config show", json!({})).wait_final().await;
    assert!(german.text().contains("Worauf ich reagiere"), "{}", german.text());
    process.stop().await;
    club.ends_well();
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_intent_it_says_that_nothing_is_answered_unasked() {
    let fake = FakeDiscord::builder().application_flags(0).start().await;
    let club = Club::on(Bed::on_sqlite().await, fake);
    let process = club.start().await;
    let owner = club.administrator("Olga");
    let told = set(&owner, Setting::Mode, "auto").await;
    assert!(told.text().contains("Message Content Intent"), "{}", told.text());
    let shown = owner.command("config show", json!({})).wait_final().await;
    assert!(shown.text().contains("Message Content Intent"), "{}", shown.text());
    let ada = club.member("Ada");
    let answered = ada.command("ask", json!({"question": "When are you open?"})).wait_final().await;
    assert!(answered.text().contains("ten to six"), "all else works: {}", answered.text());
    process.stop().await;
    club.ends_well();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_language_that_is_set_is_spoken_to_those_whose_own_is_not_there() {
    let club = club().await;
    let process = club.start().await;
    let owner = club.administrator("Olga");
    set(&owner, Setting::Language, "de").await;
    let ada = club.member("Ada").with_locale("fi");
    let unknown = ada.command("ask", json!({"question": "Which wine goes with oysters?"})).wait_final().await;
    assert!(unknown.text().contains("Das weiß ich nicht"), "{}", unknown.text());
    process.stop().await;
    club.ends_well();
}
