//! Doubles, conflicts, and two who decide at once.

use askwell::service::Pending;
use serde_json::json;

use super::Club;
use super::reviewing;

#[tokio::test(flavor = "multi_thread")]
async fn the_same_question_with_another_answer_is_a_conflict_with_ways_out() {
    let club = Club::open().await;
    let mo = club.moderator("Mo");
    let card = club.taught(&mo, json!({"question": "when are you open", "answer": "At night."})).await;
    assert!(card.text().contains("The same question has another answer"), "{}", card.text());
    let put = "Put this answer in “When are you open?”".to_owned();
    assert_eq!(card.labels(), ["Save beside", "Change", "Discard", put.as_str()]);
    assert!(club.told("When are you open?").await.contains("From ten to six"));
    let saved = club.pressed(&mo, &card, &put).await;
    assert!(saved.text().contains("“When are you open?” has it now"), "{}", saved.text());
    let told = club.told("When are you open?").await;
    assert!(told.contains("At night.") && !told.contains("ten to six"), "{told}");
    assert!(club.service().await.retired(&owner()).await.unwrap().is_empty());
    // The draft went into it, so nothing waits.
    assert_eq!(club.service().await.waiting_for_review(&owner()).await.unwrap().drafts, []);
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_like_that_of_an_entry_is_added_to_it() {
    let club = Club::open().await;
    let mo = club.moderator("Mo");
    let question = "How do I reset my own password?";
    let card = club.taught(&mo, json!({"question": question, "answer": "See the settings."})).await;
    assert!(card.text().contains("Close in meaning"), "{}", card.text());
    let add = "Add the question to “How do I reset my password?”";
    let saved = club.pressed(&mo, &card, add).await;
    assert!(saved.text().contains("has it now"), "{}", saved.text());
    let entry = club.service().await.catalog().find("reset-password").cloned().unwrap();
    assert!(entry.phrasings.iter().any(|phrasing| phrasing.as_str() == question));
    assert!(entry.answer.starts_with("Open **Settings**"), "the answer stays");
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn both_are_kept_where_somebody_wants_both() {
    let club = Club::open().await;
    let mo = club.moderator("Mo");
    let card = club.taught(&mo, json!({"question": "When are you open?", "answer": "At night."})).await;
    let saved = club.pressed(&mo, &card, "Save beside").await.text();
    for part in ["Saved** beside “When are you open?”", "asked back", "`/edit`", "`/retire`"] {
        assert!(saved.contains(part), "{saved}");
    }
    let told = club.told("When are you open?").await;
    assert!(told.contains("Several answers are stored"), "{told}");
    // What is only close to it is given alone.
    let card = club.taught(&mo, json!({"question": "When are you open on Sundays?", "answer": "Never."})).await;
    let saved = club.pressed(&mo, &card, "Save").await.text();
    assert!(saved.contains("“When are you open on Sundays?” is answered like this from now on"), "{saved}");
    assert!(club.told("When are you open on Sundays?").await.contains("Never."));
    // In a review it is said in the same words.
    club.taught(&club.teacher("Tess"), json!({"question": "How do I reset my password?", "answer": "Ask us."})).await;
    let waits = reviewing::begun(&mo).await;
    let saved = club.pressed(&mo, &waits, "Save beside").await.text();
    assert!(saved.contains("Saved** beside “How do I reset my password?”"), "{saved}");
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_decide_at_once_one_decides_and_the_other_is_told() {
    let club = Club::open().await;
    let (mo, tess) = (club.moderator("Mo"), club.teacher("Tess"));
    let card = club.taught(&tess, json!({"question": "Where is the toilet?", "answer": "On the left."})).await;
    let id = club.service().await.waiting_for_review(&owner()).await.unwrap().drafts.remove(0).id;
    let first = club.service().await.approve(&owner(), &Pending::Draft(id)).await.unwrap();
    let late = club.pressed(&tess, &card, "Discard").await;
    assert!(late.text().contains("no longer waits") && late.labels().is_empty(), "{}", late.text());
    assert!(club.told("Where is the toilet?").await.contains("On the left."));

    // Two moderators at the same moment: one of them is the first, and the other one is told.
    let card = club.taught(&mo, json!({"question": "Where is the bar?", "answer": "Upstairs."})).await;
    let service = club.service().await;
    let id = service.waiting_for_review(&owner()).await.unwrap().drafts.remove(0).id;
    let pending = Pending::Draft(id);
    let caller = owner();
    let (theirs, mine) = tokio::join!(service.approve(&caller, &pending), club.pressed(&mo, &card, "Save"));
    assert_eq!(club.version().await, first.number + 2, "the draft and one approval");
    let mine = mine.text();
    match theirs {
        Ok(_) => assert!(mine.contains("no longer waits"), "{mine}"),
        Err(error) => assert!(mine.contains("Saved:"), "{error}; {mine}"),
    }
    assert!(club.told("Where is the bar?").await.contains("Upstairs."));
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_that_appears_meanwhile_is_shown_before_anything_is_saved() {
    let club = Club::open().await;
    let (mo, mona) = (club.moderator("Mo"), club.moderator("Mona"));
    let first = club.taught(&mo, json!({"question": "Where is the bar?", "answer": "Upstairs."})).await;
    let second = club.taught(&mona, json!({"question": "where is the bar", "answer": "Downstairs."})).await;
    assert_eq!(second.labels()[0], "Save", "a draft is no entry");
    club.pressed(&mo, &first, "Save").await;
    let version = club.version().await;
    let shown = club.pressed(&mona, &second, "Save").await;
    assert!(shown.text().contains("The same question has another answer"), "{}", shown.text());
    assert_eq!(club.version().await, version, "nothing was saved");
    let put = "Put this answer in “Where is the bar?”".to_owned();
    assert_eq!(shown.labels(), ["Change", "Discard", put.as_str()], "the id is taken, so it is not saved as it is");
    assert!(club.told("Where is the bar?").await.contains("Upstairs."));
    club.ends_well().await;
}

fn owner() -> askwell::service::Caller {
    askwell::service::Caller::new("1", "Olga", askwell::service::Role::Owner)
}
