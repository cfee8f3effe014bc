//! An answer in its frame: cut into messages where it is long, with what stands above and below it.

use serenity::all::CreateActionRow;
use serenity::all::CreateAttachment;
use serenity::all::CreateButton;
use serenity::all::CreateEmbed;
use serenity::all::CreateEmbedAuthor;
use serenity::all::CreateEmbedFooter;

use crate::entry::Entry;
use crate::frontend::discord::echo::echo;
use crate::frontend::discord::echo::line;
use crate::frontend::discord::reply::Post;
use crate::frontend::discord::reply::To;
use crate::frontend::discord::reply::label;
use crate::frontend::discord::rich::Rich;
use crate::frontend::discord::split::split;
use crate::frontend::wording;
use crate::frontend::wording::words::Words;

// Lengths in UTF-16 units. The longest of each together stay below the 6,000 of a message.

/// Longest title, and longest line above it.
const MAX_TITLE: usize = 256;
/// Longest part of an answer that one message shows, in UTF-16 units; with the note that there is more, still below the 4,096 of a description.
pub const MAX_PART: usize = 4_000;
/// Longest single remark in the line below an answer, which has five at most.
const MAX_REMARK: usize = 150;
/// Longest label of a button.
pub(super) const MAX_LABEL: usize = 80;

/// More messages than this would push the conversation out of sight; then the answer is attached.
pub(super) const MAX_POSTS: usize = 3;

/// Other phrasings shown with an entry.
pub(super) const OTHER_PHRASINGS: usize = 5;

/// Puts a row of buttons below the last of `posts`.
pub(super) fn add_row(posts: &mut [Post], row: Option<CreateActionRow>) {
    if let Some(last) = posts.last_mut() {
        last.rows.extend(row);
    }
}

/// Words in a frame, under the question.
pub(super) fn plain_card(text: String, colour: u32, to: &To<'_>) -> Post {
    let embed = under_question(CreateEmbed::new().description(text).colour(colour), to);
    Post { embeds: vec![embed], ..Post::default() }
}

fn under_question(embed: CreateEmbed, to: &To<'_>) -> CreateEmbed {
    match to.asked.map(|asked| line(&wording::discord::asked(to.words, asked), MAX_TITLE)) {
        Some(asked) => embed.author(CreateEmbedAuthor::new(asked)),
        None => embed,
    }
}

/// How an entry is shown.
pub(super) struct Card<'a> {
    pub(super) entry: &'a Entry,
    /// First in the line below, as plain text.
    pub(super) remark: Option<String>,
    /// The phrasing that matched, if it is not the title.
    pub(super) matched: Option<String>,
    /// That the answer should have been looked at again, if it should.
    pub(super) past_review: Option<String>,
    pub(super) colour: u32,
    /// Whether other phrasings are listed.
    pub(super) with_phrasings: bool,
    /// Longest part of the answer, in UTF-16 units.
    pub(super) max_part: usize,
    /// Most messages; an answer that needs more is attached.
    pub(super) max_posts: usize,
}

impl<'a> Card<'a> {
    pub(super) fn of(entry: &'a Entry, colour: u32) -> Card<'a> {
        Card {
            entry,
            remark: None,
            matched: None,
            past_review: None,
            colour,
            with_phrasings: false,
            max_part: MAX_PART,
            max_posts: MAX_POSTS,
        }
    }

    pub(super) fn posts(&self, to: &To<'_>) -> Vec<Post> {
        let rich = Rich::of(&self.entry.answer, self.entry.source.as_deref(), &to.words.say("button-source"));
        let mut split = split(&rich.text, self.max_part);
        let whole = split.whole && split.parts.len() <= self.max_posts;
        if !whole {
            split.parts.truncate(1);
            match split.parts.first_mut() {
                Some(part) => *part = format!("{part}\n\n{}", to.words.say("rest-in-file")),
                None => split.parts.push(to.words.say("all-in-file")),
            }
        }
        if split.parts.is_empty() {
            split.parts.push(String::new());
        }
        let mut embeds: Vec<CreateEmbed> =
            split.parts.into_iter().map(|part| CreateEmbed::new().description(part).colour(self.colour)).collect();
        if let Some(first) = embeds.first_mut() {
            *first = under_question(std::mem::take(first).title(echo(self.entry.title().as_str(), MAX_TITLE)), to);
        }
        if let Some(last) = embeds.last_mut() {
            *last = self.with_end(std::mem::take(last), &rich, to.words);
        }
        let mut posts: Vec<Post> =
            embeds.into_iter().map(|embed| Post { embeds: vec![embed], ..Post::default() }).collect();
        if let Some(last) = posts.last_mut() {
            last.rows.extend(link_row(&rich));
            if !whole {
                last.files.push(CreateAttachment::bytes(as_file(self.entry, to.words), "answer.md"));
            }
        }
        posts
    }

    /// What stands below an answer, or behind it.
    fn with_end(&self, embed: CreateEmbed, rich: &Rich, words: Words) -> CreateEmbed {
        let (matched, topic, source) = (self.matched.as_ref(), self.entry.topic.as_ref(), rich.source.as_ref());
        let remarks = [self.remark.as_ref(), matched, topic, source, self.past_review.as_ref()];
        let remarks: Vec<String> = remarks.into_iter().flatten().map(|remark| line(remark, MAX_REMARK)).collect();
        let others = self.entry.phrasings.iter().skip(1).map(|phrasing| phrasing.as_str());
        let others: Vec<String> =
            others.take(OTHER_PHRASINGS).map(|other| format!("- {}", echo(other, MAX_REMARK))).collect();
        let mut embed = embed;
        if self.with_phrasings && !others.is_empty() {
            embed = embed.field(words.say("field-other-words"), others.join("\n"), false);
        }
        if !remarks.is_empty() {
            embed = embed.footer(CreateEmbedFooter::new(remarks.join(" · ")));
        }
        match &rich.image {
            Some(url) => embed.image(url.as_str()),
            None => embed,
        }
    }
}

fn link_row(rich: &Rich) -> Option<CreateActionRow> {
    let button = |(text, url): &(String, url::Url)| CreateButton::new_link(url.as_str()).label(label(text, MAX_LABEL));
    let buttons: Vec<CreateButton> = rich.links.iter().map(button).collect();
    (!buttons.is_empty()).then_some(CreateActionRow::Buttons(buttons))
}

/// The entry as a file: as stored, since whoever opens it reads it elsewhere.
fn as_file(entry: &Entry, words: Words) -> String {
    let source = |source: &String| format!("\n{}\n", words.say_with("source", &[("source", source.into())]));
    let source = entry.source.as_ref().map(source).unwrap_or_default();
    format!("# {}\n\n{}\n{source}", entry.title(), entry.answer)
}
