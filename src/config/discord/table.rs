//! Values of a TOML file with the places they stand at, and what is wrong with them.

use std::ops::RangeInclusive;
use std::path::Path;

use toml::Spanned;
use toml::de::DeTable;
use toml::de::DeValue;

use crate::config::discord::Problem;

/// Where to find an id, for every message about one.
const WHERE_IDS_ARE: &str = "an id has 15 to 20 digits: in Discord, turn on Developer Mode (User Settings, Advanced) \
and choose \"Copy ID\" in the menu of the server, channel or role";

/// What is wrong, in the order found.
pub(super) struct Report<'t> {
    text: &'t str,
    path: &'t Path,
    problems: Vec<Problem>,
}

impl<'t> Report<'t> {
    pub(super) fn new(text: &'t str, path: &'t Path) -> Report<'t> {
        Report { text, path, problems: Vec::new() }
    }

    /// Something is wrong at this offset in the text.
    pub(super) fn add(&mut self, at: usize, message: String) {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        self.problems.push(Problem {
            path: self.path.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            message,
        });
    }

    /// `result` where nothing was wrong; else the problems as they stand in the file.
    pub(super) fn settle<T>(mut self, result: T) -> Result<T, Vec<Problem>> {
        if self.problems.is_empty() {
            return Ok(result);
        }
        self.problems.sort_by_key(|problem| (problem.line, problem.column));
        Err(self.problems)
    }
}

/// A table, and what it is called in messages: empty for the whole file, else `[cooldown]` or the like.
#[derive(Clone)]
pub(super) struct Table<'a> {
    name: String,
    entries: &'a DeTable<'a>,
}

/// A value, with the key it belongs to as messages show it.
#[derive(Clone)]
pub(super) struct Value<'a> {
    key: String,
    name: String,
    at: usize,
    value: &'a DeValue<'a>,
}

impl<'a> Table<'a> {
    pub(super) fn root(root: &'a Spanned<DeTable<'a>>) -> Table<'a> {
        Table { name: String::new(), entries: root.get_ref() }
    }

    /// Reports every key that is none of `known`, with the one that was probably meant.
    pub(super) fn only(&self, known: &[&'static str], report: &mut Report<'_>) {
        for key in self.entries.keys() {
            let name: &str = key.get_ref();
            if known.contains(&name) {
                continue;
            }
            let remedy = match nearest(name, known) {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => format!("known here are {}", quoted(known)),
            };
            let place = if self.name.is_empty() { String::new() } else { format!(" in {}", self.name) };
            report.add(key.span().start, format!("there is no key `{name}`{place}; {remedy}"));
        }
    }

    pub(super) fn get(&self, key: &str) -> Option<Value<'a>> {
        let (_, value) = self.entries.iter().find(|(known, _)| known.get_ref() == key)?;
        Some(self.value(key, value))
    }

    /// The tables below this one by their ids, such as `[server.123456789012345678]`.
    pub(super) fn by_id(&self, what: &str, report: &mut Report<'_>) -> Vec<(u64, Table<'a>)> {
        let mut tables = Vec::new();
        for (key, value) in self.entries {
            let name: &str = key.get_ref();
            let Some(id) = snowflake(name) else {
                report.add(key.span().start, format!("`{name}` is not the id of a {what}; {WHERE_IDS_ARE}"));
                continue;
            };
            tables.extend(self.value(name, value).table(report).map(|table| (id, table)));
        }
        tables
    }

    fn value(&self, key: &str, value: &'a Spanned<DeValue<'a>>) -> Value<'a> {
        let inner = self.name.trim_matches(['[', ']']);
        let path = if inner.is_empty() { key.to_owned() } else { format!("{inner}.{key}") };
        Value { key: key.to_owned(), name: path, at: value.span().start, value: value.get_ref() }
    }
}

impl<'a> Value<'a> {
    /// Offset of the value in the text.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    fn wrong<T>(&self, should: &str, report: &mut Report<'_>) -> Option<T> {
        let is = match self.value {
            DeValue::String(text) => format!("{text:?}"),
            DeValue::Integer(number) => number.to_string(),
            DeValue::Float(number) => number.as_str().to_owned(),
            DeValue::Boolean(value) => value.to_string(),
            DeValue::Datetime(_) => "a date".to_owned(),
            DeValue::Array(items) if items.is_empty() => "an empty list".to_owned(),
            DeValue::Array(_) => "a list".to_owned(),
            DeValue::Table(_) => "a section".to_owned(),
        };
        report.add(self.at, format!("`{}` is {is}; {should}", self.name));
        None
    }

    pub(super) fn table(&self, report: &mut Report<'_>) -> Option<Table<'a>> {
        self.as_table().or_else(|| self.wrong(&format!("it should be a section: [{}]", self.name), report))
    }

    /// The table that the value is, where something else is as good.
    pub(super) fn as_table(&self) -> Option<Table<'a>> {
        match self.value {
            DeValue::Table(entries) => Some(Table { name: format!("[{}]", self.name), entries }),
            _ => None,
        }
    }

    /// Reports the value as one that has no use here; `remedy` says why, and where it belongs.
    pub(super) fn misplaced(&self, remedy: &str, report: &mut Report<'_>) {
        report.add(self.at, format!("`{}` has no use here: {remedy}", self.name));
    }

    pub(super) fn text(&self, should: &str, report: &mut Report<'_>) -> Option<&'a str> {
        match self.value {
            DeValue::String(text) if !text.trim().is_empty() => Some(text),
            _ => self.wrong(should, report),
        }
    }

    /// The one of `words` that the value is.
    pub(super) fn word<T: Copy>(&self, words: &[(&str, T)], report: &mut Report<'_>) -> Option<T> {
        let names: Vec<String> = words.iter().map(|(word, _)| format!("{word:?}")).collect();
        let (last, others) = names.split_last()?;
        let should = format!("it can be {} or {last}", others.join(", "));
        match self.value {
            DeValue::String(text) => {
                if let Some((_, value)) = words.iter().find(|(word, _)| word == text) {
                    return Some(*value);
                }
                self.wrong(&should, report)
            }
            _ => self.wrong(&should, report),
        }
    }

    pub(super) fn boolean(&self, report: &mut Report<'_>) -> Option<bool> {
        match self.value {
            DeValue::Boolean(value) => Some(*value),
            _ => self.wrong("it can be true or false", report),
        }
    }

    pub(super) fn is_false(&self) -> bool {
        matches!(self.value, DeValue::Boolean(false))
    }

    /// Texts in a list; a single one needs no list.
    pub(super) fn texts(&self, should: &str, report: &mut Report<'_>) -> Option<Vec<&'a str>> {
        let DeValue::Array(items) = self.value else {
            return self.text(should, report).map(|text| vec![text]);
        };
        if items.is_empty() {
            return self.wrong(should, report);
        }
        self.items(report, |item, report| item.text(should, report))
    }

    /// A number in `range`, which `should` tells.
    pub(super) fn number(&self, range: RangeInclusive<f32>, should: &str, report: &mut Report<'_>) -> Option<f32> {
        let number: Option<f32> = match self.value {
            DeValue::Float(number) => number.as_str().parse().ok(),
            DeValue::Integer(number) => number.as_str().parse().ok(),
            _ => None,
        };
        match number {
            Some(number) if range.contains(&number) => Some(number),
            _ => self.wrong(should, report),
        }
    }

    /// A whole number, 0 or more.
    pub(super) fn count(&self, report: &mut Report<'_>) -> Option<u32> {
        let DeValue::Integer(number) = self.value else {
            return self.wrong("it should be a whole number", report);
        };
        match u32::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) => Some(number),
            Err(_) => self.wrong(&format!("it should be from 0 to {}", u32::MAX), report),
        }
    }

    /// Ids in a list, as texts or as numbers.
    pub(super) fn ids(&self, what: &str, report: &mut Report<'_>) -> Option<Vec<u64>> {
        let DeValue::Array(_) = self.value else {
            return self.wrong(&format!("it should be a list of ids of {what}: {} = [\"…\"]", self.key), report);
        };
        self.items(report, Value::id)
    }

    /// An id, as text or as a number.
    pub(super) fn id(&self, report: &mut Report<'_>) -> Option<u64> {
        let id = match self.value {
            DeValue::String(text) => snowflake(text),
            DeValue::Integer(number) if number.radix() == 10 => snowflake(number.as_str()),
            _ => None,
        };
        id.or_else(|| self.wrong(WHERE_IDS_ARE, report))
    }

    /// The items of a list, if all of them are right; each that is not was reported.
    fn items<T>(
        &self,
        report: &mut Report<'_>,
        mut read: impl FnMut(&Value<'a>, &mut Report<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let DeValue::Array(items) = self.value else { return None };
        let read: Vec<Option<T>> = items
            .iter()
            .map(|item| {
                let value = Value {
                    key: self.key.clone(),
                    name: self.name.clone(),
                    at: item.span().start,
                    value: item.get_ref(),
                };
                read(&value, report)
            })
            .collect();
        read.into_iter().collect()
    }
}

/// The id of a server, channel or role, as text: only digits. The first ids, of 2015, have 15; fewer are a slip.
#[must_use]
pub fn snowflake(text: &str) -> Option<u64> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits && text.len() >= 15 && !text.starts_with('0'))
}

/// The key that is probably meant: at most a third of its letters are wrong.
fn nearest(name: &str, known: &[&'static str]) -> Option<&'static str> {
    // Nobody misspells a key so that it becomes this long, and the distance costs the square of the length.
    const MAX_BYTES: usize = 40;
    if name.len() > MAX_BYTES {
        return None;
    }
    let name = name.to_lowercase().replace('-', "_");
    let distance = |known: &'static str| (strsim::damerau_levenshtein(&name, known), known);
    let (distance, nearest) = known.iter().copied().map(distance).min()?;
    (distance * 3 <= nearest.len().max(3)).then_some(nearest)
}

fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
