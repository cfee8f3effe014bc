//! Questions that were asked, and what people said of their answers.

use serde::Deserialize;
use serde::Serialize;

use crate::entry::EntryId;
use crate::store::Moment;
use crate::store::PersonKey;
use crate::store::RowId;
use crate::store::StoredVector;

/// Where something was asked, and where an answer may still be wanted. The numbers are the front-end's own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The door: `terminal`, `slash`, `mention` …
    pub door: String,
    /// The channel, or thread.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<u64>,
    /// The message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<u64>,
}

/// An entry that a question came close to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CandidateRecord {
    /// The entry.
    pub entry: EntryId,
    /// Its closest phrasing.
    pub phrasing: String,
    /// 0 to 1.
    pub confidence: f32,
    /// Cosine of question and phrasing, -1 to 1.
    pub cosine: f32,
    /// What the second look gave, in log-odds; `None` where there was none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read: Option<f32>,
}

/// A question as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct AskedQuestion {
    /// Made by who asked the store to keep it.
    pub id: RowId,
    /// When it was asked.
    pub at: Moment,
    /// Who asked.
    pub person: PersonKey,
    /// Where.
    pub place: Place,
    /// The question, redacted.
    pub text: String,
    /// The verdict: `answer`, `choose` or `abstain`.
    pub verdict: String,
    /// Its reason code.
    pub reason: String,
    /// From which confidence on there was to be an answer.
    pub bar: f32,
    /// How many of the candidates were offered.
    pub offered: usize,
    /// Best first.
    pub candidates: Vec<CandidateRecord>,
    /// Number of the last commit of the space when it was asked.
    pub version: u64,
    /// Whether nothing was shown, as the channel is on trial.
    pub silent: bool,
    /// The vector of `text`; `None` where the model found nothing to read.
    pub vector: Option<StoredVector>,
}

/// What a person said of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Opinion {
    /// The answer helped; of what a trial would have answered: it is right.
    Helpful,
    /// The answer was to something else.
    Wrong,
    /// The answer was to the question, and did not help.
    Unhelpful,
    /// They chose this entry out of those offered.
    Chose,
    /// None of those offered.
    None,
}

impl Opinion {
    /// All of them.
    pub const ALL: [Opinion; 5] = [Opinion::Helpful, Opinion::Wrong, Opinion::Unhelpful, Opinion::Chose, Opinion::None];

    /// Its name in the tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Opinion::Helpful => "helpful",
            Opinion::Wrong => "wrong",
            Opinion::Unhelpful => "unhelpful",
            Opinion::Chose => "chose",
            Opinion::None => "none",
        }
    }

    /// The opinion with this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Opinion> {
        Opinion::ALL.into_iter().find(|opinion| opinion.as_str() == name)
    }
}

/// What is wrong with an answer that is to the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Flaw {
    /// It was right once.
    Outdated,
    /// It cannot be understood.
    Unclear,
}

impl Flaw {
    /// All of them.
    pub const ALL: [Flaw; 2] = [Flaw::Outdated, Flaw::Unclear];

    /// Its name in the tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Flaw::Outdated => "outdated",
            Flaw::Unclear => "unclear",
        }
    }

    /// The flaw with this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Flaw> {
        Flaw::ALL.into_iter().find(|flaw| flaw.as_str() == name)
    }
}

/// A person's vote on the answer to one question. A later one by the same person takes the place of the former.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vote {
    /// The question.
    pub question: RowId,
    /// Who votes.
    pub person: PersonKey,
    /// What they say.
    pub opinion: Opinion,
    /// The entry it is about; `None` for "none of these".
    pub entry: Option<EntryId>,
    /// Why the answer did not help; `None` with any other opinion, and where they did not say.
    pub flaw: Option<Flaw>,
    /// When.
    pub at: Moment,
}
