use super::*;
use crate::matching::example::at;
use crate::matching::example::entry;
use crate::matching::example::index;

#[test]
fn the_exact_rule_names_every_entry_with_the_phrasing() {
    let found: Vec<String> =
        index().exact("  a 90 ").into_iter().map(|(id, phrasing)| format!("{id}: {phrasing}")).collect();
    assert_eq!(found, ["a: A 90", "c: a 90!"]);
    assert!(index().exact("🎉").is_empty());
    assert!(index().exact("a 91").is_empty());
}

#[test]
fn vectors_are_had_back_by_text_but_for_those_that_were_missing() {
    let index = index();
    let vectors = index.vectors(&[]);
    let a90 = at(90.0).unwrap();
    assert_eq!(vectors.get("A 90"), Some(&Unit::from(&a90)));
    assert_eq!((vectors.len(), vectors.get("c?")), (5, None));
}

#[test]
fn near_pairs_are_found_once_with_their_closest_phrasings() {
    let pairs: Vec<String> =
        index().near_pairs(0.86).into_iter().map(|near| format!("{} {}", near.first.1, near.second.1)).collect();
    assert_eq!(pairs, ["a0 b30", "A 90 a 90!", "b30 c60"]);
}

#[test]
fn crossings_name_both_entries_and_phrasings() {
    let entries = [entry("a", &["a0", "a40"]), entry("b", &["b44", "b50"])];
    let index = Index::build(&entries, 2, &[at(0.0), at(40.0), at(44.0), at(50.0)]).unwrap();
    let crossings = index.crossings();
    let shown = |c: &Crossing| format!("{} {} > {} {}", c.from, c.phrasing, c.to, c.phrasing_of_other);
    let shown: Vec<String> = crossings.iter().map(shown).collect();
    assert_eq!(shown, ["a a40 > b b44", "b b44 > a a40"]);
}

#[test]
fn vectors_that_do_not_belong_to_the_phrasings_are_refused() {
    let entries = [entry("a", &["one", "two"])];
    let count = Index::build(&entries, 2, &[at(0.0)]).err();
    assert_eq!(count, Some(IndexError::Count { texts: 2, vectors: 1 }));
    let three = UnitVector::normalized(vec![1.0, 0.0, 0.0]);
    let dimensions = Index::build(&entries, 2, &[at(0.0), three]).err();
    assert_eq!(dimensions, Some(IndexError::Dimensions { expected: 2, found: 3 }));
}
