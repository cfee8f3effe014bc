//! What a button says when it is pressed: everything that is needed to act on it, signed, so that it works after a
//! restart and nobody can make one up.

mod bytes;
mod curating;
mod feedback;
mod review;
mod seal;
mod trial;

use std::ops::RangeInclusive;

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

use bytes::id;
use bytes::rest;
use bytes::short;
use bytes::take;

pub(super) use curating::Curating;
pub(super) use feedback::About;
pub(super) use feedback::Feedback;
pub(super) use feedback::MAX_RECEIPTS;
pub(super) use feedback::MAX_RELATED;
pub(super) use review::Paused;
pub(super) use review::Review;
pub(super) use review::Waits;
pub(super) use trial::Trial;

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
    /// Something to be done with the knowledge; in the middle of a review if one pauses for it.
    Curating { asker: UserId, act: Curating, paused: Option<Paused> },
    /// Something to be done with what waits for somebody.
    Review { asker: UserId, act: Review },
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
const VERSION: u8 = b'2';

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

/// Actions of one kind of work, with numbers of their own.
trait Group: Sized {
    /// The numbers, of which some may be free.
    const KINDS: RangeInclusive<u8>;

    /// Which number it is, and what is particular to it: with what every button has, it has to fit into 100 characters.
    fn to_bytes(&self) -> (u8, Vec<u8>);

    /// The reverse; `None` for what it never makes. Leaves in `bytes` what it has not read.
    fn from_bytes(kind: u8, bytes: &mut &[u8]) -> Option<Self>;
}

const CHOOSE: u8 = 0;
const NONE_OF_THESE: u8 = 1;
const DELETE: u8 = 2;
const PAGE: u8 = 3;
const SHOW_ENTRY: u8 = 4;
const SHOW_TOPIC: u8 = 5;
/// Something of [`Curating`], whose number comes behind what pauses for it.
const PAUSED: u8 = 6;

/// What it is in one byte, the asker in eight, then what is particular to it.
fn to_bytes(press: &Press) -> Vec<u8> {
    let (asker, (kind, particular)) = match press {
        Press::Choose { asker, entry } => (asker, (CHOOSE, entry.to_bytes().to_vec())),
        Press::NoneOfThese { asker } => (asker, (NONE_OF_THESE, Vec::new())),
        Press::Delete { asker, parts } => {
            let parts = parts.iter().take(MAX_PARTS).flat_map(|part| part.get().to_be_bytes());
            (asker, (DELETE, parts.collect()))
        }
        Press::Page { asker, topic, page } => {
            let topic = topic.iter().flat_map(|topic| topic.to_bytes());
            (asker, (PAGE, page.to_be_bytes().into_iter().chain(topic).collect()))
        }
        Press::ShowEntry { asker } => (asker, (SHOW_ENTRY, Vec::new())),
        Press::ShowTopic { asker } => (asker, (SHOW_TOPIC, Vec::new())),
        Press::Feedback { asker, act } => (asker, act.to_bytes()),
        Press::Curating { asker, act, paused: None } => (asker, act.to_bytes()),
        Press::Curating { asker, act, paused: Some(paused) } => {
            let (kind, particular) = act.to_bytes();
            (asker, (PAUSED, [paused.to_bytes(), vec![kind], particular].concat()))
        }
        Press::Review { asker, act } => (asker, act.to_bytes()),
        Press::Trial { asker, act } => (asker, act.to_bytes()),
    };
    let mut bytes = vec![kind];
    bytes.extend(asker.get().to_be_bytes());
    bytes.extend(particular);
    bytes
}

/// The reverse of [`to_bytes`]; `None` for what it never makes.
fn from_bytes(mut bytes: &[u8]) -> Option<Press> {
    let [kind] = take(&mut bytes)?;
    let asker = UserId::from(id(&mut bytes)?);
    let press = match kind {
        CHOOSE => Press::Choose { asker, entry: short(&mut bytes)? },
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
            Press::Page { asker, topic: rest(&mut bytes, short)?, page }
        }
        SHOW_ENTRY => Press::ShowEntry { asker },
        SHOW_TOPIC => Press::ShowTopic { asker },
        PAUSED => {
            let paused = Some(Paused::from_bytes(&mut bytes)?);
            let [kind] = take(&mut bytes)?;
            Press::Curating { asker, act: Curating::from_bytes(kind, &mut bytes)?, paused }
        }
        kind if Feedback::KINDS.contains(&kind) => {
            Press::Feedback { asker, act: Feedback::from_bytes(kind, &mut bytes)? }
        }
        kind if Curating::KINDS.contains(&kind) => {
            Press::Curating { asker, act: Curating::from_bytes(kind, &mut bytes)?, paused: None }
        }
        kind if Review::KINDS.contains(&kind) => Press::Review { asker, act: Review::from_bytes(kind, &mut bytes)? },
        kind if Trial::KINDS.contains(&kind) => Press::Trial { asker, act: Trial::from_bytes(kind, &mut bytes)? },
        _ => return None,
    };
    bytes.is_empty().then_some(press)
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;
    use crate::store::RowId;

    fn keys(token: &str) -> Keys {
        Keys::of(&Secret::new(token).unwrap())
    }

    /// The id of any row.
    pub(super) fn rows() -> impl Strategy<Value = RowId> {
        any::<[u8; RowId::BYTES]>().prop_map(RowId::from_bytes)
    }

    /// The short id of any entry.
    pub(super) fn entries() -> impl Strategy<Value = ShortId> {
        any::<[u8; 8]>().prop_map(ShortId::from_bytes)
    }

    fn presses() -> impl Strategy<Value = Press> {
        let asker = || (1..u64::MAX).prop_map(UserId::new);
        let paused = || proptest::option::of(review::tests::paused());
        let parts = vec((1..=u64::MAX).prop_map(MessageId::new), 0..=MAX_PARTS);
        prop_oneof![
            (asker(), entries()).prop_map(|(asker, entry)| Press::Choose { asker, entry }),
            asker().prop_map(|asker| Press::NoneOfThese { asker }),
            (asker(), parts).prop_map(|(asker, parts)| Press::Delete { asker, parts }),
            (asker(), proptest::option::of(entries()), any::<u16>()).prop_map(|(asker, topic, page)| Press::Page {
                asker,
                topic,
                page
            }),
            asker().prop_map(|asker| Press::ShowEntry { asker }),
            asker().prop_map(|asker| Press::ShowTopic { asker }),
            (asker(), feedback::tests::acts()).prop_map(|(asker, act)| Press::Feedback { asker, act }),
            (asker(), curating::tests::acts(), paused()).prop_map(|(asker, act, paused)| Press::Curating {
                asker,
                act,
                paused
            }),
            (asker(), review::tests::acts()).prop_map(|(asker, act)| Press::Review { asker, act }),
            (asker(), trial::tests::acts()).prop_map(|(asker, act)| Press::Trial { asker, act }),
        ]
    }

    fn guilds() -> impl Strategy<Value = Option<GuildId>> {
        proptest::option::of((1..=u64::MAX).prop_map(GuildId::new))
    }

    /// What a group says of its actions has to be what it reads, in its own numbers.
    fn is_read_back<A: Group + std::fmt::Debug + PartialEq>(act: &A) -> Result<(), TestCaseError> {
        let (kind, bytes) = act.to_bytes();
        prop_assert!(A::KINDS.contains(&kind), "{kind}");
        let mut left = bytes.as_slice();
        let read = A::from_bytes(kind, &mut left);
        prop_assert_eq!(read.as_ref(), Some(act));
        prop_assert!(left.is_empty());
        Ok(())
    }

    /// Whatever the bytes are, they are of that number or of none.
    fn is_read_or_not<A: Group>(kind: u8, mut bytes: &[u8]) -> Result<(), TestCaseError> {
        if let Some(act) = A::from_bytes(kind, &mut bytes) {
            prop_assert!(act.to_bytes().0 == kind && A::KINDS.contains(&kind), "{kind}");
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn every_act_of_a_group_is_read_back(
            feedback in feedback::tests::acts(),
            curating in curating::tests::acts(),
            review in review::tests::acts(),
            trial in trial::tests::acts(),
        ) {
            is_read_back(&feedback)?;
            is_read_back(&curating)?;
            is_read_back(&review)?;
            is_read_back(&trial)?;
        }

        #[test]
        fn any_bytes_are_read_without_a_panic(kind in any::<u8>(), bytes in vec(any::<u8>(), 0..60)) {
            is_read_or_not::<Feedback>(kind, &bytes)?;
            is_read_or_not::<Curating>(kind, &bytes)?;
            is_read_or_not::<Review>(kind, &bytes)?;
            is_read_or_not::<Trial>(kind, &bytes)?;
        }

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
        fn any_text_is_refused_without_a_panic(text in ".*", base64 in "2[A-Za-z0-9_-]{0,99}") {
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
        check(&format!("1{}", &id[1..]), PressError::Old);
        check(&format!("2B{}", &id[2..]), PressError::Old);
        check("", PressError::Forged);
        check("2", PressError::Forged);
        check("delete:17", PressError::Forged);
        check(&format!("{id}="), PressError::Forged);
        check(&format!("?{}", &id[1..]), PressError::Forged);
    }

    #[test]
    fn what_is_signed_but_means_nothing_is_old() {
        let keys = keys("token");
        for payload in [&[][..], &[9; 9], &[CHOOSE; 9], &[NONE_OF_THESE; 10], &[DELETE, 0, 0, 0, 0, 0, 0, 0, 1, 1]] {
            let mac = keys.mac(payload, None).finalize().into_bytes();
            let id = format!("2{}", BASE64URL_NOPAD.encode(&[payload, &mac[..MAC_BYTES]].concat()));
            assert_eq!(keys.read(&id, None), Err(PressError::Old), "{payload:?}");
        }
    }

    #[test]
    fn no_number_is_in_two_groups() {
        let groups = [Feedback::KINDS, Curating::KINDS, Review::KINDS, Trial::KINDS];
        let mut numbers: Vec<u8> = (CHOOSE..=PAUSED).chain(groups.into_iter().flatten()).collect();
        let all = numbers.len();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), all);
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
