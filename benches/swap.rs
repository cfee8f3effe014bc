//! What a change to one entry costs: the index of 10,000 phrasings built anew from vectors that are at hand.

mod support;

use std::hint::black_box;
use std::path::Path;

use criterion::Criterion;
use criterion::criterion_group;
use criterion::criterion_main;

use askwell::embedding::UnitVector;
use askwell::entry::Entry;
use askwell::entry::EntryId;
use askwell::entry::Phrasing;
use askwell::knowledge;
use askwell::matching::index::Index;

use support::Noise;

const PHRASINGS: usize = 10_000;
const DIMENSIONS: usize = 384;

/// The knowledge that comes with the program, again and again under other names, until there are enough phrasings.
fn entries() -> Vec<Entry> {
    let own = knowledge::read(&[Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge")]).knowledge.entries;
    let mut entries = Vec::new();
    let mut phrasings = 0;
    for round in 0.. {
        for entry in &own {
            if phrasings >= PHRASINGS {
                return entries;
            }
            let mut entry = entry.clone();
            entry.id = EntryId::new(format!("{}-{round}", entry.id))
                .unwrap_or_else(|_| EntryId::derived(None, &format!("{round} {}", entry.id)));
            let again =
                |phrasing: &Phrasing| Phrasing::new(&format!("{phrasing} ({round})")).expect("a few characters more");
            entry.phrasings = entry.phrasings.iter().map(again).collect();
            phrasings += entry.phrasings.len();
            entries.push(entry);
        }
    }
    entries
}

fn swap(criterion: &mut Criterion) {
    let entries = entries();
    let mut noise = Noise(3);
    let mut vectors =
        |count: usize| -> Vec<Option<UnitVector>> { (0..count).map(|_| Some(noise.unit_vector(DIMENSIONS))).collect() };
    let phrasings = vectors(entries.iter().map(|entry| entry.phrasings.len()).sum());
    let answers = vectors(entries.len());
    let mut group = criterion.benchmark_group("10,000 phrasings");
    group.sample_size(20);
    group.bench_function("built from nothing", |bencher| {
        bencher.iter(|| {
            let index = Index::build(black_box(&entries), DIMENSIONS, &phrasings).expect("one vector each");
            index.with_answers(&entries, &answers).expect("one vector each")
        });
    });
    let former = Index::build(&entries, DIMENSIONS, &phrasings)
        .and_then(|index| index.with_answers(&entries, &answers))
        .expect("one vector each");
    let mut changed = entries.clone();
    changed[PHRASINGS / 100].answer.push_str(" And this besides.");
    group.bench_function("rebuilt after one entry changed", |bencher| {
        bencher.iter(|| {
            let index = Index::rebuild(&former, black_box(&changed), DIMENSIONS, &phrasings).expect("one vector each");
            index.with_answers(&changed, &answers).expect("one vector each")
        });
    });
    group.finish();
}

criterion_group!(benches, swap);
criterion_main!(benches);
