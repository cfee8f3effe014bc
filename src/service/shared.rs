//! Vectors in the store, beside the file of the cache: another process, or this one on another machine, does not embed
//! again what the space has embedded. Only ever a saving, so a store that is away costs nothing but time.

use std::collections::HashMap;
use std::collections::HashSet;

use sha2::Digest;
use sha2::Sha256;
use tracing::debug;

use crate::embedding::EmbedError;
use crate::embedding::Side;
use crate::embedding::UnitVector;
use crate::embedding::cache::Lookup;
use crate::embedding::cache::Vectors;
use crate::embedding::cache::new_vectors_for;
use crate::embedding::cache::vectors_for;
use crate::service::Engine;
use crate::service::Memory;
use crate::service::blocking::on_blocking_thread;

/// Vectors that are written in one go: 1.5 MB.
const AT_ONCE: usize = 1_000;

/// The vectors of what is stored, each from the file of the cache, else from the store, else from the model. What the
/// model had to make is kept in both.
pub(super) async fn vectors(engine: &Engine, texts: &[&str], progress: impl FnMut(usize, usize)) -> Vectors {
    let Engine { model, cache, .. } = engine;
    let Some(memory) = &engine.memory else {
        return vectors_for(model, cache.as_ref(), Side::Passage, texts, progress).await;
    };
    let Lookup { vectors: of_file, mut notes } = in_file(engine, texts).await;
    let (mut absent, mut present) = (HashSet::new(), HashSet::new());
    for (text, found) in texts.iter().zip(&of_file) {
        if found.is_some() {
            present.insert(*text)
        } else {
            absent.insert(*text)
        };
    }
    let mut absent: Vec<String> = absent.into_iter().map(str::to_owned).collect();
    absent.sort_unstable();
    let found = stored(memory, engine, &absent).await;
    if let Some(cache) = cache.clone().filter(|_| !found.is_empty()) {
        let to_keep: Vec<(String, UnitVector)> = found.iter().map(|(text, one)| (text.clone(), one.clone())).collect();
        on_blocking_thread(move || {
            let vectors: Vec<(&str, &UnitVector)> = to_keep.iter().map(|(text, one)| (text.as_str(), one)).collect();
            // What cannot be written is written, or told of, with what the model makes.
            let _ = cache.append(Side::Passage, &vectors);
        })
        .await;
    }
    let rest: Vec<&str> = absent.iter().map(String::as_str).filter(|text| !found.contains_key(*text)).collect();
    let made = match rest.is_empty() {
        true => Vectors { vectors: Vec::new(), reused: 0, embedded: 0, notes: Vec::new() },
        false => new_vectors_for(model, cache.as_ref(), Side::Passage, &rest, progress).await,
    };
    let of_rest: HashMap<&str, Result<UnitVector, EmbedError>> = rest.into_iter().zip(made.vectors).collect();
    if made.embedded > 0 {
        keep(memory, engine, of_rest.iter().filter_map(|(text, vector)| Some((*text, vector.as_ref().ok()?)))).await;
    }
    let vector = |(text, of_file): (&&str, Option<UnitVector>)| match of_file.or_else(|| found.get(*text).cloned()) {
        Some(vector) => Ok(vector),
        None => of_rest.get(text).cloned().unwrap_or(Err(EmbedError::Stopped)),
    };
    let vectors = texts.iter().zip(of_file).map(vector).collect();
    notes.extend(made.notes);
    Vectors { vectors, reused: present.len() + found.len() + made.reused, embedded: made.embedded, notes }
}

/// What the file of the cache has, in the order of `texts`.
async fn in_file(engine: &Engine, texts: &[&str]) -> Lookup {
    let Some(cache) = engine.cache.clone().filter(|cache| cache.is_of(&engine.model)) else {
        return Lookup { vectors: vec![None; texts.len()], notes: Vec::new() };
    };
    let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
    on_blocking_thread(move || {
        let looked_for: Vec<(Side, &str)> = texts.iter().map(|text| (Side::Passage, text.as_str())).collect();
        cache.lookup(&looked_for)
    })
    .await
}

/// Those that the store has.
async fn stored(memory: &Memory, engine: &Engine, texts: &[String]) -> HashMap<String, UnitVector> {
    if texts.is_empty() {
        return HashMap::new();
    }
    let digests: Vec<[u8; 16]> = texts.iter().map(|text| digest(text)).collect();
    let model = engine.model.fingerprint().as_str();
    match memory.store().vectors(memory.space(), model, &digests).await {
        Ok(found) => {
            let found = texts.iter().zip(found);
            let fits = |components: &Vec<f32>| components.len() == engine.model.dimensions();
            found
                .filter_map(|(text, found)| Some((text.clone(), UnitVector::from_unit(found.filter(fits)?)?)))
                .collect()
        }
        Err(error) => {
            debug!("the store's vectors are not used: {error}");
            HashMap::new()
        }
    }
}

async fn keep<'a>(memory: &Memory, engine: &Engine, vectors: impl Iterator<Item = (&'a str, &'a UnitVector)>) {
    let rows: Vec<([u8; 16], &[f32])> = vectors.map(|(text, one)| (digest(text), one.as_slice())).collect();
    for rows in rows.chunks(AT_ONCE) {
        if let Err(error) = memory.store().put_vectors(memory.space(), engine.model.fingerprint().as_str(), rows).await
        {
            debug!("vectors were not kept in the store: {error}");
            return;
        }
    }
}

/// Of a text that is stored, as opposed to asked.
fn digest(text: &str) -> [u8; 16] {
    let digest = Sha256::new().chain_update(b"passage\0").chain_update(text.as_bytes()).finalize();
    *digest.first_chunk().expect("a SHA-256 digest has 32 bytes")
}
