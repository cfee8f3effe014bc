//! `/ask`, its suggestions, the message menu, and `/why`.

use serde_json::json;

use crate::support::discord::Outcome;
use crate::support::discord_bot::Community;

/// A confidence's digits differ between processors.
fn has(seen: &str, parts: &[&str]) {
    for part in parts {
        assert!(seen.contains(part), "{part:?} is not in:\n{seen}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_gets_the_stored_answer() {
    let club = Community::relaxed().await;
    let ada = club.member("Ada");
    let asked = ada.command("ask", json!({"question": "i forgot the password, how can i reset it"}));
    let seen = asked.response().await;
    assert!(!seen.ephemeral);
    has(&seen.text(), &["Asked: i forgot", "password", "Open **Settings**, then Security.", "sure, ", "Accounts"]);
    assert_eq!(seen.labels(), ["Settings page", "Source", "Delete"]);
    assert_eq!(asked.outcome().await, Outcome::Answered);
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_addresses_nobody_and_shows_its_picture() {
    let club = Community::relaxed().await;
    let seen = club.member("Ada").command("ask", json!({"question": "When are you open? @everyone <@1>"}));
    let seen = seen.response().await;
    let text = seen.text();
    has(&text, &["From ten to six", "is welcome"]);
    assert!(!text.contains("@everyone") && !text.contains("<@1>"), "{text}");
    assert_eq!(seen.embeds[0]["image"]["url"], "https://example.org/door.png");
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_private_question_is_answered_to_the_asker_alone() {
    let club = Community::relaxed().await;
    let (ada, bob) = (club.member("Ada"), club.member("Bob"));
    let asked = ada.command("ask", json!({"question": "How do I delete my account?", "private": true}));
    let seen = asked.response().await;
    assert!(seen.ephemeral);
    has(&seen.text(), &["Write to the office.", "The office"]);
    assert_eq!(seen.labels(), Vec::<String>::new(), "what only the asker sees needs no button to delete it");
    assert!(bob.sees().is_empty());
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_known_is_said_to_the_asker_alone() {
    let club = Community::relaxed().await;
    let seen = club.member("Ada").command("ask", json!({"question": "Which wine goes with oysters?"})).response().await;
    assert!(seen.ephemeral);
    has(&seen.text(), &["I don't know that"]);
    assert!(!seen.text().contains("password"), "nothing near, so nothing is named: {}", seen.text());
    let seen = club.member("Bob").command("ask", json!({"question": "Как сбросить пароль?"})).response().await;
    has(&seen.text(), &["Cyrillic"]);
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suggestion_is_offered_while_typing_and_answered_as_picked() {
    let club = Community::relaxed().await;
    let ada = club.member("Ada");
    let choices = ada.type_into("ask", "question", "how do i sto", json!({})).await;
    assert_eq!(choices[0].name, "How do I stop the trial membership?");
    assert!(choices.len() <= 25);
    let value = choices[0].value.clone();
    let seen = ada.command("ask", json!({"question": value})).response().await;
    has(&seen.text(), &["By letter.", "you chose this"]);
    // By meaning: none of these words is stored.
    let choices = ada.type_into("ask", "question", "lost login credentials", json!({})).await;
    assert!(choices.iter().take(3).any(|choice| choice.name.contains("password")), "{choices:?}");
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suggestion_that_is_gone_is_told() {
    let club = Community::relaxed().await;
    let seen = club.member("Ada").command("ask", json!({"question": "id:0123456789abcdef"})).response().await;
    assert!(seen.ephemeral);
    has(&seen.text(), &["no longer there"]);
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn typing_fast_is_answered_for_the_last_key() {
    let club = Community::relaxed().await;
    let ada = club.member("Ada");
    let typed = "how do i delete my account";
    let keys: Vec<_> =
        (1..=typed.len()).map(|end| ada.try_type_into("ask", "question", &typed[..end], json!({})).unwrap()).collect();
    let choices = keys.last().unwrap().choices().await;
    assert_eq!(choices[0].name, "How do I delete my account?");
    for key in &keys {
        assert_eq!(key.outcome().await, Outcome::Choices);
    }
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_menu_and_the_command_answer_posts_of_several_questions() {
    let club = Community::relaxed().await;
    let (ada, bob) = (club.member("Ada"), club.member("Bob"));
    let post = "Hello! How do I delete my account? When are you open? Where is the moon? Bye!";
    let seen = ada.message_menu("Answer from FAQ", bob.write(post)).response().await;
    has(&seen.text(), &["About [this message]", "Write to the office.", "From ten to six", "- Where is the moon?"]);
    let seen = bob.command("ask", json!({"question": post})).response().await;
    assert!(!seen.ephemeral, "without a pace, both may be shown again");
    has(&seen.text(), &["Write to the office.", "From ten to six", "- Where is the moon?"]);
    let why = bob.command("why", json!({})).response().await;
    has(&why.text(), &["You asked: How do I delete my account?"]);
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_menu_answers_what_somebody_wrote() {
    let club = Community::relaxed().await;
    let (ada, bob) = (club.member("Ada"), club.member("Bob"));
    let message = bob.write("hi all, what are your opening hours please?");
    let seen = ada.message_menu("Answer from FAQ", message).response().await;
    assert!(!seen.ephemeral);
    has(&seen.text(), &["From ten to six", &format!("<@{}>", bob.id()), &format!("/{message}")]);
    let picture = bob.message("").attach("cat.png", b"cat").send();
    let seen = ada.message_menu("Answer from FAQ", picture).response().await;
    assert!(seen.ephemeral);
    has(&seen.text(), &["no text"]);
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn why_tells_the_asker_alone_how_it_came_about() {
    let club = Community::relaxed().await;
    let (ada, bob) = (club.member("Ada"), club.member("Bob"));
    ada.command("ask", json!({"question": "how can I get a new password"})).response().await;
    let seen = ada.command("why", json!({})).response().await;
    assert!(seen.ephemeral);
    has(&seen.text(), &["how can I get a new password", "How do I reset my password?", "%"]);
    let seen = bob.command("why", json!({})).response().await;
    assert!(seen.ephemeral && !seen.text().contains("password"), "{}", seen.text());
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_direct_message_can_use_commands_too() {
    let club = Community::relaxed().await;
    let ada = club.fake.member(club.guild, "Ada");
    let seen = club.fake.user_in_dm(ada).command("ask", json!({"question": "When are you open?"})).response().await;
    has(&seen.text(), &["From ten to six"]);
    club.ends_well().await;
}
