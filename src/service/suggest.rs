//! What somebody may mean who is still typing: by words at once, by meaning if the model is in time.

use std::future::Future;
use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use crate::entry::Entry;
use crate::matching::completion::Likely;
use crate::matching::screening::Unaskable;
use crate::matching::screening::screen;
use crate::service::Catalog;
use crate::service::FaqService;

/// An entry that somebody may be about to ask for.
#[derive(Clone, Debug)]
pub struct Suggestion {
    /// The entry.
    pub entry: Arc<Entry>,
    /// Its phrasing closest to what was typed, as stored.
    pub phrasing: String,
}

impl FaqService {
    /// Entries that `partial`, a question that is still being typed, may be asking for: best first, each once, `limit`
    /// at most. Those that have all words typed come first, the last word as far as it is typed; then those that are
    /// like it in letters or meaning. Of no words at all: the first entries in their order; of a
    /// text too long for a question: none.
    ///
    /// The model gets `budget` at most; what it does not tell in that time, or cannot tell, is left out.
    pub async fn suggest(&self, partial: &str, limit: usize, budget: Duration) -> Vec<Suggestion> {
        self.suggest_while(partial, limit, budget, pending()).await
    }

    /// As [`FaqService::suggest`], but the model is not waited for any longer once `give_up` is there: see
    /// [`Typing`](crate::service::Typing).
    pub async fn suggest_while(
        &self,
        partial: &str,
        limit: usize,
        budget: Duration,
        give_up: impl Future<Output = ()>,
    ) -> Vec<Suggestion> {
        let catalog = self.catalog();
        let screened = screen(partial, catalog.engine().reads);
        match screened {
            Err(Unaskable::Empty | Unaskable::NoWords) => {
                return catalog.entries().iter().take(limit).map(Suggestion::of_title).collect();
            }
            // Nobody types that; it was pasted, and is not the beginning of a question.
            Err(Unaskable::TooLong(_)) => return Vec::new(),
            // The knowledge may have words that the model does not read.
            Err(Unaskable::OtherScript(_) | Unaskable::OtherLanguage(_)) | Ok(()) => {}
        }
        let completions = catalog.index().complete(partial, limit);
        // Nearly every keystroke of a common beginning ends here, which spares the model for those who ask.
        if completions.are_enough() || screened.is_err() {
            return catalog.suggestions(completions.by_words());
        }
        let vector = tokio::select! {
            biased;
            () = give_up => None,
            () = tokio::time::sleep(budget) => None,
            vector = catalog.engine().model.embed_spare(partial) => vector.ok(),
        };
        let likely = match vector {
            Some(vector) => completions.with_meaning(catalog.index().closest(partial, &vector, limit)),
            None => completions.by_words(),
        };
        catalog.suggestions(likely)
    }
}

impl Suggestion {
    fn of_title(entry: &Arc<Entry>) -> Suggestion {
        Suggestion { entry: Arc::clone(entry), phrasing: entry.title().as_str().to_owned() }
    }
}

impl Catalog {
    fn suggestions(&self, likely: Vec<Likely>) -> Vec<Suggestion> {
        let suggestion =
            |Likely { entry, phrasing }| Some(Suggestion { entry: Arc::clone(self.entry(&entry)?), phrasing });
        likely.into_iter().filter_map(suggestion).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::screening::MAX_QUESTION_CHARS;
    use crate::service::Typing;
    use crate::service::stand_in::Gate;
    use crate::service::stand_in::Trial;

    const FAQ: &str = "The club.\n\nHow do I join?\nPay 10 euros.\n\nWhen does the club meet?\nOn Thursdays.\n\n\
                       Where is the club?\nIn room 12.\n";
    const LONG: Duration = Duration::from_secs(60);

    fn phrasings(suggestions: &[Suggestion]) -> Vec<&str> {
        suggestions.iter().map(|suggestion| suggestion.phrasing.as_str()).collect()
    }

    #[tokio::test]
    async fn nothing_typed_gives_the_first_entries() {
        let trial = Trial::knowing(FAQ).await;
        for nothing in ["", "  ", "?"] {
            let suggestions = trial.service.suggest(nothing, 2, LONG).await;
            assert_eq!(phrasings(&suggestions), ["How do I join?", "When does the club meet?"]);
        }
        assert!(trial.service.suggest("", 0, LONG).await.is_empty());
        assert_eq!(trial.service.suggest("", 25, LONG).await.len(), trial.service.catalog().entries().len());
        assert!(trial.service.suggest(&"club ".repeat(MAX_QUESTION_CHARS), 25, LONG).await.is_empty());
    }

    #[tokio::test]
    async fn each_entry_comes_once_and_no_more_than_wanted() {
        let trial = Trial::knowing(FAQ).await;
        for partial in ["club", "the", "whre is", "t", "when does the club meet?"] {
            for limit in [0, 1, 2, 25] {
                let suggestions = trial.service.suggest(partial, limit, LONG).await;
                let mut ids: Vec<_> = suggestions.iter().map(|suggestion| suggestion.entry.id.clone()).collect();
                ids.sort();
                ids.dedup();
                assert_eq!(ids.len(), suggestions.len(), "{partial:?}");
                assert!(ids.len() <= limit, "{partial:?}");
                let again = trial.service.suggest(partial, limit, LONG).await;
                assert_eq!(phrasings(&suggestions), phrasings(&again));
            }
        }
    }

    #[tokio::test]
    async fn a_model_that_is_late_or_gone_costs_the_meaning_alone() {
        let (gate, mut begun) = Gate::new();
        let trial = Arc::new(Trial::with_gate(FAQ, &gate).await);
        gate.close();
        let asking = tokio::spawn({
            let trial = Arc::clone(&trial);
            async move { trial.service.ask("Who are you?", 1).await }
        });
        assert_eq!(begun.recv().await.as_deref(), Some("Who are you?"));
        let suggestions = trial.service.suggest("when", 5, Duration::from_millis(20)).await;
        assert_eq!(phrasings(&suggestions)[..1], ["When does the club meet?"]);
        gate.open();
        asking.await.unwrap().unwrap();
        trial.model.stop().await;
        let suggestions = trial.service.suggest("when", 5, LONG).await;
        assert_eq!(phrasings(&suggestions)[..1], ["When does the club meet?"]);
    }

    #[tokio::test]
    async fn enough_by_words_does_not_trouble_the_model() {
        let (gate, _begun) = Gate::new();
        let trial = Trial::with_gate(FAQ, &gate).await;
        gate.close();
        let suggestions = trial.service.suggest("club", 1, LONG).await;
        assert_eq!(suggestions.len(), 1);
        gate.open();
    }

    #[tokio::test]
    async fn one_text_at_most_waits_of_each_who_types() {
        let (gate, mut begun) = Gate::new();
        let trial = Arc::new(Trial::with_gate(FAQ, &gate).await);
        gate.close();
        let typing = Typing::new();
        let mut tasks = Vec::new();
        for letters in 1..=20 {
            for person in 0..2 {
                let (trial, keystroke) = (Arc::clone(&trial), typing.begin(person));
                let partial = format!("member{person} {}", &"abcdefghijklmnopqrst"[..letters]);
                tasks.push(tokio::spawn(async move {
                    trial.service.suggest_while(&partial, 5, LONG, keystroke.superseded()).await
                }));
                tokio::task::yield_now().await;
            }
            if letters == 1 {
                // The model has begun with the first.
                assert_eq!(begun.recv().await.as_deref(), Some("member0 a"));
            }
        }
        // All but the newest have given up, though the model has not moved.
        let newest = tasks.split_off(38);
        for task in tasks {
            task.await.unwrap();
        }
        assert_eq!(typing.typists(), 2);
        gate.open();
        for task in newest {
            task.await.unwrap();
        }
        assert_eq!(begun.recv().await.as_deref(), Some("member0 abcdefghijklmnopqrst"));
        assert_eq!(begun.recv().await.as_deref(), Some("member1 abcdefghijklmnopqrst"));
        assert!(begun.try_recv().is_err(), "nothing else reached the model");
        assert_eq!(typing.typists(), 0);
    }

    #[tokio::test]
    async fn a_crowd_that_types_keeps_no_question_out() {
        let (gate, mut begun) = Gate::new();
        let trial = Arc::new(Trial::with_gate(FAQ, &gate).await);
        gate.close();
        let typists: Vec<_> = (0..1_000)
            .map(|person| {
                let trial = Arc::clone(&trial);
                tokio::spawn(async move { trial.service.suggest(&format!("zebra{person}"), 5, LONG).await })
            })
            .collect();
        begun.recv().await.unwrap();
        let asking = tokio::spawn({
            let trial = Arc::clone(&trial);
            async move { trial.service.ask("When does the club meet?", 1).await }
        });
        tokio::time::sleep(Duration::from_millis(20)).await;
        gate.open();
        assert!(asking.await.unwrap().is_ok());
        for typist in typists {
            typist.await.unwrap();
        }
    }
}
