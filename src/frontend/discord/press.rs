//! What a button says when it is pressed: everything that is needed to act on it, signed, so that it works after a
//! restart and nobody can make one up.

use serenity::all::GuildId;
use serenity::all::MessageId;
use serenity::all::UserId;

use crate::entry::ShortId;
use crate::frontend::discord::Secret;

/// What a button, or a menu, stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Press {
    /// Show this entry: the asker picked it from a choice.
    Choose { asker: UserId, entry: ShortId },
    /// Nothing offered was it.
    NoneOfThese { asker: UserId },
    /// Take the reply away: the message with the button, and the parts before it.
    Delete { asker: UserId, parts: Vec<MessageId> },
    /// Another page of a list, from 0; the topic is the digest of its name, none for all topics.
    Page { asker: UserId, topic: Option<ShortId>, page: u16 },
    /// A menu whose values are short ids of entries.
    ShowEntry { asker: UserId },
    /// A menu whose values are digests of topics' names.
    ShowTopic { asker: UserId },
}

/// Why a press is not acted on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PressError {
    /// Made by another version of Askwell, or by one with another token.
    Old,
    /// Not made by Askwell, or changed since.
    Forged,
}

/// Signs and reads the ids of buttons.
pub(super) struct Keys {}

impl Keys {
    /// The key follows from the token, so nothing has to be kept, and every process of the bot has the same.
    pub(super) fn of(_token: &Secret) -> Keys {
        todo!()
    }

    /// The custom id of a button, at most 100 characters of ASCII, which works in this server alone.
    pub(super) fn sign(&self, _press: &Press, _guild: Option<GuildId>) -> String {
        todo!()
    }

    /// What a custom id stands for, if it was signed for this server.
    pub(super) fn read(&self, _custom_id: &str, _guild: Option<GuildId>) -> Result<Press, PressError> {
        todo!()
    }
}
