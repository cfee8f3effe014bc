//! Forms: opened by the bot, filled in and submitted.

use serde_json::Value;
use serde_json::json;

use super::super::seen::MenuOption;
use super::super::state::First;
use super::Extra;
use super::Hands;
use super::Interaction;
use super::Refused;

/// A form that the bot opened.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Modal {
    pub(crate) custom_id: String,
    pub(crate) title: String,
    pub(crate) fields: Vec<Field>,
    /// What else stands in it.
    pub(crate) texts: Vec<String>,
}

/// A field of a form: of text, or a menu.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Field {
    pub(crate) custom_id: String,
    pub(crate) label: String,
    /// What stands below the label, where there is a label around the field.
    pub(crate) description: Option<String>,
    /// What stands in it already; of a menu the first line that is chosen.
    pub(crate) value: String,
    pub(crate) placeholder: Option<String>,
    pub(crate) required: bool,
    /// Of a menu: how many lines may be chosen.
    pub(crate) min_length: u64,
    pub(crate) max_length: u64,
    pub(crate) paragraph: bool,
    /// Of a menu; none in a field of text.
    pub(crate) options: Vec<MenuOption>,
}

impl Modal {
    /// The field with this custom id.
    #[track_caller]
    pub(crate) fn field(&self, custom_id: &str) -> &Field {
        let found = self.fields.iter().find(|field| field.custom_id == custom_id);
        found.unwrap_or_else(|| panic!("no field {custom_id} in {self:?}"))
    }
}

impl Field {
    fn of(row: &Value, field: &Value) -> Field {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let options = field["options"].as_array().map_or(&[][..], Vec::as_slice);
        let menu = field["type"] == 3;
        let chosen = options.iter().find(|option| option["default"] == true).and_then(|option| text(&option["value"]));
        let bounds = if menu { ("min_values", 1, "max_values", 1) } else { ("min_length", 0, "max_length", 4000) };
        Field {
            custom_id: text(&field["custom_id"]).unwrap_or_default(),
            label: text(&row["label"]).or_else(|| text(&field["label"])).unwrap_or_default(),
            description: text(&row["description"]),
            value: if menu { chosen } else { text(&field["value"]) }.unwrap_or_default(),
            placeholder: text(&field["placeholder"]),
            required: field["required"].as_bool().unwrap_or(true),
            min_length: field[bounds.0].as_u64().unwrap_or(bounds.1),
            max_length: field[bounds.2].as_u64().unwrap_or(bounds.3),
            paragraph: field["style"] == 2,
            options: options.iter().map(MenuOption::of).collect(),
        }
    }

    /// What the field sends for what the person has put into it.
    fn filled(&self, given: Option<&Value>) -> Result<Value, Refused> {
        if !self.options.is_empty() {
            return self.chosen(given);
        }
        let text = given.and_then(Value::as_str).unwrap_or(&self.value);
        // Discord counts as the bot's side does, in UTF-16 units.
        let length = text.encode_utf16().count() as u64;
        if self.required && text.trim().is_empty() {
            return Err(Refused(format!("{} is required", self.label)));
        }
        if !text.is_empty() && !(self.min_length..=self.max_length).contains(&length) {
            let (low, high) = (self.min_length, self.max_length);
            return Err(Refused(format!("{} must have {low} to {high} characters", self.label)));
        }
        Ok(json!(text))
    }

    /// One value or label, or a list of them.
    fn chosen(&self, given: Option<&Value>) -> Result<Value, Refused> {
        let own = json!(self.value);
        let given = match given.unwrap_or(&own) {
            Value::Array(list) => list.iter().filter_map(Value::as_str).collect(),
            one => Vec::from_iter(one.as_str().filter(|one| !one.is_empty())),
        };
        let mut chosen = Vec::new();
        for one in given {
            let option = self.options.iter().find(|option| option.value == one || option.label == one);
            let option = option.ok_or_else(|| Refused(format!("{} has no {one}", self.label)))?;
            chosen.push(option.value.clone());
        }
        let count = chosen.len() as u64;
        if !(self.min_length..=self.max_length).contains(&count) && (self.required || count > 0) {
            return Err(Refused(format!(
                "{}: {} to {} are to be chosen",
                self.label, self.min_length, self.max_length
            )));
        }
        Ok(json!(chosen))
    }
}

/// Forms that open.
impl Interaction {
    /// Waits for the form that the bot opens.
    pub(crate) async fn modal(&self) -> Modal {
        let _ = self.first().await;
        self.modal_now().unwrap_or_else(|| panic!("no form: {}", self.failure()))
    }

    pub(super) fn modal_now(&self) -> Option<Modal> {
        let form = self.form()?;
        let mut modal = Modal {
            custom_id: form["custom_id"].as_str().unwrap_or_default().to_owned(),
            title: form["title"].as_str().unwrap_or_default().to_owned(),
            fields: Vec::new(),
            texts: Vec::new(),
        };
        for row in form["components"].as_array().into_iter().flatten() {
            match field_of(row) {
                Some(field) => modal.fields.push(Field::of(row, field)),
                None => modal.texts.extend(row["content"].as_str().map(str::to_owned)),
            }
        }
        Some(modal)
    }

    /// As the bot sent it.
    fn form(&self) -> Option<Value> {
        let world = self.hands.fake.shared.world();
        let (First::Modal(form), _) = world.interactions.get(&self.id)?.first.as_ref()? else { return None };
        Some(form.clone())
    }
}

/// The field in a row of a form, or in the label around it.
fn field_of(row: &Value) -> Option<&Value> {
    match row["type"].as_u64() {
        Some(1) => Some(&row["components"][0]),
        Some(18) => Some(&row["component"]),
        _ => None,
    }
}

/// Filling in.
impl Hands {
    /// Fills in and submits the form that `opened` opened: an object of texts by field, and for a menu of one or more
    /// of its values; what is not given keeps what stands in it.
    pub(crate) fn submit_modal(&self, opened: &Interaction, texts: Value) -> Interaction {
        self.try_submit_modal(opened, texts).unwrap_or_else(|refused| panic!("form: {refused}"))
    }

    pub(crate) fn try_submit_modal(&self, opened: &Interaction, texts: Value) -> Result<Interaction, Refused> {
        let (Some(modal), Some(form)) = (opened.modal_now(), opened.form()) else {
            return Err(Refused("no form was opened".to_owned()));
        };
        if opened.hands.user != self.user {
            return Err(Refused("the form is open at somebody else's".to_owned()));
        }
        let given = texts.as_object().cloned().unwrap_or_default();
        if let Some(unknown) = given.keys().find(|name| !modal.fields.iter().any(|field| field.custom_id == **name)) {
            return Err(Refused(format!("the form has no field {unknown}")));
        }
        let mut fields = modal.fields.iter();
        let mut rows = Vec::new();
        for row in form["components"].as_array().into_iter().flatten() {
            let Some(field) = field_of(row) else {
                rows.push(json!({"type": row["type"], "id": row["id"]}));
                continue;
            };
            let known = fields.next().expect("a field for each row");
            let value = known.filled(given.get(&known.custom_id))?;
            let mut filled = json!({"type": field["type"], "id": field["id"], "custom_id": field["custom_id"]});
            filled[if field["type"] == 3 { "values" } else { "value" }] = value;
            rows.push(match row["type"].as_u64() {
                Some(1) => json!({"type": 1, "id": row["id"], "components": [filled]}),
                _ => json!({"type": 18, "id": row["id"], "component": filled}),
            });
        }
        let asked = self.fake.shared.change(|world| {
            let Some(opener) = world.interactions.get(&opened.id) else {
                return Err(Refused("the form is gone".to_owned()));
            };
            // It closes with the answer; until then a failed one can be sent again.
            let answered = |id: &u64| world.interactions.get(id).is_some_and(|submit| submit.first.is_some());
            if opener.submits.iter().any(answered) {
                return Err(Refused("the form was submitted".to_owned()));
            }
            let on = opener.on;
            let data = json!({"custom_id": modal.custom_id, "components": rows});
            let extra = Extra { message: on, custom_id: Some(modal.custom_id.clone()), command: None };
            let id = self.interact(world, 5, &modal.custom_id, data, extra);
            if let Some(opener) = world.interactions.get_mut(&opened.id) {
                opener.submits.push(id);
            }
            Ok(id)
        })?;
        Ok(Interaction { hands: self.clone(), id: asked })
    }
}
