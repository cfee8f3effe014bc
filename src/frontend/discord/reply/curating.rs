//! Drafts as those who decide on them see them, and what became of them.

use serenity::all::ButtonStyle;
use serenity::all::CreateActionRow;
use serenity::all::CreateButton;

use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::State;
use crate::frontend::discord::echo::echo;
use crate::frontend::discord::echo::line;
use crate::frontend::discord::press::Curating;
use crate::frontend::discord::press::Paused;
use crate::frontend::discord::press::Press;
use crate::frontend::discord::press::Review;
use crate::frontend::discord::reply::MAX_CONTENT;
use crate::frontend::discord::reply::Post;
use crate::frontend::discord::reply::Reply;
use crate::frontend::discord::reply::To;
use crate::frontend::discord::reply::answering;
use crate::frontend::discord::reply::button;
use crate::frontend::discord::reply::card::OTHER_PHRASINGS;
use crate::frontend::discord::reply::label;
use crate::frontend::discord::reply::saved;
use crate::frontend::discord::split::units;
use crate::frontend::wording;
use crate::frontend::wording::diff;
use crate::matching::judgement::Verdict;
use crate::service::Catalog;
use crate::service::Changed;
use crate::service::Done;
use crate::service::Near;
use crate::service::OpenDraft;
use crate::service::Outcome;
use crate::service::Preview;
use crate::store::RowId;

// Lengths in UTF-16 units. What is always said of a draft stays below half of a message's 2,000; the lines of what it
// changes are added while they fit.

/// Longest question where it stands among others.
const MAX_QUESTION: usize = 90;
/// Longest beginning of another answer.
const MAX_BEGINNING: usize = 60;
/// Longest line of a difference.
const MAX_LINE: usize = 100;
/// Longest difference, so that there is room for a preview.
const MAX_DIFF: usize = 600;
/// Longest label of a button, and of a title in it.
const MAX_LABEL: usize = 80;
const MAX_TITLE_IN_LABEL: usize = 40;
/// Longest name of a member.
const MAX_NAME: usize = 40;
/// Near entries that have buttons: a row each, and one row for the draft.
const MAX_NEAR: usize = 2;
/// Questions that come back as something else which are named.
const CHANGED_SHOWN: usize = 5;

/// How much is known of what a draft would change.
#[derive(Clone, Copy)]
pub(in crate::frontend::discord) enum PreviewSeen<'a> {
    /// It is being worked out.
    Pending,
    /// It could not be worked out.
    Failed,
    /// Nobody works it out.
    NotAsked,
    /// All of it.
    Known(&'a Preview),
}

/// A draft and what there is to say of it.
pub(in crate::frontend::discord) struct DraftCard<'a> {
    pub(in crate::frontend::discord) open: &'a OpenDraft,
    /// Entries that ask for nearly the same; `None` where that is not known.
    pub(in crate::frontend::discord) near: Option<&'a [Near]>,
    pub(in crate::frontend::discord) preview: PreviewSeen<'a>,
    /// Whether whoever looks at it decides on it.
    pub(in crate::frontend::discord) may_review: bool,
    /// For the titles of entries.
    pub(in crate::frontend::discord) catalog: &'a Catalog,
}

/// A draft as one message.
pub(in crate::frontend::discord) fn draft(card: &DraftCard<'_>, to: &To<'_>) -> Post {
    let mut post = answering::as_draft(&card.open.draft.entry, to);
    post.content = said_of(card, to);
    // The links of the answer would take the room of the buttons, and are in it all the same.
    post.rows = rows(card, to);
    post
}

fn said_of(card: &DraftCard<'_>, to: &To<'_>) -> String {
    let words = to.words;
    let OpenDraft { draft, is_outdated, .. } = card.open;
    let now = card.open.replaced();
    let mut said = Said::default();
    let by = [("by", name(&draft.name, to).into())];
    let is_retired = draft.entry.state == State::Retired;
    said.add(&match now {
        _ if is_retired => words.say_with("draft-retires", &by),
        Some(now) if now.state == State::Retired => words.say_with("draft-restores", &by),
        Some(_) => words.say_with("draft-changes", &by),
        None => words.say_with("draft-adds", &by),
    });
    said.add(&if card.may_review { words.say("draft-not-served") } else { words.say("draft-waits") });
    if let Some(number) = draft.resolves {
        said.add(&words.say_with("draft-resolves", &[("number", number.into())]));
    }
    if *is_outdated {
        said.add(&words.say("draft-outdated"));
    }
    if let more @ 1.. = draft.entry.phrasings.len().saturating_sub(OTHER_PHRASINGS + 1) {
        said.add(&words.say_with("draft-more-questions", &[("more", more.into())]));
    }
    match card.near {
        None => _ = said.add(&words.say("near-unknown")),
        Some(near) => near.iter().for_each(|near| _ = said.add(&near_line(near, to))),
    }
    if let Some(now) = now.filter(|_| !is_retired) {
        said.add_block(&diff::entries(words, Some(now), Some(&draft.entry)), &words.say("draft-diff"));
    }
    match card.preview {
        PreviewSeen::Pending => _ = said.add(&words.say("preview-pending")),
        PreviewSeen::Failed => _ = said.add(&words.say("preview-failed")),
        PreviewSeen::NotAsked => {}
        PreviewSeen::Known(preview) => preview_lines(preview, &|id| title(card, id, to), to, &mut said),
    }
    said.text
}

/// Lines that are added while they fit into a message.
#[derive(Default)]
struct Said {
    text: String,
}

impl Said {
    /// Whether the line fitted.
    fn add(&mut self, line: &str) -> bool {
        let fits = units(&self.text) + 1 + units(line) <= MAX_CONTENT;
        if fits {
            if !self.text.is_empty() {
                self.text.push('\n');
            }
            self.text.push_str(line);
        }
        fits
    }

    /// Lines of a difference as a block of code, under a heading; the last of them tells of those that have no room.
    fn add_block(&mut self, lines: &[String], heading: &str) {
        if lines.is_empty() {
            return;
        }
        let mut block = format!("{heading}\n```diff");
        for (at, one) in lines.iter().enumerate() {
            let one = in_code(one, MAX_LINE);
            if units(&block) + units(&one) > MAX_DIFF {
                block.push_str(&format!("\n  … +{}", lines.len() - at));
                break;
            }
            block.push_str(&format!("\n{one}"));
        }
        self.add(&format!("{block}\n```"));
    }
}

/// A line in a block of code, which ends at three backticks.
pub(super) fn in_code(text: &str, max: usize) -> String {
    line(text, max).replace('`', "'")
}

fn near_line(near: &Near, to: &To<'_>) -> String {
    let words = to.words;
    let question = echo(&near.phrasing, MAX_QUESTION);
    let answer = echo(near.entry.answer.lines().next().unwrap_or_default(), MAX_BEGINNING);
    let percent = wording::percent(near.cosine);
    match (near.same_question, near.same_answer) {
        (true, true) => words.say_with("near-same", &[("question", question.into())]),
        (true, false) => words.say_with("near-conflict", &[("question", question.into()), ("answer", answer.into())]),
        (false, true) => {
            words.say_with("near-same-answer", &[("question", question.into()), ("percent", percent.into())])
        }
        (false, false) => words.say_with(
            "near-other-answer",
            &[("question", question.into()), ("answer", answer.into()), ("percent", percent.into())],
        ),
    }
}

/// What something that is no draft would change, in words.
pub(super) fn preview_text(preview: PreviewSeen<'_>, catalog: &Catalog, to: &To<'_>) -> String {
    let mut said = Said::default();
    match preview {
        PreviewSeen::Pending => _ = said.add(&to.words.say("preview-pending")),
        PreviewSeen::Failed => _ = said.add(&to.words.say("preview-failed")),
        PreviewSeen::NotAsked => {}
        PreviewSeen::Known(preview) => preview_lines(preview, &|id| title_of(catalog, id), to, &mut said),
    }
    said.text
}

fn preview_lines(preview: &Preview, title: &dyn Fn(&EntryId) -> String, to: &To<'_>, said: &mut Said) {
    let words = to.words;
    let [phrasings, labelled, asked] = preview.replayed;
    let count = preview.changed.len();
    let arguments = [("stored", (phrasings + labelled).into()), ("asked", asked.into()), ("changed", count.into())];
    said.add(&words.say_with("preview", &arguments));
    // What people asked first: that the new questions have their answer now is no surprise.
    let mut changed: Vec<&Changed> = preview.changed.iter().collect();
    changed.sort_by_key(|changed| std::cmp::Reverse(changed.origin));
    // Kept free for the line that counts the rest.
    let rest_needs = units(&words.say_with("preview-more", &[("more", count.into())])) + 1;
    let mut shown = 0;
    for one in changed.iter().take(CHANGED_SHOWN) {
        let (before, after) = (outcome(&one.before, to, title), outcome(&one.after, to, title));
        let line = format!("- {}: {before} → {after}", echo(&one.question, MAX_QUESTION));
        if units(&said.text) + 1 + units(&line) + rest_needs > MAX_CONTENT || !said.add(&line) {
            break;
        }
        shown += 1;
    }
    if let more @ 1.. = count - shown {
        said.add(&words.say_with("preview-more", &[("more", more.into())]));
    }
}

fn title(card: &DraftCard<'_>, id: &EntryId, to: &To<'_>) -> String {
    if *id == card.open.draft.entry.id {
        return to.words.say("this-draft");
    }
    title_of(card.catalog, id)
}

fn title_of(catalog: &Catalog, id: &EntryId) -> String {
    let found = catalog.entry(id).map(|entry| echo(entry.title().as_str(), MAX_TITLE_IN_LABEL));
    found.unwrap_or_else(|| echo(id.as_str(), MAX_TITLE_IN_LABEL))
}

fn outcome(outcome: &Outcome, to: &To<'_>, title: impl Fn(&EntryId) -> String) -> String {
    match (outcome.verdict, outcome.entries.first()) {
        (Verdict::Answer, Some(entry)) => format!("**{}**", title(entry)),
        (Verdict::Choose, _) => to.words.say_with("outcome-choice", &[("count", outcome.entries.len().into())]),
        (Verdict::Answer | Verdict::Abstain, _) => to.words.say("outcome-none"),
    }
}

fn rows(card: &DraftCard<'_>, to: &To<'_>) -> Vec<CreateActionRow> {
    // Whatever is in the store under another name was not written by this program, and has no buttons.
    let Some(id) = RowId::parse(&card.open.id) else { return Vec::new() };
    let words = to.words;
    let is_new = !card.open.draft.replaces;
    let near = card.near.unwrap_or_default();
    let mut first = Vec::new();
    if card.may_review && !card.open.is_outdated {
        let beside = !near.is_empty();
        let says = if beside { words.say("button-save-beside") } else { words.say("button-save") };
        let style = if beside { ButtonStyle::Secondary } else { ButtonStyle::Success };
        first.push(button(&says, sign(to, Curating::Save { draft: id.clone(), beside })).style(style));
    }
    first.push(change_button(&id, to));
    let says = words.say("button-discard");
    first.push(button(&says, sign(to, Curating::Discard { draft: id.clone() })));
    // Not while the preview is on its way: it would take the place of what comes next.
    if !matches!(card.preview, PreviewSeen::Pending) {
        let skip = |paused: &Paused| button(&words.say("button-skip"), to.sign_review(paused.skip()));
        first.extend(to.paused.map(skip));
    }
    let mut rows = vec![CreateActionRow::Buttons(first)];
    if card.may_review && is_new {
        for near in near.iter().take(MAX_NEAR) {
            let buttons = ways_out(&id, near, to);
            if !buttons.is_empty() {
                rows.push(CreateActionRow::Buttons(buttons));
            }
        }
    }
    rows
}

/// What else can be done with a draft that asks for nearly the same as an entry.
fn ways_out(draft: &RowId, near: &Near, to: &To<'_>) -> Vec<CreateButton> {
    let words = to.words;
    let title = || line(near.entry.title().as_str(), MAX_TITLE_IN_LABEL);
    let press = |answer| sign(to, Curating::Merge { draft: draft.clone(), into: near.entry.id.short(), answer });
    let mut buttons = Vec::new();
    if !near.same_question {
        let says = words.say_with("button-add-question", &[("entry", title().into())]);
        buttons.push(button(&label(&says, MAX_LABEL), press(false)));
    }
    if !near.same_answer {
        let says = words.say_with("button-put-answer", &[("entry", title().into())]);
        buttons.push(button(&label(&says, MAX_LABEL), press(true)));
    }
    buttons
}

/// The button that shows a draft again as a form.
fn change_button(draft: &RowId, to: &To<'_>) -> CreateButton {
    button(&to.words.say("button-change"), sign(to, Curating::Change { draft: draft.clone() }))
}

/// The button that takes a change back.
pub(in crate::frontend::discord) fn undo_button(number: u64, to: &To<'_>) -> CreateButton {
    button(&to.words.say("button-undo"), sign(to, Curating::Undo { number }))
}

pub(super) fn sign(to: &To<'_>, act: Curating) -> String {
    to.sign(&Press::Curating { asker: to.asker, act, paused: to.paused.cloned() })
}

/// What somebody is called in the history; empty for who asked to be forgotten.
pub(super) fn name(name: &str, to: &To<'_>) -> String {
    if name.is_empty() { to.words.say("somebody") } else { echo(name, MAX_NAME) }
}

/// What was done with the knowledge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::frontend::discord) enum WasDone {
    /// A draft was approved.
    Saved,
    /// What a draft says was given to another entry.
    Merged,
    /// A draft was rejected by somebody who may take that back.
    Discarded,
    /// A draft was taken back by whoever wrote it.
    Withdrawn,
    /// An entry was taken out of service.
    Retired,
    /// An entry was put back.
    Restored,
    /// The change of this number was taken back.
    Undone(u64),
}

/// What was done, and how to take it back.
pub(in crate::frontend::discord) fn was_done(what: WasDone, done: &Done, catalog: &Catalog, to: &To<'_>) -> Reply {
    let words = to.words;
    let entry = done.entry.as_ref().and_then(|id| catalog.entry(id)).map(AsRef::<Entry>::as_ref);
    let title = entry.map(|entry| echo(entry.title().as_str(), MAX_QUESTION));
    let id = || done.entry.as_ref().map(|id| echo(id.as_str(), MAX_QUESTION)).unwrap_or_default();
    let title = [("entry", title.unwrap_or_else(id).into())];
    let mut said = Said::default();
    said.add(&match (what, entry) {
        (WasDone::Saved, Some(entry)) => saved(words, entry, catalog),
        (WasDone::Saved | WasDone::Retired, _) => words.say_with("done-retired", &title),
        (WasDone::Merged, _) => words.say_with("done-merged", &title),
        (WasDone::Discarded | WasDone::Withdrawn, _) => words.say("done-discarded"),
        (WasDone::Restored, _) => words.say_with("done-restored", &title),
        (WasDone::Undone(number), _) => words.say_with("done-undone", &[("number", number.into())]),
    });
    match done.number {
        0 => _ = said.add(&words.say("done-as-it-was")),
        number => _ = said.add(&words.say_with("done-number", &[("number", number.into())])),
    }
    if done.told > 0 {
        said.add(&words.say_with("done-told", &[("count", done.told.into())]));
    }
    let can_undo = done.number > 0 && what != WasDone::Withdrawn;
    let undo = can_undo.then(|| undo_button(done.number, to));
    let on = to.paused.map(|paused| match what {
        // It may wait for something else all the same, such as an answer that is still past its day.
        WasDone::Saved | WasDone::Merged => paused.skip(),
        _ => paused.back(),
    });
    with_way_on(said.text, on, undo, to)
}

/// That a draft waits no longer, which is why there is nothing more to do with it.
pub(in crate::frontend::discord) fn draft_gone(to: &To<'_>) -> Reply {
    with_way_on(to.words.say("draft-gone"), to.paused.map(Paused::back), None, to)
}

/// Words with the button that goes on with a review, and the one that takes back what was done.
fn with_way_on(content: String, on: Option<Review>, undo: Option<CreateButton>, to: &To<'_>) -> Reply {
    let go_on = |act| button(&to.words.say("button-go-on"), to.sign_review(act)).style(ButtonStyle::Success);
    let buttons: Vec<CreateButton> = on.map(go_on).into_iter().chain(undo).collect();
    let rows = if buttons.is_empty() { Vec::new() } else { vec![CreateActionRow::Buttons(buttons)] };
    Reply { posts: vec![Post { content, rows, ..Post::default() }], deletable: false }
}
