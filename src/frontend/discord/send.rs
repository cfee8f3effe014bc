//! Everything that goes to Discord goes through here, so that what holds for all of it is said once: nobody is ever pinged
//! but the one role that somebody calls for help (`payload`, `messages`), an interaction is answered once and in time
//! (`interactions`), and what fails for a moment is tried again (`again`).

mod again;
mod interactions;
mod messages;
mod payload;

use std::sync::atomic::AtomicBool;
use std::time::Instant;

use serenity::all::GuildId;
use serenity::all::InteractionId;
use serenity::all::UserId;

use crate::frontend::discord::reply::Reply;
use crate::frontend::wording::words::Words;

pub(super) use interactions::acknowledge_press;
pub(super) use interactions::answer;
pub(super) use interactions::delete_pressed;
pub(super) use interactions::edit_answer;
pub(super) use interactions::follow_privately;
pub(super) use interactions::show_form;
pub(super) use messages::Below;
pub(super) use messages::call_people;
pub(super) use messages::delete;
pub(super) use messages::direct_channel;
pub(super) use messages::reply_to;
pub(super) use messages::start_thread;
pub(super) use messages::tell;
pub(super) use messages::write_in;

/// What an interaction needs to be answered.
pub(super) struct Call<'a> {
    pub(super) id: InteractionId,
    pub(super) token: &'a str,
    pub(super) guild: Option<GuildId>,
    /// Who asked, and may take the reply away.
    pub(super) asker: UserId,
    /// In which words they are answered.
    pub(super) words: Words,
    /// When it reached this process.
    pub(super) arrived: Instant,
    /// Whether it is a press of a button on a message that only the asker sees: such a message needs no button to
    /// delete it, and stays private when it is updated.
    pub(super) on_private: bool,
    /// Whether its first answer is known to have gone through.
    pub(super) answered: AtomicBool,
}

/// A reply and where it goes.
pub(super) struct Shown {
    pub(super) reply: Reply,
    pub(super) place: Place,
}

/// Where a reply to an interaction goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A new message for all.
    Public,
    /// A new message for the asker alone.
    Private,
    /// In place of the message whose button was pressed.
    Update,
}

impl Shown {
    /// For all to see.
    pub(super) fn public(reply: Reply) -> Shown {
        Shown { reply, place: Place::Public }
    }

    /// For the asker alone.
    pub(super) fn private(reply: Reply) -> Shown {
        Shown { reply, place: Place::Private }
    }

    /// In place of what was there.
    pub(super) fn update(reply: Reply) -> Shown {
        Shown { reply, place: Place::Update }
    }
}
