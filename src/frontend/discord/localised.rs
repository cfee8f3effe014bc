//! The names and descriptions of commands in all languages, as Discord shows them to each by their locale. The names in
//! the code are English, and stay what a command is known by.

use std::borrow::Cow;

use poise::Command;
use poise::CommandParameter;
use serenity::all::CreateCommand;

use crate::frontend::wording::language::Language;
use crate::frontend::wording::words::Words;

/// A locale and what stands for it.
type Localized = (Cow<'static, str>, Cow<'static, str>);

/// Gives commands, their subcommands, options and choices their names and descriptions in all languages.
pub(super) fn localise<U, E>(commands: &mut [Command<U, E>]) {
    for command in commands {
        let path = command.name.to_string();
        localise_below(command, &path);
    }
}

/// `path`: the names down to this command, with hyphens between them.
fn localise_below<U, E>(command: &mut Command<U, E>, path: &str) {
    command.name_localizations = Cow::Owned(of(&format!("command-{path}")));
    command.description_localizations = Cow::Owned(of(&format!("command-{path}-description")));
    for parameter in &mut command.parameters {
        localise_option(parameter, path);
    }
    for subcommand in &mut command.subcommands {
        let path = format!("{path}-{}", subcommand.name);
        localise_below(subcommand, &path);
    }
}

fn localise_option<U, E>(option: &mut CommandParameter<U, E>, path: &str) {
    let key = format!("{path}-{}", option.name);
    option.name_localizations = Cow::Owned(of(&format!("option-{key}")));
    option.description_localizations = Cow::Owned(of(&format!("option-{key}-description")));
    for choice in option.choices.to_mut() {
        choice.localizations = Cow::Owned(of(&format!("choice-{key}-{}", kebab(&choice.name))));
    }
}

/// A menu of messages or members as Discord is to know it; poise leaves its other names out.
pub(super) fn menu(menu: CreateCommand, name: &str) -> CreateCommand {
    let names = of(&format!("menu-{}", kebab(name)));
    names.into_iter().fold(menu, |menu, (locale, name)| menu.name_localized(locale, name))
}

/// What stands for a key in each locale but the English ones, which have what is in the code.
fn of(key: &str) -> Vec<Localized> {
    let others = Language::ALL.into_iter().filter(|language| *language != Language::English);
    let located = others.flat_map(|language| language.discord_locales().iter().map(move |locale| (language, *locale)));
    located
        .filter_map(|(language, locale)| Some((Cow::Borrowed(locale), Cow::Owned(Words::of(language).find(key)?))))
        .collect()
}

/// A name as a part of a key: `Answer from FAQ` is `answer-from-faq`.
fn kebab(name: &str) -> String {
    let letters = |c: char| if c.is_alphanumeric() { c } else { ' ' };
    let name: String = name.to_lowercase().chars().map(letters).collect();
    name.split_whitespace().collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests;
