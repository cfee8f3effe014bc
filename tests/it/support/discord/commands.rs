//! Registration of commands, for all servers and for one.

use serde_json::Value;
use serde_json::json;

use super::rest;
use super::rest::Answer;
use super::rest::Answered;
use super::rest::Call;
use super::rest::Failure;
use super::rules;
use super::rules::Problem;
use super::state::Command;
use super::state::Whom;
use super::state::World;

/// Commands of each type that one scope may have: slash commands, menus of people, menus of messages.
const MOST: [usize; 3] = [100, 15, 15];

pub(super) fn route(world: &mut World, call: &Call<'_>, of: u64, guild: Option<u64>, rest: &[&str]) -> Answered {
    if of != world.application {
        return Err(Failure::new(403, 20_012, "You are not authorized to perform this action on this application"));
    }
    if guild.is_some_and(|guild| !world.guilds.contains_key(&guild)) {
        return Err(Failure::new(403, 50_001, "Missing Access"));
    }
    let localized = call.asks("with_localizations");
    match (call.method, rest) {
        ("GET", [permissions @ .., "permissions"]) => {
            let guild = guild.unwrap_or_default();
            match permissions {
                [id] => {
                    let found = permission_json(world, guild, id.parse().unwrap_or_default());
                    found
                        .map(Answer::ok)
                        .ok_or_else(|| Failure::new(404, 10_066, "Unknown application command permissions"))
                }
                _ => {
                    let ids = world.commands.iter().map(Command::id);
                    Ok(Answer::ok(ids.filter_map(|id| permission_json(world, guild, id)).collect()))
                }
            }
        }
        ("GET", []) => {
            let own = world.commands.iter().filter(|command| command.guild == guild);
            Ok(Answer::ok(own.map(|command| shown(&command.json, localized)).collect()))
        }
        ("PUT", []) => replace(world, call, guild),
        ("POST", []) => {
            check(world, call, call.json)?;
            let (at, new) = upsert(world, guild, call.json);
            full(world, guild)?;
            Ok(Answer { status: if new { 201 } else { 200 }, body: world.commands[at].json.clone() })
        }
        (_, [id]) => {
            let id = id.parse::<u64>().unwrap_or_default();
            let at = world.commands.iter().position(|command| command.id() == id && command.guild == guild);
            let at = at.ok_or_else(|| Failure::new(404, 10_063, "Unknown application command"))?;
            match call.method {
                "GET" => Ok(Answer::ok(world.commands[at].json.clone())),
                "DELETE" => {
                    world.commands.remove(at);
                    Ok(Answer::empty())
                }
                "PATCH" => {
                    let mut merged = world.commands[at].json.clone();
                    super::state::extend(&mut merged, call.json.clone());
                    check(world, call, &merged)?;
                    let version = world.next_id();
                    merged["version"] = json!(version.to_string());
                    tidy(&mut merged);
                    world.commands[at].json = merged.clone();
                    Ok(Answer::ok(merged))
                }
                _ => rest::unknown(world, call),
            }
        }
        _ => rest::unknown(world, call),
    }
}

/// What administrators of a server have set for a command.
fn permission_json(world: &World, guild: u64, command: u64) -> Option<Value> {
    let rules = world.overruled.get(&(guild, command))?;
    let rule = |(whom, allowed): &(Whom, bool)| {
        let (id, kind) = match *whom {
            Whom::Everyone => (guild, 1),
            Whom::Role(id) => (id, 1),
            Whom::Member(id) => (id, 2),
            // Discord's own sign for all of them.
            Whom::AllChannels => (guild - 1, 3),
            Whom::Channel(id) => (id, 3),
        };
        json!({"id": id.to_string(), "type": kind, "permission": allowed})
    };
    Some(json!({
        "id": command.to_string(),
        "application_id": world.application.to_string(),
        "guild_id": guild.to_string(),
        "permissions": rules.iter().map(rule).collect::<Vec<Value>>(),
    }))
}

fn check(world: &mut World, call: &Call<'_>, body: &Value) -> Result<(), Failure> {
    refuse(world, call, rules::command(body))
}

fn refuse(world: &mut World, call: &Call<'_>, problems: Vec<Problem>) -> Result<(), Failure> {
    for problem in &problems {
        world.violated("rule", &format!("{}: {problem}", call.name()));
    }
    if problems.is_empty() { Ok(()) } else { Err(Failure::invalid(&problems)) }
}

fn replace(world: &mut World, call: &Call<'_>, guild: Option<u64>) -> Answered {
    let all = call.json.as_array().cloned().unwrap_or_default();
    let mut problems = Vec::new();
    for (at, command) in all.iter().enumerate() {
        for problem in rules::command(command) {
            problems.push(Problem { path: format!("{at}.{}", problem.path), ..problem });
        }
        let same = |other: &Value| other["name"] == command["name"] && kind(other) == kind(command);
        if all[..at].iter().any(same) {
            problems.push(Problem {
                path: at.to_string(),
                code: "APPLICATION_COMMANDS_DUPLICATE_NAME",
                message: "Application command names must be unique".to_owned(),
                refused: true,
            });
        }
    }
    refuse(world, call, problems)?;
    let kept = |command: &Command| {
        command.guild != guild || all.iter().any(|one| one["name"] == command.name() && kind(one) == command.kind())
    };
    world.commands.retain(kept);
    let places: Vec<usize> = all.iter().map(|command| upsert(world, guild, command).0).collect();
    full(world, guild)?;
    Ok(Answer::ok(places.into_iter().map(|at| world.commands[at].json.clone()).collect()))
}

fn full(world: &mut World, guild: Option<u64>) -> Result<(), Failure> {
    for (kind, most) in (1..).zip(MOST) {
        let count = world.commands.iter().filter(|command| command.guild == guild && command.kind() == kind).count();
        if count > most {
            return Err(Failure::new(400, 30_032, &format!("Maximum number of application commands reached ({most})")));
        }
    }
    Ok(())
}

fn kind(command: &Value) -> u64 {
    command["type"].as_u64().unwrap_or(1)
}

/// Takes the place of the command of the same name and type, or comes anew: where it is, and whether it is new.
fn upsert(world: &mut World, guild: Option<u64>, body: &Value) -> (usize, bool) {
    let kind = kind(body);
    let same = |command: &Command| command.guild == guild && body["name"] == command.name() && command.kind() == kind;
    let at = world.commands.iter().position(same);
    let mut json = json!({
        "application_id": world.application.to_string(),
        "default_member_permissions": null,
        "type": kind,
        "description": "",
        "name_localizations": null,
        "description_localizations": null,
        "dm_permission": true,
        "contexts": null,
        "integration_types": [0],
        "nsfw": false,
    });
    if let Some(guild) = guild {
        json["guild_id"] = json!(guild.to_string());
        for field in ["dm_permission", "contexts", "integration_types"] {
            json.as_object_mut().map(|fields| fields.remove(field));
        }
    }
    let mut given = body.clone();
    if let Some(fields) = given.as_object_mut() {
        fields.retain(|_, value| !value.is_null());
        fields.remove("id");
    }
    super::state::extend(&mut json, given);
    tidy(&mut json);
    let (id, mut version) = (world.next_id(), world.next_id().to_string());
    let id = match at.map(|at| &world.commands[at].json) {
        Some(old) => {
            // The version tells whether anything changed.
            let mut before = old.clone();
            before["id"] = Value::Null;
            before["version"] = Value::Null;
            let mut after = json.clone();
            after["id"] = Value::Null;
            after["version"] = Value::Null;
            if before == after {
                version = old["version"].as_str().unwrap_or_default().to_owned();
            }
            old["id"].as_str().unwrap_or_default().to_owned()
        }
        None => id.to_string(),
    };
    json["id"] = json!(id);
    json["version"] = json!(version);
    match at {
        Some(at) => {
            world.commands[at].json = json;
            (at, false)
        }
        None => {
            world.commands.push(Command { guild, json });
            (world.commands.len() - 1, true)
        }
    }
}

/// Leaves away what Discord leaves away: options and their fields that say nothing.
fn tidy(json: &mut Value) {
    if let Some(permissions) = json.get_mut("default_member_permissions").filter(|one| one.is_u64()) {
        *permissions = json!(permissions.to_string());
    }
    if let Some(contexts) = json.get("contexts").and_then(Value::as_array) {
        // The old field follows the new one: 1 is a direct conversation with the bot.
        json["dm_permission"] = json!(contexts.iter().any(|context| context == 1));
    }
    let Some(options) = json.get_mut("options").and_then(Value::as_array_mut) else { return };
    for option in options.iter_mut() {
        if let Some(fields) = option.as_object_mut() {
            fields.retain(|name, value| {
                let empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
                let no = *value == false && matches!(name.as_str(), "required" | "autocomplete");
                !empty && !no
            });
        }
        tidy(option);
    }
    if options.is_empty() {
        json.as_object_mut().map(|fields| fields.remove("options"));
    }
}

/// As a listing gives it: localizations only where they were asked for.
fn shown(json: &Value, localized: bool) -> Value {
    let mut shown = json.clone();
    if !localized {
        strip(&mut shown);
    }
    shown
}

fn strip(json: &mut Value) {
    if let Some(fields) = json.as_object_mut() {
        fields.remove("name_localizations");
        fields.remove("description_localizations");
        for inner in ["options", "choices"] {
            fields.get_mut(inner).and_then(Value::as_array_mut).into_iter().flatten().for_each(strip);
        }
    }
}
