//! What a trial came to, and what to do about it.

use crate::frontend::wording::counted;
use crate::service::Advice;
use crate::service::TrialCount;

/// Above what a trial of so many days came to.
#[must_use]
pub fn title(days: u16) -> String {
    format!("Silent trial: the last {}", counted(usize::from(days), "day", "days"))
}

/// Nothing would have been answered.
#[must_use]
pub fn nothing() -> String {
    "Nothing would have been answered. With the mode `trial`, I listen in a channel and say nothing.".to_owned()
}

/// What would have been answered in a channel; `advice` is in words.
#[must_use]
pub fn channel(name: &str, count: &TrialCount, advice: &str) -> String {
    format!("{name}: {} would have been answered; {}.\n{advice}", count.answered, judged(count))
}

/// How many are judged, and how many of these are right.
fn judged(count: &TrialCount) -> String {
    let percent = |share: f64| format!("{:.0}", share * 100.0);
    match count.precision_range() {
        None => "none is judged yet".to_owned(),
        Some((low, high)) => {
            format!("{} judged, {} right, so {} to {} % of all", count.judged, count.right, percent(low), percent(high))
        }
    }
}

/// What to do, where so many answers wait to be judged.
#[must_use]
pub fn advice(advice: Advice, unjudged: usize) -> String {
    match advice {
        Advice::Wait => "Go on listening.".to_owned(),
        Advice::Judge { more } if more <= unjudged => format!("Not yet: judge {more} more."),
        Advice::Judge { more } => {
            format!("Not yet: it takes {more} more that are judged right; go on listening.")
        }
        Advice::Speak => "Set the mode to `auto` here: what would have been answered is right often enough.".to_owned(),
        Advice::Raise { to } => format!(
            "Set `right-unasked` to {} and then the mode to `auto`: only what was less sure was wrong.",
            to.share()
        ),
        Advice::StaySilent => "Leave it off: too much of it is wrong. Improve the entries that were.".to_owned(),
    }
}

/// Leads to the answers that nobody has judged.
#[must_use]
pub fn judge(unjudged: usize) -> String {
    format!("Judge {}", counted(unjudged, "answer", "answers"))
}

/// A question that would have been answered with what stands below.
#[must_use]
pub fn sample(question: &str, link: Option<&str>, left: usize) -> String {
    let place = link.map(|link| format!("\n{link}")).unwrap_or_default();
    format!("{left} to judge. Somebody wrote: {question}{place}\nWould this have been the right answer?")
}

/// The entry is no longer there.
#[must_use]
pub fn entry_gone() -> String {
    "This entry is no longer there.".to_owned()
}

/// It would have been right to answer that.
#[must_use]
pub fn right() -> String {
    "Right".to_owned()
}

/// It would have been wrong.
#[must_use]
pub fn wrong() -> String {
    "Wrong".to_owned()
}

/// The next one.
#[must_use]
pub fn skip() -> String {
    "Skip".to_owned()
}

/// Back to the overview.
#[must_use]
pub fn back() -> String {
    "Overview".to_owned()
}
