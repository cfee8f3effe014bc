//! Entries by the file: taken in all or nothing, and given out.

mod told;

use std::path::Path;

use serenity::all::Attachment;
use serenity::all::CreateAttachment;

use crate::frontend::discord::asking::Spot;
use crate::frontend::discord::echo::line;
use crate::frontend::discord::errors::Failure;
use crate::frontend::discord::files::FileError;
use crate::frontend::discord::files::Files;
use crate::frontend::discord::files::MOST_BYTES;
use crate::frontend::discord::reply;
use crate::frontend::discord::reply::Post;
use crate::frontend::discord::reply::Reply;
use crate::frontend::discord::reply::To;
use crate::frontend::wording::notices::Notice;
use crate::frontend::wording::words::Words;
use crate::knowledge;
use crate::knowledge::Format;
use crate::knowledge::Reading;
use crate::service::Caller;
use crate::service::Scope;

use told::Told;

/// Longest name of a file, in UTF-16 units.
const MAX_NAME: usize = 100;

/// What Discord takes as one file, in bytes, where a server pays nothing.
const LARGEST_UPLOAD: usize = 10 * 1024 * 1024;

/// Takes a file in, or only says what that would change where it is a `dry_run`.
///
/// # Errors
/// [`Failure`]: it is no file that can be taken in, it cannot be fetched, or the service refuses.
pub(super) async fn import(
    spot: &Spot,
    caller: &Caller,
    files: &Files,
    file: &Attachment,
    dry_run: bool,
    to: &To<'_>,
) -> Result<Reply, Failure> {
    let words = to.words;
    let refused = |said: String| Failure::Theirs(Notice::Said(said));
    let bytes = files.fetch(file).await.map_err(|error| {
        refused(match error {
            FileError::TooLarge => words.say_with("import-too-large", &[("kib", (MOST_BYTES / 1024).into())]),
            FileError::Elsewhere | FileError::Network => words.say("import-not-fetched"),
        })
    })?;
    let name = line(&file.filename, MAX_NAME);
    let reading = read(name.clone(), bytes).await.ok_or_else(|| refused(words.say("import-unknown-format")))?;
    if reading.has_errors() {
        return Ok(told::not_imported(&name, &reading, words));
    }
    if reading.knowledge.entries.is_empty() {
        return Err(refused(words.say("import-empty")));
    }
    let failed = |error| spot.failure(words, error);
    let planned = spot.service().plan_import(caller, &reading.knowledge).await.map_err(failed)?;
    let near = spot.service().near_import(caller, &reading.knowledge, &planned).await.map_err(failed)?;
    let done = if dry_run || planned.is_empty() {
        None
    } else {
        Some(spot.service().import(caller, &planned).await.map_err(failed)?)
    };
    Ok(told::imported(&name, &reading, &Told { planned: &planned, near: &near, done: done.as_ref() }, to))
}

/// What a file holds; `None` where neither its name nor its content says what it is. Reading takes a while where it is a
/// workbook, so others are not kept waiting by it.
async fn read(name: String, bytes: Vec<u8>) -> Option<Reading> {
    let read = move || {
        let parsed = knowledge::parse_any(Format::from_path(Path::new(&name)), &name, &bytes)?;
        Some(parsed.into_reading(&name))
    };
    tokio::task::spawn_blocking(read).await.ok().flatten()
}

/// The entries as a file.
///
/// # Errors
/// [`Failure`]: the service refuses, or there is nothing to give out.
pub(super) async fn export(
    spot: &Spot,
    caller: &Caller,
    format: Format,
    scope: Scope,
    words: Words,
) -> Result<Reply, Failure> {
    let found = spot.service().export(caller, scope).await;
    let found = found.map_err(|error| spot.failure(words, error))?;
    if found.entries.is_empty() {
        return Err(Failure::Theirs(Notice::Said(words.say("export-empty"))));
    }
    let text = knowledge::write(format, &found);
    let text = text.map_err(|error| Failure::Ours(anyhow::Error::new(error).context("could not write an export")))?;
    if text.len() > LARGEST_UPLOAD {
        return Err(Failure::Theirs(Notice::Said(words.say("export-too-large"))));
    }
    let mut reply = reply::notice(&words.say_with("exported", &[("count", found.entries.len().into())]));
    let ending = format.extensions()[0];
    reply.posts[0].files.push(CreateAttachment::bytes(text, format!("knowledge.{ending}")));
    Ok(reply)
}

/// Adds a text to a message as a file.
fn with_file(post: &mut Post, text: String, name: &str) {
    post.files.push(CreateAttachment::bytes(text, name));
}
