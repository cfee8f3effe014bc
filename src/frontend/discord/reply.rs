//! From what the service returns to what Discord shows.

mod answering;
mod browsing;
mod card;
mod changes;
mod curating;
mod feedback;
mod reviewing;
mod saved;
mod several;

use serenity::all::ButtonStyle;
use serenity::all::CreateActionRow;
use serenity::all::CreateAttachment;
use serenity::all::CreateButton;
use serenity::all::CreateEmbed;
use serenity::all::GuildId;
use serenity::all::MessageId;
use serenity::all::UserId;

use crate::frontend::discord::echo;
use crate::frontend::discord::press::Keys;
use crate::frontend::discord::press::Paused;
use crate::frontend::discord::press::Press;
use crate::frontend::discord::press::Review;
use crate::frontend::discord::split::split;
use crate::frontend::discord::split::units;
use crate::frontend::wording;
use crate::frontend::wording::words::Words;
use crate::service::Answer;

pub(super) use answering::chosen;
pub(super) use answering::chosen_for;
pub(super) use answering::given_meanwhile;
pub(super) use answering::none_of_these;
pub(super) use answering::notified;
pub(super) use answering::sent;
pub(super) use answering::shown;
pub(super) use browsing::PAGE_ENTRIES;
pub(super) use browsing::SEARCH_ENTRIES;
pub(super) use browsing::list;
pub(super) use browsing::search;
pub use card::MAX_PART;
pub(super) use changes::history;
pub(super) use curating::DraftCard;
pub(super) use curating::PreviewSeen;
pub(super) use curating::WasDone;
pub(super) use curating::draft;
pub(super) use curating::draft_gone;
pub(super) use curating::undo_button;
pub(super) use curating::was_done;
pub(super) use feedback::forget_sure;
pub(super) use feedback::related;
pub(super) use feedback::which_one;
pub(super) use feedback::why_not;
pub(super) use reviewing::Case;
pub(super) use reviewing::CaseCard;
pub(super) use reviewing::QUESTION_FIELD;
pub(super) use reviewing::other_wordings;
pub(super) use reviewing::review_draft;
pub(super) use reviewing::review_end;
pub(super) use reviewing::review_entry;
pub(super) use reviewing::review_missed;
pub(super) use reviewing::review_suggestion;
pub(super) use reviewing::reword_form;
pub(super) use saved::saved;
pub(super) use several::from_message;
pub(super) use several::post;
pub(super) use several::unasked;

/// What is shown, as one message or, when it does not fit into one, as several that belong together. Says nothing of
/// where it goes or who sees it; `send` does.
pub(super) struct Reply {
    /// In the order of reading; at least one.
    pub(super) posts: Vec<Post>,
    /// Whether a button to take it away belongs below its last message: where others see it, and it is no mere notice.
    /// There is always room for it, see [`add_delete`].
    pub(super) deletable: bool,
}

impl Reply {
    /// The same in plain words, for a channel where the bot may neither embed nor attach: what stands in frames becomes
    /// text, a few messages at most.
    pub(super) fn in_words(self, words: Words) -> Reply {
        const MOST: usize = 3;
        let deletable = self.deletable;
        let rows = self.posts.iter().rev().find(|post| !post.rows.is_empty()).map(|post| post.rows.clone());
        let text: Vec<String> = self.posts.iter().map(all_words).filter(|text| !text.is_empty()).collect();
        let mut parts = split(&text.join("\n\n"), MAX_CONTENT).parts;
        parts.truncate(MOST);
        let mut posts: Vec<Post> = parts.into_iter().map(|content| Post { content, ..Post::default() }).collect();
        if let Some(last) = posts.last_mut() {
            last.rows = rows.unwrap_or_default();
        }
        if posts.is_empty() { notice(&words.say("not-shown-here")) } else { Reply { posts, deletable } }
    }
}

/// What is written in a message and its frames.
fn all_words(post: &Post) -> String {
    let mut words = vec![post.content.clone()];
    for embed in &post.embeds {
        let embed = serde_json::to_value(embed).unwrap_or_default();
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let title = text(&embed["title"]);
        // What was asked stands in frames as plain text; here Discord would read it.
        words.push(echo::echo(&text(&embed["author"]["name"]), MAX_CONTENT));
        words.push(if title.is_empty() { title } else { format!("**{title}**") });
        words.push(text(&embed["description"]));
        words.push(text(&embed["footer"]["text"]));
    }
    words.retain(|words| !words.is_empty());
    words.join("\n")
}

/// One message.
#[derive(Default)]
pub(super) struct Post {
    /// Plain words above everything else; empty for none. At most 2,000 characters.
    pub(super) content: String,
    /// At most 6,000 characters altogether.
    pub(super) embeds: Vec<CreateEmbed>,
    /// Rows of buttons, or a menu.
    pub(super) rows: Vec<CreateActionRow>,
    /// Attached files.
    pub(super) files: Vec<CreateAttachment>,
}

/// For whom a reply is made, and where.
#[derive(Clone, Copy)]
pub(super) struct To<'a> {
    /// Signs its buttons.
    pub(super) keys: &'a Keys,
    /// In which words it is.
    pub(super) words: Words,
    /// Who may press them.
    pub(super) asker: UserId,
    /// Where they work; `None` in direct messages.
    pub(super) guild: Option<GuildId>,
    /// Whether the asker alone sees the reply.
    pub(super) private: bool,
    /// Whether there are people who can be called where there is no answer.
    pub(super) helpers: bool,
    /// The question, to be shown above the answer: for commands, which others do not see. `None` where the reply hangs
    /// on the message with the question.
    pub(super) asked: Option<&'a str>,
    /// The review that pauses for what the reply is about, if one does; its buttons lead back to it.
    pub(super) paused: Option<&'a Paused>,
}

impl To<'_> {
    /// The custom id of something that may be pressed.
    pub(super) fn sign(&self, press: &Press) -> String {
        self.keys.sign(press, self.guild)
    }

    /// The custom id of something that leads on in a review.
    fn sign_review(&self, act: Review) -> String {
        self.sign(&Press::Review { asker: self.asker, act })
    }

    fn reply(&self, posts: Vec<Post>) -> Reply {
        Reply { posts, deletable: !self.private }
    }
}

/// Buttons that a row has room for.
const MAX_BUTTONS: usize = 5;

/// Longest content of a message, in UTF-16 units.
const MAX_CONTENT: usize = 2_000;

/// Most that the frames of a message may have altogether, in UTF-16 units.
const MAX_EMBEDS_LENGTH: usize = 6_000;

// Colours by what is said, so that a channel can be skimmed.
/// An answer to the question.
const ANSWERED: u32 = 0x2e_8b_57;
/// A question back.
const UNSURE: u32 = 0xe0_a0_30;
/// No answer.
const UNKNOWN: u32 = 0x80_84_8e;
/// Shown because somebody picked it or looked through the list.
pub(super) const SHOWN: u32 = 0x3b_78_c4;

/// Plain words alone, from `wording`.
pub(super) fn notice(text: &str) -> Reply {
    let content = if units(text) <= MAX_CONTENT { text.to_owned() } else { echo::line(text, MAX_CONTENT) };
    Reply { posts: vec![Post { content, ..Post::default() }], deletable: false }
}

/// How the asker's last question came to its answer; `None` when it is not remembered.
pub(super) fn why(answer: Option<&Answer>, words: Words) -> Reply {
    /// Together with the words around them, they stay below [`MAX_CONTENT`].
    const CANDIDATES: usize = 8;
    const PHRASING: usize = 45;
    const QUESTION: usize = 300;
    let Some(answer) = answer else { return notice(&words.say("why-no-question")) };
    // The block of code ends at three backticks.
    let phrasing = |text: &str| echo::line(text, PHRASING).replace('`', "'");
    let candidates = answer.judgement.candidates.iter().take(CANDIDATES);
    let phrasings: Vec<String> = candidates.map(|candidate| phrasing(&candidate.phrasing)).collect();
    let question = echo::echo(&answer.question, QUESTION);
    notice(&wording::discord::why(words, answer, &question, &phrasings))
}

/// Puts the button that takes a reply away below its last message; `parts` are the messages before that one. It goes to
/// the end of the last row where that has room, since each row pushes the conversation further out of sight.
pub(super) fn add_delete(
    rows: &mut Vec<CreateActionRow>,
    words: Words,
    keys: &Keys,
    asker: UserId,
    guild: Option<GuildId>,
    parts: &[MessageId],
) {
    let press = Press::Delete { asker, parts: parts.to_vec() };
    let delete = button(&words.say("button-delete"), keys.sign(&press, guild));
    match rows.last_mut() {
        Some(CreateActionRow::Buttons(last)) if last.len() < MAX_BUTTONS => last.push(delete),
        _ => rows.push(CreateActionRow::Buttons(vec![delete])),
    }
}

/// A button that does not press itself into the foreground.
pub(super) fn button(label: &str, custom_id: String) -> CreateButton {
    CreateButton::new(custom_id).label(label).style(ButtonStyle::Secondary)
}

/// `text` as the label of something that can be picked, which must not be blank.
fn label(text: &str, max: usize) -> String {
    let label = echo::line(text, max);
    let visible = label.chars().any(|c| !c.is_whitespace() && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{3164}'));
    if visible { label } else { "…".to_owned() }
}

#[cfg(test)]
mod tests;
