//! What waits, in the order in which it is shown.

use crate::frontend::discord::asking::Spot;
use crate::frontend::discord::press::Waits;
use crate::frontend::discord::reply::Case;
use crate::service::Caller;
use crate::service::CurateError;
use crate::store::RowId;

/// All that waits: what people wrote, what they voted for, what they missed, and answers to be looked at again.
///
/// # Errors
/// [`CurateError`].
pub(super) async fn row(spot: &Spot, caller: &Caller) -> Result<Vec<Case>, CurateError> {
    let waiting = spot.service().waiting_for_review(caller).await?;
    let missed = spot.service().missed(caller).await?;
    // What is in the store under another name was not written by this program, and no button can name it.
    let drafts = waiting.drafts.into_iter().filter(|draft| RowId::parse(&draft.id).is_some());
    let mut row: Vec<Case> = drafts.map(|draft| Case::Draft(Box::new(draft))).collect();
    row.extend(waiting.suggestions.into_iter().map(Case::Suggestion));
    row.extend(missed.into_iter().map(|cluster| Case::Missed(Box::new(cluster))));
    let mut flawed = waiting.flawed;
    for entry in waiting.overdue {
        let at = flawed.iter().position(|flawed| flawed.entry.id == entry.id);
        let flawed = at.map(|at| Box::new(flawed.remove(at)));
        row.push(Case::Entry { entry: Box::new(entry), flawed, is_overdue: true });
    }
    row.extend(flawed.into_iter().map(|flawed| Case::Entry {
        entry: Box::new(flawed.entry.clone()),
        flawed: Some(Box::new(flawed)),
        is_overdue: false,
    }));
    Ok(row)
}

/// Where in the row something is.
pub(super) fn place(row: &[Case], what: &Waits) -> Option<usize> {
    row.iter().position(|case| case.name().as_ref() == Some(what))
}
