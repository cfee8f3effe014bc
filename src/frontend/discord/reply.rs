//! From what the service returns to what Discord shows.

use serenity::all::CreateActionRow;
use serenity::all::CreateAttachment;
use serenity::all::CreateEmbed;

/// What is shown, as one message or, when it does not fit into one, as several that belong together. Says nothing of
/// where it goes or who sees it; `send.rs` does.
pub(super) struct Reply {
    /// In the order of reading; at least one.
    pub(super) posts: Vec<Post>,
}

/// One message.
#[derive(Default)]
pub(super) struct Post {
    /// Plain words above everything else; empty for none. At most 2,000 characters.
    pub(super) content: String,
    /// At most 6,000 characters altogether.
    pub(super) embeds: Vec<CreateEmbed>,
    /// Rows of buttons, or a menu.
    pub(super) rows: Vec<CreateActionRow>,
    /// Attached files.
    pub(super) files: Vec<CreateAttachment>,
}
