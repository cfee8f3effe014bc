//! One question end to end (embed, search 10,000 phrasings, judge) beside the bare fastembed call on the same model, and
//! what a second look takes.

mod support;

use std::hint::black_box;

use criterion::Criterion;
use criterion::criterion_group;
use criterion::criterion_main;

use askwell::embedding::cross_encoder::CrossEncoder;
use askwell::matching::asked::Asked;
use askwell::matching::calibration::Target;
use askwell::matching::judgement::judge;

const PHRASINGS: usize = 10_000;

/// 13 word pieces, as many as an ordinary question has.
const QUESTION: &str = "how can i reset the password of my account today?";

/// Phrasings of usual length, as many as a second look reads at most.
const CLOSEST: [&str; 3] = [
    "How do I change the password of my account?",
    "I forgot my password",
    "Where do I see who signed in to my account?",
];

fn question(criterion: &mut Criterion) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let model = support::handle(1);
    let index = support::index(PHRASINGS, model.dimensions());
    let mut bare = support::bare_fastembed();

    let mut group = criterion.benchmark_group("one question");
    group.sample_size(200);
    group.bench_function("bare fastembed", |bencher| {
        bencher.iter(|| bare.embed([black_box(QUESTION)], None).expect("it embeds"));
    });
    group.bench_function("end to end, 10,000 phrasings", |bencher| {
        bencher.iter(|| {
            runtime.block_on(async {
                let vector = model.embed_one(black_box(QUESTION)).await.expect("it embeds");
                judge(&index, &Asked::as_typed(QUESTION, Some(&vector)), Target::default(), 5)
            })
        });
    });
    group.finish();
}

fn second_look(criterion: &mut Criterion) {
    let mut model = support::cross_encoder();
    let mut group = criterion.benchmark_group("second look");
    for pairs in [1, CLOSEST.len()] {
        group.bench_function(format!("{pairs} read"), |bencher| {
            bencher.iter(|| {
                for phrasing in &CLOSEST[..pairs] {
                    black_box(model.log_odds(black_box(QUESTION), phrasing).expect("it reads"));
                }
            });
        });
    }
    group.finish();
}

criterion_group!(benches, question, second_look);
criterion_main!(benches);
