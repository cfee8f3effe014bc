//! What is said of what a space remembers: missed questions, votes, settings, notices.

use std::fmt::Write;

use crate::frontend::wording::counted;
use crate::frontend::wording::curating::at;
use crate::frontend::wording::curating::proposes;
use crate::frontend::wording::plain;
use crate::frontend::wording::typed::Typed;
use crate::service::Delivery;
use crate::service::SettingKey;
use crate::service::SpaceSettings;
use crate::service::Voted;
use crate::store::Cluster;
use crate::store::HowMissed;
use crate::store::Member;
use crate::store::Opinion;

/// Nothing was missed, or all of it is dealt with.
pub const NOTHING_MISSED: &str = "Nothing that was missed waits for an answer.";

/// Missed questions, and what to do about them.
#[must_use]
pub fn missed(clusters: &[Cluster], how: &[HowMissed], all: usize, typed: &Typed) -> String {
    if clusters.is_empty() {
        return NOTHING_MISSED.to_owned();
    }
    let how = |number| how.iter().find(|how| how.cluster == number);
    let mut lines: Vec<String> = clusters.iter().map(|cluster| cluster_line(cluster, how(cluster.number))).collect();
    if let Some(more @ 1..) = all.checked_sub(clusters.len()) {
        lines.push(format!("… and {more} more"));
    }
    let first = &clusters[0];
    let (teach, resolve, dismiss) =
        (typed.teach_missed(first.number, &first.text), typed.resolve(first.number), typed.dismiss(first.number));
    format!(
        "{}\n\nTo answer it:         {teach}\nWhere an entry does:  {resolve}\nIf nobody is to:      {dismiss}",
        lines.join("\n")
    )
}

fn cluster_line(cluster: &Cluster, how: Option<&HowMissed>) -> String {
    let number = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let people = counted(number(cluster.askers), "person", "people");
    let asked = counted(number(cluster.asked), "question", "questions");
    let near = cluster.nearest.as_ref().map(|entry| format!(", nearest `{}`", plain(entry.as_str())));
    format!(
        "{}  {}\n   {asked} by {people}, last {}{}{}",
        cluster.number,
        plain(&cluster.text),
        at(cluster.last),
        near.unwrap_or_default(),
        how.map(how_missed).unwrap_or_default()
    )
}

/// How questions came to be missed, on a line of its own; empty where nothing was refused: then there was no answer.
fn how_missed(how: &HowMissed) -> String {
    let people = |count: u64| counted(usize::try_from(count).unwrap_or(usize::MAX), "person", "people");
    let wrong = how.wrong.iter().map(|(entry, count)| {
        format!("answered with `{}` and called wrong by {}", plain(entry.as_str()), people(*count))
    });
    let none = (how.none > 0).then(|| format!("none of what was offered was chosen by {}", people(how.none)));
    let mut ways: Vec<String> = wrong.chain(none).collect();
    if ways.is_empty() {
        return String::new();
    }
    if how.unanswered > 0 {
        ways.insert(0, format!("no answer for {}", people(how.unanswered)));
    }
    format!("\n   {}", ways.join("; "))
}

/// What was asked in a cluster.
#[must_use]
pub fn members(members: &[Member]) -> String {
    let line = |member: &Member| {
        let times = if member.times == 1 { String::new() } else { format!(", {} times", member.times) };
        format!("{}  {} ({}{times})", at(member.last), plain(&member.text), plain(&member.place.door))
    };
    members.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// That an entry answers what was missed.
#[must_use]
pub fn resolved(number: u64, entry: &str, told: usize, typed: &Typed) -> String {
    let entry = plain(entry);
    let told = super::curating::to_be_told(told);
    let review = typed.review();
    let undo = typed.reopen(number);
    format!(
        "Missed question {number} is answered by `{entry}`. {told}\nWhat was asked in other words is proposed for it: `{review}`.\n`{undo}` takes it back."
    )
}

/// That nobody is to answer what was missed.
#[must_use]
pub fn dismissed(number: u64, typed: &Typed) -> String {
    let undo = typed.reopen(number);
    format!("Dismissed missed question {number}: what is asked like it is not listed again.\n`{undo}` takes it back.")
}

/// That what was missed waits for an answer again.
#[must_use]
pub fn reopened(number: u64) -> String {
    format!("Missed question {number} waits for an answer again. Who was told of one already stays told.")
}

/// What a vote came to, in the words of the person who voted.
#[must_use]
pub fn voted(voted: &Voted, typed: &Typed) -> String {
    let changed = if voted.former.is_some() { "Noted, in the place of what you said before." } else { "Noted." };
    match &voted.suggestion {
        None => changed.to_owned(),
        Some(suggestion) => {
            format!("{changed} That proposes: {}; `{}` shows it.", proposes(suggestion), typed.review())
        }
    }
}

/// There is nothing to vote on.
#[must_use]
pub fn nothing_to_vote_on(opinion: Opinion) -> &'static str {
    match opinion {
        Opinion::None => "There is no recorded choice to say that of.",
        Opinion::Helpful | Opinion::Wrong | Opinion::Unhelpful | Opinion::Chose => {
            "There is no recorded answer to say that of."
        }
    }
}

/// The settings with what they do.
#[must_use]
pub fn settings(settings: &SpaceSettings, shown: &[SettingKey], typed: &Typed) -> String {
    let mut text = String::new();
    for key in shown {
        let _ = writeln!(text, "{:<16} {:<8} {}", key.to_string(), settings.value(*key), key.setting.about());
    }
    let takes: Vec<String> = match shown {
        [one] => vec![format!("It takes {}.", one.setting.takes())],
        _ => vec![format!("`{}` changes one.", typed.set())],
    };
    text + &takes.concat()
}

/// That a setting was changed.
#[must_use]
pub fn set(key: SettingKey, value: &str, number: u64, typed: &Typed) -> String {
    format!("`{key}` is {} now.\n{}", plain(value), super::curating::change(number, typed))
}

/// A question that was missed has an answer now.
#[must_use]
pub fn notice(delivery: &Delivery) -> String {
    let entry = &delivery.entry;
    let about = match plain(&delivery.notice.notice.question) {
        asked if asked.is_empty() => "You wanted to know when there is an answer to a question".to_owned(),
        asked => format!("You asked “{asked}”"),
    };
    format!("{about}; there is an answer now:\n{}\n({})", plain(&entry.answer), plain(entry.title().as_str()))
}
