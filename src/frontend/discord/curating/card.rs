//! A draft as whoever decides on it sees it.

use crate::entry::State;
use crate::frontend::discord::asking::Spot;
use crate::frontend::discord::errors::Failure;
use crate::frontend::discord::reply;
use crate::frontend::discord::reply::DraftCard;
use crate::frontend::discord::reply::Post;
use crate::frontend::discord::reply::PreviewSeen;
use crate::frontend::discord::reply::To;
use crate::service::Act;
use crate::service::Caller;
use crate::service::Near;
use crate::service::OpenDraft;

/// A draft as one message: as it would look, what it changes, what is nearly there already, and what would come back as
/// something else as far as that is known; with the buttons that the caller may press, in three rows at most.
///
/// # Errors
/// [`Failure`]: it waits no longer, or the caller may not see it.
pub(in crate::frontend::discord) async fn draft_card(
    spot: &Spot,
    caller: &Caller,
    to: &To<'_>,
    draft: &str,
    preview: PreviewSeen<'_>,
) -> Result<Post, Failure> {
    let open = spot.service().open_draft(caller, draft).await;
    let open = open.map_err(|error| spot.failure(to.words, error))?;
    let near = near(spot, &open).await;
    let catalog = spot.service().catalog();
    Ok(reply::draft(
        &DraftCard {
            open: &open,
            near: near.as_deref(),
            preview,
            may_review: caller.may(Act::Review).is_ok(),
            catalog: &catalog,
        },
        to,
    ))
}

/// What asks for nearly the same; `None` where that cannot be found out now.
pub(in crate::frontend::discord) async fn near(spot: &Spot, open: &OpenDraft) -> Option<Vec<Near>> {
    let entry = &open.draft.entry;
    if entry.state != State::Approved {
        return Some(Vec::new());
    }
    // An entry may go on asking what it asks already.
    let is_new = |question: &&str| {
        open.replaced().is_none_or(|now| now.phrasings.iter().all(|phrasing| phrasing.as_str() != *question))
    };
    let questions: Vec<&str> = entry.phrasings.iter().map(|phrasing| phrasing.as_str()).filter(is_new).collect();
    // Another entry that came to have the id of a new one is as near as can be.
    let own = open.draft.replaces.then_some(&entry.id);
    spot.service().near(&questions, &entry.answer, own).await.ok()
}
