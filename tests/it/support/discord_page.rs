//! What a fake Discord was sent, as one page of HTML that looks much as it does in Discord: for pictures, and to judge
//! by eye. It needs nothing from outside.

use std::fmt::Write;

use data_encoding::BASE64;
use pulldown_cmark::Event;
use pulldown_cmark::LinkType;
use pulldown_cmark::Options;
use pulldown_cmark::Parser;
use pulldown_cmark::Tag;
use pulldown_cmark::TagEnd;
use serde_json::Value;

use super::discord::Choice;
use super::discord::FakeDiscord;
use super::discord::Seen;
use super::discord::SeenFile;

/// Its looks, dark and light.
const STYLE: &str = include_str!("discord_page.css");

/// One channel, from the top.
pub(crate) struct Page {
    fake: FakeDiscord,
    /// Name of the channel.
    channel: String,
    /// Whom ids stand for.
    names: Vec<(u64, String)>,
    /// Which channels ids stand for.
    channels: Vec<(u64, String)>,
    body: String,
    /// Minutes after seven in the evening.
    minutes: usize,
}

impl Page {
    pub(crate) fn of(fake: &FakeDiscord, channel: &str) -> Page {
        let names = vec![(fake.bot_user_id(), "Askwell".to_owned())];
        Page {
            fake: fake.clone(),
            channel: channel.to_owned(),
            names,
            channels: Vec::new(),
            body: String::new(),
            minutes: 0,
        }
    }

    /// A person or a role by the name that others see.
    pub(crate) fn call(&mut self, id: u64, name: &str) {
        self.names.push((id, name.to_owned()));
    }

    /// A channel by its name.
    pub(crate) fn call_channel(&mut self, id: u64, name: &str) {
        self.channels.push((id, name.to_owned()));
    }

    /// A message; `used` is who called for it, and how, where that was a command.
    pub(crate) fn message(&mut self, seen: &Seen, used: Option<(u64, &str)>) {
        self.minutes += 2;
        let name = self.name(seen.author, &seen.author_name);
        let bot = seen.author == self.fake.bot_user_id();
        let class = if seen.ephemeral { "message private" } else { "message" };
        let _ = write!(self.body, "<article class=\"{class}\">");
        self.above(seen, used);
        let letter = name.chars().next().unwrap_or('?').to_uppercase().to_string();
        let colour = name.bytes().map(usize::from).sum::<usize>() % 5;
        let colour = if bot { "bot".to_owned() } else { colour.to_string() };
        let badge = if bot { "<span class=\"badge\">APP</span>" } else { "" };
        let _ = write!(
            self.body,
            "<div class=\"avatar colour-{colour}\">{}</div><div class=\"text\"><header><b>{}</b>{badge}\
             <time>19:{:02}</time></header>",
            escaped(&letter),
            escaped(&name),
            self.minutes,
        );
        if !seen.content.is_empty() {
            let _ = write!(self.body, "<div class=\"content\">{}</div>", self.markdown(&seen.content));
        }
        for embed in &seen.embeds {
            self.embed(embed, &seen.attachments);
        }
        let in_frames = |file: &&SeenFile| seen.embeds.iter().any(|embed| embed["image"]["url"] == file.url.as_str());
        for file in seen.attachments.iter().filter(|file| !in_frames(file)) {
            let _ = write!(self.body, "<div class=\"file\">{}</div>", escaped(&file.filename));
        }
        for row in &seen.components {
            self.row(row);
        }
        if seen.ephemeral {
            self.body.push_str("<footer>Only you can see this · <a>Dismiss message</a></footer>");
        }
        self.body.push_str("</div></article>\n");
    }

    /// A command that is being typed, with what is offered for it. `shown` of the choices fit.
    pub(crate) fn typing(&mut self, command: &str, option: &str, typed: &str, choices: &[Choice], shown: usize) {
        let _ = write!(self.body, "<div class=\"offers\"><h4>{}</h4>", escaped(option));
        for (at, choice) in choices.iter().take(shown).enumerate() {
            let class = if at == 0 { " class=\"picked\"" } else { "" };
            let _ = write!(self.body, "<div{class}>{}</div>", escaped(&choice.name));
        }
        let _ = writeln!(
            self.body,
            "</div><div class=\"input\"><b>/{}</b><span class=\"option\"><i>{}</i><span>{}<span class=\"caret\"></span>\
             </span></span></div>",
            escaped(command),
            escaped(option),
            escaped(typed),
        );
    }

    /// The whole page.
    pub(crate) fn html(&self) -> String {
        format!(
            "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>#{0}</title>\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
             img-src data:\">\n\
             <style>\n{STYLE}</style>\n<body>\n<main>\n<h1><span>#</span> {0}</h1>\n{1}</main>\n</body>\n</html>\n",
            escaped(&self.channel),
            self.body,
        )
    }

    fn name(&self, id: u64, otherwise: &str) -> String {
        let known = self.names.iter().find(|(known, _)| *known == id);
        known.map_or_else(|| otherwise.to_owned(), |(_, name)| name.clone())
    }

    /// The line that tells what a message comes from.
    fn above(&mut self, seen: &Seen, used: Option<(u64, &str)>) {
        if let Some((user, command)) = used {
            let name = escaped(&self.name(user, "somebody"));
            let command = escaped(command);
            let _ = write!(self.body, "<div class=\"above\"><b>{name}</b> used <span>{command}</span></div>");
        } else if let Some(of) = seen.reply_to.and_then(|of| self.fake.message(of)) {
            let name = escaped(&self.name(of.author, &of.author_name));
            let said = self.markdown(&of.content);
            let said = said.replace("<p>", "").replace("</p>", " ");
            let _ = write!(self.body, "<div class=\"above\"><b>@{name}</b> <q>{said}</q></div>");
        }
    }

    fn embed(&mut self, embed: &Value, files: &[SeenFile]) {
        let text = |value: &Value| value.as_str().map(escaped);
        let colour = embed["color"].as_u64().unwrap_or(0x4e_50_58) & 0xff_ff_ff;
        let _ = write!(self.body, "<section style=\"border-color:#{colour:06x}\">");
        if let Some(author) = text(&embed["author"]["name"]) {
            let _ = write!(self.body, "<div class=\"author\">{author}</div>");
        }
        if let Some(title) = embed["title"].as_str() {
            let _ = write!(self.body, "<h3>{}</h3>", self.markdown(title));
        }
        if let Some(description) = embed["description"].as_str() {
            let _ = write!(self.body, "<div class=\"description\">{}</div>", self.markdown(description));
        }
        let fields: Vec<&Value> = embed["fields"].as_array().into_iter().flatten().collect();
        for together in fields.chunk_by(|one, next| one["inline"] == true && next["inline"] == true) {
            self.body.push_str("<div class=\"fields\">");
            for field in together {
                let (name, value) = (&field["name"], &field["value"]);
                let [name, value] = [name, value].map(|text| self.markdown(text.as_str().unwrap_or_default()));
                let _ = write!(self.body, "<div class=\"field\"><h4>{name}</h4>{value}</div>");
            }
            self.body.push_str("</div>");
        }
        if let Some(url) = embed["image"]["url"].as_str() {
            // Nothing is fetched: what did not come with the message is shown by its address.
            let _ = match files.iter().find(|file| file.url == url) {
                Some(file) => {
                    let (bytes, said) = (BASE64.encode(&file.bytes), file.description.as_deref().unwrap_or_default());
                    let said = escaped(said);
                    write!(self.body, "<img src=\"data:image/png;base64,{bytes}\" alt=\"{said}\">")
                }
                None => write!(self.body, "<div class=\"image\">{}</div>", escaped(url)),
            };
        }
        if let Some(footer) = text(&embed["footer"]["text"]) {
            let _ = write!(self.body, "<div class=\"below\">{footer}</div>");
        }
        self.body.push_str("</section>");
    }

    fn row(&mut self, row: &Value) {
        self.body.push_str("<div class=\"row\">");
        for part in row["components"].as_array().into_iter().flatten() {
            if part["type"] == 3 {
                let options = || part["options"].as_array().into_iter().flatten();
                let chosen = options().find(|option| option["default"] == true).map(|option| &option["label"]);
                let label = chosen.unwrap_or(&part["placeholder"]).as_str().unwrap_or("Make a selection");
                let _ = write!(self.body, "<span class=\"menu\">{}</span>", escaped(label));
                continue;
            }
            let style = match part["style"].as_u64() {
                Some(1) => "primary",
                Some(3) => "success",
                Some(4) => "danger",
                Some(5) => "secondary link",
                _ => "secondary",
            };
            let off = if part["disabled"] == true { " disabled" } else { "" };
            let label = escaped(part["label"].as_str().unwrap_or_default());
            let _ = write!(self.body, "<button class=\"{style}\"{off}>{label}</button>");
        }
        self.body.push_str("</div>");
    }

    /// Markdown as Discord shows it, near enough. What is no Markdown is text: no tag gets through.
    fn markdown(&self, text: &str) -> String {
        let mut html = String::new();
        // A line break is one, and a mention is a name; both before Markdown sees an autolink in `<@1>`.
        let mut text = text.to_owned();
        for (id, name) in &self.names {
            for mention in [format!("<@{id}>"), format!("<@&{id}>")] {
                text = text.replace(&mention, &format!("[@{name}](mention:)"));
            }
        }
        for (id, name) in &self.channels {
            text = text.replace(&format!("<#{id}>"), &format!("[# {name}](mention:)"));
            text = with_links(&text, *id, name);
        }
        text = with_ends_of_lists(&with_times(&text));
        for event in Parser::new_ext(&text, Options::ENABLE_STRIKETHROUGH) {
            match event {
                Event::Start(Tag::Link { dest_url, link_type, .. }) => {
                    let mention = &*dest_url == "mention:" && link_type == LinkType::Inline;
                    html.push_str(if mention { "<a class=\"mention\">" } else { "<a>" });
                }
                Event::Start(tag) => html.push_str(opening(&tag)),
                Event::End(tag) => html.push_str(closing(tag)),
                Event::Text(text) => html.push_str(&small(&escaped(&text), &html)),
                Event::Html(text) | Event::InlineHtml(text) => html.push_str(&escaped(&text)),
                Event::Code(code) => {
                    let _ = write!(html, "<code>{}</code>", escaped(&code));
                }
                Event::SoftBreak | Event::HardBreak => html.push_str("<br>"),
                _ => {}
            }
        }
        html
    }
}

/// Links to messages of a channel, which Discord shows by the channel's name.
fn with_links(text: &str, channel: u64, name: &str) -> String {
    let word = |word: &str| {
        let leads_there = word.starts_with("https://discord.com/channels/") && word.contains(&format!("/{channel}/"));
        if leads_there { format!("[# {name} › message](mention:)") } else { word.to_owned() }
    };
    let line = |line: &str| line.split(' ').map(word).collect::<Vec<_>>().join(" ");
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// In Discord a list ends at the first line that is no point of it, elsewhere at an empty one.
fn with_ends_of_lists(text: &str) -> String {
    let mut shown = String::new();
    let mut in_list = false;
    for line in text.lines() {
        let is_point = line.starts_with("- ");
        if in_list && !is_point && !line.starts_with([' ', '`']) {
            shown.push('\n');
        }
        shown.push_str(line);
        shown.push('\n');
        in_list = is_point;
    }
    shown
}

/// How long ago something was, which is moments in a story that is played at once.
fn with_times(text: &str) -> String {
    let mut parts = text.split("<t:");
    let mut shown = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        shown.push_str("a few seconds ago");
        shown.push_str(part.split_once('>').map_or("", |(_, rest)| rest));
    }
    shown
}

/// Discord's small print, at the start of a line.
fn small(text: &str, before: &str) -> String {
    let starts = before.is_empty() || before.ends_with("<p>") || before.ends_with("<br>") || before.ends_with("</pre>");
    match text.strip_prefix("-# ") {
        Some(text) if starts => format!("<small>{text}</small>"),
        _ => text.to_owned(),
    }
}

fn opening(tag: &Tag<'_>) -> &'static str {
    match tag {
        Tag::Paragraph => "<p>",
        Tag::Heading { .. } => "<p class=\"heading\">",
        Tag::List(Some(_)) => "<ol>",
        Tag::List(None) => "<ul>",
        Tag::Item => "<li>",
        Tag::Emphasis => "<em>",
        Tag::Strong => "<strong>",
        Tag::Strikethrough => "<s>",
        Tag::BlockQuote(_) => "<blockquote>",
        Tag::CodeBlock(_) => "<pre>",
        _ => "",
    }
}

fn closing(tag: TagEnd) -> &'static str {
    match tag {
        TagEnd::Paragraph | TagEnd::Heading(_) => "</p>",
        TagEnd::List(true) => "</ol>",
        TagEnd::List(false) => "</ul>",
        TagEnd::Item => "</li>",
        TagEnd::Emphasis => "</em>",
        TagEnd::Strong => "</strong>",
        TagEnd::Strikethrough => "</s>",
        TagEnd::BlockQuote(_) => "</blockquote>",
        TagEnd::CodeBlock => "</pre>",
        TagEnd::Link => "</a>",
        _ => "",
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
