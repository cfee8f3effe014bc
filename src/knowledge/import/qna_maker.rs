//! QnA Maker and its successor, custom question answering: a table with a row for each phrasing.
//!
//! Rows of one `QnaId` are one entry; in older exports, which have no such column, rows of one answer and metadata are.

use std::collections::HashMap;

use crate::knowledge::csv;
use crate::knowledge::decode::Lines;
use crate::knowledge::problem::Code;
use crate::knowledge::problem::Spot;
use crate::knowledge::problem::Wrong;
use crate::knowledge::problem::quoted;
use crate::knowledge::sheet::At;
use crate::knowledge::sheet::Details;
use crate::knowledge::sheet::Sheet;
use crate::knowledge::sheet::Stated;
use crate::knowledge::sheet::TopicOf;

use super::markup;
use super::table::Column;
use super::table::Columns;
use super::table::Row;

/// What QnA Maker writes as the source of a pair that somebody typed in: no source.
const TYPED_IN: &str = "Editorial";

/// Whether `text` begins with the header of such a table.
pub(super) fn is_export(text: &str) -> bool {
    let header = text.trim_start_matches('\n').lines().next().unwrap_or_default();
    header.contains('\t') && Columns::new(header.split('\t').map(|name| name.trim_matches(['"', ' ']))).are_theirs()
}

/// Reads the table, whose cells are separated by tabs and quoted where they have tabs and line breaks in them.
pub(super) fn parse(text: &str, sheet: &mut Sheet<'_>) {
    let lines = Lines::new(text);
    let mut import = Import::new(true);
    csv::rows(text, b'\t', &lines, sheet, &mut |at, row, sheet| {
        let cells: Vec<String> = row.iter().map(str::to_owned).collect();
        import.row(lines.line(at), &cells, sheet)
    });
    import.finish(sheet);
}

/// What was read so far.
pub(super) struct Import {
    /// Whether `\n` in an answer stands for a line break.
    has_escapes: bool,
    columns: Option<Columns>,
    drafts: Vec<Draft>,
    /// The index in `drafts` of what rows belong to.
    known: HashMap<Group, usize>,
}

/// What rows of one entry have in common.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Group {
    Id(String),
    Answer { answer: String, metadata: String },
}

struct Draft {
    line: usize,
    questions: Vec<At>,
    answer: String,
    details: Details,
    topic: Option<At>,
}

impl Import {
    /// For a table; `has_escapes` says whether `\n` in its answers stands for a line break.
    pub(super) fn new(has_escapes: bool) -> Import {
        Import { has_escapes, columns: None, drafts: Vec::new(), known: HashMap::new() }
    }

    /// Takes the header or a row. Returns whether there is any use in going on.
    pub(super) fn row(&mut self, line: usize, cells: &[String], sheet: &mut Sheet<'_>) -> bool {
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return true;
        }
        let Some(columns) = &self.columns else { return self.header(line, cells, sheet) };
        let more = cells.iter().skip(columns.len()).filter(|cell| !cell.trim().is_empty()).count();
        if more > 0 {
            sheet.error(Spot::line(line), Code::Syntax, Wrong::MoreCells { count: more });
            return true;
        }
        let row = columns.row(line, cells);
        self.take(&row, sheet);
        true
    }

    fn header(&mut self, line: usize, cells: &[String], sheet: &mut Sheet<'_>) -> bool {
        let columns = Columns::new(cells.iter().map(String::as_str));
        if !columns.are_enough() {
            sheet.error(Spot::line(line), Code::Syntax, Wrong::NoColumnsOfTheirs);
            return false;
        }
        for name in columns.unknown(cells) {
            sheet.warning(Spot::line(line), Code::UnknownKey, Wrong::ColumnNotTaken { column: quoted(name) });
        }
        self.columns = Some(columns);
        true
    }

    fn take(&mut self, row: &Row, sheet: &mut Sheet<'_>) {
        let spot = Spot::line(row.line);
        let id = row.cell(Column::QnaId).map(|id| Group::Id(id.trim().to_owned()));
        let question = row.cell(Column::Question).map(|text| At { text: markup::plain(text), spot });
        let given = row.cell(Column::Answer).map(|text| self.answer(text));
        if let Some(&index) = id.as_ref().and_then(|id| self.known.get(id)) {
            return self.add_to(index, row, question, given.as_deref(), sheet);
        }
        let Some(answer) = given else {
            return sheet.error(spot, Code::NoAnswer, Wrong::NoAnswerInRow { entry: row.title() });
        };
        let group = id.unwrap_or_else(|| Group::Answer {
            answer: answer.clone(),
            metadata: row.cell(Column::Metadata).unwrap_or_default().to_owned(),
        });
        if let Some(&index) = self.known.get(&group) {
            return self.add_to(index, row, question, None, sheet);
        }
        let Some(question) = question else {
            return sheet.error(spot, Code::NoQuestion, Wrong::NoQuestionInRow);
        };
        self.known.insert(group, self.drafts.len());
        self.drafts.push(draft(row, question, answer, sheet));
    }

    /// Takes another phrasing of an entry.
    fn add_to(&mut self, index: usize, row: &Row, question: Option<At>, answer: Option<&str>, sheet: &mut Sheet<'_>) {
        let spot = Spot::line(row.line);
        let draft = &mut self.drafts[index];
        if answer.is_some_and(|answer| answer != draft.answer) {
            let (entry, line) = (row.title(), draft.line);
            let wrong = match self.has_escapes {
                true => Wrong::OtherAnswerThanLine { entry, line },
                false => Wrong::OtherAnswerThanRow { entry, line },
            };
            return sheet.error(spot, Code::DuplicateId, wrong);
        }
        warn_of_rest(row, sheet);
        match question {
            Some(question) => draft.questions.push(question),
            None => sheet.warning(spot, Code::NoQuestion, Wrong::NoMoreQuestionInRow),
        }
    }

    fn answer(&self, text: &str) -> String {
        let text = if self.has_escapes { unescaped(text) } else { text.to_owned() };
        markup::plain(&text)
    }

    /// Hands over all entries, in the order of their first rows.
    pub(super) fn finish(self, sheet: &mut Sheet<'_>) {
        for draft in self.drafts {
            let spot = Spot::line(draft.line);
            warn_of_tags(&draft.answer, &draft.questions[0].text, spot, sheet);
            sheet.add(Stated {
                topic: draft.topic.map_or(TopicOf::File, TopicOf::Named),
                questions: draft.questions,
                answer: Some(At { text: draft.answer, spot }),
                details: draft.details,
                ..Stated::at(spot)
            });
        }
    }
}

fn draft(row: &Row, question: At, answer: String, sheet: &mut Sheet<'_>) -> Draft {
    let spot = question.spot;
    warn_of_rest(row, sheet);
    let mut topic = None;
    let mut tags = Vec::new();
    for pair in row.cell(Column::Metadata).unwrap_or_default().split('|') {
        match pair.split_once(':').map(|(key, value)| (key.trim(), value.trim())) {
            Some((key, value))
                if topic.is_none()
                    && ["topic", "category"].contains(&key.to_lowercase().as_str())
                    && !value.is_empty() =>
            {
                topic = Some(At { text: value.to_owned(), spot });
            }
            Some((key, value)) => tags.push(format!("{key}:{value}")),
            None => tags.push(pair.to_owned()),
        }
    }
    // What can only follow on another answer makes little sense by itself; somebody should look before it is served.
    let is_context_only = row.cell(Column::IsContextOnly).is_some_and(|cell| cell.trim().eq_ignore_ascii_case("true"));
    let state = is_context_only.then(|| At { text: "draft".to_owned(), spot });
    if is_context_only {
        sheet.warning(spot, Code::NotTaken, Wrong::OnlyAFollowUp { entry: row.title() });
    }
    let source = row.cell(Column::Source).map(str::trim).filter(|source| !source.eq_ignore_ascii_case(TYPED_IN));
    let details = Details { tags: Some(tags), source: source.map(str::to_owned), review_by: None, state };
    Draft { line: row.line, questions: vec![question], answer, details, topic }
}

/// Says what of `row` there is no place for.
fn warn_of_rest(row: &Row, sheet: &mut Sheet<'_>) {
    let spot = Spot::line(row.line);
    let filled = |column| row.cell(column).filter(|cell| !matches!(cell.trim(), "[]" | "{}" | "null"));
    if let Some(prompts) = filled(Column::Prompts) {
        let prompts = quoted(&prompt_texts(prompts));
        sheet.warning(spot, Code::NotTaken, Wrong::FollowUpsNotTaken { entry: row.title(), prompts });
    }
    if filled(Column::SuggestedQuestions).is_some() {
        sheet.warning(spot, Code::NotTaken, Wrong::SuggestionsNotTaken { entry: row.title() });
    }
}

/// What the buttons of follow-ups say; the cell as it is where that cannot be told.
fn prompt_texts(cell: &str) -> String {
    let Ok(serde_json::Value::Array(prompts)) = serde_json::from_str(cell) else { return cell.to_owned() };
    let text = |prompt: &serde_json::Value| {
        let fields = prompt.as_object()?;
        let (_, text) = fields.iter().find(|(key, _)| key.eq_ignore_ascii_case("displayText"))?;
        text.as_str().map(str::to_owned)
    };
    let texts: Vec<String> = prompts.iter().filter_map(text).collect();
    if texts.is_empty() { cell.to_owned() } else { texts.join(", ") }
}

/// Says that an answer has HTML in it.
pub(super) fn warn_of_tags(answer: &str, question: &str, spot: Spot, sheet: &mut Sheet<'_>) {
    let tags = markup::tags(answer);
    if !tags.is_empty() {
        let wrong = Wrong::HasHtml { question: quoted(question), tags: format!("<{}>", tags.join(">, <")) };
        sheet.warning(spot, Code::ForeignMarkup, wrong);
    }
}

/// `text` with line breaks and tabs for `\n` and `\t`, but in paths of Windows (`C:\new`, `\\host\temp`).
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let escape = &rest[at..];
        let sign = match escape.as_bytes().get(1) {
            Some(b'n') => "\n",
            Some(b'r') if escape.starts_with("\\r\\n") => "",
            Some(b'r') => "\n",
            Some(b't') => "\t",
            _ => "\\",
        };
        let is_sign = sign != "\\" && !is_in_path(&out);
        out.push_str(if is_sign { sign } else { "\\" });
        rest = &escape[if is_sign { 2 } else { 1 }..];
    }
    out.push_str(rest);
    out
}

/// Whether the word at the end of `before` is the beginning of a path.
fn is_in_path(before: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || matches!(c, '`' | '"' | '(')).next().unwrap_or_default();
    let mut chars = word.chars();
    let is_drive = chars.next().is_some_and(|c| c.is_ascii_alphabetic()) && chars.next() == Some(':');
    is_drive && matches!(chars.next(), None | Some('\\')) || word.starts_with('\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_become_line_breaks_but_in_paths() {
        for (text, expected) in [
            (r"a\n\n- b\tc\r\nd", "a\n\n- b\tc\nd"),
            (r"Note:\nOpen `C:\new\temp`\nand \\host\new.", "Note:\nOpen `C:\\new\\temp`\nand \\\\host\\new."),
            (r"a \d \", r"a \d \"),
        ] {
            assert_eq!(unescaped(text), expected);
        }
    }

    #[test]
    fn only_a_header_of_theirs_tells_an_export() {
        for (text, expected) in [
            ("Question\tAnswer\tSource\tMetadata\na\tb\n", true),
            ("\n\"QnaId\"\t\"Question\"\t\"Answer\"\n", true),
            ("Question\tAnswer\tSource\na\tb\n", false),
            ("questions\tanswer\ttags\n", false),
            ("What is Metadata?\nAn answer.\n", false),
        ] {
            assert_eq!(is_export(text), expected, "{text}");
        }
    }

    #[test]
    fn the_words_of_follow_ups_are_told() {
        let cell = r#"[{"displayOrder":0,"qnaId":2,"displayText":"More"},{"DisplayText":"Less","Qna":null}]"#;
        assert_eq!(prompt_texts(cell), "More, Less");
        assert_eq!(prompt_texts("[broken"), "[broken");
    }
}
