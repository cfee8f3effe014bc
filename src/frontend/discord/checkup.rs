//! What `askwell doctor --discord` finds out: whether the token works, what the application may do, and where the bot
//! lacks something. It only reads, and needs no gateway session.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use serenity::all::ApplicationFlags;
use serenity::all::ApplicationId;
use serenity::all::ChannelId;
use serenity::all::GuildId;
use serenity::all::Permissions;
use serenity::all::RoleId;
use serenity::http::Http;
use serenity::http::Route;

use crate::frontend::discord::RunError;
use crate::frontend::discord::Secret;
use crate::frontend::discord::existing;
use crate::frontend::discord::invite::NEEDS;
use crate::frontend::discord::invite::Need;
use crate::frontend::discord::invite::SCOPES;
use crate::frontend::discord::invite::invite;
use crate::frontend::discord::rest;
use crate::frontend::discord::rest::Failure;
use crate::frontend::discord::rest::get;
use crate::frontend::discord::run_error::PORTAL;
use crate::frontend::finding::Finding;
use crate::frontend::finding::State;
use crate::frontend::wording;

/// Servers looked at beside those that are named: each costs a call.
const OTHER_SERVERS: usize = 10;

/// Servers that Discord lists at a time, and how often it is asked for more.
const PAGE: usize = 200;
const PAGES: usize = 25;

/// Discord allows 1,000 starts a day, to all processes of a bot together.
const FEW_STARTS: u32 = 50;

/// The servers that the settings name, by their ids, with what is named in each.
pub type Named = BTreeMap<u64, NamedIn>;

/// What the settings name in one server, by its ids.
#[derive(Clone, Debug, Default)]
pub struct NamedIn {
    /// Channels with settings of their own.
    pub channels: Vec<u64>,
    /// Roles that may do something, or are called.
    pub roles: Vec<u64>,
}

/// Where questions that are put to nobody are answered or tried, in words.
pub type Listening = Vec<String>;

/// Looks at everything, in the order of its importance; what cannot be found out is a finding too.
pub async fn checkup(token: &Secret, api: Option<&str>, named: &Named, listening: &Listening) -> Vec<Finding> {
    let http = rest::client(token, api);
    let identity = match rest::identity(&http).await {
        Ok(identity) => identity,
        Err(failure) => {
            let error = RunError::from(failure);
            let what = if error == RunError::WrongToken { "token" } else { "Discord" };
            return vec![Finding::new(what, State::Missing, error.to_string())];
        }
    };
    let whose = format!("works; the bot is `{}`, id {}", identity.name, identity.id);
    let mut findings = vec![Finding::new("token", State::Good, whose)];
    let application = get::<Application>(&http, Route::Oauth2ApplicationCurrent, &[]).await;
    let id = application.as_ref().map_or(identity.id, |application| application.id);
    findings.push(application.map_or_else(|failure| unknown("application", &failure), |it| it.finding(listening)));
    findings.push(sessions(&http).await);
    findings.push(commands(&http, id).await);
    findings.extend(servers(&http, id, named).await);
    findings.push(Finding::new("invite", State::Good, invite(id)));
    findings
}

fn unknown(what: &'static str, failure: &Failure) -> Finding {
    Finding::new(what, State::Note, format!("not found out: {}", failure.text()))
}

#[derive(Deserialize)]
struct Application {
    id: ApplicationId,
    bot_public: Option<bool>,
    bot_require_code_grant: Option<bool>,
    flags: Option<ApplicationFlags>,
    interactions_endpoint_url: Option<String>,
    install_params: Option<InstallParams>,
    integration_types_config: Option<BTreeMap<String, InstallType>>,
}

#[derive(Deserialize)]
struct InstallType {
    oauth2_install_params: Option<InstallParams>,
}

#[derive(Deserialize)]
struct InstallParams {
    scopes: Vec<String>,
    permissions: Permissions,
}

impl Application {
    fn finding(&self, listening: &Listening) -> Finding {
        let mut state = State::Good;
        let mut lines = Vec::new();
        if let Some(url) = self.interactions_endpoint_url.as_deref().filter(|url| !url.is_empty()) {
            state = State::Missing;
            lines.push(format!(
                "Discord sends commands to {url} and not to the bot; empty Interactions Endpoint URL at {PORTAL}"
            ));
        }
        if self.bot_require_code_grant == Some(true) {
            state = if state == State::Missing { state } else { State::Note };
            lines.push(format!("the invite link does not work: turn off Requires OAuth2 Code Grant at {PORTAL} (Bot)"));
        }
        lines.push(match self.bot_public {
            Some(true) => "anybody may add it to a server (Public Bot is on)".to_owned(),
            Some(false) => "only its owner may add it to a server (Public Bot is off)".to_owned(),
            None => "Discord does not say who may add it to a server".to_owned(),
        });
        let on = self.flags.map(|flags| (intents(flags).join(", "), reads_all(flags)));
        lines.push(match (on, listening.is_empty()) {
            (None, _) => "Discord does not say which privileged intents are on".to_owned(),
            (Some((on, _)), true) if on.is_empty() => "no privileged intent is on, and none is needed".to_owned(),
            (Some((on, _)), true) => format!("privileged intents on: {on}; not needed"),
            (Some((on, true)), false) => format!("privileged intents on: {on}; Message Content is needed"),
            (Some((_, false)), false) => {
                state = State::Missing;
                format!(
                    "the bot does not get the words of messages, so questions that are put to nobody are left alone in \
                     {}; turn on Message Content Intent at {PORTAL} (Bot, Privileged Gateway Intents)",
                    listening.join(", ")
                )
            }
        });
        lines.extend(self.install_link());
        Finding { what: "application", state, lines }
    }

    /// What the button "Add App" in the bot's profile asks for.
    fn install_link(&self) -> Option<String> {
        let configured = self.integration_types_config.as_ref();
        let to_servers = configured.and_then(|types| types.get("0")?.oauth2_install_params.as_ref());
        let asked = to_servers.or(self.install_params.as_ref())?;
        let scopes = SCOPES.iter().filter(|scope| !asked.scopes.iter().any(|asked| asked == *scope));
        let permissions = missing(asked.permissions).into_iter().map(|need| need.name);
        let lacking: Vec<&str> = scopes.copied().chain(permissions).collect();
        Some(match lacking.as_slice() {
            [] => "\"Add App\" in its profile asks for all that is needed".to_owned(),
            lacking => format!("\"Add App\" in its profile does not ask for {}", lacking.join(", ")),
        })
    }
}

/// Whether the words of all messages may be had.
pub(super) fn reads_all(flags: ApplicationFlags) -> bool {
    flags.intersects(ApplicationFlags::GATEWAY_MESSAGE_CONTENT | ApplicationFlags::GATEWAY_MESSAGE_CONTENT_LIMITED)
}

fn intents(flags: ApplicationFlags) -> Vec<&'static str> {
    let intents = [
        (
            ApplicationFlags::GATEWAY_MESSAGE_CONTENT | ApplicationFlags::GATEWAY_MESSAGE_CONTENT_LIMITED,
            "Message Content",
        ),
        (ApplicationFlags::GATEWAY_GUILD_MEMBERS | ApplicationFlags::GATEWAY_GUILD_MEMBERS_LIMITED, "Server Members"),
        (ApplicationFlags::GATEWAY_PRESENCE | ApplicationFlags::GATEWAY_PRESENCE_LIMITED, "Presence"),
    ];
    intents.into_iter().filter(|(any, _)| flags.intersects(*any)).map(|(_, name)| name).collect()
}

#[derive(Deserialize)]
struct Gateway {
    shards: u32,
    session_start_limit: StartLimit,
}

#[derive(Deserialize)]
struct StartLimit {
    total: u32,
    remaining: u32,
    /// Milliseconds.
    reset_after: u64,
}

async fn sessions(http: &Http) -> Finding {
    let what = "session starts";
    let gateway: Gateway = match get(http, Route::GatewayBot, &[]).await {
        Ok(gateway) => gateway,
        Err(failure) => return unknown(what, &failure),
    };
    let limit = gateway.session_start_limit;
    let hours = limit.reset_after.div_ceil(3_600_000);
    let shards = usize::try_from(gateway.shards).unwrap_or(usize::MAX);
    let shards = wording::counted(shards, "shard", "shards");
    let left = format!("{} of {} left; Discord recommends {shards}", limit.remaining, limit.total);
    match limit.remaining {
        0 => {
            let remedy = format!("; the bot cannot start: wait {hours} h, and find out what started it so often");
            Finding::new(what, State::Missing, left + &remedy)
        }
        1..FEW_STARTS => Finding::new(what, State::Note, format!("{left}; as many as before in {hours} h")),
        _ => Finding::new(what, State::Good, left),
    }
}

#[derive(Deserialize)]
struct Command {
    name: String,
}

async fn commands(http: &Http, application: ApplicationId) -> Finding {
    let what = "commands";
    let commands: Vec<Command> = match get(http, Route::Commands { application_id: application }, &[]).await {
        Ok(commands) => commands,
        Err(failure) => return unknown(what, &failure),
    };
    if commands.is_empty() {
        let line = "none is registered for all servers yet; `askwell discord` registers them when it starts";
        return Finding::new(what, State::Note, line.to_owned());
    }
    let names: Vec<&str> = commands.iter().map(|command| command.name.as_str()).collect();
    Finding::new(what, State::Good, format!("registered for all servers: {}", names.join(", ")))
}

#[derive(Deserialize)]
struct Guild {
    id: GuildId,
    name: String,
    permissions: Option<Permissions>,
}

async fn servers(http: &Http, application: ApplicationId, named: &Named) -> Vec<Finding> {
    let guilds = match guilds(http).await {
        Ok(guilds) => guilds,
        Err(failure) => return vec![unknown("servers", &failure)],
    };
    let is_named = |guild: &Guild| named.contains_key(&guild.id.get());
    let (wanted, others): (Vec<Guild>, Vec<Guild>) = guilds.into_iter().partition(is_named);
    let total = wanted.len() + others.len();
    let mut counted = format!("the bot is in {total}");
    if others.len() > OTHER_SERVERS {
        let shown = wanted.len() + OTHER_SERVERS;
        counted = format!("{counted}; looked at {shown} of them, those in the settings among them");
    }
    let state = if total == 0 { State::Note } else { State::Good };
    let mut findings = vec![Finding::new("servers", state, counted)];
    for (id, named) in named {
        match wanted.iter().find(|guild| guild.id.get() == *id) {
            Some(guild) => findings.push(server(http, application, guild, named).await),
            None => {
                let line = format!(
                    "{id} is in the settings, and the bot is not in it; mend the id, or add the bot with the link below"
                );
                findings.push(Finding::new("server", State::Missing, line));
            }
        }
    }
    for guild in others.iter().take(OTHER_SERVERS) {
        findings.push(server(http, application, guild, &NamedIn::default()).await);
    }
    findings
}

/// All servers that the bot is in.
async fn guilds(http: &Http) -> Result<Vec<Guild>, Failure> {
    let mut guilds: Vec<Guild> = Vec::new();
    for _ in 0..PAGES {
        let after = guilds.last().map(|guild| ("after", guild.id.to_string()));
        let parameters: Vec<_> = std::iter::once(("limit", PAGE.to_string())).chain(after).collect();
        let page: Vec<Guild> = get(http, Route::UserMeGuilds, &parameters).await?;
        let last = page.len() < PAGE;
        guilds.extend(page);
        if last {
            break;
        }
    }
    Ok(guilds)
}

async fn server(http: &Http, application: ApplicationId, guild: &Guild, named: &NamedIn) -> Finding {
    let mut state = State::Good;
    let mut lines = vec![format!("`{}`, id {}", guild.name, guild.id)];
    let route = Route::GuildCommands { application_id: application, guild_id: guild.id };
    match get::<Vec<Command>>(http, route, &[]).await {
        Ok(_) => (),
        Err(Failure::Refused { status: 403, .. }) => {
            state = State::Missing;
            lines.push("commands are not allowed there; add the bot again with the link below".to_owned());
        }
        Err(failure) => lines.push(format!("commands: not found out: {}", failure.text())),
    }
    for need in guild.permissions.map(missing).unwrap_or_default() {
        // A channel may still grant it, or every channel deny it, so this is only a hint.
        state = if state == State::Missing { state } else { State::Note };
        lines.push(format!("without the permission {} in general: {}", need.name, need.why));
    }
    let roles = named.roles.iter().copied().map(RoleId::new).collect();
    match existing::gone_roles(http, guild.id, roles).await {
        Ok(gone) => {
            for role in named.roles.iter().filter(|role| gone.contains(&RoleId::new(**role))) {
                state = State::Missing;
                lines.push(format!("role {role}: there is no such role in this server; mend the id"));
            }
        }
        Err(failure) => lines.push(format!("roles: not found out: {}", failure.text())),
    }
    for &channel in &named.channels {
        if let Err(wrong) = reachable(http, guild.id, ChannelId::new(channel)).await {
            state = State::Missing;
            lines.push(format!("channel {channel}: {wrong}"));
        }
    }
    if state == State::Good {
        lines[0].push_str(": commands and all permissions that are needed");
    }
    Finding { what: "server", state, lines }
}

/// The needs that `granted` does not meet.
fn missing(granted: Permissions) -> Vec<&'static Need> {
    let all = granted.contains(Permissions::ADMINISTRATOR);
    NEEDS.iter().filter(|need| !all && !granted.contains(need.permission)).collect()
}

async fn reachable(http: &Http, guild: GuildId, channel: ChannelId) -> Result<(), String> {
    match get::<Value>(http, Route::Channel { channel_id: channel }, &[]).await {
        Ok(found) if found["guild_id"] == guild.to_string().as_str() => Ok(()),
        Ok(_) => Err("it belongs to another server; move its section".to_owned()),
        Err(Failure::Refused { status: 403, .. }) => {
            Err("the bot cannot see it; give the bot's role View Channel there".to_owned())
        }
        Err(Failure::Refused { status: 404, .. }) => Err("there is no such channel; mend the id".to_owned()),
        Err(failure) => Err(format!("not found out: {}", failure.text())),
    }
}
