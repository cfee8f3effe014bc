//! Start, run, stop: the connection to Discord, and which event goes where.

use std::collections::HashMap;
use std::collections::HashSet;
use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::pin::pin;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::OnceLock;
use std::sync::PoisonError;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::time::Duration;
use std::time::Instant;
use std::time::SystemTime;

use serenity::Client;
use serenity::all::ApplicationId;
use serenity::all::Context;
use serenity::all::CreateAllowedMentions;
use serenity::all::FullEvent;
use serenity::all::GatewayIntents;
use serenity::all::GuildId;
use serenity::all::Http;
use serenity::all::Interaction;
use serenity::all::ShardManager;
use serenity::all::ShardRunnerMessage;
use serenity::all::UserId;
use serenity::gateway::GatewayError;
use serenity::http::Ratelimit;
use tracing::info;
use tracing::warn;

use crate::frontend::discord::Answers;
use crate::frontend::discord::RunError;
use crate::frontend::discord::Servers;
use crate::frontend::discord::Settings;
use crate::frontend::discord::Shards;
use crate::frontend::discord::bot::AtWork;
use crate::frontend::discord::bot::Bot;
use crate::frontend::discord::buttons;
use crate::frontend::discord::checkup;
use crate::frontend::discord::commands;
use crate::frontend::discord::errors;
use crate::frontend::discord::errors::Failure;
use crate::frontend::discord::errors::Refusal;
use crate::frontend::discord::files::Files;
use crate::frontend::discord::forms;
use crate::frontend::discord::messages;
use crate::frontend::discord::notices;
use crate::frontend::discord::press::Keys;
use crate::frontend::discord::register;
use crate::frontend::discord::rest;
use crate::frontend::discord::send;
use crate::frontend::discord::send::Place;
use crate::frontend::discord::send::Shown;
use crate::frontend::discord::unasked;
use crate::frontend::wording;
use crate::service::Mode;

/// How long a stop waits for what is being worked on. systemd gives a service 90 seconds.
const PATIENCE: Duration = Duration::from_secs(15);

/// How often what serenity remembers of finished requests is thrown away.
const SWEEP_EVERY: Duration = Duration::from_secs(60);

/// Connects to Discord and answers until `shutdown`; then finishes what was begun.
///
/// While Discord cannot be reached it is tried again and again, so a bot that starts before its network does comes up.
///
/// # Errors
/// [`RunError`] for what no further attempt can mend.
pub async fn run(settings: Settings, shutdown: impl Future<Output = ()>) -> Result<(), RunError> {
    let (token, api) = (settings.token.clone(), settings.api.clone());
    run_on(|| rest::client(&token, api.as_deref()), settings, shutdown).await
}

/// As [`run`], with clients of Discord's REST API that the caller makes, which have their own address and token.
///
/// # Errors
/// [`RunError`] for what no further attempt can mend.
pub async fn run_on(
    client: impl Fn() -> Http,
    settings: Settings,
    shutdown: impl Future<Output = ()>,
) -> Result<(), RunError> {
    let mut shutdown = pin!(shutdown);
    let http = client();
    let known = tokio::select! {
        known = connect(&http) => known?,
        () = &mut shutdown => return Ok(()),
    };
    let run = Run {
        keys: Arc::new(Keys::of(&settings.token)),
        files: Arc::new(Files::new(settings.api.as_deref())),
        servers: Arc::new(settings.servers),
        guild: settings.guild,
        shards: settings.shards,
        known,
    };
    let wanted = intents(&run.servers, run.known.may_read_all);
    let privileged = wanted.contains(GatewayIntents::MESSAGE_CONTENT);
    match run.with(http, wanted, shutdown.as_mut()).await {
        // Discord says in one place that the bot may have it, and in the other that it may not: all else works without.
        Err(RunError::MissingIntent(_)) if privileged => {
            warn!("{}", wording::discord::CONTENT_REFUSED);
            run.with(client(), wanted - GatewayIntents::MESSAGE_CONTENT, shutdown).await
        }
        ended => ended,
    }
}

/// What a connection is made of.
struct Run {
    keys: Arc<Keys>,
    files: Arc<Files>,
    servers: Arc<Servers>,
    guild: Option<GuildId>,
    shards: Shards,
    known: Known,
}

impl Run {
    /// Runs with these intents until `shutdown`, or until it cannot go on.
    async fn with(
        &self,
        http: Http,
        intents: GatewayIntents,
        mut shutdown: Pin<&mut impl Future<Output = ()>>,
    ) -> Result<(), RunError> {
        http.set_application_id(self.known.application);
        let at_work = Arc::new(AtWork::default());
        let sessions = Arc::new(Sessions::default());
        let bot = Arc::new(OnceLock::new());
        let door = Door {
            options: options(),
            at_work: Arc::clone(&at_work),
            sessions: Arc::clone(&sessions),
            me: self.known.me,
            keys: Arc::clone(&self.keys),
            servers: Arc::clone(&self.servers),
            files: Arc::clone(&self.files),
            reads_all: intents.contains(GatewayIntents::MESSAGE_CONTENT),
            begun: None,
            bot: Arc::clone(&bot),
        };
        let client = serenity::client::ClientBuilder::new_with_http(http, intents).framework(door).await;
        let mut client = client.map_err(|error| RunError::Api(errors::told(&error)))?;
        // serenity asks again, and where that fails it turns to Discord's usual address, whatever the settings say.
        client.ws_url.lock().await.clone_from(&self.known.gateway);
        let http = Arc::clone(&client.http);
        let registering = tokio::spawn(register::register(Arc::clone(&http), self.guild));
        let sweeping = tokio::spawn(sweep(http));
        let delivering = tokio::spawn(async move {
            if let Some(bot) = bot.get() {
                notices::deliver(bot).await;
            }
        });
        let shards = Arc::clone(&client.shard_manager);
        let outcome = tokio::select! {
            ended = start(&mut client, self.shards, self.known.shards) => ended,
            () = &mut shutdown => {
                info!("stopping");
                stop(&at_work, &shards, &sessions).await;
                Ok(())
            }
        };
        at_work.end();
        registering.abort();
        sweeping.abort();
        delivering.abort();
        if outcome.is_err() {
            // The other shards would go on by themselves.
            let _ = tokio::time::timeout(PATIENCE, close(&shards, sessions.restarted())).await;
        }
        outcome.map_err(|error| explained(&error, !sessions.begun().is_empty()))
    }
}

/// What Discord tells about the bot.
struct Known {
    me: UserId,
    application: ApplicationId,
    /// Address of the gateway.
    gateway: String,
    /// How many shards Discord recommends.
    shards: u32,
    /// Whether the bot may have the words of all messages.
    may_read_all: bool,
}

/// Asks who the bot is, until Discord answers.
async fn connect(http: &Http) -> Result<Known, RunError> {
    let mut wait = Duration::from_secs(1);
    loop {
        let asked = async {
            let me = http.get_current_user().await?.id;
            let application = http.get_current_application_info().await?;
            let gateway = http.get_bot_gateway().await?;
            Ok(Known {
                me,
                application: application.id,
                gateway: gateway.url,
                shards: gateway.shards.max(1),
                may_read_all: application.flags.is_some_and(checkup::reads_all),
            })
        };
        let error = match tokio::time::timeout(Duration::from_secs(30), asked).await {
            Ok(Ok(known)) => return Ok(known),
            Ok(Err(error)) => error,
            Err(_) => errors::timed_out(),
        };
        if errors::refusal(&error) == Some(Refusal::Token) {
            return Err(RunError::WrongToken);
        }
        warn!("Discord cannot be reached, trying again in {} s: {}", wait.as_secs(), errors::told(&error));
        tokio::time::sleep(wait).await;
        wait = (wait * 2).min(Duration::from_secs(60));
    }
}

/// The events that are needed: interactions come without any intent; mentions and direct messages need no privileged
/// one. The words of all messages are asked for where somebody wants questions answered that are put to nobody, and
/// where the bot may have them.
fn intents(servers: &Servers, may_read_all: bool) -> GatewayIntents {
    let mut intents = GatewayIntents::empty();
    if servers.direct.is_some() {
        intents |= GatewayIntents::DIRECT_MESSAGES;
    }
    // What a server sets itself may change at any time, and what is asked for here cannot.
    let some = |may: fn(Mode) -> bool| {
        let does = |server: &Arc<super::Server>| {
            let channels = server.rules.channels.values().filter_map(|channel| channel.mode);
            let sets_itself = matches!(server.answers, Answers::Spaces(_));
            sets_itself || channels.chain([server.rules.mode]).any(may)
        };
        servers.named.values().chain(&servers.others).any(does)
    };
    if some(Mode::is_addressable) {
        intents |= GatewayIntents::GUILD_MESSAGES;
    }
    if may_read_all && some(Mode::reads_all) {
        intents |= GatewayIntents::MESSAGE_CONTENT;
    }
    intents
}

/// Runs the shards until one of them ends for good. Discord has said before how many it recommends: serenity would ask
/// once, and give up if there were no answer.
async fn start(client: &mut Client, shards: Shards, recommended: u32) -> Result<(), serenity::Error> {
    match shards {
        Shards::Automatic => client.start_shards(recommended).await,
        // serenity takes the end of the range as the last shard, not as the one after it.
        Shards::Range { first, last, total } => client.start_shard_range(first..last, total).await,
    }
}

/// What became of the shards.
#[derive(Default)]
struct Sessions {
    /// How often each shard began a session; going on with one does not count.
    begun: Mutex<HashMap<u32, usize>>,
    /// Whatever still comes in comes too late.
    closed: AtomicBool,
}

impl Sessions {
    fn begun(&self) -> MutexGuard<'_, HashMap<u32, usize>> {
        self.begun.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Shards that had to begin anew.
    fn restarted(&self) -> usize {
        self.begun().values().filter(|&&times| times > 1).count()
    }
}

/// Takes no more events, and lets what was begun come to its end.
async fn stop(at_work: &AtWork, shards: &ShardManager, sessions: &Sessions) {
    at_work.end();
    let (finished, ()) = tokio::join!(at_work.idle(PATIENCE), async {
        // A shard that does not close in time is cut off when the process ends.
        let _ = tokio::time::timeout(PATIENCE, close(shards, sessions.restarted())).await;
        sessions.closed.store(true, Ordering::Relaxed);
    });
    // What came in while the line was being closed.
    if !finished || !at_work.idle(PATIENCE).await {
        warn!("stopped with work unfinished");
    }
}

/// Closes all shards, and waits until they are.
///
/// `ShardManager::shutdown_all` leaves those open that have begun anew: such a shard has said once too often that it is
/// closed, and at the first word of it the manager forgets the shard before it has told it to close.
async fn close(shards: &ShardManager, restarted: usize) {
    let running: Vec<_> = shards.runners.lock().await.drain().collect();
    for (id, shard) in &running {
        shard.runner_tx.send_to_shard(ShardRunnerMessage::Shutdown(*id, 1000));
    }
    // Each waits for one word of any shard, and tells nobody anything, since none is left in the list.
    let words = running.len() + if running.is_empty() { 0 } else { restarted };
    for (id, _) in running.iter().cycle().take(words) {
        shards.shutdown(*id, 1000).await;
    }
}

fn explained(error: &serenity::Error, was_ready: bool) -> RunError {
    match error {
        serenity::Error::Gateway(GatewayError::InvalidAuthentication) if was_ready => RunError::TokenRevoked,
        serenity::Error::Gateway(GatewayError::InvalidAuthentication) => RunError::WrongToken,
        serenity::Error::Gateway(GatewayError::DisallowedGatewayIntents | GatewayError::InvalidGatewayIntents) => {
            // The one that is privileged is given up first; then Discord has changed what it asks for.
            RunError::MissingIntent("messages in servers, or direct messages".to_owned())
        }
        other if errors::refusal(other) == Some(Refusal::Token) => RunError::TokenRevoked,
        other => RunError::Api(errors::told(other)),
    }
}

/// serenity keeps a limit for every interaction that was ever answered.
async fn sweep(http: Arc<Http>) {
    let Some(limiter) = &http.ratelimiter else { return };
    let limits = limiter.routes();
    loop {
        tokio::time::sleep(SWEEP_EVERY).await;
        forget_finished(&mut *limits.write().await);
    }
}

/// Limits that nobody waits at say nothing any more, so they go; those of the few other routes are learned again from
/// the next answer. Kept are those in use, and those that are used up with a reset still to come.
fn forget_finished<Route>(limits: &mut HashMap<Route, Arc<tokio::sync::Mutex<Ratelimit>>>) {
    let now = SystemTime::now();
    limits.retain(|_, limit| {
        let used_up = |limit: &Ratelimit| is_used_up(limit.remaining(), limit.reset(), now);
        Arc::strong_count(limit) > 1 || limit.try_lock().is_ok_and(|limit| used_up(&limit))
    });
}

fn is_used_up(remaining: i64, reset: Option<SystemTime>, now: SystemTime) -> bool {
    remaining == 0 && reset.is_some_and(|reset| reset > now)
}

/// Sends each event where it belongs.
struct Door {
    options: poise::FrameworkOptions<Arc<Bot>, Infallible>,
    at_work: Arc<AtWork>,
    sessions: Arc<Sessions>,
    me: UserId,
    keys: Arc<Keys>,
    servers: Arc<Servers>,
    files: Arc<Files>,
    /// Whether the words of all messages come.
    reads_all: bool,
    /// What there is once serenity has made its client.
    begun: Option<(Arc<Bot>, Arc<ShardManager>)>,
    /// For who works beside the events.
    bot: Arc<OnceLock<Arc<Bot>>>,
}

fn options() -> poise::FrameworkOptions<Arc<Bot>, Infallible> {
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
                    let call = commands::call(bot, &interaction, arrived);
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
    let call = commands::call(framework.user_data, interaction, Instant::now());
    let shown = Shown::private(Failure::Ours(cause).reply(call.words));
    send::answer(framework.user_data, &call, Place::Private, std::future::ready(shown)).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_of_finished_interactions_are_forgotten() {
        let finished = Arc::new(tokio::sync::Mutex::new(Ratelimit::default()));
        let waited_at = Arc::new(tokio::sync::Mutex::new(Ratelimit::default()));
        let waiting = Arc::clone(&waited_at);
        let mut limits = HashMap::from([("finished", finished), ("waited at", waited_at)]);
        forget_finished(&mut limits);
        assert_eq!(limits.keys().collect::<Vec<_>>(), [&"waited at"]);
        drop(waiting);
        forget_finished(&mut limits);
        assert!(limits.is_empty());
    }

    #[test]
    fn a_limit_that_is_used_up_stays_until_its_reset() {
        let now = SystemTime::now();
        let (soon, past) = (now + Duration::from_secs(60), now - Duration::from_secs(1));
        assert!(is_used_up(0, Some(soon), now));
        assert!(!is_used_up(0, Some(past), now) && !is_used_up(0, None, now) && !is_used_up(1, Some(soon), now));
    }
}
