//! What a trial came to, and what to do about it.

use crate::frontend::wording::words::Words;
use crate::service::Advice;
use crate::service::TrialCount;

/// What would have been answered in a channel; `advice` is in words.
#[must_use]
pub fn channel(words: Words, channel: &str, count: &TrialCount, advice: &str) -> String {
    let judged = judged(words, count);
    let said = [("channel", channel.into()), ("answered", count.answered.into()), ("judged", judged.into())];
    format!("{}\n{advice}", words.say_with("trial-channel", &said))
}

/// How many are judged, and how many of these are right.
fn judged(words: Words, count: &TrialCount) -> String {
    let percent = |share: f64| format!("{:.0}", share * 100.0);
    let Some((low, high)) = count.precision_range() else { return words.say("trial-not-judged") };
    let said = [
        ("judged", count.judged.into()),
        ("right", count.right.into()),
        ("low", percent(low).into()),
        ("high", percent(high).into()),
    ];
    words.say_with("trial-judged", &said)
}

/// What to do, where so many answers wait to be judged.
#[must_use]
pub fn advice(words: Words, advice: Advice, unjudged: usize) -> String {
    match advice {
        Advice::Wait => words.say("trial-wait"),
        Advice::Judge { more } if more <= unjudged => words.say_with("trial-judge-more", &[("more", more.into())]),
        Advice::Judge { more } => words.say_with("trial-listen-on", &[("more", more.into())]),
        Advice::Speak => words.say("trial-speak"),
        Advice::Raise { to } => words.say_with("trial-raise", &[("share", to.share().to_string().into())]),
        Advice::StaySilent => words.say("trial-stay-silent"),
    }
}

/// A question that would have been answered with what stands below.
#[must_use]
pub fn sample(words: Words, question: &str, link: Option<&str>, left: usize) -> String {
    let wrote = words.say_with("trial-sample", &[("left", left.into()), ("question", question.into())]);
    let asks = words.say("trial-sample-right");
    [Some(wrote.as_str()), link, Some(asks.as_str())].into_iter().flatten().collect::<Vec<_>>().join("\n")
}
