//! The languages of servers, which Discord is asked for once.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;

use serenity::all::GuildId;
use serenity::all::Http;

use crate::frontend::wording::language::Language;

/// Servers remembered before all are forgotten and asked for anew: some 1 MB.
const MOST: usize = 20_000;

/// Nobody waits longer for their answer only to have it in their language.
const ASK_WITHIN: Duration = Duration::from_secs(2);

/// The languages of servers that were looked up; `None` for one that is not there.
#[derive(Default)]
pub(super) struct Languages(Mutex<HashMap<GuildId, Option<Language>>>);

impl Languages {
    /// The language of a server, asked of Discord once. Where that fails it is English for now, and is asked for again
    /// next time.
    pub(super) async fn of(&self, http: &Http, guild: GuildId) -> Option<Language> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&guild).copied();
        if let Some(known) = known {
            return known;
        }
        let found = tokio::time::timeout(ASK_WITHIN, http.get_guild(guild)).await.ok()?.ok()?;
        self.note(guild, &found.preferred_locale)
    }

    /// Remembers the locale of a server, which interactions tell unasked, so that a change is noticed.
    pub(super) fn note(&self, guild: GuildId, locale: &str) -> Option<Language> {
        let language = Language::of_locale(locale);
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(guild, language);
        language
    }
}
