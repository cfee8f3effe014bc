//! Numbers with their units, and what makes two of them differ.

use crate::matching::guards::Kind;
use crate::matching::guards::lexicon::LEXICON;
use crate::matching::guards::lexicon::Unit;
use crate::matching::guards::tokens::Token;

/// A number in a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Quantity {
    /// As a number; of `1.20.3` the first two parts.
    value: f64,
    /// As written, in lower case: `1.20.3`.
    digits: String,
    /// What it counts, if it is a unit.
    unit: Option<Unit>,
    /// The word before it.
    before: String,
    /// It is written onto that word: `ps5`, `covid-19`.
    attached: bool,
    /// It numbers a version, a model or an edition.
    version: bool,
    /// As people wrote it, with its unit.
    pub(super) shown: String,
}

/// A unit without a number: "in miles", "how many days".
#[derive(Clone, Debug, PartialEq)]
pub(super) struct BareUnit {
    unit: Unit,
    pub(super) shown: String,
}

/// The quantities of a text, and the units that stand alone.
pub(super) fn quantities(tokens: &[Token]) -> (Vec<Quantity>, Vec<BareUnit>) {
    let (mut quantities, mut units) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < tokens.len() {
        let token = &tokens[at];
        let next = tokens.get(at + 1);
        if let Some(value) = number(tokens, at) {
            let before = at.checked_sub(1).map(|at| &tokens[at]);
            let sign = before.filter(|before| matches!(before.text.as_str(), "$" | "€" | "£"));
            let after = next.filter(|next| !LEXICON.units(&next.text).is_empty());
            let unit = sign.or(after).and_then(|token| pick(LEXICON.units(&token.text)));
            let separator = if after.is_some_and(|after| after.joined || after.text == "%") { "" } else { " " };
            let shown = match (sign, after) {
                (Some(sign), _) => format!("{}{}", sign.text, token.text),
                (None, Some(after)) => format!("{}{separator}{}", token.text, after.text),
                (None, None) => token.text.clone(),
            };
            let attached = token.joined && before.is_some_and(|before| !before.is_number());
            let before = before.map(|before| before.text.clone()).unwrap_or_default();
            let version = unit.is_none() && (is_version(&before) || attached || token.text.matches('.').count() > 1);
            let shown = if attached && version { format!("{before}{shown}") } else { shown };
            let digits = token.text.clone();
            quantities.push(Quantity { value, digits, unit, before, attached, version, shown });
            at += if sign.is_none() && after.is_some() { 2 } else { 1 };
            continue;
        }
        if let Some(unit) = LEXICON.units(&token.text).iter().find(|unit| !unit.after_number)
            && !matches!(token.text.as_str(), "$" | "€" | "£" | "%" | "second")
        {
            units.push(BareUnit { unit: *unit, shown: token.text.clone() });
        }
        at += 1;
    }
    (quantities, units)
}

/// Grams are more usual than gigabytes: of two units with one name the first listed.
fn pick(units: &[Unit]) -> Option<Unit> {
    units.first().copied()
}

/// Words that a version, a model or an edition is named by.
fn is_version(before: &str) -> bool {
    const NAMED: &str = "v ver version versions release edition build python java php node nodejs ruby go postgres \
        postgresql mysql mariadb ubuntu debian fedora windows android ios macos iphone galaxy pixel ps playstation usb \
        http ipv wifi bluetooth bootstrap angular vue react django rails laravel symfony drupal typo3 wordpress magento \
        net framework kernel api tls ssl season chapter patch update dlc part volume model mark mk gen generation";
    NAMED.split_whitespace().any(|named| named == before)
}

/// The number that a token stands for, in digits or as a word. "One" is one only where it counts something.
fn number(tokens: &[Token], at: usize) -> Option<f64> {
    const WORDS: [&str; 21] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let text = tokens[at].text.as_str();
    if tokens[at].is_number() {
        let clock = text.replace(':', ".");
        let mut parts = clock.splitn(3, '.');
        let (whole, fraction) = (parts.next()?, parts.next());
        return match fraction {
            Some(fraction) => format!("{whole}.{fraction}").parse().ok(),
            None => whole.parse().ok(),
        };
    }
    if text == "one" {
        const NO_COUNT: &str = "which this that the another new any no old every each good right other first last only";
        let before = at.checked_sub(1).map(|at| tokens[at].text.as_str()).unwrap_or_default();
        let after = tokens.get(at + 1).map(|token| token.text.as_str());
        let counts = after.is_some_and(|after| !matches!(after, "of" | "for" | "that" | "is" | "do" | "should" | "i"));
        return (counts && !NO_COUNT.split_whitespace().any(|word| word == before)).then_some(1.0);
    }
    if text == "hundred" {
        return Some(100.0);
    }
    let value = |at: usize| u8::try_from(at).map(f64::from).ok();
    if let Some(at) = WORDS.iter().position(|word| *word == text) {
        return value(at);
    }
    TENS.iter().position(|word| *word == text).and_then(|at| value((at + 2) * 10))
}

impl Quantity {
    /// Whether both say the same: equal values, in units that convert or without.
    pub(super) fn same(&self, other: &Quantity) -> bool {
        if self.attached && other.attached && self.before != other.before {
            return false;
        }
        match (self.unit, other.unit) {
            (Some(a), Some(b)) if a.dimension == b.dimension && a.number != b.number => match (a.worth, b.worth) {
                // A year is not exactly twelve months.
                (Some(a), Some(b)) => (self.value * a - other.value * b).abs() <= 0.02 * self.value.abs() * a,
                _ => false,
            },
            _ => self.digits == other.digits || self.equal_value(other),
        }
    }

    /// `1.20` and `1.2` are two versions, but one number; `1.20.3` is a `1.20`.
    fn equal_value(&self, other: &Quantity) -> bool {
        let dots = |quantity: &Quantity| quantity.digits.matches('.').count();
        if (self.version || other.version) && (dots(self) > 0 || dots(other) > 0) {
            let begins = |long: &str, short: &str| long.strip_prefix(short).is_some_and(|rest| rest.starts_with('.'));
            return begins(&self.digits, &other.digits) || begins(&other.digits, &self.digits);
        }
        (self.value - other.value).abs() < 1e-9
    }

    /// Whether one could stand in the place of the other: kilograms for grams, not for minutes; `ps4` for `ps5` and
    /// `ps 5`, not for `covid-19`.
    fn comparable(&self, other: &Quantity) -> bool {
        if self.attached || other.attached {
            return self.before == other.before;
        }
        match (self.unit, other.unit) {
            (Some(a), Some(b)) => a.dimension == b.dimension,
            (None, None) => true,
            // "16 GB" and "16 files": a number of something is not a number of units.
            _ => false,
        }
    }

    /// What two different numbers are called, if one stands in the place of the other.
    pub(super) fn difference(&self, other: &Quantity) -> Option<Kind> {
        if self.same(other) || !self.comparable(other) {
            return None;
        }
        let only_unit = self.equal_value(other) && self.unit.is_some();
        Some(match (only_unit, self.version || other.version) {
            (true, _) => Kind::Unit,
            (false, true) => Kind::Version,
            (false, false) => Kind::Number,
        })
    }

    /// Whether an answer that has it says something by it; small numbers are those of steps and lists.
    pub(super) fn telling(&self) -> bool {
        self.unit.is_some() || self.version || self.value >= 10.0 || self.digits.contains('.')
    }

    /// Whether it is measured in that unit.
    pub(super) fn measured_in(&self, bare: &BareUnit) -> bool {
        self.unit.is_some_and(|unit| (unit.dimension, unit.number) == (bare.unit.dimension, bare.unit.number))
    }
}

impl BareUnit {
    /// Whether they are one unit.
    pub(super) fn same(&self, other: &BareUnit) -> bool {
        (self.unit.dimension, self.unit.number) == (other.unit.dimension, other.unit.number)
    }

    /// Whether they measure the same thing differently.
    pub(super) fn differs(&self, other: &BareUnit) -> bool {
        self.unit.dimension == other.unit.dimension && self.unit.number != other.unit.number
    }
}
