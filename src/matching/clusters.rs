//! Missed questions, alike ones together, as they arrive.
//!
//! A cluster is what its first question, its *leader*, gathers: what is asked in the same words, and what is close enough
//! in meaning and not its near twin. Leaders never change, so where a question belongs depends on the open clusters alone
//! and not on the order of what is in them.

use std::collections::BTreeSet;
use std::collections::HashMap;

use ndarray::ArrayView2;

use crate::embedding::UnitVector;
use crate::entry::normalized;
use crate::matching::guards;
use crate::matching::scan;

/// From this closeness on, two questions are taken for the same one.
///
/// Measured by streaming the labelled questions of four communities through an empty set: of the pairs that came into one
/// cluster 98, 98, 97 and 82 % want the same answer, 94 % in the mean, the last where labels part what hardly differs. It
/// splits rather than mixes: a cluster too many is seen and joined by whoever looks, a wrong one hides a question.
const SAME: f32 = 0.84;

/// What the words in common add to the cosine when they are all of them, and take from it when there is none: a sixth
/// more of the pairs come together than by a cosine from 0.85 on, and fewer wrong ones.
const WORDS: f32 = 0.1;

/// Leaders that are looked at word by word, those of the highest cosines: should all of these be twins, one more does
/// not help.
const MOST_COMPARED: usize = 16;

/// The open clusters of one knowledge.
#[derive(Default)]
pub struct Leaders {
    /// Length of the vectors; zero until there is one.
    width: usize,
    /// The leaders' vectors, one after the other; zeros for a text that the model could not read.
    cells: Vec<f32>,
    /// In the order of their vectors, which means nothing.
    leaders: Vec<Leader>,
    /// Where the cluster with a number is.
    places: HashMap<u64, usize>,
    /// The clusters that have a question of these normalized words.
    by_words: HashMap<String, BTreeSet<u64>>,
}

struct Leader {
    number: u64,
    text: String,
    /// The normalized words of all that is known to be in the cluster, which are to be forgotten with it.
    words: Vec<String>,
}

impl Leaders {
    /// The open clusters: the number of each with the text and the vector of its first question.
    ///
    /// # Panics
    /// When the vectors come from different models.
    #[must_use]
    pub fn of<'a>(clusters: impl IntoIterator<Item = (u64, &'a str, Option<&'a UnitVector>)>) -> Leaders {
        let mut leaders = Leaders::default();
        for (number, text, vector) in clusters {
            leaders.add(number, text, vector);
        }
        leaders
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.leaders.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.leaders.is_empty()
    }

    /// The cluster that a question belongs to: one that has its very words, else the one whose leader is closest, if that
    /// is close enough and no near twin. Of equal ones, the lowest number. `None` where it begins a cluster of its own.
    ///
    /// Takes as long as reading the vectors of all leaders once.
    ///
    /// # Panics
    /// When the vector comes from another model than those of the leaders.
    #[must_use]
    pub fn assign(&self, text: &str, vector: Option<&UnitVector>) -> Option<u64> {
        let words = normalized(text);
        if let Some(number) = self.by_words.get(&words).and_then(BTreeSet::first) {
            return Some(*number);
        }
        let asked = guards::Asked::of(text);
        let mut close = self.close(&asked, vector?);
        close.sort_unstable_by(|(a, first), (b, second)| second.total_cmp(first).then(a.number.cmp(&b.number)));
        let same = |(leader, closeness): &&(&Leader, f32)| {
            guards::tells_apart(&asked, &leader.text, closeness.min(1.0)).is_none()
        };
        close.iter().find(same).map(|(leader, _)| leader.number)
    }

    /// The leaders that are close enough, with how close.
    fn close(&self, asked: &guards::Asked, vector: &UnitVector) -> Vec<(&Leader, f32)> {
        if self.width == 0 {
            return Vec::new();
        }
        let matrix =
            ArrayView2::from_shape((self.leaders.len(), self.width), &self.cells).expect("every leader has its row");
        let cosines = scan::dot_products(matrix, vector.as_slice());
        let mut near: Vec<(&Leader, f32)> =
            self.leaders.iter().zip(cosines).filter(|(_, cosine)| cosine + WORDS >= SAME).collect();
        near.sort_unstable_by(|(a, first), (b, second)| second.total_cmp(first).then(a.number.cmp(&b.number)));
        near.truncate(MOST_COMPARED);
        let closeness = |(leader, cosine): (_, f32)| {
            let leader: &Leader = leader;
            (leader, cosine + WORDS * (2.0 * asked.in_common(&leader.text) - 1.0))
        };
        near.into_iter().map(closeness).filter(|(_, closeness)| *closeness >= SAME).collect()
    }

    /// Adds an open cluster, in the place of one with the same number; `vector` is `None` where the model found nothing
    /// to read.
    ///
    /// # Panics
    /// When the vector comes from another model than those before.
    pub fn add(&mut self, number: u64, text: &str, vector: Option<&UnitVector>) {
        self.remove(number);
        if let Some(vector) = vector {
            self.take_width(vector.as_slice().len());
        }
        match vector {
            Some(vector) => self.cells.extend_from_slice(vector.as_slice()),
            None => self.cells.resize(self.cells.len() + self.width, 0.0),
        }
        self.places.insert(number, self.leaders.len());
        self.leaders.push(Leader { number, text: text.to_owned(), words: Vec::new() });
        self.join(number, text);
    }

    /// Remembers that a question is in a cluster, so that the same words come to it again whatever is open by then. Does
    /// nothing where there is no such cluster.
    pub fn join(&mut self, number: u64, text: &str) {
        let Some(&at) = self.places.get(&number) else { return };
        let words = normalized(text);
        // Without a word, two questions may still be two: "?!" and "🎉".
        if !words.is_empty() && self.by_words.entry(words.clone()).or_default().insert(number) {
            self.leaders[at].words.push(words);
        }
    }

    /// Forgets a cluster that is no longer open; does nothing where there is none. The last one takes its place, so
    /// that the others stay where they are.
    pub fn remove(&mut self, number: u64) {
        let Some(at) = self.places.remove(&number) else { return };
        let last = self.leaders.len() - 1;
        self.cells.copy_within(last * self.width.., at * self.width);
        self.cells.truncate(last * self.width);
        let leader = self.leaders.swap_remove(at);
        if let Some(moved) = self.leaders.get(at) {
            self.places.insert(moved.number, at);
        }
        for words in leader.words {
            if let Some(numbers) = self.by_words.get_mut(&words) {
                numbers.remove(&number);
                if numbers.is_empty() {
                    self.by_words.remove(&words);
                }
            }
        }
    }

    /// The first vector says how long they are; texts before it had none.
    fn take_width(&mut self, width: usize) {
        if self.width == 0 {
            self.width = width;
            self.cells = vec![0.0; self.leaders.len() * width];
        }
        assert_eq!(self.width, width, "the question's vector comes from another model than the leaders'");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(degrees: f32) -> Option<UnitVector> {
        UnitVector::normalized(vec![degrees.to_radians().cos(), degrees.to_radians().sin()])
    }

    /// Clusters 7, 3 and 5, a hundred degrees apart.
    fn leaders() -> Leaders {
        let mut leaders = Leaders::default();
        leaders.add(7, "How do I invite a friend?", at(0.0).as_ref());
        leaders.add(3, "Where are my backups kept?", at(100.0).as_ref());
        leaders.add(5, "Which maps are there?", at(200.0).as_ref());
        leaders
    }

    #[track_caller]
    fn check(leaders: &Leaders, text: &str, degrees: f32, expected: Option<u64>) {
        assert_eq!(leaders.assign(text, at(degrees).as_ref()), expected, "{text:?} at {degrees}");
    }

    #[test]
    fn the_closest_leader_has_the_question_if_it_is_close_enough() {
        check(&leaders(), "can I invite friends", 10.0, Some(7));
        check(&leaders(), "can I invite friends", 50.0, None);
        check(&leaders(), "where can I find the backups", 95.0, Some(3));
        check(&Leaders::default(), "can I invite friends", 0.0, None);
        let mut two = leaders();
        two.add(9, "Can I invite friends of mine?", at(20.0).as_ref());
        check(&two, "may I invite friends", 18.0, Some(9));
    }

    #[test]
    fn words_in_common_bring_together_and_none_keep_apart() {
        check(&leaders(), "how can I invite my friend", 40.0, Some(7));
        check(&leaders(), "something else entirely", 30.0, None);
        check(&leaders(), "something else entirely", 15.0, Some(7));
    }

    #[test]
    fn the_same_words_join_wherever_their_vector_points() {
        check(&leaders(), "how do I INVITE a friend", 180.0, Some(7));
        assert_eq!(leaders().assign("which maps are there", None), Some(5));
        assert_eq!(leaders().assign("which maps", None), None);
    }

    #[test]
    fn what_joined_once_joins_again_whatever_has_come_closer() {
        let mut leaders = leaders();
        leaders.join(7, "Inviting people");
        leaders.add(8, "Inviting folks", at(30.0).as_ref());
        check(&leaders, "inviting people!", 30.0, Some(7));
        leaders.remove(7);
        check(&leaders, "inviting people!", 30.0, Some(8));
    }

    #[test]
    fn of_equal_ones_the_lowest_number_has_it() {
        let equal = |numbers: [u64; 3]| {
            let vector = at(0.0);
            Leaders::of(numbers.map(|number| (number, "How do I invite a friend?", vector.as_ref())))
        };
        for numbers in [[4, 2, 9], [9, 4, 2], [2, 9, 4]] {
            check(&equal(numbers), "can I invite friends", 5.0, Some(2));
            check(&equal(numbers), "how do I invite a friend", 5.0, Some(2));
        }
    }

    #[test]
    fn near_twins_are_kept_apart() {
        let twin = |leader: &str, question: &str| {
            let vector = at(0.0);
            Leaders::of([(1, leader, vector.as_ref())]).assign(question, at(1.0).as_ref())
        };
        assert_eq!(twin("How do I enable invitations?", "how do I disable invitations"), None);
        assert_eq!(twin("Does it run on version 1.19?", "does it run on version 1.20"), None);
        assert_eq!(twin("How do I install it on Windows?", "how do I install it on Linux"), None);
        assert_eq!(twin("How do I invite with a link?", "how do I invite without a link"), None);
        assert_eq!(twin("How do I enable invitations?", "how can I enable the invitations"), Some(1));
    }

    #[test]
    fn a_twin_leaves_the_question_to_the_next() {
        let mut leaders = Leaders::default();
        leaders.add(1, "How do I enable invitations?", at(0.0).as_ref());
        leaders.add(2, "How do I turn invitations off?", at(12.0).as_ref());
        check(&leaders, "how do I disable invitations", 2.0, Some(2));
    }

    #[test]
    fn what_is_removed_is_forgotten_and_the_others_stay() {
        for gone in [7, 3, 5] {
            let mut left = leaders();
            left.remove(gone);
            left.remove(gone);
            assert_eq!(left.len(), 2);
            for (number, degrees) in [(7, 0.0), (3, 100.0), (5, 200.0)] {
                let text = ["can I invite friends", "where can I find the backups", "what maps are there"]
                    [[7, 3, 5].iter().position(|&other| other == number).unwrap()];
                check(&left, text, degrees, (number != gone).then_some(number));
            }
        }
    }

    #[test]
    fn a_number_that_is_added_again_is_replaced() {
        let mut leaders = leaders();
        leaders.add(7, "Who made the music?", at(300.0).as_ref());
        assert_eq!(leaders.len(), 3);
        check(&leaders, "how do I invite a friend", 0.0, None);
        check(&leaders, "who has made this music", 301.0, Some(7));
    }

    #[test]
    fn leaders_without_a_vector_are_close_to_nothing() {
        let mut leaders = Leaders::default();
        leaders.add(1, "???", None);
        leaders.add(2, "こんにちは", None);
        leaders.add(3, "How do I invite a friend?", at(0.0).as_ref());
        leaders.add(4, "さようなら", None);
        check(&leaders, "can I invite friends", 5.0, Some(3));
        assert_eq!((leaders.assign("こんにちは", None), leaders.assign("!!!", None)), (Some(2), None));
        leaders.remove(3);
        check(&leaders, "can I invite friends", 5.0, None);
    }
}
