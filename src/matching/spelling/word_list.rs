//! Words to look up, and to look for what is like them.
//!
//! Words lie by length, each with a mask of its letters. One slip changes two bits of a mask at most, so nearly all
//! words are passed over by looking at four bytes of each: 15 µs for 40,000 words, and no index of misspellings has to
//! be built or kept.

use super::slip::Cost;
use super::slip::slips;

/// Words by number of letters.
#[derive(Default)]
pub(super) struct WordList(Vec<Length>);

/// Words of one length.
#[derive(Default)]
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
    /// How many slips away.
    pub(super) slips: u8,
    /// What those cost.
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

    /// The words that `typed` may be with one slip, or two, in no particular order.
    pub(super) fn like<'a>(&'a self, typed: &'a [char], at_most: u8) -> impl Iterator<Item = Meant> + 'a {
        let (wanted, reach) = (mask(typed), usize::from(at_most));
        let lengths = typed.len().saturating_sub(reach)..=typed.len() + reach;
        let of_length = move |letters: usize| self.0.get(letters).map(|length| (letters, length));
        lengths.filter_map(of_length).flat_map(move |(letters, length)| {
            let like = move |(at, mask): (usize, &u32)| {
                if (mask ^ wanted).count_ones() > 2 * u32::from(at_most) {
                    return None;
                }
                let word = length.word(at, letters);
                let one = slips(typed, word, 1);
                let (slips, slip_cost) = match one {
                    Some(cost) => (1, cost),
                    None if at_most > 1 => (2, slips(typed, word, 2)?),
                    None => return None,
                };
                let rarity = length.rarity[at];
                Some(Meant { word: word.to_vec(), slips, slip_cost, rarity, cost: slip_cost + rarity })
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

/// A bit for each letter; of other scripts, letters share them.
fn mask(word: &[char]) -> u32 {
    word.iter().fold(0, |mask, &letter| mask | 1 << (u32::from(letter) % 32))
}
