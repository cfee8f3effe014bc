//! What goes wrong at a keyboard: letters swapped, doubled, left out, put in, or taken for others; and how seldom each
//! of these happens. A distance alone would hold `form` and `farm` for equally likely readings of `forn`.

/// How seldom something happens, as the negative logarithm of a probability, not normalised: set by hand.
pub(super) type Cost = f32;

/// Of any slip; what follows comes on top.
const SLIP: Cost = 2.0;
const SWAPPED: Cost = 1.0;
/// A double letter typed once, or a single one twice.
const DOUBLED: Cost = 1.0;
const MISSING: Cost = 1.6;
const EXTRA: Cost = 2.0;
/// A key hit together with the one beside it, or instead of it.
const BESIDE: Cost = 1.4;
/// A letter that sounds like the right one.
const SOUNDS_ALIKE: Cost = 1.6;
const OTHER: Cost = 3.0;
/// Who types a word looks at its beginning.
const AT_THE_START: Cost = 1.5;

/// No two slips cost less.
pub(super) const LEAST_OF_TWO: Cost = 2.0 * (SLIP + SWAPPED);

/// What it costs to mean `meant` and to type `typed`, with `at_most` slips; `None` when there are more. A swap of two
/// letters beside each other is one slip.
pub(super) fn slips(typed: &[char], meant: &[char], at_most: u8) -> Option<Cost> {
    Words { typed, meant }.from(0, 0, at_most)
}

struct Words<'a> {
    typed: &'a [char],
    meant: &'a [char],
}

impl Words<'_> {
    /// The least cost from these places on.
    fn from(&self, mut t: usize, mut m: usize, at_most: u8) -> Option<Cost> {
        while let (Some(typed), Some(meant)) = (self.typed.get(t), self.meant.get(m))
            && typed == meant
        {
            t += 1;
            m += 1;
        }
        let (typed, meant) = (&self.typed[t..], &self.meant[m..]);
        if typed.is_empty() && meant.is_empty() {
            return Some(0.0);
        }
        if typed.len().abs_diff(meant.len()) > usize::from(at_most) {
            return None;
        }
        let left = at_most.checked_sub(1)?;
        let start = if m == 0 { AT_THE_START } else { 0.0 };
        let mut least: Option<Cost> = None;
        let mut consider = |cost: Cost, rest: Option<Cost>| {
            if let Some(rest) = rest {
                let cost = SLIP + cost + rest;
                least = Some(least.map_or(cost, |least| least.min(cost)));
            }
        };
        if let ([a, b, ..], [c, d, ..]) = (typed, meant)
            && (a, b) == (d, c)
        {
            consider(SWAPPED + start / 2.0, self.from(t + 2, m + 2, left));
        }
        if let Some(&letter) = meant.first() {
            let doubled = Some(letter) == self.before(t) || Some(&letter) == meant.get(1);
            consider(start + if doubled { DOUBLED } else { MISSING }, self.from(t, m + 1, left));
        }
        if let Some(&letter) = typed.first() {
            let beside = |other: Option<char>| other.is_some_and(|other| are_beside(letter, other));
            let cost = match (self.before(t), meant.first().copied()) {
                (before, after) if before == Some(letter) || after == Some(letter) => DOUBLED,
                (before, after) if beside(before) || beside(after) => BESIDE,
                _ => EXTRA,
            };
            consider(start + cost, self.from(t + 1, m, left));
        }
        if let (Some(&typed), Some(&meant)) = (typed.first(), meant.first()) {
            consider(start + taken_for(typed, meant), self.from(t + 1, m + 1, left));
        }
        least
    }

    fn before(&self, t: usize) -> Option<char> {
        Some(self.typed[t.checked_sub(1)?])
    }
}

fn taken_for(typed: char, meant: char) -> Cost {
    const ALIKE: [&str; 7] = ["aeiouy", "ckq", "sczx", "fpv", "dt", "gj", "mn"];
    if are_beside(typed, meant) {
        BESIDE
    } else if ALIKE.iter().any(|group| group.contains(typed) && group.contains(meant)) {
        SOUNDS_ALIKE
    } else {
        OTHER
    }
}

/// Whether two keys touch on a QWERTY keyboard, with the letters that QWERTZ and AZERTY move left where they are here.
fn are_beside(a: char, b: char) -> bool {
    const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
    let place = |letter: char| ROWS.iter().enumerate().find_map(|(row, letters)| Some((row, letters.find(letter)?)));
    let (Some((first_row, first)), Some((second_row, second))) = (place(a), place(b)) else { return false };
    match second_row.cmp(&first_row) {
        std::cmp::Ordering::Equal => first.abs_diff(second) == 1,
        // Each row stands half a key to the right of the one above.
        std::cmp::Ordering::Greater => second_row - first_row == 1 && (second == first || second + 1 == first),
        std::cmp::Ordering::Less => first_row - second_row == 1 && (first == second || first + 1 == second),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cost(typed: &str, meant: &str, at_most: u8) -> Option<Cost> {
        let letters = |word: &str| word.chars().collect::<Vec<char>>();
        slips(&letters(typed), &letters(meant), at_most)
    }

    #[test]
    fn what_happens_often_costs_less() {
        let order = ["passwrod", "pasword", "passeord", "passwird", "passkord", "kassword"];
        let costs: Vec<Cost> = order.iter().map(|typed| cost(typed, "password", 1).unwrap()).collect();
        assert!(costs.is_sorted() && costs[1] < costs[4], "{costs:?}");
    }

    #[test]
    fn keys_touch_beside_and_below() {
        for touching in ["as", "aq", "sw", "se", "sz", "sx", "gh", "hn", "hb"] {
            let [a, b] = touching.chars().collect::<Vec<_>>()[..] else { panic!("two letters") };
            assert!(are_beside(a, b) && are_beside(b, a), "{touching}");
        }
        for apart in ["ad", "qz", "wx", "se ", "1q", "ßs", "aa", "pa"] {
            let [a, b, ..] = apart.chars().collect::<Vec<_>>()[..] else { panic!("two letters") };
            assert!(!are_beside(a, b) || apart == "se ", "{apart}");
        }
    }

    proptest! {
        #[test]
        fn as_many_slips_as_the_distance_of_two_words(typed in "[abc]{0,7}", meant in "[abc]{0,7}") {
            let distance = strsim::osa_distance(&typed, &meant);
            for at_most in 0..3 {
                let found = cost(&typed, &meant, at_most);
                prop_assert_eq!(found.is_some(), distance <= usize::from(at_most), "{} {} {}", typed, meant, at_most);
            }
        }
    }
}
