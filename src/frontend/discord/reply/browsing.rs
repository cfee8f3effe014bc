//! Lists of what can be asked.

use std::sync::Arc;

use serenity::all::CreateActionRow;
use serenity::all::CreateEmbed;
use serenity::all::CreateEmbedFooter;
use serenity::all::CreateSelectMenu;
use serenity::all::CreateSelectMenuKind;
use serenity::all::CreateSelectMenuOption;

use crate::entry::Entry;
use crate::entry::ShortId;
use crate::frontend::discord::echo::echo;
use crate::frontend::discord::press::Press;
use crate::frontend::discord::reply::Post;
use crate::frontend::discord::reply::Reply;
use crate::frontend::discord::reply::SHOWN;
use crate::frontend::discord::reply::To;
use crate::frontend::discord::reply::button;
use crate::frontend::discord::reply::label;
use crate::frontend::discord::reply::notice;
use crate::frontend::wording;
use crate::frontend::wording::words::Words;

/// Entries on a page: as many as are read without scrolling.
pub(in crate::frontend::discord) const PAGE_ENTRIES: usize = 10;

/// Entries that a search shows at most: a menu has no room for more.
pub(in crate::frontend::discord) const SEARCH_ENTRIES: usize = 25;

/// The value in the menu of topics that stands for none in particular; no digest reads like it.
pub(in crate::frontend::discord) const ALL_TOPICS: &str = "all";

/// Options that a menu has room for.
const MAX_OPTIONS: usize = 25;
/// Longest label or description of an option, in UTF-16 units.
const MAX_OPTION: usize = 100;
/// Longest question in a list, in UTF-16 units: ten of them with ten topics stay below the 4,096 of a description.
const MAX_LISTED: usize = 250;
/// Longest name of a topic, in UTF-16 units.
const MAX_TOPIC: usize = 100;

/// One page, from 0, of the entries of `topic`, or of all. `topics` are all topics with the number of their entries.
pub(in crate::frontend::discord) fn list(
    entries: &[Arc<Entry>],
    page: u16,
    pages: u16,
    topics: &[(String, usize)],
    topic: Option<&str>,
    to: &To<'_>,
) -> Reply {
    let entries = &entries[..entries.len().min(PAGE_ENTRIES)];
    let title = topic.map_or_else(|| to.words.say("title-all-questions"), |topic| echo(topic, MAX_TOPIC));
    let mut embed = CreateEmbed::new().title(title).colour(SHOWN);
    if entries.is_empty() {
        let topic = topic.map(|topic| echo(topic, MAX_TOPIC));
        embed = embed.description(wording::discord::nothing_to_list(to.words, topic.as_deref()));
    } else {
        embed = embed.description(numbered(entries, usize::from(page) * PAGE_ENTRIES, topic.is_none(), to.words));
    }
    if pages > 1 {
        embed = embed.footer(CreateEmbedFooter::new(
            to.words.say_with("page", &[("page", (u32::from(page) + 1).into()), ("pages", u32::from(pages).into())]),
        ));
    }
    let rows = [entry_menu(entries, to), topic_menu(topics, topic, to), pager(page, pages, topic, to)];
    let rows = rows.into_iter().flatten().collect();
    to.reply(vec![Post { embeds: vec![embed], rows, ..Post::default() }])
}

/// What was found for `query`, the best first.
pub(in crate::frontend::discord) fn search(query: &str, entries: &[Arc<Entry>], to: &To<'_>) -> Reply {
    let shown = echo(query, MAX_TOPIC);
    if entries.is_empty() {
        let words = to.words.say_with("nothing-found", &[("query", shown.into())]);
        return Reply { deletable: !to.private, ..notice(&words) };
    }
    let entries = &entries[..entries.len().min(SEARCH_ENTRIES)];
    let listed = &entries[..entries.len().min(PAGE_ENTRIES)];
    let mut text = numbered(listed, 0, false, to.words);
    if let more @ 1.. = entries.len() - listed.len() {
        text.push_str(&format!("\n{}", to.words.say_with("more-found", &[("more", more.into())])));
    }
    let title = to.words.say_with("title-found", &[("query", shown.into())]);
    let embed = CreateEmbed::new().title(title).description(text).colour(SHOWN);
    let rows = entry_menu(entries, to).into_iter().collect();
    to.reply(vec![Post { embeds: vec![embed], rows, ..Post::default() }])
}

/// The entries' titles with numbers that go on after `before`, under the names of their topics if these are to be told.
fn numbered(entries: &[Arc<Entry>], before: usize, with_topics: bool, words: Words) -> String {
    let with_topics = with_topics && entries.iter().any(|entry| entry.topic.is_some());
    let mut lines = Vec::new();
    let mut topic = None;
    for (number, entry) in (before + 1..).zip(entries) {
        if with_topics && topic != Some(&entry.topic) {
            let name = entry.topic.as_deref().map(|name| echo(name, MAX_TOPIC));
            lines.push(format!("**{}**", name.unwrap_or_else(|| words.say("no-topic"))));
            topic = Some(&entry.topic);
        }
        // The number is escaped, or Discord would count by itself and begin anew after each topic.
        lines.push(format!("{number}\\. {}", echo(entry.title().as_str(), MAX_LISTED)));
    }
    lines.join("\n")
}

/// The menu that shows one of the entries.
fn entry_menu(entries: &[Arc<Entry>], to: &To<'_>) -> Option<CreateActionRow> {
    let option = |entry: &Arc<Entry>| {
        let option =
            CreateSelectMenuOption::new(label(entry.title().as_str(), MAX_OPTION), entry.id.short().to_string());
        match &entry.topic {
            Some(topic) => option.description(label(topic, MAX_OPTION)),
            None => option,
        }
    };
    let options: Vec<CreateSelectMenuOption> = entries.iter().take(MAX_OPTIONS).map(option).collect();
    let press = Press::ShowEntry { asker: to.asker };
    (!options.is_empty()).then(|| menu(to.sign(&press), options, to.words.say("placeholder-show-one")))
}

/// The menu that lists one of the topics, or all.
fn topic_menu(topics: &[(String, usize)], current: Option<&str>, to: &To<'_>) -> Option<CreateActionRow> {
    if topics.is_empty() {
        return None;
    }
    let all = CreateSelectMenuOption::new(to.words.say("item-all-topics"), ALL_TOPICS);
    let mut options = vec![all.default_selection(current.is_none())];
    for (name, count) in topics.iter().take(MAX_OPTIONS - options.len()) {
        let option = CreateSelectMenuOption::new(label(name, MAX_OPTION), ShortId::of_topic(name).to_string());
        let option = option.description(to.words.say_with("item-entries", &[("count", (*count).into())]));
        options.push(option.default_selection(current == Some(name.as_str())));
    }
    let placeholder = wording::discord::pick_topic(to.words, options.len() - 1, topics.len());
    Some(menu(to.sign(&Press::ShowTopic { asker: to.asker }), options, placeholder))
}

fn menu(custom_id: String, options: Vec<CreateSelectMenuOption>, placeholder: String) -> CreateActionRow {
    let menu = CreateSelectMenu::new(custom_id, CreateSelectMenuKind::String { options });
    CreateActionRow::SelectMenu(menu.placeholder(placeholder))
}

/// The buttons to the pages before and after, of which one is off at either end.
fn pager(page: u16, pages: u16, topic: Option<&str>, to: &To<'_>) -> Option<CreateActionRow> {
    if pages <= 1 {
        return None;
    }
    let press = |page: u16| to.sign(&Press::Page { asker: to.asker, topic: topic.map(ShortId::of_topic), page });
    // Where there is no page, the id is of one that no list has: two equal ids in a message are refused.
    let previous = page.checked_sub(1);
    let next = page.checked_add(1).filter(|next| *next < pages);
    let button_to = |label: &str, target: Option<u16>, otherwise: u16| {
        button(label, press(target.unwrap_or(otherwise))).disabled(target.is_none())
    };
    Some(CreateActionRow::Buttons(vec![
        button_to(&to.words.say("button-previous"), previous, u16::MAX),
        button_to(&to.words.say("button-next"), next, u16::MAX - 1),
    ]))
}
