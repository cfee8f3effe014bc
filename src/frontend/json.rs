//! JSON for scripts. The keys and their meaning are a contract; new ones may be added.

use std::collections::BTreeMap;
use std::collections::HashMap;

use serde::Serialize;

use crate::entry::EntryId;
use crate::knowledge::Place;
use crate::service::Advice;
use crate::service::Import;
use crate::service::NearImports;
use crate::service::SettingKey;
use crate::service::SpaceSettings;
use crate::service::Status;
use crate::service::Trial;
use crate::service::TrialCount;
use crate::service::Waiting;
use crate::store::Change;
use crate::store::Cluster;
use crate::store::Condition;
use crate::store::Flaw;
use crate::store::HeldChange;
use crate::store::HeldNotice;
use crate::store::HeldOn;
use crate::store::HowMissed;
use crate::store::Item;
use crate::store::Space;
use crate::store::Suggestion;

/// Text, numbers and lists as one line of JSON.
#[must_use]
pub fn line(value: &impl Serialize) -> String {
    escaped(&serde_json::to_string(value).expect("text, finite numbers and lists can be written as JSON"))
}

/// JSON leaves some control characters as they are (DEL and the C1 set); a terminal may obey them. They occur inside
/// strings only, where an escape says the same.
fn escaped(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        if c.is_control() {
            safe.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            safe.push(c);
        }
    }
    safe
}

/// `missed --json`, a line each.
#[derive(Serialize)]
struct MissedLine<'a> {
    number: u64,
    /// The question that it began with, redacted.
    question: &'a str,
    /// Questions, the same by the same person counted once.
    asked: u64,
    /// Persons.
    askers: u64,
    /// RFC 3339, UTC.
    first: String,
    last: String,
    /// Id of the entry that came closest, or null.
    nearest: Option<&'a EntryId>,
    /// Persons who got no answer.
    unanswered: u64,
    /// Persons who said that an answer was to something else, by the id of its entry.
    wrong: BTreeMap<&'a EntryId, u64>,
    /// Persons who chose none of what was offered.
    none: u64,
}

/// A cluster of missed questions, and how they came to be missed as far as that is known.
#[must_use]
pub fn missed(cluster: &Cluster, how: Option<&HowMissed>) -> String {
    let wrong = how.into_iter().flat_map(|how| &how.wrong);
    line(&MissedLine {
        number: cluster.number,
        question: &cluster.text,
        asked: cluster.asked,
        askers: cluster.askers,
        first: cluster.first.to_string(),
        last: cluster.last.to_string(),
        nearest: cluster.nearest.as_ref(),
        unanswered: how.map_or(0, |how| how.unanswered),
        wrong: wrong.map(|(entry, persons)| (entry, *persons)).collect(),
        none: how.map_or(0, |how| how.none),
    })
}

/// `review --json`, a line each. `waits` tells what it is.
#[derive(Serialize)]
#[serde(tag = "waits", rename_all = "lowercase")]
enum WaitingLine<'a> {
    Draft {
        id: &'a str,
        entry: &'a EntryId,
        /// Name of who proposed it.
        by: &'a str,
        at: String,
        /// The entry as it is, with the keys of a knowledge file, or null where it would be a new one.
        before: Option<serde_json::Value>,
        /// As it is to be.
        after: serde_json::Value,
    },
    Suggestion {
        /// Its number, as text: what `review approve` takes.
        id: String,
        entry: &'a EntryId,
        /// `phrasing` or `counter`.
        kind: &'static str,
        question: &'a str,
        supporters: u64,
        at: String,
    },
    Overdue {
        entry: &'a EntryId,
        question: &'a str,
        /// The day by which it was to be checked again.
        review_by: Option<String>,
    },
    /// Found outdated or unclear, by how many persons.
    Flawed {
        entry: &'a EntryId,
        question: &'a str,
        outdated: usize,
        unclear: usize,
        /// Those who did not say why it did not help.
        unsaid: usize,
    },
}

/// All that waits, a line each.
#[must_use]
pub fn waiting(waiting: &Waiting) -> Vec<String> {
    let entry = |entry: &crate::entry::Entry| item(&Item::Entry(crate::store::EntryItem::taught(entry.clone())));
    let drafts = waiting.drafts.iter().map(|draft| WaitingLine::Draft {
        id: &draft.id,
        entry: &draft.draft.entry.id,
        by: &draft.draft.name,
        at: draft.draft.at.to_string(),
        before: draft.now.as_ref().map(entry),
        after: entry(&draft.draft.entry),
    });
    let suggestions = waiting.suggestions.iter().map(|suggestion: &Suggestion| WaitingLine::Suggestion {
        id: suggestion.number.to_string(),
        entry: &suggestion.entry,
        kind: suggestion.kind.as_str(),
        question: &suggestion.text,
        supporters: suggestion.supporters,
        at: suggestion.at.to_string(),
    });
    let overdue = waiting.overdue.iter().map(|entry| WaitingLine::Overdue {
        entry: &entry.id,
        question: entry.title().as_str(),
        review_by: entry.review_by.map(|day| day.to_string()),
    });
    let flawed = waiting.flawed.iter().map(|flawed| WaitingLine::Flawed {
        entry: &flawed.entry.id,
        question: flawed.entry.title().as_str(),
        outdated: flawed.outdated,
        unclear: flawed.unclear,
        unsaid: flawed.unsaid,
    });
    drafts.chain(suggestions).chain(overdue).chain(flawed).map(|one| line(&one)).collect()
}

/// What one change did to one item, and who did it.
#[derive(Serialize)]
struct ChangedLine<'a> {
    /// The change's number in the history.
    number: u64,
    at: String,
    /// Name of who did it; empty once they asked to be forgotten.
    by: &'a str,
    /// `teach`, `edit`, `retire`, …
    action: &'static str,
    /// `entry`, `topic`, `setting`, `draft` or `counter`.
    kind: &'static str,
    id: &'a str,
}

/// `history --json`, a line each.
#[derive(Serialize)]
struct ChangeLine<'a> {
    #[serde(flatten)]
    changed: ChangedLine<'a>,
    /// The item, or null where there was none.
    before: Option<serde_json::Value>,
    after: Option<serde_json::Value>,
}

/// One change.
#[must_use]
pub fn change(change: &Change) -> String {
    line(&ChangeLine {
        changed: ChangedLine {
            number: change.number,
            at: change.at.to_string(),
            by: &change.author.name,
            action: change.action.as_str(),
            kind: change.key.kind.as_str(),
            id: &change.key.id,
        },
        before: change.before.as_ref().map(item),
        after: change.after.as_ref().map(item),
    })
}

/// An item without its kind, which stands beside it.
fn item(item: &Item) -> serde_json::Value {
    match serde_json::to_value(item) {
        Ok(serde_json::Value::Object(map)) => map.into_iter().next().map(|(_, inner)| inner).unwrap_or_default(),
        Ok(other) => other,
        Err(_) => serde_json::Value::Null,
    }
}

/// `settings --json`, a line each.
#[derive(Serialize)]
struct SettingLine {
    name: String,
    value: String,
    about: &'static str,
    takes: &'static str,
}

/// One setting with its value.
#[must_use]
pub fn setting(settings: &SpaceSettings, key: SettingKey) -> String {
    line(&SettingLine {
        name: key.to_string(),
        value: settings.value(key),
        about: key.setting.about(),
        takes: key.setting.takes(),
    })
}

/// `privacy export`: all that a space holds on a person, in one line.
#[derive(Serialize)]
struct HeldLine<'a> {
    questions: Vec<AskedLine<'a>>,
    votes: Vec<VoteLine<'a>>,
    missed: Vec<OwnMissedLine<'a>>,
    /// Numbers of the missed questions that they want to be told of.
    follows: &'a [u64],
    /// Questions that their votes propose, by the numbers of the suggestions.
    suggested: &'a [(u64, String)],
    notices: Vec<OwnNoticeLine<'a>>,
    /// What they changed, with their name.
    changes: Vec<ChangedLine<'a>>,
    /// Whether their questions may be recorded.
    recorded: bool,
    /// Whether they are told of answers.
    told: bool,
}

#[derive(Serialize)]
struct AskedLine<'a> {
    at: String,
    question: &'a str,
    verdict: &'a str,
    door: &'a str,
}

#[derive(Serialize)]
struct VoteLine<'a> {
    at: String,
    opinion: &'static str,
    entry: Option<&'a EntryId>,
    /// `outdated` or `unclear`, where they said so.
    flaw: Option<&'static str>,
}

#[derive(Serialize)]
struct OwnMissedLine<'a> {
    cluster: u64,
    question: &'a str,
    first: String,
    last: String,
    times: u64,
}

/// Something that they are to be told, or were.
#[derive(Serialize)]
struct OwnNoticeLine<'a> {
    /// Such as `missed:3`, by the number of what they had asked.
    about: &'a str,
    /// `waits`; or `done`, where only this much is kept of it, so that it does not come again.
    state: &'static str,
    at: Option<String>,
    question: Option<&'a str>,
    /// The entry that answers it.
    entry: Option<&'a EntryId>,
}

/// All that is held on a person.
#[must_use]
pub fn held_on(held: &HeldOn) -> String {
    let questions = held.questions.iter().map(|asked| AskedLine {
        at: asked.at.to_string(),
        question: &asked.text,
        verdict: &asked.verdict,
        door: &asked.place.door,
    });
    let votes = held.votes.iter().map(|vote| VoteLine {
        at: vote.at.to_string(),
        opinion: vote.opinion.as_str(),
        entry: vote.entry.as_ref(),
        flaw: vote.flaw.map(Flaw::as_str),
    });
    let missed = held.missed.iter().map(|(cluster, member)| OwnMissedLine {
        cluster: *cluster,
        question: &member.text,
        first: member.first.to_string(),
        last: member.last.to_string(),
        times: member.times,
    });
    line(&HeldLine {
        questions: questions.collect(),
        votes: votes.collect(),
        missed: missed.collect(),
        follows: &held.follows,
        suggested: &held.suggested,
        notices: held.notices.iter().map(own_notice).collect(),
        changes: held.changes.iter().map(own_change).collect(),
        recorded: held.preferences.recorded,
        told: held.preferences.told,
    })
}

fn own_notice(held: &HeldNotice) -> OwnNoticeLine<'_> {
    let waits = held.waits.as_ref();
    OwnNoticeLine {
        about: &held.about,
        state: if waits.is_some() { "waits" } else { "done" },
        at: waits.map(|notice| notice.at.to_string()),
        question: waits.map(|notice| notice.notice.question.as_str()),
        entry: waits.map(|notice| &notice.notice.entry),
    }
}

fn own_change(change: &HeldChange) -> ChangedLine<'_> {
    ChangedLine {
        number: change.number,
        at: change.at.to_string(),
        by: &change.name,
        action: change.action.as_str(),
        kind: change.key.kind.as_str(),
        id: &change.key.id,
    }
}

/// `import --json`: what was taken in, or with `--dry-run` would be.
#[derive(Serialize)]
struct ImportLine<'a> {
    /// Ids of entries.
    new: &'a [EntryId],
    changed: &'a [EntryId],
    /// How many are there already, word for word.
    same: usize,
    /// Names of topics whose overview is new or another.
    overviews: &'a [String],
    /// Entries that stay and ask for the same or nearly the same.
    near: Vec<NearLine<'a>>,
    /// Entries that were too many to be compared with those that are there.
    unseen: usize,
    /// Number of the change, or null where nothing was changed.
    change: Option<u64>,
}

#[derive(Serialize)]
struct NearLine<'a> {
    /// Id of the imported entry, and the question of it.
    entry: &'a EntryId,
    question: &'a str,
    /// Where it stands, or null.
    file: Option<&'a str>,
    line: Option<usize>,
    /// The entry that is there.
    near: &'a EntryId,
    /// Its question that is closest.
    phrasing: &'a str,
    /// Of the two questions; 1 where they are the same.
    cosine: f32,
    /// Whether the answers are the same; null where the questions are, and the answers were not compared.
    same_answer: Option<bool>,
}

/// An import, done or planned.
#[must_use]
pub fn import(import: &Import, near: &NearImports, origins: &HashMap<EntryId, Place>, change: Option<u64>) -> String {
    let placed = |entry, question, near, phrasing, cosine, same_answer| {
        let place = origins.get(entry);
        let (file, line) = (place.map(|place| place.file.as_str()), place.and_then(|place| place.line));
        NearLine { entry, question, file, line, near, phrasing, cosine, same_answer }
    };
    let same =
        import.doubles.iter().map(|(question, there, entry)| placed(entry, question, there, question, 1.0, None));
    let close = near.found.iter().map(|(entry, near)| {
        placed(entry, &near.written, &near.entry.id, &near.phrasing, near.cosine, Some(near.same_answer))
    });
    line(&ImportLine {
        new: &import.new,
        changed: &import.changed,
        same: import.same,
        overviews: &import.overviews,
        near: same.chain(close).collect(),
        unseen: near.unseen,
        change,
    })
}

/// `status --json`.
#[derive(Serialize)]
struct StatusLine<'a> {
    /// Without a password.
    store: &'a str,
    space: &'a str,
    spaces: usize,
    /// Number of the last change.
    change: u64,
    /// Entries of files and store.
    approved: usize,
    drafts_in_files: usize,
    retired: usize,
    /// Entries that the store has, and those of them in the place of a file's.
    stored: usize,
    overlays: usize,
    counter_examples: usize,
    /// What waits.
    drafts: usize,
    suggestions: usize,
    missed: usize,
    questions: usize,
    /// When the oldest recorded question was asked, or null.
    oldest: Option<String>,
    votes: usize,
    /// Name of the model that the space was indexed with, or null.
    model: Option<&'a str>,
    /// With `--check`; null otherwise.
    engine: Option<&'a str>,
    schema: Option<u32>,
    bytes: Option<u64>,
    /// With `--check`, what is damaged, a line each.
    damage: Option<&'a [String]>,
}

/// A space in numbers.
#[must_use]
pub fn status(address: &str, space: &Space, spaces: usize, status: &Status, condition: Option<&Condition>) -> String {
    line(&StatusLine {
        store: address,
        space: space.as_str(),
        spaces,
        change: status.version,
        approved: status.entries[0],
        drafts_in_files: status.entries[1],
        retired: status.entries[2],
        stored: status.stored,
        overlays: status.overlays,
        counter_examples: status.counters,
        drafts: status.drafts,
        suggestions: status.suggestions,
        missed: status.missed,
        questions: status.questions,
        oldest: status.oldest.map(|oldest| oldest.to_string()),
        votes: status.votes,
        model: status.indexed.as_ref().map(|indexed| indexed.name.as_str()),
        engine: condition.map(|condition| condition.engine.as_str()),
        schema: condition.map(|condition| condition.schema),
        bytes: condition.and_then(|condition| condition.bytes),
        damage: condition.map(|condition| condition.damage.as_slice()),
    })
}

/// `status --check --json` of a store that is too damaged to count anything in it: the other keys are not there.
#[derive(Serialize)]
struct DamagedLine<'a> {
    store: &'a str,
    space: &'a str,
    engine: &'a str,
    schema: u32,
    bytes: Option<u64>,
    damage: &'a [String],
}

/// What is wrong with a store of which nothing more can be read.
#[must_use]
pub fn damaged(address: &str, space: &Space, condition: &Condition) -> String {
    line(&DamagedLine {
        store: address,
        space: space.as_str(),
        engine: &condition.engine,
        schema: condition.schema,
        bytes: condition.bytes,
        damage: &condition.damage,
    })
}

/// `trial --json`.
#[derive(Serialize)]
struct TrialLine {
    all: TrialCounts,
    channels: Vec<TrialChannel>,
    /// What would have been answered and nobody has judged.
    unjudged: Vec<Unjudged>,
}

#[derive(Serialize)]
struct TrialCounts {
    asked: usize,
    answered: usize,
    chosen: usize,
    judged: usize,
    right: usize,
    /// Of the judged ones, 0 to 1, or null; `low` to `high` is where it lies with 95 % certainty.
    precision: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
}

#[derive(Serialize)]
struct TrialChannel {
    /// Its number, or null for what was asked in none.
    channel: Option<u64>,
    #[serde(flatten)]
    counts: TrialCounts,
    /// `wait`, `judge`, `speak`, `raise` or `stay silent`.
    advice: Option<&'static str>,
    /// How many more to judge, for `judge`.
    #[serde(skip_serializing_if = "Option::is_none")]
    more: Option<usize>,
    /// What to set `right-unasked` to, for `raise`.
    #[serde(skip_serializing_if = "Option::is_none")]
    right_unasked: Option<f32>,
}

#[derive(Serialize)]
struct Unjudged {
    id: String,
    question: String,
    entry: Option<EntryId>,
}

/// What a trial came to, with advice for each channel.
#[must_use]
pub fn trial(trial: &Trial, advised: &BTreeMap<Option<u64>, Advice>) -> String {
    let counts = |count: &TrialCount| TrialCounts {
        asked: count.asked,
        answered: count.answered,
        chosen: count.chosen,
        judged: count.judged,
        right: count.right,
        precision: count.precision(),
        low: count.precision_range().map(|(low, _)| low),
        high: count.precision_range().map(|(_, high)| high),
    };
    let channels = trial.channels.iter().map(|(channel, count)| {
        let (advice, more, right_unasked) = match advised.get(channel) {
            None => (None, None, None),
            Some(Advice::Wait) => (Some("wait"), None, None),
            Some(Advice::Judge { more }) => (Some("judge"), Some(*more), None),
            Some(Advice::Speak) => (Some("speak"), None, None),
            Some(Advice::Raise { to }) => (Some("raise"), None, Some(to.share())),
            Some(Advice::StaySilent) => (Some("stay silent"), None, None),
        };
        TrialChannel { channel: *channel, counts: counts(count), advice, more, right_unasked }
    });
    let unjudged = trial.unjudged.iter().map(|question| Unjudged {
        id: question.id.to_string(),
        question: question.text.clone(),
        entry: question.candidates.first().map(|best| best.entry.clone()),
    });
    line(&TrialLine { all: counts(&trial.all), channels: channels.collect(), unjudged: unjudged.collect() })
}
