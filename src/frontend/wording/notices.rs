//! What the bot says in Discord besides answers: refusals, excuses, and where to go instead.

use std::time::Duration;

use crate::service::NotShown;

/// More questions than the model can do.
pub const BUSY: &str = "I have too many questions at once. Please ask again in a few seconds.";

/// Something failed on our side.
#[must_use]
pub fn went_wrong(id: &str) -> String {
    format!("Something went wrong on my side, and it has been noted as {id}. Please try again.")
}

/// Nothing is served in this server.
pub const NOT_SERVED: &str = "I have no answers for this server. Whoever runs me has to name it in my settings.";

/// The server's knowledge could not be read.
pub const NO_KNOWLEDGE: &str = "I have no questions and answers for this server yet. Whoever runs me can give me some.";

/// Direct messages are off.
pub const NOT_DIRECT: &str = "I don't answer direct messages. Please ask me in a server.";

/// The bot is off in this channel.
pub const NOT_HERE: &str = "I am switched off in this channel. Please ask me in another one.";

/// Somebody asks faster than allowed.
#[must_use]
pub fn wait(wait: Duration) -> String {
    format!("That was a lot of questions. Please wait {} and ask again.", seconds(wait))
}

/// An answer was given a moment ago; `link` leads to it.
#[must_use]
pub fn just_given(link: Option<&str>) -> String {
    match link {
        Some(link) => format!("I gave that answer here a moment ago: {link}"),
        None => "I gave that answer here a moment ago: it stands above.".to_owned(),
    }
}

/// Why an answer is not shown to all now.
#[must_use]
pub fn not_shown(refused: &NotShown) -> String {
    match refused {
        NotShown::JustGiven { .. } => just_given(None),
        NotShown::ChannelBusy { wait } => {
            format!("I have answered a lot in this channel just now. Please try again in {}.", seconds(*wait))
        }
    }
}

/// Above an answer that was asked for in public and is shown to the asker alone.
#[must_use]
pub fn shown_to_you_alone(refused: &NotShown) -> String {
    match refused {
        NotShown::JustGiven { .. } => "I gave that answer here a moment ago, so this is for you alone.".to_owned(),
        NotShown::ChannelBusy { .. } => {
            "I have answered a lot in this channel just now, so this is for you alone.".to_owned()
        }
    }
}

/// A suggestion or button names an entry that is no longer served.
pub const ENTRY_GONE: &str = "That answer is no longer there. Please ask in your own words.";

/// A button of another version, or a forged one.
pub const OLD_BUTTON: &str = "That button is from an earlier time and no longer works. Please ask again.";

/// Somebody else's button.
pub const NOT_YOURS: &str = "That button belongs to whoever asked. Ask with `/ask` to get your own.";

/// Somebody may not delete the reply.
pub const NOT_YOURS_TO_DELETE: &str = "Only whoever asked, or a moderator, can delete that.";

/// The reply could not be deleted.
pub const COULD_NOT_DELETE: &str = "I could not delete that. A moderator can.";

/// `/faq show` and `send` found no such entry.
pub const NO_SUCH_ENTRY: &str = "I have no such entry. Start typing and pick one from the list.";

/// Somebody mentioned the bot and said nothing.
pub const HELP: &str = "Mention me with a question, or use `/ask`. `/faq list` shows what I know.";

/// Somebody mentioned the bot in a reply to a message that it cannot read.
pub const CANNOT_SEE: &str = "I can't see what others write. Open that message's menu, Apps, and choose \
    **Answer from FAQ**; or mention me with the question itself.";

/// A message without text.
pub const NO_TEXT: &str = "There is no text in that message for me to answer.";

fn seconds(wait: Duration) -> String {
    // Rounded up: whoever waits as long as told must not be told again.
    let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
    if seconds == 1 { "a second".to_owned() } else { format!("{seconds} seconds") }
}
