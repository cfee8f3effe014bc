//! What a reviewer decides, and what becomes of the row then.

use std::time::Duration;

use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::ShortId;
use crate::frontend::discord::echo::echo;
use crate::frontend::discord::errors::Failure;
use crate::frontend::discord::press::Review;
use crate::frontend::discord::press::Waits;
use crate::frontend::discord::reply;
use crate::frontend::discord::reply::Reply;
use crate::frontend::discord::review::Reviewer;
use crate::frontend::discord::review::Said;
use crate::frontend::discord::review::place;
use crate::frontend::discord::review::row;
use crate::frontend::wording::notices::Notice;
use crate::service::CurateError;
use crate::service::Decided;
use crate::service::Done;
use crate::service::EntryChange;
use crate::service::Join;
use crate::service::OnNear;
use crate::service::Pending;
use crate::service::Planned;
use crate::store::Moment;

/// How long an answer that is still right is good for.
const HALF_A_YEAR: Duration = Duration::from_secs(182 * 24 * 60 * 60);

/// Longest title in what was done, in UTF-16 units.
const MAX_TITLE: usize = 120;

impl Reviewer<'_> {
    pub(super) async fn approve(&self, what: &Waits, at: u16, beside: bool) -> Result<Reply, Failure> {
        let pending = match what {
            Waits::Draft(id) => Pending::Draft(id.to_string()),
            Waits::Suggestion(number) => Pending::Suggestion(*number),
            Waits::Missed(_) | Waits::Entry(_) => return Err(Failure::Theirs(Notice::OldButton)),
        };
        let on_near = if beside { OnNear::KeepBoth } else { OnNear::Tell };
        self.decide(what, at, &Planned::Approve(pending), on_near).await
    }

    /// Approves a suggestion in other words.
    pub(super) async fn reword(&self, what: &Waits, at: u16, text: String) -> Result<Reply, Failure> {
        let Waits::Suggestion(number) = what else { return Err(Failure::Theirs(Notice::OldButton)) };
        self.decide(what, at, &Planned::ApproveAs(*number, text), OnNear::KeepBoth).await
    }

    pub(super) async fn join(&self, what: &Waits, at: u16, chosen: Option<ShortId>) -> Result<Reply, Failure> {
        let (Waits::Missed(cluster), Some(chosen)) = (what, chosen) else {
            return Err(Failure::Theirs(Notice::OldButton));
        };
        let catalog = self.spot.service().catalog();
        let into = catalog.entry_in_short(chosen).ok_or(Failure::Theirs(Notice::EntryGone))?.id.clone();
        self.decide(what, at, &Planned::Join(Join { cluster: *cluster, into }), OnNear::KeepBoth).await
    }

    pub(super) async fn still_right(&self, what: &Waits, at: u16) -> Result<Reply, Failure> {
        let now = self.spot.service().memory().map_or_else(Moment::now, |memory| memory.now());
        let review_by = Some(Some(now.plus(HALF_A_YEAR).day()));
        let change = EntryChange { review_by, ..EntryChange::default() };
        let entry = self.entry(what)?;
        self.decide(what, at, &Planned::Edit(entry, change, None), OnNear::KeepBoth).await
    }

    pub(super) async fn reject(&self, what: &Waits, at: u16) -> Result<Reply, Failure> {
        let service = self.spot.service();
        let next = self.after(what, at).await?;
        let outcome = match what {
            Waits::Draft(id) => service.reject(&self.caller, &Pending::Draft(id.to_string())).await,
            Waits::Suggestion(number) => {
                let done = service.reject(&self.caller, &Pending::Suggestion(*number)).await;
                // It makes no change of its own.
                done.map(|done| Done { number: 0, ..done })
            }
            Waits::Missed(number) => {
                let done = service.dismiss(&self.caller, *number).await;
                done.map(|()| Done { number: 0, entry: None, draft: None, answered: 0, told: 0 })
            }
            Waits::Entry(_) => {
                let planned = Planned::Retire(self.entry(what)?);
                return self.decide(what, at, &planned, OnNear::KeepBoth).await;
            }
        };
        let words = self.to.words;
        let said = match what {
            Waits::Draft(_) => words.say("done-discarded"),
            Waits::Suggestion(_) => words.say("review-rejected"),
            Waits::Missed(_) | Waits::Entry(_) => words.say("review-dismissed"),
        };
        self.go_on(what, at, &next, outcome.map(|done| (said, done))).await
    }

    async fn decide(&self, what: &Waits, at: u16, planned: &Planned, on_near: OnNear) -> Result<Reply, Failure> {
        let next = self.after(what, at).await?;
        let outcome = self.spot.service().carry_out(&self.caller, planned, on_near).await;
        let outcome = outcome.map(|done| (self.told(planned, &done, next.is_counter), done));
        self.go_on(what, at, &next, outcome).await
    }

    /// What was done; of a suggestion, whether it was to keep an entry from a question.
    fn told(&self, planned: &Planned, done: &Done, is_counter: bool) -> String {
        let words = self.to.words;
        let catalog = self.spot.service().catalog();
        let title = |id: &EntryId| match catalog.entry(id) {
            Some(entry) => echo(Entry::title(entry).as_str(), MAX_TITLE),
            None => echo(id.as_str(), MAX_TITLE),
        };
        let entry = [("entry", done.entry.as_ref().map(title).unwrap_or_default().into())];
        let mut said = match planned {
            Planned::Approve(Pending::Suggestion(_)) | Planned::ApproveAs(..) => match is_counter {
                true => words.say_with("review-approved-counter", &entry),
                false => words.say_with("review-approved", &entry),
            },
            Planned::Join(_) => words.say_with("review-joined", &entry),
            Planned::Retire(_) => words.say_with("done-retired", &entry),
            Planned::Edit(..) => words.say_with("review-still-right", &entry),
            _ => match done.entry.as_ref().and_then(|id| catalog.entry(id)) {
                Some(entry) => reply::saved(words, entry, &catalog),
                None => words.say_with("done-saved", &entry),
            },
        };
        if let Some(answered) = reply::what_was_answered(done, words) {
            said.push(' ');
            said.push_str(&answered);
        }
        said
    }

    /// What comes after `what` in the row as it is now.
    async fn after(&self, what: &Waits, at: u16) -> Result<Next, Failure> {
        let row = row(&self.spot, &self.caller).await.map_err(|error| self.failed(error))?;
        let place = place(&row, what);
        let next = place.and_then(|place| row.get(place + 1)).and_then(|case| case.name());
        let was_last = place.is_some() && next.is_none();
        let is_counter = place.is_some_and(|place| row[place].is_counter());
        Ok(Next { name: next, at: place.unwrap_or(usize::from(at)), was_last, is_counter })
    }

    /// Shows what comes next, under what was done or why it was not.
    async fn go_on(
        &self,
        what: &Waits,
        at: u16,
        next: &Next,
        outcome: Result<(String, Done), CurateError>,
    ) -> Result<Reply, Failure> {
        let words = self.to.words;
        let said = match outcome {
            Ok((words, done)) => {
                let change = Some(done.number).filter(|number| *number > 0);
                let can_undo = change.is_some() || matches!(what, Waits::Suggestion(_) | Waits::Missed(_));
                let undo = can_undo.then(|| Review::Undo { what: what.clone(), at, change });
                Said { words, undo }
            }
            // Somebody else was first.
            Err(CurateError::NotThere(_) | CurateError::Closed { .. }) => {
                Said { words: words.say("review-too-late"), undo: None }
            }
            // It stays where it is, with what can be done about it.
            Err(CurateError::Near(_)) => {
                let said = Said { words: words.say("refused-near"), undo: None };
                return self.show(next.at, Some(said)).await;
            }
            Err(error @ CurateError::Conflict(_)) => {
                let row = row(&self.spot, &self.caller).await.map_err(|error| self.failed(error))?;
                match place(&row, what) {
                    Some(_) => return Err(self.failed(error)),
                    None => Said { words: words.say("review-too-late"), undo: None },
                }
            }
            Err(error) => return Err(self.failed(error)),
        };
        let row = row(&self.spot, &self.caller).await.map_err(|error| self.failed(error))?;
        let found = next.name.as_ref().and_then(|name| place(&row, name));
        let at = found.unwrap_or(if next.was_last { row.len() } else { next.at });
        self.show(at, Some(said)).await
    }

    pub(super) async fn undo(&self, what: &Waits, at: u16, change: Option<u64>) -> Result<Reply, Failure> {
        let decided = match what {
            Waits::Suggestion(number) => Some(Decided::Suggestion(*number)),
            Waits::Missed(number) => Some(Decided::Cluster(*number)),
            Waits::Draft(_) | Waits::Entry(_) => None,
        };
        let done = self.spot.service().take_back(&self.caller, change, decided).await;
        done.map_err(|error| self.failed(error))?;
        let row = row(&self.spot, &self.caller).await.map_err(|error| self.failed(error))?;
        let said = Said { words: self.to.words.say("review-undone"), undo: None };
        self.show(place(&row, what).unwrap_or(usize::from(at)), Some(said)).await
    }

    fn entry(&self, what: &Waits) -> Result<EntryId, Failure> {
        let Waits::Entry(short) = what else { return Err(Failure::Theirs(Notice::OldButton)) };
        let catalog = self.spot.service().catalog();
        Ok(catalog.entry_in_short(*short).ok_or(Failure::Theirs(Notice::EntryGone))?.id.clone())
    }
}

/// What comes next, by its name, and where the row is now.
struct Next {
    name: Option<Waits>,
    at: usize,
    /// Whether nothing comes after it.
    was_last: bool,
    /// Whether what it comes after is a counter-example.
    is_counter: bool,
}
