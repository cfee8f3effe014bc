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
    /// like it in letters or meaning. Of no words at all: the first entries in their order.
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
        let screened = screen(partial, self.settings.reads);
        if matches!(screened, Err(Unaskable::Empty | Unaskable::NoWords)) {
            return catalog.entries().iter().take(limit).map(Suggestion::of_title).collect();
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
            vector = self.model.embed_spare(partial) => vector.ok(),
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
