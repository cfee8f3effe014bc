//! Answers to interactions: exactly one callback, in time, and what the token opens after it.

use std::time::Instant;

use serde_json::Value;
use serde_json::json;

use super::hands;
use super::messages;
use super::rest;
use super::rest::Answer;
use super::rest::Answered;
use super::rest::Call;
use super::rest::Failure;
use super::rules;
use super::rules::Problem;
use super::rules::Way;
use super::state::Cause;
use super::state::First;
use super::state::Interaction;
use super::state::Message;
use super::state::World;
use super::state::flag;

/// It was deleted meanwhile.
fn unknown_channel() -> Failure {
    Failure::new(404, 10_003, "Unknown Channel")
}

fn unknown_interaction() -> Failure {
    Failure::new(404, 10_062, "Unknown interaction")
}

/// `POST /interactions/{id}/{token}/callback`.
pub(super) fn callback(world: &mut World, call: &Call<'_>, id: u64, token: &str, unheard: bool) -> Answered {
    let Some(interaction) = world.interactions.get(&id).cloned() else { return Err(unknown_interaction()) };
    if hands::of_token(token) != Some(id) {
        return Err(unknown_interaction());
    }
    if interaction.first.is_some() {
        // Who could not know that the first one arrived may try again.
        if !interaction.unheard {
            world.violated("twice", &format!("{} of {:?} was answered already", call.path, interaction.name));
        }
        return Err(Failure::new(400, 40_060, "Interaction has already been acknowledged."));
    }
    if !world.channels.contains_key(&interaction.channel) {
        return Err(unknown_channel());
    }
    let took = interaction.asked.elapsed();
    if took > world.settings.deadline {
        world.violated("late", &format!("{:?} was answered after {took:?}", interaction.name));
        return Err(unknown_interaction());
    }
    let kind = call.json["type"].as_u64().unwrap_or_default();
    let data = &call.json["data"];
    let permitted: &[u64] = match interaction.kind {
        2 => &[4, 5, 9],
        3 => &[4, 5, 6, 7, 9],
        4 => &[8],
        // A form may change the message of the component that opened it. It may always be acknowledged without a
        // sign, whatever the documentation says: libraries do it, poise too.
        _ if interaction.on.is_some() => &[4, 5, 6, 7],
        _ => &[4, 5, 6],
    };
    if !permitted.contains(&kind) {
        let message = format!("Value must be one of {permitted:?}.");
        world.violated("rule", &format!("a callback of type {kind} to an interaction of type {}", interaction.kind));
        let code = "INTERACTION_CALLBACK_TYPE_INVALID";
        return Err(Failure::invalid(&[Problem { path: "type".to_owned(), code, message, refused: true }]));
    }
    let (first, original) = match kind {
        4 => {
            messages::check(world, call, data, Way::Callback)?;
            let message = new_message(world, &interaction, data, call);
            (First::Message { updates: false }, Some(messages::publish(world, message, data)))
        }
        5 => {
            let mut message = empty_message(world, &interaction);
            if data["flags"].as_u64().unwrap_or_default() & flag::EPHEMERAL != 0 {
                message.flags |= flag::EPHEMERAL;
                message.only_for = Some(interaction.user);
            }
            message.flags |= flag::LOADING;
            let sent = message.clone();
            let id = world.put_message(message);
            world.dispatch_message("MESSAGE_CREATE", &sent);
            (First::Deferred { updates: false }, Some(id))
        }
        6 => (First::Deferred { updates: true }, interaction.on),
        7 => {
            messages::check(world, call, data, Way::Edit)?;
            let on = interaction.on.ok_or_else(messages::unknown_message)?;
            messages::change(world, on, data, call.files)?;
            (First::Message { updates: true }, Some(on))
        }
        8 => {
            refuse(world, call, rules::choices(data))?;
            (First::Choices(data["choices"].as_array().cloned().unwrap_or_default()), None)
        }
        _ => {
            refuse(world, call, rules::modal(data))?;
            let mut form = data.clone();
            if let Some(rows) = form.get_mut("components").and_then(Value::as_array_mut) {
                messages::number(rows, &mut 1);
            }
            (First::Modal(form), None)
        }
    };
    if let Some(interaction) = world.interactions.get_mut(&id) {
        interaction.first = Some((first, Instant::now()));
        interaction.original = original;
        interaction.unheard = unheard;
    }
    if !call.asks("with_response") {
        return Ok(Answer::empty());
    }
    let mut body = json!({"interaction": {"id": id.to_string(), "type": interaction.kind}});
    if let Some(message) = original.and_then(|id| world.messages.get(&id)) {
        body["interaction"]["response_message_id"] = json!(message.id.to_string());
        body["interaction"]["response_message_loading"] = json!(message.flags & flag::LOADING != 0);
        body["interaction"]["response_message_ephemeral"] = json!(message.only_for.is_some());
        if matches!(kind, 4 | 7) {
            body["resource"] = json!({"type": kind, "message": world.message_json(message)});
        }
    }
    Ok(Answer::ok(body))
}

fn refuse(world: &mut World, call: &Call<'_>, problems: Vec<Problem>) -> Result<(), Failure> {
    for problem in &problems {
        world.violated("rule", &format!("{}: {problem}", call.name()));
    }
    if problems.is_empty() { Ok(()) } else { Err(Failure::invalid(&problems)) }
}

fn empty_message(world: &mut World, interaction: &Interaction) -> Message {
    let mut message = Message::new(world.next_id(), interaction.channel, world.bot);
    message.webhook = Some(world.application);
    // 20 answers a slash command, 23 a menu; what components bring are replies.
    message.kind = if interaction.kind == 2 { 20 } else { 0 };
    message.cause = Some(Cause {
        interaction: interaction.id,
        kind: interaction.kind,
        name: interaction.name.clone(),
        user: interaction.user,
        message: interaction.on,
    });
    message
}

fn new_message(world: &mut World, interaction: &Interaction, body: &Value, call: &Call<'_>) -> Message {
    let mut message = empty_message(world, interaction);
    messages::fill(world, &mut message, body, call.files, false);
    if message.flags & flag::EPHEMERAL != 0 {
        message.only_for = Some(interaction.user);
    }
    message
}

/// `/webhooks/{application}/{token}` and what is below it.
pub(super) fn webhook(world: &mut World, call: &Call<'_>, of: u64, token: &str, rest: &[&str]) -> Answered {
    let interaction = hands::of_token(token).and_then(|id| world.interactions.get(&id)).cloned();
    let interaction = interaction.filter(|interaction| of == world.application && interaction.first.is_some());
    let Some(interaction) = interaction else { return Err(Failure::new(404, 10_015, "Unknown Webhook")) };
    if interaction.asked.elapsed() > world.settings.token_life {
        return Err(Failure::new(401, 50_027, "Invalid Webhook Token"));
    }
    if !world.channels.contains_key(&interaction.channel) {
        return Err(unknown_channel());
    }
    match (call.method, rest) {
        ("POST", []) => follow_up(world, call, &interaction),
        (_, ["messages", which]) => {
            let message = if *which == "@original" {
                interaction.original
            } else {
                let id = which.parse::<u64>().ok();
                id.filter(|id| interaction.followups.contains(id) || interaction.original == Some(*id))
            };
            let found = message.and_then(|id| world.messages.get(&id)).filter(|found| !found.deleted);
            let Some(id) = found.map(|found| found.id) else { return Err(messages::unknown_message()) };
            match call.method {
                "GET" => {}
                "PATCH" => {
                    messages::check(world, call, call.json, Way::Edit)?;
                    messages::change(world, id, call.json, call.files)?;
                    if interaction.original == Some(id) {
                        settle(world, interaction.id);
                    }
                }
                "DELETE" => {
                    messages::delete(world, id);
                    return Ok(Answer::empty());
                }
                _ => return rest::unknown(world, call),
            }
            Ok(Answer::ok(world.message_json(&world.messages[&id])))
        }
        _ => rest::unknown(world, call),
    }
}

/// The announced answer has come.
fn settle(world: &mut World, interaction: u64) {
    if let Some(interaction) = world.interactions.get_mut(&interaction) {
        interaction.settled.get_or_insert_with(Instant::now);
    }
}

fn follow_up(world: &mut World, call: &Call<'_>, interaction: &Interaction) -> Answered {
    messages::check(world, call, call.json, Way::Followup)?;
    let thinking = interaction.original.filter(|id| {
        let message = world.messages.get(id);
        message.is_some_and(|message| message.flags & flag::LOADING != 0 && !message.deleted)
    });
    let id = if let Some(original) = thinking {
        // The first one takes the place of "is thinking", and is as visible as that was.
        messages::change(world, original, call.json, call.files)?;
        settle(world, interaction.id);
        original
    } else {
        let mut message = new_message(world, interaction, call.json, call);
        message.kind = 19;
        message.reference = interaction.original.map(|original| (interaction.channel, original));
        let id = messages::publish(world, message, call.json);
        if let Some(interaction) = world.interactions.get_mut(&interaction.id) {
            interaction.followups.push(id);
        }
        id
    };
    Ok(Answer::ok(world.message_json(&world.messages[&id])))
}
