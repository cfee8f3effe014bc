//! The vectors of many texts: from the cache where it has them, from the model where not.

use std::collections::HashMap;
use std::time::Duration;
use std::time::Instant;

use tokio::task::spawn_blocking;

use super::CacheNote;
use super::Lookup;
use super::Records;
use super::VectorCache;
use super::format;
use super::format::Digest;
use crate::embedding::EmbedError;
use crate::embedding::Side;
use crate::embedding::UnitVector;
use crate::embedding::worker::ModelHandle;
use crate::embedding::worker::Progress;

/// New vectors are stored in such portions, so that a bulk load that is killed has not worked for nothing: 1.5 MB,
/// written in a millisecond, and one to two seconds of work on one core.
const STORE_EVERY_TEXTS: usize = 1_000;

/// With a slow model a thousand texts take long; then after this time.
const STORE_EVERY: Duration = Duration::from_secs(5);

/// What [`vectors_for`] returns.
#[derive(Clone, Debug)]
pub struct Vectors {
    /// For each text, in order: its vector, or why the model gave none.
    pub vectors: Vec<Result<UnitVector, EmbedError>>,
    /// Distinct texts that the cache had.
    pub reused: usize,
    /// Distinct texts that the model embedded.
    pub embedded: usize,
    /// What the user should know about the cache.
    pub notes: Vec<CacheNote>,
}

/// Vectors with a text that the model finds nothing to read in told apart from a model that fails.
///
/// # Errors
/// The first error other than [`EmbedError::NoDirection`].
pub fn readable(vectors: Vec<Result<UnitVector, EmbedError>>) -> Result<Vec<Option<UnitVector>>, EmbedError> {
    let readable = |vector| match vector {
        Ok(vector) => Ok(Some(vector)),
        Err(EmbedError::NoDirection) => Ok(None),
        Err(error) => Err(error),
    };
    vectors.into_iter().map(readable).collect()
}

/// The vectors of `texts`. Only those that the cache does not have are embedded, each distinct text once, and stored
/// as the work goes on; dropping the future, or a kill, loses the last portion at most.
///
/// A cache of another model is not used.
///
/// `on_progress` gets the number of texts embedded so far and of those to embed, some 20 times a second and at the
/// end; it is not called when the cache has them all.
pub async fn vectors_for(
    model: &ModelHandle,
    cache: Option<&VectorCache>,
    side: Side,
    texts: &[&str],
    on_progress: impl FnMut(usize, usize),
) -> Vectors {
    let cache = cache.filter(|cache| cache.is_of(model));
    let (distinct, places) = distinct(texts);
    let found = look_up(cache, side, &distinct).await;
    let Vectors { vectors, reused, embedded, notes } =
        completed(model, cache, side, &distinct, found, on_progress).await;
    Vectors { vectors: spread(vectors.into_iter().map(Some).collect(), &places), reused, embedded, notes }
}

/// As [`vectors_for`], of texts that the cache was just found not to have, so that it is not read again.
pub async fn new_vectors_for(
    model: &ModelHandle,
    cache: Option<&VectorCache>,
    side: Side,
    texts: &[&str],
    on_progress: impl FnMut(usize, usize),
) -> Vectors {
    let nothing = Lookup { vectors: vec![None; texts.len()], notes: Vec::new() };
    completed(model, cache.filter(|cache| cache.is_of(model)), side, texts, nothing, on_progress).await
}

/// The vectors of `texts`, those that were not found by the model.
async fn completed(
    model: &ModelHandle,
    cache: Option<&VectorCache>,
    side: Side,
    texts: &[&str],
    Lookup { vectors, mut notes }: Lookup,
    on_progress: impl FnMut(usize, usize),
) -> Vectors {
    let mut found: Vec<Option<Result<UnitVector, EmbedError>>> =
        vectors.into_iter().map(|vector| vector.map(Ok)).collect();
    let missing: Vec<usize> = (0..texts.len()).filter(|&index| found[index].is_none()).collect();
    let reused = texts.len() - missing.len();
    let mut embedded = 0;

    if !missing.is_empty() {
        let mut progress = Progress::new(missing.len(), on_progress);
        let mut portion = Portion::new(cache);
        let mut bulk = model.start_bulk(side, missing.iter().map(|&index| texts[index].to_owned()).collect());
        while let Some(answers) = bulk.next().await {
            progress.advance(answers.len());
            for (number, answer) in answers {
                let index = missing[number];
                if let Ok(vector) = &answer {
                    embedded += 1;
                    portion.add(side, texts[index], vector);
                }
                found[index] = Some(answer);
            }
            if portion.is_due() {
                notes.extend(portion.store().await);
            }
        }
        notes.extend(portion.store().await);
        progress.finish();
        for index in missing {
            found[index].get_or_insert_with(|| Err(bulk.why_unanswered()));
        }
    }
    let vectors = found.into_iter().map(|found| found.unwrap_or(Err(EmbedError::Stopped))).collect();
    Vectors { vectors, reused, embedded, notes }
}

/// Each text once, and for each text the number of its like there.
fn distinct<'a>(texts: &[&'a str]) -> (Vec<&'a str>, Vec<usize>) {
    let mut numbers = HashMap::with_capacity(texts.len());
    let mut distinct = Vec::with_capacity(texts.len());
    let places = texts
        .iter()
        .map(|&text| {
            *numbers.entry(text).or_insert_with(|| {
                distinct.push(text);
                distinct.len() - 1
            })
        })
        .collect();
    (distinct, places)
}

/// Back from distinct texts to all texts; each answer is there by now. Moves where it can: 100,000 vectors are
/// 150 MB, and mostly every text is distinct.
fn spread(
    mut found: Vec<Option<Result<UnitVector, EmbedError>>>,
    places: &[usize],
) -> Vec<Result<UnitVector, EmbedError>> {
    let mut uses = vec![0_usize; found.len()];
    for &place in places {
        uses[place] += 1;
    }
    let mut answer = |place: usize| {
        uses[place] -= 1;
        let answer = if uses[place] == 0 { found[place].take() } else { found[place].clone() };
        answer.unwrap_or(Err(EmbedError::Stopped))
    };
    places.iter().map(|&place| answer(place)).collect()
}

async fn look_up(cache: Option<&VectorCache>, side: Side, texts: &[&str]) -> Lookup {
    let nothing = Lookup { vectors: vec![None; texts.len()], notes: Vec::new() };
    let Some(cache) = cache.cloned() else {
        return nothing;
    };
    let digests: Vec<Digest> = texts.iter().map(|text| format::digest(side, text)).collect();
    // An error means a panic in there, or that the program is ending: then the model does the work.
    spawn_blocking(move || cache.find(&digests)).await.unwrap_or(nothing)
}

/// Vectors that are not yet on disk.
struct Portion {
    cache: Option<VectorCache>,
    records: Records,
    since: Instant,
}

impl Portion {
    fn new(cache: Option<&VectorCache>) -> Portion {
        Portion { cache: cache.cloned(), records: Records::default(), since: Instant::now() }
    }

    fn add(&mut self, side: Side, text: &str, vector: &UnitVector) {
        if let Some(cache) = &self.cache {
            cache.encode(side, text, vector, &mut self.records);
        }
    }

    fn is_due(&self) -> bool {
        self.records.digests.len() >= STORE_EVERY_TEXTS || self.since.elapsed() >= STORE_EVERY
    }

    async fn store(&mut self) -> Vec<CacheNote> {
        self.since = Instant::now();
        let records = std::mem::take(&mut self.records);
        let Some(cache) = self.cache.clone() else {
            return Vec::new();
        };
        spawn_blocking(move || cache.store(&records)).await.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
