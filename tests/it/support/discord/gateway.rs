//! The gateway: sessions with sequence numbers and replay, heartbeats, shards, and all the ways in which it breaks.

use std::collections::HashMap;
use std::collections::VecDeque;
use std::io::Write;
use std::sync::Arc;
use std::time::Duration;
use std::time::Instant;

use axum::extract::ws::CloseFrame;
use axum::extract::ws::Message as Frame;
use axum::extract::ws::WebSocket;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use serde_json::Value;
use serde_json::json;
use tokio::sync::mpsc;

use super::Shared;
use super::state::Message;
use super::state::World;
use super::state::id_of;
use super::state::permission;

/// Bits of intents, as Discord numbers them.
pub(crate) mod intent {
    pub(crate) const GUILDS: u64 = 1;
    /// Privileged.
    pub(crate) const GUILD_MEMBERS: u64 = 1 << 1;
    /// Privileged.
    pub(crate) const GUILD_PRESENCES: u64 = 1 << 8;
    pub(crate) const GUILD_MESSAGES: u64 = 1 << 9;
    pub(crate) const DIRECT_MESSAGES: u64 = 1 << 12;
    /// Privileged.
    pub(crate) const MESSAGE_CONTENT: u64 = 1 << 15;
    /// All that there are.
    pub(super) const ALL: u64 = 0x337_FFFF;
}

/// Events that a session keeps for a resume.
const REPLAY: usize = 2_000;

/// An IDENTIFY that was accepted.
#[derive(Clone, Debug)]
pub(crate) struct Identified {
    /// Number and count.
    pub(crate) shard: (u64, u64),
    pub(crate) intents: u64,
    pub(crate) at: Instant,
}

/// All sessions.
#[derive(Default)]
pub(crate) struct Gateway {
    sessions: HashMap<String, Session>,
    made: u64,
    pub(crate) identified: Vec<Identified>,
    /// Shards whose RESUME was accepted.
    pub(crate) resumed: Vec<(u64, u64)>,
    pub(crate) heartbeats: usize,
    /// READY was sent at least once for these.
    pub(crate) ready: usize,
}

struct Session {
    shard: (u64, u64),
    intents: u64,
    sequence: u64,
    /// Number and text of the last events.
    sent: VecDeque<(u64, Arc<str>)>,
    connection: Option<(u64, mpsc::UnboundedSender<Out>)>,
    resumable: bool,
}

/// What a connection is told to do.
#[derive(Clone, Debug)]
pub(super) enum Out {
    Text(Arc<str>),
    Close(u16, &'static str),
    /// Ends without a close frame.
    Drop,
}

/// An event for the bot, before it is known who gets it.
pub(super) struct Event {
    pub(super) name: &'static str,
    /// `None` goes to shard 0.
    pub(super) guild: Option<u64>,
    /// One of these bits is enough; 0 needs none.
    pub(super) intents: u64,
    pub(super) data: Value,
    /// What a session without the intent for message content gets instead.
    pub(super) blanked: Option<Value>,
}

impl World {
    /// Sends an event to the sessions of its shard that asked for it; those that are away get it with their resume.
    pub(super) fn dispatch(&mut self, event: Event) {
        let mut whole: Option<String> = None;
        let mut blank: Option<String> = None;
        let granted = self.content_granted();
        for session in self.gateway.sessions.values_mut() {
            let (number, count) = session.shard;
            let shard = event.guild.map_or(0, |guild| (guild >> 22) % count);
            let wanted = event.intents == 0 || session.intents & event.intents != 0;
            if number != shard || !wanted {
                continue;
            }
            let sees = granted && session.intents & intent::MESSAGE_CONTENT != 0;
            let data = match &event.blanked {
                Some(blanked) if !sees => blank.get_or_insert_with(|| blanked.to_string()),
                _ => whole.get_or_insert_with(|| event.data.to_string()),
            };
            session.send(event.name, data);
        }
    }

    /// Sends a message event: who sees it and how much of it follows from channel, intents and permissions.
    pub(super) fn dispatch_message(&mut self, name: &'static str, message: &Message) {
        let Some(channel) = self.channels.get(&message.channel) else { return };
        let guild = channel.guild;
        // Ephemeral messages travel like direct ones.
        let direct = guild.is_none() || message.only_for.is_some();
        if !direct && self.permissions(message.channel, self.bot) & permission::VIEW_CHANNEL == 0 {
            return;
        }
        let mut data = self.message_json(message);
        if let Some(guild) = guild.filter(|_| !direct) {
            data["guild_id"] = json!(guild.to_string());
            if message.webhook.is_none() {
                data["member"] = self.partial_member_json(guild, message.author);
            }
            for (mention, user) in message.mentions.iter().enumerate() {
                data["mentions"][mention]["member"] = self.partial_member_json(guild, *user);
            }
        }
        let shown = direct || message.author == self.bot || message.mentions.contains(&self.bot);
        let mut blanked = data.clone();
        if !shown {
            blank(&mut blanked);
        }
        // The message replied to is judged for itself.
        let original = message.reference.and_then(|(_, of)| self.messages.get(&of));
        if original.is_some_and(|of| !direct && of.author != self.bot && !of.mentions.contains(&self.bot))
            && blanked["referenced_message"].is_object()
        {
            blank(&mut blanked["referenced_message"]);
        }
        let intents = if direct { intent::DIRECT_MESSAGES } else { intent::GUILD_MESSAGES };
        let guild = guild.filter(|_| !direct);
        self.dispatch(Event { name, guild, intents, data, blanked: Some(blanked) });
    }
}

/// Takes away what only the intent for message content shows.
pub(super) fn blank(message: &mut Value) {
    message["content"] = json!("");
    for field in ["embeds", "components", "attachments"] {
        message[field] = json!([]);
    }
    if let Some(fields) = message.as_object_mut() {
        fields.remove("poll");
        fields.remove("message_snapshots");
    }
}

impl Session {
    fn send(&mut self, name: &str, data: &str) {
        self.sequence += 1;
        let text = format!(r#"{{"op":0,"t":"{name}","s":{},"d":{data}}}"#, self.sequence);
        let text: Arc<str> = text.into();
        self.sent.push_back((self.sequence, Arc::clone(&text)));
        if self.sent.len() > REPLAY {
            self.sent.pop_front();
        }
        self.tell(Out::Text(text));
    }

    fn tell(&self, out: Out) {
        if let Some((_, connection)) = &self.connection {
            // A connection that has just ended loses it; the resume brings it again.
            let _ = connection.send(out);
        }
    }
}

/// What tests do to the gateway. A shard of `None` means all of them.
impl Gateway {
    /// Whether this shard has a session with a connection.
    pub(super) fn connected(&self, shard: u64) -> bool {
        self.sessions.values().any(|session| session.shard.0 == shard && session.connection.is_some())
    }

    fn chosen(&mut self, shard: Option<u64>) -> impl Iterator<Item = &mut Session> {
        self.sessions.values_mut().filter(move |session| shard.is_none_or(|shard| session.shard.0 == shard))
    }

    pub(super) fn tell(&mut self, shard: Option<u64>, out: &Out) {
        for session in self.chosen(shard) {
            session.tell(out.clone());
            if !matches!(out, Out::Text(_)) {
                session.connection = None;
            }
        }
    }

    pub(super) fn tell_json(&mut self, shard: Option<u64>, payload: &Value) {
        self.tell(shard, &Out::Text(payload.to_string().into()));
    }

    /// From now on a RESUME of these sessions is refused.
    pub(super) fn forget(&mut self, shard: Option<u64>) {
        for session in self.chosen(shard) {
            session.resumable = false;
        }
    }
}

/// One connection of the bot, until it ends.
pub(super) async fn serve(shared: Arc<Shared>, mut socket: WebSocket, version: Option<String>) {
    let (settings, connection) = {
        let mut world = shared.world();
        world.gateway.made += 1;
        (world.settings.clone(), world.gateway.made)
    };
    if settings.refuse_connections {
        return;
    }
    if version.as_deref() != Some("10") {
        let _ = socket.send(close(4012, "Invalid API version.")).await;
        return;
    }
    let (sender, mut receiver) = mpsc::unbounded_channel();
    let interval = u64::try_from(settings.heartbeat.as_millis()).unwrap_or(u64::MAX);
    let mut compress = false;
    let hello =
        json!({"op": 10, "t": null, "s": null, "d": {"heartbeat_interval": interval, "_trace": ["[\"fake\"]"]}});
    if send(&mut socket, &hello.to_string(), compress).await.is_err() {
        return;
    }
    let mut last_heard = Instant::now();
    // Who never sends a heartbeat is dropped, as Discord does; twice the interval is generous.
    let patience = settings.heartbeat.saturating_mul(2).max(Duration::from_secs(1));
    loop {
        let out = tokio::select! {
            out = receiver.recv() => out,
            frame = socket.recv() => {
                let Some(Ok(frame)) = frame else { break };
                let text = match &frame {
                    Frame::Text(text) => text.as_str(),
                    Frame::Close(_) => {
                        // The answer to it goes out while it is asked for more.
                        let _ = tokio::time::timeout(Duration::from_secs(1), socket.recv()).await;
                        break;
                    }
                    _ => continue,
                };
                let Ok(payload) = serde_json::from_str::<Value>(text) else {
                    let _ = socket.send(close(4002, "Error while decoding payload.")).await;
                    break;
                };
                last_heard = Instant::now();
                let asked = hear(&shared, &payload, connection, &sender);
                if payload["op"] == 2 && settings.zlib && payload["d"]["compress"] == true {
                    compress = true;
                }
                shared.changed.notify_waiters();
                match asked {
                    Ok(()) => continue,
                    Err(out) => Some(out),
                }
            }
            () = tokio::time::sleep_until((last_heard + patience).into()) => {
                Some(Out::Close(4009, "Session timed out."))
            }
        };
        match out {
            Some(Out::Text(text)) => {
                if send(&mut socket, &text, compress).await.is_err() {
                    break;
                }
            }
            Some(Out::Close(code, reason)) => {
                let _ = socket.send(close(code, reason)).await;
                break;
            }
            Some(Out::Drop) | None => break,
        }
    }
    let mut world = shared.world();
    for session in world.gateway.sessions.values_mut() {
        if session.connection.as_ref().is_some_and(|(of, _)| *of == connection) {
            session.connection = None;
        }
    }
    drop(world);
    shared.changed.notify_waiters();
}

async fn send(socket: &mut WebSocket, text: &str, compress: bool) -> Result<(), axum::Error> {
    if !compress {
        return socket.send(Frame::Text(text.into())).await;
    }
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    let bytes = encoder.write_all(text.as_bytes()).and_then(|()| encoder.finish());
    socket.send(Frame::Binary(bytes.expect("compressing in memory works").into())).await
}

fn close(code: u16, reason: &'static str) -> Frame {
    Frame::Close(Some(CloseFrame { code, reason: reason.into() }))
}

/// One payload of the bot. The error is what ends the connection.
fn hear(
    shared: &Arc<Shared>,
    payload: &Value,
    connection: u64,
    sender: &mpsc::UnboundedSender<Out>,
) -> Result<(), Out> {
    let mut world = shared.world();
    let data = &payload["d"];
    let known = world.gateway.sessions.values().any(|session| of(session, connection));
    match payload["op"].as_u64() {
        Some(1) => {
            world.gateway.heartbeats += 1;
            if world.settings.heartbeat_acks {
                let _ = sender.send(Out::Text(r#"{"op":11,"t":null,"s":null,"d":null}"#.into()));
            }
            Ok(())
        }
        Some(2) if known => Err(Out::Close(4005, "Already authenticated.")),
        Some(2) => identify(&mut world, data, connection, sender),
        Some(6) => resume(&mut world, data, connection, sender),
        _ if !known => Err(Out::Close(4003, "Not authenticated.")),
        Some(3 | 4 | 8 | 31) => Ok(()),
        _ => {
            world.violated("gateway", &format!("an unknown opcode: {payload}"));
            Err(Out::Close(4001, "Unknown opcode."))
        }
    }
}

fn of(session: &Session, connection: u64) -> bool {
    session.connection.as_ref().is_some_and(|(of, _)| *of == connection)
}

fn token_fits(world: &World, data: &Value) -> bool {
    let token = data["token"].as_str().unwrap_or_default();
    world.token_valid && token.strip_prefix("Bot ").unwrap_or(token) == world.settings.token
}

/// Intents that the application does not have: the privileged ones that its flags lack, and those that the test took.
fn disallowed(world: &World) -> u64 {
    // Each has a flag for applications in many servers, and one for the others.
    let privileged =
        [(intent::GUILD_PRESENCES, 12), (intent::GUILD_MEMBERS, 14), (intent::MESSAGE_CONTENT, 18)].into_iter();
    let lacking = privileged.filter(|(_, bit)| world.settings.application_flags & (0b11 << bit) == 0);
    lacking.fold(world.settings.disallowed_intents, |all, (intent, _)| all | intent)
}

fn identify(world: &mut World, data: &Value, connection: u64, sender: &mpsc::UnboundedSender<Out>) -> Result<(), Out> {
    if !token_fits(world, data) {
        return Err(Out::Close(4004, "Authentication failed."));
    }
    let shard = match &data["shard"] {
        Value::Null => (0, 1),
        shard => (id_of(&shard[0]).unwrap_or(u64::MAX), id_of(&shard[1]).unwrap_or(0)),
    };
    if shard.0 >= shard.1 {
        return Err(Out::Close(4010, "Invalid shard."));
    }
    let intents = id_of(&data["intents"]).unwrap_or(u64::MAX);
    if intents & !intent::ALL != 0 {
        return Err(Out::Close(4013, "Invalid intent(s)."));
    }
    if intents & disallowed(world) != 0 {
        return Err(Out::Close(4014, "Disallowed intent(s)."));
    }
    if !data["properties"].is_object() {
        world.violated("gateway", "IDENTIFY without properties");
        return Err(Out::Close(4002, "Error while decoding payload."));
    }
    world.gateway.identified.push(Identified { shard, intents, at: Instant::now() });
    // A session that nobody listens to any more ends when its shard begins a new one.
    world.gateway.sessions.retain(|_, session| session.connection.is_some() || session.shard != shard);
    let id = format!("session-{connection}-{}", world.next_id());
    let mut session = Session {
        shard,
        intents,
        sequence: 0,
        sent: VecDeque::new(),
        connection: Some((connection, sender.clone())),
        resumable: true,
    };
    let guilds: Vec<u64> = world.guilds.keys().copied().filter(|guild| (guild >> 22) % shard.1 == shard.0).collect();
    let unavailable: Vec<Value> =
        guilds.iter().map(|guild| json!({"id": guild.to_string(), "unavailable": true})).collect();
    let mut user = world.user_json(world.bot);
    super::state::extend(&mut user, json!({"verified": true, "mfa_enabled": true, "email": null}));
    let ready = json!({
        "v": 10,
        "user": user,
        "guilds": unavailable,
        "session_id": id,
        "resume_gateway_url": world.base.replacen("http", "ws", 1),
        "shard": [shard.0, shard.1],
        "application": {"id": world.application.to_string(), "flags": world.settings.application_flags},
        "session_type": "normal",
        "private_channels": [],
        "presences": [],
        "relationships": [],
        "user_settings": {},
        "geo_ordered_rtc_regions": [],
        "_trace": [],
    });
    session.send("READY", &ready.to_string());
    if intents & intent::GUILDS != 0 {
        for guild in guilds {
            let json = world.guild_create_json(&world.guilds[&guild]);
            session.send("GUILD_CREATE", &json.to_string());
        }
    }
    world.gateway.sessions.insert(id, session);
    world.gateway.ready += 1;
    Ok(())
}

fn resume(world: &mut World, data: &Value, connection: u64, sender: &mpsc::UnboundedSender<Out>) -> Result<(), Out> {
    if !token_fits(world, data) {
        return Err(Out::Close(4004, "Authentication failed."));
    }
    let refuses = world.settings.refuse_resumes;
    let from = data["seq"].as_u64().unwrap_or_default();
    let session = data["session_id"].as_str().and_then(|id| world.gateway.sessions.get_mut(id));
    let session = session.filter(|session| session.resumable && !refuses && from <= session.sequence);
    // What is no longer kept cannot be replayed.
    let session = session.filter(|session| session.sent.front().is_none_or(|(first, _)| *first <= from + 1));
    let Some(session) = session else {
        let _ = sender.send(Out::Text(r#"{"op":9,"t":null,"s":null,"d":false}"#.into()));
        return Ok(());
    };
    session.connection = Some((connection, sender.clone()));
    for (_, text) in session.sent.iter().filter(|(number, _)| *number > from) {
        let _ = sender.send(Out::Text(Arc::clone(text)));
    }
    session.send("RESUMED", r#"{"_trace":[]}"#);
    let shard = session.shard;
    world.gateway.resumed.push(shard);
    Ok(())
}
