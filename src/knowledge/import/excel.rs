//! QnA Maker's export as an Excel workbook: the table is on the sheet "QnAs", or else on the first that has one.

use std::io::Cursor;

use calamine::DataRef;
use calamine::Reader;
use calamine::SheetType;
use calamine::Xlsx;
use calamine::XlsxError;

use crate::knowledge::problem::Code;
use crate::knowledge::problem::Spot;
use crate::knowledge::problem::Wrong;
use crate::knowledge::problem::quoted;
use crate::knowledge::sheet::Sheet;

use super::excel_size;
use super::qna_maker::Import;
use super::table::Columns;

/// The first bytes of a ZIP archive, which a workbook is.
const ZIP: &[u8] = b"PK\x03\x04";

/// The first bytes of what workbooks are in when they are old (`.xls`) or locked with a password.
const OLE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Where QnA Maker puts its table, and the alterations of words beside it.
const TABLE: &str = "QnAs";
const SYNONYMS: &str = "Synonyms";

/// QnA Maker writes nine; a sheet can have 16,384, and each row of a hostile one would be as long.
const MAX_COLUMNS: usize = 100;

/// Whether `bytes` look like a workbook from outside.
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(ZIP) || bytes.starts_with(OLE)
}

/// Reads the workbook.
pub(super) fn parse(bytes: &[u8], sheet: &mut Sheet<'_>) {
    let whole = Spot::line(1);
    if bytes.starts_with(OLE) {
        return sheet.error(whole, Code::Unreadable, Wrong::OldWorkbook);
    }
    if let Err(refusal) = excel_size::check(bytes) {
        return sheet.error(whole, refusal.code, refusal.wrong);
    }
    let book = Xlsx::new(Cursor::new(bytes));
    match book {
        Ok(mut book) => read(&mut book, sheet),
        Err(_) => broken(whole, sheet),
    }
}

type Book<'b> = Xlsx<Cursor<&'b [u8]>>;

fn broken(spot: Spot, sheet: &mut Sheet<'_>) {
    sheet.error(spot, Code::Syntax, Wrong::BadWorkbook);
}

fn read(book: &mut Book<'_>, sheet: &mut Sheet<'_>) {
    let of_cells = book.sheets_metadata().iter().filter(|metadata| metadata.typ == SheetType::WorkSheet);
    let names: Vec<String> = of_cells.map(|metadata| metadata.name.clone()).collect();
    let is_table = |name: &String| name.eq_ignore_ascii_case(TABLE);
    let Some(chosen) = names.iter().find(|name| is_table(name)).or_else(|| first_with_a_table(book, &names)) else {
        return sheet.error(Spot::line(1), Code::Syntax, Wrong::NoTable);
    };
    for other in names.iter().filter(|name| *name != chosen) {
        warn_of(book, other, sheet);
    }
    // Escapes are of the table with tabs; a cell of a workbook has its line breaks.
    let mut import = Import::new(false);
    match rows(book, chosen, &mut |line, cells| import.row(line, cells, sheet)) {
        Ok(true) => {}
        Ok(false) => too_much(sheet),
        Err(_) => broken(Spot::line(1), sheet),
    }
    import.finish(sheet);
}

fn too_much(sheet: &mut Sheet<'_>) {
    let wrong = Wrong::CellsTooLarge { mib: excel_size::MAX_UNPACKED_BYTES / 1024 / 1024 };
    sheet.error(Spot::line(1), Code::TooLarge, wrong);
}

/// The first sheet whose first row that is not empty names the columns.
fn first_with_a_table<'n>(book: &mut Book<'_>, names: &'n [String]) -> Option<&'n String> {
    names.iter().find(|name| {
        let mut has_table = false;
        // A sheet that cannot be read has none; it is reported once it is read for its rows.
        let _ = rows(book, name, &mut |_, cells| {
            let is_header = cells.iter().any(|cell| !cell.trim().is_empty());
            has_table = is_header && Columns::new(cells.iter().map(String::as_str)).are_enough();
            !is_header
        });
        has_table
    })
}

/// Says that a sheet was passed over, if it has anything below its header.
fn warn_of(book: &mut Book<'_>, name: &str, sheet: &mut Sheet<'_>) {
    let mut filled = 0;
    let _ = rows(book, name, &mut |_, cells| {
        filled += usize::from(cells.iter().any(|cell| !cell.trim().is_empty()));
        filled < 2
    });
    if filled < 2 {
        return;
    }
    let wrong = match name.eq_ignore_ascii_case(SYNONYMS) {
        true => Wrong::SynonymsNotTaken { sheet: quoted(name) },
        false => Wrong::SheetNotTaken { sheet: quoted(name) },
    };
    sheet.warning(Spot::line(1), Code::NotTaken, wrong);
}

/// Gives the rows of a sheet to `take`, with their numbers, until it says that it is enough. Returns whether the
/// text of the cells stayed within bounds: one long text may stand in many cells and take its place only once.
fn rows(book: &mut Book<'_>, name: &str, take: &mut dyn FnMut(usize, &[String]) -> bool) -> Result<bool, XlsxError> {
    let mut reader = book.worksheet_cells_reader(name)?;
    let mut cells: Vec<String> = Vec::new();
    let mut row = 0;
    let mut bytes = 0_u64;
    while let Some(cell) = reader.next_cell()? {
        let (its_row, column) = cell.get_position();
        if its_row != row {
            if !cells.is_empty() && !take(row_number(row), &cells) {
                return Ok(true);
            }
            cells.clear();
            row = its_row;
        }
        let text = text(cell.get_value());
        bytes += text.len() as u64;
        if bytes > excel_size::MAX_UNPACKED_BYTES {
            return Ok(false);
        }
        let column = usize::try_from(column).unwrap_or(MAX_COLUMNS).min(MAX_COLUMNS);
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        cells[column] = text;
    }
    if !cells.is_empty() {
        take(row_number(row), &cells);
    }
    Ok(true)
}

/// Rows count from 0 in the file, and from 1 for people.
fn row_number(row: u32) -> usize {
    usize::try_from(row).unwrap_or(usize::MAX - 1) + 1
}

/// What a person sees in the cell, as far as a table of texts needs it: a formula is its last result.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(true) => "TRUE".to_owned(),
        DataRef::Bool(false) => "FALSE".to_owned(),
        DataRef::DateTime(date) => date.as_f64().to_string(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}
