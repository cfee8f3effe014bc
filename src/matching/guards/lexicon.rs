//! What the guard knows beforehand: words that exclude each other, by hand.
//!
//! `antonyms.txt` and `families.txt` hold a group a line, `/` between members that exclude each other and `|` between
//! names of one member. `units.txt` says what a unit is worth. `^` marks names that count with a capital letter only,
//! being ordinary words without it; `#` those that are units only right after a number.

use std::collections::HashMap;
use std::collections::HashSet;
use std::sync::LazyLock;

use crate::matching::guards::Kind;

/// Members of one group exclude each other, so that a question with one is not one with the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sense {
    /// The group's number.
    pub(super) group: u16,
    /// The member's number within the group.
    pub(super) member: u16,
    /// It counts only with a capital letter.
    pub(super) capital: bool,
}

/// A unit of measurement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Unit {
    /// Units of one dimension can be compared.
    pub(super) dimension: u8,
    /// The unit's number within the dimension.
    pub(super) number: u8,
    /// How many of the dimension's first unit it is; `None` if it cannot be converted.
    pub(super) worth: Option<f64>,
    /// It is a unit only right after a number.
    pub(super) after_number: bool,
}

/// Groups and units, found by word.
pub(super) struct Lexicon {
    senses: HashMap<String, Vec<Sense>>,
    /// First words of names of several words, and of verbs with a particle.
    heads: HashSet<String>,
    kinds: Vec<Kind>,
    sizes: Vec<u16>,
    units: HashMap<&'static str, Vec<Unit>>,
}

/// The lexicon, read when it is first needed.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

impl Lexicon {
    fn read() -> Lexicon {
        let mut lexicon = Lexicon {
            senses: HashMap::new(),
            heads: HashSet::new(),
            kinds: Vec::new(),
            sizes: Vec::new(),
            units: HashMap::new(),
        };
        for line in include_str!("antonyms.txt").lines() {
            lexicon.add_group(line, Kind::Antonym);
        }
        for line in include_str!("families.txt").lines() {
            lexicon.add_group(line, Kind::Name);
        }
        lexicon.add_units(include_str!("units.txt"));
        lexicon
    }

    fn add_group(&mut self, line: &'static str, kind: Kind) {
        let group = u16::try_from(self.kinds.len()).expect("a few hundred groups");
        self.kinds.push(kind);
        let mut size = 0;
        for (member, names) in (0_u16..).zip(line.split(" / ")) {
            size += 1;
            for name in names.split('|') {
                let bare = name.trim().trim_start_matches('^');
                let sense = Sense { group, member, capital: name.trim().starts_with('^') };
                if let Some((head, rest)) = bare.split_once(' ') {
                    for head in forms(head, kind) {
                        self.add(format!("{head} {rest}"), sense);
                        self.heads.insert(head);
                    }
                } else {
                    for form in forms(bare, kind) {
                        self.add(form, sense);
                    }
                }
            }
        }
        self.sizes.push(size);
    }

    fn add(&mut self, name: String, sense: Sense) {
        let senses = self.senses.entry(name).or_default();
        if !senses.iter().any(|other| (other.group, other.member) == (sense.group, sense.member)) {
            senses.push(sense);
        }
    }

    fn add_units(&mut self, text: &'static str) {
        for (dimension, line) in (0_u8..).zip(text.lines().filter(|line| !line.starts_with('#'))) {
            let (_, units) = line.split_once(": ").expect("a dimension has a name");
            for (number, unit) in (0_u8..).zip(units.split(" / ")) {
                let (names, worth) = unit.split_once(" = ").expect("a unit has a worth");
                let worth: f64 = worth.trim().parse().expect("a worth is a number");
                for name in names.split('|') {
                    let bare = name.trim_start_matches('#');
                    let worth = (worth > 0.0).then_some(worth);
                    let unit = Unit { dimension, number, worth, after_number: bare != name };
                    self.units.entry(bare).or_default().push(unit);
                }
            }
        }
    }

    /// The senses of a word, or of several with a space between them.
    pub(super) fn senses(&self, name: &str) -> &[Sense] {
        self.senses.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether some name of several words begins with this one.
    pub(super) fn is_head(&self, word: &str) -> bool {
        self.heads.contains(word)
    }

    /// The units with that name.
    pub(super) fn units(&self, name: &str) -> &[Unit] {
        self.units.get(name).map_or(&[], Vec::as_slice)
    }

    /// What a difference within the group is called.
    pub(super) fn kind(&self, group: u16) -> Kind {
        self.kinds[usize::from(group)]
    }

    /// How many members exclude each other in the group.
    pub(super) fn size(&self, group: u16) -> u16 {
        self.sizes[usize::from(group)]
    }
}

/// A verb's forms by rule, right or not: a wrong one is never met. Names have one.
fn forms(word: &str, kind: Kind) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    if kind != Kind::Antonym || word.len() < 3 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return forms;
    }
    let bare = word.strip_suffix('e').unwrap_or(word);
    forms.extend([format!("{word}s"), format!("{bare}ed"), format!("{bare}ing"), format!("{bare}er")]);
    if let Some(stem) = word.strip_suffix('y') {
        forms.extend([format!("{stem}ies"), format!("{stem}ied")]);
    }
    if word.ends_with(['s', 'h', 'x', 'z']) {
        forms.push(format!("{word}es"));
    }
    let bytes = word.as_bytes();
    let vowel = |byte: u8| b"aeiou".contains(&byte);
    if let [.., before, last] = bytes
        && vowel(*before)
        && !vowel(*last)
    {
        let doubled = char::from(*last);
        forms.extend([format!("{word}{doubled}ed"), format!("{word}{doubled}ing")]);
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apart(a: &str, b: &str) -> bool {
        let senses = LEXICON.senses(a);
        LEXICON.senses(b).iter().any(|b| senses.iter().any(|a| a.group == b.group && a.member != b.member))
    }

    #[test]
    fn the_lists_can_be_read_and_are_large_enough() {
        assert!(LEXICON.kinds.iter().filter(|kind| **kind == Kind::Antonym).count() > 300);
        assert!(LEXICON.senses.len() > 3_000, "{}", LEXICON.senses.len());
        assert!(!LEXICON.units("kg").is_empty() && LEXICON.units("g").len() == 2);
    }

    #[test]
    fn every_form_of_a_pair_excludes_the_other() {
        for (a, b) in [("enabling", "disabled"), ("turning off", "turn on"), ("windows", "macos"), ("stopped", "start")]
        {
            assert!(apart(a, b) && apart(b, a), "{a} {b}");
        }
        assert!(!apart("mac", "osx") && !apart("windows", "python"));
    }

    #[test]
    fn no_name_stands_for_two_members_of_a_group_by_mistake() {
        // Words that really mean either, and so decide nothing.
        let mut both: Vec<&str> = Vec::new();
        for (name, senses) in &LEXICON.senses {
            let twice = |a: &Sense| senses.iter().any(|b| a.group == b.group && a.member < b.member);
            if senses.iter().any(twice) {
                both.push(name);
            }
        }
        assert!(both.is_empty(), "{both:?}");
    }
}
