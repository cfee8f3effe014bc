//! What the bot says in Discord besides answers: refusals, excuses, and where to go instead. It is put into words last,
//! in the language of who is told.

use std::time::Duration;

use crate::frontend::wording::words::Words;
use crate::service::NotShown;

/// Something to tell somebody in a sentence or two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// More questions than the model can do.
    Busy,
    /// Something failed on our side, and stands in the log under this number.
    WentWrong(String),
    /// Nothing is served in this server.
    NotServed,
    /// The server's knowledge is empty, or could not be read.
    NoKnowledge,
    /// Direct messages are off.
    NotDirect,
    /// The bot is off in this channel.
    NotHere,
    /// Somebody asks faster than allowed, and has to wait this long.
    Wait(Duration),
    /// An answer was given a moment ago; the link leads to it.
    JustGivenAt(String),
    /// Why an answer is not shown to all now.
    NotShown(NotShown),
    /// Above an answer that was asked for in public and is shown to the asker alone.
    ShownToYouAlone(NotShown),
    /// A suggestion or button names an entry that is no longer served.
    EntryGone,
    /// A button of another version, or a forged one.
    OldButton,
    /// Somebody else's button.
    NotYours,
    /// Somebody may not delete the reply.
    NotYoursToDelete,
    /// The reply could not be deleted.
    CouldNotDelete,
    /// `/faq show` and `send` found no such entry.
    NoSuchEntry,
    /// Somebody mentioned the bot and said nothing.
    Help,
    /// Somebody mentioned the bot in a reply to a message that it cannot read.
    CannotSee,
    /// A message without text.
    NoText,
    /// Already in words, where the language was known.
    Said(String),
}

impl Notice {
    /// The notice in words.
    #[must_use]
    pub fn in_words(&self, words: Words) -> String {
        match self {
            Notice::Busy => words.say("busy"),
            Notice::WentWrong(id) => words.say_with("went-wrong", &[("id", id.into())]),
            Notice::NotServed => words.say("not-served"),
            Notice::NoKnowledge => words.say("no-knowledge"),
            Notice::NotDirect => words.say("not-direct"),
            Notice::NotHere => words.say("not-here"),
            Notice::Wait(wait) => words.say_with("wait", &[("seconds", seconds(*wait).into())]),
            Notice::JustGivenAt(link) => words.say_with("just-given-at", &[("link", link.into())]),
            Notice::NotShown(NotShown::JustGiven { .. }) => words.say("just-given"),
            Notice::NotShown(NotShown::ChannelBusy { wait }) => {
                words.say_with("channel-busy", &[("seconds", seconds(*wait).into())])
            }
            Notice::ShownToYouAlone(NotShown::JustGiven { .. }) => words.say("just-given-so-alone"),
            Notice::ShownToYouAlone(NotShown::ChannelBusy { .. }) => words.say("channel-busy-so-alone"),
            Notice::EntryGone => words.say("entry-gone"),
            Notice::OldButton => words.say("old-button"),
            Notice::NotYours => words.say("not-yours"),
            Notice::NotYoursToDelete => words.say("not-yours-to-delete"),
            Notice::CouldNotDelete => words.say("could-not-delete"),
            Notice::NoSuchEntry => words.say("no-such-entry"),
            Notice::Help => words.say("help"),
            Notice::CannotSee => words.say("cannot-see"),
            Notice::NoText => words.say("no-text"),
            Notice::Said(text) => text.clone(),
        }
    }
}

/// Rounded up: whoever waits as long as told must not be told again.
fn seconds(wait: Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
}
