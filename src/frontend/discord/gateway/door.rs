//! Which event goes where.

use std::collections::HashSet;
use std::convert::Infallible;
use std::sync::Arc;
use std::sync::OnceLock;
use std::sync::atomic::Ordering;
use std::time::Instant;

use serenity::Client;
use serenity::all::Context;
use serenity::all::CreateAllowedMentions;
use serenity::all::FullEvent;
use serenity::all::Interaction;
use serenity::all::ShardManager;
use serenity::all::UserId;
use tracing::info;

use crate::frontend::discord::Servers;
use crate::frontend::discord::bot::AtWork;
use crate::frontend::discord::bot::Bot;
use crate::frontend::discord::buttons;
use crate::frontend::discord::called;
use crate::frontend::discord::commands;
use crate::frontend::discord::errors;
use crate::frontend::discord::errors::Failure;
use crate::frontend::discord::files::Files;
use crate::frontend::discord::forms;
use crate::frontend::discord::gateway::sessions::Sessions;
use crate::frontend::discord::messages;
use crate::frontend::discord::press::Keys;
use crate::frontend::discord::send;
use crate::frontend::discord::send::Place;
use crate::frontend::discord::send::Shown;
use crate::frontend::discord::unasked;
use crate::frontend::wording;

/// Sends each event where it belongs.
pub(super) struct Door {
    pub(super) options: poise::FrameworkOptions<Arc<Bot>, Infallible>,
    pub(super) at_work: Arc<AtWork>,
    pub(super) sessions: Arc<Sessions>,
    pub(super) me: UserId,
    pub(super) keys: Arc<Keys>,
    pub(super) servers: Arc<Servers>,
    pub(super) files: Arc<Files>,
    /// Whether the words of all messages come.
    pub(super) reads_all: bool,
    /// What there is once serenity has made its client.
    pub(super) begun: Option<(Arc<Bot>, Arc<ShardManager>)>,
    /// For who works beside the events.
    pub(super) bot: Arc<OnceLock<Arc<Bot>>>,
}

pub(super) fn options() -> poise::FrameworkOptions<Arc<Bot>, Infallible> {
    poise::FrameworkOptions {
        commands: commands::all(),
        on_error: |error| Box::pin(failed(error)),
        allowed_mentions: Some(CreateAllowedMentions::new()),
        owners: HashSet::new(),
        initialize_owners: false,
        ..Default::default()
    }
}

#[serenity::async_trait]
impl serenity::framework::Framework for Door {
    async fn init(&mut self, client: &Client) {
        let bot = Bot::new(
            client,
            self.me,
            Arc::clone(&self.keys),
            Arc::clone(&self.servers),
            Arc::clone(&self.files),
            Arc::clone(&self.at_work),
            self.reads_all,
        );
        let bot = Arc::new(bot);
        // It is called once.
        let _ = self.bot.set(Arc::clone(&bot));
        self.begun = Some((bot, Arc::clone(&client.shard_manager)));
    }

    async fn dispatch(&self, context: Context, event: FullEvent) {
        let arrived = Instant::now();
        let Some((bot, _)) = &self.begun else { return };
        if self.sessions.closed.load(Ordering::Relaxed) {
            return;
        }
        match event {
            FullEvent::Ready { data_about_bot } => {
                let servers = data_about_bot.guilds.len();
                let shard = data_about_bot.shard.map_or(0, |shard| shard.id.0);
                let times = {
                    let mut begun = self.sessions.begun();
                    let times = begun.entry(shard).or_default();
                    *times += 1;
                    *times
                };
                // Before its first session a shard has heard nothing, so it has missed nothing.
                if times > 1 {
                    bot.unasked.connected_anew();
                }
                info!("{}", wording::discord::connected(&data_about_bot.user.name, shard, servers));
            }
            FullEvent::InteractionCreate { interaction: Interaction::Component(interaction) } => {
                let begun = bot.at_work.begin();
                buttons::pressed(bot, &interaction, arrived, begun.has_room()).await;
            }
            FullEvent::InteractionCreate { interaction: Interaction::Modal(interaction) } => {
                let begun = bot.at_work.begin();
                forms::submitted(bot, &interaction, arrived, begun.has_room()).await;
            }
            FullEvent::InteractionCreate { interaction: Interaction::Command(interaction) } => {
                let begun = bot.at_work.begin();
                if begun.has_room() {
                    self.run(&context, Interaction::Command(interaction)).await;
                } else {
                    let call = called::call(bot, &interaction, arrived);
                    let busy = std::future::ready(Shown::private(Failure::Busy.reply(call.words)));
                    send::answer(bot, &call, Place::Private, busy).await;
                }
            }
            FullEvent::InteractionCreate { interaction: interaction @ Interaction::Autocomplete(_) } => {
                let begun = bot.at_work.begin();
                // Suggestions are a kindness: under a flood the words that were typed can still be sent off.
                if begun.has_room() {
                    self.run(&context, interaction).await;
                }
            }
            FullEvent::Message { new_message } => {
                let begun = bot.at_work.begin();
                bot.unasked.heard(&new_message);
                if messages::is_addressed(bot, &new_message) {
                    messages::arrived(bot, &new_message, begun.has_room()).await;
                } else {
                    unasked::arrived(bot, new_message, context.shard_id, begun.has_room()).await;
                }
            }
            FullEvent::MessageUpdate { event, .. } => bot.unasked.changed(&event),
            FullEvent::MessageDelete { deleted_message_id, .. } => bot.unasked.deleted(&[deleted_message_id]),
            FullEvent::MessageDeleteBulk { multiple_deleted_messages_ids, .. } => {
                bot.unasked.deleted(&multiple_deleted_messages_ids);
            }
            _ => {}
        }
    }
}

impl Door {
    /// Lets poise find the command and its parameters.
    async fn run(&self, context: &Context, interaction: Interaction) {
        let Some((bot, shard_manager)) = &self.begun else { return };
        let framework = poise::FrameworkContext {
            bot_id: bot.me,
            serenity_context: context,
            options: &self.options,
            user_data: bot,
            shard_manager,
        };
        // On the heap: with the command's own future in it, it is larger than all else in this task.
        Box::pin(poise::dispatch_event(framework, FullEvent::InteractionCreate { interaction })).await;
    }
}

/// What poise could not do: a panic, or a command that Discord knows in another form than this version has it.
async fn failed(error: poise::FrameworkError<'_, Arc<Bot>, Infallible>) {
    let (interaction, framework) = match &error {
        poise::FrameworkError::UnknownInteraction { interaction, framework, .. } => (*interaction, *framework),
        poise::FrameworkError::CommandPanic { ctx: poise::Context::Application(ctx), .. }
        | poise::FrameworkError::ArgumentParse { ctx: poise::Context::Application(ctx), .. }
        | poise::FrameworkError::CommandStructureMismatch { ctx, .. } => (ctx.interaction, ctx.framework),
        // Nothing else can come of how poise is used here.
        _ => return drop(errors::log("poise failed in an unexpected way")),
    };
    // The error itself may hold what somebody typed.
    let what = match &error {
        poise::FrameworkError::CommandPanic { .. } => "panicked",
        _ => "was called in a form that this version does not have",
    };
    let cause = anyhow::anyhow!("the command `{}` {what}", interaction.data.name);
    if interaction.data.autocomplete().is_some() {
        return drop(errors::log(&format!("{cause:#}, while it was being typed")));
    }
    let call = called::call(framework.user_data, interaction, Instant::now());
    let shown = Shown::private(Failure::Ours(cause).reply(call.words));
    send::answer(framework.user_data, &call, Place::Private, std::future::ready(shown)).await;
}
