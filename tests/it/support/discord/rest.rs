//! The REST door: every request is recorded, limited, judged and carried out, and its answer is judged too.

use std::sync::Arc;
use std::time::Duration;
use std::time::Instant;

use axum::Router;
use axum::body::Body;
use axum::body::Bytes;
use axum::extract::DefaultBodyLimit;
use axum::extract::FromRequest;
use axum::extract::Multipart;
use axum::extract::Path;
use axum::extract::RawQuery;
use axum::extract::Request as HttpRequest;
use axum::extract::State;
use axum::extract::WebSocketUpgrade;
use axum::http::StatusCode;
use axum::http::header;
use axum::response::IntoResponse;
use axum::response::Response;
use axum::routing::get;
use serde_json::Value;
use serde_json::json;

use super::Shared;
use super::commands;
use super::faults::Then;
use super::gateway;
use super::interactions;
use super::judge;
use super::messages;
use super::records::File;
use super::records::Request;
use super::rules::Problem;
use super::state::World;
use super::state::permission;

/// Larger bodies than any that Discord takes.
const LARGEST_BODY: usize = 64 << 20;

pub(super) fn router(shared: &Arc<Shared>) -> Router {
    Router::new()
        .route("/", get(connect))
        .route("/attachments/{channel}/{id}/{name}", get(attachment))
        .fallback(rest)
        .with_state(Arc::clone(shared))
}

async fn connect(State(shared): State<Arc<Shared>>, RawQuery(query): RawQuery, upgrade: WebSocketUpgrade) -> Response {
    let version = query_value(&query.unwrap_or_default(), "v");
    upgrade.on_upgrade(move |socket| gateway::serve(shared, socket, version))
}

/// A file of a message, as Discord's file server gives it.
async fn attachment(
    State(shared): State<Arc<Shared>>,
    Path((channel, id, name)): Path<(u64, u64, String)>,
) -> Response {
    let path = format!("/attachments/{channel}/{id}/{name}");
    let (then, delay) = scripted(&mut shared.world(), "GET", &path);
    if !delay.is_zero() {
        tokio::time::sleep(delay).await;
    }
    let response = match then {
        Then::Usual => file(&shared.world(), channel, id),
        Then::Answer { status, headers, body } => respond(&Answer { status, body }, &headers),
        Then::Drop | Then::TakeEffectAndDrop => drop_connection(),
        Then::TakeEffectAndHang => std::future::pending().await,
    };
    let status = response.status().as_u16();
    let (method, query) = ("GET".to_owned(), String::new());
    shared.change(|world| {
        let (json, files, at) = (Value::Null, Vec::new(), Instant::now());
        world.record(Request { method, path, query, json, files, status, at });
    });
    response
}

/// The connection's task ends here, and with it the connection; no panic is reported.
fn drop_connection() -> ! {
    std::panic::resume_unwind(Box::new("the connection is dropped on request"))
}

fn file(world: &World, channel: u64, id: u64) -> Response {
    let held = world.messages.get(&id).and_then(|holder| holder.attachments.iter().find(|file| file.id == id));
    let written = || {
        let messages = world.channels.get(&channel)?.messages.iter().rev().filter_map(|id| world.messages.get(id));
        messages.flat_map(|message| &message.attachments).find(|file| file.id == id)
    };
    match held.or_else(written) {
        Some(file) => {
            let kind = file.content_type.clone().unwrap_or_else(|| "application/octet-stream".to_owned());
            ([(header::CONTENT_TYPE, kind)], file.bytes.to_vec()).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// What is answered to a request.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    /// Null for none.
    pub(super) body: Value,
}

impl Answer {
    pub(super) fn ok(body: Value) -> Answer {
        Answer { status: 200, body }
    }

    pub(super) fn empty() -> Answer {
        Answer { status: 204, body: Value::Null }
    }
}

/// What Discord says no with.
#[derive(Clone, Debug)]
pub(super) struct Failure {
    pub(super) status: u16,
    pub(super) code: u64,
    pub(super) message: String,
    pub(super) errors: Value,
}

impl Failure {
    pub(super) fn new(status: u16, code: u64, message: &str) -> Failure {
        Failure { status, code, message: message.to_owned(), errors: Value::Null }
    }

    /// 400, 50035: the body is not what it must be, and why.
    pub(super) fn invalid(problems: &[Problem]) -> Failure {
        let mut errors = json!({});
        for problem in problems {
            let mut place = &mut errors;
            for piece in problem.path.split('.').filter(|piece| !piece.is_empty()) {
                place = &mut place[piece];
            }
            place["_errors"] = json!([{"code": problem.code, "message": problem.message}]);
        }
        Failure { status: 400, code: 50_035, message: "Invalid Form Body".to_owned(), errors }
    }

    fn answer(self) -> Answer {
        let mut body = json!({"code": self.code, "message": self.message});
        if !self.errors.is_null() {
            body["errors"] = self.errors;
        }
        Answer { status: self.status, body }
    }
}

pub(super) type Answered = Result<Answer, Failure>;

/// A request on its way to what carries it out.
pub(super) struct Call<'call> {
    pub(super) method: &'call str,
    pub(super) path: &'call str,
    pub(super) query: &'call str,
    pub(super) json: &'call Value,
    pub(super) files: &'call [File],
}

impl Call<'_> {
    pub(super) fn query(&self, name: &str) -> Option<String> {
        query_value(self.query, name)
    }

    /// Whether a switch in the query is on; serenity says `true`, discord.py `1`.
    pub(super) fn asks(&self, name: &str) -> bool {
        self.query(name).is_some_and(|value| matches!(value.to_lowercase().as_str(), "true" | "1"))
    }

    /// How violations name it.
    pub(super) fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}

/// A piece of a path with what is escaped in it.
pub(super) fn unescaped(piece: &str) -> String {
    let mut bytes = Vec::with_capacity(piece.len());
    let mut rest = piece.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).filter(|_| *first == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        let escaped = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(escaped.unwrap_or(*first));
        rest = if escaped.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn query_value(query: &str, name: &str) -> Option<String> {
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
}

async fn rest(State(shared): State<Arc<Shared>>, request: HttpRequest) -> Response {
    let at = Instant::now();
    let (parts, body) = request.into_parts();
    let method = parts.method.as_str().to_owned();
    let whole = parts.uri.path().to_owned();
    let query = parts.uri.query().unwrap_or_default().to_owned();
    let header = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = header("content-type").to_owned();
    let authorization = header("authorization").to_owned();
    let Ok(bytes) = axum::body::to_bytes(body, LARGEST_BODY).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let (json, files) = match read(&kind, bytes).await {
        Ok(read) => read,
        Err(why) => {
            shared.change(|world| world.violated("rule", &format!("{method} {whole}: {why}")));
            return respond(&Failure::new(400, 50_109, "The request body contains invalid JSON.").answer(), &[]);
        }
    };
    let path = whole.strip_prefix("/api/v10").unwrap_or(&whole).to_owned();
    let call = Call { method: &method, path: &path, query: &query, json: &json, files: &files };
    let (then, delay, limited) = prepare(&shared, &call);
    if !delay.is_zero() {
        tokio::time::sleep(delay).await;
    }
    let mut headers = limited.headers;
    let hangs = matches!((&limited.answer, &then), (None, Then::TakeEffectAndHang));
    let outcome = match (limited.answer, then) {
        (Some(answer), _) => Some(answer),
        (None, Then::Answer { status, headers: more, body }) => {
            headers.extend(more);
            Some(Answer { status, body })
        }
        (None, Then::Drop) => None,
        (None, Then::Usual) => Some(carry_out(&shared, &call, &authorization, false)),
        (None, Then::TakeEffectAndDrop | Then::TakeEffectAndHang) => {
            carry_out(&shared, &call, &authorization, true);
            None
        }
    };
    let status = outcome.as_ref().map_or(0, |answer| answer.status);
    // It need not be woken twice for the same request.
    shared.change(|world| {
        if world.settings.keep_requests > 0 {
            world.record(Request {
                method: method.clone(),
                path: path.clone(),
                query: query.clone(),
                json,
                files,
                status,
                at,
            });
        }
    });
    match outcome {
        Some(answer) => respond(&answer, &headers),
        None if hangs => std::future::pending().await,
        None => drop_connection(),
    }
}

/// The body and the files of a request.
async fn read(kind: &str, bytes: Bytes) -> Result<(Value, Vec<File>), String> {
    if !kind.starts_with("multipart/form-data") {
        if bytes.is_empty() {
            return Ok((Value::Null, Vec::new()));
        }
        let json = serde_json::from_slice(&bytes).map_err(|error| format!("the body is no JSON: {error}"))?;
        return Ok((json, Vec::new()));
    }
    let request = HttpRequest::builder().method("POST").header(header::CONTENT_TYPE, kind).body(Body::from(bytes));
    let mut request = request.map_err(|error| error.to_string())?;
    // What is too large is told with Discord's own number, by whoever carries the request out.
    DefaultBodyLimit::disable().apply(&mut request);
    let mut form = Multipart::from_request(request, &()).await.map_err(|error| error.to_string())?;
    let (mut json, mut files) = (Value::Null, Vec::new());
    while let Some(part) = form.next_field().await.map_err(|error| error.to_string())? {
        let field = part.name().unwrap_or_default().to_owned();
        let filename = part.file_name().map(str::to_owned);
        let content_type = part.content_type().map(str::to_owned);
        let bytes = part.bytes().await.map_err(|error| error.to_string())?;
        if field == "payload_json" {
            json = serde_json::from_slice(&bytes).map_err(|error| format!("payload_json is no JSON: {error}"))?;
        } else if let Some(filename) = filename {
            files.push(File { field, filename, content_type, bytes: bytes.to_vec().into() });
        } else {
            return Err(format!("the form has a field {field} without a file"));
        }
    }
    Ok((json, files))
}

struct Limited {
    answer: Option<Answer>,
    headers: Vec<(String, String)>,
}

/// Counts the request against the limits, and takes the script that is meant for it.
fn prepare(shared: &Shared, call: &Call<'_>) -> (Then, Duration, Limited) {
    let mut world = shared.world();
    let mut limited = Limited { answer: None, headers: Vec::new() };
    let limits = world.limits.iter_mut().filter(|limit| limit.fits(call.method, call.path));
    for counted in limits.map(|limit| limit.count(call.path)) {
        limited.headers.extend(counted.headers);
        let Some(left) = counted.refused else { continue };
        let seconds = left.as_secs_f64();
        limited.headers.push(("Retry-After".to_owned(), seconds.ceil().to_string()));
        let scope = if counted.global { "global" } else { "user" };
        limited.headers.push(("X-RateLimit-Scope".to_owned(), scope.to_owned()));
        if counted.global {
            limited.headers.push(("X-RateLimit-Global".to_owned(), "true".to_owned()));
        }
        let body = json!({
            "message": "You are being rate limited.",
            "retry_after": seconds,
            "global": counted.global,
            "code": 0,
        });
        limited.answer = Some(Answer { status: 429, body });
        break;
    }
    if limited.answer.is_some() {
        return (Then::Usual, Duration::ZERO, limited);
    }
    let (then, delay) = scripted(&mut world, call.method, call.path);
    (then, delay, limited)
}

/// Takes the script that is meant for a request.
fn scripted(world: &mut World, method: &str, path: &str) -> (Then, Duration) {
    let mut chosen = (Then::Usual, Duration::ZERO);
    let mut fitting = None;
    for (at, script) in world.scripts.iter_mut().enumerate() {
        if !script.fits(method, path) {
            continue;
        }
        if script.after > 0 {
            script.after -= 1;
            continue;
        }
        fitting = Some(at);
        break;
    }
    if let Some(at) = fitting {
        let script = &mut world.scripts[at];
        chosen = (script.then.clone(), script.delay);
        script.times = script.times.saturating_sub(1);
        if script.times == 0 {
            drop(world.scripts.remove(at));
        }
    }
    chosen
}

/// Judges, carries out, and judges the answer. `unheard`: the bot will not get it.
fn carry_out(shared: &Shared, call: &Call<'_>, authorization: &str, unheard: bool) -> Answer {
    let (judged, authorized) = {
        let world = shared.world();
        let token = authorization.strip_prefix("Bot ");
        (world.settings.judge, world.token_valid && token == Some(world.settings.token.as_str()))
    };
    // An interaction's token is enough.
    let free =
        call.path.starts_with("/interactions/") || call.path.starts_with("/webhooks/") || call.path == "/gateway";
    if !authorized && !free {
        let mut world = shared.world();
        // A token that was taken away is no fault of the bot's.
        if world.token_valid {
            world.violated("auth", &format!("{}: without the token", call.name()));
        }
        return Answer { status: 401, body: json!({"message": "401: Unauthorized", "code": 0}) };
    }
    let complaints = if judged { judge::request(call.method, call.path, call.json) } else { Vec::new() };
    if !complaints.is_empty() {
        let mut world = shared.world();
        for complaint in &complaints {
            world.violated("spec", &format!("{}: {}", call.name(), complaint.message));
        }
        return Failure::invalid(&complaints).answer();
    }
    let answered = {
        let mut world = shared.world();
        route(&mut world, call, unheard)
    };
    let answer = answered.unwrap_or_else(Failure::answer);
    if judged {
        let complaints = judge::answer(call.method, call.path, answer.status, &answer.body);
        let mut world = shared.world();
        for complaint in complaints {
            world.violated("own", &format!("{} {}: {}", call.name(), answer.status, complaint.message));
        }
    }
    answer
}

fn respond(answer: &Answer, headers: &[(String, String)]) -> Response {
    let mut response = Response::builder().status(answer.status);
    for (name, value) in headers {
        response = response.header(name, value);
    }
    let body = if answer.body.is_null() {
        Body::empty()
    } else {
        response = response.header(header::CONTENT_TYPE, "application/json");
        Body::from(answer.body.to_string())
    };
    response.body(body).expect("scripted headers are valid")
}

/// Finds what carries the request out.
fn route(world: &mut World, call: &Call<'_>, unheard: bool) -> Answered {
    let pieces: Vec<&str> = call.path.split('/').skip(1).collect();
    let id = |piece: &str| piece.parse::<u64>().unwrap_or_default();
    match (call.method, pieces.as_slice()) {
        ("GET", ["gateway"]) => Ok(Answer::ok(json!({"url": gateway_url(world)}))),
        ("GET", ["gateway", "bot"]) => Ok(Answer::ok(json!({
            "url": gateway_url(world),
            "shards": world.settings.shards,
            "session_start_limit": {"total": 1000, "remaining": 999, "reset_after": 14_400_000, "max_concurrency": 1},
        }))),
        ("GET", ["users", "@me"]) => {
            let mut user = world.user_json(world.bot);
            super::state::extend(
                &mut user,
                json!({"mfa_enabled": true, "locale": "en-US", "verified": true, "email": null}),
            );
            Ok(Answer::ok(user))
        }
        ("GET", ["users", "@me", "guilds"]) => Ok(Answer::ok(my_guilds(world, call))),
        ("POST", ["users", "@me", "channels"]) => {
            let user = super::state::id_of(&call.json["recipient_id"]).unwrap_or_default();
            if !world.users.contains_key(&user) {
                return Err(Failure::new(400, 50_033, "Invalid Recipient(s)"));
            }
            if world.users[&user].bot {
                return Err(Failure::new(400, 50_007, "Cannot send messages to this user"));
            }
            let channel = world.dm(user);
            Ok(Answer::ok(world.channel_json(&world.channels[&channel])))
        }
        ("GET", ["users", user]) => match world.users.contains_key(&id(user)) {
            true => Ok(Answer::ok(world.user_json(id(user)))),
            false => Err(Failure::new(404, 10_013, "Unknown User")),
        },
        ("GET", ["applications" | "oauth2", ..]) if call.path.ends_with("applications/@me") => {
            Ok(Answer::ok(application(world)))
        }
        (_, ["applications", of, "commands", rest @ ..]) => commands::route(world, call, id(of), None, rest),
        (_, ["applications", of, "guilds", guild, "commands", rest @ ..]) => {
            commands::route(world, call, id(of), Some(id(guild)), rest)
        }
        ("POST", ["interactions", of, token, "callback"]) => {
            interactions::callback(world, call, id(of), token, unheard)
        }
        (_, ["webhooks", of, token, rest @ ..]) => interactions::webhook(world, call, id(of), token, rest),
        (_, ["channels", channel, rest @ ..]) => messages::route(world, call, id(channel), rest),
        ("GET", ["guilds", guild, rest @ ..]) => guilds(world, call, id(guild), rest),
        _ => unknown(world, call),
    }
}

pub(super) fn unknown(world: &mut World, call: &Call<'_>) -> Answered {
    world.violated("route", &format!("{} is unknown to the fake", call.name()));
    Err(Failure::new(404, 0, "404: Not Found"))
}

fn gateway_url(world: &World) -> String {
    world.base.replacen("http", "ws", 1)
}

fn my_guilds(world: &World, call: &Call<'_>) -> Value {
    let limit = call.query("limit").and_then(|limit| limit.parse().ok()).unwrap_or(200);
    let after: u64 = call.query("after").and_then(|after| after.parse().ok()).unwrap_or_default();
    let guilds = world.guilds.values().filter(|guild| guild.id > after).take(limit);
    guilds
        .map(|guild| {
            json!({
                "id": guild.id.to_string(),
                "name": guild.name,
                "icon": null,
                "banner": null,
                "owner": false,
                "permissions": permission::EVERYONE.to_string(),
                "features": [],
            })
        })
        .collect()
}

fn application(world: &World) -> Value {
    json!({
        "id": world.application.to_string(),
        "name": world.user_name(world.bot),
        "icon": null,
        "description": "",
        "type": null,
        "bot": world.user_json(world.bot),
        "bot_public": true,
        "bot_require_code_grant": false,
        "verify_key": "0".repeat(64),
        "flags": world.settings.application_flags,
        "flags_new": world.settings.application_flags.to_string(),
        "redirect_uris": [],
        "interactions_endpoint_url": null,
        "role_connections_verification_url": null,
        "owner": world.user_json(world.owner),
        "approximate_guild_count": world.guilds.len(),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": null,
        "eligible_oauth2_scopes": [],
    })
}

fn guilds(world: &mut World, call: &Call<'_>, guild: u64, rest: &[&str]) -> Answered {
    let Some(of) = world.guilds.get(&guild) else {
        return Err(Failure::new(404, 10_004, "Unknown Guild"));
    };
    match rest {
        [] => Ok(Answer::ok(world.guild_json(of))),
        ["channels"] => {
            let channels = of.channels.iter().filter(|channel| !world.is_thread(**channel));
            Ok(Answer::ok(channels.map(|channel| world.channel_json(&world.channels[channel])).collect()))
        }
        ["roles"] => Ok(Answer::ok(of.roles.iter().map(|role| world.role_json(of, role)).collect())),
        ["members", user] => {
            let user = user.parse().unwrap_or_default();
            match of.members.contains_key(&user) {
                true => Ok(Answer::ok(world.member_json(guild, user))),
                false => Err(Failure::new(404, 10_007, "Unknown Member")),
            }
        }
        _ => unknown(world, call),
    }
}
