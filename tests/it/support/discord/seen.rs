//! What a person sees of a message.

use std::sync::Arc;

use serde_json::Value;

use super::state::Message;
use super::state::World;
use super::state::flag;

/// A message as somebody sees it.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) id: u64,
    pub(crate) channel: u64,
    pub(crate) author: u64,
    pub(crate) author_name: String,
    pub(crate) content: String,
    pub(crate) embeds: Vec<Value>,
    pub(crate) components: Vec<Value>,
    pub(crate) attachments: Vec<SeenFile>,
    /// Only the person who asked sees it.
    pub(crate) ephemeral: bool,
    /// "… is thinking": an answer was announced and has not come.
    pub(crate) thinking: bool,
    /// The message that it replies to.
    pub(crate) reply_to: Option<u64>,
    /// As Discord numbers them.
    pub(crate) flags: u64,
    pub(crate) kind: u8,
    pub(crate) edited: bool,
    pub(crate) deleted: bool,
    /// What it said before each edit, oldest first.
    pub(crate) history: Vec<String>,
    pub(crate) reactions: Vec<String>,
}

/// A file of a message.
#[derive(Clone, Debug)]
pub(crate) struct SeenFile {
    pub(crate) id: u64,
    pub(crate) filename: String,
    pub(crate) description: Option<String>,
    pub(crate) content_type: Option<String>,
    /// Where Discord's file server has it.
    pub(crate) url: String,
    pub(crate) bytes: Arc<[u8]>,
}

/// A button of a message.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Button {
    pub(crate) label: String,
    /// Not on links.
    pub(crate) custom_id: Option<String>,
    pub(crate) url: Option<String>,
    /// As Discord numbers them: 1 primary to 4 danger, 5 link.
    pub(crate) style: u64,
    pub(crate) disabled: bool,
}

/// A select menu of a message.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Menu {
    pub(crate) custom_id: String,
    pub(crate) placeholder: Option<String>,
    pub(crate) options: Vec<MenuOption>,
    pub(crate) min: u64,
    pub(crate) max: u64,
    pub(crate) disabled: bool,
}

/// One line of a select menu.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct MenuOption {
    pub(crate) label: String,
    pub(crate) value: String,
    pub(crate) description: Option<String>,
}

impl MenuOption {
    pub(super) fn of(option: &Value) -> MenuOption {
        MenuOption {
            label: text_of(&option["label"]).unwrap_or_default(),
            value: text_of(&option["value"]).unwrap_or_default(),
            description: text_of(&option["description"]),
        }
    }
}

impl Seen {
    pub(super) fn of(world: &World, message: &Message) -> Seen {
        let file = |attachment: &super::state::Attachment| SeenFile {
            id: attachment.id,
            filename: attachment.filename.clone(),
            description: attachment.description.clone(),
            content_type: attachment.content_type.clone(),
            url: world.file_url(message.channel, attachment),
            bytes: Arc::clone(&attachment.bytes),
        };
        Seen {
            id: message.id,
            channel: message.channel,
            author: message.author,
            author_name: world.user_name(message.author).to_owned(),
            content: message.content.clone(),
            embeds: message.embeds.clone(),
            components: message.components.clone(),
            attachments: message.attachments.iter().map(file).collect(),
            ephemeral: message.only_for.is_some(),
            thinking: message.flags & flag::LOADING != 0,
            reply_to: message.reference.filter(|_| !message.forwards).map(|(_, of)| of),
            flags: message.flags,
            kind: message.kind,
            edited: message.edited.is_some(),
            deleted: message.deleted,
            history: message.history.clone(),
            reactions: message.reactions.clone(),
        }
    }

    /// All that is written in it, embeds and text displays too, a line for each piece.
    pub(crate) fn text(&self) -> String {
        let mut pieces = vec![self.content.clone()];
        for embed in &self.embeds {
            pieces.extend(text_of(&embed["author"]["name"]));
            pieces.extend(text_of(&embed["title"]));
            pieces.extend(text_of(&embed["description"]));
            for field in embed["fields"].as_array().into_iter().flatten() {
                pieces.extend(text_of(&field["name"]));
                pieces.extend(text_of(&field["value"]));
            }
            pieces.extend(text_of(&embed["footer"]["text"]));
        }
        for component in flat(&self.components) {
            if component["type"] == 10 {
                pieces.extend(text_of(&component["content"]));
            }
        }
        pieces.retain(|piece| !piece.is_empty());
        pieces.join("\n")
    }

    /// All buttons, in order.
    pub(crate) fn buttons(&self) -> Vec<Button> {
        let buttons = flat(&self.components).into_iter().filter(|component| component["type"] == 2);
        buttons
            .map(|button| Button {
                label: text_of(&button["label"]).or_else(|| text_of(&button["emoji"]["name"])).unwrap_or_default(),
                custom_id: text_of(&button["custom_id"]),
                url: text_of(&button["url"]),
                style: button["style"].as_u64().unwrap_or_default(),
                disabled: button["disabled"] == true,
            })
            .collect()
    }

    /// Labels of the buttons, in order.
    pub(crate) fn labels(&self) -> Vec<String> {
        self.buttons().into_iter().map(|button| button.label).collect()
    }

    /// All select menus with options of their own, in order.
    pub(crate) fn menus(&self) -> Vec<Menu> {
        let menus = flat(&self.components).into_iter().filter(|component| component["type"] == 3);
        menus
            .map(|menu| Menu {
                custom_id: text_of(&menu["custom_id"]).unwrap_or_default(),
                placeholder: text_of(&menu["placeholder"]),
                options: menu["options"].as_array().into_iter().flatten().map(MenuOption::of).collect(),
                min: menu["min_values"].as_u64().unwrap_or(1),
                max: menu["max_values"].as_u64().unwrap_or(1),
                disabled: menu["disabled"] == true,
            })
            .collect()
    }
}

fn text_of(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

/// Components with all that lie inside of them.
pub(super) fn flat(components: &[Value]) -> Vec<&Value> {
    let mut all = Vec::new();
    for component in components {
        all.push(component);
        if let Some(inner) = component["components"].as_array() {
            all.extend(flat(inner));
        }
        if component["accessory"].is_object() {
            all.push(&component["accessory"]);
        }
        if component["component"].is_object() {
            all.push(&component["component"]);
        }
    }
    all
}
