//! The page's lists: what has changed, which entries take or lose questions, which questions went wrong.

use std::collections::HashMap;
use std::fmt::Write;

use crate::entry::EntryId;
use crate::evaluation::confusions;
use crate::evaluation::confusions::Confusion;
use crate::evaluation::confusions::Loser;
use crate::evaluation::confusions::Magnet;
use crate::evaluation::marks::Fate;
use crate::evaluation::page::Page;
use crate::evaluation::page::comparison::Comparison;
use crate::evaluation::page::comparison::Moved;
use crate::evaluation::page::markup::counted;
use crate::evaluation::page::markup::escaped;
use crate::evaluation::page::markup::id;
use crate::evaluation::page::markup::number;
use crate::evaluation::page::markup::percent;
use crate::evaluation::page::markup::said;
use crate::evaluation::page::record::Record;
use crate::evaluation::page::why::why;

/// Questions shown in one list: more would be a file to download, and `--json` has them all.
const MAX_QUESTIONS: usize = 200;

/// Entries shown in one list at once; the others can be unfolded.
const FIRST_ENTRIES: usize = 8;

/// Entries in one list.
const MAX_ENTRIES: usize = 60;

/// Entries named as the source or the goal of an entry's questions.
const MAX_OTHERS: usize = 3;

/// What has changed since the last report.
pub(super) fn comparison(last: &Record, comparison: &Comparison<'_>) -> String {
    let mut html =
        format!("<section>\n<h2>Since the last report</h2>\n<p>The last one is from {}.", escaped(&last.about.date));
    for (number, one, many) in [
        (comparison.new, "question is new", "questions are new"),
        (comparison.gone, "is no longer asked", "are no longer asked"),
    ] {
        if number > 0 {
            let _ = write!(html, " {}.", counted(number, one, many));
        }
    }
    html.push_str("</p>\n");
    if !comparison.otherwise.is_empty() {
        let _ = writeln!(
            html,
            "<p class=\"note\"><b>Not measured the same way</b>, so not every difference is a change of the knowledge or the \
             program: {}.</p>",
            escaped(&comparison.otherwise.join("; ")),
        );
    }
    html.push_str(
        "<div class=\"wide\"><table>\n<thead><tr><th scope=\"col\">figure</th><th scope=\"col\" class=\"n\">then</th>\
         <th scope=\"col\" class=\"n\">now</th><th scope=\"col\">change</th></tr></thead>\n<tbody>\n",
    );
    for change in &comparison.changes {
        let arrow = if change.now > change.then { "▲" } else { "▼" };
        let by = (change.now - change.then).abs();
        let (class, verdict) = match change.better {
            _ if change.is_none() => ("same", "same".to_owned()),
            None => ("same", format!("{arrow} {by:.3}")),
            Some(true) => ("up", format!("{arrow} {by:.3} better")),
            Some(false) => ("down", format!("{arrow} {by:.3} worse")),
        };
        let _ = writeln!(
            html,
            "<tr><th scope=\"row\">{}</th><td class=\"n\">{:.3}</td><td class=\"n\">{:.3}</td><td class=\"{class}\">{verdict}</td></tr>",
            escaped(change.name),
            change.then,
            change.now,
        );
    }
    html.push_str("</tbody>\n</table></div>\n");
    html += &moved("went worse", &comparison.worse);
    html += &moved("went better", &comparison.better);
    html + "</section>\n"
}

fn moved(how: &str, moved: &[Moved<'_>]) -> String {
    if moved.is_empty() {
        return format!("<p>No question {how}.</p>\n");
    }
    let opened = if moved.len() <= 12 { " open=\"open\"" } else { "" };
    let mut html = format!(
        "<details{opened}>\n<summary>{} {how}</summary>\n<ul class=\"moved\">\n",
        counted(moved.len(), "question", "questions")
    );
    for Moved { question, then, now } in moved.iter().take(MAX_QUESTIONS) {
        let _ = writeln!(
            html,
            "<li><q>{}</q> <span class=\"then\">{} → <b>{}</b></span></li>",
            said(question),
            in_words(then),
            in_words(now)
        );
    }
    html + "</ul>\n" + &left_out(moved.len(), MAX_QUESTIONS) + "</details>\n"
}

/// What became of a question, each time it was asked.
fn in_words(fates: &[Fate]) -> String {
    match fates {
        [fate] => name(*fate).to_owned(),
        fates => {
            let well = |fate: &&Fate| matches!(fate, Fate::AnsweredRight | Fate::ChoiceWithRight | Fate::OutAbstained);
            let wrong = |fate: &&Fate| matches!(fate, Fate::AnsweredWrong | Fate::OutAnswered);
            let (well, wrong) = (fates.iter().filter(well).count(), fates.iter().filter(wrong).count());
            format!("{well} of {} times well, {wrong} wrong", fates.len())
        }
    }
}

fn name(fate: Fate) -> &'static str {
    match fate {
        Fate::AnsweredRight => "answered right",
        Fate::AnsweredWrong => "answered wrong",
        Fate::ChoiceWithRight => "choice with the right one",
        Fate::ChoiceWithout => "choice without the right one",
        Fate::Missed => "not answered",
        Fate::OutAnswered => "answered, though nothing is right",
        Fate::OutChoice => "choice, though nothing is right",
        Fate::OutAbstained => "rightly not answered",
    }
}

/// What an entry is called: its first phrasing and its id.
struct Names<'a>(HashMap<&'a EntryId, &'a str>);

impl<'a> Names<'a> {
    fn of(page: &Page<'a>) -> Names<'a> {
        let name = |entry: &'a crate::entry::Entry| Some((&entry.id, entry.phrasings.first()?.as_str()));
        Names(page.entries.iter().filter_map(name).collect())
    }

    fn html(&self, entry: &EntryId) -> String {
        let first = self.0.get(entry).map(|first| format!("{} ", said(first))).unwrap_or_default();
        format!("{first}{}", id(entry.as_str()))
    }
}

/// Entries that take others' questions, beside those that lose their own.
pub(super) fn entries(page: &Page<'_>) -> String {
    let names = Names::of(page);
    let (magnets, losers) = (confusions::magnets(page.outcomes), confusions::losers(page.outcomes));
    if magnets.is_empty() && losers.is_empty() {
        return String::new();
    }
    let mut html = "<section>\n<h2>Entries to look at</h2>\n<div class=\"pair\">\n".to_owned();
    html.push_str(
        "<div>\n<h3>They take others’ questions</h3>\n<p>Their phrasings are near to much else. Make them more specific, or \
         give the entries they take from more phrasings.</p>\n",
    );
    html += &list(&magnets, "No entry does.", |magnet| take(magnet, &names));
    html.push_str(
        "</div>\n<div>\n<h3>They lose their own</h3>\n<p>People ask for these in words that none of their phrasings has. Add \
         what people really asked as further phrasings.</p>\n",
    );
    html += &list(&losers, "No entry does.", |loser| lose(loser, &names));
    html + "</div>\n</div>\n</section>\n"
}

fn list<T>(items: &[T], none: &str, item: impl Fn(&T) -> String) -> String {
    if items.is_empty() {
        return format!("<p class=\"faint\">{none}</p>\n");
    }
    let written = |items: &[T]| {
        let items: String = items.iter().map(&item).collect();
        format!("<ol class=\"entries\">\n{items}</ol>\n")
    };
    let shown = &items[..items.len().min(MAX_ENTRIES)];
    // To unfold a single one is not worth a click.
    if shown.len() <= FIRST_ENTRIES + 1 {
        return written(shown);
    }
    let (first, others) = shown.split_at(FIRST_ENTRIES);
    format!(
        "{}<details>\n<summary>{} more</summary>\n{}{}</details>\n",
        written(first),
        number(others.len()),
        written(others),
        left_out(items.len(), MAX_ENTRIES)
    )
}

fn left_out(all: usize, shown: usize) -> String {
    match all.saturating_sub(shown) {
        0 => String::new(),
        more => format!(
            "<p class=\"faint\">… and {} more; <code>askwell eval --json</code> has them all.</p>\n",
            number(more)
        ),
    }
}

fn take(magnet: &Magnet<'_>, names: &Names<'_>) -> String {
    let of = magnet.of.iter().take(MAX_OTHERS).map(|(of, number)| match of {
        Some(of) => format!("{number}\u{a0}of {}", id(of.as_str())),
        None => format!("{number}\u{a0}that no entry answers"),
    });
    let others = others(&of.collect::<Vec<_>>(), magnet.of.len());
    let answered = match magnet.answered {
        0 => String::new(),
        answered => format!(", {} shown as the answer", number(answered)),
    };
    format!(
        "<li><div class=\"n\">{}</div><div><p>{}</p><p class=\"faint\">{}{answered}: {others}</p></div></li>\n",
        number(magnet.attracted),
        names.html(magnet.entry),
        counted(magnet.attracted, "question", "questions"),
    )
}

fn lose(loser: &Loser<'_>, names: &Names<'_>) -> String {
    let mut parts = Vec::new();
    if loser.lost > 0 {
        let to = loser.to.iter().take(MAX_OTHERS).map(|(to, number)| format!("{number}\u{a0}to {}", id(to.as_str())));
        parts.push(format!("{} lost: {}", number(loser.lost), others(&to.collect::<Vec<_>>(), loser.to.len())));
    }
    if loser.silent > 0 {
        parts.push(format!("{} not shown, as it was not sure enough", number(loser.silent)));
    }
    format!(
        "<li><div class=\"n\">{}</div><div><p>{}</p><p class=\"faint\">of {}; {}</p></div></li>\n",
        number(loser.lost + loser.silent),
        names.html(loser.entry),
        counted(loser.asked, "question", "questions"),
        parts.join("; "),
    )
}

fn others(named: &[String], all: usize) -> String {
    let more = if all > named.len() { format!(" and {} others", all - named.len()) } else { String::new() };
    named.join(", ") + &more
}

/// Questions whose first entry is wrong.
pub(super) fn confusions(page: &Page<'_>) -> String {
    let names = Names::of(page);
    let found = confusions::confusions(page.outcomes);
    let mut html = "<section>\n<h2>What was taken for what</h2>\n".to_owned();
    if found.is_empty() {
        return html + "<p>Nothing: no question went to a wrong entry.</p>\n</section>\n";
    }
    let _ = writeln!(
        html,
        "<p>{} put a wrong entry first. What people were shown comes first, the most confident mistake at the top.</p>\n\
         <p class=\"filter\" hidden=\"hidden\"><label for=\"filter\">Show those with</label> \
         <input id=\"filter\" type=\"search\" placeholder=\"a word or an id\"/> <output for=\"filter\"></output></p>\n\
         <ul class=\"cards\">",
        counted(found.len(), "question", "questions"),
    );
    for confusion in found.iter().take(MAX_QUESTIONS) {
        html += &card(confusion, &names);
    }
    html + "</ul>\n" + &left_out(found.len(), MAX_QUESTIONS) + "</section>\n"
}

fn card(confusion: &Confusion<'_>, names: &Names<'_>) -> String {
    let class = match confusion.fate {
        Fate::AnsweredWrong | Fate::OutAnswered => "wrong",
        Fate::ChoiceWithout | Fate::OutChoice => "lame",
        Fate::ChoiceWithRight => "choice",
        _ => "silent",
    };
    let times = if confusion.times > 1 { format!(" · {} times", confusion.times) } else { String::new() };
    let right = match (confusion.right, confusion.outcome.right.first()) {
        (Some((_, right)), _) => format!("{} {}", said(&right.phrasing), id(right.entry.as_str())),
        (None, Some(right)) => names.html(right),
        (None, None) => "no entry".to_owned(),
    };
    format!(
        "<li class=\"card\"><p class=\"tag\"><span class=\"key {class}\"></span>{}{times}</p><h3>{}</h3>\n<dl>\
         <dt>went to</dt><dd>{} {} <span class=\"faint\">{}</span></dd><dt>belongs to</dt><dd>{right}</dd></dl>\n\
         <p class=\"why\">{}</p></li>\n",
        name(confusion.fate),
        said(&confusion.outcome.question),
        said(&confusion.found.phrasing),
        id(confusion.found.entry.as_str()),
        percent(f64::from(confusion.found.confidence)),
        escaped(&why(confusion)),
    )
}
