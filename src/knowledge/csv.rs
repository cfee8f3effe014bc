//! CSV and TSV: a header, then a row for each entry. Several phrasings stand in one cell, a line each.

use ::csv::ReaderBuilder;
use ::csv::StringRecord;
use ::csv::WriterBuilder;

use crate::entry::Entry;
use crate::entry::Knowledge;
use crate::entry::Phrasing;
use crate::entry::Topic;

use super::clean;
use super::decode::Lines;
use super::keys::ITEM_KEYS;
use super::keys::Key;
use super::problem::Code;
use super::problem::Spot;
use super::problem::Wrong;
use super::problem::quoted;
use super::record;
use super::sheet::At;
use super::sheet::Details;
use super::sheet::Sheet;
use super::sheet::Stated;
use super::sheet::TopicOf;

/// How often reading starts again after a quote that was never closed; each start reads the rest of the file.
const MAX_RESTARTS: usize = 10;

/// Reads a CSV file; cells may be separated by `;` instead, as spreadsheets of half of Europe write it.
pub(super) fn parse(text: &str, sheet: &mut Sheet<'_>) {
    parse_with(delimiter(text), text, sheet);
}

/// What separates the cells, by what finds most columns in the header.
pub(super) fn delimiter(text: &str) -> char {
    let header = text.trim_start().lines().next().unwrap_or_default();
    let known = |delimiter: char| {
        let cells = header.split(delimiter).map(|cell| cell.trim_matches(['"', ' ']));
        cells.filter(|cell| column(cell).is_some()).count()
    };
    // The last of the best wins, so that the comma does where no other is better.
    ['\t', ';', ','].into_iter().max_by_key(|&c| known(c)).unwrap_or(',')
}

/// Reads a TSV file.
pub(super) fn parse_tabs(text: &str, sheet: &mut Sheet<'_>) {
    parse_with('\t', text, sheet);
}

pub(super) fn write(knowledge: &Knowledge, delimiter: u8) -> String {
    let mut writer = WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    let header = ITEM_KEYS.iter().map(|key| key.name().to_owned()).collect();
    let topics = knowledge.topics.iter().map(topic_row);
    let entries = knowledge.entries.iter().map(entry_row);
    for row in std::iter::once(header).chain(topics).chain(entries) {
        let row: Vec<String> = row;
        writer.write_record(row).expect("rows of one length can always be written to memory");
    }
    let bytes = writer.into_inner().expect("memory is always flushed");
    String::from_utf8(bytes).expect("strings were written")
}

fn topic_row(topic: &Topic) -> Vec<String> {
    let cell = |key: &Key| match key {
        Key::Topic => topic.name.clone(),
        Key::Overview => topic.overview.clone().unwrap_or_default(),
        _ => String::new(),
    };
    ITEM_KEYS.iter().map(cell).collect()
}

fn entry_row(entry: &Entry) -> Vec<String> {
    let cell = |key: &Key| match key {
        Key::Id => entry.id.to_string(),
        Key::Topic => entry.topic.clone().unwrap_or_default(),
        Key::Questions => entry.phrasings.iter().map(Phrasing::as_str).collect::<Vec<_>>().join("\n"),
        Key::Answer => entry.answer.clone(),
        Key::Tags => tags_cell(&entry.tags),
        Key::Source => entry.source.clone().unwrap_or_default(),
        Key::ReviewBy => entry.review_by.map(record::date).unwrap_or_default(),
        Key::State => record::state(entry.state).unwrap_or_default().to_owned(),
        _ => String::new(),
    };
    ITEM_KEYS.iter().map(cell).collect()
}

/// Separated by commas, or, where a tag has a comma in it, each on a line that is ended.
pub(super) fn tags_cell(tags: &[String]) -> String {
    if tags.iter().any(|tag| tag.contains(',')) {
        return tags.iter().map(|tag| format!("{tag}\n")).collect();
    }
    tags.join(", ")
}

/// The key of the column `name`; `question2` is one more column of questions.
pub(super) fn column(name: &str) -> Option<Key> {
    let name = name.trim();
    Key::find(name, ITEM_KEYS).or_else(|| {
        let stem = name.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches(['_', '-', ' ']);
        Key::find(stem, ITEM_KEYS).filter(|&key| key == Key::Questions && stem != name)
    })
}

fn parse_with(delimiter: char, text: &str, sheet: &mut Sheet<'_>) {
    let lines = Lines::new(text);
    let mut columns: Option<Vec<Option<Key>>> = None;
    rows(text, byte(delimiter), &lines, sheet, &mut |at, row, sheet| {
        if row.iter().all(|cell| cell.trim().is_empty()) {
            return true;
        }
        let line = lines.line(at);
        let Some(columns) = &columns else {
            columns = header(row, line, sheet);
            return columns.is_some();
        };
        if row.len() > columns.len() {
            let wrong = Wrong::TooManyCells { cells: row.len(), columns: columns.len() };
            sheet.error(Spot::line(line), Code::Syntax, wrong);
            return true;
        }
        take(&cells(row, columns), line, sheet);
        true
    });
}

/// A delimiter as the reader wants it.
pub(super) fn byte(delimiter: char) -> u8 {
    u8::try_from(delimiter).unwrap_or(b',')
}

/// Takes the header or a row, and the offset at which it begins. Returns whether it makes sense to go on.
pub(super) type TakeRow<'f> = dyn FnMut(usize, &StringRecord, &mut Sheet<'_>) -> bool + 'f;

/// Gives the rows of a table to `take`, one by one; a quote that is never closed hides only its own row.
pub(super) fn rows(text: &str, delimiter: u8, lines: &Lines<'_>, sheet: &mut Sheet<'_>, take: &mut TakeRow<'_>) {
    let table = Table { text, lines, delimiter };
    let mut from = 0;
    for _ in 0..=MAX_RESTARTS {
        match table.rows(from, sheet, take) {
            None => return,
            Some(unclosed) => from = unclosed,
        }
    }
    let spot = Spot::line(lines.line(from));
    sheet.error(spot, Code::Syntax, Wrong::UnclosedQuotes);
}

struct Table<'a, 't> {
    text: &'t str,
    lines: &'a Lines<'t>,
    delimiter: u8,
}

impl Table<'_, '_> {
    /// Reads the rows from byte `from` on. Returns where to go on after a row in which a quote is never closed.
    fn rows(&self, from: usize, sheet: &mut Sheet<'_>, take: &mut TakeRow<'_>) -> Option<usize> {
        let rest = &self.text[from..];
        let mut reader = ReaderBuilder::new()
            .delimiter(self.delimiter)
            .flexible(true)
            .has_headers(false)
            .from_reader(rest.as_bytes());
        let mut row = StringRecord::new();
        // The text is UTF-8 and in memory, and rows may differ in length: nothing is left that could fail.
        while let Ok(true) = reader.read_record(&mut row) {
            let start = from + row.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
            let start = start + self.text[start..].bytes().take_while(|&byte| byte == b'\n').count();
            let line = self.lines.line(start);
            // What a quote opens and nothing closes swallows all rows to the end.
            let is_last = reader.position().byte() >= rest.len() as u64;
            if is_last && ends_in_quotes(&self.text[start..], self.delimiter) {
                sheet.error(Spot::line(line), Code::Syntax, Wrong::UnclosedQuote);
                return Some(self.lines.start_of(line + 1)).filter(|&next| next < self.text.len());
            }
            if !take(start, &row, sheet) {
                return None;
            }
        }
        None
    }
}

/// Whether a quote is left open at the end of `row`, by the rules of the reader: only at the beginning of a cell does
/// a quote mean anything but itself.
fn ends_in_quotes(row: &str, delimiter: u8) -> bool {
    let mut bytes = row.bytes().peekable();
    let mut at_start = true;
    while let Some(byte) = bytes.next() {
        if at_start && byte == b'"' {
            loop {
                match bytes.next() {
                    None => return true,
                    Some(b'"') if bytes.peek() == Some(&b'"') => bytes.next(),
                    Some(b'"') => break,
                    Some(_) => None,
                };
            }
        }
        at_start = byte == delimiter || byte == b'\n';
    }
    false
}

fn header(row: &StringRecord, line: usize, sheet: &mut Sheet<'_>) -> Option<Vec<Option<Key>>> {
    let spot = Spot::line(line);
    let columns: Vec<Option<Key>> = row.iter().map(column).collect();
    let has = |key| columns.contains(&Some(key));
    let states_topics = has(Key::Topic) && has(Key::Overview);
    for key in [Key::Questions, Key::Answer] {
        if !has(key) && !states_topics {
            sheet.error(spot, Code::Syntax, Wrong::NoColumn { column: quoted(key.name()) });
            return None;
        }
    }
    for (name, column) in row.iter().zip(&columns) {
        if column.is_none() && !name.trim().is_empty() {
            let column = quoted(name.trim());
            let wrong = match Key::nearest(name, ITEM_KEYS) {
                Some(nearest) => Wrong::UnknownColumn { column, nearest: quoted(nearest) },
                None => Wrong::UnknownColumnAmong { column, known: Key::names_of(ITEM_KEYS) },
            };
            sheet.warning(spot, Code::UnknownKey, wrong);
        }
    }
    Some(columns)
}

/// The cells of known columns that are not empty.
fn cells(row: &StringRecord, columns: &[Option<Key>]) -> Vec<(Key, String)> {
    let known = row.iter().zip(columns).filter_map(|(cell, column)| Some(((*column)?, cell)));
    known.filter(|(_, cell)| !cell.trim().is_empty()).map(|(key, cell)| (key, cell.to_owned())).collect()
}

fn take(cells: &[(Key, String)], line: usize, sheet: &mut Sheet<'_>) {
    let spot = Spot::line(line);
    let cell = |key| cells.iter().find(|(other, _)| *other == key).map(|(_, cell)| cell.clone());
    let at = |key| cell(key).map(|text| At { text, spot });
    if cells.is_empty() {
        return;
    }
    let overview = cell(Key::Overview);
    match (cell(Key::Topic), &overview) {
        (Some(topic), Some(_)) => sheet.state_topic(&topic, overview.as_deref(), spot),
        (None, Some(_)) => {
            sheet.error(spot, Code::StrayText, Wrong::OverviewWithoutTopicCell);
        }
        (Some(topic), None) if cells.len() == 1 => sheet.state_topic(&topic, None, spot),
        _ => {}
    }
    if cells.iter().all(|(key, _)| matches!(key, Key::Topic | Key::Overview)) {
        return;
    }
    let questions = cells.iter().filter(|(key, _)| *key == Key::Questions).flat_map(|(_, cell)| cell.lines());
    sheet.add(Stated {
        spot,
        id: at(Key::Id),
        topic: at(Key::Topic).map_or(TopicOf::File, TopicOf::Named),
        questions: questions.map(|text| At { text: text.to_owned(), spot }).collect(),
        answer: at(Key::Answer),
        details: Details {
            tags: cell(Key::Tags).map(|tags| clean::split_tags(&tags)),
            source: cell(Key::Source),
            review_by: at(Key::ReviewBy),
            state: at(Key::State),
        },
    });
}
