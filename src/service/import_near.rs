//! What an import would put beside entries that ask for nearly the same.

use std::collections::HashSet;

use crate::entry::EntryId;
use crate::entry::Knowledge;
use crate::entry::State;
use crate::service::Act;
use crate::service::Caller;
use crate::service::CurateError;
use crate::service::FaqService;
use crate::service::Import;
use crate::service::Near;

/// Phrasings that are looked at: each goes through the model, a few milliseconds each. Whoever takes in more has a
/// knowledge of its own, and `lint` for it.
const MOST_PHRASINGS: usize = 1_000;

/// Entries of an import that ask for nearly the same as others which stay.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NearImports {
    /// By the order of the imported entries, the closest of each first. Questions that are the same word for word are in
    /// [`Import::doubles`] instead.
    pub found: Vec<(EntryId, Near)>,
    /// Entries that were too many to be looked at.
    pub unseen: usize,
}

impl FaqService {
    /// What of `import`, which was planned of `knowledge`, is close to what is served and not imported with it.
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn near_import(
        &self,
        caller: &Caller,
        knowledge: &Knowledge,
        import: &Import,
    ) -> Result<NearImports, CurateError> {
        caller.may(Act::Configure)?;
        let written: HashSet<&EntryId> = import.new.iter().chain(&import.changed).collect();
        let imported: HashSet<&EntryId> = knowledge.entries.iter().map(|entry| &entry.id).collect();
        let (mut near, mut phrasings) = (NearImports::default(), 0);
        for entry in &knowledge.entries {
            if !written.contains(&entry.id) || entry.state != State::Approved {
                continue;
            }
            phrasings += entry.phrasings.len();
            if phrasings > MOST_PHRASINGS {
                near.unseen += 1;
                continue;
            }
            let questions: Vec<&str> = entry.phrasings.iter().map(|phrasing| phrasing.as_str()).collect();
            let found = self.near(&questions, &entry.answer, Some(&entry.id)).await?.into_iter();
            let is_other = |near: &Near| !near.same_question && !imported.contains(&near.entry.id);
            near.found.extend(found.filter(is_other).map(|near| (entry.id.clone(), near)));
        }
        Ok(near)
    }
}
