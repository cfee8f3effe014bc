//! `/config`: what a server sets itself holds at once, in that server alone, and after a restart.

use askwell::frontend::discord::Rules;
use askwell::service::Setting;
use serde_json::Value;
use serde_json::json;

use crate::support::discord::FakeDiscord;
use crate::support::discord::Hands;
use crate::support::discord::Outcome;
use crate::support::discord::Script;
use crate::support::discord::Seen;
use crate::support::discord::Whom;
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
async fn everybody_may_suggest_where_that_is_set_and_never_decides_nor_is_called() {
    let club = club().await;
    let process = club.start().await;
    let (owner, ada) = (club.administrator("Olga"), club.member("Ada"));
    let suggested = json!({"question": "Is there a cloakroom?"});
    let refused = ada.command("teach", suggested.clone()).wait_final().await;
    assert!(refused.text().contains("Only teachers"), "{}", refused.text());

    let told = set(&owner, Setting::Teachers, "@everyone").await;
    assert!(told.text().contains("**Roles that may teach** is @everyone now"), "{}", told.text());
    assert_eq!(ada.command("teach", suggested).outcome().await, Outcome::Modal);
    let shown = owner.command("config show", json!({})).wait_final().await;
    assert!(shown.text().contains("Roles that may teach: **@everyone**"), "{}", shown.text());

    let service = process.service(&club).await;
    let before = service.catalog().version();
    for (may, setting) in [(1, Setting::Moderators), (2, Setting::Helpers)] {
        let number = club.guild.to_string();
        for told in [
            owner.command("config role", json!({"may": may, "role": club.guild})).wait_final().await,
            set(&owner, setting, "@everyone").await,
            set(&owner, setting, &number).await,
        ] {
            assert!(told.text().contains("cannot be @everyone. Name a role"), "{}", told.text());
        }
    }
    assert_eq!(process.service(&club).await.catalog().version(), before, "nothing was set");
    process.stop().await;
    club.ends_well();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_the_server_does_not_have_is_refused_and_one_that_is_gone_is_told() {
    let nowhere = 123_456_789_012_345_678_u64;
    let club = club().await;
    let (cooks, quiet) = (club.fake.role(club.guild, "Cooks", 0, false), club.fake.channel(club.guild, "quiet"));
    let thread = club.fake.thread(club.channel, "A thread", club.member("Ada").id());
    let process = club.start().await;
    let owner = club.administrator("Olga");
    for setting in [Setting::Teachers, Setting::Moderators, Setting::Helpers] {
        let told = set(&owner, setting, &nowhere.to_string()).await;
        assert!(told.text().contains(&format!("There is no role {nowhere} in this server")), "{}", told.text());
    }
    club.fake.script(Script::on("GET", "/guilds/*/roles").status(503).times(9));
    let told = set(&owner, Setting::Moderators, &format!("<@&{cooks}>")).await;
    assert!(told.text().contains("could not ask Discord whether that role exists"), "{}", told.text());
    let shown = owner.command("config show", json!({})).wait_final().await;
    assert!(shown.text().contains("could not ask Discord whether all roles"), "{}", shown.text());
    assert_eq!(process.service(&club).await.catalog().version(), 0, "nothing was set");
    club.fake.clear_scripts();

    set(&owner, Setting::Moderators, &format!("<@&{cooks}>")).await;
    for channel in [quiet, thread] {
        owner.command("config channel", json!({"channel": channel, "mode": 1})).wait_final().await;
    }
    let shown = owner.command("config show", json!({})).wait_final().await;
    assert!(shown.text().contains(&format!("<@&{cooks}>")) && !shown.text().contains("⚠️"), "{}", shown.text());
    club.fake.delete_role(club.guild, cooks);
    club.fake.delete_channel(quiet);
    let shown = owner.command("config show", json!({})).wait_final().await.text();
    let gone = [format!("<@&{cooks}> ⚠️ *(no role"), format!("<#{quiet}>: commands · ⚠️ *(no channel")];
    assert!(gone.iter().all(|gone| shown.contains(gone)) && shown.matches("⚠️").count() == 2, "{shown}");
    // What is gone keeps nobody from naming another.
    let chefs = club.fake.role(club.guild, "Chefs", 0, false);
    let told = owner.command("config role", json!({"may": 1, "role": chefs})).wait_final().await;
    assert!(told.text().contains(&format!("<@&{chefs}> now")), "{}", told.text());
    process.stop().await;
    club.ends_well();
}

#[tokio::test(flavor = "multi_thread")]
async fn roles_of_the_file_that_do_nothing_are_told() {
    let nowhere = 123_456_789_012_345_678_u64;
    let club = club().await;
    let everybody = club.guild;
    let club = club.with_rules(|rules| Rules {
        teachers: vec![nowhere.into()],
        moderators: vec![everybody.into()],
        helpers: Some(everybody.into()),
        ..rules
    });
    let process = club.start().await;
    let shown = club.administrator("Olga").command("config show", json!({})).wait_final().await.text();
    assert!(shown.contains(&format!("<@&{nowhere}> ⚠️ *(no role of this server)*")), "{shown}");
    assert_eq!(shown.matches("@everyone ⚠️ *(counts for nobody").count(), 2, "{shown}");
    let ada = club.member("Ada");
    let unknown = ada.command("ask", json!({"question": "Which wine goes with oysters?"})).wait_final().await;
    assert!(!unknown.labels().iter().any(|label| label == "Ask a human"), "{:?}", unknown.labels());
    process.stop().await;
    club.ends_well();
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_are_shown_to_owners_alone_whatever_discord_shows() {
    let club = club().await;
    let process = club.start().await;
    let mo = club.moderator("Mo");
    club.fake.command_permission(club.guild, "config", Whom::Member(mo.id()), true);
    let told = mo.command("config show", json!({})).wait_final().await;
    assert!(told.text().contains("Only whoever may manage this server"), "{}", told.text());
    process.stop().await;
    club.ends_well();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_server_does_not_record_is_not_said_to_be_kept() {
    let club = club().await;
    let process = club.start().await;
    let (owner, ada) = (club.administrator("Olga"), club.member("Ada"));
    ada.command("ask", json!({"question": "When are you open?"})).wait_final().await;
    process.spaces.flush().await;
    let shows = async || ada.command("privacy show", json!({})).wait_final().await.text();
    let shown = shows().await;
    assert!(shown.contains("I keep this on you here:") && shown.contains("Your questions are kept."), "{shown}");
    assert!(!shown.contains("Votes propose"), "{shown}");
    set(&owner, Setting::Learning, "off").await;
    assert!(shows().await.contains("Votes propose no changes in this server now."));
    set(&owner, Setting::Recording, "off").await;
    let shown = shows().await;
    for part in ["I still keep this on you here:\n- 1 question", "records no questions now", "that is still kept"] {
        assert!(shown.contains(part), "{shown}");
    }
    assert!(!shown.contains("Your questions are kept.") && !shown.contains("Votes propose"), "{shown}");
    let told = ada.command("privacy set", json!({"recorded": true})).wait_final().await.text();
    assert!(told.contains("records no questions now"), "{told}");
    let told = ada.command("privacy set", json!({"recorded": false})).wait_final().await.text();
    assert!(told.contains("Your questions are not kept."), "{told}");
    process.stop().await;
    club.ends_well();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_value_is_told_with_what_is_right_and_values_are_offered() {
    let club = club().await;
    let process = club.start().await;
    let owner = club.administrator("Olga");
    let told = set(&owner, Setting::Mode, "@everyone").await;
    let text = told.text();
    assert!(text.starts_with("**What I react to** cannot have that value.") && text.contains("`mention`"), "{text}");
    assert!(!text.contains("everyone"), "{text}");
    let filled = json!({"setting": choice(Setting::Hourly), "value": "3", "channel": club.channel});
    let everywhere = owner.command("config set", filled).wait_final().await.text();
    assert!(everywhere.starts_with("**Unasked answers in a channel in an hour** is the same"), "{everywhere}");
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
