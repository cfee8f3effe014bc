//! Who changed what, page by page.

use crate::entry::EntryId;
use crate::entry::ShortId;
use crate::frontend::discord::asking::Spot;
use crate::frontend::discord::errors::Failure;
use crate::frontend::discord::reply;
use crate::frontend::discord::reply::Reply;
use crate::frontend::discord::reply::To;
use crate::frontend::wording::notices::Notice;
use crate::service::Act;
use crate::service::Caller;
use crate::store::ItemKey;
use crate::store::Wanted;

/// Changes read for a page: an import changes hundreds of entries at once, of which the page names a few.
const READ: u32 = 200;

/// The changes before number `before`, the latest where it is 0, of all or of one entry.
///
/// # Errors
/// [`Failure`].
pub(in crate::frontend::discord) async fn history(
    spot: &Spot,
    caller: &Caller,
    to: &To<'_>,
    entry: Option<ShortId>,
    before: u64,
) -> Result<Reply, Failure> {
    let id = match entry {
        Some(short) => Some(named(spot, caller, to, short).await?),
        None => None,
    };
    let before = Some(before).filter(|before| *before > 0);
    let wanted = Wanted { key: id.as_ref().map(ItemKey::entry), after: 0, before, limit: READ };
    let changes = spot.service().history(caller, &wanted).await;
    let changes = changes.map_err(|error| spot.failure(to.words, error))?;
    let may_undo = caller.may(Act::Review).is_ok();
    Ok(reply::history(&changes, changes.len() == READ as usize, entry, before, may_undo, to))
}

/// The id of an entry, in service or not.
async fn named(spot: &Spot, caller: &Caller, to: &To<'_>, short: ShortId) -> Result<EntryId, Failure> {
    if let Some(entry) = spot.service().catalog().entry_in_short(short) {
        return Ok(entry.id.clone());
    }
    let retired = spot.service().retired(caller).await.map_err(|error| spot.failure(to.words, error))?;
    let found = retired.into_iter().map(|entry| entry.id).find(|id| id.short() == short);
    found.ok_or(Failure::Theirs(Notice::NoSuchEntry))
}
