//! Buttons and select menus.

use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use super::super::seen::flat;
use super::Extra;
use super::Hands;
use super::Interaction;
use super::Refused;

/// Components.
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
}
