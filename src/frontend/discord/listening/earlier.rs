//! What was answered before this process began, as the store has it: so that a restart neither gives a channel another
//! hour's answers nor ends a conversation. It is read once for each server. Where questions are not recorded nobody knows
//! of it any more.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;
use std::time::Instant;

use serenity::all::GuildId;
use tokio::sync::OnceCell;
use tracing::debug;

use crate::service::Answered;
use crate::service::FaqService;

/// How long a store that was away is left alone: messages come faster than it comes back.
const AGAIN_AFTER: Duration = Duration::from_secs(10);

/// What was answered in each server.
#[derive(Default)]
pub(in crate::frontend::discord) struct Earlier(Mutex<HashMap<GuildId, Arc<Read>>>);

/// What was read of one.
pub(in crate::frontend::discord) struct Read {
    /// The latest first.
    answers: Vec<Answered>,
    at: Instant,
    /// How long it is of use: as far as it goes back, or until the store is asked again.
    reach: Duration,
    was_away: bool,
    /// Whether those to unasked questions are in the count of the hour.
    pub(in crate::frontend::discord) counted: OnceCell<()>,
}

impl Earlier {
    /// What was answered in a server up to now, and for `reach` before; the same each time, however much is answered
    /// later. Nothing where the store is away: then it is asked again next time.
    pub(in crate::frontend::discord) async fn of(
        &self,
        guild: GuildId,
        service: &FaqService,
        reach: Duration,
    ) -> Arc<Read> {
        if let Some(known) = self.known(guild) {
            return known;
        }
        let read = match service.answered_lately(reach).await {
            Ok(answers) => Read::of(answers, reach),
            Err(error) => {
                debug!(guild.id = %guild, "cannot tell what was answered earlier in server {guild}: {error}");
                Read { was_away: true, ..Read::of(Vec::new(), AGAIN_AFTER) }
            }
        };
        let mut servers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(servers.entry(guild).or_insert_with(|| Arc::new(read)))
    }

    /// What was read; what is of no use any more is let go.
    fn known(&self, guild: GuildId) -> Option<Arc<Read>> {
        let mut servers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let read = servers.get_mut(&guild)?;
        let is_over = read.at.elapsed() > read.reach;
        if is_over && read.was_away {
            servers.remove(&guild);
            return None;
        }
        if is_over && !read.answers.is_empty() {
            *read = Arc::new(Read::of(Vec::new(), read.reach));
        }
        Some(Arc::clone(read))
    }
}

impl Read {
    fn of(answers: Vec<Answered>, reach: Duration) -> Read {
        Read { answers, at: Instant::now(), reach, was_away: false, counted: OnceCell::new() }
    }

    /// Each answer with how long ago it is now.
    pub(in crate::frontend::discord) fn answers(&self) -> impl Iterator<Item = (&Answered, Duration)> {
        let since = self.at.elapsed();
        self.answers.iter().map(move |answered| (answered, answered.ago + since))
    }
}
