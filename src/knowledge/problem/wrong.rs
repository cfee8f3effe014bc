//! What can be wrong in a file, a kind each: with what stands in the file put in, and with the English words that the
//! shell speaks. Whoever speaks another language finds its own words by the key.

use serde::Serialize;
use serde::Serializer;
use serde::ser::SerializeMap;

use super::detail::Detail;
use super::detail::Fault;
use super::detail::Kind;
use super::detail::Lost;
use super::detail::Named;
use super::detail::Part;
use super::detail::PutIn;
#[cfg(test)]
use super::detail::Sample;

macro_rules! wrongs {
    ($($wrong:ident $key:literal $({ $($field:ident: $kind:ty),+ })? $message:literal, $remedy:literal;)+) => {
        /// What is wrong, with what is put into the words.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[expect(missing_docs, reason = "a field holds what stands in its place in the words of its variant")]
        pub enum Wrong {
            $(#[doc = $message] $wrong $({ $($field: $kind),+ })?,)+
            /// What people at a shell alone are told, in English: files that cannot be found, what lint finds.
            Said { message: String, remedy: String },
        }

        impl Wrong {
            pub(crate) fn said(message: impl Into<String>, remedy: impl Into<String>) -> Wrong {
                Wrong::Said { message: message.into(), remedy: remedy.into() }
            }

            /// What is wrong: half a sentence in English that begins in lower case.
            #[must_use]
            pub fn message(&self) -> String {
                match self {
                    $(Wrong::$wrong $({ $($field),+ })? => said!($message $(, $($field),+)?),)+
                    Wrong::Said { message, .. } => message.clone(),
                }
            }

            /// What to do: the other half.
            #[must_use]
            pub fn remedy(&self) -> String {
                match self {
                    $(Wrong::$wrong $({ $($field),+ })? => said!($remedy $(, $($field),+)?),)+
                    Wrong::Said { remedy, .. } => remedy.clone(),
                }
            }

            /// A name for both halves that stays, and what is put into them by name; `None` for what is only said in
            /// English.
            #[must_use]
            pub fn told(&self) -> Option<(&'static str, Vec<(&'static str, Detail<'_>)>)> {
                match self {
                    $(Wrong::$wrong $({ $($field),+ })? =>
                        Some(($key, vec![$($((stringify!($field), $field.put_in())),+)?])),)+
                    Wrong::Said { .. } => None,
                }
            }

            /// One of each but for what is only said.
            #[cfg(test)]
            pub(crate) fn samples() -> Vec<Wrong> {
                vec![$(Wrong::$wrong $({ $($field: <$kind>::sample()),+ })?),+]
            }
        }
    };
}

/// The words with the fields put in; a half that needs none of them has to look at them all the same.
macro_rules! said {
    ($words:literal $(, $field:ident)*) => {{
        $(let _ = $field;)*
        format!($words)
    }};
}

wrongs! {
    FileOfWrongType "file-of-wrong-type" { kind: Kind, example: &'static str }
        "the file holds {kind}, where entries should be", "write {example}, or a list of entries";
    OverviewWithoutTopic "overview-without-topic"
        "the overview belongs to no topic", "add \"topic\"";
    OverviewWithoutTopicCell "overview-without-topic-cell"
        "the overview belongs to no topic", "fill the column \"topic\"";
    TopicOfWrongType "topic-of-wrong-type" { kind: Kind }
        "the topic is {kind}", "a name and an overview should stand here";
    TopicWithoutName "topic-without-name"
        "the topic has no name", "add \"name\"";
    TopicNameEmpty "topic-name-empty"
        "the topic has no name", "give it one";
    EntryOfWrongType "entry-of-wrong-type" { kind: Kind }
        "the entry is {kind}", "\"questions\" and \"answer\" should stand here";
    NoText "no-text" { key: String, kind: Kind }
        "{key} is {kind}", "a text should stand here";
    NotInQuotes "not-in-quotes" { key: String, kind: Kind }
        "{key} is {kind}", "put it in quotes";
    NoTexts "no-texts" { key: String, kind: Kind }
        "{key} is {kind}", "a text or a list of texts should stand here";
    NoList "no-list" { key: String, kind: Kind }
        "{key} is {kind}", "a list should stand here";
    ItemIsNoText "item-is-no-text" { key: String, kind: Kind }
        "an item of {key} is {kind}", "a text should stand here";
    ItemNotInQuotes "item-not-in-quotes" { key: String, kind: Kind }
        "an item of {key} is {kind}", "put it in quotes";
    KeyTwice "key-twice" { key: String }
        "{key} is given twice", "keep one; the first was taken";
    UnknownKey "unknown-key" { key: String, nearest: String }
        "{key} is not known here and was ignored", "did you mean {nearest}?";
    UnknownKeyAmong "unknown-key-among" { key: String, known: String }
        "{key} is not known here and was ignored", "known here are {known}";
    UnknownColumn "unknown-column" { column: String, nearest: String }
        "the column {column} is not known and was ignored", "did you mean {nearest}?";
    UnknownColumnAmong "unknown-column-among" { column: String, known: String }
        "the column {column} is not known and was ignored", "known here are {known}";
    TooManyCells "too-many-cells" { cells: usize, columns: usize }
        "the row has {cells} cells, and the header has {columns}",
        "put text that has a separator in it into double quotes";
    UnclosedQuote "unclosed-quote"
        "a quote is opened in this row and never closed", "close it, and write quotes within quotes twice (\"\")";
    UnclosedQuotes "unclosed-quotes"
        "the file was read no further, for quotes that are not closed", "close them";
    NoColumn "no-column" { column: String }
        "the header has no column {column}", "name the columns in the first row, for example: questions,answer";
    TooManyPhrasings "too-many-phrasings" { most: usize }
        "the entry has more than {most} questions", "keep those that differ in their words";
    PhrasingTwice "phrasing-twice" { question: String }
        "{question} is asked twice in this entry", "take one of them out; case and punctuation make no difference";
    PhrasingTooLong "phrasing-too-long" { characters: usize, most: usize }
        "the question has {characters} characters, and {most} are allowed; put the details into the answer",
        "ask it in fewer words";
    PhrasingEmpty "phrasing-empty"
        "the question is empty", "ask it in fewer words";
    RowWithoutQuestion "row-without-question"
        "the row has no question", "fill the column \"questions\"";
    NoQuestionAbove "no-question-above"
        "the entry has no question", "write one above the answer";
    EntryWithoutQuestion "entry-without-question"
        "the entry has no question", "add \"questions\"";
    RowWithoutAnswer "row-without-answer"
        "the row has no answer", "fill the column \"answer\"";
    NoAnswerBelow "no-answer-below" { entry: Named }
        "{entry} has no answer",
        "write it on the lines below, or, if the next line asks the same in other words, take out the blank line between";
    HeadingWithoutAnswer "heading-without-answer" { entry: Named }
        "{entry} has no answer", "write it below; a heading that is no question must not end in a question mark";
    EntryWithoutAnswer "entry-without-answer" { entry: Named }
        "{entry} has no answer", "add \"answer\"";
    ControlCharacters "control-characters" { count: usize, part: Part }
        "{count} control characters were taken out of the {part}",
        "take them out of the file; they come from a terminal or a word processor";
    PartTooLong "part-too-long" { part: Part, characters: usize, most: usize }
        "the {part} has {characters} characters, and {most} are allowed",
        "shorten it, or split it over several questions";
    IdEmpty "id-empty"
        "the id is empty", "give an id such as \"reset-password\", or none";
    IdTooLong "id-too-long" { characters: usize, most: usize }
        "the id has {characters} characters, and {most} are allowed", "give an id such as \"reset-password\", or none";
    IdWithSign "id-with-sign" { sign: String }
        "the id contains {sign}; ids have no spaces and no control characters",
        "give an id such as \"reset-password\", or none";
    NoState "no-state" { state: String }
        "{state} is not a state", "write draft, approved or retired";
    NoDate "no-date" { date: String }
        "{date} is not a date", "write it as year-month-day, for example 2027-01-31";
    NoQuestionInText "no-question-in-text"
        "there is no question in this file", "end each question with a question mark, on a line of its own";
    NoQuestionInMarkdown "no-question-in-markdown"
        "there is no question in this file", "make each question a heading that ends in a question mark";
    NoQuestionInTable "no-question-in-table"
        "there is no question in this file", "add a row with a question and an answer";
    NoQuestionInFile "no-question-in-file"
        "there is no question in this file", "add an entry with \"questions\" and \"answer\"";
    IsJsonLines "is-json-lines"
        "there is a JSON value on each line of this file", "name the file so that it ends in .jsonl";
    BadJson "bad-json" { error: Fault }
        "this is not valid JSON ({error})", "mend it; the other items were read as far as they could be told apart";
    BadToml "bad-toml" { error: Fault }
        "this is not valid TOML ({error})", "mend it; the other items were read as far as they could be told apart";
    BadYaml "bad-yaml" { error: Fault }
        "this is not valid YAML ({error})", "mend it; the other items were read as far as they could be told apart";
    BadYamlBefore "bad-yaml-before" { error: Fault }
        "this is not valid YAML ({error})",
        "mend it, and look at the entries after it: they may not have been read";
    HostileYaml "hostile-yaml" { error: Fault }
        "this is not valid YAML ({error})", "write out what the aliases stand for";
    BadFrontMatter "bad-front-matter" { error: Fault }
        "the front matter is not valid YAML ({error})", "write one \"key: value\" a line, between lines of ---";
    BadComment "bad-comment" { error: Fault }
        "the comment below the question is not valid YAML ({error})",
        "write one \"key: value\" a line, with quotes around values that have a colon in them";
    StrayText "stray-text"
        "this text belongs to no topic and no question",
        "put a heading above it, so that it becomes the overview of a topic";
    TwoAnswers "two-answers"
        "the entry has two answers", "keep the one in the comment, which was taken, or the one below it";
    IsUtf16 "is-utf16"
        "the file is UTF-16 text", "save the file as UTF-8";
    IsBinary "is-binary"
        "this looks like a binary file", "name a text file, or save this one as UTF-8 text";
    NotUtf8 "not-utf8" { byte: String }
        "byte {byte} is not UTF-8 text", "save the file as UTF-8";
    NotUtf16 "not-utf16" { unit: String }
        "{unit} is not UTF-16 text", "export it again, or save it as UTF-8";
    EndsWithinCharacter "ends-within-character"
        "the file ends in the middle of a character", "export it again, or save it as UTF-8";
    TooManyInAll "too-many-in-all" { most: usize }
        "there are more than {most} questions in all",
        "read fewer files; this entry and what follows in the file was not taken";
    OtherOverview "other-overview" { topic: String, place: String }
        "the topic {topic} has another overview at {place}", "keep one; the other one was taken";
    IdTaken "id-taken" { id: String, place: String }
        "the id {id} is taken by the entry at {place}", "give one of the two another id";
    AskedElsewhere "asked-elsewhere" { question: String, place: String }
        "{question} is also asked at {place}, in the same topic", "make one entry of the two, or give this one an id";
    More "more" { count: usize }
        "{count} more problems are not listed", "mend those that are, and look again";
    OldWorkbook "old-workbook"
        "this is a workbook of the old kind (.xls), or it is locked with a password",
        "save it as .xlsx without a password";
    BadWorkbook "bad-workbook"
        "this is no whole Excel workbook (.xlsx): a part of it is missing, or it is another kind of file",
        "export it again, or open it in a spreadsheet program and save it as .xlsx";
    NoItems "no-items"
        "\"qna\" is no list with items in it",
        "export all questions again from QnABot; each item of the list has \"qid\", \"q\" and \"a\"";
    TooManyParts "too-many-parts" { most: usize }
        "the workbook has more than {most} parts", "split it into several workbooks";
    UnpacksTooLarge "unpacks-too-large" { mib: u64 }
        "the workbook unpacks to more than {mib} MiB", "split it into several workbooks";
    CellsTooLarge "cells-too-large" { mib: u64 }
        "the cells have more than {mib} MiB of text", "split the workbook; it was read up to there";
    NoTable "no-table"
        "no sheet of the workbook has a first row with \"Question\" and \"Answer\"",
        "put a first row above the others that names the columns: Question, Answer, Source, Metadata";
    SynonymsNotTaken "synonyms-not-taken" { sheet: String }
        "the sheet {sheet} was not taken",
        "add those words to the questions of the entries that people ask for with them";
    SheetNotTaken "sheet-not-taken" { sheet: String }
        "the sheet {sheet} was not taken",
        "copy its rows to the sheet that was read, if they are questions and answers";
    MoreCells "more-cells" { count: usize }
        "the row has {count} more cells than the header", "put text that has a tab in it into double quotes";
    NoColumnsOfTheirs "no-columns-of-theirs"
        "there is no column \"Question\" or no \"Answer\"",
        "put a first row above the others that names the columns: Question, Answer, Source, Metadata";
    ColumnNotTaken "column-not-taken" { column: String }
        "the column {column} is not known and was not taken", "add what matters of it to the answers";
    NoAnswerInRow "no-answer-in-row" { entry: Named }
        "{entry} has no answer", "fill the column \"Answer\", or take the row out";
    NoQuestionInRow "no-question-in-row"
        "the row has no question", "fill the column \"Question\", or take the row out";
    NoMoreQuestionInRow "no-more-question-in-row"
        "the row has no question", "take it out";
    OtherAnswerThanLine "other-answer-than-line" { entry: Named, line: usize }
        "{entry} has another answer than line {line} with its QnaId", "give it another QnaId, or the same answer";
    OtherAnswerThanRow "other-answer-than-row" { entry: Named, line: usize }
        "{entry} has another answer than row {line} with its QnaId", "give it another QnaId, or the same answer";
    OnlyAFollowUp "only-a-follow-up" { entry: Named }
        "{entry} is only asked as a follow-up, and was taken as a draft",
        "ask it so that it can stand alone, and approve it";
    FollowUpsNotTaken "follow-ups-not-taken" { entry: Named, prompts: String }
        "the follow-ups of {entry} were not taken: {prompts}", "name them in the answer, and make each an entry";
    SuggestionsNotTaken "suggestions-not-taken" { entry: Named }
        "the suggested questions of {entry} were not taken, since nobody approved them",
        "add those that are right as questions";
    HasHtml "has-html" { question: String, tags: String }
        "the answer to {question} has HTML in it: {tags}", "write it as Markdown; it would be shown as it stands";
    ItemOfWrongType "item-of-wrong-type" { kind: Kind }
        "the item is {kind}", "export it again; an item has \"qid\", \"q\" and \"a\"";
    OtherType "other-type" { entry: Named, kind: String }
        "{entry} is of the type {kind}, which there is not in Askwell", "write what matters of it as a question";
    NoAnswerInItem "no-answer-in-item" { entry: Named }
        "{entry} has no answer",
        "fill \"a\" or the Markdown answer in QnABot and export again, or take the item out";
    NoQuestionInItem "no-question-in-item" { entry: Named }
        "{entry} has no question", "give it a question in QnABot and export again, or take the item out";
    NoPlaceFor "no-place-for" { entry: Named, parts: Lost }
        "of {entry}, there is no place for {parts}", "add what matters of it to the answer";
    HasHandlebars "has-handlebars" { entry: Named, sign: &'static str }
        "the answer of {entry} has a Handlebars expression in it ({sign})",
        "write what it stands for; it would be shown as it is";
    IdChanged "id-changed" { id: String, became: String }
        "the id {id} cannot be one here, and became {became}", "use the new one where the entry is named";
}

impl Serialize for Wrong {
    /// As `message` and `remedy`, in English.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("message", &self.message())?;
        map.serialize_entry("remedy", &self.remedy())?;
        map.end()
    }
}
