//! What votes bring into `/review`: questions that an entry is not the answer to, and answers that did not help.

use serde_json::json;

use super::Club;
use super::reviewing::begun;
use crate::support::discord::Hands;
use crate::support::discord::Outcome;

/// What is answered by the opening hours, and is not stored so.
const OPEN: &str = "when do you open?";

/// Asks, and says why the answer did not help.
async fn complains(club: &Club, by: &Hands, why: &str) {
    let seen = by.command("ask", json!({"question": OPEN})).response().await;
    assert!(seen.text().contains("From ten to six"), "{}", seen.text());
    let reasons = by.click(seen.id, "Not helpful").response().await;
    assert_eq!(by.click(reasons.id, why).outcome().await, Outcome::Updated);
    club.service().await.flush().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_answer_is_kept_from_its_question_once_that_is_approved() {
    let club = Club::open().await;
    let mo = club.moderator("Mo");
    complains(&club, &club.member("Ada"), "Wrong answer").await;
    let seen = begun(&mo).await;
    let text = seen.text();
    assert!(text.contains("One person's vote says that **When are you open?** is not the answer to"), "{text}");
    assert!(text.contains(OPEN) && text.contains("1 of 2") && text.contains("Preview:"), "{text}");
    assert_eq!(seen.labels(), ["Approve", "In other words", "Reject", "Skip"]);
    assert!(club.told(OPEN).await.contains("From ten to six"), "a vote alone changes nothing");

    let approved = club.pressed(&mo, &seen, "Approve").await;
    assert!(approved.text().contains("“When are you open?” is kept from that question"), "{}", approved.text());
    assert!(
        approved.text().contains("1 of 1")
            && approved.text().contains("**When are you open?** was shown, and one person says")
            && !approved.text().contains("No answer was found"),
        "{}",
        approved.text()
    );
    assert!(!club.told(OPEN).await.contains("From ten to six"));
    let club = club.restarted().await;
    let back = club.pressed(&mo, &approved, "Undo").await;
    assert!(back.text().contains("is not the answer to") && back.text().contains("1 of 2"), "{}", back.text());
    assert!(club.told(OPEN).await.contains("From ten to six"));

    // In other words: those are what it is kept from.
    let opened = mo.click(back.id, "In other words");
    assert_eq!(opened.modal().await.field("question").value, OPEN);
    let reworded = mo.submit_modal(&opened, json!({"question": "When do you open the bar?"})).wait_final().await;
    assert!(reworded.text().contains("is kept from that question"), "{}", reworded.text());
    assert!(!club.told("When do you open the bar?").await.contains("From ten to six"));
    let back = club.pressed(&mo, &reworded, "Undo").await;
    let rejected = club.pressed(&mo, &back, "Reject").await;
    assert!(rejected.text().contains("**Rejected.**"), "{}", rejected.text());
    assert!(club.told("When are you open?").await.contains("From ten to six"));
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_calls_wrong_any_longer_is_not_missed() {
    let club = Club::open().await;
    let (mo, ada) = (club.moderator("Mo"), club.member("Ada"));
    complains(&club, &ada, "Wrong answer").await;
    let seen = begun(&mo).await;
    let missed = club.pressed(&mo, &seen, "Skip").await;
    assert!(missed.text().contains("**When are you open?** was shown, and one person says"), "{}", missed.text());
    let answer =
        club.fake.messages(club.channel).into_iter().find(|one| one.text().contains("From ten to six")).unwrap();
    ada.click(answer.id, "Helpful").outcome().await;
    club.service().await.flush().await;
    let left = begun(&mo).await;
    assert!(!left.text().contains("was shown") && left.text().contains("1 of 1"), "{}", left.text());
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_did_not_help_is_looked_at_again_until_somebody_has() {
    let club = Club::open().await;
    let mo = club.moderator("Mo");
    complains(&club, &club.member("Ada"), "Outdated").await;
    complains(&club, &club.member("Bob"), "Unclear").await;
    let seen = begun(&mo).await;
    let text = seen.text();
    assert!(text.contains("2 people say that it did not help (outdated: 1, unclear: 1)"), "{text}");
    assert!(text.contains("From ten to six") && text.contains("1 of 1"), "{text}");
    assert_eq!(seen.labels(), ["Still right", "Change", "Retire", "Skip"]);

    let checked = club.pressed(&mo, &seen, "Still right").await;
    assert!(checked.text().contains("**Checked:**") && checked.text().contains("Nothing waits"), "{}", checked.text());
    let club = club.restarted().await;
    let back = club.pressed(&mo, &checked, "Undo").await;
    assert!(back.text().contains("2 people say") && back.text().contains("1 of 1"), "{}", back.text());

    let opened = mo.click(back.id, "Change");
    assert!(opened.modal().await.field("answer").value.contains("From ten to six"));
    let card = club.card(&mo.submit_modal(&opened, json!({"answer": "From nine to five."}))).await;
    assert!(club.told(OPEN).await.contains("From ten to six"), "not before it is saved");
    let saved = club.pressed(&mo, &card, "Save").await;
    assert!(club.told(OPEN).await.contains("From nine to five."));
    let end = club.pressed(&mo, &saved, "Go on with the review").await;
    assert!(end.text().contains("Nothing waits"), "what was said of the former answer is settled: {}", end.text());

    // What is said of the new one counts anew.
    let cem = club.member("Cem");
    let seen = cem.command("ask", json!({"question": OPEN})).response().await;
    let reasons = cem.click(seen.id, "Not helpful").response().await;
    assert_eq!(cem.click(reasons.id, "Unclear").outcome().await, Outcome::Updated);
    let seen = begun(&mo).await;
    assert!(seen.text().contains("One person says that it did not help"), "{}", seen.text());
    let retired = club.pressed(&mo, &seen, "Retire").await;
    assert!(retired.text().contains("**Retired:**") && retired.text().contains("Nothing waits"), "{}", retired.text());
    assert!(!club.told(OPEN).await.contains("From nine to five."));
    club.ends_well().await;
}
