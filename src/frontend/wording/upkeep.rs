//! What is said of a store as a whole: import, export, backup, status, trials, another model.

use std::collections::BTreeMap;
use std::collections::HashMap;
use std::fmt::Write;
use std::path::Path;

use crate::entry::EntryId;
use crate::frontend::wording::bytes;
use crate::frontend::wording::counted;
use crate::frontend::wording::curating;
use crate::frontend::wording::curating::at;
use crate::frontend::wording::percent;
use crate::frontend::wording::plain;
use crate::frontend::wording::trial;
use crate::frontend::wording::typed::Typed;
use crate::frontend::wording::values::DAMAGED;
use crate::frontend::wording::words::Words;
use crate::knowledge::Place;
use crate::service::Advice;
use crate::service::Comparison;
use crate::service::Done;
use crate::service::Import;
use crate::service::Indexed;
use crate::service::NearImports;
use crate::service::Status;
use crate::service::Trial;
use crate::service::TrialCount;
use crate::store::Address;
use crate::store::Condition;
use crate::store::Restored;
use crate::store::Space;

/// An import with mistakes in it.
pub const NOT_IMPORTED: &str = "Nothing was taken in. Mend what is wrong and import again; warnings need no mending.";

/// There is no store.
pub const NO_STORE: &str = "There is no store yet; `askwell teach` makes one.";

/// No overlay.
pub const NOTHING_TO_WRITE_BACK: &str = "Nothing was edited in the bot that the files do not say.";

/// Doubles that are listed.
const MOST_DOUBLES: usize = 10;

/// What an import would do.
#[must_use]
pub fn planned_import(import: &Import, near: &NearImports, origins: &HashMap<EntryId, Place>) -> String {
    if import.is_empty() {
        return format!(
            "All of it is there already: {}. Nothing was changed.",
            match import.same {
                1 => "1 entry, as it is".to_owned(),
                same => format!("{same} entries, as they are"),
            }
        );
    }
    let mut text = format!(
        "{} new, {} changed, {} as they are",
        counted(import.new.len(), "entry", "entries"),
        import.changed.len(),
        import.same
    );
    for changed in &import.changed {
        let _ = write!(text, "\n  changed: {}", plain(changed.as_str()));
    }
    for topic in &import.overviews {
        let _ = write!(text, "\n  overview: {}", plain(topic));
    }
    let place =
        |id: &EntryId| origins.get(id).map(|place| format!("{}: ", plain(&place.to_string()))).unwrap_or_default();
    for (question, there, imported) in import.doubles.iter().take(MOST_DOUBLES) {
        let _ = write!(
            text,
            "\n  {}\u{201c}{}\u{201d} is asked of `{}` and of `{}`",
            place(imported),
            plain(question),
            plain(there.as_str()),
            plain(imported.as_str())
        );
    }
    if let Some(more @ 1..) = import.doubles.len().checked_sub(MOST_DOUBLES) {
        let _ = write!(text, "\n  and {more} more questions that two entries have");
    }
    for (imported, near) in near.found.iter().take(MOST_DOUBLES) {
        let _ = write!(
            text,
            "\n  {}\u{201c}{}\u{201d} is close to \u{201c}{}\u{201d} of `{}` ({}, {})",
            place(imported),
            plain(&near.written),
            plain(&near.phrasing),
            plain(near.entry.id.as_str()),
            percent(near.cosine),
            if near.same_answer { "the same answer" } else { "another answer" }
        );
    }
    if let Some(more @ 1..) = near.found.len().checked_sub(MOST_DOUBLES) {
        let _ = write!(text, "\n  and {more} more that are close to others");
    }
    if near.unseen > 0 {
        let _ = write!(
            text,
            "\n  {} not compared with what is there: `askwell lint` compares everything",
            counted(near.unseen, "entry was", "entries were")
        );
    }
    text
}

/// After an import.
#[must_use]
pub fn imported(done: &Done, typed: &Typed) -> String {
    let answered = super::curating::for_who_asked(done.answered, done.told);
    format!("Taken in as change {}; `{}` takes it back.{answered}", done.number, typed.undo(done.number))
}

/// After a dump was taken in.
#[must_use]
pub fn loaded(rows: usize, space: &Space) -> String {
    format!("{} taken into the space `{space}`.", counted(rows, "row was", "rows were"))
}

/// After entries were written back into a file.
#[must_use]
pub fn written_back(path: &Path, count: usize) -> String {
    format!(
        "{} written back into `{}`",
        counted(count, "entry was", "entries were"),
        plain(&path.display().to_string())
    )
}

/// After that, the store's copies were taken out of it.
#[must_use]
pub fn served_from_files(number: u64, typed: &Typed) -> String {
    format!(
        "From now on the files are what is served; that is change {number}. `{}` brings the store's copies back, and \
         leaves the files as they are now: what was written into these only their own history takes back, such as git.",
        typed.undo(number)
    )
}

/// A command that writes made the store of a prompt that began without one.
#[must_use]
pub fn store_made(address: &Address) -> String {
    format!("The store `{address}` was made; from now on what is asked here is kept there, too (/privacy).")
}

/// After a backup.
#[must_use]
pub fn backed_up(path: &Path, bytes: u64) -> String {
    let path = plain(&path.display().to_string());
    format!("A whole copy is in `{path}` ({bytes} bytes); `askwell restore {path}` puts it in the place of the store.")
}

/// After a backup was put in the place of the store.
#[must_use]
pub fn restored(backup: &Path, store: &Path, restored: &Restored) -> String {
    let shown = |path: &Path| plain(&path.display().to_string());
    let former = restored.former.as_deref().map(|former| format!("; what was there is in `{}`", shown(former)));
    format!("The store `{}` is now as in `{}`{}.", shown(store), shown(backup), former.unwrap_or_default())
}

/// After the knowledge was written into a file.
#[must_use]
pub fn exported(entries: usize, path: &Path) -> String {
    let path = plain(&path.display().to_string());
    format!("{} written to `{path}`.", counted(entries, "entry was", "entries were"))
}

/// What `doctor` says of a store.
#[must_use]
pub fn store_found(address: &Address, condition: &Condition) -> String {
    let size = condition.bytes.map(|size| format!(", {}", bytes(size))).unwrap_or_default();
    format!("{address}: {}, schema {}{size}", condition.engine, condition.schema)
}

/// The same, where there is none yet.
#[must_use]
pub fn not_made_yet(address: &Address) -> String {
    format!("{address} is not there yet; what is kept first makes it")
}

/// A store, one of its spaces, and whether it is sound.
#[must_use]
pub fn status(address: &str, space: &Space, spaces: usize, status: &Status, condition: Option<&Condition>) -> String {
    let spaces = counted(spaces, "space", "spaces");
    let mut text = format!("store: {}, {spaces}\n{}", plain(address), space_status(space, status));
    if let Some(condition) = condition {
        text.push_str(&soundness(condition));
    }
    text
}

/// What a space amounts to.
#[must_use]
pub fn space_status(space: &Space, status: &Status) -> String {
    let [approved, drafts_in_files, retired] = status.entries;
    let mut text = format!(
        "space: {space}, change {}\nentries: {approved} in service, {retired} retired, {drafts_in_files} drafts; \
         {} in the store, {} of these in the place of a file's",
        status.version, status.stored, status.overlays
    );
    let _ = write!(
        text,
        "\nwaiting: {}, {}, {}",
        counted(status.drafts, "draft", "drafts"),
        counted(status.suggestions, "suggestion", "suggestions"),
        counted(status.missed, "missed question", "missed questions")
    );
    let since = status.oldest.map(|oldest| format!(" since {}", at(oldest))).unwrap_or_default();
    let _ = write!(
        text,
        "\nrecorded: {}{since}, {}; {} kept from entries",
        counted(status.questions, "question", "questions"),
        counted(status.votes, "vote", "votes"),
        counted(status.counters, "question is", "questions are")
    );
    if let Some(indexed) = &status.indexed {
        let _ = write!(text, "\nmodel: {} since {}", plain(&indexed.name), at(indexed.since));
    }
    text
}

/// What is wrong with a store of which nothing more can be read.
#[must_use]
pub fn damaged(address: &str, condition: &Condition) -> String {
    format!("store: {}{}", plain(address), soundness(condition))
}

fn soundness(condition: &Condition) -> String {
    let mut text = format!("\nengine: {}, schema {}", plain(&condition.engine), condition.schema);
    if let Some(bytes) = condition.bytes {
        let _ = write!(text, ", {bytes} bytes");
    }
    if condition.damage.is_empty() {
        text.push_str("\nsound: all of it was read");
        return text;
    }
    for line in &condition.damage {
        let _ = write!(text, "\ndamaged: {}", plain(line));
    }
    let _ = write!(text, "\n{DAMAGED}.");
    text
}

/// Unjudged questions that are listed.
const MOST_UNJUDGED: usize = 10;

/// What a trial came to, with advice for each channel.
#[must_use]
pub fn trial(trial: &Trial, advised: &BTreeMap<Option<u64>, Advice>, typed: &Typed) -> String {
    if trial.all.asked == 0 {
        return format!(
            "Nothing was watched yet; `{}` decides questions from standard input in silence.",
            typed.watch()
        );
    }
    let mut text = trial_count("all", &trial.all);
    for (channel, count) in &trial.channels {
        if let Some(channel) = channel {
            let _ = write!(text, "\n{}", trial_count(&format!("channel {channel}"), count));
        }
        if let Some(advice) = advised.get(channel) {
            let unjudged = trial.unjudged.iter().filter(|question| question.place.channel == *channel).count();
            let _ = write!(text, "\n  {}", trial::advice(Words::ENGLISH, *advice, unjudged));
        }
    }
    if !trial.unjudged.is_empty() {
        text.push_str("\n\nNobody has judged yet:");
        for question in trial.unjudged.iter().take(MOST_UNJUDGED) {
            let entry = question.candidates.first().map(|best| plain(best.entry.as_str())).unwrap_or_default();
            let _ = write!(text, "\n  {}  {} \u{2192} {entry}", question.id, plain(&question.text));
        }
        let _ = write!(
            text,
            "\n`{}` says that the entry is right, `{}` that it is wrong.",
            typed.judge("right"),
            typed.judge("wrong")
        );
    }
    text
}

fn trial_count(name: &str, count: &TrialCount) -> String {
    let percent = |share: f64| format!("{:.0} %", share * 100.0);
    let mut text = format!(
        "{name}: {} watched; {} would have been answered ({}), {} asked back",
        counted(count.asked, "question", "questions"),
        count.answered,
        count.coverage().map(percent).unwrap_or_default(),
        count.chosen
    );
    match (count.precision(), count.precision_range()) {
        (Some(precision), Some((low, high))) => {
            let _ = write!(
                text,
                "; of {} judged, {} are right: {} ({} to {})",
                count.judged,
                count.right,
                percent(precision),
                percent(low),
                percent(high)
            );
        }
        _ => text.push_str("; none was judged"),
    }
    text
}

/// After questions were watched.
#[must_use]
pub fn watched(count: usize, typed: &Typed) -> String {
    format!(
        "{} watched; `{}` shows what would have been answered.",
        counted(count, "question", "questions"),
        typed.trial()
    )
}

/// After answers were judged.
#[must_use]
pub fn judged(count: usize) -> String {
    format!("{} judged.", counted(count, "question", "questions"))
}

/// Nothing to reindex.
#[must_use]
pub fn same_model(name: &str) -> String {
    let name = plain(name);
    format!("The space is indexed with `{name}` already; name another model with --model.")
}

/// Two models side by side.
#[must_use]
pub fn comparison(former: &str, new: &str, comparison: &Comparison) -> String {
    let mut text = format!("{} \u{2192} {}\n{}", plain(former), plain(new), curating::preview(&comparison.preview));
    if comparison.labelled > 0 {
        let _ = write!(
            text,
            "\n{}: {} \u{2192} {} answered right, {} \u{2192} {} answered wrong",
            counted(comparison.labelled, "labelled question", "labelled questions"),
            comparison.right.0,
            comparison.right.1,
            comparison.wrong.0,
            comparison.wrong.1
        );
    }
    text
}

/// After a comparison alone.
#[must_use]
pub fn not_switched(name: &str, typed: &Typed) -> String {
    format!("Nothing was changed; `{}` goes over to it.", typed.switch(name))
}

/// After the switch.
#[must_use]
pub fn switched(indexed: &Indexed, typed: &Typed) -> String {
    format!(
        "The space is indexed with `{}` from now on; programs that run go over to it by themselves. `{}` goes back.",
        plain(&indexed.name),
        typed.back()
    )
}
