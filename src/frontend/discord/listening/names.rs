//! What people who wrote in a channel lately are called: `Bob, how did you do that?` is put to Bob, if there is one.

use std::collections::HashMap;
use std::collections::VecDeque;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;

use serenity::all::ChannelId;
use serenity::all::Message;
use serenity::all::UserId;

/// People kept in mind in each channel.
const PEOPLE: usize = 12;

/// Channels kept in mind before all are forgotten: some 3 MB. Then a name is not known until its owner writes again.
const CHANNELS: usize = 4_000;

/// What a message may begin with before it calls somebody.
const GREETINGS: [&str; 12] =
    ["hi", "hey", "hello", "yo", "ok", "so", "and", "but", "thanks", "hallo", "salut", "hola"];

/// The names of those who wrote in a channel lately, each by its first word in small letters.
#[derive(Default)]
pub(in crate::frontend::discord) struct Names(Mutex<HashMap<ChannelId, VecDeque<(UserId, String)>>>);

impl Names {
    /// Somebody wrote.
    pub(in crate::frontend::discord) fn wrote(&self, message: &Message) {
        let nick = message.member.as_ref().and_then(|member| member.nick.as_deref());
        self.is_called(message.channel_id, message.author.id, nick.unwrap_or_else(|| message.author.display_name()));
    }

    fn is_called(&self, channel: ChannelId, member: UserId, name: &str) {
        let Some(name) = words(name).into_iter().next() else { return };
        let mut names = self.lock();
        if names.len() >= CHANNELS && !names.contains_key(&channel) {
            names.clear();
        }
        let people = names.entry(channel).or_default();
        people.retain(|(other, _)| *other != member);
        people.push_back((member, name));
        if people.len() > PEOPLE {
            people.pop_front();
        }
    }

    /// Whether what `member` writes begins or ends by calling one of the others: with a comma, a colon or a greeting,
    /// since many names are words too.
    pub(in crate::frontend::discord) fn calls(&self, channel: ChannelId, member: UserId, text: &str) -> bool {
        let called = called(text);
        let names = self.lock();
        let others = names.get(&channel).into_iter().flatten().filter(|(other, _)| *other != member);
        others.into_iter().any(|(_, name)| called.contains(name))
    }

    /// No code panics while it holds the lock.
    fn lock(&self) -> MutexGuard<'_, HashMap<ChannelId, VecDeque<(UserId, String)>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The words of `text` that stand where somebody is called.
fn called(text: &str) -> Vec<String> {
    let mut called = Vec::new();
    let head = text.split([',', ':', '\n']).next().unwrap_or_default();
    let first = words(head);
    let greeted = first.first().is_some_and(|word| GREETINGS.contains(&word.as_str()));
    match first.as_slice() {
        // Nothing but a name before the comma.
        [name] if head.len() < text.len() => called.push(name.clone()),
        [_, name, ..] if greeted => called.push(name.clone()),
        _ => {}
    }
    if let Some((_, tail)) = text.rsplit_once(',')
        && let [name] = words(tail).as_slice()
    {
        called.push(name.clone());
    }
    called
}

/// The words in small letters.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_called_by_name_is_meant() {
        let names = Names::default();
        let (here, ada) = (ChannelId::new(1), UserId::new(1));
        names.is_called(here, ada, "Ada");
        names.is_called(here, UserId::new(2), "Bob the Builder");
        names.is_called(here, UserId::new(3), "Will");
        for text in [
            "Bob, how do I reset my password?",
            "bob: how do I leave?",
            "hey Bob how do I leave?",
            "Hi Bob! How do I leave?",
            "how do I leave, bob?",
            "how did you do that, Will",
        ] {
            assert!(names.calls(here, ada, text), "{text}");
        }
        for text in [
            "How will I get in?",
            "Will I get in, and when?",
            "how do I leave?",
            "Ada, how do I leave?",
            "Eve, how do I leave?",
            "is bob a word?",
            "",
        ] {
            assert!(!names.calls(here, ada, text), "{text}");
        }
        assert!(!names.calls(ChannelId::new(2), ada, "Bob, how do I leave?"));
    }

    #[test]
    fn a_crowd_stays_within_its_bound() {
        let names = Names::default();
        for number in 1..20_000 {
            names.is_called(ChannelId::new(number), UserId::new(number), "Somebody");
            names.is_called(ChannelId::new(1), UserId::new(number), "Somebody");
        }
        let kept = names.lock();
        assert!(kept.len() <= CHANNELS && kept.values().all(|people| people.len() <= PEOPLE));
    }
}
