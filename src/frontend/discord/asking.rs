//! A question on its way to the service, wherever in Discord it was asked.

use std::sync::Arc;
use std::time::Duration;
use std::time::Instant;

use serenity::all::ChannelId;
use serenity::all::GuildId;
use serenity::all::Member;
use serenity::all::Mentionable;
use serenity::all::Permissions;
use serenity::all::RoleId;
use serenity::all::User;
use serenity::all::UserId;
use tracing::warn;

use crate::entry::Entry;
use crate::frontend::discord::Here;
use crate::frontend::discord::Rules;
use crate::frontend::discord::bot::Bot;
use crate::frontend::discord::errors::Failure;
use crate::frontend::wording::curate_errors;
use crate::frontend::wording::notices::Notice;
use crate::frontend::wording::words::Words;
use crate::service::Answer;
use crate::service::AskError;
use crate::service::Asker;
use crate::service::Caller;
use crate::service::CurateError;
use crate::service::FaqService;
use crate::service::Mode;
use crate::service::NotShown;
use crate::service::PostAnswer;
use crate::service::Role;
use crate::store::Place;

/// Candidates looked at: what is offered, and a few more for `/why`.
pub(super) const CANDIDATES: usize = 5;

/// Where something is asked or done, with what holds there.
pub(super) struct Spot {
    pub(super) guild: Option<GuildId>,
    pub(super) channel: ChannelId,
    pub(super) here: Here,
    /// What holds in the whole server.
    pub(super) rules: Rules,
    service: Arc<FaqService>,
}

impl Spot {
    /// What holds in a channel, which may be a thread of `parent`.
    ///
    /// # Errors
    /// [`Failure::Theirs`] when nothing is answered there.
    pub(super) async fn find(
        bot: &Bot,
        guild: Option<GuildId>,
        channel: ChannelId,
        parent: Option<ChannelId>,
    ) -> Result<Spot, Failure> {
        Spot::anywhere(bot, guild, channel, parent).await?.if_served()
    }

    /// The spot, unless nothing is answered there.
    ///
    /// # Errors
    /// [`Failure::Theirs`] then.
    pub(super) fn if_served(self) -> Result<Spot, Failure> {
        if self.here.mode == Mode::Off {
            return Err(Failure::Theirs(Notice::NotHere));
        }
        if self.service.catalog().entries().is_empty() {
            return Err(Failure::Theirs(Notice::NoKnowledge));
        }
        Ok(self)
    }

    /// The same channel, of which it has turned out that it is a thread of `parent`, if it is one.
    pub(super) fn in_thread_of(self, parent: Option<ChannelId>) -> Spot {
        Spot { here: self.rules.within(self.channel, parent), ..self }
    }

    /// As [`Spot::find`], for those who look after the knowledge: also where nothing is answered, or nothing is known yet.
    ///
    /// # Errors
    /// [`Failure`] where the server is not served, or its space cannot be opened.
    pub(super) async fn anywhere(
        bot: &Bot,
        guild: Option<GuildId>,
        channel: ChannelId,
        parent: Option<ChannelId>,
    ) -> Result<Spot, Failure> {
        let nobody = if guild.is_some() { Notice::NotServed } else { Notice::NotDirect };
        let server = bot.servers.of(guild).ok_or_else(|| Failure::Theirs(nobody))?;
        // On the heap: with all that opening a space takes, it would be larger than the rest of a command.
        let service = Box::pin(server.answers.of(guild)).await;
        let service =
            service.map_err(|error| Failure::Ours(anyhow::Error::new(error).context("could not open a space")))?;
        let rules = server.rules.clone().with(service.catalog().space_settings());
        Ok(Spot { guild, channel, here: rules.within(channel, parent), rules, service })
    }

    /// What this server, and no other, is answered from.
    pub(super) fn service(&self) -> &FaqService {
        &self.service
    }

    /// The role that is called when somebody asks for a human. The whole server is never called, whatever is set.
    pub(super) fn helpers(&self) -> Option<RoleId> {
        self.rules.helpers.filter(|role| !self.is_everybody(*role))
    }

    /// Whether it is the role that all members have, and that Discord lists for none of them.
    pub(super) fn is_everybody(&self, role: RoleId) -> bool {
        self.guild.is_some_and(|guild| guild.everyone_role() == role)
    }

    /// Somebody with what they may do here: who can manage the server is an owner, who can manage messages or has one of
    /// the moderators' roles a moderator, who has one of the teachers' roles a teacher. Where the role that all have is
    /// among the latter, everybody is.
    pub(super) fn caller(&self, user: &User, member: Option<&Member>) -> Caller {
        let has_one =
            |named: &[RoleId]| member.is_some_and(|member| named.iter().any(|role| member.roles.contains(role)));
        let permissions = member.and_then(|member| member.permissions).unwrap_or_default();
        let may = |permission| permissions.contains(permission);
        let is_owner = may(Permissions::MANAGE_GUILD) || may(Permissions::ADMINISTRATOR);
        let role = match () {
            () if self.guild.is_none() => Role::Member,
            () if is_owner => Role::Owner,
            () if may(Permissions::MANAGE_MESSAGES) || has_one(&self.rules.moderators) => Role::Moderator,
            () if has_one(&self.rules.teachers) || self.rules.teachers.iter().any(|role| self.is_everybody(*role)) => {
                Role::Teacher
            }
            () => Role::Member,
        };
        Caller::new(user.id.to_string(), user.display_name(), role)
    }

    /// Why the service did not do something here, to whoever wanted it and in their words. What is neither their doing nor
    /// the store's being away is for the log.
    pub(super) fn failure(&self, words: Words, error: CurateError) -> Failure {
        let said = match &error {
            CurateError::Denied(denied) => {
                let mentions = |roles: &[RoleId]| {
                    let some = roles.iter().filter(|role| !self.is_everybody(**role));
                    some.map(|role| role.mention().to_string()).collect::<Vec<_>>()
                };
                let (teachers, moderators) = (mentions(&self.rules.teachers), mentions(&self.rules.moderators));
                let roles = match denied.needs {
                    Role::Teacher => [teachers, moderators].concat(),
                    Role::Moderator => moderators,
                    Role::Member | Role::Owner => Vec::new(),
                };
                curate_errors::denied(words, *denied, &roles)
            }
            CurateError::Later(why) => {
                warn!("what somebody wanted cannot be done now: {why}");
                curate_errors::refused(words, &error)
            }
            error if error.is_theirs() => curate_errors::refused(words, error),
            _ => return Failure::Ours(anyhow::Error::new(error).context("could not do what somebody wanted")),
        };
        Failure::Theirs(Notice::Said(said))
    }

    /// Counts a question of this member.
    ///
    /// # Errors
    /// [`Failure::Theirs`] when the member has to wait.
    pub(super) fn admit(&self, bot: &Bot, asker: UserId) -> Result<(), Failure> {
        let pace = &self.rules.cooldowns;
        bot.limits
            .may_ask(asker.get(), self.number(), Instant::now(), pace)
            .map_err(|wait| Failure::Theirs(Notice::Wait(wait.wait)))
    }

    /// The service's answers to a question or a post of several, of which the one that stands for it is remembered for
    /// `/why`. Counts as one question, and is recorded where the server records; `place` is where an answer may still be
    /// wanted.
    ///
    /// # Errors
    /// [`Failure`]: the member has to wait, the queue is full, or the model fails.
    pub(super) async fn ask(
        &self,
        bot: &Bot,
        user: &User,
        place: Place,
        question: &str,
    ) -> Result<PostAnswer, Failure> {
        let asker = user.id;
        self.admit(bot, asker)?;
        let who = Asker { caller: self.caller(user, None), place, silent: false };
        let post = match self.service().ask_as(&who, question, CANDIDATES, self.here.target).await {
            Ok(post) => post,
            Err(AskError::Busy) => return Err(Failure::Busy),
            Err(error) => return Err(Failure::Ours(anyhow::Error::new(error).context("could not embed a question"))),
        };
        bot.recent.remember(asker.get(), self.number(), Arc::clone(post.best()));
        Ok(post)
    }

    /// The asker's last answer in this server.
    pub(super) fn last(&self, bot: &Bot, asker: UserId) -> Option<Arc<Answer>> {
        bot.recent.last(asker.get(), self.number())
    }

    /// Whether an entry may be shown to all in this channel now.
    ///
    /// # Errors
    /// Why it had better be shown to the asker alone.
    pub(super) fn may_show(&self, bot: &Bot, entry: &Entry) -> Result<(), NotShown> {
        bot.limits.may_show(self.channel.get(), &entry.id, Instant::now(), &self.rules.cooldowns)
    }

    /// The entries that `post` is answered with and that may be shown to all in this channel now. One of them is enough
    /// to show all: what was given a moment ago repeats itself in the same message.
    ///
    /// # Errors
    /// Why all of them had better be shown to the asker alone.
    pub(super) fn may_show_any(&self, bot: &Bot, post: &PostAnswer) -> Result<Vec<Arc<Entry>>, NotShown> {
        let mut shown = Vec::new();
        let mut first_refusal = None;
        for entry in post.sure().iter().filter_map(|sure| sure.answer.entry()) {
            match self.may_show(bot, entry) {
                Ok(()) => shown.push(Arc::clone(entry)),
                Err(refused) => first_refusal = first_refusal.or(Some(refused)),
            }
        }
        match first_refusal {
            Some(refused) if shown.is_empty() => Err(refused),
            _ => Ok(shown),
        }
    }

    /// Notes that an entry was shown to all in this channel, in this message if it is known.
    pub(super) fn was_shown(&self, bot: &Bot, entry: &Entry, message: Option<u64>) {
        bot.limits.shown(self.channel.get(), &entry.id, message, Instant::now());
    }

    /// Takes back what [`Spot::may_show`] counted: the answer could not be sent.
    pub(super) fn was_not_shown(&self, bot: &Bot, entry: &Entry) {
        bot.limits.not_shown(self.channel.get(), &entry.id);
    }

    /// The server as the service knows it: 0 for direct messages, whose members have no server in common.
    fn number(&self) -> u64 {
        self.guild.map_or(0, GuildId::get)
    }
}

/// How long somebody who types waits for suggestions by meaning; Discord shows nothing after three seconds, and
/// nobody waits for one.
pub(super) const SUGGEST_WITHIN: Duration = Duration::from_millis(600);
