//! A channel that is only watched.

use askwell::service::Asker;
use askwell::service::Judged;
use askwell::service::Trial;
use askwell::store::AskedQuestion;
use askwell::store::Moment;
use askwell::store::Opinion;
use askwell::store::Vote;

use super::community::Community;
use super::community::FAQ;
use super::community::asker;
use super::community::moderator;
use crate::support::store::on_both;

#[test]
fn a_trial_says_what_would_have_been_answered_and_how_right_that_is() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        let silent = |channel| Asker { silent: true, ..asker("Ann", channel) };
        let mut receipts = Vec::new();
        for (channel, question) in [
            (7, "When does the club meet?"),
            (7, "How do I borrow a game?"),
            (7, "who won the football match"),
            (8, "What does membership cost?"),
        ] {
            receipts.push(club.asks_as(&silent(channel), question).await.receipt.clone().unwrap());
        }
        // Somebody asks for real beside it.
        club.asks("Ben", 7, "When does the club meet?").await;
        let mo = moderator();
        club.service.vote(&mo, &receipts[0], Opinion::Helpful, None).await.unwrap();
        club.service.vote(&mo, &receipts[1], Opinion::Wrong, None).await.unwrap();

        let trial = club.service.trial(&mo, Moment(0)).await.unwrap();
        assert_eq!((trial.all.asked, trial.all.answered, trial.all.judged, trial.all.right), (4, 3, 2, 1));
        assert_eq!((trial.channels[&Some(7)].answered, trial.channels[&Some(8)].answered), (2, 1));
        assert_eq!(
            trial.unjudged.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(),
            ["What does membership cost?"]
        );
        // What is watched is chatter, mostly, and nobody waits for an answer to it.
        assert!(club.service.missed(&mo).await.unwrap().is_empty());

        // Counted again from the records alone.
        let space = club.service.memory().unwrap().space().clone();
        let questions = bed.store.questions(&space, Moment(0), u32::MAX).await.unwrap();
        let votes = bed.store.votes(&space, Moment(0)).await.unwrap();
        assert_eq!(recounted(&questions, &votes), trial);
    });
}

/// The trial out of whole records.
fn recounted(questions: &[AskedQuestion], votes: &[Vote]) -> Trial {
    let mut trial = Trial::default();
    for question in questions.iter().filter(|question| question.silent) {
        let of = |opinion| votes.iter().filter(|vote| vote.question == question.id && vote.opinion == opinion).count();
        let (right, wrong) = (of(Opinion::Helpful), of(Opinion::Wrong));
        let is_answer = question.verdict == "answer";
        for count in [&mut trial.all, trial.channels.entry(question.place.channel).or_default()] {
            count.asked += 1;
            count.answered += usize::from(is_answer);
            count.chosen += usize::from(question.verdict == "choose");
            count.judged += usize::from(is_answer && right != wrong);
            count.right += usize::from(is_answer && right > wrong);
        }
        if is_answer && right == wrong {
            trial.unjudged.push(question.clone());
        } else if is_answer {
            // What is asked word for word passes every bar.
            let confidence = if question.reason == "exact" { 1.0 } else { question.candidates[0].confidence };
            let judged = Judged { confidence, right: right > wrong };
            trial.judged.entry(question.place.channel).or_default().push(judged);
        }
    }
    // Those that were right come first.
    trial.judged.values_mut().for_each(|judged| judged.sort_by_key(|one| !one.right));
    trial
}
