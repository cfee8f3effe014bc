//! What a report keeps of itself, so that the next one can tell what has changed.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::Serialize;

use crate::evaluation::Outcome;
use crate::evaluation::marks::Fate;
use crate::evaluation::report::FIGURES;
use crate::evaluation::scores::Scores;

/// Raised when a record can no longer be compared with those before.
const FORMAT: u32 = 1;

/// What marks a page as a report.
const OPENING: &str = "<script type=\"application/json\" id=\"askwell-report\">";
const CLOSING: &str = "</script>";

/// What was measured, and how.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct About {
    /// Of the program.
    pub version: String,
    /// Day of the measurement, as 2026-01-31.
    pub date: String,
    /// Name of the model.
    pub model: String,
    /// Entries of the whole knowledge.
    pub entries: usize,
    /// Their phrasings.
    pub phrasings: usize,
    /// Labelled questions.
    pub questions: usize,
    /// How often each was asked: once, or of so many parts of the knowledge.
    pub knowledges: usize,
    /// Whether entries were left out, a fifth at a time.
    pub leave_out: bool,
    /// Typing errors in each question.
    pub typos: u8,
    /// Most phrasings that an entry was left with; `None` for all.
    pub phrasings_kept: Option<u16>,
    /// Entries of each part of the knowledge; `None` for all.
    pub entries_drawn: Option<u16>,
    /// The share of the answers that should be right.
    pub target: f32,
    /// What is answered from, on the confidence; of several parts of the knowledge the one in the middle.
    pub bar: f32,
}

/// What the next report is compared with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    format: u32,
    /// What was measured, and how.
    pub about: About,
    /// [`FIGURES`] by name.
    pub figures: BTreeMap<String, f64>,
    /// What became of every question, each time it was asked.
    pub questions: BTreeMap<String, Vec<Fate>>,
}

/// What a file that a report is to be written to holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Last {
    /// A report that can be compared with.
    Record(Box<Record>),
    /// A report that cannot.
    OtherVersion,
    /// Something else.
    NoReport,
}

impl Record {
    /// The record of a measurement.
    #[must_use]
    pub fn of(about: &About, scores: &Scores, outcomes: &[Outcome]) -> Record {
        let value = |figure: &super::Figure| Some((figure.name.to_owned(), (figure.of)(scores)?));
        let mut questions: BTreeMap<String, Vec<Fate>> = BTreeMap::new();
        for outcome in outcomes {
            questions.entry(outcome.question.clone()).or_default().push(outcome.fate());
        }
        let figures = FIGURES.iter().filter_map(value).collect();
        Record { format: FORMAT, about: about.clone(), figures, questions }
    }

    /// An element of HTML that [`last`] reads.
    #[must_use]
    pub fn embedded(&self) -> String {
        let json = serde_json::to_string(self).expect("a record has only text for keys");
        let mut safe = String::with_capacity(json.len());
        for c in json.chars() {
            // Where these stand in JSON they stand in a text, and there they may be written by number. So nothing in
            // it ends the element, and no mark of direction is in the page.
            if matches!(c, '<' | '>' | '&') || super::markup::steers(c) {
                safe.push_str(&format!("\\u{:04x}", u32::from(c)));
            } else {
                safe.push(c);
            }
        }
        format!("{OPENING}{safe}{CLOSING}\n")
    }
}

/// What of a report the text of a file holds.
#[must_use]
pub fn last(text: &str) -> Last {
    let Some((_, rest)) = text.split_once(OPENING) else { return Last::NoReport };
    let json = rest.split_once(CLOSING).map_or(rest, |(json, _)| json);
    match serde_json::from_str::<Record>(json) {
        Ok(record) if record.format == FORMAT => Last::Record(Box::new(record)),
        _ => Last::OtherVersion,
    }
}
