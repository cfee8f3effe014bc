//! Missed questions that a change answers without anybody having said so: what is served by it asks for them.

use std::collections::BTreeMap;
use std::collections::HashSet;

use crate::embedding::Side;
use crate::entry::EntryId;
use crate::entry::normalized;
use crate::service::CurateError;
use crate::service::FaqService;
use crate::service::Memory;
use crate::service::missed::Book;
use crate::store::Commit;
use crate::store::Edit;
use crate::store::Item;

/// Questions of a change that are compared by their meaning, each of which is to be embedded for it. Of a larger one, such
/// as an import, they are compared by their words alone.
const MOST_COMPARED: usize = 200;

/// A question that an entry answers once a change is made, and does not before.
struct NewlyAsked {
    text: String,
    normal: String,
    entry: EntryId,
}

impl FaqService {
    /// Makes `commit`, which serves `served`, close the open clusters that belong to a question which it newly serves:
    /// those in which that very question was asked, and the one that it would join if it were missed now. Those that
    /// `commit` closes or opens already are left as they are.
    pub(super) async fn close_what_is_asked(
        &self,
        memory: &Memory,
        commit: &mut Commit,
        served: &[Edit],
    ) -> Result<(), CurateError> {
        let asked = self.newly_asked(served);
        if asked.is_empty() {
            return Ok(());
        }
        // What was missed a moment ago belongs to it.
        self.flush().await;
        let decided: HashSet<u64> = commit.closed.iter().map(|closing| closing.number).collect();
        for (number, entry) in self.belonging(memory, &asked).await? {
            if !decided.contains(&number) {
                self.close_by(memory, commit, number, &entry).await?;
            }
        }
        Ok(())
    }

    /// What `edits` serve that their entries do not ask for now. A question that an entry had already is not new: it may
    /// have been missed as the answer was the wrong one.
    fn newly_asked(&self, edits: &[Edit]) -> Vec<NewlyAsked> {
        let catalog = self.catalog();
        let mut asked = Vec::new();
        for item in edits.iter().filter_map(|edit| edit.after.as_ref()).filter(|item| item.is_served()) {
            let Some(entry) = Item::entry(item) else { continue };
            let former = catalog.entry(&entry.id).map(|former| former.phrasings.as_slice()).unwrap_or_default();
            let former: HashSet<String> = former.iter().map(|phrasing| normalized(phrasing.as_str())).collect();
            for phrasing in &entry.phrasings {
                let (text, normal) = (phrasing.as_str().to_owned(), normalized(phrasing.as_str()));
                if !former.contains(&normal) {
                    asked.push(NewlyAsked { text, normal, entry: entry.id.clone() });
                }
            }
        }
        asked
    }

    /// The open clusters that the questions belong to, with the entry that answers each: not one of which somebody has read
    /// the answer, and said that it is none to what they asked.
    async fn belonging(&self, memory: &Memory, asked: &[NewlyAsked]) -> Result<BTreeMap<u64, EntryId>, CurateError> {
        let (store, space, catalog) = (memory.store(), memory.space(), self.catalog());
        let Some(book) = Book::of_open(memory, catalog.engine()).await? else { return Ok(BTreeMap::new()) };
        let words: Vec<String> = asked.iter().map(|one| one.normal.clone()).collect();
        let mut belong: Vec<(u64, &EntryId)> = Vec::new();
        for (number, normal) in store.open_asking(space, &words).await? {
            belong.extend(asked.iter().filter(|one| one.normal == normal).map(|one| (number, &one.entry)));
        }
        if asked.len() <= MOST_COMPARED {
            let texts = asked.iter().map(|one| one.text.clone()).collect();
            let vectors = catalog.engine().model.embed_many(Side::Query, texts, |_, _| ()).await;
            for (one, vector) in asked.iter().zip(vectors) {
                // Without a vector it is the words that count, and those were looked at.
                let number = vector.ok().and_then(|vector| book.joined_by(&one.text, &vector));
                belong.extend(number.map(|number| (number, &one.entry)));
            }
        }
        let mut found = BTreeMap::new();
        if belong.is_empty() {
            return Ok(found);
        }
        let refused = store.how_missed(space, None).await?;
        for (number, entry) in belong {
            let how = refused.iter().find(|how| how.cluster == number);
            if how.is_none_or(|how| how.wrong.iter().all(|(wrong, _)| wrong != entry)) {
                found.entry(number).or_insert_with(|| entry.clone());
            }
        }
        Ok(found)
    }
}
