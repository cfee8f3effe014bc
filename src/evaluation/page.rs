//! An evaluation as a page for a browser: one file that needs nothing else, no network and no script to be read.
//!
//! Its sentences stand here rather than with the other words to people, since it is one document. `record` is what it
//! keeps of itself in it, `comparison` what has changed since the last one; `charts`, `sections` and `lists` draw and
//! write, and `markup` lets nothing that somebody wrote steer the page.

mod charts;
mod comparison;
mod lists;
mod markup;
mod record;
mod sections;
mod why;

use data_encoding::BASE64;
use sha2::Digest;
use sha2::Sha256;

use crate::entry::Entry;
use crate::evaluation::Outcome;
use crate::evaluation::page::comparison::Comparison;
pub use crate::evaluation::page::record::About;
pub use crate::evaluation::page::record::Last;
pub use crate::evaluation::page::record::Record;
pub use crate::evaluation::page::record::last;
use crate::evaluation::plain::Plain;
use crate::evaluation::report::Figure;
use crate::evaluation::report::Run;
use crate::evaluation::scores::Scores;

const STYLE: &str = include_str!("page/style.css");

/// Narrows lists down to what is typed; without it the page is complete, and has no field to type into.
const SCRIPT: &str = include_str!("page/filter.js");

/// What a page is made of.
pub struct Page<'a> {
    /// What was measured, and how.
    pub about: About,
    /// Columns of the table of figures, that of the matching first.
    pub runs: &'a [Run<'a>],
    /// What the matching made of the questions.
    pub outcomes: &'a [Outcome],
    /// What cosine alone made of them, in the same order.
    pub plain: &'a [Plain],
    /// The knowledge.
    pub entries: &'a [Entry],
    /// The last report, if there is one to compare with.
    pub last: Option<&'a Record>,
}

impl Page<'_> {
    /// The whole page.
    ///
    /// # Panics
    /// When there is no run.
    #[must_use]
    pub fn html(&self) -> String {
        let scores: &Scores = self.runs.first().expect("the matching is always measured").scores;
        let record = Record::of(&self.about, scores, self.outcomes);
        let comparison = self.last.map(|last| (last, Comparison::of(last, &record)));
        let mut body = sections::head(self, scores);
        body += &sections::fates(scores);
        if let Some((last, comparison)) = &comparison {
            body += &lists::comparison(last, comparison);
        }
        body += &sections::charts(self, scores);
        body += &lists::entries(self);
        body += &lists::confusions(self);
        body += &sections::figures(self.runs);
        body += &sections::foot(self);
        format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{}\"/>\n\
             <meta name=\"color-scheme\" content=\"light dark\"/>\n\
             <title>Askwell: how questions are answered</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n\
             {body}</main>\n{}<script>{SCRIPT}</script>\n</body>\n</html>\n",
            policy(),
            record.embedded(),
        )
    }
}

/// The bar in `outcomes`; of several, since each knowledge has its own, the one in the middle. 1 where nothing was matched.
#[must_use]
pub fn usual_bar(outcomes: &[Outcome]) -> f32 {
    let matched = outcomes.iter().filter(|outcome| !outcome.judgement.candidates.is_empty());
    let mut bars: Vec<f32> = matched.map(|outcome| outcome.judgement.bar).collect();
    bars.sort_unstable_by(f32::total_cmp);
    bars.get(bars.len() / 2).copied().unwrap_or(1.0)
}

/// What the page may do: look as it does, and run the one script that is in it. Should anything that somebody wrote ever
/// get into it as markup, it could do nothing.
fn policy() -> String {
    let digest = |text: &str| BASE64.encode(&Sha256::digest(text.as_bytes()));
    format!(
        "default-src &#39;none&#39;; style-src &#39;sha256-{}&#39;; script-src &#39;sha256-{}&#39;",
        digest(STYLE),
        digest(SCRIPT)
    )
}
