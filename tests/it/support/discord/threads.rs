//! Threads: begun by people and by the bot, at a message or without one; their members, and what locks them.

use serde_json::Value;
use serde_json::json;

use super::gateway::Event;
use super::gateway::intent;
use super::messages;
use super::rest;
use super::rest::Answer;
use super::rest::Answered;
use super::rest::Call;
use super::rest::Failure;
use super::state::Message;
use super::state::World;
use super::state::iso;
use super::state::kind;
use super::state::permission;
use super::state::timestamp_of;

/// `POST /channels/{id}/messages/{id}/threads` and `POST /channels/{id}/threads`.
pub(super) fn start(world: &mut World, call: &Call<'_>, channel: u64, rest: &[&str], may: u64) -> Answered {
    if world.channels[&channel].kind == kind::FORUM {
        // The bot begins no posts.
        return rest::unknown(world, call);
    }
    if world.channels[&channel].kind != kind::TEXT {
        return Err(Failure::new(400, 50_024, "Cannot execute action on this channel type"));
    }
    if may & permission::CREATE_PUBLIC_THREADS == 0 {
        return Err(messages::missing_permissions());
    }
    let at = match rest {
        ["messages", message, _] => Some(messages::standing(world, channel, message.parse().unwrap_or_default())?),
        _ => None,
    };
    if at.is_some_and(|at| !matches!(at.kind, 0 | 19 | 20 | 23)) {
        return Err(Failure::new(400, 50_068, "Invalid message type"));
    }
    let at = at.map(|at| at.id);
    // A thread that begins at a message has the message's id, so there is one at most.
    if at.is_some_and(|at| world.channels.contains_key(&at)) {
        return Err(Failure::new(400, 160_004, "A thread has already been created for this message"));
    }
    let name = call.json["name"].as_str().unwrap_or_default();
    let id = open(world, channel, at, name, world.bot);
    Ok(Answer { status: 201, body: world.channel_json(&world.channels[&id]) })
}

/// A thread in a text channel, at a message or without one, or the place of a post in a forum.
pub(super) fn open(world: &mut World, parent: u64, at: Option<u64>, name: &str, owner: u64) -> u64 {
    let id = at.unwrap_or_else(|| world.next_id());
    let guild = world.channels[&parent].guild.expect("threads are in servers");
    world.add_channel_as(id, guild, name, kind::PUBLIC_THREAD, Some(parent), owner);
    let mut data = world.channel_json(&world.channels[&id]);
    data["newly_created"] = json!(true);
    tell(world, id, "THREAD_CREATE", data);
    if let Some(starter) = at.and_then(|at| world.messages.get(&at)).cloned() {
        let mut first = Message::new(world.next_id(), id, owner);
        first.kind = 21;
        first.reference = Some((parent, starter.id));
        world.put_message(first.clone());
        world.dispatch_message("MESSAGE_CREATE", &first);
        world.dispatch_message("MESSAGE_UPDATE", &starter);
    } else if world.channels[&parent].kind == kind::TEXT {
        let mut note = Message::new(world.next_id(), parent, owner);
        note.kind = 18;
        name.clone_into(&mut note.content);
        world.put_message(note.clone());
        world.dispatch_message("MESSAGE_CREATE", &note);
    }
    id
}

/// Tells the bot of a thread that it may see.
pub(super) fn tell(world: &mut World, thread: u64, name: &'static str, data: Value) {
    if world.permissions(thread, world.bot) & permission::VIEW_CHANNEL != 0 {
        let guild = world.channels[&thread].guild;
        world.dispatch(Event { name, guild, intents: intent::GUILDS, data, blanked: None });
    }
}

/// Whether somebody with these permissions may write in the thread, if it is one. An archived one is then one no more.
pub(super) fn may_write(world: &mut World, thread: u64, may: u64) -> Result<(), Failure> {
    let Some(of) = world.channels.get(&thread) else { return Ok(()) };
    if of.locked && may & permission::MANAGE_THREADS == 0 {
        let (code, message) = if of.archived { (50_083, "Thread is archived") } else { (160_005, "Thread is locked") };
        return Err(Failure::new(403, code, message));
    }
    if of.archived {
        set(world, thread, false, of.locked);
    }
    Ok(())
}

/// Archives and locks a thread, or takes it out again.
pub(super) fn set(world: &mut World, thread: u64, archived: bool, locked: bool) {
    let of = world.channels.get_mut(&thread).expect("the thread exists");
    (of.archived, of.locked) = (archived, locked);
    let data = world.channel_json(&world.channels[&thread]);
    tell(world, thread, "THREAD_UPDATE", data);
}

/// `/channels/{id}/thread-members` and what is below it.
pub(super) fn members(world: &mut World, call: &Call<'_>, thread: u64, rest: &[&str]) -> Answered {
    if !world.is_thread(thread) {
        return Err(Failure::new(400, 50_024, "Cannot execute action on this channel type"));
    }
    let json = |user: &u64| {
        json!({
            "id": thread.to_string(),
            "user_id": user.to_string(),
            "join_timestamp": iso(timestamp_of(thread)),
            "flags": 0,
        })
    };
    let bot = world.bot;
    let members = &mut world.channels.get_mut(&thread).expect("it is a thread").members;
    match (call.method, rest) {
        ("GET", []) => Ok(Answer::ok(members.iter().map(json).collect())),
        ("GET", [user]) => {
            let user = if *user == "@me" { bot } else { user.parse().unwrap_or_default() };
            let found = members.iter().find(|member| **member == user);
            found.map(|user| Answer::ok(json(user))).ok_or_else(|| Failure::new(404, 10_007, "Unknown Member"))
        }
        ("PUT" | "DELETE", ["@me"]) => {
            members.retain(|member| *member != bot);
            if call.method == "PUT" {
                members.push(bot);
            }
            Ok(Answer::empty())
        }
        _ => rest::unknown(world, call),
    }
}
