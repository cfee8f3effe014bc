use std::fs;
use std::process::Command;
use std::thread;

use proptest::prelude::*;
use tempfile::TempDir;

use super::*;

const DIMENSIONS: usize = 4;
/// Digest, components, checksum.
const RECORD: u64 = 16 + 4 * 4 + 4;
const HEADER: u64 = 88;

fn fingerprint(model: &str) -> Fingerprint {
    Fingerprint::of([("model", model)])
}

fn open(dir: &Path) -> VectorCache {
    VectorCache::open(dir, &fingerprint("a"), DIMENSIONS)
}

/// What the model would say: another vector for every number.
fn vector(number: usize) -> UnitVector {
    let number = f32::from(u16::try_from(number).unwrap());
    UnitVector::normalized(vec![number.sin(), number.cos(), 0.5, number]).unwrap()
}

fn text(number: usize) -> String {
    format!("text {number}")
}

fn append(cache: &VectorCache, numbers: impl IntoIterator<Item = usize>) -> Vec<CacheNote> {
    let texts: Vec<(String, UnitVector)> = numbers.into_iter().map(|n| (text(n), vector(n))).collect();
    let vectors: Vec<(&str, &UnitVector)> = texts.iter().map(|(text, vector)| (&**text, vector)).collect();
    cache.append(Side::Passage, &vectors)
}

/// The numbers from 0 on that the cache has, and the notes. Panics for a wrong vector.
fn found(cache: &VectorCache, below: usize) -> (Vec<usize>, Vec<CacheNote>) {
    let texts: Vec<String> = (0..below).map(text).collect();
    let asked: Vec<(Side, &str)> = texts.iter().map(|text| (Side::Passage, &**text)).collect();
    let lookup = cache.lookup(&asked);
    let found = lookup.vectors.into_iter().enumerate().filter_map(|(number, stored)| {
        assert_eq!(stored.as_ref()?, &vector(number));
        Some(number)
    });
    (found.collect(), lookup.notes)
}

/// Ten vectors in a file, to be spoilt by `spoil`.
fn spoilt(spoil: impl FnOnce(&Path)) -> (TempDir, VectorCache) {
    let dir = TempDir::new().unwrap();
    let cache = open(dir.path());
    assert_eq!(append(&cache, 0..10), []);
    assert_eq!(fs::metadata(cache.path()).unwrap().len(), HEADER + 10 * RECORD);
    spoil(cache.path());
    (dir, cache)
}

fn cut(path: &Path, len: u64) {
    fs::OpenOptions::new().write(true).open(path).unwrap().set_len(len).unwrap();
}

fn flip(path: &Path, at: u64) {
    let mut bytes = fs::read(path).unwrap();
    bytes[usize::try_from(at).unwrap()] ^= 0x10;
    fs::write(path, bytes).unwrap();
}

#[track_caller]
fn check_mended(cache: &VectorCache, kept: &[usize], lost: u64) {
    let (numbers, notes) = found(cache, 10);
    assert_eq!(numbers, kept);
    assert_eq!(notes, [CacheNote::Damaged { path: cache.path().to_owned(), kept: kept.len() as u64, lost }]);
    assert_eq!(found(cache, 10), (kept.to_vec(), vec![]), "it is put right and said once");
    assert_eq!(append(cache, 0..10), []);
    assert_eq!(found(cache, 10), ((0..10).collect(), vec![]));
}

#[test]
fn a_restart_finds_what_was_stored() {
    let (dir, cache) = spoilt(|_| {});
    assert_eq!(found(&open(dir.path()), 12), ((0..10).collect(), vec![]));
    let text = text(3);
    let asked = [(Side::Query, &*text), (Side::Passage, &*text), (Side::Passage, "new"), (Side::Passage, &*text)];
    assert_eq!(cache.lookup(&asked).vectors, [None, Some(vector(3)), None, Some(vector(3))]);
}

#[test]
fn nothing_is_made_before_there_is_something_to_keep() {
    let dir = TempDir::new().unwrap();
    let cache = open(dir.path());
    assert_eq!(found(&cache, 2), (vec![], vec![]));
    assert_eq!(append(&cache, []), []);
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
}

#[test]
fn two_models_have_two_files() {
    let (dir, _cache) = spoilt(|_| {});
    let other = VectorCache::open(dir.path(), &fingerprint("b"), DIMENSIONS);
    assert_eq!(found(&other, 10), (vec![], vec![]));
}

#[test]
fn a_write_cut_short_costs_one_vector() {
    let (_dir, cache) = spoilt(|path| cut(path, HEADER + 9 * RECORD + 7));
    check_mended(&cache, &[0, 1, 2, 3, 4, 5, 6, 7, 8], 1);
}

#[test]
fn a_write_cut_short_is_put_right_before_the_next() {
    let (_dir, cache) = spoilt(|path| cut(path, HEADER + 9 * RECORD + 7));
    assert_eq!(append(&cache, [9]), [CacheNote::Damaged { path: cache.path().to_owned(), kept: 9, lost: 1 }]);
    assert_eq!(found(&cache, 10), ((0..10).collect(), vec![]));
}

#[test]
fn a_flipped_bit_costs_one_vector() {
    let (_dir, cache) = spoilt(|path| flip(path, HEADER + 4 * RECORD + 20));
    check_mended(&cache, &[0, 1, 2, 3, 5, 6, 7, 8, 9], 1);
}

#[test]
fn a_damaged_header_costs_no_vector() {
    for at in 0..HEADER {
        let (_dir, cache) = spoilt(|path| flip(path, at));
        check_mended(&cache, &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 0);
    }
}

#[test]
fn a_header_cut_short_costs_all() {
    for len in 0..HEADER {
        let (_dir, cache) = spoilt(|path| cut(path, len));
        check_mended(&cache, &[], 0);
    }
}

#[test]
fn another_models_file_under_our_name_is_not_used() {
    for (model, dimensions) in [("b", DIMENSIONS), ("a", 2)] {
        let (dir, cache) = spoilt(|_| {});
        let other = VectorCache::open(&dir.path().join("other"), &fingerprint(model), dimensions);
        let two = UnitVector::normalized(vec![1.0, 0.0]).unwrap();
        assert_eq!(append(&other, 0..3), []);
        assert_eq!(other.append(Side::Passage, &[(&text(0), &two)]), []);
        fs::copy(other.path(), cache.path()).unwrap();
        let replaced = CacheNote::Replaced { path: cache.path().to_owned(), because: "belongs to another model" };
        assert_eq!(found(&cache, 10), (vec![], vec![replaced]));
        assert_eq!(append(&cache, 0..10), []);
        assert_eq!(found(&cache, 10), ((0..10).collect(), vec![]));
    }
}

#[test]
fn a_stored_vector_that_is_none_is_damage() {
    for components in [[0.0; 4], [f32::NAN, 0.0, 0.0, 1.0], [1.0, 1.0, 0.0, 0.0]] {
        let (_dir, cache) = spoilt(|_| {});
        let mut record = Vec::new();
        cache.0.file.layout().encode(format::digest(Side::Passage, &text(3)), &vector(3), &mut record);
        // A wrong vector with a right checksum, as a faulty program would write it.
        cache.0.file.layout().forge(&mut record, &components);
        let mut bytes = fs::read(cache.path()).unwrap();
        let at = usize::try_from(HEADER + 3 * RECORD).unwrap();
        bytes[at..at + record.len()].copy_from_slice(&record);
        fs::write(cache.path(), bytes).unwrap();
        check_mended(&cache, &[0, 1, 2, 4, 5, 6, 7, 8, 9], 1);
    }
}

#[test]
fn a_directory_that_cannot_be_made_is_told_once_and_stops_nothing() {
    let dir = TempDir::new().unwrap();
    // A file where a directory is wanted: root may not write there either.
    fs::write(dir.path().join("file"), "").unwrap();
    let cache = open(&dir.path().join("file/below"));
    assert_eq!(found(&cache, 3), (vec![], vec![]));
    let notes = append(&cache, 0..3);
    assert!(matches!(&notes[..], [CacheNote::NotWritable { .. }]), "{notes:?}");
    assert_eq!(append(&cache, 0..3), [], "it has just been said");
    assert_eq!(found(&cache, 3), (vec![], vec![]));
}

#[test]
fn something_else_in_the_files_place_is_told() {
    let (_dir, cache) = spoilt(|path| {
        fs::remove_file(path).unwrap();
        fs::create_dir(path).unwrap();
    });
    let (numbers, notes) = found(&cache, 3);
    assert_eq!(numbers, [0; 0]);
    let told: Vec<String> = notes.iter().chain(&append(&cache, 0..3)).map(ToString::to_string).collect();
    let path = cache.path().display();
    assert_eq!(
        told,
        [
            format!("could not read vector cache `{path}`: it is not a file"),
            format!("could not write vector cache `{path}`: it is not a file"),
        ]
    );
}

#[test]
fn damage_that_cannot_be_mended_is_told_and_the_rest_is_used() {
    let (_dir, cache) = spoilt(|path| {
        flip(path, HEADER + 4 * RECORD + 20);
        fs::remove_file(path.with_extension("lock")).unwrap();
        fs::create_dir(path.with_extension("lock")).unwrap();
    });
    let (numbers, notes) = found(&cache, 10);
    assert_eq!(numbers.len(), 9);
    assert!(
        matches!(&notes[..], [CacheNote::Damaged { kept: 9, lost: 1, .. }, CacheNote::NotWritable { .. }]),
        "{notes:?}"
    );
}

#[test]
fn a_file_that_grew_too_large_keeps_what_this_run_asked_for() {
    let dir = TempDir::new().unwrap();
    let limited = || VectorCache::with_limit(dir.path(), &fingerprint("a"), DIMENSIONS, HEADER + 20 * RECORD);
    assert_eq!(append(&limited(), 0..20), []);
    let cache = limited();
    assert_eq!(found(&cache, 5).0.len(), 5);
    let shrunk = CacheNote::Shrunk { path: cache.path().to_owned(), kept: 5, dropped: 15 };
    assert_eq!(append(&cache, [30]), [shrunk]);
    assert_eq!(found(&cache, 31).0, [0, 1, 2, 3, 4, 30]);

    // Needing more than the limit is no reason to rewrite the file for every vector.
    for number in 31..80 {
        assert_eq!(append(&cache, [number]), []);
    }
    assert_eq!(found(&limited(), 80).0.len(), 5 + 50);
}

#[test]
fn threads_and_processes_may_store_at_once() {
    if let Some(dir) = std::env::var_os("ASKWELL_TEST_CACHE") {
        return store_as_child(Path::new(&dir));
    }
    let dir = TempDir::new().unwrap();
    let children: Vec<_> = (1..3).map(|process| start_child(dir.path(), process, 1)).collect();
    thread::scope(|scope| {
        for start in [300, 400] {
            let cache = open(dir.path());
            scope.spawn(move || {
                for number in start..start + 100 {
                    assert_eq!(append(&cache, [number]), []);
                    assert_eq!(found(&cache, 500).1, []);
                }
            });
        }
    });
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(found(&open(dir.path()), 500), ((100..500).collect(), vec![]));
}

#[test]
fn killed_while_storing_leaves_right_vectors_only() {
    let dir = TempDir::new().unwrap();
    let path = open(dir.path()).path().to_owned();
    let len = || fs::metadata(&path).map_or(0, |file| file.len());
    for pause in 0..10 {
        let before = len();
        let mut child = start_child(dir.path(), 1, usize::MAX);
        while len() <= before.max(HEADER) {
            thread::yield_now();
        }
        thread::sleep(Duration::from_micros(150 * pause));
        child.kill().unwrap();
        child.wait().unwrap();
        let (numbers, notes) = found(&open(dir.path()), 200);
        assert!(numbers.starts_with(&[100]), "{numbers:?}");
        assert!(notes.iter().all(|note| matches!(note, CacheNote::Damaged { .. })), "{notes:?}");
    }
}

/// Another process that stores a hundred vectors, one by one, and that so many times: this binary, told to run the
/// one test that looks whether it is such a child.
fn start_child(dir: &Path, process: usize, rounds: usize) -> std::process::Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "embedding::cache::tests::threads_and_processes_may_store_at_once", "--quiet"])
        .env("ASKWELL_TEST_CACHE", dir)
        .env("ASKWELL_TEST_START", (process * 100).to_string())
        .env("ASKWELL_TEST_ROUNDS", rounds.to_string())
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap()
}

/// What a child does.
fn store_as_child(dir: &Path) {
    let number = |name: &str| -> usize { std::env::var(name).unwrap().parse().unwrap() };
    let start = number("ASKWELL_TEST_START");
    let cache = open(dir);
    for _ in 0..number("ASKWELL_TEST_ROUNDS") {
        for number in start..start + 100 {
            assert_eq!(append(&cache, [number]), []);
        }
    }
}

#[derive(Clone, Debug)]
enum Step {
    Append(usize, usize),
    Lookup,
    Reopen,
    Cut(u64),
    Flip(u64),
    Garbage(u64, Vec<u8>),
    Remove,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..40_usize, 1..8_usize).prop_map(|(start, count)| Step::Append(start, count)),
        2 => Just(Step::Lookup),
        1 => Just(Step::Reopen),
        2 => any::<u64>().prop_map(Step::Cut),
        2 => any::<u64>().prop_map(Step::Flip),
        2 => (any::<u64>(), prop::collection::vec(any::<u8>(), 1..100)).prop_map(|(at, bytes)| Step::Garbage(at, bytes)),
        1 => Just(Step::Remove),
    ]
}

proptest! {
    // Each case writes some 30 files.
    #![proptest_config(ProptestConfig::with_cases(80))]

    #[test]
    fn whatever_happens_to_the_file_vectors_are_right_or_missing(steps in prop::collection::vec(step(), 1..30)) {
        let dir = TempDir::new().unwrap();
        // Small, so that it is also rewritten for its size.
        let open = || VectorCache::with_limit(dir.path(), &fingerprint("a"), DIMENSIONS, HEADER + 30 * RECORD);
        let mut cache = open();
        for step in steps {
            let mut bytes = fs::read(cache.path()).unwrap_or_default();
            let end = bytes.len() as u64 + 1;
            let place = |at: u64| usize::try_from(at % end).unwrap();
            match step {
                Step::Append(start, count) => drop(append(&cache, start..start + count)),
                Step::Lookup => drop(found(&cache, 50)),
                Step::Reopen => cache = open(),
                Step::Remove => drop(fs::remove_file(cache.path())),
                _ if bytes.is_empty() => {}
                Step::Cut(at) => cut(cache.path(), at % end),
                Step::Flip(at) => flip(cache.path(), at % (end - 1)),
                Step::Garbage(at, garbage) => {
                    bytes.splice(place(at).., garbage);
                    fs::write(cache.path(), bytes).unwrap();
                }
            }
        }
        let notes = [append(&cache, 0..10), found(&cache, 50).1].concat();
        let stopped = notes.iter().any(|note| matches!(note, CacheNote::NotWritable { .. } | CacheNote::NotReadable { .. }));
        prop_assert!(!stopped, "{:?}", notes);
        let (numbers, notes) = found(&open(), 50);
        prop_assert!(numbers.starts_with(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]), "{:?}", numbers);
        prop_assert_eq!(notes, []);
    }
}
