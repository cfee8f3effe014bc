//! Channels and their messages over REST.

use std::time::Instant;

use serde_json::Value;
use serde_json::json;

use super::gateway;
use super::gateway::Event;
use super::gateway::intent;
use super::hands;
use super::pings;
use super::records::File;
use super::rest;
use super::rest::Answer;
use super::rest::Answered;
use super::rest::Call;
use super::rest::Failure;
use super::rules;
use super::rules::Problem;
use super::rules::Way;
use super::state::Attachment;
use super::state::Message;
use super::state::NONCE_LIFE;
use super::state::World;
use super::state::flag;
use super::state::id_of;
use super::state::kind;
use super::state::now_ms;
use super::state::permission;
use super::threads;

/// Bytes of all files of a message, as in servers without boosts.
pub(super) const LARGEST_UPLOAD: usize = 10 << 20;

pub(super) fn missing_permissions() -> Failure {
    Failure::new(403, 50_013, "Missing Permissions")
}

pub(super) fn unknown_message() -> Failure {
    Failure::new(404, 10_008, "Unknown Message")
}

pub(super) fn route(world: &mut World, call: &Call<'_>, channel: u64, rest: &[&str]) -> Answered {
    if !world.channels.contains_key(&channel) {
        return Err(Failure::new(404, 10_003, "Unknown Channel"));
    }
    let may = world.permissions(channel, world.bot);
    if may & permission::VIEW_CHANNEL == 0 {
        return Err(Failure::new(403, 50_001, "Missing Access"));
    }
    let id = |piece: &str| piece.parse::<u64>().unwrap_or_default();
    match (call.method, rest) {
        ("GET", []) => Ok(Answer::ok(world.channel_json(&world.channels[&channel]))),
        ("POST", ["typing"]) => {
            if may & send_permission(world, channel) == 0 {
                return Err(missing_permissions());
            }
            world.typing.push(channel);
            Ok(Answer::empty())
        }
        ("POST", ["messages"]) => create(world, call, channel, may),
        ("GET", ["messages"]) => Ok(Answer::ok(list(world, call, channel, may))),
        ("GET", ["messages", message]) => {
            let found = standing(world, channel, id(message))?;
            Ok(Answer::ok(shown(world, found)))
        }
        ("PATCH", ["messages", message]) => edit(world, call, channel, id(message)),
        ("DELETE", ["messages", message]) => {
            let found = standing(world, channel, id(message))?;
            if found.author != world.bot && world.channels[&channel].guild.is_none() {
                return Err(Failure::new(403, 50_003, "Cannot execute action on a DM channel"));
            }
            if found.author != world.bot && may & permission::MANAGE_MESSAGES == 0 {
                return Err(missing_permissions());
            }
            delete(world, id(message));
            Ok(Answer::empty())
        }
        ("PUT" | "DELETE", ["messages", message, "reactions", emoji, "@me"]) => {
            standing(world, channel, id(message))?;
            let found = world.messages.get_mut(&id(message)).ok_or_else(unknown_message)?;
            let emoji = rest::unescaped(emoji);
            found.reactions.retain(|one| *one != emoji);
            if call.method == "PUT" {
                found.reactions.push(emoji);
            }
            Ok(Answer::empty())
        }
        ("POST", ["messages", _, "threads"] | ["threads"]) => threads::start(world, call, channel, rest, may),
        (_, ["thread-members", rest @ ..]) => threads::members(world, call, channel, rest),
        _ => rest::unknown(world, call),
    }
}

/// Which permission writing here needs.
fn send_permission(world: &World, channel: u64) -> u64 {
    if world.is_thread(channel) { permission::SEND_MESSAGES_IN_THREADS } else { permission::SEND_MESSAGES }
}

/// The message, if it stands in this channel for everybody.
pub(super) fn standing(world: &World, channel: u64, message: u64) -> Result<&Message, Failure> {
    let found = world.messages.get(&message).filter(|one| one.channel == channel && !one.deleted);
    found.filter(|one| one.only_for.is_none()).ok_or_else(unknown_message)
}

/// As the bot gets it: without content where neither the application nor the message allows it.
fn shown(world: &World, message: &Message) -> Value {
    let mut json = world.message_json(message);
    let direct = world.channels.get(&message.channel).is_some_and(|channel| channel.guild.is_none());
    if !world.content_granted() && !direct && message.author != world.bot && !message.mentions.contains(&world.bot) {
        gateway::blank(&mut json);
    }
    json
}

fn list(world: &World, call: &Call<'_>, channel: u64, may: u64) -> Value {
    // As Discord does: nothing, and no error.
    if may & permission::READ_MESSAGE_HISTORY == 0 {
        return json!([]);
    }
    let number = |name: &str| call.query(name).and_then(|text| text.parse::<u64>().ok());
    let limit = number("limit").unwrap_or(50).clamp(1, 100) as usize;
    let all = world.channels[&channel].messages.iter().filter_map(|id| world.messages.get(id));
    let all: Vec<&Message> = all.filter(|message| !message.deleted && message.only_for.is_none()).collect();
    let chosen: Vec<&Message> = if let Some(after) = number("after") {
        let mut first: Vec<&Message> = all.into_iter().filter(|message| message.id > after).take(limit).collect();
        first.reverse();
        first
    } else if let Some(around) = number("around") {
        // Half before it, itself, and half after it.
        let at = all.partition_point(|message| message.id < around);
        let (first, end) = (at.saturating_sub(limit / 2), at + limit - limit / 2);
        let mut near: Vec<&Message> = all.into_iter().take(end).skip(first).collect();
        near.reverse();
        near
    } else {
        let before = number("before").unwrap_or(u64::MAX);
        all.into_iter().rev().filter(|message| message.id < before).take(limit).collect()
    };
    chosen.into_iter().map(|message| shown(world, message)).collect()
}

/// What a body's `content` or another field is, where null means that it is not there.
fn given<'json>(body: &'json Value, field: &str) -> Option<&'json Value> {
    body.get(field).filter(|value| !value.is_null())
}

/// Checks a body against the rules, and writes down those it breaks.
pub(super) fn check(world: &mut World, call: &Call<'_>, body: &Value, way: Way) -> Result<(), Failure> {
    let problems = rules::message(body, call.files.len(), way);
    for problem in &problems {
        world.violated("rule", &format!("{}: {problem}", call.name()));
    }
    let size: usize = call.files.iter().map(|file| file.bytes.len()).sum();
    if size > LARGEST_UPLOAD {
        world.violated("rule", &format!("{}: {size} bytes of files are too many", call.name()));
        return Err(Failure::new(413, 40_005, "Request entity too large"));
    }
    let shows = ["content", "embeds", "components"].iter().any(|field| given(body, field).is_some());
    if world.settings.mention_rule && shows && !rules::pings_only(body, &world.pingable) {
        world.violated("mentions", &format!("{}: allowed_mentions lets somebody be pinged", call.name()));
    }
    // What Discord takes although it does nothing is written down, and not refused.
    let refused: Vec<Problem> = problems.into_iter().filter(|problem| problem.refused).collect();
    if refused.is_empty() { Ok(()) } else { Err(Failure::invalid(&refused)) }
}

/// Takes the fields of a body over into a message.
pub(super) fn fill(world: &mut World, message: &mut Message, body: &Value, files: &[File], edit: bool) {
    if let Some(content) = body.get("content") {
        content.as_str().unwrap_or_default().trim().clone_into(&mut message.content);
    }
    let kept = body.get("attachments").and_then(Value::as_array);
    if edit && let Some(kept) = kept {
        let kept: Vec<u64> = kept.iter().filter_map(|one| id_of(&one["id"])).collect();
        message.attachments.retain(|attachment| kept.contains(&attachment.id));
    }
    for (at, file) in files.iter().enumerate() {
        let number = file.field.strip_prefix("files[").and_then(|rest| rest.strip_suffix(']'));
        let number = number.and_then(|number| number.parse::<u64>().ok()).unwrap_or(at as u64);
        let described = kept.and_then(|kept| kept.iter().find(|one| id_of(&one["id"]) == Some(number)));
        let text = |field: &str| described.and_then(|one| one[field].as_str()).map(str::to_owned);
        let filename = text("filename").unwrap_or_else(|| file.filename.clone());
        let attachment = Attachment {
            id: world.next_id(),
            description: text("description"),
            content_type: file.content_type.clone().or_else(|| hands::content_type(&filename)),
            filename,
            bytes: std::sync::Arc::clone(&file.bytes),
        };
        message.attachments.push(attachment);
    }
    if let Some(embeds) = body.get("embeds") {
        message.embeds = embeds.as_array().cloned().unwrap_or_default();
        for embed in &mut message.embeds {
            dress(world, message.channel, &message.attachments, embed);
        }
    }
    if let Some(components) = body.get("components") {
        message.components = components.as_array().cloned().unwrap_or_default();
        let mut next = 1;
        number(&mut message.components, &mut next);
    }
    if let Some(flags) = body.get("flags").and_then(Value::as_u64) {
        // Only these are the sender's to set: suppressed embeds, ephemeral, silent, components of the second kind.
        message.flags |= flags & (1 << 2 | flag::EPHEMERAL | 1 << 12 | flag::COMPONENTS_V2);
    }
}

/// An embed as Discord returns it.
fn dress(world: &World, channel: u64, attachments: &[Attachment], embed: &mut Value) {
    embed["type"] = json!("rich");
    if let Some(fields) = embed.as_object_mut() {
        fields.retain(|_, value| !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty()));
    }
    for picture in ["image", "thumbnail"] {
        if let Some(picture) = embed.get_mut(picture).and_then(Value::as_object_mut) {
            picture.retain(|_, value| !value.is_null());
        }
        let name =
            embed.get(picture).and_then(|one| one["url"].as_str()?.strip_prefix("attachment://").map(str::to_owned));
        let file = name.and_then(|name| attachments.iter().find(|one| one.filename == name));
        if let Some(file) = file {
            embed[picture]["url"] = world.attachment_json(channel, file, false)["url"].clone();
        }
    }
    for field in embed.get_mut("fields").and_then(Value::as_array_mut).into_iter().flatten() {
        if !field["inline"].is_boolean() {
            field["inline"] = json!(false);
        }
    }
}

/// Gives each component an id, and fills in what Discord fills in.
pub(super) fn number(components: &mut [Value], next: &mut u64) {
    for component in components {
        if id_of(&component["id"]).is_none_or(|id| id == 0) {
            component["id"] = json!(*next);
        }
        *next += 1;
        if matches!(component["type"].as_u64(), Some(3 | 5..=8)) {
            for (field, usual) in [("min_values", 1), ("max_values", 1)] {
                if component[field].is_null() {
                    component[field] = json!(usual);
                }
            }
        }
        if let Some(fields) = component.as_object_mut() {
            fields.retain(|_, value| !value.is_null());
        }
        if let Some(inner) = component.get_mut("components").and_then(Value::as_array_mut) {
            number(inner, next);
        }
        for field in ["accessory", "component"] {
            if let Some(inner) = component.get_mut(field).filter(|inner| inner.is_object()) {
                number(std::slice::from_mut(inner), next);
            }
        }
    }
}

/// A message of the bot comes to be: everybody who should hear of it does.
pub(super) fn publish(world: &mut World, mut message: Message, body: &Value) -> u64 {
    mention(world, &mut message, body);
    let pings = pings::of(world, &message, given(body, "allowed_mentions"));
    world.pings.extend(pings);
    let sent = message.clone();
    let id = world.put_message(message);
    world.dispatch_message("MESSAGE_CREATE", &sent);
    id
}

/// Whom the message mentions, as far as it may.
fn mention(world: &World, message: &mut Message, body: &Value) {
    let allowed = given(body, "allowed_mentions");
    let pings = pings::of(world, message, allowed);
    let replied = pings.iter().any(|ping| matches!(ping.who, pings::Pinged::Replied(_)));
    hands::set_mentions(world, message, replied);
    message.mention_everyone = pings.iter().any(|ping| ping.who == pings::Pinged::Everyone);
}

/// A message changes: all fields that the body has.
pub(super) fn change(world: &mut World, message: u64, body: &Value, files: &[File]) -> Result<(), Failure> {
    let mut changed = world.messages.get(&message).filter(|one| !one.deleted).cloned().ok_or_else(unknown_message)?;
    let before = changed.content.clone();
    let was_loading = changed.flags & flag::LOADING != 0;
    fill(world, &mut changed, body, files, true);
    changed.flags &= !flag::LOADING;
    if changed.only_for.is_none() {
        changed.flags &= !flag::EPHEMERAL;
    }
    let shows = !changed.content.is_empty()
        || !changed.embeds.is_empty()
        || !changed.components.is_empty()
        || !changed.attachments.is_empty();
    if !shows {
        world.violated("rule", "an edit leaves an empty message");
        return Err(Failure::new(400, 50_006, "Cannot send an empty message"));
    }
    mention(world, &mut changed, body);
    if was_loading {
        // It appears only now.
        let pings = pings::of(world, &changed, given(body, "allowed_mentions"));
        world.pings.extend(pings);
    } else {
        changed.history.push(before);
        changed.edited = Some(now_ms());
    }
    world.messages.insert(message, changed.clone());
    world.dispatch_message("MESSAGE_UPDATE", &changed);
    Ok(())
}

fn create(world: &mut World, call: &Call<'_>, channel: u64, may: u64) -> Answered {
    let body = call.json;
    if may & send_permission(world, channel) == 0 {
        return Err(missing_permissions());
    }
    let embeds = given(body, "embeds").and_then(Value::as_array).is_some_and(|embeds| !embeds.is_empty());
    let forbidden =
        embeds && may & permission::EMBED_LINKS == 0 || !call.files.is_empty() && may & permission::ATTACH_FILES == 0;
    if forbidden {
        return Err(missing_permissions());
    }
    if world.channels[&channel].kind == kind::FORUM {
        return Err(Failure::new(400, 50_008, "Cannot send messages in a non-text channel"));
    }
    closed(world, channel)?;
    threads::may_write(world, channel, may)?;
    check(world, call, body, Way::Channel)?;
    let nonce = given(body, "nonce").cloned();
    if body["enforce_nonce"] == true
        && let Some(nonce) = &nonce
        && let Some(sent) = sent_before(world, nonce)
    {
        return Ok(Answer::ok(world.message_json(&world.messages[&sent])));
    }
    let mut message = Message::new(world.next_id(), channel, world.bot);
    if let Some(reference) = given(body, "message_reference") {
        message.reference = reply_target(world, channel, reference, may)?;
        if message.reference.is_some() {
            message.kind = 19;
        }
    }
    fill(world, &mut message, body, call.files, false);
    message.flags &= !flag::EPHEMERAL;
    message.nonce.clone_from(&nonce);
    let id = publish(world, message, body);
    if let Some(nonce) = nonce {
        let bot = world.bot;
        world.nonces.push_back((bot, nonce, id, Instant::now()));
        while world.nonces.len() > 1_000 {
            world.nonces.pop_front();
        }
    }
    Ok(Answer::ok(world.message_json(&world.messages[&id])))
}

/// Whether the person of a direct conversation takes messages of the bot.
fn closed(world: &World, channel: u64) -> Result<(), Failure> {
    let person = world.channels.get(&channel).filter(|channel| channel.kind == kind::DM).map(|channel| channel.owner);
    let Some(person) = person else { return Ok(()) };
    // Two numbers with the same words: one where they have no server in common, one where the person wants no messages.
    if !world.shares_a_guild(person) {
        return Err(Failure::new(403, 50_278, "Cannot send messages to this user"));
    }
    if world.users.get(&person).is_some_and(|user| user.closed) {
        return Err(Failure::new(403, 50_007, "Cannot send messages to this user"));
    }
    Ok(())
}

/// The message that the bot sent with this nonce lately.
fn sent_before(world: &World, nonce: &Value) -> Option<u64> {
    let lately = world.nonces.iter().rev().take_while(|(_, _, _, at)| at.elapsed() < NONCE_LIFE);
    let mut same = lately.filter(|(author, one, _, _)| *author == world.bot && one == nonce);
    same.next().map(|(_, _, message, _)| *message).filter(|message| world.messages.contains_key(message))
}

/// What a reply replies to; nothing where it may lack it.
fn reply_target(world: &World, channel: u64, reference: &Value, may: u64) -> Result<Option<(u64, u64)>, Failure> {
    let of = id_of(&reference["message_id"]).unwrap_or_default();
    let found = world.messages.get(&of).filter(|one| one.channel == channel && !one.deleted && one.only_for.is_none());
    let Some(found) = found else {
        if reference["fail_if_not_exists"] == false {
            return Ok(None);
        }
        let message = "Unknown message".to_owned();
        let path = "message_reference".to_owned();
        return Err(Failure::invalid(&[Problem { path, code: "REPLIES_UNKNOWN_MESSAGE", message, refused: true }]));
    };
    if may & permission::READ_MESSAGE_HISTORY == 0 {
        return Err(Failure::new(403, 160_002, "Cannot reply without permission to read message history"));
    }
    if !matches!(found.kind, 0 | 7 | 19 | 20 | 23) {
        let message = "Cannot reply to a system message".to_owned();
        let path = "message_reference".to_owned();
        let code = "REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE";
        return Err(Failure::invalid(&[Problem { path, code, message, refused: true }]));
    }
    Ok(Some((channel, of)))
}

fn edit(world: &mut World, call: &Call<'_>, channel: u64, message: u64) -> Answered {
    let found = standing(world, channel, message)?;
    if found.author != world.bot || found.webhook.is_some() && found.cause.is_none() {
        return Err(Failure::new(403, 50_005, "Cannot edit a message authored by another user"));
    }
    if world.channels[&channel].archived {
        return Err(Failure::new(400, 50_083, "Thread is archived"));
    }
    check(world, call, call.json, Way::Edit)?;
    change(world, message, call.json, call.files)?;
    Ok(Answer::ok(world.message_json(&world.messages[&message])))
}

/// Marks a message as deleted and tells the bot.
pub(super) fn delete(world: &mut World, message: u64) {
    let Some(found) = world.messages.get_mut(&message) else { return };
    found.deleted = true;
    let (channel, only_for) = (found.channel, found.only_for);
    let Some(guild) = world.channels.get(&channel).map(|channel| channel.guild) else { return };
    let guild = guild.filter(|_| only_for.is_none());
    if guild.is_some() && world.permissions(channel, world.bot) & permission::VIEW_CHANNEL == 0 {
        return;
    }
    let mut data = json!({"id": message.to_string(), "channel_id": channel.to_string()});
    if let Some(guild) = guild {
        data["guild_id"] = json!(guild.to_string());
    }
    let intents = if guild.is_some() { intent::GUILD_MESSAGES } else { intent::DIRECT_MESSAGES };
    world.dispatch(Event { name: "MESSAGE_DELETE", guild, intents, data, blanked: None });
}
