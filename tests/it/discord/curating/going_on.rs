//! A review pauses for what is to be written, and goes on behind it: also in another process.

use askwell::service::Caller;
use askwell::service::Pending;
use askwell::service::Role;
use serde_json::Value;
use serde_json::json;

use super::Club;
use super::reviewing::PARKING;
use super::reviewing::begun;
use super::reviewing::drafted;
use super::reviewing::missed;
use crate::support::discord::Hands;
use crate::support::discord::Seen;

const GO_ON: &str = "Go on with the review";

/// Writes into the form behind a button, and waits for the card that takes the message's place.
async fn wrote(club: &Club, by: &Hands, seen: &Seen, button: &str, fields: Value) -> Seen {
    let opened = by.click(seen.id, button);
    opened.modal().await;
    let card = club.card(&by.submit_modal(&opened, fields)).await;
    assert_eq!(card.id, seen.id, "it is shown in place");
    card
}

#[tokio::test(flavor = "multi_thread")]
async fn a_review_goes_on_behind_a_draft_that_was_written_anew() {
    let club = Club::open().await;
    let (mo, tess) = (club.moderator("Mo"), club.teacher("Tess"));
    drafted(&club, &tess, "Is there wifi?", "Yes.").await;
    drafted(&club, &tess, "May I bring a dog?", "No.").await;
    missed(&club, "Ada", PARKING).await;
    let first = begun(&mo).await;
    assert!(first.text().contains("1 of 3") && first.text().contains("Is there wifi?"), "{}", first.text());
    let card = wrote(&club, &mo, &first, "Change", json!({"answer": "Yes, *club-guest*."})).await;
    assert_eq!(card.labels(), ["Save", "Change", "Discard", "Skip"]);

    // All that is known of the review is in the buttons.
    let club = club.restarted().await;
    let saved = club.pressed(&mo, &card, "Save").await;
    assert!(saved.text().contains("**Saved:** “Is there wifi?”"), "{}", saved.text());
    assert_eq!(saved.labels(), [GO_ON, "Undo"]);
    assert!(club.told("Is there wifi?").await.contains("club-guest"));
    let undone = club.pressed(&mo, &saved, "Undo").await;
    assert!(undone.text().contains("**Undone:**"), "{}", undone.text());
    assert_eq!(undone.labels(), [GO_ON, "Undo"]);
    let club = club.restarted().await;
    let again = club.pressed(&mo, &undone, GO_ON).await;
    assert!(again.text().contains("1 of 3") && again.text().contains("club-guest"), "it waits again: {}", again.text());

    // Through the form twice, and through the card's own button to it.
    let card = wrote(&club, &mo, &again, "Change", json!({"answer": "Yes, *guest*."})).await;
    let card = wrote(&club, &mo, &card, "Change", json!({"answer": "Yes, *club*."})).await;
    let saved = club.pressed(&mo, &card, "Save").await;
    let second = club.pressed(&mo, &saved, GO_ON).await;
    assert_eq!(second.id, first.id, "all of it is one message");
    assert!(second.text().contains("1 of 2") && second.text().contains("May I bring a dog?"), "{}", second.text());
    assert_eq!(second.labels(), ["Save", "Change", "Discard", "Skip"]);

    let card = wrote(&club, &mo, &second, "Change", json!({"answer": "On a lead."})).await;
    let discarded = club.pressed(&mo, &card, "Discard").await;
    assert!(discarded.text().contains("**Discarded.**"), "{}", discarded.text());
    assert_eq!(discarded.labels(), [GO_ON, "Undo"]);
    let third = club.pressed(&mo, &discarded, GO_ON).await;
    assert!(third.text().contains("1 of 1") && third.text().contains(PARKING), "{}", third.text());
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_review_goes_on_behind_what_was_missed_and_back_to_what_was_not_answered() {
    let club = Club::open().await;
    let mo = club.moderator("Mo");
    missed(&club, "Ada", PARKING).await;
    missed(&club, "Bob", "where can i park my car").await;
    missed(&club, "Ada", "Who won the football match yesterday?").await;
    let first = begun(&mo).await;
    assert!(first.text().contains("1 of 2") && first.text().contains(PARKING), "{}", first.text());
    let answer = json!({"question": PARKING, "answer": "Behind the library."});

    // Kept as a draft for later, which waits before the missed questions from then on.
    let card = wrote(&club, &mo, &first, "Write the answer", answer.clone()).await;
    let next = club.pressed(&mo, &card, "Skip").await;
    assert!(next.text().contains("3 of 3") && next.text().contains("football"), "{}", next.text());
    let end = club.pressed(&mo, &next, "Skip").await;
    let draft = club.pressed(&mo, &end, "From the beginning").await;
    assert!(draft.text().contains("1 of 3") && draft.text().contains("Behind the library."), "{}", draft.text());
    let on = club.pressed(&mo, &draft, "Discard").await;
    assert!(on.text().contains("1 of 2") && on.text().contains(PARKING), "{}", on.text());

    // What was written is thrown away: the question is as open as before.
    let card = wrote(&club, &mo, &on, "Write the answer", answer.clone()).await;
    let discarded = club.pressed(&mo, &card, "Discard").await;
    let back = club.pressed(&mo, &discarded, GO_ON).await;
    assert!(back.text().contains("1 of 2") && back.text().contains(PARKING), "{}", back.text());

    let card = wrote(&club, &mo, &back, "Write the answer", answer).await;
    let club = club.restarted().await;
    let save = card.labels().into_iter().find(|label| label.starts_with("Save")).unwrap();
    let saved = club.pressed(&mo, &card, &save).await;
    assert!(saved.text().contains("told of the answer"), "{}", saved.text());
    let next = club.pressed(&mo, &saved, GO_ON).await;
    assert!(next.text().contains("1 of 1") && next.text().contains("football"), "{}", next.text());
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_review_goes_on_where_somebody_else_has_decided_meanwhile() {
    let club = Club::open().await;
    let (mo, tess) = (club.moderator("Mo"), club.teacher("Tess"));
    drafted(&club, &tess, "Is there wifi?", "Yes.").await;
    drafted(&club, &tess, "May I bring a dog?", "No.").await;
    let first = begun(&mo).await;
    let card = wrote(&club, &mo, &first, "Change", json!({"answer": "Yes, *club-guest*."})).await;
    let (service, owner) = (club.service().await, Caller::new("1", "Olga", Role::Owner));
    let draft = service.waiting_for_review(&owner).await.unwrap().drafts.remove(0).id;
    service.approve(&owner, &Pending::Draft(draft)).await.unwrap();
    let late = club.pressed(&mo, &card, "Discard").await;
    assert!(late.text().contains("no longer waits"), "{}", late.text());
    assert_eq!(late.labels(), [GO_ON]);
    let next = club.pressed(&mo, &late, GO_ON).await;
    assert!(next.text().contains("1 of 1") && next.text().contains("May I bring a dog?"), "{}", next.text());

    // Where no review pauses for it, there is none to go on with.
    let card = club.taught(&mo, json!({"question": "Is there tea?", "answer": "At four."})).await;
    assert_eq!(card.labels(), ["Save", "Change", "Discard"]);
    assert_eq!(club.pressed(&mo, &card, "Save").await.labels(), ["Undo"]);
    club.ends_well().await;
}
