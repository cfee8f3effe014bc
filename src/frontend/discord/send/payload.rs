//! A message in the form in which Discord takes it. Whatever is sent is made here, and pings nobody.

use serde_json::Value;
use serde_json::json;
use serenity::all::CreateAttachment;
use serenity::all::GuildId;
use serenity::all::MessageId;
use serenity::all::UserId;

use crate::frontend::discord::bot::Bot;
use crate::frontend::discord::reply;
use crate::frontend::discord::reply::Post;
use crate::frontend::discord::send::Place;
use crate::frontend::wording::words::Words;

/// The mark of a message that only the person who asked sees.
pub(super) const EPHEMERAL: u64 = 1 << 6;

/// A message as Discord takes it. What is not in it is emptied, since an edit leaves alone what is not named.
pub(super) fn payload(
    bot: &Bot,
    post: &Post,
    guild: Option<GuildId>,
    words: Words,
    erasable: Option<(UserId, &[MessageId])>,
) -> Value {
    let mut rows = post.rows.clone();
    if let Some((asker, parts)) = erasable {
        reply::add_delete(&mut rows, words, &bot.keys, asker, guild, parts);
    }
    let attachment = |(id, file): (usize, &CreateAttachment)| match &file.description {
        Some(description) => json!({ "id": id, "filename": file.filename, "description": description }),
        None => json!({ "id": id, "filename": file.filename }),
    };
    let attachments: Vec<Value> = post.files.iter().enumerate().map(attachment).collect();
    json!({
        "content": post.content,
        "embeds": post.embeds,
        "components": rows,
        "attachments": attachments,
        // Nobody is ever pinged: not by an answer, not by an echoed question, not by being replied to.
        "allowed_mentions": { "parse": [], "replied_user": false },
    })
}

/// The payload, for the asker alone if that is its place.
pub(super) fn placed(mut payload: Value, place: Place) -> Value {
    if place == Place::Private {
        payload["flags"] = json!(EPHEMERAL);
    }
    payload
}

/// The files that go with it.
pub(super) fn files(post: &Post) -> Vec<CreateAttachment> {
    // serenity gives every attachment of a raw request the same number, so there can be one.
    debug_assert!(post.files.len() <= 1, "one file a message");
    post.files.clone()
}
