//! What a change did, as lines that went (`-`) and lines that came (`+`).

use crate::entry::Entry;
use crate::entry::State;
use crate::frontend::wording::plain;
use crate::frontend::wording::words::Words;
use crate::store::Item;

/// Lines times lines up to which two answers are compared line by line. Beyond, the old one goes and the new one comes.
const MOST_COMPARED: usize = 1_000_000;

/// What became of an entry, a line each; one that is `None` is not there.
#[must_use]
pub fn entries(words: Words, before: Option<&Entry>, after: Option<&Entry>) -> Vec<String> {
    let mut lines = questions(words, before, after);
    let answer = |entry: Option<&Entry>| entry.map(|entry| plain(&entry.answer)).unwrap_or_default();
    let (old, new) = (answer(before), answer(after));
    if old != new {
        lines.extend(compared(&lines_of(&old), &lines_of(&new)));
    }
    let (old, new) = (facts(words, before), facts(words, after));
    for ((name, old), (_, new)) in old.into_iter().zip(new) {
        if old != new {
            lines.extend(old.map(|old| format!("- {name}: {}", plain(&old))));
            lines.extend(new.map(|new| format!("+ {name}: {}", plain(&new))));
        }
    }
    lines
}

/// What an entry has besides questions and answer, by its name.
fn facts(words: Words, entry: Option<&Entry>) -> [(String, Option<String>); 5] {
    let state = |entry: &Entry| match entry.state {
        State::Draft => Some(words.say("diff-draft")),
        State::Approved => None,
        State::Retired => Some(words.say("diff-retired")),
    };
    [
        (words.say("diff-topic"), entry.and_then(|entry| entry.topic.clone())),
        (words.say("diff-tags"), entry.map(|entry| entry.tags.join(", ")).filter(|tags| !tags.is_empty())),
        (words.say("diff-source"), entry.and_then(|entry| entry.source.clone())),
        (words.say("diff-review-by"), entry.and_then(|entry| entry.review_by).map(|day| day.to_string())),
        (words.say("diff-state"), entry.and_then(state)),
    ]
}

fn questions(words: Words, before: Option<&Entry>, after: Option<&Entry>) -> Vec<String> {
    let of = |entry: Option<&Entry>| -> Vec<String> {
        let phrasings = entry.into_iter().flat_map(|entry| &entry.phrasings);
        phrasings.map(|phrasing| plain(phrasing.as_str())).collect()
    };
    let (old, new) = (of(before), of(after));
    let went = old.iter().filter(|question| !new.contains(question)).map(|question| format!("- Q: {question}"));
    let came = new.iter().filter(|question| !old.contains(question)).map(|question| format!("+ Q: {question}"));
    let mut lines: Vec<String> = went.chain(came).collect();
    if lines.is_empty() && old != new {
        let first = new.first().map_or("", String::as_str);
        lines.push(format!("+ Q: {}", words.say_with("diff-first-now", &[("question", first.into())])));
    }
    lines
}

/// What became of any item, a line each.
#[must_use]
pub fn items(words: Words, before: Option<&Item>, after: Option<&Item>) -> Vec<String> {
    let entry = |item: Option<&Item>| match item {
        Some(Item::Entry(item)) => Some(item.entry.clone()),
        Some(Item::Draft(draft)) => Some(draft.entry.clone()),
        _ => None,
    };
    let (old, new) = (entry(before), entry(after));
    if old.is_some() || new.is_some() {
        return entries(words, old.as_ref(), new.as_ref());
    }
    let text = |item: Option<&Item>| match item {
        Some(Item::Topic(topic)) => plain(topic.overview.as_deref().unwrap_or_default()),
        Some(Item::Setting(value)) => plain(value),
        Some(Item::Counter(counter)) => {
            format!("not `{}`: {}", plain(counter.entry.as_str()), plain(&counter.question))
        }
        Some(Item::Entry(_) | Item::Draft(_)) | None => String::new(),
    };
    compared(&lines_of(&text(before)), &lines_of(&text(after)))
}

fn lines_of(text: &str) -> Vec<&str> {
    if text.is_empty() { Vec::new() } else { text.split('\n').collect() }
}

/// The lines that went and came, in order; those that stayed are left out.
fn compared(old: &[&str], new: &[&str]) -> Vec<String> {
    let stays = if old.len() * new.len() > MOST_COMPARED { Vec::new() } else { common(old, new) };
    let mut lines = Vec::new();
    let (mut at_old, mut at_new) = (0, 0);
    for (stays_old, stays_new) in stays.into_iter().chain([(old.len(), new.len())]) {
        lines.extend(old[at_old..stays_old].iter().map(|line| format!("- {line}")));
        lines.extend(new[at_new..stays_new].iter().map(|line| format!("+ {line}")));
        (at_old, at_new) = (stays_old + 1, stays_new + 1);
    }
    lines
}

/// The longest common subsequence, as places in both.
fn common(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    // Length of the longest one of what is left from (a, b) on.
    let mut longest = vec![0_u32; (old.len() + 1) * width];
    for a in (0..old.len()).rev() {
        for b in (0..new.len()).rev() {
            longest[a * width + b] = if old[a] == new[b] {
                longest[(a + 1) * width + b + 1] + 1
            } else {
                longest[(a + 1) * width + b].max(longest[a * width + b + 1])
            };
        }
    }
    let (mut a, mut b) = (0, 0);
    let mut places = Vec::new();
    while a < old.len() && b < new.len() {
        if old[a] == new[b] {
            places.push((a, b));
            (a, b) = (a + 1, b + 1);
        } else if longest[(a + 1) * width + b] >= longest[a * width + b + 1] {
            a += 1;
        } else {
            b += 1;
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(old: &str, new: &str, expected: &[&str]) {
        assert_eq!(compared(&lines_of(old), &lines_of(new)), expected);
    }

    #[test]
    fn lines_that_stay_are_left_out() {
        check("a\nb\nc", "a\nx\nc", &["- b", "+ x"]);
        check("a\nb", "b\na", &["- a", "+ a"]);
        check("", "a", &["+ a"]);
        check("a", "", &["- a"]);
        check("a\nb", "a\nb", &[]);
    }
}
