//! Start, run, stop: the connection to Discord.

mod connect;
mod door;
mod sessions;
mod sweep;

use std::future::Future;
use std::pin::Pin;
use std::pin::pin;
use std::sync::Arc;
use std::sync::OnceLock;
use std::time::Duration;

use serenity::Client;
use serenity::all::GatewayIntents;
use serenity::all::GuildId;
use serenity::all::Http;
use serenity::gateway::GatewayError;
use tracing::info;
use tracing::warn;

use crate::frontend::discord::RunError;
use crate::frontend::discord::Servers;
use crate::frontend::discord::Settings;
use crate::frontend::discord::Shards;
use crate::frontend::discord::bot::AtWork;
use crate::frontend::discord::errors;
use crate::frontend::discord::errors::Refusal;
use crate::frontend::discord::files::Files;
use crate::frontend::discord::notices;
use crate::frontend::discord::press::Keys;
use crate::frontend::discord::register;
use crate::frontend::discord::rest;
use crate::frontend::wording;

use connect::Known;
use connect::connect;
use connect::intents;
use door::Door;
use sessions::Sessions;
use sessions::close;
use sessions::stop;
use sweep::sweep;

/// How long a stop waits for what is being worked on. systemd gives a service 90 seconds.
const PATIENCE: Duration = Duration::from_secs(15);

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
            options: door::options(),
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

/// Runs the shards until one of them ends for good. Discord has said before how many it recommends: serenity would ask
/// once, and give up if there were no answer.
async fn start(client: &mut Client, shards: Shards, recommended: u32) -> Result<(), serenity::Error> {
    match shards {
        Shards::Automatic => client.start_shards(recommended).await,
        // serenity takes the end of the range as the last shard, not as the one after it.
        Shards::Range { first, last, total } => client.start_shard_range(first..last, total).await,
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
