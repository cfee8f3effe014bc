//! What waits for a decision, as those who decide see it: a few words on top of what was done last, then the thing itself,
//! then the buttons.

use std::collections::HashSet;
use std::sync::Arc;

use serenity::all::ButtonStyle;
use serenity::all::ChannelId;
use serenity::all::CreateActionRow;
use serenity::all::CreateButton;
use serenity::all::CreateEmbed;
use serenity::all::CreateEmbedFooter;
use serenity::all::CreateSelectMenuOption;
use serenity::all::GuildId;
use serenity::all::Mentionable;

use crate::entry::Entry;
use crate::entry::MAX_PHRASING_CHARS;
use crate::entry::normalized;
use crate::frontend::discord::called::SLASH;
use crate::frontend::discord::echo::echo;
use crate::frontend::discord::form::Field;
use crate::frontend::discord::form::Form;
use crate::frontend::discord::press::Review;
use crate::frontend::discord::press::Waits;
use crate::frontend::discord::reply::Post;
use crate::frontend::discord::reply::Reply;
use crate::frontend::discord::reply::SHOWN;
use crate::frontend::discord::reply::To;
use crate::frontend::discord::reply::UNSURE;
use crate::frontend::discord::reply::answering;
use crate::frontend::discord::reply::browsing::menu;
use crate::frontend::discord::reply::button;
use crate::frontend::discord::reply::curating;
use crate::frontend::discord::reply::curating::DraftCard;
use crate::frontend::discord::reply::curating::PreviewSeen;
use crate::frontend::discord::reply::label;
use crate::service::Catalog;
use crate::service::Flawed;
use crate::service::Near;
use crate::service::OpenDraft;
use crate::service::WaitingDraft;
use crate::store::Cluster;
use crate::store::Member;
use crate::store::Moment;
use crate::store::Place;
use crate::store::RowId;
use crate::store::Suggestion;
use crate::store::SuggestionKind;

/// The field of the form in which a suggestion is reworded.
pub(in crate::frontend::discord) const QUESTION_FIELD: &str = "question";

/// Longest question in a card, in UTF-16 units; with all around them they stay below the 4,096 of a frame.
const MAX_QUESTION: usize = 250;
/// Longest label of an option of a menu.
const MAX_OPTION: usize = 100;
/// Questions of a cluster that are shown.
const EXAMPLES: usize = 5;
/// Other wordings that a form begins with.
const MOST_WORDINGS: usize = 10;

/// One thing that waits.
#[derive(Clone, Debug)]
pub(in crate::frontend::discord) enum Case {
    Draft(Box<WaitingDraft>),
    Suggestion(Suggestion),
    Missed(Box<Cluster>),
    Entry { entry: Box<Entry>, flawed: Option<Box<Flawed>>, is_overdue: bool },
}

impl Case {
    /// Its name in buttons; `None` for a draft that none can name.
    pub(in crate::frontend::discord) fn name(&self) -> Option<Waits> {
        Some(match self {
            Case::Draft(draft) => Waits::Draft(RowId::parse(&draft.id)?),
            Case::Suggestion(suggestion) => Waits::Suggestion(suggestion.number),
            Case::Missed(cluster) => Waits::Missed(cluster.number),
            Case::Entry { entry, .. } => Waits::Entry(entry.id.short()),
        })
    }

    /// Whether it would keep an entry from a question.
    pub(in crate::frontend::discord) fn is_counter(&self) -> bool {
        matches!(self, Case::Suggestion(suggestion) if suggestion.kind == SuggestionKind::Counter)
    }
}

/// Something that waits, and where in the row it is.
pub(in crate::frontend::discord) struct CaseCard<'a> {
    pub(in crate::frontend::discord) case: &'a Case,
    /// From 0.
    pub(in crate::frontend::discord) at: usize,
    pub(in crate::frontend::discord) of: usize,
    /// What was done last.
    pub(in crate::frontend::discord) done: Option<&'a str>,
    /// What takes that back.
    pub(in crate::frontend::discord) undo: Option<&'a Review>,
}

/// A draft.
pub(in crate::frontend::discord) fn review_draft(
    card: &CaseCard<'_>,
    open: &OpenDraft,
    near: Option<&[Near]>,
    preview: PreviewSeen<'_>,
    catalog: &Catalog,
    to: &To<'_>,
) -> Reply {
    let words = to.words;
    let draft = curating::draft(&DraftCard { open, near, preview, may_review: true, catalog }, to);
    let beside = near.is_some_and(|near| !near.is_empty());
    let mut buttons = Vec::new();
    if !open.is_outdated {
        let says = if beside { words.say("button-save-beside") } else { words.say("button-save") };
        buttons.push(press(card, &says, |what, at| Review::Approve { what, at, beside }, to).style(if beside {
            ButtonStyle::Secondary
        } else {
            ButtonStyle::Success
        }));
    }
    buttons.push(press(card, &words.say("button-change"), |what, at| Review::Write { what, at }, to));
    buttons.push(press(card, &words.say("button-discard"), |what, at| Review::Reject { what, at }, to));
    let post = Post { content: draft.content, embeds: draft.embeds, files: draft.files, ..Post::default() };
    shown(card, post, buttons, None, to)
}

/// A suggestion.
pub(in crate::frontend::discord) fn review_suggestion(
    card: &CaseCard<'_>,
    suggestion: &Suggestion,
    preview: PreviewSeen<'_>,
    catalog: &Catalog,
    to: &To<'_>,
) -> Reply {
    let words = to.words;
    let entry = catalog.entry(&suggestion.entry);
    let title = entry.map_or_else(|| suggestion.entry.as_str(), |entry| entry.title().as_str());
    let arguments = [
        ("count", suggestion.supporters.into()),
        ("question", echo(&suggestion.text, MAX_QUESTION).into()),
        ("entry", echo(title, MAX_QUESTION).into()),
    ];
    let said = match suggestion.kind {
        SuggestionKind::Phrasing => words.say_with("review-phrasing", &arguments),
        SuggestionKind::Counter => words.say_with("review-counter", &arguments),
    };
    let gone = entry.is_none().then(|| words.say("review-entry-gone"));
    let preview = curating::preview_text(preview, catalog, to);
    let lines: Vec<String> = [said].into_iter().chain(gone).chain([preview]).collect();
    let embed = CreateEmbed::new().description(lines.join("\n\n")).colour(SHOWN);
    let mut buttons = Vec::new();
    if entry.is_some() {
        buttons.push(
            press(card, &words.say("button-approve"), |what, at| Review::Approve { what, at, beside: true }, to)
                .style(ButtonStyle::Success),
        );
        buttons.push(press(card, &words.say("button-reword"), |what, at| Review::Write { what, at }, to));
    }
    buttons.push(press(card, &words.say("button-reject"), |what, at| Review::Reject { what, at }, to));
    shown(card, Post { embeds: vec![embed], ..Post::default() }, buttons, None, to)
}

/// Missed questions.
pub(in crate::frontend::discord) fn review_missed(
    card: &CaseCard<'_>,
    cluster: &Cluster,
    members: &[Member],
    nearest: &[Arc<Entry>],
    to: &To<'_>,
) -> Reply {
    let words = to.words;
    let mut lines = vec![
        format!("**{}**", echo(&cluster.text, MAX_QUESTION)),
        words.say_with(
            "review-missed",
            &[
                ("askers", cluster.askers.into()),
                ("times", members.iter().map(|member| member.times).sum::<u64>().into()),
                ("first", ago(cluster.first).into()),
                ("last", ago(cluster.last).into()),
            ],
        ),
    ];
    let mut latest: Vec<&Member> = members.iter().collect();
    latest.sort_by_key(|member| std::cmp::Reverse(member.last));
    for member in latest.iter().take(EXAMPLES) {
        let place = link(&member.place, to.guild);
        let place = place.map(|place| format!(" · {place}")).unwrap_or_default();
        lines.push(format!("- {}{place}", echo(&member.text, MAX_QUESTION)));
    }
    if let more @ 1.. = members.len().saturating_sub(EXAMPLES) {
        lines.push(words.say_with("preview-more", &[("more", more.into())]));
    }
    if let Some(entry) = nearest.first() {
        let title = echo(entry.title().as_str(), MAX_QUESTION);
        lines.push(words.say_with("review-nearest", &[("entry", title.into())]));
    }
    let embed = CreateEmbed::new().description(lines.join("\n")).colour(UNSURE);
    let buttons = vec![
        press(card, &words.say("button-answer"), |what, at| Review::Write { what, at }, to).style(ButtonStyle::Success),
        press(card, &words.say("button-dismiss"), |what, at| Review::Reject { what, at }, to),
    ];
    let option = |entry: &Arc<Entry>| {
        CreateSelectMenuOption::new(label(entry.title().as_str(), MAX_OPTION), entry.id.short().to_string())
    };
    let options: Vec<CreateSelectMenuOption> = nearest.iter().map(option).collect();
    let join = (!options.is_empty()).then(|| {
        let id = sign(card, |what, at| Review::Join { what, at }, to);
        menu(id, options, words.say("placeholder-join"))
    });
    shown(card, Post { embeds: vec![embed], ..Post::default() }, buttons, join, to)
}

/// An entry that is to be looked at again.
pub(in crate::frontend::discord) fn review_entry(
    card: &CaseCard<'_>,
    entry: &Entry,
    flawed: Option<&Flawed>,
    is_overdue: bool,
    to: &To<'_>,
) -> Reply {
    let words = to.words;
    let mut post = answering::as_draft(entry, to);
    post.rows = Vec::new();
    let mut lines = Vec::new();
    if let Some(day) = entry.review_by.filter(|_| is_overdue) {
        lines.push(words.say_with("review-overdue", &[("day", day.to_string().into())]));
    }
    if let Some(flawed) = flawed {
        lines.push(words.say_with(
            "review-flawed",
            &[
                ("count", flawed.persons().into()),
                ("outdated", flawed.outdated.into()),
                ("unclear", flawed.unclear.into()),
            ],
        ));
    }
    post.content = lines.join("\n");
    let buttons = vec![
        press(card, &words.say("button-still-right"), |what, at| Review::StillRight { what, at }, to)
            .style(ButtonStyle::Success),
        press(card, &words.say("button-change"), |what, at| Review::Write { what, at }, to),
        press(card, &words.say("button-retire"), |what, at| Review::Reject { what, at }, to),
    ];
    shown(card, post, buttons, None, to)
}

/// The end of the row, with how many still wait.
pub(in crate::frontend::discord) fn review_end(
    waiting: usize,
    done: Option<&str>,
    undo: Option<&Review>,
    to: &To<'_>,
) -> Reply {
    let words = to.words;
    let end = match waiting {
        0 => words.say("review-nothing"),
        waiting => words.say_with("review-end", &[("count", waiting.into())]),
    };
    let content = done.into_iter().chain([end.as_str()]).collect::<Vec<_>>().join("\n\n");
    let mut buttons = Vec::new();
    if waiting > 0 {
        buttons.push(button(&words.say("button-from-beginning"), to.sign_review(Review::Begin)));
    }
    buttons.extend(undo.map(|undo| button(&words.say("button-undo"), to.sign_review(undo.clone()))));
    let rows = if buttons.is_empty() { Vec::new() } else { vec![CreateActionRow::Buttons(buttons)] };
    Reply { posts: vec![Post { content, rows, ..Post::default() }], deletable: false }
}

/// The form in which a suggestion is written in other words.
pub(in crate::frontend::discord) fn reword_form(text: &str, act: Review, to: &To<'_>) -> Form {
    let field = Field {
        name: QUESTION_FIELD,
        label: to.words.say("label-question"),
        hint: String::new(),
        value: text.to_owned(),
        long: false,
        required: true,
        max: MAX_PHRASING_CHARS,
    };
    Form { title: to.words.say("form-title-reword"), custom_id: to.sign_review(act), fields: vec![field] }
}

/// Other words in which a cluster was asked, each once.
pub(in crate::frontend::discord) fn other_wordings(cluster: &Cluster, members: &[Member]) -> Vec<String> {
    let mut seen = HashSet::from([normalized(&cluster.text)]);
    let new = members.iter().filter(|member| seen.insert(normalized(&member.text)));
    new.take(MOST_WORDINGS).map(|member| member.text.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// Puts together what was done last, the case, its buttons and the way on.
fn shown(
    card: &CaseCard<'_>,
    mut post: Post,
    mut buttons: Vec<CreateButton>,
    menu: Option<CreateActionRow>,
    to: &To<'_>,
) -> Reply {
    let words = to.words;
    let place = words.say_with("review-place", &[("number", (card.at + 1).into()), ("of", card.of.into())]);
    let mut head = CreateEmbed::new().colour(SHOWN).footer(CreateEmbedFooter::new(place));
    if let Some(done) = card.done {
        head = head.description(done);
    }
    post.embeds.insert(0, head);
    buttons.push(press(card, &words.say("button-skip"), |what, at| Review::Skip { what, at }, to));
    buttons.extend(card.undo.map(|undo| button(&words.say("button-undo"), to.sign_review(undo.clone()))));
    post.rows = menu.into_iter().chain([CreateActionRow::Buttons(buttons)]).collect();
    Reply { posts: vec![post], deletable: false }
}

fn press(card: &CaseCard<'_>, says: &str, act: impl Fn(Waits, u16) -> Review, to: &To<'_>) -> CreateButton {
    button(says, sign(card, act, to))
}

fn sign(card: &CaseCard<'_>, act: impl Fn(Waits, u16) -> Review, to: &To<'_>) -> String {
    let at = u16::try_from(card.at).unwrap_or(u16::MAX);
    // A row has only cases with a name.
    let act = card.case.name().map_or(Review::Begin, |what| act(what, at));
    to.sign_review(act)
}

/// A moment as Discord shows it to each in their language: how long ago.
fn ago(moment: Moment) -> String {
    format!("<t:{}:R>", moment.0.div_euclid(1_000))
}

/// Where a question was asked, as something that leads there; `None` where nobody else can go.
fn link(place: &Place, guild: Option<GuildId>) -> Option<String> {
    let channel = ChannelId::new(place.channel.filter(|channel| *channel > 0)?);
    match (place.door.as_str(), guild?, place.message) {
        ("direct" | "terminal", ..) => None,
        // A command leaves no message; what stands there is not one.
        (SLASH, ..) | (_, _, None) => Some(channel.mention().to_string()),
        (_, guild, Some(message)) => Some(format!("https://discord.com/channels/{guild}/{channel}/{message}")),
    }
}
