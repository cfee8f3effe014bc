//! Curating from Discord. What comes back from a form is kept as a draft at once and shown to whoever wrote it, with what
//! is there already and with what it would change; then a button decides. Nothing is kept but in the store and in the
//! buttons, so all of it works after a restart and in every process of the bot.
//!
//! What somebody may do is asked by the service each time. Only they see the messages, so a button needs no other owner.

mod card;
mod forms;
mod history;
mod pressed;
mod submitted;

use crate::frontend::discord::asking::Spot;
use crate::frontend::discord::bot::Bot;
use crate::frontend::discord::errors::Failure;
use crate::frontend::discord::reply::To;
use crate::frontend::discord::send::Call;
use crate::frontend::wording::words::Words;
use crate::service::Act;
use crate::service::Caller;

pub(super) use card::draft_card;
pub(super) use card::near;
pub(super) use forms::Begun;
pub(super) use forms::Writing;
pub(super) use forms::form_for;
pub(super) use history::history;
pub(super) use pressed::pressed;
pub(super) use submitted::submitted;

/// Whom a card is for: whoever presses or writes, and nobody else.
pub(super) fn to<'a>(bot: &'a Bot, call: &Call<'_>) -> To<'a> {
    To {
        keys: &bot.keys,
        words: call.words,
        asker: call.asker,
        guild: call.guild,
        private: true,
        helpers: false,
        asked: None,
        paused: None,
    }
}

/// Refuses whoever may not do `act`, before they have written anything.
///
/// # Errors
/// [`Failure::Theirs`], which names the roles that may.
pub(super) fn may(spot: &Spot, words: Words, caller: &Caller, act: Act) -> Result<(), Failure> {
    caller.may(act).map_err(|denied| spot.failure(words, denied.into()))
}
