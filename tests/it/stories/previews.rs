//! What a change would change is what it changes.

use askwell::service::EntryChange;
use askwell::service::Labelled;
use askwell::service::NewEntry;
use askwell::service::OnNear;
use askwell::service::Origin;
use askwell::service::Planned;

use super::community::Community;
use super::community::FAQ;
use super::community::id;
use super::community::moderator;
use super::community::written;
use crate::support::store::on_both;

/// What members asked lately.
const LATELY: [&str; 14] = [
    "can I take a board game home with me?",
    "on what day are your meetings?",
    "how can i become a club member",
    "one of the pieces snapped, how do i bring the broken game back?",
    "what is the capital of Mongolia?",
    "how do I cook rice?",
    "whne dose the clubb meet?",
    "is the club open on Thursdays",
    "how much is the membership fee",
    "what if a game is damaged",
    "may I lend games to a friend",
    "is there a library card",
    "do you have snacks and drinks",
    "are there drinks at the meetings",
];

async fn asked_lately(club: &Community) {
    for (number, question) in LATELY.iter().enumerate() {
        club.asks(&format!("member {number}"), 1, question).await;
    }
}

/// What each question comes back as.
async fn outcomes(club: &Community) -> Vec<String> {
    let mut outcomes = Vec::new();
    for question in LATELY {
        let post = club.service.ask_post(question, 5).await.unwrap();
        let judgement = &post.best().judgement;
        let offered = judgement.candidates.iter().take(judgement.offered);
        let offered: Vec<&str> = offered.map(|one| one.entry.as_str()).collect();
        outcomes.push(format!("{} {offered:?}", judgement.verdict.name()));
    }
    outcomes
}

#[test]
fn a_change_that_steals_three_questions_lists_those_three_and_no_others() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        asked_lately(&club).await;
        let stolen = [LATELY[2], LATELY[7], LATELY[9]];
        let thief = NewEntry { id: Some("thief".to_owned()), ..written(&stolen, "Mine.") };
        let planned = Planned::Teach(thief, None);
        let preview = club.service.preview(&moderator(), &planned, &[]).await.unwrap();
        let listed: Vec<&str> = preview.changed.iter().map(|one| one.question.as_str()).collect();
        // The thief's own phrasings are those questions: each is listed once.
        let mut expected = stolen.to_vec();
        expected.sort_unstable();
        let mut sorted = listed.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, expected, "{preview:#?}");
        for changed in &preview.changed {
            assert_eq!(changed.after.entries, [id("thief")], "{changed:?}");
            assert_ne!(changed.before.entries, [id("thief")], "{changed:?}");
        }
        assert_eq!(preview.replayed[Origin::Asked as usize] + 3, LATELY.len());
        assert!(club.service.current(&id("thief")).await.unwrap().is_none(), "a preview writes nothing");
    });
}

#[test]
fn a_preview_foretells_what_comes() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        asked_lately(&club).await;
        let drinks = NewEntry {
            id: Some("drinks".to_owned()),
            ..written(&["Is there something to drink?", "Can I buy food at the club?"], "Tea is free.")
        };
        let meets = club.service.catalog().find("When does the club meet?").unwrap().id.clone();
        let less =
            EntryChange { drop_questions: vec!["On which day are the meetings?".into()], ..EntryChange::default() };
        let mut changed_at_all = 0;
        for planned in [Planned::Teach(drinks, None), Planned::Edit(meets.clone(), less, None), Planned::Retire(meets)]
        {
            let before = outcomes(&club).await;
            let preview = club.service.preview(&moderator(), &planned, &[]).await.unwrap();
            club.service.carry_out(&moderator(), &planned, OnNear::KeepBoth).await.unwrap();
            let after = outcomes(&club).await;
            let foretold: Vec<&str> = preview
                .changed
                .iter()
                .filter(|one| one.origin == Origin::Asked)
                .map(|one| one.question.as_str())
                .collect();
            let came: Vec<&str> =
                LATELY.iter().zip(before.iter().zip(&after)).filter(|(_, (a, b))| a != b).map(|(q, _)| *q).collect();
            let (mut foretold, mut came) = (foretold, came);
            foretold.sort_unstable();
            came.sort_unstable();
            assert_eq!(foretold, came, "{planned:?}: {preview:#?}");
            changed_at_all += came.len();
        }
        assert!(changed_at_all >= 2, "nothing ever changed, so nothing was foretold");
    });
}

#[test]
fn labelled_questions_tell_whether_it_gets_better() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        let meets = club.service.catalog().find("When does the club meet?").unwrap().id.clone();
        let labelled = [
            Labelled { text: "on what day are your meetings?".to_owned(), right: vec![meets.clone()] },
            Labelled { text: "what is the capital of Mongolia?".to_owned(), right: Vec::new() },
        ];
        let preview = club.service.preview(&moderator(), &Planned::Retire(meets), &labelled).await.unwrap();
        assert_eq!((preview.right, preview.wrong), ((2, 1), (0, 0)));
        let lost = preview.changed.iter().find(|one| one.origin == Origin::Labelled).unwrap();
        assert_eq!(lost.question, "on what day are your meetings?");
    });
}
