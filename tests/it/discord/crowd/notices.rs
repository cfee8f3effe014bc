//! Whether everybody was told once of what they had wanted to know.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::collections::HashMap;
use std::fmt;
use std::time::Duration;

use askwell::store::RowId;

use super::Crowd;
use super::UNKNOWN;
use super::book::Book;
use crate::support::discord::FakeDiscord;
use crate::support::discord_club::Club;

/// How long all that waits may take to be told.
const SOON: Duration = Duration::from_secs(30);

/// What was told, in numbers.
pub(super) struct Told {
    /// Notices that ever came up, by the store.
    came_up: usize,
    /// Those that were shown.
    shown: usize,
    /// People who were promised to be told of something, and were.
    as_promised: usize,
    /// Shown again to somebody who had seen it.
    twice: usize,
    /// Sent again and shown once all the same, and how many can have been: those that somebody had taken when it was left
    /// to others.
    sent_again: usize,
    taken: usize,
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Told { came_up, shown, as_promised, twice, sent_again, taken } = self;
        write!(
            f,
            "{came_up} notices came up and {shown} were shown, {as_promised} of them promised; {twice} twice, \
             {sent_again} sent again of {taken} that were left to others"
        )
    }
}

impl Crowd {
    /// Waits until everybody was told, and looks at what each has seen.
    pub(super) async fn check_notices(&self, club: &Club, taken: u64, wrong: &mut Vec<String>) -> Told {
        // What somebody took who died comes again.
        let taken = taken + club.leases_run_out().await;
        let all_told = tokio::time::timeout(SOON, async {
            while !club.bed.store.with_notices().await.unwrap().is_empty() {
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        });
        if all_told.await.is_err() {
            wrong.push("somebody still waits to be told".to_owned());
        }
        let came_up = club.notices().await;
        let book = self.book.lock().unwrap();
        let seen = book.seen(club);
        let (shown, twice) = (seen.values().sum(), seen.values().map(|count| count - 1).sum());
        let sent_again = sent_again(&club.fake);
        let as_promised = book.promised.iter().filter(|who| seen.contains_key(who)).count();
        let taken = usize::try_from(taken).unwrap();
        let told = Told { came_up, shown, as_promised, twice, sent_again, taken };
        wrong.extend(
            seen.iter().filter(|(_, count)| **count > 1).map(|(who, count)| format!("{who:?} was told {count} times")),
        );
        let missing = book.promised.iter().filter(|who| !seen.contains_key(who));
        wrong.extend(missing.map(|who| format!("{who:?} was promised to be told, and was not")));
        if told.came_up != told.shown || told.sent_again > told.taken {
            wrong.push(told.to_string());
        }
        told
    }
}

/// Notices that went out and were answered more than once.
fn sent_again(fake: &FakeDiscord) -> usize {
    let mut times: HashMap<String, usize> = HashMap::new();
    for request in fake.requests_to("POST", "/channels/*/messages").into_iter().filter(|one| one.status == 200) {
        let nonce = request.json["nonce"].as_str().unwrap_or_default();
        // A notice goes by its own name.
        if RowId::parse(nonce).is_some() {
            *times.entry(nonce.to_owned()).or_default() += 1;
        }
    }
    times.values().map(|times| times - 1).sum()
}

impl Book {
    /// How often each member has seen a notice of what they asked.
    fn seen(&self, club: &Club) -> BTreeMap<(u64, usize), usize> {
        let mut seen: BTreeMap<(u64, usize), usize> = BTreeMap::new();
        let mut note = |member: u64, text: &str| {
            // Answers to questions look alike but for these words.
            let is_notice = text.contains("has an answer now") || text.contains("A question that you wanted");
            let which = UNKNOWN.iter().position(|(_, wish)| text.contains(wish));
            // Who asked for what somebody was still writing is told of that.
            let written = || self.entries.iter().position(|one| text.contains(&one.mark));
            let which = which.or_else(|| Some(UNKNOWN.len() + written()?));
            if let Some(which) = which.filter(|_| is_notice) {
                *seen.entry((member, which)).or_default() += 1;
            }
        };
        let asked: HashMap<u64, u64> =
            self.asked_in_words.iter().map(|(member, message)| (*message, *member)).collect();
        for message in club.fake.all_messages(club.channel) {
            if let Some(member) = message.reply_to.and_then(|message| asked.get(&message)) {
                note(*member, &message.text());
            }
        }
        let members: BTreeSet<u64> = self.interactions.iter().map(|done| done.interaction.by()).collect();
        for member in members {
            for message in club.fake.direct_messages(member) {
                note(member, &message.text());
            }
        }
        seen
    }
}
