//! The history of changes, as a list.

use serenity::all::CreateActionRow;
use serenity::all::CreateEmbed;
use serenity::all::CreateSelectMenu;
use serenity::all::CreateSelectMenuKind;
use serenity::all::CreateSelectMenuOption;

use crate::entry::ShortId;
use crate::frontend::discord::echo::echo;
use crate::frontend::discord::echo::line;
use crate::frontend::discord::press::Curating;
use crate::frontend::discord::reply::Post;
use crate::frontend::discord::reply::Reply;
use crate::frontend::discord::reply::SHOWN;
use crate::frontend::discord::reply::To;
use crate::frontend::discord::reply::button;
use crate::frontend::discord::reply::curating::in_code;
use crate::frontend::discord::reply::curating::name;
use crate::frontend::discord::reply::curating::sign;
use crate::frontend::discord::reply::label;
use crate::frontend::wording::diff;
use crate::frontend::wording::words::Words;
use crate::store::Action;
use crate::store::Change;
use crate::store::Item;

// Lengths in UTF-16 units. Five changes with two items and three lines each stay below the 4,096 of a description.

/// Changes on a page.
const PAGE_CHANGES: usize = 5;
/// Items of a change that are named; an import has hundreds.
const ITEMS_SHOWN: usize = 2;
/// Lines of what became of an item.
const LINES_SHOWN: usize = 3;
/// Longest of them.
const MAX_LINE: usize = 60;
/// Longest name of an item.
const MAX_ITEM: usize = 80;
/// Longest option of a menu.
const MAX_OPTION: usize = 100;

/// A page of `changes`, the latest first. `are_more`: there may be others after the last of them. `entry`: whose changes
/// they are; `before`: what the page begins before, if it is not the first.
pub(in crate::frontend::discord) fn history(
    changes: &[Change],
    are_more: bool,
    entry: Option<ShortId>,
    before: Option<u64>,
    may_undo: bool,
    to: &To<'_>,
) -> Reply {
    let words = to.words;
    let commits: Vec<&[Change]> = changes.chunk_by(|a, b| a.number == b.number).collect();
    let page = &commits[..commits.len().min(PAGE_CHANGES)];
    let text = if page.is_empty() {
        words.say("history-empty")
    } else {
        page.iter().map(|commit| told(commit, to)).collect::<Vec<_>>().join("\n")
    };
    let embed = CreateEmbed::new().title(words.say("title-history")).description(text).colour(SHOWN);
    let mut rows = Vec::new();
    if may_undo && !page.is_empty() {
        rows.push(undo_menu(page, to));
    }
    let older = page.last().filter(|_| are_more || commits.len() > page.len()).map(|commit| commit[0].number);
    let press = |before| sign(to, Curating::History { entry, before });
    let mut pager = Vec::new();
    if before.is_some() {
        pager.push(button(&words.say("button-latest"), press(0)));
    }
    if let Some(older) = older {
        pager.push(button(&words.say("button-older"), press(older)));
    }
    if !pager.is_empty() {
        rows.push(CreateActionRow::Buttons(pager));
    }
    Reply { posts: vec![Post { embeds: vec![embed], rows, ..Post::default() }], deletable: false }
}

/// What one change did.
fn told(commit: &[Change], to: &To<'_>) -> String {
    let words = to.words;
    let first = &commit[0];
    // Discord shows it in the reader's own way and time zone.
    let at = format!("<t:{}:f>", first.at.0 / 1_000);
    let mut text =
        format!("**{}** · {at} · {} · {}", first.number, name(&first.author.name, to), action(words, first.action));
    // A draft that became an entry says what the entry says.
    let became = |change: &&Change| change.after.is_none() && matches!(change.before, Some(Item::Draft(_)));
    let shown: Vec<&Change> = commit.iter().filter(|change| commit.len() == 1 || !became(change)).collect();
    for change in shown.iter().take(ITEMS_SHOWN) {
        text.push_str(&format!("\n{}", item(change, to)));
        // Of an entry that is out of service, or back, all else is as it was.
        let says_it_all = matches!(change.action, Action::Retire | Action::Restore);
        let mut lines = match says_it_all {
            true => Vec::new(),
            false => diff::items(words, change.before.as_ref(), change.after.as_ref()),
        };
        let left_out = lines.len().saturating_sub(LINES_SHOWN);
        lines.truncate(LINES_SHOWN);
        if !lines.is_empty() {
            let lines: Vec<String> = lines.iter().map(|line| in_code(line, MAX_LINE)).collect();
            let rest = if left_out > 0 { format!("\n  … +{left_out}") } else { String::new() };
            text.push_str(&format!("\n```diff\n{}{rest}\n```", lines.join("\n")));
        }
    }
    if let more @ 1.. = shown.len().saturating_sub(ITEMS_SHOWN) {
        text.push_str(&format!("\n{}", words.say_with("history-more-items", &[("more", more.into())])));
    }
    text
}

/// What a change is about.
fn item(change: &Change, to: &To<'_>) -> String {
    let words = to.words;
    let named = named(change, MAX_ITEM, echo);
    let item = [("item", named.into())];
    match change.after.as_ref().or(change.before.as_ref()) {
        Some(Item::Entry(_)) => words.say_with("history-entry", &item),
        Some(Item::Draft(_)) => words.say_with("history-draft", &item),
        Some(Item::Topic(_)) => words.say_with("history-topic", &item),
        Some(Item::Setting(_)) => words.say_with("history-setting", &item),
        Some(Item::Counter(_)) | None => words.say_with("history-counter", &item),
    }
}

/// How people know what a change is about.
fn named(change: &Change, max: usize, shown: impl Fn(&str, usize) -> String) -> String {
    match change.after.as_ref().or(change.before.as_ref()) {
        Some(Item::Entry(item)) => shown(item.entry.title().as_str(), max),
        Some(Item::Draft(draft)) => shown(draft.entry.title().as_str(), max),
        Some(Item::Topic(topic)) => shown(&topic.name, max),
        Some(Item::Counter(counter)) => shown(&counter.question, max),
        Some(Item::Setting(_)) | None => shown(&change.key.id, max),
    }
}

/// What somebody did.
fn action(words: Words, action: Action) -> String {
    match action {
        Action::Teach => words.say("item-action-teach"),
        Action::Edit => words.say("item-action-edit"),
        Action::Retire => words.say("item-action-retire"),
        Action::Restore => words.say("item-action-restore"),
        Action::Approve => words.say("item-action-approve"),
        Action::Reject => words.say("item-action-reject"),
        Action::Undo => words.say("item-action-undo"),
        Action::Set => words.say("item-action-set"),
        Action::Import => words.say("item-action-import"),
        Action::Resolve => words.say("item-action-resolve"),
    }
}

fn undo_menu(page: &[&[Change]], to: &To<'_>) -> CreateActionRow {
    let option = |commit: &&[Change]| {
        let first = &commit[0];
        let says = format!("{} · {} · {}", first.number, action(to.words, first.action), named(first, MAX_ITEM, line));
        CreateSelectMenuOption::new(label(&says, MAX_OPTION), first.number.to_string())
    };
    let kind = CreateSelectMenuKind::String { options: page.iter().map(option).collect() };
    let menu = CreateSelectMenu::new(sign(to, Curating::UndoOne), kind);
    CreateActionRow::SelectMenu(menu.placeholder(to.words.say("placeholder-undo")))
}
