//! What has to be known before the connection: who the bot is, and which events it is to hear of.

use std::sync::Arc;
use std::time::Duration;

use serenity::all::ApplicationId;
use serenity::all::GatewayIntents;
use serenity::all::Http;
use serenity::all::UserId;
use tracing::warn;

use crate::frontend::discord::Answers;
use crate::frontend::discord::RunError;
use crate::frontend::discord::Server;
use crate::frontend::discord::Servers;
use crate::frontend::discord::checkup;
use crate::frontend::discord::errors;
use crate::frontend::discord::errors::Refusal;
use crate::service::Mode;

/// What Discord tells about the bot.
pub(super) struct Known {
    pub(super) me: UserId,
    pub(super) application: ApplicationId,
    /// Address of the gateway.
    pub(super) gateway: String,
    /// How many shards Discord recommends.
    pub(super) shards: u32,
    /// Whether the bot may have the words of all messages.
    pub(super) may_read_all: bool,
}

/// Asks who the bot is, until Discord answers.
pub(super) async fn connect(http: &Http) -> Result<Known, RunError> {
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
pub(super) fn intents(servers: &Servers, may_read_all: bool) -> GatewayIntents {
    let mut intents = GatewayIntents::empty();
    if servers.direct.is_some() {
        intents |= GatewayIntents::DIRECT_MESSAGES;
    }
    // What a server sets itself may change at any time, and what is asked for here cannot.
    let some = |may: fn(Mode) -> bool| {
        let does = |server: &Arc<Server>| {
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
