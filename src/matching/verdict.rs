//! What is done with a question, and why, in one word each.

use serde::Serialize;

use crate::matching::screening::Unaskable;

/// What is done with a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// The best candidate's answer is shown.
    Answer,
    /// The first `1..=`[`MAX_CHOICES`](crate::matching::judgement::MAX_CHOICES) candidates are offered; one alone when it may be the question's near twin.
    Choose,
    /// Nothing is shown but that it is not known.
    Abstain,
}

impl Verdict {
    /// Its name, as in `--json`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Answer => "answer",
            Verdict::Choose => "choose",
            Verdict::Abstain => "abstain",
        }
    }
}

/// Why the verdict is what it is: stable codes for scripts and logs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The question is a stored phrasing but for case, spacing and punctuation.
    Exact,
    /// The best candidate is confident enough.
    Confident,
    /// The question asks about a topic as a whole, and gets its overview.
    Topic,
    /// Several entries have the very phrasing that was asked.
    SamePhrasing,
    /// The best two are too close to each other.
    NarrowLead,
    /// The best differs from the question in a word that matters, or from the second in one that the question lacks.
    NearTwin,
    /// The best candidates are near, none near enough.
    Unsure,
    /// No entry is near.
    NothingClose,
    /// There is no entry that could be found.
    NoKnowledge,
    /// The question is empty.
    Empty,
    /// The question is too long.
    TooLong,
    /// The question has no letters or digits.
    NoWords,
    /// The question is in a script that the model does not read.
    OtherScript,
    /// The question is in a language that the model does not read.
    OtherLanguage,
}

impl Reason {
    /// The code, as in `--json`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Reason::Exact => "exact",
            Reason::Confident => "confident",
            Reason::Topic => "topic",
            Reason::SamePhrasing => "same_phrasing",
            Reason::NarrowLead => "narrow_lead",
            Reason::NearTwin => "near_twin",
            Reason::Unsure => "unsure",
            Reason::NothingClose => "nothing_close",
            Reason::NoKnowledge => "no_knowledge",
            Reason::Empty => "empty",
            Reason::TooLong => "too_long",
            Reason::NoWords => "no_words",
            Reason::OtherScript => "other_script",
            Reason::OtherLanguage => "other_language",
        }
    }
}

impl From<Unaskable> for Reason {
    fn from(unaskable: Unaskable) -> Reason {
        match unaskable {
            Unaskable::Empty => Reason::Empty,
            Unaskable::TooLong(_) => Reason::TooLong,
            Unaskable::NoWords => Reason::NoWords,
            Unaskable::OtherScript(_) => Reason::OtherScript,
            Unaskable::OtherLanguage(_) => Reason::OtherLanguage,
        }
    }
}
