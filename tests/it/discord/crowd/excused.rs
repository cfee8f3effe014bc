//! What did not work out, and whether there is an excuse for it; how much can be excused.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::time::Duration;

use super::book::Book;
use super::book::Done;
use crate::discord::trouble::Outages;
use crate::support::discord::Outcome;
use crate::support::discord::Seen;

/// How long Discord waits for the first answer to an interaction.
const DEADLINE: Duration = Duration::from_secs(3);

/// How long an answer that was announced may be on its way.
const ANNOUNCED: Duration = Duration::from_secs(20);

/// How long the bot may wait for the store before it says that it is away, and how long it may take to see that it is
/// back.
const UNTIL_AWAY: Duration = Duration::from_secs(5);
const UNTIL_BACK: Duration = Duration::from_secs(8);

/// How long a question may have been answered before it is kept.
const UNTIL_KEPT: Duration = Duration::from_millis(500);

/// Of so many things one may be too late for no reason but a busy machine.
const ONE_IN: usize = 100;

/// What explains that something did not work out.
#[derive(Default)]
pub(in crate::discord) struct Explained {
    /// When Discord was away, or the line to it.
    pub(in crate::discord) outages: Outages,
    /// When a process was killed, and until another was there.
    pub(in crate::discord) kills: Outages,
    /// When the store was away.
    pub(in crate::discord) store: Outages,
}

/// What came of an interaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Came {
    /// What it was for.
    Well,
    /// Whoever did it is to try again, as it cannot be kept now.
    PutOff,
    /// There was a question whose asking is not kept.
    NotKept,
    /// No answer.
    Lost,
    /// An answer that was announced and never came.
    Broken,
    /// A number under which something is logged, or anything else that is never right.
    Wrong,
}

impl Done {
    fn came(&self) -> Came {
        let told = self.told.as_deref().unwrap_or_default();
        match self.interaction.outcome_now() {
            Outcome::Failed => Came::Lost,
            Outcome::Deferred | Outcome::DeferredUpdate => Came::Broken,
            Outcome::Pending | Outcome::Choices => Came::Wrong,
            Outcome::Answered | Outcome::Updated | Outcome::Modal => match () {
                () if told.contains("noted as E-") => Came::Wrong,
                () if told.contains("try again in a minute") => Came::PutOff,
                () if told.contains("question is not kept") => Came::NotKept,
                () => Came::Well,
            },
        }
    }
}

impl Explained {
    fn excuses(&self, done: &Done, came: Came) -> bool {
        match came {
            Came::Well => true,
            Came::PutOff => self.store.lay_within(done.at, UNTIL_AWAY, UNTIL_BACK),
            // Whoever had answered it died before it was kept.
            Came::NotKept => done.shown.is_some_and(|shown| {
                let since = shown - UNTIL_KEPT;
                self.kills.cut(since, done.at.saturating_duration_since(since))
            }),
            Came::Lost => self.outages.explain(done.at).or_else(|| self.kills.explain(done.at)).is_some(),
            Came::Broken => self.kills.cut(done.at, ANNOUNCED),
            Came::Wrong => false,
        }
    }

    /// How much of what so many people did can have gone wrong, each of whom does one thing at a time: what they were
    /// about when it began, and after each deadline one thing more for as long as it lasted.
    fn at_most(&self, people: usize) -> BTreeMap<Came, usize> {
        let [kills, discord] = [&self.kills, &self.outages].map(|all| all.times(DEADLINE) * people);
        let put_off = self.store.times(Duration::from_millis(500)) * people;
        let unanswered = kills + discord;
        [(Came::Lost, unanswered), (Came::Broken, kills), (Came::NotKept, kills), (Came::PutOff, put_off)].into()
    }
}

impl Book {
    /// Looks at what came of everything that so many people did; what it comes to, in numbers.
    pub(super) fn check_interactions(
        &self,
        explained: &Explained,
        people: usize,
        wrong: &mut Vec<String>,
    ) -> BTreeMap<String, usize> {
        let mut counts: BTreeMap<Came, usize> = BTreeMap::new();
        let mut late = Vec::new();
        for done in &self.interactions {
            let came = done.came();
            *counts.entry(came).or_default() += 1;
            if !explained.excuses(done, came) {
                match came {
                    Came::Lost | Came::PutOff => late.push(format!("{}: {came:?}, {:?}", done.what, done.told)),
                    _ => wrong.push(format!("{}: {came:?}, {:?}", done.what, done.told)),
                }
            }
            let texts: Vec<String> = done.interaction.followups().iter().map(Seen::text).collect();
            if texts.iter().collect::<BTreeSet<_>>().len() != texts.len() {
                wrong.push(format!("{}: a follow-up came twice", done.what));
            }
        }
        if late.len() > self.interactions.len() / ONE_IN {
            wrong.append(&mut late);
        }
        for (came, most) in explained.at_most(people) {
            let count = counts.get(&came).copied().unwrap_or_default();
            if count > most {
                wrong.push(format!("{count} were {came:?}, and {most} could have been"));
            }
        }
        counts.into_iter().map(|(came, count)| (format!("{came:?}"), count)).collect()
    }
}
