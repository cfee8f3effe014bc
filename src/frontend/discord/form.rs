//! Forms: what the bot asks somebody to write, and what came back.

use serde_json::Value;
use serde_json::json;
use serenity::all::ActionRowComponent;
use serenity::all::ModalInteraction;

use crate::frontend::discord::echo::line;
use crate::frontend::discord::split::units;

/// A form, which Discord shows to whoever pressed a button or called a command.
pub(super) struct Form {
    /// What stands above it; cut at 45 characters.
    pub(super) title: String,
    /// What becomes of it, signed: a press.
    pub(super) custom_id: String,
    /// What is to be written, one below the other; five at most.
    pub(super) fields: Vec<Field>,
}

/// Something to be written.
pub(super) struct Field {
    /// By which it is found in what comes back.
    pub(super) name: &'static str,
    /// What stands above it; cut at 45 characters.
    pub(super) label: String,
    /// What stands in it while it is empty; cut at 100 characters.
    pub(super) hint: String,
    /// What stands in it already.
    pub(super) value: String,
    /// Whether it has more than one line.
    pub(super) long: bool,
    /// Whether it has to be written.
    pub(super) required: bool,
    /// Most characters, up to 4,000.
    pub(super) max: usize,
}

/// Longest title of a form, and label of a field.
const MAX_LABEL: usize = 45;

/// Longest hint.
const MAX_HINT: usize = 100;

/// Most that a field takes.
pub(super) const MAX_VALUE: usize = 4_000;

impl Form {
    /// As Discord takes it. What stands in a field already has to fit: what does not is left out, so that nobody sends off
    /// a cut text as if it were the whole.
    pub(super) fn payload(&self) -> Value {
        let rows: Vec<Value> =
            self.fields.iter().map(|field| json!({"type": 1, "components": [field.payload()]})).collect();
        json!({"title": line(&self.title, MAX_LABEL), "custom_id": self.custom_id, "components": rows})
    }
}

impl Field {
    fn payload(&self) -> Value {
        let max = self.max.clamp(1, MAX_VALUE);
        let mut payload = json!({
            "type": 4,
            "custom_id": self.name,
            "label": line(&self.label, MAX_LABEL),
            "style": if self.long { 2 } else { 1 },
            "required": self.required,
            "max_length": max,
        });
        if !self.hint.is_empty() {
            payload["placeholder"] = json!(line(&self.hint, MAX_HINT));
        }
        if !self.value.is_empty() && units(&self.value) <= max {
            payload["value"] = json!(self.value);
        }
        payload
    }
}

/// What was written into the field of this name; empty where it was left empty.
pub(super) fn written<'a>(submitted: &'a ModalInteraction, name: &str) -> &'a str {
    let fields = submitted.data.components.iter().flat_map(|row| &row.components);
    let mut found = fields.filter_map(|field| match field {
        ActionRowComponent::InputText(text) if text.custom_id == name => text.value.as_deref(),
        _ => None,
    });
    found.next_back().unwrap_or_default().trim()
}
