use std::collections::BTreeMap;
use std::collections::BTreeSet;

use serde_json::Value;

use super::*;
use crate::frontend::discord::commands;

/// What there is of one command with all below it: the path of its keys, and its JSON as registered.
fn parts() -> Vec<(String, Value)> {
    let mut parts = Vec::new();
    for command in commands::as_registered() {
        let command = serde_json::to_value(command).unwrap();
        let name = command["name"].as_str().unwrap();
        match command["type"].as_u64() {
            Some(2 | 3) => parts.push((format!("menu-{}", kebab(name)), command.clone())),
            _ => below(&command, name, &mut parts),
        }
    }
    parts
}

fn below(command: &Value, path: &str, parts: &mut Vec<(String, Value)>) {
    parts.push((format!("command-{path}"), command.clone()));
    for option in command["options"].as_array().into_iter().flatten() {
        let name = option["name"].as_str().unwrap();
        if matches!(option["type"].as_u64(), Some(1 | 2)) {
            below(option, &format!("{path}-{name}"), parts);
            continue;
        }
        parts.push((format!("option-{path}-{name}"), option.clone()));
        for choice in option["choices"].as_array().into_iter().flatten() {
            parts.push((format!("choice-{path}-{name}-{}", kebab(choice["name"].as_str().unwrap())), choice.clone()));
        }
    }
}

/// What a part says in each language, by key: its name, and its description if it has one.
fn said(parts: &[(String, Value)]) -> Vec<(String, String, BTreeMap<String, String>)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let others = |value: &Value| {
        let others = value.as_object().into_iter().flatten();
        others.map(|(locale, other)| (locale.clone(), text(other))).collect::<BTreeMap<_, _>>()
    };
    let mut said = Vec::new();
    for (key, part) in parts {
        said.push((key.clone(), text(&part["name"]), others(&part["name_localizations"])));
        let description = text(&part["description"]);
        if !description.is_empty() {
            let described = others(&part["description_localizations"]);
            said.push((format!("{key}-description"), description, described));
        }
    }
    said
}

#[test]
fn commands_say_in_english_what_the_english_file_says() {
    for (key, english, _) in said(&parts()) {
        assert_eq!(Words::ENGLISH.find(&key), Some(english), "`{key}` in en.ftl");
    }
}

#[test]
fn commands_are_there_in_all_languages() {
    let locales = ["de", "es-419", "es-ES", "fr", "pt-BR"];
    for (key, _, others) in said(&parts()) {
        assert_eq!(others.keys().collect::<Vec<_>>(), locales, "`{key}`");
    }
}

#[test]
fn no_file_has_a_command_that_is_not_there() {
    let there: BTreeSet<String> = said(&parts()).into_iter().map(|(key, ..)| key).collect();
    let keys = include_str!("../../wording/locales/en.ftl").lines().filter_map(|line| line.split_once(" = "));
    let of_commands = keys
        .map(|(key, _)| key)
        .filter(|key| ["command-", "option-", "choice-", "menu-"].iter().any(|begins| key.starts_with(begins)));
    let left_over: Vec<&str> = of_commands.filter(|key| !there.contains(*key)).collect();
    assert!(left_over.is_empty(), "{left_over:?}");
}

#[test]
fn names_next_to_each_other_differ_in_every_language() {
    let parts = parts();
    for language in Language::ALL {
        let mut names = BTreeSet::new();
        for (key, _) in &parts {
            let name = Words::of(language).find(key).unwrap_or_else(|| panic!("{}: {key}", language.code()));
            // What stands beside a part has a key of the same length before its own name.
            let english = Words::ENGLISH.find(key).unwrap();
            let beside = key.strip_suffix(&kebab(&english)).unwrap_or(key).to_owned();
            assert!(names.insert((beside, name.clone())), "{}: `{key}` is not the only {name}", language.code());
        }
    }
}

#[test]
fn a_name_as_a_part_of_a_key() {
    for (name, key) in [("Answer from FAQ", "answer-from-faq"), ("ask", "ask"), ("Only you, always", "only-you-always")]
    {
        assert_eq!(kebab(name), key);
    }
}
