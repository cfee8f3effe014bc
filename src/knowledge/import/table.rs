//! A row of a table of questions and answers, wherever the table was read from.

use crate::knowledge::problem::Named;
use crate::knowledge::problem::Nameless;

/// A column of QnA Maker's tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Question,
    Answer,
    Source,
    Metadata,
    SuggestedQuestions,
    IsContextOnly,
    Prompts,
    QnaId,
    SourceDisplayName,
}

impl Column {
    /// The column that is called `name`, whatever its case and spaces. Our own `questions` and `id` are none of them.
    pub(super) fn find(name: &str) -> Option<Column> {
        let plain: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        match plain.as_str() {
            "question" => Some(Column::Question),
            "answer" => Some(Column::Answer),
            "source" => Some(Column::Source),
            // Its header in some exports says how it is to be filled: `Metadata (1 key: 1 value)`.
            _ if plain.starts_with("metadata") => Some(Column::Metadata),
            "suggestedquestions" => Some(Column::SuggestedQuestions),
            "iscontextonly" => Some(Column::IsContextOnly),
            "prompts" => Some(Column::Prompts),
            "qnaid" => Some(Column::QnaId),
            "sourcedisplayname" => Some(Column::SourceDisplayName),
            _ => None,
        }
    }

    /// Whether our own tables have no such column, so that it tells an export.
    fn is_theirs(self) -> bool {
        !matches!(self, Column::Question | Column::Answer | Column::Source)
    }
}

/// The columns of a table: `None` for one that is not known.
#[derive(Clone, Debug)]
pub(super) struct Columns(Vec<Option<Column>>);

impl Columns {
    pub(super) fn new<'n>(names: impl Iterator<Item = &'n str>) -> Columns {
        Columns(names.map(Column::find).collect())
    }

    pub(super) fn has(&self, column: Column) -> bool {
        self.0.contains(&Some(column))
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether they are those of an export, and of no table of ours.
    pub(super) fn are_theirs(&self) -> bool {
        self.has(Column::Question)
            && self.has(Column::Answer)
            && self.0.iter().flatten().any(|column| column.is_theirs())
    }

    /// Whether there is a question and an answer.
    pub(super) fn are_enough(&self) -> bool {
        self.has(Column::Question) && self.has(Column::Answer)
    }

    /// The row with these cells; of a column that is there twice, the first cell that has something in it.
    pub(super) fn row(&self, line: usize, cells: &[String]) -> Row {
        let mut known: Vec<(Column, String)> = Vec::new();
        for (cell, column) in cells.iter().zip(&self.0) {
            if let Some(column) = *column
                && !cell.trim().is_empty()
                && known.iter().all(|(other, _)| *other != column)
            {
                known.push((column, cell.clone()));
            }
        }
        Row { line, cells: known }
    }

    /// The cells of columns nobody knows that are filled, in words; they are not taken.
    pub(super) fn unknown<'c>(&self, names: &'c [String]) -> Vec<&'c str> {
        let unknown = names.iter().zip(&self.0).filter(|(name, column)| column.is_none() && !name.trim().is_empty());
        unknown.map(|(name, _)| name.trim()).collect()
    }
}

/// The cells of known columns that have something in them.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Where it begins, counted from 1.
    pub(super) line: usize,
    cells: Vec<(Column, String)>,
}

impl Row {
    pub(super) fn cell(&self, column: Column) -> Option<&str> {
        self.cells.iter().find(|(other, _)| *other == column).map(|(_, cell)| cell.as_str())
    }

    /// How to speak of it beside its place.
    pub(super) fn title(&self) -> Named {
        self.cell(Column::Question).map_or(Named::Nameless(Nameless::Row), Named::by)
    }
}
