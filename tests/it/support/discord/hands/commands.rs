//! Commands: typed, completed, chosen from a menu; checked as Discord's program checks them.

use std::sync::Arc;

use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use super::super::messages::LARGEST_UPLOAD;
use super::super::state::Attachment;
use super::super::state::Command;
use super::super::state::Message;
use super::super::state::Whom;
use super::super::state::World;
use super::super::state::id_of;
use super::super::state::permission;
use super::Choice;
use super::Extra;
use super::Hands;
use super::Interaction;
use super::Refused;

/// Commands.
impl Hands {
    /// Types a slash command: `"ask"`, or `"faq list"` with a subcommand. Options are an object by name; users,
    /// channels and roles are given by id (as text or number), attachments as `{"filename": …, "text": …}`, with
    /// `bytes` in place of the text and a `content_type` where that matters.
    pub(crate) fn command(&self, name: &str, options: Value) -> Interaction {
        self.try_command(name, options).unwrap_or_else(|refused| panic!("/{name}: {refused}"))
    }

    pub(crate) fn try_command(&self, name: &str, options: Value) -> Result<Interaction, Refused> {
        let asked = self.fake.shared.change(|world| {
            let (data, command) = self.command_data(world, name, &options, None)?;
            let full = name.to_owned();
            Ok(self.interact(world, 2, &full, data, Extra { command: Some(command), ..Extra::default() }))
        })?;
        Ok(Interaction { hands: self.clone(), id: asked })
    }

    /// Types into an option that completes; `others` are the options filled in so far. Returns the suggestions, as
    /// the person sees them.
    pub(crate) async fn type_into(&self, name: &str, option: &str, partial: &str, others: Value) -> Vec<Choice> {
        let asked = self.try_type_into(name, option, partial, others);
        let asked = asked.unwrap_or_else(|refused| panic!("/{name} {option}: {refused}"));
        asked.choices().await
    }

    /// As [`Hands::type_into`], without waiting for the suggestions.
    pub(crate) fn try_type_into(
        &self,
        name: &str,
        option: &str,
        partial: &str,
        others: Value,
    ) -> Result<Interaction, Refused> {
        let asked = self.fake.shared.change(|world| {
            let (data, command) = self.command_data(world, name, &others, Some((option, partial)))?;
            Ok(self.interact(world, 4, name, data, Extra { command: Some(command), ..Extra::default() }))
        })?;
        Ok(Interaction { hands: self.clone(), id: asked })
    }

    /// Chooses from the menu of a message ("Apps").
    pub(crate) fn message_menu(&self, name: &str, message: u64) -> Interaction {
        self.try_menu(name, 3, message).unwrap_or_else(|refused| panic!("menu {name}: {refused}"))
    }

    /// Chooses from the menu of a person ("Apps").
    pub(crate) fn user_menu(&self, name: &str, user: u64) -> Interaction {
        self.try_menu(name, 2, user).unwrap_or_else(|refused| panic!("menu {name}: {refused}"))
    }

    /// `kind` is 2 for the menu of a person and 3 for that of a message.
    pub(crate) fn try_menu(&self, name: &str, kind: u64, target: u64) -> Result<Interaction, Refused> {
        let asked = self.fake.shared.change(|world| {
            let command = world.find_command(self.guild, name, kind);
            let command = command.ok_or_else(|| Refused(format!("no such menu entry: {name}")))?.clone();
            self.may_use(world, &command)?;
            let mut resolved = Map::new();
            if kind == 3 {
                let message = self.visible(world, target)?;
                resolved.insert("messages".to_owned(), json!({target.to_string(): world.message_json(message)}));
            } else {
                self.resolve_user(world, target, &mut resolved)?;
            }
            let mut data = json!({
                "id": command.id().to_string(),
                "name": command.name(),
                "type": kind,
                "resolved": resolved,
                "target_id": target.to_string(),
            });
            if let Some(guild) = command.guild {
                data["guild_id"] = json!(guild.to_string());
            }
            Ok(self.interact(world, 2, name, data, Extra { command: Some(command), ..Extra::default() }))
        })?;
        Ok(Interaction { hands: self.clone(), id: asked })
    }

    /// Whether the person's Discord offers the command.
    fn may_use(&self, world: &World, command: &Command) -> Result<(), Refused> {
        let own = world.permissions(self.channel, self.user);
        if self.guild.is_some() && !self.offered(world, command, own) {
            return Err(Refused(format!("this person may not use {}", command.name())));
        }
        if own & permission::VIEW_CHANNEL == 0 {
            return Err(Refused("this person does not see the channel".to_owned()));
        }
        if own & permission::USE_APPLICATION_COMMANDS == 0 {
            return Err(Refused("this person may not use commands here".to_owned()));
        }
        let contexts = command.json["contexts"].as_array();
        let here = u64::from(self.guild.is_none());
        let outside = match contexts {
            Some(contexts) => !contexts.iter().any(|context| context.as_u64() == Some(here)),
            None => self.guild.is_none() && command.json["dm_permission"] == false,
        };
        if outside {
            return Err(Refused(format!("{} is not offered here", command.name())));
        }
        Ok(())
    }

    /// Whether the server offers it to this person here: what its administrators have set goes before what the command
    /// asks for; one person before the roles, the roles before everybody, one channel before all of them.
    fn offered(&self, world: &World, command: &Command, own: u64) -> bool {
        let guild = self.guild.and_then(|guild| world.guilds.get(&guild));
        let Some(guild) = guild.filter(|_| own & permission::ADMINISTRATOR == 0) else { return true };
        let rules = world.overruled.get(&(guild.id, command.id())).map_or(&[][..], Vec::as_slice);
        let rule = |whom: Whom| rules.iter().find(|(of, _)| *of == whom).map(|(_, allowed)| *allowed);
        let place = world.channels.get(&self.channel);
        // A thread follows the channel that it is in.
        let place = place.and_then(|place| place.parent).unwrap_or(self.channel);
        if rule(Whom::Channel(place)).or_else(|| rule(Whom::AllChannels)) == Some(false) {
            return false;
        }
        let roles = guild.members.get(&self.user).map_or(&[][..], |member| &member.roles);
        let of_roles: Vec<bool> = roles.iter().filter_map(|role| rule(Whom::Role(*role))).collect();
        let of_roles = (!of_roles.is_empty()).then(|| of_roles.contains(&true));
        let set = rule(Whom::Member(self.user)).or(of_roles).or_else(|| rule(Whom::Everyone));
        set.unwrap_or_else(|| match id_of(&command.json["default_member_permissions"]) {
            None => true,
            Some(needed) => needed != 0 && own & needed == needed,
        })
    }

    /// The `data` of a slash command or of its autocompletion, checked as Discord's program checks it.
    fn command_data(
        &self,
        world: &mut World,
        name: &str,
        options: &Value,
        typing: Option<(&str, &str)>,
    ) -> Result<(Value, Command), Refused> {
        let mut words = name.split_whitespace();
        let first = words.next().unwrap_or_default();
        let command = world.find_command(self.guild, first, 1);
        let command = command.ok_or_else(|| Refused(format!("no such command: /{first}")))?.clone();
        self.may_use(world, &command)?;
        let mut definitions = command.json["options"].as_array().cloned().unwrap_or_default();
        let mut path = Vec::new();
        for word in words {
            let found =
                definitions.iter().find(|one| one["name"] == word && matches!(one["type"].as_u64(), Some(1 | 2)));
            let found = found.ok_or_else(|| Refused(format!("/{first} has no subcommand {word}")))?;
            path.push((word.to_owned(), found["type"].clone()));
            definitions = found["options"].as_array().cloned().unwrap_or_default();
        }
        if definitions.iter().any(|one| matches!(one["type"].as_u64(), Some(1 | 2))) {
            return Err(Refused(format!("/{name} needs a subcommand")));
        }
        let mut resolved = Map::new();
        let mut filled = self.fill(world, &definitions, options, typing, &mut resolved)?;
        for (word, kind) in path.into_iter().rev() {
            filled = vec![json!({"name": word, "type": kind, "options": filled})];
        }
        let mut data = json!({"id": command.id().to_string(), "name": first, "type": 1, "options": filled});
        if !resolved.is_empty() {
            data["resolved"] = Value::Object(resolved);
        }
        if let Some(guild) = command.guild {
            data["guild_id"] = json!(guild.to_string());
        }
        Ok((data, command))
    }

    fn fill(
        &self,
        world: &mut World,
        definitions: &[Value],
        options: &Value,
        typing: Option<(&str, &str)>,
        resolved: &mut Map<String, Value>,
    ) -> Result<Vec<Value>, Refused> {
        let none = Map::new();
        let given = options.as_object().unwrap_or(&none);
        if let Some(unknown) = given.keys().find(|name| !definitions.iter().any(|one| one["name"] == **name)) {
            return Err(Refused(format!("no such option: {unknown}")));
        }
        let mut filled = Vec::new();
        if let Some((option, _)) = typing
            && !definitions.iter().any(|one| one["name"] == option)
        {
            return Err(Refused(format!("no such option: {option}")));
        }
        for definition in definitions {
            let name = definition["name"].as_str().unwrap_or_default();
            if let Some((_, partial)) = typing.filter(|(option, _)| *option == name) {
                if definition["autocomplete"] != true {
                    return Err(Refused(format!("{name} does not complete")));
                }
                filled.push(json!({"name": name, "type": definition["type"], "value": partial, "focused": true}));
                continue;
            }
            let Some(value) = given.get(name) else {
                if definition["required"] == true && typing.is_none() {
                    return Err(Refused(format!("{name} is required")));
                }
                continue;
            };
            let value = self.checked(world, definition, value, resolved)?;
            filled.push(json!({"name": name, "type": definition["type"], "value": value}));
        }
        Ok(filled)
    }

    /// The value as Discord sends it, if it is of the option's type and within its bounds.
    pub(super) fn checked(
        &self,
        world: &mut World,
        definition: &Value,
        value: &Value,
        resolved: &mut Map<String, Value>,
    ) -> Result<Value, Refused> {
        let name = definition["name"].as_str().unwrap_or_default();
        let wrong = |what: &str| Refused(format!("{name} must be {what}, not {value}"));
        let choices = definition["choices"].as_array().filter(|choices| !choices.is_empty());
        if let Some(choices) = choices {
            let chosen = choices.iter().find(|choice| choice["value"] == *value || choice["name"] == *value);
            return chosen.map(|choice| choice["value"].clone()).ok_or_else(|| wrong("one of its choices"));
        }
        match definition["type"].as_u64() {
            Some(3) => {
                let text = value.as_str().ok_or_else(|| wrong("text"))?;
                let length = text.chars().count() as u64;
                let bounds =
                    definition["min_length"].as_u64().unwrap_or(0)..=definition["max_length"].as_u64().unwrap_or(6000);
                if text.is_empty() || !bounds.contains(&length) {
                    return Err(Refused(format!("{name} must have {} to {} characters", bounds.start(), bounds.end())));
                }
                Ok(json!(text))
            }
            Some(4) => {
                let number = value.as_i64().ok_or_else(|| wrong("a whole number"))?;
                self.within(definition, number as f64)?;
                Ok(json!(number))
            }
            Some(10) => {
                let number = value.as_f64().ok_or_else(|| wrong("a number"))?;
                self.within(definition, number)?;
                Ok(json!(number))
            }
            Some(5) => value.as_bool().map(|flag| json!(flag)).ok_or_else(|| wrong("true or false")),
            Some(6) => {
                let user = id_of(value).ok_or_else(|| wrong("a user"))?;
                self.resolve_user(world, user, resolved)?;
                Ok(json!(user.to_string()))
            }
            Some(7) => {
                let id = id_of(value).ok_or_else(|| wrong("a channel"))?;
                let channel = world.channels.get(&id).filter(|channel| channel.guild == self.guild);
                let channel = channel.ok_or_else(|| wrong("a channel of this server"))?;
                let types = definition["channel_types"].as_array().filter(|types| !types.is_empty());
                if types.is_some_and(|types| !types.iter().any(|kind| kind.as_u64() == Some(channel.kind.into()))) {
                    return Err(wrong("a channel of the right type"));
                }
                let mut json = world.channel_json(channel);
                json["permissions"] = json!(world.permissions(id, self.user).to_string());
                put(resolved, "channels", id, json);
                Ok(json!(id.to_string()))
            }
            Some(8) => {
                let id = id_of(value).ok_or_else(|| wrong("a role"))?;
                self.resolve_role(world, id, resolved).ok_or_else(|| wrong("a role of this server"))?;
                Ok(json!(id.to_string()))
            }
            Some(9) => {
                let id = id_of(value).ok_or_else(|| wrong("a user or a role"))?;
                if self.resolve_role(world, id, resolved).is_none() {
                    self.resolve_user(world, id, resolved)?;
                }
                Ok(json!(id.to_string()))
            }
            Some(11) => {
                let filename = value["filename"].as_str().ok_or_else(|| wrong("a file"))?;
                let id = world.next_id();
                let bytes: Arc<[u8]> = match value["text"].as_str() {
                    Some(text) => text.as_bytes().into(),
                    None => {
                        let bytes = value["bytes"].as_array().ok_or_else(|| wrong("a file with text or bytes"))?;
                        bytes.iter().filter_map(|byte| u8::try_from(byte.as_u64()?).ok()).collect()
                    }
                };
                if bytes.len() > LARGEST_UPLOAD {
                    return Err(Refused(format!("{filename} is too large")));
                }
                let told = value["content_type"].as_str().map(str::to_owned);
                let attachment = Attachment {
                    id,
                    filename: filename.to_owned(),
                    description: None,
                    content_type: told.or_else(|| content_type(filename)),
                    bytes,
                };
                put(resolved, "attachments", id, world.attachment_json(self.channel, &attachment, true));
                // A message that nobody sees keeps the file for the bot to fetch.
                let mut holder = Message::new(id, 0, self.user);
                holder.attachments.push(attachment);
                world.messages.insert(id, holder);
                Ok(json!(id.to_string()))
            }
            _ => Err(wrong("of a type that the fake knows")),
        }
    }

    fn within(&self, definition: &Value, number: f64) -> Result<(), Refused> {
        let low = definition["min_value"].as_f64().unwrap_or(f64::MIN);
        let high = definition["max_value"].as_f64().unwrap_or(f64::MAX);
        if (low..=high).contains(&number) {
            return Ok(());
        }
        Err(Refused(format!("{} must be from {low} to {high}", definition["name"])))
    }

    fn resolve_user(&self, world: &World, user: u64, resolved: &mut Map<String, Value>) -> Result<(), Refused> {
        if !world.users.contains_key(&user) {
            return Err(Refused(format!("no such user: {user}")));
        }
        put(resolved, "users", user, world.user_json(user));
        let member = self.guild.and_then(|guild| world.guilds.get(&guild)?.members.get(&user));
        if member.is_some() {
            let mut json = world.partial_member_json(self.guild.unwrap_or_default(), user);
            json["permissions"] = json!(world.permissions(self.channel, user).to_string());
            put(resolved, "members", user, json);
        }
        Ok(())
    }

    fn resolve_role(&self, world: &World, role: u64, resolved: &mut Map<String, Value>) -> Option<()> {
        let guild = world.guilds.get(&self.guild?)?;
        let role = guild.roles.iter().find(|one| one.id == role)?;
        put(resolved, "roles", role.id, world.role_json(guild, role));
        Some(())
    }
}

fn put(resolved: &mut Map<String, Value>, kind: &str, id: u64, json: Value) {
    let of_kind = resolved.entry(kind).or_insert_with(|| json!({}));
    of_kind[id.to_string()] = json;
}

pub(in super::super) fn content_type(filename: &str) -> Option<String> {
    let kind = match filename.rsplit_once('.')?.1 {
        "txt" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "json" => "application/json",
        "md" => "text/markdown; charset=utf-8",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        _ => return None,
    };
    Some(kind.to_owned())
}
