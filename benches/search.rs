//! The exact search over 100,000 phrasings of 384 dimensions, beside reading all of their vectors once and adding them
//! up, which is what a search without a first look at a quarter of the memory could not beat.

mod support;

use std::hint::black_box;

use criterion::Criterion;
use criterion::Throughput;
use criterion::criterion_group;
use criterion::criterion_main;

use support::Noise;

const ROWS: usize = 100_000;
const DIMENSIONS: usize = 384;

fn search(criterion: &mut Criterion) {
    let index = support::index(ROWS, DIMENSIONS);
    let question = Noise(7).unit_vector(DIMENSIONS);
    let bytes: Vec<u64> = vec![3; ROWS * DIMENSIONS / 2];

    let mut group = criterion.benchmark_group("100,000 x 384");
    group.throughput(Throughput::Bytes((ROWS * DIMENSIONS * size_of::<f32>()) as u64));
    group.sample_size(50);
    group.bench_function("closest 10", |bencher| {
        bencher.iter(|| index.closest("What is number 7?", black_box(&question), 10))
    });
    group.bench_function("memory read", |bencher| bencher.iter(|| read(black_box(&bytes))));
    group.finish();
}

/// Reads every word once. Eight sums, so that the additions do not hold up the reading.
fn read(words: &[u64]) -> u64 {
    let mut sums = [0_u64; 8];
    let (blocks, rest) = words.as_chunks::<8>();
    for block in blocks {
        for (sum, word) in sums.iter_mut().zip(block) {
            *sum = sum.wrapping_add(*word);
        }
    }
    sums.iter().chain(rest).fold(0, |all, word| all.wrapping_add(*word))
}

criterion_group!(benches, search);
criterion_main!(benches);
