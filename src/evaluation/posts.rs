//! Measures how posts are taken apart and answered, on labelled posts: JSONL,
//! `{"text":"…","questions":["…"],"ids":["…"]}` a line. `questions` are the sentences that ask, in order, and `ids` holds
//! for each the entry that answers it, or null. `"not_asked": ["…"]` names pieces of code, logs and quotes that no
//! question may have in it.

use std::collections::HashMap;
use std::fmt::Write;
use std::path::Path;

use serde::Deserialize;
use serde::Serialize;

use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::normalized;
use crate::evaluation::Outcome;
use crate::evaluation::cases::Case;
use crate::evaluation::cases::CasesError;
use crate::evaluation::cases::read_lines;
use crate::matching::index;
use crate::matching::index::Index;
use crate::matching::index::IndexError;
use crate::matching::judgement::Verdict;
use crate::matching::posts;
use crate::matching::posts::Post;

/// One labelled post.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct PostCase {
    /// The post.
    pub text: String,
    /// The sentences that ask, in order.
    pub questions: Vec<String>,
    /// For each of them the entry that answers it; `None` where none does.
    pub ids: Vec<Option<EntryId>>,
    /// What no question may have in it.
    #[serde(default)]
    pub not_asked: Vec<String>,
}

/// The labelled posts in the file at `path`.
///
/// # Errors
/// [`CasesError`] with every bad line.
pub fn read(path: &Path) -> Result<Vec<PostCase>, CasesError> {
    read_lines(path, case)
}

fn case(line: &[u8]) -> Result<PostCase, String> {
    let case: PostCase = serde_json::from_slice(line).map_err(|error| {
        format!(
            "not a labelled post: {error}; it should look like {{\"text\":\"…\",\"questions\":[\"…\"],\"ids\":[\"…\"]}}"
        )
    })?;
    if case.questions.len() == case.ids.len() {
        Ok(case)
    } else {
        Err(format!("{} questions and {} ids; give one for each", case.questions.len(), case.ids.len()))
    }
}

/// Labelled posts as they were taken apart.
pub struct Taken<'a> {
    cases: &'a [PostCase],
    posts: Vec<Post>,
}

impl<'a> Taken<'a> {
    /// Takes `cases` apart as the service does it for a knowledge of these entries.
    ///
    /// # Errors
    /// [`IndexError`], as of [`Index::build`].
    pub fn apart(entries: &[Entry], cases: &'a [PostCase]) -> Result<Taken<'a>, IndexError> {
        // It asks for phrasings by their words only, so nothing has to be embedded.
        let unread = vec![None; index::phrasings(entries).count()];
        let index = Index::build(entries, 1, &unread)?;
        Ok(Taken { cases, posts: cases.iter().map(|case| posts::read(&index, &case.text)).collect() })
    }

    /// All that is asked, to be judged: one after the other, post after post. A question that is not labelled, and a post
    /// without one, should not be answered.
    #[must_use]
    pub fn asked(&self) -> Vec<Case> {
        let mut asked = Vec::new();
        for (case, post) in self.cases.iter().zip(&self.posts) {
            for one in &post.asked {
                let at = case.questions.iter().position(|question| normalized(question) == normalized(&one.question));
                let right = at.and_then(|at| case.ids[at].clone()).into_iter().collect();
                asked.push(Case { text: one.text.clone(), right });
            }
        }
        asked
    }

    /// The figures, given what became of all that was [asked](Taken::asked).
    #[must_use]
    pub fn scores(&self, outcomes: &[Outcome]) -> PostScores {
        let mut scores = PostScores { posts: self.cases.len(), ..PostScores::default() };
        for (case, post) in self.cases.iter().zip(&self.posts) {
            scores.count_sentences(case, post);
        }
        for outcome in outcomes {
            scores.count_verdict(outcome);
        }
        scores
    }
}

/// What came of labelled posts.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PostScores {
    /// Posts.
    pub posts: usize,
    /// Questions labelled.
    pub questions: usize,
    /// Questions found.
    pub found: usize,
    /// Questions found that are labelled.
    pub found_right: usize,
    /// Pieces of code, logs and quotes that were asked.
    pub leaked: usize,
    /// Questions with an entry, of those found.
    pub answerable: usize,
    /// What was answered.
    pub answered: usize,
    /// What was answered with an entry that is not the labelled one, or without a label.
    pub answered_wrong: usize,
    /// What was asked and has no entry, posts without a question included.
    pub unanswerable: usize,
    /// Of those, the answered.
    pub unanswerable_answered: usize,
    /// What went wrong, for people: `kind: text`.
    pub wrong: Vec<String>,
}

impl PostScores {
    /// Share of the labelled questions that were found, 0 to 1.
    #[must_use]
    pub fn recall(&self) -> f64 {
        share(self.found_right, self.questions)
    }

    /// Share of what was found that is labelled, 0 to 1.
    #[must_use]
    pub fn precision(&self) -> f64 {
        share(self.found_right, self.found)
    }

    /// Share of the answers that are wrong, 0 to 1.
    #[must_use]
    pub fn wrong_share(&self) -> f64 {
        share(self.answered_wrong, self.answered)
    }

    /// Share of what has no entry that was answered all the same, 0 to 1.
    #[must_use]
    pub fn unanswerable_share(&self) -> f64 {
        share(self.unanswerable_answered, self.unanswerable)
    }

    /// The figures, one a line.
    #[must_use]
    pub fn table(&self) -> String {
        let answered_right = self.answered - self.answered_wrong;
        let rows = [
            ("posts", self.posts.to_string()),
            ("questions in them", self.questions.to_string()),
            ("  found", format!("{} (recall {:.3})", self.found_right, self.recall())),
            ("  found where none is", format!("{} (precision {:.3})", self.found - self.found_right, self.precision())),
            ("code, logs, quotes asked", self.leaked.to_string()),
            ("with an entry, of those found", self.answerable.to_string()),
            ("  answered right", answered_right.to_string()),
            ("answered wrong", format!("{} ({:.1} %)", self.answered_wrong, self.wrong_share() * 100.0)),
            ("without an entry", self.unanswerable.to_string()),
            ("  answered", format!("{} ({:.1} %)", self.unanswerable_answered, self.unanswerable_share() * 100.0)),
        ];
        let mut table = String::new();
        for (name, figure) in rows {
            // Writing into a `String` cannot fail.
            let _ = writeln!(table, "{name:<32}{figure}");
        }
        table
    }

    fn count_sentences(&mut self, case: &PostCase, post: &Post) {
        let mut left: HashMap<String, usize> = HashMap::new();
        for question in &case.questions {
            *left.entry(normalized(question)).or_default() += 1;
        }
        self.questions += case.questions.len();
        for asked in &post.asked {
            for piece in case.not_asked.iter().filter(|piece| asked.text.contains(piece.as_str())) {
                self.leaked += 1;
                self.wrong.push(format!("asked, but not the writer's: {piece}"));
            }
            if post.for_want_of_one {
                continue;
            }
            self.found += 1;
            match left.get_mut(&normalized(&asked.question)).filter(|left| **left > 0) {
                Some(left) => {
                    *left -= 1;
                    self.found_right += 1;
                }
                None => self.wrong.push(format!("found, but no question: {}", asked.question)),
            }
        }
        let missed =
            case.questions.iter().filter(|question| left.get(&normalized(question)).is_some_and(|left| *left > 0));
        self.wrong.extend(missed.map(|question| format!("question not found: {question}")));
    }

    fn count_verdict(&mut self, outcome: &Outcome) {
        let answered = outcome.judgement.verdict == Verdict::Answer;
        let right = outcome.first_is_right();
        self.answered += usize::from(answered);
        self.answered_wrong += usize::from(answered && !right);
        if outcome.in_scope() {
            self.answerable += 1;
        } else {
            self.unanswerable += 1;
            self.unanswerable_answered += usize::from(answered);
        }
        if answered && !right {
            let found = outcome.judgement.candidates.first().map_or("", |best| best.entry.as_str());
            self.wrong.push(format!("answered with {found}: {}", outcome.question));
        }
    }
}

fn share(part: usize, whole: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts of lines in a file")]
    let share = part as f64 / whole.max(1) as f64;
    share
}
