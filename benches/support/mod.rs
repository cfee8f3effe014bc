//! What the benches share: made-up knowledge of any size.

use askwell::embedding::UnitVector;
use askwell::entry::Entry;
use askwell::entry::EntryId;
use askwell::entry::Phrasing;
use askwell::entry::State;
use askwell::matching::index::Index;

/// A fixed sequence of numbers from -1 to 1 (xorshift64*), so that every run measures the same data.
pub struct Noise(pub u64);

impl Noise {
    pub fn next(&mut self) -> f32 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let bits = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 40;
        bits as f32 / 8_388_608.0 - 1.0
    }

    pub fn unit_vector(&mut self, dimensions: usize) -> UnitVector {
        UnitVector::normalized((0..dimensions).map(|_| self.next()).collect()).expect("not all zero")
    }
}

/// An entry for each number, with one phrasing.
pub fn entries(count: usize) -> Vec<Entry> {
    let entry = |number: usize| Entry {
        id: EntryId::new(format!("entry-{number}")).expect("a valid id"),
        topic: None,
        phrasings: vec![Phrasing::new(&format!("What is number {number}?")).expect("a valid phrasing")],
        answer: format!("Number {number}."),
        tags: Vec::new(),
        source: None,
        review_by: None,
        state: State::Approved,
    };
    (0..count).map(entry).collect()
}

/// An index of `count` entries with one made-up phrasing each.
pub fn index(count: usize, dimensions: usize) -> Index {
    let mut noise = Noise(1);
    let vectors: Vec<Option<UnitVector>> = (0..count).map(|_| Some(noise.unit_vector(dimensions))).collect();
    Index::build(&entries(count), dimensions, &vectors).expect("one vector each")
}
