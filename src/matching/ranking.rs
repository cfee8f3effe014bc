//! Finds the entries that are closest to a question.
//!
//! Meaning comes first: the cosine of the question with every phrasing, and with what every entry says. Words and
//! letters are added for the best of those, so that exact names and mistyped words count. One fixed combination serves
//! every knowledge; the weights were set by hand, and those learned on one knowledge did worse on others.

use std::cmp::Ordering;
use std::ops::Range;

use ndarray::s;

use crate::embedding::UnitVector;
use crate::entry::EntryId;
use crate::matching::coarse::Estimates;
use crate::matching::index::Index;
use crate::matching::letters::AskedLetters;
use crate::matching::scan;
use crate::matching::words::AskedWords;

/// What the cosine with the answer adds, beside being a way of its own to be close.
const ANSWER: f32 = 0.1;
/// Weights of words and letters beside meaning, which weighs one.
const WORDS: f32 = 0.3;
const LETTERS: f32 = 0.1;

/// From so many phrasings on, an entry's meaning is that of the group, not of its best phrasing alone: with many
/// phrasings one of them is close to nearly anything.
const GROUP_FROM: usize = 5;

/// The phrasings of an entry that are looked at closely.
const CLOSEST_ROWS: usize = 3;

/// Entries, by meaning, whose words and letters are looked at. Beyond these no words could make up for the distance.
const SHORTLIST: usize = 100;

/// Entry and phrasing that a question came closest to.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The entry.
    pub entry: EntryId,
    /// The closest of its phrasings, as stored.
    pub phrasing: String,
    /// Cosine of the question and that phrasing, -1 to 1.
    pub cosine: f32,
    /// Cosine of the question and the entry's first phrasing with its answer, -1 to 1; `None` in an index without
    /// answers.
    pub answer: Option<f32>,
    /// Part of the question's words that the entry has, 0 to 1.
    pub words: f32,
    /// How much the question looks like one of the entry's closest phrasings, 0 to 1.
    pub letters: f32,
    /// All of that together, by which hits are ranked.
    pub score: f32,
}

/// Where an entry's rows are, and what is known of them beforehand. Apart from the rest, as every question reads all
/// of these.
pub(super) struct Span {
    pub(super) first_row: usize,
    pub(super) rows: usize,
    /// Length of the mean of its vectors: what the mean cosine is divided by to give the cosine with the mean.
    pub(super) mean_length: f32,
    /// The most that any of its rows lost in eight bits.
    pub(super) lost: f32,
}

/// The words and letters of a question, looked up once.
pub(super) struct AskedText {
    words: AskedWords,
    letters: AskedLetters,
}

/// An entry that a question may be closest to.
pub(super) struct Contender {
    /// Its number.
    pub(super) at: usize,
    /// Its closest rows with their cosines, best first; at least one.
    rows: Vec<(usize, f32)>,
    answer: Option<f32>,
    /// How close phrasings and answer are together.
    pub(super) meaning: f32,
}

impl Index {
    /// The `count` entries that are closest to a question, by its text and its vector, best first. Equal scores keep
    /// the order of the entries, so the same knowledge always gives the same ranking.
    ///
    /// The result is exact; time and memory traffic are those of reading a quarter of the matrix, see `coarse.rs`.
    ///
    /// # Panics
    /// When `vector` has another number of dimensions than the index: it comes from another model.
    #[must_use]
    pub fn closest(&self, question: &str, vector: &UnitVector, count: usize) -> Vec<Hit> {
        self.closest_but(question, vector, count, &[])
    }

    /// As [`Index::closest`], as if the entries numbered `barred` were not there.
    pub(super) fn closest_but(&self, question: &str, vector: &UnitVector, count: usize, barred: &[usize]) -> Vec<Hit> {
        assert_eq!(
            self.matrix.ncols(),
            vector.as_slice().len(),
            "the question comes from another model than the index"
        );
        let asked = self.look_up(question);
        let kept = shortlist(count, self.entries.len());
        // As many more as will go.
        let mut contenders = self.contenders(vector.as_slice(), kept + barred.len());
        if !barred.is_empty() {
            contenders.retain(|contender| !barred.contains(&contender.at));
        }
        shorten(&mut contenders, kept);
        let mut hits: Vec<(usize, Hit)> =
            contenders.iter().map(|contender| (contender.at, self.hit(&asked, contender, None))).collect();
        hits.sort_unstable_by(|(a, first), (b, second)| second.score.total_cmp(&first.score).then(a.cmp(b)));
        hits.truncate(count);
        hits.into_iter().map(|(_, hit)| hit).collect()
    }

    /// The words and letters of `question`.
    pub(super) fn look_up(&self, question: &str) -> AskedText {
        AskedText { words: self.words.ask(question), letters: self.letters.ask(question) }
    }

    /// Ranks a contender by all that speaks for it; for a phrasing that is asked itself, `without` what it brought.
    pub(super) fn hit(&self, asked: &AskedText, contender: &Contender, without: Option<&str>) -> Hit {
        let at = contender.at;
        let entry = &self.entries[at];
        let words = match without {
            Some(phrasing) => self.words.share_without(&asked.words, at, phrasing),
            None => self.words.share(&asked.words, at),
        };
        let likeness = |&(row, _): &(usize, f32)| self.letters.likeness(&asked.letters, row);
        let letters = contender.rows.iter().map(likeness).fold(0.0, f32::max);
        let (row, cosine) = contender.rows[0];
        Hit {
            entry: entry.id.clone(),
            phrasing: entry.phrasings[row - self.spans[at].first_row].clone(),
            // Rounding can carry the cosine of equal vectors a little past one.
            cosine: cosine.clamp(-1.0, 1.0),
            answer: contender.answer.map(|answer| answer.clamp(-1.0, 1.0)),
            words,
            letters,
            score: contender.meaning + WORDS * words + LETTERS * letters,
        }
    }

    /// The entry `at`, whose rows from `rows` on have these `cosines` with the question.
    pub(super) fn contender(&self, at: usize, rows: &[(usize, f32)], answer: Option<f32>) -> Contender {
        let cosines: Vec<f32> = rows.iter().map(|(_, cosine)| *cosine).collect();
        let mut closest = best_of(rows.iter().copied(), CLOSEST_ROWS);
        closest.sort_unstable_by(by_rank);
        Contender { at, rows: closest, answer, meaning: with_answer(self.spans[at].meaning(&cosines), answer) }
    }

    /// The entries that may be among the best `count` by meaning, in their order, with what is exact: all but those
    /// whose best case by the estimates is worse than the worst case of so many others.
    fn contenders(&self, vector: &[f32], count: usize) -> Vec<Contender> {
        let exact = |at: usize| {
            let rows: Vec<(usize, f32)> = self.spans[at].range().zip(self.cosines(&self.spans[at], vector)).collect();
            self.contender(at, &rows, self.answers.as_ref().map(|answers| answers.cosine(vector, at)))
        };
        let answers = self.answers.as_ref().map(|answers| answers.estimates(vector));
        let (Some(coarse), None | Some(Some(_))) = (&self.coarse, &answers) else {
            return (0..self.spans.len()).map(exact).collect();
        };
        let cases = self.cases(&coarse.estimates(vector), answers.flatten().as_ref());
        let worst = cases.iter().map(|(worst, _)| *worst).enumerate();
        let to_beat = best_of(worst, count).into_iter().map(|(_, worst)| worst).fold(f32::INFINITY, f32::min);
        let may_be = |(at, (_, best)): (usize, (f32, f32))| (best >= to_beat).then(|| exact(at));
        cases.into_iter().enumerate().filter_map(may_be).collect()
    }

    /// The worst and the best case of every entry's meaning by the estimates for its phrasings and its answer.
    fn cases(&self, phrasings: &Estimates, answers: Option<&Estimates>) -> Vec<(f32, f32)> {
        let case = |(at, span): (usize, &Span)| {
            let own = span.meaning(&phrasings.cosines[span.range()]);
            let own_bound = span.meaning_bound(phrasings.bound(span.lost));
            let (answer, bound) = match (&self.answers, answers) {
                (Some(all), Some(estimates)) => {
                    let bound = all.bound(estimates, at);
                    (Some(estimates.cosines[at]), own_bound.max(bound) + ANSWER * bound)
                }
                _ => (None, own_bound),
            };
            let meaning = with_answer(own, answer);
            (meaning - bound, meaning + bound)
        };
        self.spans.iter().enumerate().map(case).collect()
    }

    /// The exact cosines of a question and the rows of an entry.
    pub(super) fn cosines(&self, span: &Span, vector: &[f32]) -> Vec<f32> {
        scan::dot_products(self.matrix.slice(s![span.range(), ..]), vector)
    }
}

/// How close an entry is by its phrasings or its answer, whichever is closer, and a little more for the answer.
fn with_answer(phrasings: f32, answer: Option<f32>) -> f32 {
    answer.map_or(phrasings, |answer| phrasings.max(answer) + ANSWER * answer)
}

/// How many of `entries` to look at closely when `count` are asked for.
pub(super) fn shortlist(count: usize, entries: usize) -> usize {
    count.max(SHORTLIST).min(entries)
}

/// Keeps the best `count` by meaning.
pub(super) fn shorten(contenders: &mut Vec<Contender>, count: usize) {
    if count < contenders.len() {
        let by_meaning = |a: &Contender, b: &Contender| b.meaning.total_cmp(&a.meaning).then(a.at.cmp(&b.at));
        contenders.select_nth_unstable_by(count, by_meaning);
        contenders.truncate(count);
    }
}

impl Span {
    pub(super) fn range(&self) -> Range<usize> {
        self.first_row..self.first_row + self.rows
    }

    /// How close the entry's meaning is to the question's: its best cosine, or with many phrasings a mean of the
    /// best, of the best three, and of the cosine with all of them together.
    fn meaning(&self, cosines: &[f32]) -> f32 {
        if let [only] = cosines {
            return *only;
        }
        if cosines.len() < GROUP_FROM {
            return cosines.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        }
        let mut best = [f32::NEG_INFINITY; CLOSEST_ROWS];
        let mut sum = 0.0;
        for &cosine in cosines {
            sum += cosine;
            if cosine > best[CLOSEST_ROWS - 1] {
                let at = best.iter().position(|&other| cosine > other).unwrap_or(CLOSEST_ROWS - 1);
                best[at..].rotate_right(1);
                best[at] = cosine;
            }
        }
        let with_mean = sum / count(cosines.len()) / self.mean_length;
        let best_three = best.iter().sum::<f32>() / count(CLOSEST_ROWS);
        (best[0] + 0.5 * best_three + 0.3 * with_mean) / 1.8
    }

    /// How far off the meaning can be when each cosine is off by `bound` at most: no part of it changes by more, but
    /// the cosine with the mean, which is divided by the mean's length.
    fn meaning_bound(&self, bound: f32) -> f32 {
        if self.rows < GROUP_FROM {
            return bound;
        }
        bound * (1.5 + 0.3 / self.mean_length) / 1.8
    }
}

/// The best `count` of `all`, in no particular order. Of those that are equally good, the first ones.
///
/// Keeps few at a time: a list of all of them takes longer to fill than the search should take.
fn best_of(all: impl Iterator<Item = (usize, f32)>, count: usize) -> Vec<(usize, f32)> {
    let mut best: Vec<(usize, f32)> = Vec::with_capacity(2 * count);
    let mut to_beat = f32::NEG_INFINITY;
    for candidate in all {
        if candidate.1 > to_beat {
            best.push(candidate);
            if best.len() == 2 * count {
                let (_, last, _) = best.select_nth_unstable_by(count - 1, by_rank);
                to_beat = last.1;
                best.truncate(count);
            }
        }
    }
    if count < best.len() {
        best.select_nth_unstable_by(count, by_rank);
        best.truncate(count);
    }
    best
}

/// The higher number first, and of equal ones the one that comes first.
pub(super) fn by_rank(a: &(usize, f32), b: &(usize, f32)) -> Ordering {
    b.1.total_cmp(&a.1).then(a.0.cmp(&b.0))
}

#[expect(clippy::cast_precision_loss, reason = "a count of phrasings")]
fn count(number: usize) -> f32 {
    number as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Entry;
    use crate::matching::example::at;
    use crate::matching::example::entry;
    use crate::matching::example::index;
    use proptest::prelude::*;

    #[test]
    fn what_an_entry_says_finds_it_where_no_phrasing_does() {
        let entries = [entry("a", &["a"]), entry("b", &["b"])];
        let index = Index::build(&entries, 2, &[at(40.0), at(80.0)]).unwrap();
        let first = |index: &Index| index.closest("", &at(0.0).unwrap(), 1)[0].entry.to_string();
        assert_eq!(first(&index), "a");
        let index = index.with_answers(&entries, &[at(60.0), at(10.0)]).unwrap();
        assert_eq!(first(&index), "b");
    }

    #[test]
    fn an_entry_counts_by_its_best_phrasing() {
        let closest = |degrees, count| {
            let hits = index().closest("", &at(degrees).unwrap(), count);
            hits.into_iter().map(|hit| hit.phrasing).collect::<Vec<_>>()
        };
        assert_eq!(closest(2.0, 9), ["a0", "b30", "c60"]);
        assert_eq!(closest(88.0, 2), ["A 90", "a 90!"]);
        assert_eq!(closest(31.0, 1), ["b30"]);
        assert_eq!(closest(31.0, 0), [""; 0]);
    }

    #[test]
    fn words_and_letters_tell_apart_what_means_the_same() {
        let entries =
            [entry("old", &["How do I set up version 1.19?"]), entry("new", &["How do I set up version 1.20?"])];
        let index = Index::build(&entries, 2, &[at(20.0), at(21.0)]).unwrap();
        let first = |question| index.closest(question, &at(20.0).unwrap(), 1)[0].entry.to_string();
        assert_eq!(first("version 1.20 set-up"), "new");
        assert_eq!(first("version 1.19 set-up"), "old");
    }

    #[test]
    fn one_close_phrasing_of_many_does_not_win_against_a_whole_group() {
        let entries = [entry("one", &["a1", "a2", "a3", "a4", "a5"]), entry("all", &["b1", "b2", "b3", "b4", "b5"])];
        let far = [at(1.0), at(70.0), at(75.0), at(80.0), at(85.0)];
        let near = [at(5.0), at(6.0), at(7.0), at(8.0), at(9.0)];
        let index = Index::build(&entries, 2, &[far, near].concat()).unwrap();
        assert_eq!(index.closest("", &at(0.0).unwrap(), 1)[0].entry.as_str(), "all");
    }

    /// What `closest` gives when every row is computed exactly.
    fn without_coarse(index: &Index, vector: &UnitVector, count: usize) -> Vec<Hit> {
        let contender = |(at, span): (usize, &Span)| {
            let rows: Vec<(usize, f32)> = span.range().zip(index.cosines(span, vector.as_slice())).collect();
            index.contender(at, &rows, index.answers.as_ref().map(|answers| answers.cosine(vector.as_slice(), at)))
        };
        let mut contenders: Vec<Contender> = index.spans.iter().enumerate().map(contender).collect();
        contenders.sort_by(|a, b| b.meaning.total_cmp(&a.meaning).then(a.at.cmp(&b.at)));
        let asked = index.look_up("?");
        contenders.iter().take(count).map(|contender| index.hit(&asked, contender, None)).collect()
    }

    proptest! {
        // Most of the time goes into making the entries.
        #![proptest_config(ProptestConfig::with_cases(40))]

        #[test]
        fn ruling_out_by_estimates_changes_nothing(
            sizes in prop::collection::vec(1_usize..9, 150..250),
            seed in prop::collection::vec(-1.0_f32..1.0, 16 * 64),
            question in prop::collection::vec(-1.0_f32..1.0, 16),
        ) {
            let Some(question) = UnitVector::normalized(question) else { return Ok(()) };
            let texts: Vec<Vec<String>> =
                sizes.iter().enumerate().map(|(at, &size)| (0..size).map(|n| format!("{at}x{n}")).collect()).collect();
            let entries: Vec<Entry> = texts
                .iter()
                .enumerate()
                .map(|(at, texts)| entry(&format!("e{at}"), &texts.iter().map(String::as_str).collect::<Vec<_>>()))
                .collect();
            // Rows made of two of the seeds, so that many are close to each other.
            let row = |n: usize| {
                let (a, b) = (&seed[n * 7 % 64 * 16..][..16], &seed[n * 11 % 63 * 16..][..16]);
                UnitVector::normalized(a.iter().zip(b).map(|(a, b)| a + 0.1 * b).collect())
            };
            let vectors: Vec<_> = (0..sizes.iter().sum()).map(row).collect();
            let answers: Vec<_> = (0..sizes.len()).map(|n| row(3 * n + 1)).collect();
            let plain = Index::build(&entries, 16, &vectors).unwrap();
            let index = Index::build(&entries, 16, &vectors).unwrap().with_answers(&entries, &answers).unwrap();
            for index in [&plain, &index] {
                for count in [1, 10, 120] {
                    prop_assert_eq!(index.closest("?", &question, count), without_coarse(index, &question, count));
                }
            }
        }
    }

    #[test]
    fn equal_cosines_keep_the_order_of_the_entries() {
        let entries: Vec<Entry> = (0..50).map(|n| entry(&format!("e{n}"), &["same"])).collect();
        let index = Index::build(&entries, 2, &vec![at(10.0); 50]).unwrap();
        let ids: Vec<String> =
            index.closest("", &at(20.0).unwrap(), 3).iter().map(|hit| hit.entry.to_string()).collect();
        assert_eq!(ids, ["e0", "e1", "e2"]);
    }
}
