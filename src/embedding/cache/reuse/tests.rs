use std::fs;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;

use tempfile::TempDir;

use super::*;
use crate::embedding::Embedder;
use crate::embedding::Fingerprint;
use crate::embedding::lexical::LexicalEmbedder;

/// A handle, and how many texts its model has embedded; "fail" is one that it cannot.
fn counting_model() -> (ModelHandle, Arc<AtomicUsize>) {
    struct Counting(LexicalEmbedder, Arc<AtomicUsize>);
    impl Embedder for Counting {
        fn fingerprint(&self) -> &Fingerprint {
            self.0.fingerprint()
        }
        fn dimensions(&self) -> usize {
            self.0.dimensions()
        }
        fn embed(&mut self, text: &str, side: Side) -> Result<UnitVector, EmbedError> {
            self.1.fetch_add(1, Ordering::SeqCst);
            if text == "fail" { Err(EmbedError::Model("as asked".to_owned())) } else { self.0.embed(text, side) }
        }
    }
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    let factory = Box::new(move || -> Result<Box<dyn Embedder>, EmbedError> {
        Ok(Box::new(Counting(LexicalEmbedder::new(), Arc::clone(&counted))))
    });
    let first = factory().unwrap();
    (ModelHandle::start(first, factory, NonZeroUsize::new(3).unwrap()).unwrap(), count)
}

fn cache_for(model: &ModelHandle, dir: &Path) -> VectorCache {
    VectorCache::open(dir, model.fingerprint(), model.dimensions())
}

fn expected(texts: &[&str]) -> Vec<Result<UnitVector, EmbedError>> {
    texts.iter().map(|text| LexicalEmbedder::new().embed(text, Side::Passage)).collect()
}

#[tokio::test]
async fn only_what_is_new_is_embedded_and_each_text_once() {
    let (model, count) = counting_model();
    let dir = TempDir::new().unwrap();
    let cache = cache_for(&model, dir.path());
    let texts = ["one", "two", "one", "?", "three", "?"];
    let first = vectors_for(&model, Some(&cache), Side::Passage, &texts, |_, _| {}).await;
    assert_eq!(first.vectors, expected(&texts));
    assert_eq!((first.reused, first.embedded, first.notes), (0, 3, vec![]));
    assert_eq!(count.swap(0, Ordering::SeqCst), 4);

    let cache = cache_for(&model, dir.path());
    let texts = ["three", "four", "one", "one"];
    let again = vectors_for(&model, Some(&cache), Side::Passage, &texts, |_, _| {}).await;
    assert_eq!(again.vectors, expected(&texts));
    assert_eq!((again.reused, again.embedded, again.notes), (2, 1, vec![]));
    assert_eq!(count.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_text_that_fails_loses_no_other() {
    let (model, _) = counting_model();
    let dir = TempDir::new().unwrap();
    let cache = cache_for(&model, dir.path());
    let vectors = vectors_for(&model, Some(&cache), Side::Passage, &["one", "fail", "two"], |_, _| {}).await.vectors;
    assert_eq!(vectors[1], Err(EmbedError::Model("as asked".to_owned())));
    assert_eq!([vectors[0].clone(), vectors[2].clone()][..], expected(&["one", "two"]));
}

#[tokio::test]
async fn a_bulk_load_that_is_given_up_keeps_what_was_done() {
    let (model, count) = counting_model();
    let dir = TempDir::new().unwrap();
    let texts: Vec<String> = (0..4_000).map(|number| format!("text {number}")).collect();
    let load = {
        let (model, texts, cache) = (model.clone(), texts.clone(), cache_for(&model, dir.path()));
        tokio::spawn(async move {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            vectors_for(&model, Some(&cache), Side::Passage, &texts, |_, _| {}).await
        })
    };
    let cache = cache_for(&model, dir.path());
    while !fs::metadata(cache.path()).is_ok_and(|file| file.len() > 1_000_000) {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    load.abort();
    let _ = load.await;
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let rest = vectors_for(&model, Some(&cache), Side::Passage, &texts, |_, _| {}).await;
    assert!(rest.reused >= 400, "{} of {}", rest.reused, count.load(Ordering::SeqCst));
    assert!(rest.vectors == expected(&texts));
}

#[tokio::test]
async fn it_works_without_a_cache_with_a_broken_one_and_with_a_wrong_one() {
    let (model, _) = counting_model();
    let dir = TempDir::new().unwrap();
    fs::write(dir.path().join("file"), "").unwrap();
    let broken = cache_for(&model, &dir.path().join("file"));
    let wrong = VectorCache::open(dir.path(), &Fingerprint::of([("another", "model")]), model.dimensions());
    for (cache, notes) in [(None, 0), (Some(&broken), 1), (Some(&wrong), 0)] {
        let vectors = vectors_for(&model, cache, Side::Passage, &["one", "two"], |_, _| {}).await;
        assert_eq!(vectors.vectors, expected(&["one", "two"]));
        assert_eq!((vectors.embedded, vectors.notes.len()), (2, notes));
    }
    assert!(!wrong.path().exists());
}

#[tokio::test]
async fn a_stopped_model_still_gives_what_the_cache_has() {
    let (model, _) = counting_model();
    let dir = TempDir::new().unwrap();
    let cache = cache_for(&model, dir.path());
    let _ = vectors_for(&model, Some(&cache), Side::Passage, &["one"], |_, _| {}).await;
    model.stop().await;
    let vectors = vectors_for(&model, Some(&cache), Side::Passage, &["one", "two"], |_, _| {}).await.vectors;
    assert_eq!(vectors, [expected(&["one"]).remove(0), Err(EmbedError::Stopped)]);
}

#[test]
fn the_future_may_move_between_threads() {
    fn check<T: Send>(_: T) {}
    let (model, _) = counting_model();
    check(vectors_for(&model, None, Side::Passage, &["one"], |_, _| {}));
}
