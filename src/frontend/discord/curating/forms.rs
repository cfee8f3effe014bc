//! The form in which an entry is written, and what it comes back as.

use serenity::all::ModalInteraction;

use crate::entry::Entry;
use crate::entry::MAX_PHRASING_CHARS;
use crate::frontend::discord::errors::Failure;
use crate::frontend::discord::form::Field;
use crate::frontend::discord::form::Form;
use crate::frontend::discord::form::MAX_VALUE;
use crate::frontend::discord::form::written;
use crate::frontend::discord::press::Curating;
use crate::frontend::discord::press::Press;
use crate::frontend::discord::reply::To;
use crate::frontend::discord::split::units;
use crate::frontend::wording::notices::Notice;
use crate::service::EntryChange;
use crate::service::NewEntry;
use crate::service::OpenDraft;
use crate::store::RowId;

/// Longest topic that is written in the form.
const MAX_TOPIC: usize = 100;

/// What is to be written.
pub(in crate::frontend::discord) enum Writing<'a> {
    /// A new entry.
    New(Begun<'a>),
    /// An entry that is there, of this revision; none where it is a file's alone.
    Entry {
        /// The entry.
        entry: &'a Entry,
        /// Its revision.
        seen: Option<u64>,
    },
    /// A draft.
    Draft(&'a OpenDraft),
}

/// What of a new entry is known before it is written; what is not is empty. What does not fit into its field is left
/// out, and the field says so.
#[derive(Clone, Copy, Default)]
pub(in crate::frontend::discord) struct Begun<'a> {
    /// The question that is shown for it.
    pub(in crate::frontend::discord) question: &'a str,
    /// Other ways of asking, one a line.
    pub(in crate::frontend::discord) more: &'a str,
    /// The answer.
    pub(in crate::frontend::discord) answer: &'a str,
    /// The topic's name.
    pub(in crate::frontend::discord) topic: &'a str,
    /// Number of the cluster of missed questions that it answers.
    pub(in crate::frontend::discord) resolves: Option<u64>,
}

const QUESTION: &str = "question";
const MORE: &str = "more";
const ANSWER: &str = "answer";
const TOPIC: &str = "topic";

/// The form for `writing`.
///
/// # Errors
/// [`Failure::Theirs`] where an entry does not fit into it: it would come back cut.
pub(in crate::frontend::discord) fn form_for(writing: &Writing<'_>, to: &To<'_>) -> Result<Form, Failure> {
    let words = to.words;
    let (title, act, begun) = match writing {
        Writing::New(begun) => {
            (words.say("form-title-teach"), Curating::Write { resolves: begun.resolves }, Fields::of(begun))
        }
        Writing::Entry { entry, seen } => {
            let act = Curating::Rewrite { entry: entry.id.short(), seen: *seen };
            (words.say("form-title-edit"), act, Fields::of_entry(entry))
        }
        Writing::Draft(open) => {
            let gone = || Failure::Theirs(Notice::OldButton);
            let act = Curating::Redraft { draft: RowId::parse(&open.id).ok_or_else(gone)?, seen: open.revision };
            (words.say("form-title-draft"), act, Fields::of_entry(&open.draft.entry))
        }
    };
    if !matches!(writing, Writing::New(_)) && !begun.fit() {
        return Err(Failure::Theirs(Notice::Said(words.say("does-not-fit-form"))));
    }
    let field = |name, label: String, value: &str, hint: String, max: usize| {
        let long = name == MORE || name == ANSWER;
        let required = name == QUESTION || name == ANSWER;
        let hint = if units(value) > max { words.say("placeholder-too-long") } else { hint };
        Field { name, label, hint, value: value.to_owned(), long, required, max }
    };
    let fields = vec![
        field(
            QUESTION,
            words.say("label-question"),
            &begun.question,
            words.say("placeholder-question"),
            MAX_PHRASING_CHARS,
        ),
        field(MORE, words.say("label-more-questions"), &begun.more, words.say("placeholder-more-questions"), MAX_VALUE),
        field(ANSWER, words.say("label-answer"), &begun.answer, words.say("placeholder-answer"), MAX_VALUE),
        field(TOPIC, words.say("label-topic"), &begun.topic, words.say("placeholder-topic-of-entry"), MAX_TOPIC),
    ];
    let press = Press::Curating { asker: to.asker, act, paused: to.paused.cloned() };
    Ok(Form { title, custom_id: to.sign(&press), fields })
}

/// What stands in the fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Fields {
    question: String,
    more: String,
    answer: String,
    topic: String,
}

impl Fields {
    fn of(begun: &Begun<'_>) -> Fields {
        let Begun { question, more, answer, topic, .. } = begun;
        let [question, more, answer, topic] = [question, more, answer, topic].map(|text| (*text).to_owned());
        Fields { question, more, answer, topic }
    }

    fn of_entry(entry: &Entry) -> Fields {
        let more: Vec<&str> = entry.phrasings.iter().skip(1).map(|phrasing| phrasing.as_str()).collect();
        Fields {
            question: entry.title().as_str().to_owned(),
            more: more.join("\n"),
            answer: entry.answer.clone(),
            topic: entry.topic.clone().unwrap_or_default(),
        }
    }

    /// What came back.
    pub(super) fn written(interaction: &ModalInteraction) -> Fields {
        let field = |name| written(interaction, name).to_owned();
        Fields { question: field(QUESTION), more: field(MORE), answer: field(ANSWER), topic: field(TOPIC) }
    }

    fn fit(&self) -> bool {
        let fits = |text: &str, max: usize| units(text) <= max;
        fits(&self.question, MAX_PHRASING_CHARS)
            && fits(&self.more, MAX_VALUE)
            && fits(&self.answer, MAX_VALUE)
            && fits(&self.topic, MAX_TOPIC)
    }

    fn questions(&self) -> Vec<String> {
        std::iter::once(self.question.as_str()).chain(self.more.lines()).map(str::to_owned).collect()
    }

    /// As a new entry.
    pub(super) fn new_entry(self) -> NewEntry {
        let questions = self.questions();
        NewEntry { questions, answer: self.answer, topic: Some(self.topic), ..NewEntry::default() }
    }

    /// As a change to an entry, of which all that is not in the form stays.
    pub(super) fn change(self) -> EntryChange {
        let questions = Some(self.questions());
        EntryChange { questions, answer: Some(self.answer), topic: Some(self.topic), ..EntryChange::default() }
    }

    /// As a file, for whoever would have to write it again.
    pub(super) fn as_file(&self) -> String {
        let Fields { question, more, answer, topic } = self;
        [question, more, answer, topic]
            .into_iter()
            .filter(|text| !text.is_empty())
            .cloned()
            .collect::<Vec<_>>()
            .join("\n\n")
    }
}
