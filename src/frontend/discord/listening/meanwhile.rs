//! What happened in a channel since somebody wrote something, as far as it matters to whoever thinks of answering:
//! whether others wrote, and whether the message is still what it was.
//!
//! Each event is worked on by itself, so they may come in any order. What is noted here are numbers of messages, which
//! Discord gives out in the order in which they are written.

use std::collections::HashMap;
use std::collections::HashSet;
use std::collections::VecDeque;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;

use serenity::all::ChannelId;
use serenity::all::MessageId;
use serenity::all::UserId;

/// Messages that are kept in mind, of all channels together: some minutes of a large community, and less than 1 MB. Of
/// a question that is older than all of them nobody knows what came after it.
const MOST: usize = 10_000;

/// The last messages of people, and messages that are gone or changed.
#[derive(Default)]
pub(in crate::frontend::discord) struct Meanwhile(Mutex<Noted>);

#[derive(Default)]
struct Noted {
    last: HashMap<ChannelId, Last>,
    /// Messages in the order in which they came, the oldest first.
    order: VecDeque<(MessageId, ChannelId)>,
    /// The last one of which nothing is known any more.
    forgotten: Option<MessageId>,
    ended: HashSet<MessageId>,
    ended_order: VecDeque<MessageId>,
    /// How often events may have been missed.
    gaps: u64,
}

/// The end of a channel.
#[derive(Clone, Copy)]
struct Last {
    message: MessageId,
    author: UserId,
    /// The last message by anybody but this author.
    by_another: Option<MessageId>,
    /// The last message by which somebody took back what they had asked, and who.
    taken_back: Option<(MessageId, UserId)>,
}

impl Meanwhile {
    /// Somebody wrote; `takes_back` where that says that their question has settled itself.
    pub(in crate::frontend::discord) fn wrote(
        &self,
        channel: ChannelId,
        message: MessageId,
        author: UserId,
        takes_back: bool,
    ) {
        let mut noted = self.lock();
        let fresh = Last { message, author, by_another: None, taken_back: None };
        let last = noted.last.entry(channel).or_insert(fresh);
        if message > last.message {
            if author != last.author {
                last.by_another = Some(last.message);
            }
            (last.message, last.author) = (message, author);
        } else if author != last.author {
            last.by_another = last.by_another.max(Some(message));
        }
        if takes_back {
            last.taken_back = last.taken_back.max(Some((message, author)));
        }
        noted.order.push_back((message, channel));
        if noted.order.len() > MOST
            && let Some((oldest, channel)) = noted.order.pop_front()
        {
            noted.forgotten = noted.forgotten.max(Some(oldest));
            if noted.last.get(&channel).is_some_and(|last| last.message <= oldest) {
                noted.last.remove(&channel);
            }
        }
    }

    /// A message was deleted or edited, or somebody has begun a thread with it.
    pub(in crate::frontend::discord) fn ended(&self, message: MessageId) {
        let mut noted = self.lock();
        if noted.ended.insert(message) {
            noted.ended_order.push_back(message);
        }
        if noted.ended_order.len() > MOST
            && let Some(oldest) = noted.ended_order.pop_front()
        {
            noted.ended.remove(&oldest);
        }
    }

    /// A connection began anew, so that something may have happened unseen.
    pub(in crate::frontend::discord) fn missed(&self) {
        self.lock().gaps += 1;
    }

    /// A number that stays the same for as long as nothing is missed.
    pub(in crate::frontend::discord) fn gaps(&self) -> u64 {
        self.lock().gaps
    }

    /// Whether a message stands as it was written, with nobody but its author having written below it, since `gaps`.
    pub(in crate::frontend::discord) fn is_undisturbed(
        &self,
        channel: ChannelId,
        message: MessageId,
        author: UserId,
        gaps: u64,
    ) -> bool {
        let noted = self.lock();
        if noted.gaps != gaps || noted.forgotten >= Some(message) || noted.ended.contains(&message) {
            return false;
        }
        let Some(last) = noted.last.get(&channel) else { return false };
        let by_another = if last.author == author { last.by_another } else { Some(last.message) };
        let taken_back = last.taken_back.is_some_and(|(taken, by)| by == author && taken > message);
        by_another.is_none_or(|other| other < message) && !taken_back
    }

    /// No code panics while it holds the lock, so what is noted is whole.
    fn lock(&self) -> MutexGuard<'_, Noted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: ChannelId = ChannelId::new(1);
    const ADA: UserId = UserId::new(11);
    const BOB: UserId = UserId::new(12);

    fn wrote(meanwhile: &Meanwhile, messages: &[(u64, UserId)]) {
        for (message, author) in messages {
            meanwhile.wrote(HERE, MessageId::new(*message), *author, false);
        }
    }

    #[track_caller]
    fn check(messages: &[(u64, UserId)], question: (u64, UserId), expected: bool) {
        // In the order written, and in the other.
        let reversed: Vec<(u64, UserId)> = messages.iter().rev().copied().collect();
        for messages in [messages, &reversed] {
            let meanwhile = Meanwhile::default();
            wrote(&meanwhile, messages);
            let (message, author) = question;
            assert_eq!(meanwhile.is_undisturbed(HERE, MessageId::new(message), author, 0), expected, "{messages:?}");
        }
    }

    #[test]
    fn whoever_wrote_after_a_question_may_have_answered_it() {
        check(&[(5, ADA)], (5, ADA), true);
        check(&[(4, BOB), (5, ADA)], (5, ADA), true);
        check(&[(5, ADA), (6, BOB)], (5, ADA), false);
        check(&[(5, ADA), (6, ADA)], (5, ADA), true);
        check(&[(5, ADA), (6, BOB), (7, ADA)], (5, ADA), false);
        check(&[(4, BOB), (5, ADA), (6, ADA)], (5, ADA), true);
    }

    #[test]
    fn what_was_changed_deleted_or_taken_back_is_no_question_any_more() {
        let question = MessageId::new(5);
        for end in [true, false] {
            let meanwhile = Meanwhile::default();
            wrote(&meanwhile, &[(5, ADA)]);
            match end {
                true => meanwhile.ended(question),
                false => meanwhile.wrote(HERE, MessageId::new(6), ADA, true),
            }
            assert!(!meanwhile.is_undisturbed(HERE, question, ADA, 0));
        }
        let meanwhile = Meanwhile::default();
        meanwhile.wrote(HERE, MessageId::new(4), ADA, true);
        wrote(&meanwhile, &[(5, ADA)]);
        assert!(meanwhile.is_undisturbed(HERE, question, ADA, 0), "that was about an earlier one");
    }

    #[test]
    fn after_a_gap_nobody_knows_what_happened() {
        let meanwhile = Meanwhile::default();
        wrote(&meanwhile, &[(5, ADA)]);
        meanwhile.missed();
        assert!(!meanwhile.is_undisturbed(HERE, MessageId::new(5), ADA, 0));
        assert!(meanwhile.is_undisturbed(HERE, MessageId::new(5), ADA, meanwhile.gaps()));
    }

    #[test]
    fn a_flood_stays_within_its_bound_and_leaves_the_bot_silent() {
        let meanwhile = Meanwhile::default();
        wrote(&meanwhile, &[(5, ADA)]);
        for message in 6..100_000 {
            let message = MessageId::new(message);
            meanwhile.wrote(ChannelId::new(message.get()), message, BOB, false);
            meanwhile.ended(message);
        }
        assert!(!meanwhile.is_undisturbed(HERE, MessageId::new(5), ADA, 0));
        let noted = meanwhile.lock();
        assert!(noted.last.len() <= MOST && noted.order.len() <= MOST && noted.ended.len() <= MOST);
    }
}
