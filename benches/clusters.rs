//! Where a missed question belongs, with 10,000 clusters open; once among leaders that are far from it, and once among
//! so many near twins that all are read word by word that ever are.

mod support;

use std::hint::black_box;

use criterion::Criterion;
use criterion::criterion_group;
use criterion::criterion_main;

use askwell::embedding::UnitVector;
use askwell::matching::clusters::Leaders;

use support::Noise;

const OPEN: usize = 10_000;
const DIMENSIONS: usize = 384;

const QUESTION: &str = "How do I set up version 1.20 on my own machine?";

fn assign(criterion: &mut Criterion) {
    let mut noise = Noise(7);
    let question = noise.unit_vector(DIMENSIONS);
    let far: Vec<(u64, String, UnitVector)> = (0_u64..)
        .take(OPEN)
        .map(|number| (number, format!("What is number {number}?"), noise.unit_vector(DIMENSIONS)))
        .collect();
    let twins: Vec<(u64, String, UnitVector)> = far
        .iter()
        .map(|(number, ..)| {
            (*number, format!("How do I set up version 2.{number} on my own machine?"), question.clone())
        })
        .collect();
    let leaders = |all: &[(u64, String, UnitVector)]| {
        Leaders::of(all.iter().map(|(number, text, vector)| (*number, text.as_str(), Some(vector))))
    };
    let (far, twins) = (leaders(&far), leaders(&twins));
    assert_eq!((far.assign(QUESTION, Some(&question)), twins.assign(QUESTION, Some(&question))), (None, None));

    let mut group = criterion.benchmark_group("10,000 open clusters");
    group.bench_function("assign", |bencher| bencher.iter(|| far.assign(black_box(QUESTION), Some(&question))));
    group.bench_function("assign among twins", |bencher| {
        bencher.iter(|| twins.assign(black_box(QUESTION), Some(&question)))
    });
    group.finish();
}

criterion_group!(benches, assign);
criterion_main!(benches);
