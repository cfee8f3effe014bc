//! Who gets to see an answer: everybody, or the asker alone because they wished so or the channel has had enough.

use std::sync::Arc;
use std::sync::OnceLock;

use serenity::all::ChannelId;

use crate::entry::Entry;
use crate::frontend::discord::asking::Spot;
use crate::frontend::discord::bot::Bot;
use crate::frontend::discord::errors::Failure;
use crate::frontend::discord::reply::Reply;
use crate::frontend::discord::send::Shown;
use crate::frontend::wording::notices::Notice;
use crate::frontend::wording::words::Words;
use crate::matching::judgement::Verdict;
use crate::service::NotShown;
use crate::service::PostAnswer;

/// What one command shows, and whether it counts as shown in its channel.
#[derive(Default)]
pub(super) struct Presented(OnceLock<Vec<Arc<Entry>>>);

impl Presented {
    /// The verdicts on a post; `reply` makes the reply, for the asker alone or not. `words` are the asker's.
    pub(super) fn post(
        &self,
        bot: &Bot,
        spot: &Spot,
        post: &PostAnswer,
        private: bool,
        words: Words,
        reply: impl Fn(bool) -> Reply,
    ) -> Shown {
        match post.best().judgement.verdict {
            _ if private => Shown::private(reply(true)),
            Verdict::Answer => self.counted(spot.may_show_any(bot, post), words, reply),
            // That nothing is known helps nobody but the asker.
            Verdict::Abstain if spot.guild.is_some() => Shown::private(reply(true)),
            _ => Shown::public(reply(false)),
        }
    }

    /// An entry's answer.
    pub(super) fn entry(
        &self,
        bot: &Bot,
        spot: &Spot,
        entry: &Arc<Entry>,
        private: bool,
        words: Words,
        reply: impl Fn(bool) -> Reply,
    ) -> Shown {
        if private {
            return Shown::private(reply(true));
        }
        self.counted(spot.may_show(bot, entry).map(|()| vec![Arc::clone(entry)]), words, reply)
    }

    /// What counts as shown to all, or why it is shown to the asker alone.
    fn counted(&self, shown: Result<Vec<Arc<Entry>>, NotShown>, words: Words, reply: impl Fn(bool) -> Reply) -> Shown {
        match shown {
            Ok(entries) => {
                // Set once at most: a command shows one reply.
                let _ = self.0.set(entries);
                Shown::public(reply(false))
            }
            Err(refused) => {
                let mut reply = reply(true);
                reply.posts[0].content = Notice::ShownToYouAlone(refused).in_words(words);
                Shown::private(reply)
            }
        }
    }

    /// An entry that somebody sends for all to see, or nothing.
    ///
    /// # Errors
    /// [`Failure::Theirs`] when it was just shown, or the channel has had enough.
    pub(super) fn to_all(
        &self,
        bot: &Bot,
        spot: &Spot,
        entry: &Arc<Entry>,
        reply: impl Fn() -> Reply,
    ) -> Result<Shown, Failure> {
        spot.may_show(bot, entry).map_err(|refused| Failure::Theirs(Notice::NotShown(refused)))?;
        let _ = self.0.set(vec![Arc::clone(entry)]);
        Ok(Shown::public(reply()))
    }

    /// The answer never arrived, so it does not count.
    pub(super) fn take_back(&self, bot: &Bot, channel: ChannelId) {
        for entry in self.0.get().into_iter().flatten() {
            bot.limits.not_shown(channel.get(), &entry.id);
        }
    }
}
