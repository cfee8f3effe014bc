//! What a knowledge shows of itself: its own phrasings asked as if somebody had asked them.
//!
//! A phrasing asked with itself removed should still find its entry; asked with its entry removed it has no answer, and
//! what comes closest then is what a near miss looks like here. Chatter is what people write beside questions.

use ndarray::Array1;
use ndarray::Axis;

use crate::embedding::UnitVector;
use crate::entry::EntryId;
use crate::matching::chatter::CHATTER;
use crate::matching::confidence::FIELD;
use crate::matching::confidence::Features;
use crate::matching::confidence::features;
use crate::matching::index::Index;
use crate::matching::ranking::Contender;
use crate::matching::ranking::Hit;
use crate::matching::ranking::shorten;
use crate::matching::ranking::shortlist;

/// Phrasings rehearsed at most, evenly spread over all: enough for a handful of coefficients, and a second's work for
/// 10,000 phrasings.
const MOST_REHEARSED: usize = 400;

/// An entry with fewer phrasings is another entry without one of them: what is left says little of what it had.
const FEWEST_PHRASINGS: usize = 4;

/// Phrasings compared with all others in one matrix product: 64 × 100,000 cosines are 26 MB.
const BLOCK: usize = 64;

/// Chatter that is so close to a phrasing is what this knowledge answers.
const COVERED: f32 = 0.7;

/// A question that was rehearsed.
#[derive(Clone, Debug, PartialEq)]
pub struct Tried {
    /// Of the entry that came first.
    pub features: Features,
    /// Whether that was the right one.
    pub right: bool,
    /// The entry whose phrasing was asked; `None` for chatter.
    pub entry: Option<EntryId>,
}

/// All that was rehearsed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rehearsal {
    /// Phrasings of entries that have several, asked with themselves removed.
    pub without_itself: Vec<Tried>,
    /// Phrasings asked with their entry removed: whatever comes first is wrong.
    pub without_entry: Vec<Tried>,
    /// Chatter that the knowledge does not cover: whatever comes first is wrong.
    pub chatter: Vec<Tried>,
}

impl Index {
    /// Rehearses; `chatter` holds a vector for each of [`CHATTER`], `None` where the model found nothing to read.
    ///
    /// Takes as long as some hundreds of questions that look at every phrasing exactly.
    #[must_use]
    pub fn rehearse(&self, chatter: &[Option<UnitVector>]) -> Rehearsal {
        let mut rehearsal = Rehearsal::default();
        let stride = self.phrasing_count().div_ceil(MOST_REHEARSED).max(1);
        // A phrasing that the model could not read has no direction to rehearse with.
        let readable = |row: &usize| self.matrix.row(*row).iter().any(|&cell| cell != 0.0);
        let rows: Vec<usize> = (0..self.phrasing_count()).step_by(stride).filter(readable).collect();
        for (row, cosines) in rows.chunks(BLOCK).flat_map(|block| self.cosines_of(block)) {
            let (own, others) = self.asked_itself(row, &cosines);
            let entry = Some(self.entries[self.spans.partition_point(|span| span.first_row <= row) - 1].id.clone());
            if let Some(features) = features(&others).first() {
                rehearsal.without_entry.push(Tried { features: *features, right: false, entry: entry.clone() });
            }
            if let Some(own) = own {
                let mut hits = others;
                let place = hits.partition_point(|other| other.score >= own.score);
                hits.insert(place, own);
                let right = Some(&hits[0].entry) == entry.as_ref();
                rehearsal.without_itself.push(Tried { features: features(&hits)[0], right, entry });
            }
        }
        rehearsal.chatter =
            CHATTER.lines().zip(chatter).filter_map(|(text, vector)| self.chat(text, vector.as_ref()?)).collect();
        rehearsal
    }

    /// Each of `rows` with its cosines with all rows.
    fn cosines_of(&self, rows: &[usize]) -> Vec<(usize, Array1<f32>)> {
        let products = self.matrix.select(Axis(0), rows).dot(&self.matrix.t());
        rows.iter().zip(products.rows()).map(|(&row, cosines)| (row, cosines.to_owned())).collect()
    }

    /// The entry of a row's phrasing, which has these `cosines` with all rows, by what else it has, `None` where there is
    /// too little else, and the best of the others, best first.
    fn asked_itself(&self, row: usize, cosines: &Array1<f32>) -> (Option<Hit>, Vec<Hit>) {
        let own = self.spans.partition_point(|span| span.first_row <= row) - 1;
        let text = &self.entries[own].phrasings[row - self.spans[own].first_row];
        let vector = self.matrix.row(row);
        let answer = |at: usize| {
            // The first phrasing is part of the answer's text.
            let is_part = at == own && row == self.spans[own].first_row;
            let answers = self.answers.as_ref().filter(|_| !is_part)?;
            Some(answers.cosine(vector.as_slice()?, at))
        };
        let contender = |at: usize| -> Option<Contender> {
            let rows: Vec<(usize, f32)> =
                self.spans[at].range().filter(|&other| other != row).map(|other| (other, cosines[other])).collect();
            (!rows.is_empty()).then(|| self.contender(at, &rows, answer(at)))
        };
        let asked = self.look_up(text);
        let mut others: Vec<Contender> = (0..self.spans.len()).filter(|&at| at != own).filter_map(contender).collect();
        let kept = shortlist(FIELD, others.len());
        shorten(&mut others, kept);
        let mut others: Vec<(usize, Hit)> =
            others.iter().map(|contender| (contender.at, self.hit(&asked, contender, None))).collect();
        others.sort_unstable_by(|(a, first), (b, second)| second.score.total_cmp(&first.score).then(a.cmp(b)));
        others.truncate(FIELD);
        let dense = self.spans[own].rows >= FEWEST_PHRASINGS;
        let own = contender(own).filter(|_| dense).map(|own| self.hit(&asked, &own, Some(text)));
        (own, others.into_iter().map(|(_, hit)| hit).collect())
    }

    fn chat(&self, text: &str, vector: &UnitVector) -> Option<Tried> {
        let hits = self.closest(text, vector, FIELD);
        let features = *features(&hits).first()?;
        (features.cosine < COVERED).then_some(Tried { features, right: false, entry: None })
    }
}
