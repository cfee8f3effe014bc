//! A person's hands: they type commands, click, choose from menus, fill in forms and write messages.

use std::sync::Arc;
use std::time::Duration;
use std::time::Instant;

use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use super::FakeDiscord;
use super::PATIENCE;
use super::gateway::Event;
use super::pings;
use super::seen::Seen;
use super::seen::flat;
use super::state;
use super::state::Attachment;
use super::state::Command;
use super::state::First;
use super::state::Message;
use super::state::World;
use super::state::id_of;
use super::state::kind;
use super::state::now_ms;
use super::state::permission;

/// Discord's program would not have let the person do this.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Refused(pub(crate) String);

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A person's hands in one channel. Those that do not begin with `try_` panic where Discord's program would refuse.
#[derive(Clone)]
pub(crate) struct Hands {
    fake: FakeDiscord,
    guild: Option<u64>,
    channel: u64,
    user: u64,
    /// Language of the person's Discord.
    locale: String,
}

/// A suggestion of an autocomplete.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Choice {
    pub(crate) name: String,
    pub(crate) value: Value,
}

/// A form that the bot opened.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Modal {
    pub(crate) custom_id: String,
    pub(crate) title: String,
    pub(crate) fields: Vec<Field>,
}

/// A text field of a form.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Field {
    pub(crate) custom_id: String,
    pub(crate) label: String,
    /// What stands in it already.
    pub(crate) value: String,
    pub(crate) placeholder: Option<String>,
    pub(crate) required: bool,
    pub(crate) min_length: u64,
    pub(crate) max_length: u64,
    pub(crate) paragraph: bool,
}

/// What became of an interaction.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Outcome {
    /// Not answered yet, and still in time.
    Pending,
    /// "The application did not respond": no answer in time.
    Failed,
    /// A message came, at once or after it was announced.
    Answered,
    /// The message that the component is on changed, at once or after it was announced.
    Updated,
    /// Announced ("is thinking"), and nothing came yet.
    Deferred,
    /// Taken note of without a sign; nothing changed yet.
    DeferredUpdate,
    /// Suggestions came.
    Choices,
    /// A form was opened.
    Modal,
}

impl Hands {
    pub(super) fn new(fake: FakeDiscord, guild: Option<u64>, channel: u64, user: u64) -> Hands {
        Hands { fake, guild, channel, user, locale: "en-US".to_owned() }
    }

    /// The same hands, of a person whose Discord speaks this language.
    #[must_use]
    pub(crate) fn with_locale(&self, locale: &str) -> Hands {
        Hands { locale: locale.to_owned(), ..self.clone() }
    }

    /// The same hands in another channel of the same server.
    #[must_use]
    pub(crate) fn in_channel(&self, channel: u64) -> Hands {
        Hands { channel, ..self.clone() }
    }

    pub(crate) fn id(&self) -> u64 {
        self.user
    }

    pub(crate) fn channel(&self) -> u64 {
        self.channel
    }

    pub(crate) fn guild(&self) -> Option<u64> {
        self.guild
    }
}

/// Commands.
impl Hands {
    /// Types a slash command: `"ask"`, or `"faq list"` with a subcommand. Options are an object by name; users,
    /// channels and roles are given by id (as text or number), attachments as `{"filename": …, "text": …}`.
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
        let needed = id_of(&command.json["default_member_permissions"]);
        let own = world.permissions(self.channel, self.user);
        if let Some(needed) = needed.filter(|_| self.guild.is_some()) {
            let admin = own & permission::ADMINISTRATOR != 0;
            if !admin && (needed == 0 || own & needed != needed) {
                return Err(Refused(format!("this person may not use {}", command.name())));
            }
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
    fn checked(
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
                let attachment = Attachment {
                    id,
                    filename: filename.to_owned(),
                    description: None,
                    content_type: content_type(filename),
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

pub(super) fn content_type(filename: &str) -> Option<String> {
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

/// What an interaction has besides its data.
#[derive(Default)]
struct Extra {
    command: Option<Command>,
    /// The message of the component, or that of the form's component.
    message: Option<u64>,
    custom_id: Option<String>,
}

/// Components and forms.
impl Hands {
    /// Clicks a button: by custom id or by label.
    pub(crate) fn click(&self, message: u64, button: &str) -> Interaction {
        self.try_click(message, button).unwrap_or_else(|refused| panic!("click on {button}: {refused}"))
    }

    pub(crate) fn try_click(&self, message: u64, button: &str) -> Result<Interaction, Refused> {
        let asked = self.fake.shared.change(|world| {
            let on = self.visible(world, message)?;
            let buttons: Vec<&Value> = flat(&on.components).into_iter().filter(|one| one["type"] == 2).collect();
            let found = buttons.iter().find(|one| one["custom_id"] == button);
            let found = found.or_else(|| buttons.iter().find(|one| one["label"] == button));
            let found = found.ok_or_else(|| Refused("the message has no such button".to_owned()))?;
            if found["disabled"] == true {
                return Err(Refused("the button is disabled".to_owned()));
            }
            let custom_id = found["custom_id"].as_str();
            let custom_id = custom_id.ok_or_else(|| Refused("the button is a link".to_owned()))?.to_owned();
            let data = json!({"custom_id": custom_id, "component_type": 2, "id": found["id"]});
            let extra = Extra { message: Some(message), custom_id: Some(custom_id), command: None };
            Ok(self.interact(world, 3, button, data, extra))
        })?;
        Ok(Interaction { hands: self.clone(), id: asked })
    }

    /// Chooses values (or labels) from a select menu.
    pub(crate) fn select(&self, message: u64, menu: &str, values: &[&str]) -> Interaction {
        self.try_select(message, menu, values).unwrap_or_else(|refused| panic!("choice in {menu}: {refused}"))
    }

    pub(crate) fn try_select(&self, message: u64, menu: &str, values: &[&str]) -> Result<Interaction, Refused> {
        let asked = self.fake.shared.change(|world| {
            let on = self.visible(world, message)?;
            let menus = flat(&on.components).into_iter();
            let found = menus
                .filter(|one| matches!(one["type"].as_u64(), Some(3 | 5..=8)))
                .find(|one| one["custom_id"] == menu);
            let found = found.ok_or_else(|| Refused("the message has no such menu".to_owned()))?.clone();
            if found["disabled"] == true {
                return Err(Refused("the menu is disabled".to_owned()));
            }
            let bounds = found["min_values"].as_u64().unwrap_or(1)..=found["max_values"].as_u64().unwrap_or(1);
            if !bounds.contains(&(values.len() as u64)) {
                return Err(Refused(format!("{} to {} must be chosen", bounds.start(), bounds.end())));
            }
            let mut data = json!({"custom_id": menu, "component_type": found["type"], "id": found["id"]});
            let mut chosen = Vec::new();
            let mut resolved = Map::new();
            for value in values {
                if found["type"] == 3 {
                    let mut options = found["options"].as_array().into_iter().flatten();
                    let option = options.find(|one| one["value"] == *value || one["label"] == *value);
                    let option = option.ok_or_else(|| Refused(format!("the menu has no {value}")))?;
                    chosen.push(option["value"].clone());
                } else {
                    let definition = json!({"name": menu, "type": match found["type"].as_u64() {
                        Some(5) => 6,
                        Some(6) => 8,
                        Some(7) => 9,
                        _ => 7,
                    }});
                    chosen.push(self.checked(world, &definition, &json!(value), &mut resolved)?);
                }
            }
            data["values"] = json!(chosen);
            if !resolved.is_empty() {
                data["resolved"] = Value::Object(resolved);
            }
            let extra = Extra { message: Some(message), custom_id: Some(menu.to_owned()), command: None };
            Ok(self.interact(world, 3, menu, data, extra))
        })?;
        Ok(Interaction { hands: self.clone(), id: asked })
    }

    /// Fills in and submits the form that `opened` opened: an object of texts by field; what is not given keeps what
    /// stands in it.
    pub(crate) fn submit_modal(&self, opened: &Interaction, texts: Value) -> Interaction {
        self.try_submit_modal(opened, texts).unwrap_or_else(|refused| panic!("form: {refused}"))
    }

    pub(crate) fn try_submit_modal(&self, opened: &Interaction, texts: Value) -> Result<Interaction, Refused> {
        let modal = opened.modal_now().ok_or_else(|| Refused("no form was opened".to_owned()))?;
        let given = texts.as_object().cloned().unwrap_or_default();
        if let Some(unknown) = given.keys().find(|name| !modal.fields.iter().any(|field| field.custom_id == **name)) {
            return Err(Refused(format!("the form has no field {unknown}")));
        }
        let mut rows = Vec::new();
        for (at, field) in modal.fields.iter().enumerate() {
            let text = given.get(&field.custom_id).and_then(Value::as_str).unwrap_or(&field.value);
            let length = text.chars().count() as u64;
            if field.required && text.is_empty() {
                return Err(Refused(format!("{} is required", field.label)));
            }
            if !text.is_empty() && !(field.min_length..=field.max_length).contains(&length) {
                let (low, high) = (field.min_length, field.max_length);
                return Err(Refused(format!("{} must have {low} to {high} characters", field.label)));
            }
            let input = json!({"type": 4, "id": 2 * at + 2, "custom_id": field.custom_id, "value": text});
            rows.push(json!({"type": 1, "id": 2 * at + 1, "components": [input]}));
        }
        let asked = self.fake.shared.change(|world| {
            let on = world.interactions.get(&opened.id).and_then(|opened| opened.on);
            let data = json!({"custom_id": modal.custom_id, "components": rows});
            let extra = Extra { message: on, custom_id: Some(modal.custom_id.clone()), command: None };
            self.interact(world, 5, &modal.custom_id, data, extra)
        });
        Ok(Interaction { hands: self.clone(), id: asked })
    }

    /// The message, if it is there and this person sees it.
    fn visible<'world>(&self, world: &'world World, message: u64) -> Result<&'world Message, Refused> {
        let found = world.messages.get(&message).filter(|found| !found.deleted && found.channel == self.channel);
        let found = found.ok_or_else(|| Refused(format!("there is no message {message} here")))?;
        if found.only_for.is_some_and(|user| user != self.user) {
            return Err(Refused("this person does not see the message".to_owned()));
        }
        if world.permissions(self.channel, self.user) & permission::VIEW_CHANNEL == 0 {
            return Err(Refused("this person does not see the channel".to_owned()));
        }
        Ok(found)
    }

    /// Sends the interaction to the bot.
    fn interact(&self, world: &mut World, kind: u8, name: &str, data: Value, extra: Extra) -> u64 {
        let id = world.next_id();
        let mut owners = json!({});
        // Who installed the bot: the server, or for direct conversations the one "0" that Discord sends.
        owners["0"] = json!(self.guild.map_or("0".to_owned(), |guild| guild.to_string()));
        let mut payload = json!({
            "id": id.to_string(),
            "application_id": world.application.to_string(),
            "type": kind,
            "data": data,
            "channel_id": self.channel.to_string(),
            "token": token(id),
            "version": 1,
            "app_permissions": world.permissions(self.channel, world.bot).to_string(),
            "locale": self.locale,
            "entitlements": [],
            "authorizing_integration_owners": owners,
            "context": u8::from(self.guild.is_none()),
            "attachment_size_limit": 10_485_760,
        });
        if let Some(channel) = world.channels.get(&self.channel) {
            let mut json = world.channel_json(channel);
            json["permissions"] = json!(world.permissions(self.channel, self.user).to_string());
            payload["channel"] = json;
        }
        if let Some(guild) = self.guild.and_then(|guild| world.guilds.get(&guild)) {
            payload["guild_id"] = json!(guild.id.to_string());
            payload["guild_locale"] = json!(guild.locale);
            payload["guild"] = json!({"id": guild.id.to_string(), "locale": guild.locale, "features": []});
            let mut member = world.member_json(guild.id, self.user);
            member["permissions"] = json!(world.permissions(self.channel, self.user).to_string());
            payload["member"] = member;
        } else {
            payload["user"] = world.user_json(self.user);
        }
        if let Some(message) = extra.message.and_then(|id| world.messages.get(&id)) {
            payload["message"] = world.message_json(message);
        }
        world.put_interaction(state::Interaction {
            id,
            kind,
            user: self.user,
            guild: self.guild,
            channel: self.channel,
            name: name.to_owned(),
            asked: Instant::now(),
            first: None,
            unheard: false,
            original: None,
            settled: None,
            followups: Vec::new(),
            on: extra.message,
            custom_id: extra.custom_id,
        });
        let guild = self.guild;
        world.dispatch(Event { name: "INTERACTION_CREATE", guild, intents: 0, data: payload, blanked: None });
        id
    }
}

/// The token of an interaction. Long, as real ones are.
pub(super) fn token(interaction: u64) -> String {
    format!("aW50ZXJhY3Rpb24-of-the-fake-discord-which-is-as-long-as-a-real-one-{interaction}")
}

/// The interaction of a token.
pub(super) fn of_token(token: &str) -> Option<u64> {
    token.rsplit('-').next()?.parse().ok().filter(|id| self::token(*id) == token)
}

/// Messages.
impl Hands {
    /// Writes a message, and returns its id at once.
    pub(crate) fn write(&self, text: &str) -> u64 {
        self.message(text).send()
    }

    /// Writes a reply that pings the one it replies to.
    pub(crate) fn reply(&self, to: u64, text: &str) -> u64 {
        self.message(text).reply_to(to).send()
    }

    /// A message to be, for what [`Hands::write`] has no words for.
    pub(crate) fn message(&self, text: &str) -> Draft {
        let mut message = Message::new(0, self.channel, self.user);
        message.content = text.to_owned();
        Draft { hands: self.clone(), message, ping: true, forwarded: None }
    }

    /// Changes the person's own message.
    pub(crate) fn edit(&self, message: u64, text: &str) {
        self.fake.shared.change(|world| {
            let Some(mut edited) = world.messages.get(&message).cloned() else { panic!("no message {message}") };
            edited.history.push(std::mem::replace(&mut edited.content, text.to_owned()));
            edited.edited = Some(now_ms());
            set_mentions(world, &mut edited, false);
            world.messages.insert(message, edited.clone());
            world.dispatch_message("MESSAGE_UPDATE", &edited);
        });
    }

    /// Deletes a message: the person's own, or as a moderator any.
    pub(crate) fn delete(&self, message: u64) {
        self.try_delete(message).unwrap_or_else(|refused| panic!("deleting {message}: {refused}"));
    }

    pub(crate) fn try_delete(&self, message: u64) -> Result<(), Refused> {
        self.fake.shared.change(|world| {
            let found = self.visible(world, message)?;
            let moderates = world.permissions(self.channel, self.user) & permission::MANAGE_MESSAGES != 0;
            // An answer for one person is theirs to dismiss.
            let own = found.author == self.user || found.only_for.is_some();
            if !own && !(moderates && self.guild.is_some()) {
                return Err(Refused("this person may not delete it".to_owned()));
            }
            super::messages::delete(world, message);
            Ok(())
        })
    }

    /// All that this person sees in the channel now, with the messages meant for them alone.
    pub(crate) fn sees(&self) -> Vec<Seen> {
        let all = self.fake.all_messages(self.channel);
        let world = self.fake.shared.world();
        let seen = |message: &Seen| {
            let only_for = world.messages.get(&message.id).and_then(|message| message.only_for);
            !message.deleted && only_for.is_none_or(|user| user == self.user)
        };
        all.into_iter().filter(seen).collect()
    }
}

/// A message that is being written.
#[must_use]
pub(crate) struct Draft {
    hands: Hands,
    message: Message,
    ping: bool,
    /// Channel and message.
    forwarded: Option<u64>,
}

impl Draft {
    /// Replies to this message.
    pub(crate) fn reply_to(mut self, message: u64) -> Draft {
        self.message.reference = Some((self.hands.channel, message));
        self.message.kind = 19;
        self
    }

    /// Whether a reply pings; else it does.
    pub(crate) fn ping(mut self, ping: bool) -> Draft {
        self.ping = ping;
        self
    }

    /// With a file.
    pub(crate) fn attach(mut self, filename: &str, bytes: &[u8]) -> Draft {
        let attachment = Attachment {
            id: 0,
            filename: filename.to_owned(),
            description: None,
            content_type: content_type(filename),
            bytes: bytes.into(),
        };
        self.message.attachments.push(attachment);
        self
    }

    /// With an embed, as links get.
    pub(crate) fn embed(mut self, embed: Value) -> Draft {
        self.message.embeds.push(embed);
        self
    }

    /// With components, as other bots send.
    pub(crate) fn component(mut self, component: Value) -> Draft {
        self.message.components.push(component);
        self
    }

    /// A sticker.
    pub(crate) fn sticker(mut self, name: &str) -> Draft {
        self.message.stickers.push(json!({"id": "749054660769218631", "name": name, "format_type": 1}));
        self
    }

    /// Forwards this message.
    pub(crate) fn forward_of(mut self, message: u64) -> Draft {
        self.forwarded = Some(message);
        self.message.forwards = true;
        self
    }

    /// Sent by a webhook instead of the person.
    pub(crate) fn by_webhook(mut self) -> Draft {
        self.message.webhook = Some(1);
        self
    }

    /// A message of the system, of this type: 6 a pin, 7 somebody joined, 8 a boost, 18 a thread was started.
    pub(crate) fn system(mut self, kind: u8) -> Draft {
        self.message.kind = kind;
        self
    }

    /// With these flags besides.
    pub(crate) fn flags(mut self, flags: u64) -> Draft {
        self.message.flags |= flags;
        self
    }

    /// Sends it; returns its id at once.
    pub(crate) fn send(self) -> u64 {
        let Draft { hands, mut message, ping, forwarded } = self;
        hands.fake.shared.change(|world| {
            message.id = world.next_id();
            for at in 0..message.attachments.len() {
                message.attachments[at].id = world.next_id();
            }
            if message.webhook.is_some() {
                message.webhook = Some(world.next_id());
            }
            if let Some(of) = forwarded {
                let original = world.messages.get(&of).expect("the forwarded message exists");
                let json = world.message_json(original);
                let mut snapshot = Map::new();
                for field in [
                    "type",
                    "content",
                    "embeds",
                    "attachments",
                    "timestamp",
                    "edited_timestamp",
                    "flags",
                    "mentions",
                    "components",
                ] {
                    snapshot.insert(field.to_owned(), json[field].clone());
                }
                message.reference = Some((original.channel, of));
                message.snapshots.push(json!({"message": snapshot}));
                message.flags |= 1 << 14;
            }
            set_mentions(world, &mut message, ping);
            let sent = message.clone();
            let id = world.put_message(message);
            world.dispatch_message("MESSAGE_CREATE", &sent);
            id
        })
    }
}

/// Fills in who is mentioned by a person's message.
pub(super) fn set_mentions(world: &World, message: &mut Message, reply_pings: bool) {
    let found = pings::mentions(&message.content);
    message.mentions = found.users.into_iter().filter(|user| world.users.contains_key(user)).collect();
    message.mention_roles = found.roles;
    let may = world.permissions(message.channel, message.author) & permission::MENTION_EVERYONE != 0;
    message.mention_everyone = found.everyone && may;
    let replied = message.reference.filter(|_| reply_pings && !message.forwards);
    if let Some(author) = replied.and_then(|(_, of)| world.messages.get(&of)).map(|of| of.author)
        && !message.mentions.contains(&author)
    {
        message.mentions.push(author);
    }
}

/// Something that a person did, and what comes of it.
#[derive(Clone)]
pub(crate) struct Interaction {
    hands: Hands,
    pub(crate) id: u64,
}

impl Interaction {
    /// Waits for the first answer, as the person sees it: a message, or "is thinking". Panics where none came in time,
    /// or where it was another kind of answer.
    pub(crate) async fn response(&self) -> Seen {
        self.try_response().await.unwrap_or_else(|| panic!("{}", self.failure()))
    }

    /// As [`Interaction::response`]; nothing where there is nothing to be seen.
    pub(crate) async fn try_response(&self) -> Option<Seen> {
        self.first().await?;
        let world = self.hands.fake.shared.world();
        let message = world.interactions.get(&self.id)?.original?;
        world.messages.get(&message).map(|message| Seen::of(&world, message))
    }

    /// Waits for the first answer or the deadline.
    pub(crate) async fn outcome(&self) -> Outcome {
        let _ = self.first().await;
        self.outcome_now()
    }

    /// What has become of it so far.
    pub(crate) fn outcome_now(&self) -> Outcome {
        let world = self.hands.fake.shared.world();
        let Some(interaction) = world.interactions.get(&self.id) else { return Outcome::Failed };
        match &interaction.first {
            None if interaction.asked.elapsed() >= world.settings.deadline => Outcome::Failed,
            None => Outcome::Pending,
            Some((First::Message { updates: false }, _)) => Outcome::Answered,
            Some((First::Message { updates: true }, _)) => Outcome::Updated,
            Some((First::Deferred { updates: false }, _)) if interaction.settled.is_some() => Outcome::Answered,
            Some((First::Deferred { updates: false }, _)) => Outcome::Deferred,
            Some((First::Deferred { updates: true }, _)) if interaction.settled.is_some() => Outcome::Updated,
            Some((First::Deferred { updates: true }, _)) if !interaction.followups.is_empty() => Outcome::Answered,
            Some((First::Deferred { updates: true }, _)) => Outcome::DeferredUpdate,
            Some((First::Choices(_), _)) => Outcome::Choices,
            Some((First::Modal(_), _)) => Outcome::Modal,
        }
    }

    /// Waits for the answer itself: the first one, or after "is thinking" what came in its place, or after a silent
    /// acknowledgement the change of the message or the first new one. Panics where it does not come.
    pub(crate) async fn wait_final(&self) -> Seen {
        self.try_final(PATIENCE).await.unwrap_or_else(|| panic!("{}", self.failure()))
    }

    /// As [`Interaction::wait_final`], with another patience and without the panic.
    pub(crate) async fn try_final(&self, patience: Duration) -> Option<Seen> {
        self.first().await?;
        let shared = &self.hands.fake.shared;
        let done = |world: &mut World| {
            let interaction = world.interactions.get(&self.id)?;
            let message = match &interaction.first.as_ref()?.0 {
                First::Message { .. } => interaction.original,
                First::Deferred { .. } if interaction.settled.is_some() => interaction.original,
                First::Deferred { updates: true } => interaction.followups.first().copied(),
                _ => None,
            };
            let message = world.messages.get(&message?)?;
            Some(Seen::of(world, message))
        };
        shared.wait(patience, done).await
    }

    /// What came after the first answer, so far.
    pub(crate) fn followups(&self) -> Vec<Seen> {
        let world = self.hands.fake.shared.world();
        let ids = world.interactions.get(&self.id).map(|one| one.followups.clone()).unwrap_or_default();
        ids.iter().filter_map(|id| world.messages.get(id)).map(|message| Seen::of(&world, message)).collect()
    }

    /// Waits for so many messages after the first answer.
    pub(crate) async fn followups_at_least(&self, count: usize) -> Vec<Seen> {
        let enough = |world: &mut World| (world.interactions.get(&self.id)?.followups.len() >= count).then_some(());
        let enough = self.hands.fake.shared.wait(PATIENCE, enough).await;
        assert!(enough.is_some(), "only {} messages followed", self.followups().len());
        self.followups()
    }

    /// Time from the action to the first answer.
    pub(crate) fn latency(&self) -> Option<Duration> {
        let world = self.hands.fake.shared.world();
        let interaction = world.interactions.get(&self.id)?;
        interaction.first.as_ref().map(|(_, at)| at.duration_since(interaction.asked))
    }

    /// Time from the action to the answer itself, after "is thinking" too.
    pub(crate) fn final_latency(&self) -> Option<Duration> {
        let world = self.hands.fake.shared.world();
        let interaction = world.interactions.get(&self.id)?;
        let first = interaction.first.as_ref().filter(|(first, _)| !matches!(first, First::Deferred { .. }));
        let at = interaction.settled.or(first.map(|(_, at)| *at))?;
        Some(at.duration_since(interaction.asked))
    }

    /// Waits for the form that the bot opens.
    pub(crate) async fn modal(&self) -> Modal {
        let _ = self.first().await;
        self.modal_now().unwrap_or_else(|| panic!("no form: {}", self.failure()))
    }

    /// Waits for the suggestions; none where there was no answer in time.
    pub(crate) async fn choices(&self) -> Vec<Choice> {
        let _ = self.first().await;
        let world = self.hands.fake.shared.world();
        let Some((First::Choices(choices), _)) = world.interactions.get(&self.id).and_then(|one| one.first.as_ref())
        else {
            return Vec::new();
        };
        let choice = |choice: &Value| Choice {
            name: choice["name"].as_str().unwrap_or_default().to_owned(),
            value: choice["value"].clone(),
        };
        choices.iter().map(choice).collect()
    }

    fn modal_now(&self) -> Option<Modal> {
        let world = self.hands.fake.shared.world();
        let (First::Modal(modal), _) = world.interactions.get(&self.id)?.first.as_ref()? else { return None };
        let rows = modal["components"].as_array().cloned().unwrap_or_default();
        let mut fields = Vec::new();
        for row in &rows {
            // A row with the input in it, or a label around it.
            let input = if row["component"].is_object() { &row["component"] } else { &row["components"][0] };
            let label = row["label"].as_str().or(input["label"].as_str()).unwrap_or_default();
            fields.push(Field {
                custom_id: input["custom_id"].as_str().unwrap_or_default().to_owned(),
                label: label.to_owned(),
                value: input["value"].as_str().unwrap_or_default().to_owned(),
                placeholder: input["placeholder"].as_str().map(str::to_owned),
                required: input["required"].as_bool().unwrap_or(true),
                min_length: input["min_length"].as_u64().unwrap_or(0),
                max_length: input["max_length"].as_u64().unwrap_or(4000),
                paragraph: input["style"] == 2,
            });
        }
        Some(Modal {
            custom_id: modal["custom_id"].as_str().unwrap_or_default().to_owned(),
            title: modal["title"].as_str().unwrap_or_default().to_owned(),
            fields,
        })
    }

    /// Waits for the first answer of any kind; nothing after the deadline.
    async fn first(&self) -> Option<()> {
        let shared = &self.hands.fake.shared;
        let left = {
            let world = shared.world();
            let asked = world.interactions.get(&self.id)?.asked;
            world.settings.deadline.saturating_sub(asked.elapsed())
        };
        let answered = |world: &mut World| world.interactions.get(&self.id)?.first.as_ref().map(|_| ());
        // A little more, so that an answer in the last moment is seen.
        shared.wait(left + Duration::from_millis(20), answered).await
    }

    fn failure(&self) -> String {
        let violations = self.hands.fake.violations();
        format!("the person sees no answer, but {:?}; violations: {violations:?}", self.outcome_now())
    }
}

impl Hands {
    /// Shows that the person types.
    pub(crate) fn types(&self) {
        self.fake.shared.change(|world| {
            let mut data = json!({
                "channel_id": self.channel.to_string(),
                "user_id": self.user.to_string(),
                "timestamp": now_ms() / 1000,
            });
            if let Some(guild) = self.guild {
                data["guild_id"] = json!(guild.to_string());
                data["member"] = world.member_json(guild, self.user);
            }
            let direct = world.channels.get(&self.channel).is_some_and(|channel| channel.kind == kind::DM);
            let intents = if direct { 1 << 14 } else { 1 << 11 };
            world.dispatch(Event { name: "TYPING_START", guild: self.guild, intents, data, blanked: None });
        });
    }
}
