//! Teaching, editing, retiring, restoring, approving, and taking it all back; and who may do what.

use askwell::entry::EntryId;
use askwell::entry::State;
use askwell::service::Caller;
use askwell::service::CurateError;
use askwell::service::EntryChange;
use askwell::service::NewEntry;
use askwell::service::OnNear;
use askwell::service::Pending;
use askwell::service::Planned;
use askwell::service::Role;
use askwell::service::Setting;
use askwell::service::Source;
use askwell::service::Wordings;
use askwell::store::Action;
use askwell::store::Moment;
use askwell::store::Wanted;

use super::community::Community;
use super::community::FAQ;
use super::community::id;
use super::community::moderator;
use super::community::owner;
use super::community::someone;
use super::community::teacher;
use super::community::written;
use crate::support::store::on_both;

fn toilet() -> NewEntry {
    NewEntry { id: Some("toilet".to_owned()), ..written(&["Where is the toilet?"], "On the left.") }
}

async fn says(club: &Community, question: &str) -> String {
    Community::says(&*club.asks("Ann", 1, question).await)
}

#[test]
fn what_is_taught_is_served_changed_retired_restored_and_taken_back() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        let taught = club.service.teach(&moderator(), &toilet(), OnNear::Tell).await.unwrap();
        assert_eq!(says(&club, "where is the toilet").await, "On the left.");
        let right = EntryChange { answer: Some("On the right.".to_owned()), ..EntryChange::default() };
        let edited = club.service.edit(&moderator(), &id("toilet"), &right, OnNear::Tell).await.unwrap();
        assert_eq!(says(&club, "where is the toilet").await, "On the right.");
        club.service.retire(&moderator(), &id("toilet")).await.unwrap();
        assert_eq!(says(&club, "where is the toilet").await, "abstain: nothing_close");
        let twice = club.service.retire(&moderator(), &id("toilet")).await;
        assert!(matches!(twice, Err(CurateError::Already(_))), "{twice:?}");
        let undone = club.service.undo(&moderator(), edited.number).await;
        assert!(matches!(undone, Err(CurateError::Conflict(_))), "it was changed since: {undone:?}");
        club.service.restore(&moderator(), &id("toilet")).await.unwrap();
        assert_eq!(says(&club, "where is the toilet").await, "On the right.");

        let history = club.service.history(&moderator(), &Wanted { limit: 10, ..Wanted::default() }).await.unwrap();
        let seen: Vec<(u64, Action, &str)> =
            history.iter().map(|change| (change.number, change.action, change.author.name.as_str())).collect();
        let actions = [Action::Restore, Action::Retire, Action::Edit, Action::Teach];
        assert_eq!(seen.iter().map(|(_, action, _)| *action).collect::<Vec<_>>(), actions);
        assert!(seen.iter().all(|(_, _, name)| *name == "Mo"));
        let before = history[2].before.as_ref().and_then(|item| item.entry()).unwrap();
        let after = history[2].after.as_ref().and_then(|item| item.entry()).unwrap();
        assert_eq!((before.answer.as_str(), after.answer.as_str()), ("On the left.", "On the right."));

        // Back to nothing, step by step; and forward again.
        for change in &history[..3] {
            club.service.undo(&moderator(), change.number).await.unwrap_or_else(|error| panic!("{change:?}: {error}"));
        }
        assert_eq!(says(&club, "where is the toilet").await, "On the left.");
        let gone = club.service.undo(&moderator(), taught.number).await.unwrap();
        assert_eq!(says(&club, "where is the toilet").await, "abstain: nothing_close");
        club.service.undo(&moderator(), gone.number).await.unwrap();
        assert_eq!(says(&club, "where is the toilet").await, "On the left.");
    });
}

#[test]
fn an_entry_of_a_file_is_changed_in_its_place_and_the_file_stays_as_it_is() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        let meets = club.service.catalog().find("When does the club meet?").unwrap().id.clone();
        assert_eq!(club.service.catalog().source(&meets), Some(Source::File));
        let change = EntryChange { answer: Some("Every Friday.".to_owned()), ..EntryChange::default() };
        let edited = club.service.edit(&moderator(), &meets, &change, OnNear::Tell).await.unwrap();
        assert_eq!(says(&club, "when does the club meet").await, "Every Friday.");
        assert!(matches!(club.service.catalog().source(&meets), Some(Source::Overlay(_))));
        let file = club.folder.path().join("faq.txt");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), FAQ);
        let overlays = club.service.overlays().await.unwrap();
        assert_eq!(overlays.iter().map(|entry| entry.answer.as_str()).collect::<Vec<_>>(), ["Every Friday."]);

        // The file is changed by somebody else: what the bot has stays, and that is told.
        std::fs::write(&file, FAQ.replace("Every Thursday", "Every Wednesday")).unwrap();
        let opened = club.service.reload(|_| ()).await.unwrap();
        assert_eq!(opened.overlay_notes.len(), 1, "{:?}", opened.overlay_notes);
        assert_eq!(says(&club, "when does the club meet").await, "Every Friday.");

        // The file comes to say the same: then it is the file's again.
        std::fs::write(&file, FAQ.replace("Every Thursday at 7 pm in room 12.", "Every Friday.")).unwrap();
        club.service.reload(|_| ()).await.unwrap();
        assert_eq!(club.service.catalog().source(&meets), Some(Source::File));
        assert!(club.service.overlays().await.unwrap().is_empty());
        club.service.drop_written_back(&owner()).await.unwrap().unwrap();
        std::fs::write(&file, FAQ).unwrap();
        let opened = club.service.reload(|_| ()).await.unwrap();
        assert_eq!(opened.overlay_notes, []);
        assert!(says(&club, "when does the club meet").await.starts_with("Every Thursday"));
        assert!(edited.number > 0);
    });
}

#[test]
fn doubles_and_conflicts_are_shown_before_anything_is_written() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        let double = written(&["when do the club meet?"], "Every Monday.");
        let refused = club.service.teach(&moderator(), &double, OnNear::Tell).await;
        let Err(CurateError::Near(near)) = refused else { panic!("{refused:?}") };
        assert_eq!(near[0].phrasing, "When does the club meet?");
        assert!(!near[0].same_answer && !near[0].same_question && near[0].cosine > 0.9, "{near:?}");
        // The three ways out: a further phrasing, another answer, both.
        let there = near[0].entry.id.clone();
        let add = EntryChange { add_questions: double.questions.clone(), ..EntryChange::default() };
        club.service.edit(&moderator(), &there, &add, OnNear::Tell).await.unwrap();
        assert!(says(&club, "when do the club meet").await.starts_with("Every Thursday"));
        let replace = EntryChange { answer: Some("Every Monday.".to_owned()), ..EntryChange::default() };
        club.service.edit(&moderator(), &there, &replace, OnNear::Tell).await.unwrap();
        assert_eq!(says(&club, "when do the club meet").await, "Every Monday.");
        let other = written(&["When does the club meet?"], "In the holidays, every day.");
        club.service.teach(&moderator(), &other, OnNear::KeepBoth).await.unwrap();
        assert_eq!(says(&club, "when does the club meet").await, "choose: 2");
    });
}

#[test]
fn what_a_teacher_writes_waits() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        let draft = club.service.teach(&teacher(), &toilet(), OnNear::Tell).await.unwrap().draft.unwrap();
        assert_eq!(says(&club, "where is the toilet").await, "abstain: nothing_close");
        let meets = club.service.catalog().find("When does the club meet?").unwrap().id.clone();
        let change = EntryChange { answer: Some("Every Friday.".to_owned()), ..EntryChange::default() };
        let edit = club.service.edit(&teacher(), &meets, &change, OnNear::Tell).await.unwrap().draft.unwrap();
        let waiting = club.service.waiting_for_review(&moderator()).await.unwrap().drafts;
        assert_eq!(waiting.len(), 2);
        assert_eq!((waiting[0].draft.name.as_str(), waiting[0].now.is_none()), ("Tess", true));
        assert!(waiting[1].now.as_ref().unwrap().answer.starts_with("Every Thursday"));

        club.service.approve(&moderator(), &Pending::Draft(draft.clone())).await.unwrap();
        assert_eq!(says(&club, "where is the toilet").await, "On the left.");
        let again = club.service.approve(&moderator(), &Pending::Draft(draft)).await;
        assert!(matches!(again, Err(CurateError::NotThere(_))), "{again:?}");
        // Somebody changes the entry while the draft waits: what was approved would not be what was read.
        let other = EntryChange { answer: Some("Every Saturday.".to_owned()), ..EntryChange::default() };
        club.service.edit(&moderator(), &meets, &other, OnNear::Tell).await.unwrap();
        let stale = club.service.approve(&moderator(), &Pending::Draft(edit.clone())).await;
        assert!(matches!(stale, Err(CurateError::Conflict(_))), "{stale:?}");
        assert_eq!(says(&club, "when does the club meet").await, "Every Saturday.");
        club.service.reject(&moderator(), &Pending::Draft(edit)).await.unwrap();
        assert!(club.service.waiting_for_review(&moderator()).await.unwrap().drafts.is_empty());
    });
}

#[test]
fn each_verb_asks_for_the_role_that_it_needs() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        club.asks("Ann", 1, "where can I park my car").await;
        let service = &club.service;
        let change = EntryChange { answer: Some("No.".to_owned()), ..EntryChange::default() };
        let there: EntryId = service.catalog().written()[0].id.clone();
        let everything = Wanted { limit: 1, ..Wanted::default() };
        let pending = Pending::Suggestion(99);
        for (role, allowed) in [(Role::Member, 0), (Role::Teacher, 1), (Role::Moderator, 2), (Role::Owner, 3)] {
            let who: Caller = someone("Eve", role);
            let who = &who;
            // What is refused is refused before anything is looked up, so it does not matter what else is wrong.
            let denied = [
                (1, is_denied(&service.teach(who, &written(&["Why?"], ""), OnNear::Tell).await)),
                (1, is_denied(&service.edit(who, &id("gone"), &change, OnNear::Tell).await)),
                (1, is_denied(&service.retire(who, &id("gone")).await)),
                (1, is_denied(&service.restore(who, &there).await)),
                (1, is_denied(&service.history(who, &everything).await)),
                (1, is_denied(&service.preview(who, &Planned::Retire(id("gone")), &[]).await)),
                (2, is_denied(&service.waiting_for_review(who).await)),
                (2, is_denied(&service.approve(who, &pending).await)),
                (2, is_denied(&service.reject(who, &pending).await)),
                (2, is_denied(&service.undo(who, 99).await)),
                (2, is_denied(&service.missed(who).await)),
                (2, is_denied(&service.missed_questions(who, 99).await)),
                (2, is_denied(&service.resolve(who, 99, &there, Wordings::Leave).await)),
                (2, is_denied(&service.dismiss(who, 99).await)),
                (2, is_denied(&service.trial(who, Moment(0)).await)),
                (2, is_denied(&service.set_overview(who, "", "x").await)),
                (3, is_denied(&service.settings(who).await)),
                (3, is_denied(&service.set(who, Setting::Recording, "on").await)),
                (3, is_denied(&service.plan_import(who, &Default::default()).await)),
                (3, is_denied(&service.drop_written_back(who).await)),
            ];
            for (at, (needed, denied)) in denied.into_iter().enumerate() {
                assert_eq!(denied, allowed < needed, "verb {at} for {role:?}");
            }
            service.held_on(who).await.unwrap();
            service.forget(who).await.unwrap();
        }
    });
}

fn is_denied<T>(result: &Result<T, CurateError>) -> bool {
    matches!(result, Err(CurateError::Denied(_)))
}

#[test]
fn a_file_of_entries_is_taken_in_as_a_whole_and_taken_back_as_a_whole() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        club.service.teach(&moderator(), &toilet(), OnNear::Tell).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("more.jsonl");
        let lines = r#"{"id":"toilet","questions":["Where is the toilet?"],"answer":"On the right."}
{"id":"wifi","questions":["Is there wifi?"],"answer":"Yes, ask at the desk."}
{"id":"snacks","questions":["When does the club meet?"],"answer":"With snacks."}
"#;
        std::fs::write(&file, lines).unwrap();
        let imported = askwell::knowledge::read(std::slice::from_ref(&file)).knowledge;
        let import = club.service.plan_import(&owner(), &imported).await.unwrap();
        assert_eq!(import.new, [id("wifi"), id("snacks")]);
        assert_eq!((&import.changed[..], import.same), (&[id("toilet")][..], 0));
        assert_eq!(import.doubles.len(), 1, "{:?}", import.doubles);
        assert_eq!(says(&club, "is there wifi").await, "abstain: nothing_close", "nothing is done by planning");
        let done = club.service.import(&owner(), &import).await.unwrap();
        assert_eq!(says(&club, "is there wifi").await, "Yes, ask at the desk.");
        assert_eq!(says(&club, "where is the toilet").await, "On the right.");
        let again = club.service.plan_import(&owner(), &imported).await.unwrap();
        assert_eq!((again.is_empty(), again.same), (true, 3));
        let whole = club.service.whole_knowledge().await.unwrap();
        assert_eq!(whole.entries.len(), 4 + 3);
        club.service.undo(&moderator(), done.number).await.unwrap();
        assert_eq!(says(&club, "is there wifi").await, "abstain: nothing_close");
        assert_eq!(says(&club, "where is the toilet").await, "On the left.");
    });
}

#[test]
fn a_topic_gets_an_overview_and_hostile_text_stays_text() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        club.service.set_overview(&moderator(), "Chess evenings", "We play chess on Fridays.").await.unwrap();
        let shown = club.asks("Ann", 1, "What is Chess evenings about?").await;
        assert_eq!(Community::says(&shown), "We play chess on Fridays.");
        let hostile = "'); DROP TABLE items; -- <script>alert(1)</script> \u{202e}\u{200b} \u{1b}[31m @everyone";
        let entry = NewEntry {
            id: Some("hostile".to_owned()),
            topic: Some(hostile.to_owned()),
            ..written(&[hostile, "What about '; -- ?"], hostile)
        };
        club.service.teach(&moderator(), &entry, OnNear::KeepBoth).await.unwrap();
        let there = club.service.current(&id("hostile")).await.unwrap().unwrap();
        assert_eq!(there.entry.state, State::Approved);
        assert!(there.entry.answer.contains("DROP TABLE items") && there.entry.answer.contains("<script>"));
        assert!(!there.entry.answer.contains('\u{1b}'), "what terminals obey is taken out, as in files");
        assert!(says(&club, "what about ' --").await.contains("DROP TABLE"));
        assert!(says(&club, "where is the toilet'); DELETE FROM questions; --").await.starts_with("abstain"));
    });
}
