//! Makes Discord know the commands as this version has them, changing only what differs: each change shows up late in
//! people's clients and counts against a daily limit.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Map;
use serde_json::Value;
use serenity::all::ApplicationId;
use serenity::all::CommandId;
use serenity::all::CreateCommand;
use serenity::all::GuildId;
use serenity::all::Http;
use serenity::http::LightMethod;
use serenity::http::Request;
use serenity::http::Route;
use tracing::info;
use tracing::warn;

use crate::frontend::discord::commands;
use crate::frontend::discord::errors;

/// Registers the commands, everywhere or in one server, however often it takes. Until it has worked, mentions and
/// direct messages are answered all the same.
pub(super) async fn register(http: Arc<Http>, guild: Option<GuildId>) {
    let mut wait = Duration::from_secs(1);
    loop {
        match bring_up_to_date(&http, guild).await {
            Ok(0) => return info!("the commands are registered as they should be"),
            Ok(changes) => return info!(changes, "registered commands: {changes} changed"),
            Err(error) if errors::is_passing(&error) => {
                warn!("could not register commands, trying again in {} s: {}", wait.as_secs(), errors::told(&error));
                tokio::time::sleep(wait).await;
                wait = (wait * 2).min(Duration::from_secs(300));
            }
            Err(error) => return warn!("could not register commands: {}", errors::told(&error)),
        }
    }
}

/// Compares and changes; how many commands were made, changed or removed.
async fn bring_up_to_date(http: &Http, guild: Option<GuildId>) -> Result<usize, serenity::Error> {
    let Some(application_id) = http.application_id() else { return Ok(0) };
    let there: Vec<Value> = fetch(http, application_id, guild).await?;
    let plan = plan(&commands::as_registered(), &there);
    let changes = plan.len();
    for change in plan {
        apply(http, guild, change).await?;
    }
    Ok(changes)
}

async fn fetch(
    http: &Http,
    application_id: ApplicationId,
    guild: Option<GuildId>,
) -> Result<Vec<Value>, serenity::Error> {
    let route = match guild {
        Some(guild_id) => Route::GuildCommands { application_id, guild_id },
        None => Route::Commands { application_id },
    };
    http.fire(Request::new(route, LightMethod::Get).params(Some(vec![("with_localizations", "true".to_owned())]))).await
}

/// One step from what is there to what should be.
#[derive(Debug)]
enum Change {
    Make(CreateCommand),
    Remake(CommandId, CreateCommand),
    Remove(CommandId),
}

async fn apply(http: &Http, guild: Option<GuildId>, change: Change) -> Result<(), serenity::Error> {
    match (change, guild) {
        (Change::Make(command), None) => http.create_global_command(&command).await.map(drop),
        (Change::Make(command), Some(guild)) => http.create_guild_command(guild, &command).await.map(drop),
        (Change::Remake(id, command), None) => http.edit_global_command(id, &command).await.map(drop),
        (Change::Remake(id, command), Some(guild)) => http.edit_guild_command(guild, id, &command).await.map(drop),
        (Change::Remove(id), None) => http.delete_global_command(id).await,
        (Change::Remove(id), Some(guild)) => http.delete_guild_command(guild, id).await,
    }
}

/// What has to change so that `there`, as Discord tells it, becomes `wanted`.
fn plan(wanted: &[CreateCommand], there: &[Value]) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut kept = Vec::new();
    for command in wanted {
        let ours = serde_json::to_value(command).expect("a command is plain data");
        match there.iter().find(|theirs| key(theirs) == key(&ours)) {
            None => changes.push(Change::Make(command.clone())),
            Some(theirs) => {
                kept.push(key(theirs));
                if essence(theirs) != essence(&ours)
                    && let Some(id) = id(theirs)
                {
                    changes.push(Change::Remake(id, command.clone()));
                }
            }
        }
    }
    let surplus = there.iter().filter(|theirs| !kept.contains(&key(theirs)));
    changes.extend(surplus.filter_map(id).map(Change::Remove));
    changes
}

/// A command is told from others by its kind (1, a slash command, where nothing is said) and name.
fn key(command: &Value) -> (u64, &str) {
    (command["type"].as_u64().unwrap_or(1), command["name"].as_str().unwrap_or_default())
}

fn id(command: &Value) -> Option<CommandId> {
    command["id"].as_str()?.parse().ok().map(CommandId::new)
}

/// What makes a command what it is, without what Discord adds (ids, versions) and without what says nothing: both
/// sides leave out some of what is empty, false, or the default.
fn essence(command: &Value) -> Value {
    const MATTERS: [&str; 8] = [
        "name",
        "description",
        "options",
        "name_localizations",
        "description_localizations",
        "default_member_permissions",
        "contexts",
        "nsfw",
    ];
    let all = command.as_object().into_iter().flatten();
    let matters: Map<String, Value> = all
        .filter(|(name, _)| MATTERS.contains(&name.as_str()))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    telling(&Value::Object(matters)).unwrap_or(Value::Null)
}

/// `value` without what is null, false or empty, all the way down; `None` when nothing is left.
fn telling(value: &Value) -> Option<Value> {
    match value {
        Value::Null | Value::Bool(false) => None,
        Value::String(text) if text.is_empty() => None,
        Value::Array(items) if items.is_empty() => None,
        // Their order is what people see, and no item of a list of options is ever empty.
        Value::Array(items) => Some(items.iter().filter_map(telling).collect()),
        Value::Object(fields) => {
            let fields: Map<String, Value> =
                fields.iter().filter_map(|(name, value)| Some((name.clone(), telling(value)?))).collect();
            (!fields.is_empty()).then_some(Value::Object(fields))
        }
        // Of a whole number one side says `1` and the other `1.0`.
        Value::Number(number) => Some(number.as_f64().map_or_else(|| value.clone(), Value::from)),
        Value::Bool(true) | Value::String(_) => Some(value.clone()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// What Discord gives back for what was registered.
    fn registered(commands: &[CreateCommand]) -> Vec<Value> {
        let one = |(at, command): (usize, &CreateCommand)| {
            let mut value = serde_json::to_value(command).unwrap();
            value["id"] = json!((1000 + at).to_string());
            value["version"] = json!("1");
            value["application_id"] = json!("1");
            // Null where the command says nothing of them.
            value["default_member_permissions"] = value["default_member_permissions"].take();
            value["nsfw"] = json!(false);
            value["integration_types"] = json!([0]);
            value
        };
        commands.iter().enumerate().map(one).collect()
    }

    #[track_caller]
    fn check(change: impl FnOnce(&mut Vec<Value>), expected: &[&str]) {
        let wanted = commands::as_registered();
        let mut there = registered(&wanted);
        change(&mut there);
        let shown = |change: &Change| match change {
            Change::Make(command) => format!("make {}", serde_json::to_value(command).unwrap()["name"]),
            Change::Remake(id, _) => format!("remake {id}"),
            Change::Remove(id) => format!("remove {id}"),
        };
        let plan: Vec<String> = plan(&wanted, &there).iter().map(shown).collect();
        assert_eq!(plan, expected);
    }

    #[test]
    fn what_is_as_it_should_be_is_left_alone() {
        check(|_| (), &[]);
        check(|there| there.reverse(), &[]);
        // Of an option that is not required, or has no choices, Discord may say so or not.
        check(|there| there[0]["options"][1]["required"] = json!(false), &[]);
        // Discord, and whatever else reads numbers as JavaScript does, writes a whole number without its fraction.
        let whole = |there: &mut Vec<Value>| {
            let options = there.iter_mut().flat_map(|command| command["options"].as_array_mut().into_iter().flatten());
            let mut bounds =
                options.flat_map(|option| option.as_object_mut()).filter_map(|one| one.get_mut("min_value"));
            let bound = bounds.find(|bound| bound.as_f64() == Some(1.0)).expect("an option begins at one");
            let other = if bound.is_f64() { json!(1) } else { json!(1.0) };
            *bound = other;
        };
        check(whole, &[]);
    }

    #[test]
    fn only_what_differs_is_changed() {
        check(|there| there[0]["description"] = json!("of old"), &["remake 1000"]);
        check(|there| there[0]["options"][0]["autocomplete"] = json!(false), &["remake 1000"]);
        check(|there| drop(there.remove(0)), &["make \"ask\""]);
        check(|there| there.push(json!({"id": "7", "type": 1, "name": "gone"})), &["remove 7"]);
        // A menu of the same name as a command is another thing.
        check(|there| there.push(json!({"id": "7", "type": 3, "name": "ask"})), &["remove 7"]);
        let all: Vec<Value> =
            commands::as_registered().iter().map(|command| serde_json::to_value(command).unwrap()).collect();
        let made: Vec<String> = all.iter().map(|command| format!("make {}", command["name"])).collect();
        check(|there| there.clear(), &made.iter().map(String::as_str).collect::<Vec<_>>());
    }
}
