//! Threads that a person starts, and posts in forums.

use super::super::state::World;
use super::super::state::kind;
use super::super::state::permission;
use super::super::threads;
use super::Hands;
use super::Refused;

/// Threads and posts.
impl Hands {
    /// Starts a thread in this channel; returns its id.
    pub(crate) fn open_thread(&self, name: &str) -> u64 {
        self.try_open_thread(name, None).unwrap_or_else(|refused| panic!("thread {name}: {refused}"))
    }

    /// Starts a thread at a message, whose id it has.
    pub(crate) fn open_thread_at(&self, message: u64, name: &str) -> u64 {
        self.try_open_thread(name, Some(message)).unwrap_or_else(|refused| panic!("thread {name}: {refused}"))
    }

    pub(crate) fn try_open_thread(&self, name: &str, at: Option<u64>) -> Result<u64, Refused> {
        self.fake.shared.change(|world| {
            let text = world.channels.get(&self.channel).is_some_and(|channel| channel.kind == kind::TEXT);
            if !text {
                return Err(Refused("there are no threads here".to_owned()));
            }
            self.needs(world, permission::VIEW_CHANNEL | permission::CREATE_PUBLIC_THREADS)?;
            let at = at.map(|at| self.visible(world, at).map(|message| message.id)).transpose()?;
            if at.is_some_and(|at| world.channels.contains_key(&at)) {
                return Err(Refused("the message has a thread".to_owned()));
            }
            Ok(threads::open(world, self.channel, at, name, self.user))
        })
    }

    /// Writes a post in this forum; returns the id that the post and its first message have.
    pub(crate) fn post(&self, title: &str, text: &str) -> u64 {
        self.message(text).post(title)
    }

    /// The place of a post, which its first message goes into.
    pub(super) fn begin_post(&self, world: &mut World, title: &str) -> Result<u64, Refused> {
        if world.channels.get(&self.channel).is_none_or(|channel| channel.kind != kind::FORUM) {
            return Err(Refused("this is no forum".to_owned()));
        }
        self.needs(world, permission::VIEW_CHANNEL | permission::SEND_MESSAGES)?;
        Ok(threads::open(world, self.channel, None, title, self.user))
    }

    /// Whether the person's Discord lets them write here.
    pub(super) fn may_write(&self, world: &mut World) -> Result<(), Refused> {
        let Some(channel) = world.channels.get(&self.channel) else {
            return Err(Refused("the channel is gone".to_owned()));
        };
        if channel.guild.is_none() {
            return Ok(());
        }
        if channel.kind == kind::FORUM {
            return Err(Refused("in a forum one writes posts".to_owned()));
        }
        let thread = world.is_thread(self.channel);
        let send = if thread { permission::SEND_MESSAGES_IN_THREADS } else { permission::SEND_MESSAGES };
        self.needs(world, permission::VIEW_CHANNEL | send)?;
        let may = world.permissions(self.channel, self.user);
        threads::may_write(world, self.channel, may).map_err(|failure| Refused(failure.message))
    }

    fn needs(&self, world: &World, all: u64) -> Result<(), Refused> {
        if world.permissions(self.channel, self.user) & all == all {
            return Ok(());
        }
        Err(Refused("this person may not do that here".to_owned()))
    }
}
