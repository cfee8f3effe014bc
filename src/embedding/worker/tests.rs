use std::sync::Mutex;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;
use std::sync::mpsc;
use std::time::Duration;

use super::*;
use crate::embedding::lexical::LexicalEmbedder;

/// Words as they are embedded by the real thing, with a few that misbehave.
struct Moody {
    words: LexicalEmbedder,
    gate: Option<Gate>,
}

/// Tells when a text has begun, and holds it until it may go on.
struct Gate {
    begun: mpsc::Sender<String>,
    go_on: mpsc::Receiver<()>,
}

impl Embedder for Moody {
    fn fingerprint(&self) -> &Fingerprint {
        self.words.fingerprint()
    }

    fn dimensions(&self) -> usize {
        self.words.dimensions()
    }

    fn embed(&mut self, text: &str, side: Side) -> Result<UnitVector, EmbedError> {
        if let Some(gate) = &self.gate {
            gate.begun.send(text.to_owned()).unwrap();
            gate.go_on.recv().unwrap();
        }
        match text {
            "panic" => panic!("as asked"),
            "fail" => Err(EmbedError::Model("as asked".to_owned())),
            "narrow" => Ok(UnitVector::normalized(vec![1.0]).unwrap()),
            text => self.words.embed(text, side),
        }
    }
}

fn moody() -> Box<dyn Embedder> {
    Box::new(Moody { words: LexicalEmbedder::new(), gate: None })
}

/// A handle, and how often its factory was used.
fn start(threads: usize) -> (ModelHandle, Arc<AtomicUsize>) {
    let built = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&built);
    let factory: Factory = Box::new(move || {
        counter.fetch_add(1, Ordering::SeqCst);
        Ok(moody())
    });
    (ModelHandle::start(moody(), factory, NonZeroUsize::new(threads).unwrap()).unwrap(), built)
}

/// A handle of one thread whose every text waits for a word.
fn start_gated() -> (ModelHandle, mpsc::Receiver<String>, mpsc::Sender<()>) {
    let (begun, begins) = mpsc::channel();
    let (go, go_on) = mpsc::channel();
    let first = Box::new(Moody { words: LexicalEmbedder::new(), gate: Some(Gate { begun, go_on }) });
    let handle = ModelHandle::start(first, Box::new(|| Ok(moody())), NonZeroUsize::MIN).unwrap();
    (handle, begins, go)
}

fn expected(text: &str) -> Result<UnitVector, EmbedError> {
    LexicalEmbedder::new().embed(text, Side::Passage)
}

/// Lets every spawned task run until it waits; the runtime comes back after 61 of them.
async fn settle() {
    for _ in 0..10 {
        tokio::task::yield_now().await;
    }
}

fn texts(count: usize) -> Vec<String> {
    (0..count).map(|i| format!("question number {i}")).collect()
}

#[tokio::test]
async fn a_question_gets_its_vector() {
    let (model, built) = start(2);
    assert_eq!(model.embed_one("reset my password").await, expected("reset my password"));
    assert_eq!(model.embed_one("?").await, Err(EmbedError::NoDirection));
    assert_eq!(model.fingerprint(), LexicalEmbedder::new().fingerprint());
    assert_eq!(built.load(Ordering::SeqCst), 0, "questions need no second session");
}

#[tokio::test]
async fn many_texts_keep_their_order_whatever_the_number_of_threads() {
    let expected: Vec<_> = texts(1_000).iter().map(|text| expected(text)).collect();
    for threads in [1, 2, 7] {
        let (model, built) = start(threads);
        let results = model.embed_many(Side::Passage, texts(1_000), |_, _| {}).await;
        assert!(results == expected, "{threads} threads");
        assert!(built.load(Ordering::SeqCst) <= (threads - 1).min(1_000 / TEXTS_PER_HELPER));
        // The helpers leave and the first thread stays.
        let mut live = model.shared().live.subscribe();
        live.wait_for(|&threads| threads == 1).await.unwrap();
    }
}

#[tokio::test]
async fn little_work_builds_no_session() {
    let (model, built) = start(8);
    model.embed_many(Side::Passage, texts(TEXTS_PER_HELPER - 1), |_, _| {}).await;
    assert!(model.embed_many(Side::Passage, Vec::new(), |_, _| {}).await.is_empty());
    assert_eq!(built.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn a_failed_text_does_not_lose_the_others() {
    let (model, _) = start(1);
    let texts = ["one", "", "fail", "panic", "narrow", "two"].map(str::to_owned).to_vec();
    let results = model.embed_many(Side::Passage, texts, |_, _| {}).await;
    assert_eq!(results[0], expected("one"));
    assert_eq!(results[1], Err(EmbedError::NoDirection));
    assert_eq!(results[2], Err(EmbedError::Model("as asked".to_owned())));
    assert_eq!(results[3], Err(EmbedError::Model("it panicked: as asked".to_owned())));
    assert_eq!(results[4], Err(EmbedError::Model("it gave 1 dimensions instead of 512".to_owned())));
    assert_eq!(results[5], expected("two"));
}

#[tokio::test]
async fn after_a_panic_the_next_question_finds_a_new_session() {
    let (model, built) = start(1);
    let panicked = model.embed_one("panic").await;
    assert_eq!(panicked, Err(EmbedError::Model("it panicked: as asked".to_owned())));
    assert_eq!(model.embed_one("still there").await, expected("still there"));
    assert_eq!(built.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_factory_that_fails_or_panics_is_asked_again() {
    let attempts = AtomicUsize::new(0);
    let factory: Factory = Box::new(move || match attempts.fetch_add(1, Ordering::SeqCst) {
        0 => Err(EmbedError::Model("no memory".to_owned())),
        1 => panic!("no luck"),
        _ => Ok(moody()),
    });
    let model = ModelHandle::start(moody(), factory, NonZeroUsize::MIN).unwrap();
    model.embed_one("panic").await.unwrap_err();
    assert_eq!(model.embed_one("hello").await, Err(EmbedError::Model("no memory".to_owned())));
    assert_eq!(model.embed_one("hello").await, Err(EmbedError::Model("it panicked: no luck".to_owned())));
    assert_eq!(model.embed_one("hello").await, expected("hello"));
}

#[tokio::test]
async fn helpers_that_cannot_be_built_are_done_without() {
    let factory: Factory = Box::new(|| Err(EmbedError::Model("no memory".to_owned())));
    let model = ModelHandle::start(moody(), factory, NonZeroUsize::new(4).unwrap()).unwrap();
    for _ in 0..2 {
        let results = model.embed_many(Side::Passage, texts(1_000), |_, _| {}).await;
        assert!(results.iter().all(Result::is_ok));
    }
}

#[tokio::test]
async fn a_session_of_another_model_is_refused() {
    struct Other(Fingerprint);
    impl Embedder for Other {
        fn fingerprint(&self) -> &Fingerprint {
            &self.0
        }
        fn dimensions(&self) -> usize {
            512
        }
        fn embed(&mut self, _: &str, _: Side) -> Result<UnitVector, EmbedError> {
            unreachable!("it has the wrong fingerprint")
        }
    }
    let factory: Factory = Box::new(|| Ok(Box::new(Other(Fingerprint::of([("other", "model")])))));
    let model = ModelHandle::start(moody(), factory, NonZeroUsize::MIN).unwrap();
    model.embed_one("panic").await.unwrap_err();
    let error = model.embed_one("hello").await.unwrap_err();
    assert_eq!(error, EmbedError::Model("its files have changed since the start".to_owned()));
}

#[tokio::test]
async fn a_broken_model_is_given_up() {
    let (model, built) = start(1);
    let results = model.embed_many(Side::Passage, vec!["panic".to_owned(); 1_000], |_, _| {}).await;
    assert_eq!(results.len(), 1_000);
    assert_eq!(results[999], Err(EmbedError::Model("it panicked: as asked".to_owned())));
    assert!(built.load(Ordering::SeqCst) < 900, "each panic costs a session");
}

#[tokio::test]
async fn a_full_queue_says_so_at_once() {
    let (model, begins, go) = start_gated();
    let ask = |model: &ModelHandle| {
        let model = model.clone();
        tokio::spawn(async move { model.embed_one("wait").await })
    };
    let first = ask(&model);
    settle().await;
    begins.recv().unwrap();
    let waiting: Vec<_> = (0..MAX_QUESTIONS).map(|_| ask(&model)).collect();
    settle().await;
    assert_eq!(model.embed_one("one too many").await, Err(EmbedError::Busy));

    // One who gives up makes room for another.
    waiting[5].abort();
    settle().await;
    let last = ask(&model);
    settle().await;

    for _ in 0..=MAX_QUESTIONS {
        go.send(()).unwrap();
    }
    assert_eq!(first.await.unwrap(), expected("wait"));
    assert_eq!(last.await.unwrap(), expected("wait"));
    for (i, question) in waiting.into_iter().enumerate() {
        assert_eq!(question.await.is_ok(), i != 5);
    }
}

#[tokio::test]
async fn a_question_goes_before_bulk_texts_and_a_small_bulk_before_a_large() {
    let (model, begins, go) = start_gated();
    let spawn_bulk = |count: usize, name: &'static str| {
        let model = model.clone();
        tokio::spawn(async move { model.embed_many(Side::Passage, vec![name.to_owned(); count], |_, _| {}).await })
    };
    let large = spawn_bulk(3, "large");
    settle().await;
    let mut order = vec![begins.recv().unwrap()];
    let small = spawn_bulk(1, "small");
    let asking = model.clone();
    let question = tokio::spawn(async move { asking.embed_one("question").await });
    settle().await;
    for _ in 0..5 {
        go.send(()).unwrap();
    }
    (large.await.unwrap(), small.await.unwrap(), question.await.unwrap()).2.unwrap();
    order.extend(begins.try_iter());
    assert_eq!(order, ["large", "question", "small", "large", "large"]);
}

#[tokio::test]
async fn bulk_texts_get_their_turn_among_endless_questions() {
    let (model, begins, go) = start_gated();
    let questions: Vec<_> = (0..100)
        .map(|_| {
            let model = model.clone();
            tokio::spawn(async move { model.embed_one("question").await })
        })
        .collect();
    settle().await;
    let asking = model.clone();
    let bulk =
        tokio::spawn(async move { asking.embed_many(Side::Passage, vec!["bulk".to_owned(); 2], |_, _| {}).await });
    settle().await;
    for _ in 0..102 {
        go.send(()).unwrap();
    }
    bulk.await.unwrap();
    let order: Vec<String> = begins.try_iter().collect();
    assert!(order.iter().position(|text| text == "bulk").unwrap() <= 17, "{order:?}");
    for question in questions {
        question.await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn dropping_the_future_gives_up_the_rest() {
    let (model, begins, go) = start_gated();
    let bulk = {
        let model = model.clone();
        tokio::spawn(async move { model.embed_many(Side::Passage, texts(50), |_, _| {}).await })
    };
    settle().await;
    begins.recv().unwrap();
    bulk.abort();
    assert!(bulk.await.unwrap_err().is_cancelled());
    go.send(()).unwrap();
    go.send(()).unwrap();
    model.embed_one("next").await.unwrap();
    assert_eq!(begins.try_iter().collect::<Vec<_>>(), ["next"]);
}

#[tokio::test]
async fn progress_is_told_now_and_then_and_at_the_end() {
    let (model, begins, go) = start_gated();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let bulk = {
        let (model, seen) = (model.clone(), Arc::clone(&seen));
        tokio::spawn(async move {
            model.embed_many(Side::Passage, texts(20), |done, total| seen.lock().unwrap().push((done, total))).await
        })
    };
    settle().await;
    go.send(()).unwrap();
    begins.recv().unwrap();
    tokio::time::sleep(Duration::from_millis(60)).await;
    go.send(()).unwrap();
    begins.recv().unwrap();
    begins.recv().unwrap();
    tokio::time::sleep(Duration::from_millis(20)).await;
    for _ in 0..18 {
        go.send(()).unwrap();
    }
    bulk.await.unwrap();
    let seen = seen.lock().unwrap().clone();
    assert_eq!(seen.last(), Some(&(20, 20)));
    assert!((2..20).contains(&seen.len()), "{seen:?}");
    assert!(seen.is_sorted());
}

#[tokio::test]
async fn stopping_ends_the_threads_and_tells_who_waits() {
    let (model, begins, go) = start_gated();
    let asking = model.clone();
    let begun = tokio::spawn(async move { asking.embed_one("begun").await });
    settle().await;
    begins.recv().unwrap();
    let asking = model.clone();
    let waiting = tokio::spawn(async move { asking.embed_one("waiting").await });
    let asking = model.clone();
    let bulk = tokio::spawn(async move { asking.embed_many(Side::Passage, texts(300), |_, _| {}).await });
    settle().await;
    let stop = {
        let model = model.clone();
        tokio::spawn(async move { model.stop().await })
    };
    settle().await;
    assert!(!stop.is_finished(), "a text has begun");
    go.send(()).unwrap();
    stop.await.unwrap();
    assert_eq!(*model.shared().live.borrow(), 0);
    begun.await.unwrap().unwrap();
    assert_eq!(waiting.await.unwrap(), Err(EmbedError::Stopped));
    assert!(bulk.await.unwrap().iter().all(|result| *result == Err(EmbedError::Stopped)));
    assert_eq!(model.embed_one("late").await, Err(EmbedError::Stopped));
    assert_eq!(model.embed_many(Side::Passage, texts(1), |_, _| {}).await, [Err(EmbedError::Stopped)]);
}

#[tokio::test]
async fn the_last_handle_takes_the_threads_with_it() {
    let (model, _) = start(2);
    let copy = model.clone();
    drop(model);
    copy.embed_one("still there").await.unwrap();
    let mut live = copy.shared().live.subscribe();
    drop(copy);
    // The sender goes with the last thread; either end will do.
    let _ = live.wait_for(|&threads| threads == 0).await;
}

#[test]
fn the_handle_and_its_futures_can_be_shared() {
    fn check<T: Send + Sync>() {}
    fn check_future<T: Send>(_: &T) {}
    check::<ModelHandle>();
    let (model, _) = start(1);
    check_future(&model.embed_one("x"));
    check_future(&model.embed_many(Side::Passage, Vec::new(), |_, _| {}));
}
