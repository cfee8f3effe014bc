//! All that an evaluation has embedded, as the service does it for the same knowledge and questions.

use std::collections::BTreeSet;
use std::collections::HashMap;
use std::io;
use std::io::Write;

use crate::cli::watched;
use crate::embedding::Side;
use crate::embedding::UnitVector;
use crate::embedding::cache::VectorCache;
use crate::embedding::cache::readable;
use crate::embedding::cache::vectors_for;
use crate::embedding::worker::ModelHandle;
use crate::entry::Entry;
use crate::evaluation::Pair;
use crate::evaluation::Subject;
use crate::evaluation::cases::Case;
use crate::evaluation::variants::Part;
use crate::frontend::progress::Bar;
use crate::frontend::wording;
use crate::matching::answers::answers;
use crate::matching::calibration::Target;
use crate::matching::chatter::CHATTER;
use crate::matching::index;
use crate::matching::screening::Reads;

/// The vectors of entries and of what they are asked, by one model.
pub(super) struct Vectors<'a> {
    model: &'a ModelHandle,
    reads: Reads,
    entries: &'a [Entry],
    cases: &'a [Case],
    phrasings: Vec<Option<UnitVector>>,
    answers: Vec<Option<UnitVector>>,
    chatter: Vec<Option<UnitVector>>,
    asked: Vec<Option<UnitVector>>,
    /// Of the cases whose spelling is repaired, as repaired.
    reread: HashMap<String, Option<UnitVector>>,
    /// What a second look reads; `None` where there is no cross-encoder.
    read: Option<HashMap<Pair, f32>>,
}

impl<'a> Vectors<'a> {
    /// Of `entries` and `cases`, which are to be [run](Subject::run) on `parts`.
    pub(super) async fn of(
        (model, cache): (&'a ModelHandle, Option<&VectorCache>),
        reads: Reads,
        entries: &'a [Entry],
        cases: &'a [Case],
        parts: &[Part],
    ) -> anyhow::Result<Vectors<'a>> {
        let mut bar = Bar::counting("embedding phrasings", watched());
        let mut texts: Vec<&str> = index::phrasings(entries).collect();
        let phrasings = texts.len();
        let answers = answers(entries);
        texts.extend(answers.iter().map(String::as_str));
        let stored = vectors_for(model, cache, Side::Passage, &texts, |done, total| bar.at(done, total)).await;
        let mut texts: Vec<&str> = CHATTER.lines().collect();
        let chatter = texts.len();
        texts.extend(cases.iter().map(|case| case.text.as_str()));
        let mut bar = Bar::counting("embedding questions", watched());
        let asked = vectors_for(model, cache, Side::Query, &texts, |done, total| bar.at(done, total)).await;
        drop(bar);
        for note in stored.notes.iter().chain(&asked.notes) {
            writeln!(io::stderr(), "{}", wording::plain(&note.to_string()))?;
        }
        let (mut phrasings_and_answers, mut chatter_and_asked) = (readable(stored.vectors)?, readable(asked.vectors)?);
        let mut vectors = Vectors {
            model,
            reads,
            entries,
            cases,
            answers: phrasings_and_answers.split_off(phrasings),
            phrasings: phrasings_and_answers,
            asked: chatter_and_asked.split_off(chatter),
            chatter: chatter_and_asked,
            reread: HashMap::new(),
            read: None,
        };
        // What is repaired depends on the words alone.
        let rereadings = vectors.subject(Target::default()).rereadings(parts)?;
        vectors.reread((model, cache), rereadings).await?;
        if let Some(reader) = model.reader() {
            let pairs: Vec<Pair> = vectors.subject(Target::default()).pairs(parts)?.into_iter().collect();
            let read = reader.read_many(&pairs)?;
            vectors.read = Some(pairs.into_iter().zip(read).collect());
        }
        Ok(vectors)
    }

    /// Puts the vectors of these repaired questions in place of those that there were.
    pub(super) async fn reread(
        &mut self,
        (model, cache): (&ModelHandle, Option<&VectorCache>),
        rereadings: BTreeSet<String>,
    ) -> anyhow::Result<()> {
        let texts: Vec<&str> = rereadings.iter().map(String::as_str).collect();
        let reread = vectors_for(model, cache, Side::Query, &texts, |_, _| ()).await;
        self.reread = rereadings.into_iter().zip(readable(reread.vectors)?).collect();
        Ok(())
    }

    /// What is to be measured, judged as the service would, so that `target` of the answers are right.
    pub(super) fn subject(&self, target: Target) -> Subject<'_> {
        Subject {
            entries: self.entries,
            cases: self.cases,
            dimensions: self.model.dimensions(),
            phrasing_vectors: &self.phrasings,
            answer_vectors: &self.answers,
            chatter_vectors: &self.chatter,
            case_vectors: &self.asked,
            reread_vectors: Some(&self.reread),
            read: self.read.as_ref(),
            model_words: self.model.words(),
            reads: self.reads,
            target,
        }
    }
}
