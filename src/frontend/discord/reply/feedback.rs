//! The buttons by which people say what they think of an answer, and what they want where there is none: one quiet row.

use serenity::all::ButtonStyle;
use serenity::all::CreateActionRow;
use serenity::all::CreateButton;
use serenity::all::GuildId;

use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::ShortId;
use crate::frontend::discord::press::About;
use crate::frontend::discord::press::Feedback;
use crate::frontend::discord::press::MAX_RECEIPTS;
use crate::frontend::discord::press::MAX_RELATED;
use crate::frontend::discord::press::Press;
use crate::frontend::discord::reply::Post;
use crate::frontend::discord::reply::Reply;
use crate::frontend::discord::reply::To;
use crate::frontend::discord::reply::button;
use crate::frontend::discord::reply::label;
use crate::frontend::discord::reply::notice;
use crate::service::Answer;
use crate::service::PostAnswer;
use crate::store::RowId;

/// Longest label of a button.
const MAX_LABEL: usize = 80;

/// Below an answer to a single question; none where the question is not recorded.
pub(super) fn under_answer(answer: &Answer, to: &To<'_>) -> Option<CreateActionRow> {
    let receipt = answer.receipt.clone()?;
    let mut buttons = votes(&About::one(receipt, None), to);
    let related: Vec<ShortId> = answer.related().take(MAX_RELATED).map(|entry| entry.id.short()).collect();
    if !related.is_empty() {
        buttons.push(of(&to.words.say("button-related"), Feedback::Related { entries: related }, to));
    }
    Some(CreateActionRow::Buttons(buttons))
}

/// Below an entry that was chosen as the answer to the question with this receipt.
pub(super) fn under_chosen(receipt: RowId, entry: &EntryId, to: &To<'_>) -> CreateActionRow {
    CreateActionRow::Buttons(votes(&About::one(receipt, Some(entry.short())), to))
}

/// Below where there is no answer to `answer`.
pub(super) fn under_nothing(answer: &Answer, to: &To<'_>) -> Option<CreateActionRow> {
    if answer.is_missed() { wishes(answer.receipt.as_slice(), to) } else { None }
}

/// What somebody may want whose question has no answer; none where nothing is recorded and nobody can be called.
pub(super) fn wishes(receipts: &[RowId], to: &To<'_>) -> Option<CreateActionRow> {
    let buttons = wished(receipts, to);
    (!buttons.is_empty()).then_some(CreateActionRow::Buttons(buttons))
}

/// Below what came of several questions: one vote on all that was answered, and one wish for all that was not.
pub(super) fn under_post(post: &PostAnswer, to: &To<'_>) -> Option<CreateActionRow> {
    let most = |receipts: &mut dyn Iterator<Item = RowId>| receipts.take(MAX_RECEIPTS).collect::<Vec<RowId>>();
    let answered = most(&mut post.sure().iter().filter_map(|sure| sure.answer.receipt.clone()));
    let missed = post.open().filter(|open| open.is_missed());
    let missed = most(&mut missed.filter_map(|open| open.receipt.clone()));
    let mut buttons = Vec::new();
    if !answered.is_empty() {
        buttons.extend(votes(&About { receipts: answered, entry: None }, to));
    }
    if post.open().any(|open| open.is_missed()) {
        buttons.extend(wished(&missed, to));
    }
    (!buttons.is_empty()).then_some(CreateActionRow::Buttons(buttons))
}

/// Asks why an answer did not help.
pub(in crate::frontend::discord) fn why_not(about: &About, to: &To<'_>) -> Reply {
    let words = to.words;
    let buttons = vec![
        of(&words.say("button-wrong-entry"), Feedback::Wrong(about.clone()), to),
        of(&words.say("button-outdated"), Feedback::Outdated(about.clone()), to),
        of(&words.say("button-unclear"), Feedback::Unclear(about.clone()), to),
    ];
    with_rows(&words.say("feedback-why-not"), vec![CreateActionRow::Buttons(buttons)])
}

/// Asks which of several answers did not help; each with its question.
pub(in crate::frontend::discord) fn which_one(asked: &[(RowId, String)], to: &To<'_>) -> Reply {
    let row = |(receipt, question): &(RowId, String)| {
        let act = Feedback::NotHelpful(About::one(receipt.clone(), None));
        CreateActionRow::Buttons(vec![of(&label(question, MAX_LABEL), act, to)])
    };
    with_rows(&to.words.say("feedback-which-one"), asked.iter().map(row).collect())
}

/// Names entries, each of which can be shown in the place of this.
pub(in crate::frontend::discord) fn related<'a>(entries: impl Iterator<Item = &'a Entry>, to: &To<'_>) -> Reply {
    let row = |entry: &Entry| {
        let press = Press::Choose { asker: to.asker, entry: entry.id.short() };
        CreateActionRow::Buttons(vec![button(&label(entry.title().as_str(), MAX_LABEL), to.sign(&press))])
    };
    with_rows(&to.words.say("feedback-related"), entries.map(row).collect())
}

/// Asks whether all that is held on somebody is to be deleted.
pub(in crate::frontend::discord) fn forget_sure(to: &To<'_>) -> Reply {
    let forget = of(&to.words.say("button-forget"), Feedback::Forget, to).style(ButtonStyle::Danger);
    with_rows(&to.words.say("privacy-sure"), vec![CreateActionRow::Buttons(vec![forget])])
}

/// The button by which somebody who was told something says that they want no more of it.
/// `server` is the one that it was about.
pub(super) fn stop_telling(server: Option<GuildId>, to: &To<'_>) -> CreateActionRow {
    CreateActionRow::Buttons(vec![of(&to.words.say("button-stop-telling"), Feedback::StopTelling { server }, to)])
}

fn votes(about: &About, to: &To<'_>) -> Vec<CreateButton> {
    vec![
        of(&to.words.say("button-helpful"), Feedback::Helpful(about.clone()), to),
        of(&to.words.say("button-not-helpful"), Feedback::NotHelpful(about.clone()), to),
    ]
}

fn wished(receipts: &[RowId], to: &To<'_>) -> Vec<CreateButton> {
    let mut buttons = Vec::new();
    if !receipts.is_empty() {
        let receipts = receipts.to_vec();
        buttons.push(of(&to.words.say("button-tell-me"), Feedback::TellMe { receipts }, to));
    }
    // Outside of servers there is nobody to call.
    if to.helpers && to.guild.is_some() {
        let act = Feedback::AskHuman { receipt: receipts.first().cloned() };
        buttons.push(of(&to.words.say("button-ask-human"), act, to));
    }
    buttons
}

fn of(label: &str, act: Feedback, to: &To<'_>) -> CreateButton {
    button(label, to.sign(&Press::Feedback { asker: to.asker, act }))
}

fn with_rows(text: &str, rows: Vec<CreateActionRow>) -> Reply {
    let mut reply = notice(text);
    reply.posts = vec![Post { rows, ..reply.posts.remove(0) }];
    reply
}
