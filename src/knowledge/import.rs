//! Reads the exports of other products, known by what is in them rather than by their names.
//!
//! What such an export states and Askwell has no place for is a warning at its row, so that nothing is lost unseen.
//!
//! To add a product: a file here, a variant of [`Export`], an arm in each `match` below, a sample in
//! `tests/data/import`.

use std::borrow::Cow;
use std::path::PathBuf;

use super::Format;
use super::Parsed;
use super::Reading;
use super::files;
use super::merge::Merge;
use super::parse;
use super::problem::Code;
use super::problem::Place;
use super::problem::Problem;
use super::problem::Wrong;
use super::read;
use super::sheet::Sheet;

mod excel;
mod excel_size;
mod markup;
mod qna_maker;
mod qnabot;
mod table;
mod utf16;

/// What a QnA Maker workbook may unpack to, in bytes: a workbook of all that Askwell holds is smaller, and a hostile
/// one of a few kilobytes can unpack to terabytes.
pub const MAX_UNPACKED_BYTES: u64 = excel_size::MAX_UNPACKED_BYTES;

/// An export of another product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Export {
    /// QnA Maker or custom question answering, as a table with tabs; UTF-16 will do too.
    QnaMaker,
    /// The same as an Excel workbook, which is taken for such an export whatever is in it: nothing else of ours is.
    QnaMakerExcel,
    /// QnABot on AWS: `{"qna": []}`, or an item a line.
    QnaBot,
}

impl Export {
    /// Every export.
    pub const ALL: [Export; 3] = [Export::QnaMaker, Export::QnaMakerExcel, Export::QnaBot];

    /// What it is called in a sentence.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Export::QnaMaker => "QnA Maker (TSV)",
            Export::QnaMakerExcel => "QnA Maker (Excel)",
            Export::QnaBot => "QnABot on AWS",
        }
    }
}

/// The product whose export `bytes` are; `None` for anything else, our own formats among it.
#[must_use]
pub fn recognized(bytes: &[u8]) -> Option<Export> {
    if excel::is_workbook(bytes) {
        return Some(Export::QnaMakerExcel);
    }
    // Bytes that are no text are for whoever reads them to report.
    let text = utf16::text("", bytes).ok()?;
    if qna_maker::is_export(&text) {
        Some(Export::QnaMaker)
    } else if qnabot::is_export(&text) {
        Some(Export::QnaBot)
    } else {
        None
    }
}

/// Reads one export that is in memory. `file` names it in places; the line of a place in a workbook is a row.
///
/// Any bytes will do: what is wrong with them is among the problems.
#[must_use]
pub fn parse_export(export: Export, file: &str, bytes: &[u8]) -> Parsed {
    let format = match export {
        Export::QnaMaker | Export::QnaMakerExcel => Format::Tsv,
        Export::QnaBot => Format::Json,
    };
    let mut sheet = Sheet::new(format, file);
    let text = match export {
        Export::QnaMakerExcel => {
            excel::parse(bytes, &mut sheet);
            return sheet.finish();
        }
        Export::QnaMaker | Export::QnaBot => utf16::text(file, bytes),
    };
    match (text, export) {
        (Err(problem), _) => sheet.refuse(*problem),
        (Ok(text), Export::QnaBot) => qnabot::parse(&text, &mut sheet),
        (Ok(text), _) => qna_maker::parse(&text, &mut sheet),
    }
    sheet.finish()
}

/// Reads files and folders as [`read()`](super::read()) does, and exports of other products among them.
///
/// What a file is, is told by its content: first whether it is an [`Export`], else by its name whether it is one of
/// our formats. In folders, workbooks are found beside our own files. Never fails as a whole.
#[must_use]
pub fn read_with_exports(paths: &[PathBuf]) -> Reading {
    let mut merge = Merge::default();
    for found in files::files_and_exports(paths) {
        let (path, format) = match found {
            files::Found::File(path, format) => (path, Some(format)),
            files::Found::Other(path) => (path, None),
            files::Found::Problem(problem) => {
                merge.reading.problems.push(problem);
                continue;
            }
        };
        let name = files::name(&path);
        match read::whole(&path) {
            Ok(bytes) => match parse_any(format, &name, &bytes) {
                Some(parsed) => {
                    merge.add(&name, parsed);
                    merge.reading.files.push(path);
                }
                None => merge.reading.problems.push(unknown(&path)),
            },
            Err(problem) => merge.reading.problems.push(problem),
        }
    }
    merge.reading
}

/// Reads what is in memory as the export it is, or else in our own `format`; `None` where it is no export and there
/// is no such format.
#[must_use]
pub fn parse_any(format: Option<Format>, file: &str, bytes: &[u8]) -> Option<Parsed> {
    match (recognized(bytes), format) {
        (Some(export), _) => Some(parse_export(export, file, bytes)),
        (None, Some(format)) => Some(parse(format, file, &utf8(bytes))),
        (None, None) => None,
    }
}

/// Our own formats saved as UTF-16, as spreadsheets do with tables, are read too where people hand them in.
fn utf8(bytes: &[u8]) -> Cow<'_, [u8]> {
    if !utf16::is_utf16(bytes) {
        return Cow::Borrowed(bytes);
    }
    match utf16::text("", bytes) {
        Ok(text) => Cow::Owned(text.into_bytes()),
        Err(_) => Cow::Borrowed(bytes),
    }
}

fn unknown(path: &std::path::Path) -> Problem {
    let place = Place { file: files::name(path), ..Place::default() };
    let message = "neither the extension nor the content tells the format";
    let remedy = format!(
        "name it so that it ends in {}, or export it again from QnA Maker (TSV, Excel) or QnABot (JSON)",
        files::extensions()
    );
    Problem::error(place, Code::UnknownFormat, Wrong::said(message, remedy))
}
