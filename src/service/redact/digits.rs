//! Telephone numbers in the ways that people write them, and other numbers too long to be a count, a date or a version.

use std::ops::Range;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use regex::Regex;

use super::Found;
use super::NUMBER;
use super::PHONE;
use super::after;
use super::before;
use super::is_word;
use super::runs;

/// A number of so many digits names somebody or something, wherever it stands.
const LONG: usize = 9;

/// Groups of digits that are taken together at most, which bounds what a long row of them costs; an account number may
/// have eight.
const MOST_GROUPS: usize = 8;

/// What is said right before a telephone number.
static CALLED: LazyLock<Regex> = LazyLock::new(|| {
    let all = r"(?i-u:\b(?:(?:tele)?(?:phone|fon)|mobile|cell|handy|whatsapp|signal|fax|tel)(?: ?(?:number|no|nr|nummer))?(?:\.? ?:|\.| is| ist| =)|\b(?:tele)?(?:phone|fon) ?(?:number|no|nr|nummer)|\btel|\b(?:call|text|ring|reach|phone|sms|whatsapp|message) (?:me|us|him|her)(?: at| on| under)?| number(?: is|:))[ :]*$";
    Regex::new(all).expect("a pattern that the tests use")
});

/// The characters before a number that may say what it is.
const CALLED_REACH: usize = 28;

/// Digits in a row, with what stands between them and the row before.
struct Group {
    at: Range<usize>,
    /// `None` where they do not belong together.
    joint: Option<Range<usize>>,
}

struct Row<'a> {
    text: &'a str,
    groups: Vec<Group>,
}

pub(super) fn found(text: &str) -> Vec<Found> {
    let row = Row::of(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < row.groups.len() {
        if let Some(count) = row.date(at) {
            at += count;
        } else if let Some((count, one)) = row.number(at) {
            found.push(one);
            at += count;
        } else {
            at += 1;
        }
    }
    found
}

impl Row<'_> {
    fn of(text: &str) -> Row<'_> {
        let mut groups: Vec<Group> = Vec::new();
        for at in runs(text, |byte| byte.is_ascii_digit()) {
            let joint = groups.last().map(|last| last.at.end..at.start).filter(|joint| is_joint(&text[joint.clone()]));
            groups.push(Group { at, joint });
        }
        Row { text, groups }
    }

    /// What is between a group and the one before.
    fn joint(&self, at: usize) -> Option<&str> {
        self.groups[at].joint.clone().map(|joint| &self.text[joint])
    }

    fn length(&self, at: usize) -> usize {
        self.groups[at].at.len()
    }

    fn digits(&self, at: usize) -> &str {
        &self.text[self.groups[at].at.clone()]
    }

    /// How many groups from this one on are a date; `None` if it is none.
    fn date(&self, at: usize) -> Option<usize> {
        let groups = self.groups.get(at..at + 3)?;
        let lengths = [groups[0].at.len(), groups[1].at.len(), groups[2].at.len()];
        let joints = (self.joint(at + 1)?, self.joint(at + 2)?);
        let whole = self.starts(at) && self.ends(at + 2);
        let sizes = matches!(lengths, [1..=2, 1..=2, 2 | 4] | [4, 1..=2, 1..=2]);
        let small = |at: usize| self.digits(at).parse::<u32>().is_ok_and(|number| (1..=31).contains(&number));
        let parts = if lengths[0] == 4 { [at + 1, at + 2] } else { [at, at + 1] };
        let joined = joints.0 == joints.1 && matches!(joints.0, "-" | "." | "/" | ". ");
        (whole && sizes && joined && parts.into_iter().all(small)).then_some(3)
    }

    /// Whether a number can begin with this group: what is before it goes on with another word, or number.
    fn starts(&self, at: usize) -> bool {
        let free = |joint: &str| joint.contains([' ', '(']);
        !is_word(before(self.text, self.groups[at].at.start)) && (at == 0 || self.joint(at).is_none_or(free))
    }

    /// Whether a number can end with this group.
    fn ends(&self, at: usize) -> bool {
        let free = |joint: &str| joint.contains([' ', ')']);
        let next = self.groups.get(at + 1).and_then(|_| self.joint(at + 1));
        !is_word(after(self.text, self.groups[at].at.end)) && next.is_none_or(free)
    }

    /// The longest number that begins with this group, and how many groups it has.
    fn number(&self, at: usize) -> Option<(usize, Found)> {
        if self.starts(at) {
            let joined =
                (at + 1..self.groups.len()).take_while(|next| self.joint(*next).is_some()).take(MOST_GROUPS - 1);
            let most = 1 + joined.count();
            let called = most.max(self.length(at)) > 1 && self.is_called(at);
            let written = |count: &usize| self.ends(at + count - 1).then(|| self.written(at, *count, called)).flatten();
            if let Some((count, instead)) = (1..=most).rev().find_map(|count| Some((count, written(&count)?))) {
                let end = self.groups[at + count - 1].at.end;
                return Some((count, Found::new(self.start(at)..end, instead)));
            }
        }
        let is_long = self.length(at) >= LONG && !self.is_fraction(at) && !self.is_hexadecimal(at) && !self.is_code(at);
        is_long.then(|| (1, Found::new(self.groups[at].at.clone(), NUMBER)))
    }

    /// What these groups are by the way in which they are written.
    fn written(&self, at: usize, count: usize, called: bool) -> Option<&'static str> {
        let lengths: Vec<usize> = (at..at + count).map(|group| self.length(group)).collect();
        let joints: Vec<&str> = (at + 1..at + count).filter_map(|group| self.joint(group)).collect();
        let digits: usize = lengths.iter().sum();
        let first = self.digits(at);
        let before = &self.text[self.start(at)..self.groups[at].at.start];
        let grouped = count > 1;
        let international = before.contains('+') && (if grouped { 7 } else { 8 }..=15).contains(&digits)
            || (first.len() > 2 && first.starts_with("00") && !first.starts_with("000") && (10..=17).contains(&digits));
        let trunk = (first.len() > 1 || before.contains('(')) && first.starts_with('0') && !first.starts_with("00");
        let in_pairs = lengths.iter().all(|length| *length <= 2);
        let alike = joints.windows(2).all(|two| two[0] == two[1]);
        let least = if in_pairs {
            10
        } else if grouped {
            8
        } else {
            LONG
        };
        let national = trunk && (least..=13).contains(&digits) && (!in_pairs || alike);
        let american = match lengths[..] {
            [3, 3, 4] => self.is_american(at),
            [1, 3, 3, 4] => first == "1" && self.is_american(at + 1),
            _ => false,
        };
        let bracketed = before.ends_with('(') && joints.first().is_some_and(|joint| joint.starts_with(')'));
        let in_brackets = bracketed && first.len() > 1 && (LONG..=13).contains(&digits);
        let in_two = lengths == [5, 5];
        let said = called && (6..=15).contains(&digits);
        if international || national || american || in_brackets || in_two || said {
            return Some(PHONE);
        }
        let evenly = joints.iter().all(|joint| *joint == " ") || joints.iter().all(|joint| *joint == "-");
        let (last, others) = lengths.split_last()?;
        let blocks = others.len() > 1 && others.iter().all(|length| *length == others[0] && (4..=6).contains(length));
        let card = digits >= 12 && evenly && ((blocks && *last <= others[0]) || lengths == [4, 6, 5]);
        let insured = lengths == [3, 2, 4] && joints == ["-", "-"];
        (card || insured).then_some(NUMBER)
    }

    /// Whether area and exchange are such as there are in North America.
    fn is_american(&self, at: usize) -> bool {
        [at, at + 1].iter().all(|group| self.digits(*group).starts_with(|c: char| matches!(c, '2'..='9')))
    }

    /// Where a number begins, with the plus sign and the bracket before its digits.
    fn start(&self, at: usize) -> usize {
        let start = self.groups[at].at.start;
        let text = &self.text[..start];
        let open = text.strip_suffix('(').unwrap_or(text);
        match open.strip_suffix('+') {
            Some(rest) if !is_word(before(rest, rest.len())) && !rest.ends_with('+') => rest.len(),
            _ => open.len(),
        }
    }

    /// Whether the words before say that this is a telephone number.
    fn is_called(&self, at: usize) -> bool {
        let text = self.text[..self.start(at)].trim_end_matches([' ', ':']);
        if !text.ends_with(|c: char| c.is_alphabetic() || matches!(c, '.' | '=')) {
            return false;
        }
        let before: Vec<char> = self.text[..self.start(at)].chars().rev().take(CALLED_REACH).collect();
        CALLED.is_match(&before.into_iter().rev().collect::<String>())
    }

    /// Whether these are the digits behind a decimal point: `3.141592653`.
    fn is_fraction(&self, at: usize) -> bool {
        let whole = at.checked_sub(1).filter(|_| self.joint(at) == Some("."));
        let more = self.groups.get(at + 1).is_some_and(|_| self.joint(at + 1) == Some("."));
        whole.is_some_and(|whole| self.length(whole) <= 3 && self.joint(whole) != Some(".")) && !more
    }

    /// Whether these digits with the minus before them are an error code of Windows: 32 bits with the highest set, which
    /// nothing that belongs to a person has.
    fn is_code(&self, at: usize) -> bool {
        const CODES: RangeInclusive<u64> = 1_073_000_000..=2_147_483_648;
        let before = self.text[..self.groups[at].at.start].strip_suffix('-');
        let alone = before.is_some_and(|rest| rest.is_empty() || rest.ends_with([' ', '(', ':', '=', '\n']));
        alone && self.digits(at).parse().is_ok_and(|number: u64| CODES.contains(&number))
    }

    /// Whether these digits are part of a hexadecimal number, as errors and places in memory have.
    fn is_hexadecimal(&self, at: usize) -> bool {
        /// `0x` and 64 bits.
        const LONGEST: usize = 18;
        let text = &self.text.as_bytes()[..self.groups[at].at.start];
        let word = text.iter().rev().take(LONGEST).take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let start = text.len() - word;
        self.text[start..].starts_with("0x") || self.text[start..].starts_with("0X")
    }
}

/// Whether what is between two groups may be within one number.
fn is_joint(between: &str) -> bool {
    (1..=3).contains(&between.len()) && between.chars().all(|c| matches!(c, ' ' | '-' | '.' | '/' | '(' | ')'))
}
