//! An index built from a former one is that built from nothing, to the last bit.

use proptest::prelude::*;

use super::*;
use crate::entry::EntryId;
use crate::entry::Phrasing;
use crate::entry::State;
use crate::matching::asked::Asked;
use crate::matching::calibration::Target;
use crate::matching::judgement::judge_ranked;
use crate::matching::judgement::ranked;

const WIDTH: usize = 20;

const PHRASINGS: [&str; 12] = [
    "How do I reset my password?",
    "how do I RESET my password",
    "Does the Osprey fly without wind?",
    "Does the Falcon need a password?",
    "How long may a file of 10 MB be kept?",
    "Can I turn the export off?",
    "Can I turn the export on?",
    "Where is max_open_files set, and the US-Russia talks?",
    "Wo finde ich die Datei?",
    "aaa aaa aaaa",
    "zygote zebra",
    "?!",
];

const ANSWERS: [&str; 4] =
    ["Ask the Falcon.", "Every password is kept for 30 days; the export is not.", "In `max_open_files`.", "…"];

const QUESTIONS: [&str; 7] = [
    "How do I reset my password",
    "how do i restet the pasword of a falcon",
    "does the osprey fly with wind",
    "turn the exprot off",
    "where are max_open_files of 20 MB",
    "zebra aaaa",
    "can i",
];

const MODEL_WORDS: [&str; 8] = ["the", "turn", "of", "with", "where", "file", "set", "wind"];

/// Phrasings and answer by number, and a number for the vectors: what it was, or another.
type Made = (Vec<usize>, usize, u16);

fn some_entry() -> impl Strategy<Value = Made> {
    (prop::collection::vec(0..PHRASINGS.len(), 0..5), 0..ANSWERS.len(), 0..3_u16)
}

/// What lies under an id before and after: nothing, the same, or something else.
fn before_and_after() -> impl Strategy<Value = (Option<Made>, Option<Made>)> {
    let pair = (some_entry(), some_entry(), 0..6_u8);
    pair.prop_map(|(one, other, case)| match case {
        0 => (Some(one), None),
        1 => (None, Some(one)),
        2 => (Some(one), Some(other)),
        // The same texts with another vector.
        3 => (Some(one.clone()), Some((one.0, one.1, other.2))),
        _ => (Some(one.clone()), Some(one)),
    })
}

fn entry(id: usize, (phrasings, answer, _): &Made) -> Entry {
    Entry {
        id: EntryId::new(format!("e{id}")).unwrap(),
        topic: None,
        phrasings: phrasings.iter().map(|at| Phrasing::new(PHRASINGS[*at]).unwrap()).collect(),
        answer: ANSWERS[*answer].to_owned(),
        tags: Vec::new(),
        source: None,
        review_by: None,
        state: State::Approved,
    }
}

/// A vector that looks like no other; now and then none.
fn vector(seed: usize) -> Option<UnitVector> {
    let cell = |at: usize| {
        let mixed = (seed * WIDTH + at + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 48;
        f32::from(u16::try_from(mixed).unwrap()) - 32_768.0
    };
    if seed % 11 == 7 { None } else { UnitVector::normalized((0..WIDTH).map(cell).collect()) }
}

/// The entries of a knowledge with the vectors of phrasings and answers.
struct Knowledge {
    entries: Vec<Entry>,
    phrasings: Vec<Option<UnitVector>>,
    answers: Vec<Option<UnitVector>>,
}

impl Knowledge {
    fn of<'a>(made: impl Iterator<Item = (usize, &'a Made)>) -> Knowledge {
        let mut knowledge = Knowledge { entries: Vec::new(), phrasings: Vec::new(), answers: Vec::new() };
        for (id, made) in made {
            let (phrasings, answer, other) = made;
            let seed = |text: usize| text * 3 + usize::from(*other);
            knowledge.phrasings.extend(phrasings.iter().map(|at| vector(seed(*at))));
            knowledge.answers.push(vector(seed(40 + answer)));
            knowledge.entries.push(entry(id, made));
        }
        knowledge
    }

    fn built(&self) -> Index {
        let words = MODEL_WORDS.map(str::to_owned);
        let index = Index::build(&self.entries, WIDTH, &self.phrasings).unwrap();
        index.with_words_of_model(&words).with_answers(&self.entries, &self.answers).unwrap()
    }

    fn rebuilt(&self, former: &Index) -> Index {
        let (phrasings, answers) = (units(&self.phrasings), units(&self.answers));
        Index::rebuild(former, &self.entries, WIDTH, &phrasings, &answers).unwrap()
    }
}

/// All that an index says to the questions, numbers with all of their digits.
fn said(index: &Index) -> Vec<String> {
    let mut said = Vec::new();
    let target = Target::default();
    for (at, question) in QUESTIONS.iter().enumerate() {
        let vector = vector(1_000 + at * 11);
        let vector = vector.as_ref().expect("no seed without one");
        said.push(format!("{:?}", index.closest(question, vector, 8)));
        let asked = Asked::as_typed(question, Some(vector));
        said.push(format!("{:?}", judge_ranked(index, &asked, ranked(index, &asked, 8), target, 8)));
        said.push(format!("{:?}", index.complete(question, 8)));
        said.push(format!("{:?} {:?}", index.repaired(question), index.exact(question)));
        said.push(format!("{}", index.understands(question, "German")));
    }
    let partly = QUESTIONS.iter().map(|question| format!("{:?}", index.complete(&question[..5], 8)));
    said.extend(partly);
    said.push(format!("{:?} {:?}", index.rehearse(&[]), index.near_pairs(0.1)));
    said
}

proptest! {
    // Each case asks five indexes everything.
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn an_index_built_from_a_former_one_is_the_same_as_one_built_from_nothing(
        pairs in prop::collection::vec(before_and_after(), 0..9),
        turned in 0..9_usize,
    ) {
        let before = Knowledge::of(pairs.iter().enumerate().filter_map(|(id, (made, _))| Some((id, made.as_ref()?))));
        let mut after: Vec<(usize, &Made)> =
            pairs.iter().enumerate().filter_map(|(id, (_, made))| Some((id, made.as_ref()?))).collect();
        let turned = turned % after.len().max(1);
        after.rotate_left(turned);
        let after = Knowledge::of(after.into_iter());
        let former = before.built();
        let (rebuilt, built) = (after.rebuilt(&former), after.built());
        prop_assert_eq!(&rebuilt.wording, &built.wording);
        prop_assert_eq!(&rebuilt.digests, &built.digests);
        prop_assert_eq!(&rebuilt.matrix, &built.matrix);
        prop_assert_eq!(said(&rebuilt), said(&built));
        // And back, through an index that was itself built from another.
        prop_assert_eq!(said(&before.rebuilt(&rebuilt)), said(&former));
    }
}

#[test]
fn of_entries_that_stay_nothing_is_read_again() {
    let made: Vec<Made> = vec![(vec![0, 2], 0, 0), (vec![3], 1, 0), (vec![4, 5], 2, 0)];
    let former = Knowledge::of(made.iter().enumerate()).built();
    let changed: Vec<Made> = vec![made[0].clone(), (vec![10], 1, 0), made[2].clone()];
    let rebuilt = Knowledge::of(changed.iter().enumerate()).rebuilt(&former);
    let stays = |at: usize| Arc::ptr_eq(&former.entries[at], &rebuilt.entries[at]);
    assert_eq!([stays(0), stays(1), stays(2)], [true, false, true]);
}
