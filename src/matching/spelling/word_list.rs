//! Words to look up, and to look for what is like them.
//!
//! Words lie by length, each with a mask of its letters. One slip changes two bits of a mask at most, so nearly all
//! words are passed over by looking at four bytes of each: 15 µs for 40,000 words, and no index of misspellings has to
//! be built or kept.

use super::slip::Cost;
use super::slip::slips;

/// Words by number of letters.
#[derive(Clone, Default)]
pub(super) struct WordList(Vec<Length>);

/// Words of one length.
#[derive(Clone, Default)]
struct Length {
    masks: Vec<u32>,
    /// Of all words, one behind the other.
    letters: Vec<char>,
    /// How seldom each is meant.
    rarity: Vec<Cost>,
}

/// A word that may have been meant.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Meant {
    pub(super) word: Vec<char>,
    /// What the slips cost.
    pub(super) slip_cost: Cost,
    /// How seldom it is meant.
    pub(super) rarity: Cost,
    /// Both together.
    pub(super) cost: Cost,
}

impl WordList {
    pub(super) fn add(&mut self, word: &str, rarity: Cost) {
        let letters: Vec<char> = word.chars().collect();
        if self.0.len() <= letters.len() {
            self.0.resize_with(letters.len() + 1, Length::default);
        }
        let length = &mut self.0[letters.len()];
        length.masks.push(mask(&letters));
        length.rarity.push(rarity);
        length.letters.extend(letters);
    }

    pub(super) fn has(&self, word: &[char]) -> bool {
        self.rarity(word).is_some()
    }

    /// How seldom a word is meant; `None` for one that is not in the list.
    pub(super) fn rarity(&self, word: &[char]) -> Option<Cost> {
        let mask = mask(word);
        let length = self.0.get(word.len())?;
        let is_it = |&at: &usize| length.masks[at] == mask && length.word(at, word.len()) == word;
        (0..length.masks.len()).find(is_it).map(|at| length.rarity[at])
    }

    /// The words that `typed` may be with one slip, in no particular order.
    pub(super) fn one_slip_away<'a>(&'a self, typed: &'a [char]) -> impl Iterator<Item = Meant> + 'a {
        self.like(typed, 1, |_| true)
    }

    /// The words that `typed` may be with two slips, the first letter being right, in no particular order.
    pub(super) fn two_slips_away<'a>(&'a self, typed: &'a [char]) -> impl Iterator<Item = Meant> + 'a {
        self.like(typed, 2, |word| word.first() == typed.first())
    }

    fn like<'a>(
        &'a self,
        typed: &'a [char],
        count: u8,
        may_be: impl Fn(&[char]) -> bool + Copy + 'a,
    ) -> impl Iterator<Item = Meant> + 'a {
        let (wanted, reach) = (mask(typed), usize::from(count));
        let lengths = typed.len().saturating_sub(reach)..=typed.len() + reach;
        let of_length = move |letters: usize| self.0.get(letters).map(|length| (letters, length));
        lengths.filter_map(of_length).flat_map(move |(letters, length)| {
            let like = move |(at, mask): (usize, &u32)| {
                if !has_at_most(2 * count, mask ^ wanted) {
                    return None;
                }
                let word = length.word(at, letters);
                let slip_cost = if may_be(word) { slips(typed, word, count)? } else { return None };
                let rarity = length.rarity[at];
                Some(Meant { word: word.to_vec(), slip_cost, rarity, cost: slip_cost + rarity })
            };
            length.masks.iter().enumerate().filter_map(like)
        })
    }
}

impl Length {
    fn word(&self, at: usize, letters: usize) -> &[char] {
        &self.letters[at * letters..(at + 1) * letters]
    }
}

/// Whether `bits` are set in `mask` at most. Without the instruction that counts bits, which not every machine has,
/// clearing one after the other takes a third of the time.
fn has_at_most(bits: u8, mut mask: u32) -> bool {
    for _ in 0..bits {
        mask &= mask.wrapping_sub(1);
    }
    mask == 0
}

/// A bit for each letter; of other scripts, letters share them.
fn mask(word: &[char]) -> u32 {
    word.iter().fold(0, |mask, &letter| mask | 1 << (u32::from(letter) % 32))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(word: &str) -> Vec<char> {
        word.chars().collect()
    }

    fn sorted(found: impl Iterator<Item = Meant>) -> Vec<String> {
        let mut found: Vec<String> = found.map(|meant| meant.word.iter().collect()).collect();
        found.sort();
        found
    }

    #[test]
    fn words_are_found_by_slips_and_themselves() {
        let mut list = WordList::default();
        for word in ["reset", "rest", "resets", "tesser", "secret", "größe", "пароль"] {
            list.add(word, 1.0);
        }
        assert!(list.has(&letters("größe")) && !list.has(&letters("rese")) && !list.has(&letters("")));
        assert_eq!(sorted(list.one_slip_away(&letters("rseet"))), ["reset"]);
        assert_eq!(sorted(list.one_slip_away(&letters("resst"))), ["reset", "rest"]);
        assert_eq!(sorted(list.two_slips_away(&letters("reste"))), ["reset", "resets", "rest"]);
        assert_eq!(sorted(list.one_slip_away(&letters("парль"))), ["пароль"]);
        assert_eq!(sorted(WordList::default().two_slips_away(&letters("any"))), [""; 0]);
    }

    #[test]
    fn bits_are_counted() {
        for (bits, mask) in [(0, 0), (2, 0b101), (4, 0b1_0111)] {
            assert!(has_at_most(bits, mask) && !has_at_most(bits, mask | 0x8000_0000), "{bits} {mask:b}");
        }
    }
}
