//! What a button says when it is pressed: everything that is needed to act on it, signed, so that it works after a
//! restart and nobody can make one up.

mod feedback;
mod curating;
mod seal;
mod trial;

pub(super) use trial::Trial;

use std::num::NonZeroU64;

use data_encoding::BASE64URL_NOPAD;
use hmac::Hmac;
use hmac::KeyInit;
use hmac::Mac;
use serenity::all::GuildId;
use serenity::all::MessageId;
use serenity::all::UserId;
use sha2::Sha256;

use crate::entry::ShortId;
use crate::frontend::discord::Secret;

pub(super) use curating::Curating;
pub(super) use feedback::About;
pub(super) use feedback::Feedback;
pub(super) use feedback::MAX_RECEIPTS;
pub(super) use feedback::MAX_RELATED;

/// What a button, or a menu, stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Press {
    /// Show this entry: the asker picked it from a choice.
    Choose { asker: UserId, entry: ShortId },
    /// Nothing offered was it.
    NoneOfThese { asker: UserId },
    /// Take the reply away: the message with the button, and the parts before it, [`MAX_PARTS`] at most.
    Delete { asker: UserId, parts: Vec<MessageId> },
    /// Another page of a list, from 0; the topic is the digest of its name, none for all topics.
    Page { asker: UserId, topic: Option<ShortId>, page: u16 },
    /// A menu whose values are short ids of entries.
    ShowEntry { asker: UserId },
    /// A menu whose values are digests of topics' names.
    ShowTopic { asker: UserId },
    /// What somebody says of an answer, or wants where there is none.
    Feedback { asker: UserId, act: Feedback },
    /// Something to be done with the knowledge.
    Curating { asker: UserId, act: Curating },
    /// Something to do with what would have been answered.
    Trial { asker: UserId, act: Trial },
}

/// Why a press is not acted on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PressError {
    /// Looks like a button of Askwell, but of another version, another token or another server. One that somebody
    /// made up with care looks the same.
    Old,
    /// No button of Askwell looks like this.
    Forged,
}

/// First character of every id; another one when the bytes after it come to mean something else.
const VERSION: u8 = b'1';

/// Bytes kept of each signature. Nobody tries 2^128 buttons, and the longest id stays below Discord's 100 characters.
const MAC_BYTES: usize = 16;

/// Earlier messages that the button of a reply takes away with its own. No reply has so many; it is what fits.
pub(super) const MAX_PARTS: usize = 4;

/// Signs and reads the ids of buttons.
pub(super) struct Keys {
    keyed: Hmac<Sha256>,
    /// For [`Keys::seal`].
    sealing: Hmac<Sha256>,
}

impl Keys {
    /// The key follows from the token, so nothing has to be kept, and every process of the bot has the same.
    pub(super) fn of(token: &Secret) -> Keys {
        // A key of its own, so that a signature that the world sees is never one by the token itself.
        let derived =
            |use_of: &[u8]| keyed(&keyed(token.expose().as_bytes()).chain_update(use_of).finalize().into_bytes());
        Keys { keyed: derived(b"askwell buttons"), sealing: derived(b"askwell members") }
    }

    /// The custom id of a button, at most 100 characters of ASCII, which works in this server alone.
    pub(super) fn sign(&self, press: &Press, guild: Option<GuildId>) -> String {
        let mut bytes = to_bytes(press);
        let mac = self.mac(&bytes, guild).finalize().into_bytes();
        bytes.extend_from_slice(&mac[..MAC_BYTES]);
        let mut id = String::from(char::from(VERSION));
        BASE64URL_NOPAD.encode_append(&bytes, &mut id);
        id
    }

    /// What a custom id stands for, if it was signed for this server.
    pub(super) fn read(&self, custom_id: &str, guild: Option<GuildId>) -> Result<Press, PressError> {
        let Some((version, rest)) = custom_id.as_bytes().split_first() else { return Err(PressError::Forged) };
        let bytes = BASE64URL_NOPAD.decode(rest).map_err(|_| PressError::Forged)?;
        let (payload, mac) = bytes.split_last_chunk::<MAC_BYTES>().ok_or(PressError::Forged)?;
        match *version {
            VERSION => {}
            other if other.is_ascii_alphanumeric() => return Err(PressError::Old),
            _ => return Err(PressError::Forged),
        }
        self.mac(payload, guild).verify_truncated_left(mac).map_err(|_| PressError::Old)?;
        // Signed by us and still not understood: signed by a version that gave the bytes another meaning.
        from_bytes(payload).ok_or(PressError::Old)
    }

    /// The server stands before the payload with a fixed length, so that no two buttons sign the same bytes.
    fn mac(&self, payload: &[u8], guild: Option<GuildId>) -> Hmac<Sha256> {
        let guild = guild.map_or(0, GuildId::get);
        self.keyed.clone().chain_update([VERSION]).chain_update(guild.to_be_bytes()).chain_update(payload)
    }
}

fn keyed(key: &[u8]) -> Hmac<Sha256> {
    Hmac::new_from_slice(key).expect("HMAC takes keys of any length")
}

const CHOOSE: u8 = 0;
const NONE_OF_THESE: u8 = 1;
const DELETE: u8 = 2;
const PAGE: u8 = 3;
const SHOW_ENTRY: u8 = 4;
const SHOW_TOPIC: u8 = 5;

/// What it is in one byte, the asker in eight, then what is particular to it.
fn to_bytes(press: &Press) -> Vec<u8> {
    let of_group = match press {
        Press::Feedback { act, .. } => Some(act.to_bytes()),
        Press::Trial { act, .. } => Some(act.to_bytes()),
        _ => None,
    };
    let (kind, asker) = match press {
        Press::Choose { asker, .. } => (CHOOSE, asker),
        Press::NoneOfThese { asker } => (NONE_OF_THESE, asker),
        Press::Delete { asker, .. } => (DELETE, asker),
        Press::Page { asker, .. } => (PAGE, asker),
        Press::ShowEntry { asker } => (SHOW_ENTRY, asker),
        Press::ShowTopic { asker } => (SHOW_TOPIC, asker),
        Press::Feedback { asker, .. } | Press::Trial { asker, .. } => {
            (of_group.as_ref().map_or(feedback::FIRST, |(kind, _)| *kind), asker)
        }
        Press::Curating { asker, act } => (act.to_bytes().0, asker),
    };
    let mut bytes = vec![kind];
    bytes.extend(asker.get().to_be_bytes());
    match press {
        Press::Choose { entry, .. } => bytes.extend(entry.to_bytes()),
        Press::Delete { parts, .. } => {
            bytes.extend(parts.iter().take(MAX_PARTS).flat_map(|part| part.get().to_be_bytes()));
        }
        Press::Page { topic, page, .. } => {
            bytes.extend(page.to_be_bytes());
            bytes.extend(topic.iter().flat_map(|topic| topic.to_bytes()));
        }
        Press::Feedback { .. } | Press::Trial { .. } => {
            bytes.extend(of_group.into_iter().flat_map(|(_, payload)| payload));
        }
        Press::Curating { act, .. } => bytes.extend(act.to_bytes().1),
        Press::NoneOfThese { .. } | Press::ShowEntry { .. } | Press::ShowTopic { .. } => {}
    }
    bytes
}

/// The reverse of [`to_bytes`]; `None` for what it never makes.
fn from_bytes(mut bytes: &[u8]) -> Option<Press> {
    let [kind] = take(&mut bytes)?;
    let asker = UserId::from(id(&mut bytes)?);
    let press = match kind {
        CHOOSE => Press::Choose { asker, entry: ShortId::from_bytes(take(&mut bytes)?) },
        NONE_OF_THESE => Press::NoneOfThese { asker },
        DELETE => {
            let mut parts = Vec::new();
            while !bytes.is_empty() {
                parts.push(MessageId::from(id(&mut bytes)?));
            }
            Press::Delete { asker, parts }
        }
        PAGE => {
            let page = u16::from_be_bytes(take(&mut bytes)?);
            let topic = if bytes.is_empty() { None } else { Some(ShortId::from_bytes(take(&mut bytes)?)) };
            Press::Page { asker, topic, page }
        }
        SHOW_ENTRY => Press::ShowEntry { asker },
        SHOW_TOPIC => Press::ShowTopic { asker },
        feedback::FIRST..=feedback::LAST => {
            let act = Feedback::from_bytes(kind, std::mem::take(&mut bytes))?;
            Press::Feedback { asker, act }
        }
        kind if curating::is_kind(kind) => Press::Curating { asker, act: Curating::from_bytes(kind, &mut bytes)? },
        kind if trial::is_kind(kind) => Press::Trial { asker, act: Trial::from_bytes(kind, &mut bytes)? },
        _ => return None,
    };
    bytes.is_empty().then_some(press)
}

/// The next `N` bytes.
fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (first, rest) = bytes.split_first_chunk::<N>()?;
    *bytes = rest;
    Some(*first)
}

/// The next eight bytes as an id of Discord's, which is never 0.
fn id(bytes: &mut &[u8]) -> Option<NonZeroU64> {
    NonZeroU64::new(u64::from_be_bytes(take(bytes)?))
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    fn keys(token: &str) -> Keys {
        Keys::of(&Secret::new(token).unwrap())
    }

    fn presses() -> impl Strategy<Value = Press> {
        let asker = || (1..u64::MAX).prop_map(UserId::new);
        let short = || any::<[u8; 8]>().prop_map(ShortId::from_bytes);
        let parts = vec((1..=u64::MAX).prop_map(MessageId::new), 0..=MAX_PARTS);
        prop_oneof![
            (asker(), short()).prop_map(|(asker, entry)| Press::Choose { asker, entry }),
            asker().prop_map(|asker| Press::NoneOfThese { asker }),
            (asker(), parts).prop_map(|(asker, parts)| Press::Delete { asker, parts }),
            (asker(), proptest::option::of(short()), any::<u16>()).prop_map(|(asker, topic, page)| Press::Page {
                asker,
                topic,
                page
            }),
            asker().prop_map(|asker| Press::ShowEntry { asker }),
            asker().prop_map(|asker| Press::ShowTopic { asker }),
            (asker(), feedback::tests::acts()).prop_map(|(asker, act)| Press::Feedback { asker, act }),
            (asker(), curating::tests::acts()).prop_map(|(asker, act)| Press::Curating { asker, act }),
            (asker(), trial::tests::acts()).prop_map(|(asker, act)| Press::Trial { asker, act }),
        ]
    }

    fn guilds() -> impl Strategy<Value = Option<GuildId>> {
        proptest::option::of((1..=u64::MAX).prop_map(GuildId::new))
    }

    proptest! {
        #[test]
        fn every_press_is_read_back(press in presses(), guild in guilds()) {
            let keys = keys("token");
            let id = keys.sign(&press, guild);
            prop_assert!(id.is_ascii() && id.len() <= 100, "{id}");
            prop_assert_eq!(keys.read(&id, guild), Ok(press));
        }

        #[test]
        fn another_server_or_token_does_not_read_it(press in presses(), guild in guilds(), other in guilds()) {
            let id = keys("token").sign(&press, guild);
            if guild != other {
                prop_assert_eq!(keys("token").read(&id, other), Err(PressError::Old));
            }
            prop_assert_eq!(keys("another").read(&id, guild), Err(PressError::Old));
        }

        #[test]
        fn a_changed_character_is_noticed(press in presses(), at in any::<prop::sample::Index>(), c in "[ -~]") {
            let keys = keys("token");
            let id = keys.sign(&press, None);
            let at = at.index(id.len());
            prop_assume!(id[at..=at] != c);
            let changed = format!("{}{c}{}", &id[..at], &id[at + 1..]);
            prop_assert!(keys.read(&changed, None).is_err(), "{changed}");
            prop_assert!(keys.read(&id[..at], None).is_err());
        }

        #[test]
        fn any_text_is_refused_without_a_panic(text in ".*", base64 in "1[A-Za-z0-9_-]{0,99}") {
            prop_assert!(keys("token").read(&text, None).is_err());
            prop_assert!(keys("token").read(&base64, None).is_err());
        }
    }

    #[track_caller]
    fn check(custom_id: &str, expected: PressError) {
        assert_eq!(keys("token").read(custom_id, None), Err(expected));
    }

    #[test]
    fn what_looks_like_ours_is_old_and_the_rest_is_forged() {
        let id = keys("token").sign(&Press::NoneOfThese { asker: UserId::new(1) }, None);
        check(&format!("2{}", &id[1..]), PressError::Old);
        check(&format!("1B{}", &id[2..]), PressError::Old);
        check("", PressError::Forged);
        check("1", PressError::Forged);
        check("delete:17", PressError::Forged);
        check(&format!("{id}="), PressError::Forged);
        check(&format!("?{}", &id[1..]), PressError::Forged);
    }

    #[test]
    fn what_is_signed_but_means_nothing_is_old() {
        let keys = keys("token");
        for payload in [&[][..], &[9; 9], &[CHOOSE; 9], &[NONE_OF_THESE; 10], &[DELETE, 0, 0, 0, 0, 0, 0, 0, 1, 1]] {
            let mac = keys.mac(payload, None).finalize().into_bytes();
            let id = format!("1{}", BASE64URL_NOPAD.encode(&[payload, &mac[..MAC_BYTES]].concat()));
            assert_eq!(keys.read(&id, None), Err(PressError::Old), "{payload:?}");
        }
    }

    #[test]
    fn parts_beyond_what_fits_are_left_out() {
        let parts: Vec<MessageId> = (1..=9).map(MessageId::new).collect();
        let asker = UserId::new(u64::MAX - 1);
        let id = keys("token").sign(&Press::Delete { asker, parts: parts.clone() }, None);
        assert!(id.len() <= 100, "{}", id.len());
        let kept = parts[..MAX_PARTS].to_vec();
        assert_eq!(keys("token").read(&id, None), Ok(Press::Delete { asker, parts: kept }));
    }
}
