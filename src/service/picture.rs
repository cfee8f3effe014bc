//! What the confidence of a knowledge rests on, for those who keep it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::embedding::EmbedError;
use crate::entry::EntryId;
use crate::matching::calibration::Calibration;
use crate::matching::calibration::PRIOR;
use crate::matching::calibration::Target;
use crate::matching::rehearsal::Rehearsal;
use crate::matching::rehearsal::Tried;
use crate::service::FaqService;
use crate::service::blocking::on_blocking_thread;
use crate::service::calibrating;

/// The shares of right answers that bars are shown for.
const TARGETS: [f32; 4] = [0.8, 0.9, 0.95, 0.99];

/// Entries that lose their own phrasings, at most: a list that can be worked through.
const MOST_LOST: usize = 5;

/// One phrasing that goes astray says nothing of the others.
const FEWEST_LOST: usize = 2;

/// What the confidence of a knowledge rests on. Shares and confidences are 0 to 1.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Picture {
    /// Entries that can be found, overviews included.
    pub entries: usize,
    /// Their phrasings.
    pub phrasings: usize,
    /// Whether the knowledge showed enough of itself to have a calibration of its own; else the general one is used.
    pub adapted: bool,
    /// Phrasings asked with themselves removed; those of entries that have several.
    pub without_itself: Rehearsed,
    /// Phrasings asked with their entry removed.
    pub without_entry: Rehearsed,
    /// Chatter that the knowledge does not cover.
    pub chatter: Rehearsed,
    /// Confidence of an entry that is as close as is usual: in general, and here.
    pub usual: Both,
    /// What each of these multiplies the odds of being right by.
    pub effects: Effects,
    /// What follows for each target.
    pub bars: Vec<Bar>,
    /// Entries that did not come first for half or more of their phrasings, the most phrasings first.
    pub lost: Vec<Lost>,
}

/// A number in general and for this knowledge.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Both {
    /// By the general calibration.
    pub general: f64,
    /// By this knowledge's own.
    pub here: f64,
}

/// How one kind of questions went.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Rehearsed {
    /// Questions.
    pub questions: usize,
    /// Share of them for which the right entry came first; there is none but for phrasings without themselves.
    pub right: Option<f64>,
    /// Mean confidence of what came first.
    pub confidence: Option<f64>,
}

/// What multiplies the odds of being right.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Effects {
    /// A score that is a tenth higher.
    pub score: Both,
    /// All of the question's words in the entry, rather than half of them.
    pub words: Both,
    /// Twice the lead over all other entries.
    pub lead: Both,
    /// A knowledge of twice as many entries, up to a hundred; learned in general only.
    pub size: f64,
}

/// What follows when so many of the answers are to be right.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Bar {
    /// Share of the answers that are to be right.
    pub target: f32,
    /// Confidence from which on the best entry is the answer.
    pub bar: f32,
    /// Share of the phrasings without themselves that would be answered.
    pub answered: Option<f64>,
    /// Share of those answers that would be right.
    pub right: Option<f64>,
    /// Share of the phrasings without their entry that would be answered, all of them wrongly.
    pub without_entry_answered: Option<f64>,
    /// Share of the chatter that would be answered.
    pub chatter_answered: Option<f64>,
}

/// An entry whose phrasings are far from each other.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Lost {
    /// The entry.
    pub entry: EntryId,
    /// Its phrasings that were asked.
    pub asked: usize,
    /// Those for which another entry came first.
    pub lost: usize,
}

impl FaqService {
    /// What the confidence of the knowledge that is served rests on. Rehearses.
    ///
    /// # Errors
    /// [`EmbedError`] when the model fails.
    pub async fn picture(&self) -> Result<Picture, EmbedError> {
        let catalog = self.catalog();
        let chatter = calibrating::chatter(&catalog.engine().model, catalog.engine().cache.as_ref()).await?;
        Ok(on_blocking_thread(move || {
            let index = catalog.index();
            picture(index.phrasing_count(), index.calibration(), &index.rehearse(&chatter))
        })
        .await)
    }
}

fn picture(phrasings: usize, here: &Calibration, rehearsal: &Rehearsal) -> Picture {
    let general = Calibration::prior(here.entries);
    let both = |of: &dyn Fn(&Calibration) -> f64| Both { general: of(&general), here: of(here) };
    let factor = |at: usize, by: f64| both(&|calibration| (calibration.weights[at] * by).exp());
    Picture {
        entries: here.entries,
        phrasings,
        adapted: here.rehearsed[0] > 0,
        without_itself: rehearsed(here, &rehearsal.without_itself, true),
        without_entry: rehearsed(here, &rehearsal.without_entry, false),
        chatter: rehearsed(here, &rehearsal.chatter, false),
        usual: both(&|calibration| f64::from(calibration.usual())),
        effects: Effects {
            score: factor(0, 0.1),
            words: factor(1, 0.5),
            lead: factor(2, 2.0_f64.ln()),
            size: (PRIOR.size_weight / PRIOR.size_scale * 2.0_f64.ln()).exp(),
        },
        bars: TARGETS.map(|target| bar(here, rehearsal, target)).to_vec(),
        lost: lost(&rehearsal.without_itself),
    }
}

fn rehearsed(calibration: &Calibration, tried: &[Tried], has_right: bool) -> Rehearsed {
    let right = tried.iter().filter(|tried| tried.right).count();
    let confidences = tried.iter().map(|tried| f64::from(calibration.probability(&tried.features)));
    Rehearsed {
        questions: tried.len(),
        right: share(right, tried.len()).filter(|_| has_right),
        confidence: (!tried.is_empty()).then(|| confidences.sum::<f64>() / count(tried.len())),
    }
}

fn bar(calibration: &Calibration, rehearsal: &Rehearsal, target: f32) -> Bar {
    let bar = calibration.bar(Target::new(target).expect("a share that can be asked for"));
    let answered =
        |tried: &[Tried]| tried.iter().filter(|tried| calibration.probability(&tried.features) >= bar).count();
    let right = |tried: &&Tried| tried.right && calibration.probability(&tried.features) >= bar;
    let share_answered = |tried: &[Tried]| share(answered(tried), tried.len());
    let right = rehearsal.without_itself.iter().filter(right).count();
    Bar {
        target,
        bar,
        answered: share_answered(&rehearsal.without_itself),
        right: share(right, answered(&rehearsal.without_itself)),
        without_entry_answered: share_answered(&rehearsal.without_entry),
        chatter_answered: share_answered(&rehearsal.chatter),
    }
}

fn lost(tried: &[Tried]) -> Vec<Lost> {
    let mut by_entry: BTreeMap<&EntryId, (usize, usize)> = BTreeMap::new();
    for (entry, right) in tried.iter().filter_map(|tried| Some((tried.entry.as_ref()?, tried.right))) {
        let (asked, lost) = by_entry.entry(entry).or_default();
        *asked += 1;
        *lost += usize::from(!right);
    }
    let half = by_entry.into_iter().filter(|(_, (asked, lost))| *lost >= FEWEST_LOST && 2 * lost >= *asked);
    let mut all: Vec<Lost> = half.map(|(entry, (asked, lost))| Lost { entry: entry.clone(), asked, lost }).collect();
    all.sort_by_key(|lost| Reverse(lost.lost));
    all.truncate(MOST_LOST);
    all
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| count(part) / count(whole))
}

#[expect(clippy::cast_precision_loss, reason = "some hundreds of questions")]
fn count(number: usize) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::confidence::Features;

    fn tried(entry: &str, share: f32, right: bool) -> Tried {
        let features = Features { cosine: 0.7, answer: None, words: 0.5, score: 0.9, share };
        Tried { features, right, entry: EntryId::new(entry).ok() }
    }

    #[test]
    fn entries_that_lose_half_of_their_phrasings_are_named() {
        let kept = [tried("kept", 0.9, true), tried("kept", 0.9, true), tried("kept", 0.5, false)];
        let half = [true, true, false, false].map(|right| tried("half", 0.9, right));
        let most = [tried("most", 0.5, false), tried("most", 0.5, false), tried("most", 0.9, true)];
        let alone = [tried("alone", 0.5, false)];
        let named = lost(&[&kept[..], &half, &most, &alone].concat());
        let named: Vec<(&str, usize, usize)> =
            named.iter().map(|lost| (lost.entry.as_str(), lost.lost, lost.asked)).collect();
        assert_eq!(named, [("half", 2, 4), ("most", 2, 3)]);
    }

    #[test]
    fn shares_are_of_their_own_kind_of_questions() {
        let rehearsal = Rehearsal {
            without_itself: vec![tried("a", 0.9999, true), tried("a", 0.9999, false), tried("b", 0.01, true)],
            without_entry: vec![tried("a", 0.01, false), tried("b", 0.9999, false)],
            chatter: Vec::new(),
        };
        let picture = picture(3, &Calibration::prior(60), &rehearsal);
        assert!(!picture.adapted && picture.without_entry.right.is_none() && picture.chatter.confidence.is_none());
        assert!((picture.without_itself.right.unwrap() - 2.0 / 3.0).abs() < 1e-9);
        let bar = picture.bars[1];
        assert!((bar.answered.unwrap() - 2.0 / 3.0).abs() < 1e-9 && bar.right == Some(0.5), "{bar:?}");
        assert_eq!((bar.without_entry_answered, bar.chatter_answered), (Some(0.5), None));
        assert_eq!(picture.effects.lead.general.to_bits(), picture.effects.lead.here.to_bits());
    }
}
