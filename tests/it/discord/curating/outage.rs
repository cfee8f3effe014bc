//! The store goes away between a form and what is written in it.
#![cfg(unix)]

use std::time::Duration;
use std::time::Instant;

use askwell::service::Caller;
use askwell::service::Role;
use askwell::store::Space;
use serde_json::Value;
use serde_json::json;
use tokio::task::block_in_place;

use super::Club;
use super::SOON;
use super::reviewing::PARKING;
use super::reviewing::begun;
use super::reviewing::missed;
use crate::support::discord::Hands;
use crate::support::discord::Interaction;
use crate::support::discord::Seen;
use crate::support::postgres;
use crate::support::store::Bed;

/// Waits until the store can be asked again.
async fn is_back(club: &Club) {
    let begun = Instant::now();
    while club.bed.store.items(&Space::of_server(club.guild)).await.is_err() {
        assert!(begun.elapsed() < SOON, "the store did not come back");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// What somebody reads whose form came back in vain: that nothing was kept, with what they wrote.
async fn given_back(submitted: &Interaction, written: &str) {
    let refused = submitted.wait_final().await;
    assert!(refused.ephemeral && refused.text().contains("cannot be kept at the moment"), "{}", refused.text());
    assert!(!refused.text().contains("Saved") && refused.labels().is_empty(), "{}", refused.text());
    assert_eq!(refused.attachments.len(), 1, "{refused:?}");
    let file = String::from_utf8_lossy(&refused.attachments[0].bytes);
    assert!(file.contains(written), "{file}");
}

/// Writes it once more into the same form.
async fn rewritten(club: &Club, by: &Hands, opened: Interaction, fields: Value) -> Seen {
    opened.modal().await;
    club.card(&by.submit_modal(&opened, fields)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_while_the_store_is_away_is_given_back_and_saved_once_when_it_is_there() {
    let Some(server) = postgres::own() else { return };
    let club = Club::on(Bed::on_postgres(&server).await).await;
    let (mo, tess) = (club.moderator("Mo"), club.teacher("Tess"));
    missed(&club, "Ada", PARKING).await;
    let before = club.version().await;
    let seen = begun(&mo).await;
    let (of_review, of_teach) = (mo.click(seen.id, "Write the answer"), tess.command("teach", json!({})));
    of_review.modal().await;
    of_teach.modal().await;

    block_in_place(|| server.stop());
    let parking = json!({"question": PARKING, "answer": "Behind the library."});
    let wifi = json!({"question": "Is there wifi?", "answer": "Yes."});
    let (first, second) = (mo.submit_modal(&of_review, parking.clone()), tess.submit_modal(&of_teach, wifi.clone()));
    given_back(&first, "Behind the library.").await;
    given_back(&second, "Is there wifi?").await;
    let card = club.fake.message(seen.id).unwrap();
    assert_eq!(card.labels(), ["Write the answer", "Dismiss", "Skip"], "the review stays where it is");
    // Nor is anything done by a button.
    let refused = mo.click(card.id, "Dismiss").wait_final().await;
    assert!(refused.text().contains("cannot be kept at the moment"), "{}", refused.text());

    block_in_place(|| server.start_again());
    is_back(&club).await;
    assert_eq!(club.version().await, before, "nothing of it was kept");
    let card = rewritten(&club, &mo, mo.click(card.id, "Write the answer"), parking).await;
    let save = card.labels().into_iter().find(|label| label.starts_with("Save")).unwrap();
    let saved = club.pressed(&mo, &card, &save).await;
    assert!(saved.text().contains("**Saved:**") && saved.text().contains("told of the answer"), "{}", saved.text());
    rewritten(&club, &tess, tess.command("teach", json!({})), wifi).await;
    assert_eq!(club.version().await, before + 3, "a draft and its approval, and another draft");
    assert!(club.told(PARKING).await.contains("Behind the library."));
    let owner = Caller::new("1", "Olga", Role::Owner);
    let waiting = club.service().await.waiting_for_review(&owner).await.unwrap();
    assert_eq!(waiting.drafts.len(), 1, "the teacher's, once");
    assert!(club.service().await.missed(&owner).await.unwrap().is_empty());
    club.ends_well().await;
}
