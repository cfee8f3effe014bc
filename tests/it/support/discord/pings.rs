//! Who a message would have pinged, as Discord computes it from its text and its `allowed_mentions`.

use serde_json::Value;

use super::state::Message;
use super::state::World;
use super::state::id_of;
use super::state::permission;

/// A ping that somebody would have got.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Ping {
    pub(crate) message: u64,
    pub(crate) channel: u64,
    pub(crate) who: Pinged,
}

/// Who was pinged.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Pinged {
    /// `@everyone` and `@here`.
    Everyone,
    Role(u64),
    User(u64),
    /// The author of the message that this one replies to.
    Replied(u64),
}

/// What a text mentions.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Mentions {
    pub(crate) everyone: bool,
    pub(crate) users: Vec<u64>,
    pub(crate) roles: Vec<u64>,
}

/// Reads the mentions out of a text. Those inside of code count too, although Discord shows them as text: what looks
/// like a mention there is one edit away from being one.
pub(crate) fn mentions(text: &str) -> Mentions {
    let mut found = Mentions { everyone: text.contains("@everyone") || text.contains("@here"), ..Mentions::default() };
    for rest in text.split("<@").skip(1) {
        let Some((inside, _)) = rest.split_once('>') else { continue };
        if let Some(role) = inside.strip_prefix('&') {
            found.roles.extend(role.parse::<u64>().ok());
        } else {
            found.users.extend(inside.strip_prefix('!').unwrap_or(inside).parse::<u64>().ok());
        }
    }
    found.users.dedup();
    found.roles.dedup();
    found
}

/// Whom the bot's message pings. `allowed` is the request's `allowed_mentions`, where it has one.
pub(crate) fn of(world: &World, message: &Message, allowed: Option<&Value>) -> Vec<Ping> {
    // Nobody but its addressee sees it, who has just acted.
    if message.only_for.is_some() {
        return Vec::new();
    }
    let mut text = message.content.clone();
    texts_of_components(&message.components, &mut text);
    let found = mentions(&text);
    let parses = |kind: &str| match allowed {
        None => true,
        Some(allowed) => allowed["parse"].as_array().is_some_and(|parse| parse.iter().any(|one| one == kind)),
    };
    let lists = |field: &str, id: u64| {
        let list = allowed.and_then(|allowed| allowed[field].as_array());
        list.is_some_and(|list| list.iter().any(|one| id_of(one) == Some(id)))
    };
    let guild = world.channels.get(&message.channel).and_then(|channel| world.guilds.get(&channel.guild?));
    let may_all = world.permissions(message.channel, world.bot) & permission::MENTION_EVERYONE != 0;
    let mut who = Vec::new();
    if found.everyone && may_all && guild.is_some() && parses("everyone") {
        who.push(Pinged::Everyone);
    }
    for role in found.roles {
        let known = guild.and_then(|guild| guild.roles.iter().find(|known| known.id == role));
        if known.is_some_and(|known| known.mentionable || may_all) && (parses("roles") || lists("roles", role)) {
            who.push(Pinged::Role(role));
        }
    }
    for user in found.users {
        if world.users.contains_key(&user) && (parses("users") || lists("users", user)) {
            who.push(Pinged::User(user));
        }
    }
    if let Some((_, of)) = message.reference.filter(|_| !message.forwards) {
        let author = world.messages.get(&of).map(|of| of.author);
        // Without the field, a reply pings whom it answers; with the object but without the field, it does not.
        let replied = allowed.is_none_or(|allowed| allowed["replied_user"] == true);
        if let Some(author) = author.filter(|author| replied && *author != world.bot) {
            who.push(Pinged::Replied(author));
        }
    }
    let (message, channel) = (message.id, message.channel);
    who.into_iter().map(|who| Ping { message, channel, who }).collect()
}

/// Text displays ping as content does.
fn texts_of_components(components: &[Value], text: &mut String) {
    for component in components {
        if component["type"] == 10
            && let Some(content) = component["content"].as_str()
        {
            text.push('\n');
            text.push_str(content);
        }
        if let Some(inner) = component["components"].as_array() {
            texts_of_components(inner, text);
        }
    }
}
