//! One question end to end (embed, search 10,000 phrasings, judge) beside the bare fastembed call on the same model.

mod support;

use std::hint::black_box;

use criterion::Criterion;
use criterion::criterion_group;
use criterion::criterion_main;

use askwell::matching::asked::Asked;
use askwell::matching::calibration::Target;
use askwell::matching::judgement::judge;

const PHRASINGS: usize = 10_000;

/// 13 word pieces, as many as an ordinary question has.
const QUESTION: &str = "how can i reset the password of my account today?";

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

criterion_group!(benches, question);
criterion_main!(benches);
