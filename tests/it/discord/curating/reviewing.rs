//! `/review`: one after the other, by several at once, after a restart, and with hostile words.

use std::sync::Arc;

use askwell::entry::EntryId;
use askwell::service::Caller;
use askwell::service::Role;
use askwell::store::Opinion;
use askwell::store::SuggestionKind;
use serde_json::json;

use super::Club;
use crate::support::discord::Hands;
use crate::support::discord::Seen;
use crate::support::discord::Whom;
use crate::support::discord::permission;

/// What nobody can answer here.
pub(super) const PARKING: &str = "Where can I park my car?";

pub(super) async fn begun(by: &Hands) -> Seen {
    by.command("review", json!({})).wait_final().await
}

/// Writes a draft by the form of `/teach`.
pub(super) async fn drafted(club: &Club, by: &Hands, question: &str, answer: &str) {
    club.taught(by, json!({"question": question, "answer": answer})).await;
}

/// Somebody asks, and the question is kept.
pub(super) async fn missed(club: &Club, by: &str, question: &str) {
    let asker = club.member(by);
    let seen = asker.command("ask", json!({"question": question})).response().await;
    assert!(seen.text().contains("I don't know that"), "{}", seen.text());
    club.service().await.flush().await;
}

/// A suggestion that a question asks for an entry.
async fn suggested(club: &Club, question: &str) {
    let service = club.service().await;
    let caller = Caller::new("17", "Ben", Role::Member);
    let asker = askwell::service::Asker { caller: caller.clone(), place: Default::default(), silent: false };
    let post = service.ask_as(&asker, question, 5, service.target()).await.unwrap();
    let answer = Arc::clone(post.best());
    let entry: EntryId = answer.judgement.candidates[0].entry.clone();
    service.flush().await;
    let offered = answer.judgement.offered > 0;
    assert!(offered, "{question} is offered nothing");
    let voted = service.vote(&caller, answer.receipt.as_ref().unwrap(), Opinion::Chose, Some(&entry)).await;
    assert_eq!(voted.unwrap().suggestion.unwrap().kind, SuggestionKind::Phrasing);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_is_decided_one_after_the_other_in_place() {
    let club = Club::open().await;
    let (mo, tess) = (club.moderator("Mo"), club.teacher("Tess"));
    let empty = begun(&mo).await;
    assert!(empty.ephemeral && empty.text().contains("Nothing waits"), "{}", empty.text());
    drafted(&club, &tess, "Is there wifi?", "Yes, *club-guest*.").await;
    drafted(&club, &tess, "May I bring a dog?", "No.").await;
    missed(&club, "Ada", PARKING).await;
    missed(&club, "Bob", "where can i park my car").await;

    let first = begun(&mo).await;
    assert!(first.text().contains("1 of 3") && first.text().contains("Yes, *club-guest*."), "{}", first.text());
    assert!(first.text().contains("Preview:"), "{}", first.text());
    assert_eq!(first.labels(), ["Save", "Change", "Discard", "Skip"]);
    let second = club.pressed(&mo, &first, "Save").await;
    assert_eq!(second.id, first.id, "it is shown in place");
    assert!(
        second.text().contains("**Saved:** “Is there wifi?”") && second.text().contains("1 of 2"),
        "{}",
        second.text()
    );
    assert!(club.told("Is there wifi?").await.contains("club-guest"));
    assert_eq!(second.labels(), ["Save", "Change", "Discard", "Skip", "Undo"]);
    let third = club.pressed(&mo, &second, "Discard").await;
    assert!(third.text().contains("Discarded") && third.text().contains("1 of 1"), "{}", third.text());
    assert!(third.text().contains("2 people asked") && third.text().contains(PARKING), "{}", third.text());
    assert!(third.text().contains(&format!("<#{}>", club.channel)), "where it was asked: {}", third.text());
    assert_eq!(third.labels(), ["Write the answer", "Dismiss", "Skip", "Undo"]);

    // A discarded draft is there again when that is taken back.
    let back = club.pressed(&mo, &third, "Undo").await;
    assert!(back.text().contains("Undone") && back.text().contains("1 of 2"), "{}", back.text());
    let on = club.pressed(&mo, &back, "Skip").await;
    let dismissed = club.pressed(&mo, &on, "Dismiss").await;
    assert!(
        dismissed.text().contains("Dismissed") && dismissed.text().contains("One is left for later"),
        "{}",
        dismissed.text()
    );
    let undone = club.pressed(&mo, &dismissed, "Undo").await;
    assert!(undone.text().contains("2 of 2") && undone.text().contains(PARKING), "{}", undone.text());
    let dismissed = club.pressed(&mo, &undone, "Dismiss").await;
    let again = club.pressed(&mo, &dismissed, "From the beginning").await;
    assert!(again.text().contains("1 of 1") && again.text().contains("May I bring a dog?"), "{}", again.text());
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_missed_joins_an_entry_or_gets_an_answer() {
    let club = Club::open().await;
    let mo = club.moderator("Mo");
    missed(&club, "Ada", PARKING).await;
    let seen = begun(&mo).await;
    let menu = seen.menus().remove(0);
    assert_eq!(menu.placeholder.as_deref(), Some("Or pick an entry that answers it"));
    let option = menu.options[0].clone();
    let joined = mo.select(seen.id, &menu.custom_id, &[&option.value]).wait_final().await;
    assert!(
        joined.text().contains("answers that now") && joined.text().contains("told of the answer"),
        "{}",
        joined.text()
    );
    let entry = club.service().await.catalog().find(&option.value).cloned();
    assert!(entry.is_none_or(|entry| entry.phrasings.iter().any(|phrasing| phrasing.as_str() == PARKING)));
    let undone = club.pressed(&mo, &joined, "Undo").await;
    assert!(undone.text().contains(PARKING) && undone.text().contains("1 of 1"), "{}", undone.text());

    // The form begins with what was asked, and what is written answers the cluster.
    let opened = mo.click(undone.id, "Write the answer");
    assert_eq!(opened.modal().await.field("question").value, PARKING);
    let fields = json!({"question": PARKING, "answer": "Behind the library."});
    let card = club.card(&mo.submit_modal(&opened, fields)).await;
    club.pressed(&mo, &card, if card.labels().contains(&"Save".to_owned()) { "Save" } else { "Save beside" }).await;
    assert!(club.told(PARKING).await.contains("Behind the library."));
    assert!(begun(&mo).await.text().contains("Nothing waits"));
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_taught_answers_what_was_missed_and_who_asked_is_told_once() {
    let club = Club::open().await;
    let mo = club.moderator("Mo");
    let ada = club.member("Ada");
    let question = ada.write(&format!("<@{}> {PARKING}", club.fake.bot_user_id()));
    club.fake.reply_to(question, super::SOON).await.unwrap();
    missed(&club, "Ben", "Who won the football match yesterday?").await;
    let card =
        club.taught(&mo, json!({"question": "Where can I park the car?", "answer": "Behind the library."})).await;
    assert!(
        card.text().contains("It would answer one missed question, and one person is then told."),
        "{}",
        card.text()
    );
    let told = |club: &Club| {
        let all = club.fake.messages(club.channel);
        all.iter().filter(|one| one.reply_to == Some(question) && one.text().contains("Behind the library.")).count()
    };
    let club = club.restarted().await;
    assert_eq!(told(&club), 0);
    let saved = club.pressed(&mo, &card, "Save").await;
    assert!(
        saved.text().contains("It answers one missed question. One person who asked is told of the answer."),
        "{}",
        saved.text()
    );
    assert!(club.fake.until(super::SOON, |_| told(&club) == 1).await, "Ada is told");
    let seen = begun(&mo).await;
    assert!(seen.text().contains("football") && seen.text().contains("1 of 1"), "{}", seen.text());
    assert!(seen.text().contains("No answer was found."), "{}", seen.text());
    assert_eq!(told(&club), 1);
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn suggestions_are_approved_reworded_rejected_and_taken_back() {
    let club = Club::open().await;
    let mo = club.moderator("Mo");
    let question = "i forgot the password, how can i reset it";
    suggested(&club, question).await;
    let seen = begun(&mo).await;
    assert!(seen.text().contains("One person's vote says") && seen.text().contains(question), "{}", seen.text());
    let rejected = club.pressed(&mo, &seen, "Reject").await;
    assert!(rejected.text().contains("Rejected") && rejected.text().contains("Nothing waits"), "{}", rejected.text());
    let club = club.restarted().await;
    let back = club.pressed(&mo, &rejected, "Undo").await;
    assert!(back.text().contains(question), "{}", back.text());
    let opened = mo.click(back.id, "In other words");
    assert_eq!(opened.modal().await.field("question").value, question);
    let fields = json!({"question": "How can I reset a forgotten password?"});
    let done = mo.submit_modal(&opened, fields).wait_final().await;
    assert!(done.text().contains("**Approved:**"), "{}", done.text());
    let service = club.service().await;
    let entry = service.catalog().find("reset-password").cloned().unwrap();
    let phrasings: Vec<&str> = entry.phrasings.iter().map(|phrasing| phrasing.as_str()).collect();
    assert!(phrasings.contains(&"How can I reset a forgotten password?") && !phrasings.contains(&question));
    club.pressed(&mo, &done, "Undo").await;
    let entry = service.catalog().find("reset-password").cloned().unwrap();
    assert!(entry.phrasings.iter().all(|phrasing| !phrasing.as_str().contains("forgotten")));
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_review_at_once_one_decides_and_the_other_goes_on() {
    let club = Club::open().await;
    let (mo, may, tess) = (club.moderator("Mo"), club.moderator("May"), club.teacher("Tess"));
    for (question, answer) in [("Is there wifi?", "Yes."), ("May I bring a dog?", "No."), ("Is there tea?", "At four.")]
    {
        drafted(&club, &tess, question, answer).await;
    }
    let (one, other) = (begun(&mo).await, begun(&may).await);
    let one = club.pressed(&mo, &one, "Save").await;
    assert!(one.text().contains("May I bring a dog?"), "{}", one.text());
    let other = club.pressed(&may, &other, "Discard").await;
    assert!(other.text().contains("Somebody else has just decided"), "{}", other.text());
    assert!(other.text().contains("May I bring a dog?") && other.text().contains("1 of 2"), "{}", other.text());
    assert!(club.told("Is there wifi?").await.contains("Yes."), "the first decision holds");
    // Skipping goes on behind what the other has just decided.
    club.pressed(&mo, &one, "Save").await;
    let skipped = club.pressed(&may, &other, "Skip").await;
    assert!(skipped.text().contains("At four."), "{}", skipped.text());
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_answer_is_checked_or_retired() {
    let club = Club::open().await;
    let (mo, ona) = (club.moderator("Mo"), club.owner("Ona"));
    let text = "[[entries]]\nid = \"fee\"\nquestions = [\"What does the locker cost?\"]\nanswer = \"Two euros.\"\nreview_by = \"2020-01-01\"\n";
    ona.command("import", json!({"file": {"filename": "old.toml", "text": text}})).wait_final().await;
    let seen = begun(&mo).await;
    assert!(seen.text().contains("to be checked again by 2020-01-01"), "{}", seen.text());
    assert_eq!(seen.labels(), ["Still right", "Change", "Retire", "Skip"]);
    let checked = club.pressed(&mo, &seen, "Still right").await;
    assert!(checked.text().contains("**Checked:**") && checked.text().contains("Nothing waits"), "{}", checked.text());
    let back = club.pressed(&mo, &checked, "Undo").await;
    let retired = club.pressed(&mo, &back, "Retire").await;
    assert!(retired.text().contains("**Retired:**"), "{}", retired.text());
    assert!(!club.told("What does the locker cost?").await.contains("Two euros."));
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_moderators_review_whatever_they_press() {
    let club = Club::open().await;
    let tess = club.teacher("Tess");
    drafted(&club, &tess, "Is there wifi?", "Yes.").await;
    assert!(tess.try_command("review", json!({})).is_err(), "Discord does not offer it");
    club.fake.command_permission(club.guild, "review", Whom::Role(club.teachers), true);
    let refused = tess.command("review", json!({})).response().await;
    assert!(refused.text().contains("Only moderators may do that"), "{}", refused.text());
    // Who is a moderator no longer when they press.
    let user = club.fake.member(club.guild, "Mia");
    let role = club.fake.role(club.guild, "Moderators", permission::MANAGE_MESSAGES, false);
    club.fake.give_role(club.guild, user, role);
    let mia = club.fake.user(club.guild, club.channel, user);
    let seen = begun(&mia).await;
    club.fake.delete_role(club.guild, role);
    let refused = mia.click(seen.id, "Save").response().await;
    assert!(refused.text().contains("Only moderators"), "{}", refused.text());
    assert_eq!(
        club.service().await.waiting_for_review(&Caller::new("1", "", Role::Owner)).await.unwrap().drafts.len(),
        1
    );
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_words_stay_words() {
    let club = Club::open().await;
    let mo = club.moderator("Mo");
    let question = "@everyone <@&1> [free](https://example.org) ```diff\n- x``` ||how|| do I park my **car**?";
    missed(&club, "Ada", question).await;
    let seen = begun(&mo).await;
    let text = seen.embeds.iter().map(|embed| embed["description"].as_str().unwrap_or_default()).collect::<String>();
    assert!(!text.contains("@everyone") && !text.contains("](https://example.org)") && !text.contains("```"), "{text}");
    club.ends_well().await;
}
