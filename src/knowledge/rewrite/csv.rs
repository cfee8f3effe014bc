//! CSV and TSV: cells are changed one by one, and keep their quotes.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::knowledge::Format;
use crate::knowledge::clean;
use crate::knowledge::csv;
use crate::knowledge::decode::Lines;
use crate::knowledge::keys::Key;
use crate::knowledge::sheet::Sheet;

use super::Edit;
use super::NoPlace;
use super::Target;
use super::changes::Change;
use super::changes::Wanted;

/// Whether the table has a column for states.
pub(super) fn has_states(format: Format, text: &str) -> bool {
    Table::of(format, text).columns.contains(&Some(Key::State))
}

/// No `changes` take the row out.
pub(super) fn edits(format: Format, target: &Target<'_>, changes: Option<&[Change]>) -> Result<Vec<Edit>, NoPlace> {
    let table = Table::of(format, target.text);
    let Some(&start) = table.rows.get(&target.line) else {
        return Err(NoPlace::new("its row cannot be told for sure", "put each entry on a row"));
    };
    let row = Row { table: &table, text: target.text, cells: cells(target.text, start, table.delimiter) };
    match changes {
        Some(changes) => row.edits(changes),
        None => {
            let end = row.cells.last().map_or(start, |cell| cell.end);
            let end = (end + 1).min(target.text.len());
            Ok(vec![Edit::new(start..end, "")])
        }
    }
}

struct Table {
    delimiter: u8,
    columns: Vec<Option<Key>>,
    /// Where the row on a line begins.
    rows: BTreeMap<usize, usize>,
}

impl Table {
    fn of(format: Format, text: &str) -> Table {
        let delimiter = if format == Format::Tsv { '\t' } else { csv::delimiter(text) };
        let mut table = Table { delimiter: csv::byte(delimiter), columns: Vec::new(), rows: BTreeMap::new() };
        let lines = Lines::new(text);
        let mut ignored = Sheet::new(format, "");
        csv::rows(text, table.delimiter, &lines, &mut ignored, &mut |at, row, _| {
            if table.columns.is_empty() && row.iter().any(|cell| !cell.trim().is_empty()) {
                table.columns = row.iter().map(csv::column).collect();
            }
            table.rows.insert(lines.line(at), at);
            true
        });
        table
    }
}

/// The cells of the row that begins at `start`, as they are written: only at the beginning of a cell does a quote mean
/// anything but itself.
fn cells(text: &str, start: usize, delimiter: u8) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut cells = Vec::new();
    let mut from = start;
    loop {
        let mut at = from;
        if bytes.get(at) == Some(&b'"') {
            at += 1;
            while at < bytes.len() {
                match (bytes[at], bytes.get(at + 1)) {
                    (b'"', Some(b'"')) => at += 2,
                    (b'"', _) => break,
                    _ => at += 1,
                }
            }
        }
        while at < bytes.len() && bytes[at] != delimiter && bytes[at] != b'\n' {
            at += 1;
        }
        cells.push(from..at);
        if bytes.get(at) != Some(&delimiter) {
            return cells;
        }
        from = at + 1;
    }
}

struct Row<'a> {
    table: &'a Table,
    text: &'a str,
    cells: Vec<Range<usize>>,
}

impl Row<'_> {
    fn edits(&self, changes: &[Change]) -> Result<Vec<Edit>, NoPlace> {
        let mut new: BTreeMap<usize, String> = BTreeMap::new();
        for change in changes {
            let own: Vec<usize> = self.columns(change.key).collect();
            let Some(&first) = own.iter().find(|&&column| !self.is_blank(column)).or(own.first()) else {
                let name = change.key.name();
                let what = format!("the table has no column \"{name}\"");
                return Err(NoPlace::new(what, format!("add a column with \"{name}\" to its first row")));
            };
            match (&change.value, change.key) {
                (Wanted::List(texts), Key::Questions) => new.extend(self.questions(&own, texts)),
                (Wanted::List(tags), _) => _ = new.insert(first, csv::tags_cell(tags)),
                (Wanted::Text(text), _) => _ = new.insert(first, text.clone()),
                (Wanted::Nothing | Wanted::Empty, _) => _ = new.insert(first, String::new()),
            }
        }
        let mut edits = Vec::new();
        let mut beyond = String::new();
        let mut next = self.cells.len();
        for (column, text) in new {
            match self.cells.get(column) {
                Some(cell) => edits.push(Edit::new(cell.clone(), self.written(&text, &self.text[cell.clone()]))),
                // A row may be shorter than the header.
                None => {
                    let gap = char::from(self.table.delimiter).to_string().repeat(column + 1 - next);
                    beyond.push_str(&gap);
                    beyond.push_str(&self.written(&text, ""));
                    next = column + 1;
                }
            }
        }
        if let Some(last) = self.cells.last().filter(|_| !beyond.is_empty()) {
            edits.push(Edit::new(last.end..last.end, beyond));
        }
        Ok(edits)
    }

    fn columns(&self, key: Key) -> impl Iterator<Item = usize> {
        self.table.columns.iter().enumerate().filter(move |(_, column)| **column == Some(key)).map(|(at, _)| at)
    }

    fn is_blank(&self, column: usize) -> bool {
        self.cells.get(column).is_none_or(|cell| self.text[cell.clone()].trim_matches([' ', '"']).is_empty())
    }

    /// One question a column, and what is left in the last one; cells that say what they are to say are not touched.
    fn questions(&self, columns: &[usize], texts: &[String]) -> Vec<(usize, String)> {
        let mut cells = Vec::new();
        for (at, &column) in columns.iter().enumerate() {
            let is_last = at + 1 == columns.len();
            let end = if is_last { texts.len() } else { (at + 1).min(texts.len()) };
            let own = texts.get(at..end).unwrap_or_default();
            let old = self.cells.get(column).map_or("", |cell| &self.text[cell.clone()]);
            let says: Vec<String> = unquoted(old).lines().map(clean::line).filter(|line| !line.is_empty()).collect();
            if says != own {
                cells.push((column, own.join("\n")));
            }
        }
        cells
    }

    /// `text` as a cell, between quotes where it needs them or `old` had them.
    fn written(&self, text: &str, old: &str) -> String {
        let needs_quotes = text.contains(['"', '\n', '\r', char::from(self.table.delimiter)]);
        if needs_quotes || (old.starts_with('"') && !text.is_empty()) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.to_owned()
        }
    }
}

fn unquoted(cell: &str) -> String {
    match cell.strip_prefix('"').and_then(|rest| rest.trim_end().strip_suffix('"')) {
        Some(inner) => inner.replace("\"\"", "\""),
        None => cell.to_owned(),
    }
}
