//! A member's number as the store may keep it: turned into another one that only this bot can turn back.
//!
//! Whoever is to be told something by direct message has to be found again, and who they are is not to stand in the store.
//! A Feistel network of four rounds with a keyed hash as its round function is a pseudorandom permutation (Luby and
//! Rackoff, 1988).

use hmac::Hmac;
use hmac::Mac;
use serenity::all::UserId;
use sha2::Sha256;

use crate::frontend::discord::press::Keys;

/// Rounds of the network; each takes one half through the hash.
const ROUNDS: u8 = 4;

impl Keys {
    /// The member's number, sealed. The same each time.
    pub(in crate::frontend::discord) fn seal(&self, member: UserId) -> u64 {
        let (mut left, mut right) = halves(member.get());
        for round in 0..ROUNDS {
            (left, right) = (right, left ^ self.hashed(round, right));
        }
        joined(left, right)
    }

    /// The reverse of [`Keys::seal`]. What was sealed under another token comes out as nobody, or as somebody whom the
    /// bot has never seen.
    pub(in crate::frontend::discord) fn open(&self, sealed: u64) -> Option<UserId> {
        let (mut left, mut right) = halves(sealed);
        for round in (0..ROUNDS).rev() {
            (left, right) = (right ^ self.hashed(round, left), left);
        }
        let number = joined(left, right);
        (number != 0).then(|| UserId::new(number))
    }

    fn hashed(&self, round: u8, half: u32) -> u32 {
        let mac: Hmac<Sha256> = self.sealing.clone();
        let digest = mac.chain_update([round]).chain_update(half.to_be_bytes()).finalize().into_bytes();
        u32::from_be_bytes(*digest.first_chunk().expect("a SHA-256 digest has 32 bytes"))
    }
}

fn halves(number: u64) -> (u32, u32) {
    let bytes = number.to_be_bytes();
    let half = |from: usize| u32::from_be_bytes([bytes[from], bytes[from + 1], bytes[from + 2], bytes[from + 3]]);
    (half(0), half(4))
}

fn joined(left: u32, right: u32) -> u64 {
    u64::from(left) << 32 | u64::from(right)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::frontend::discord::Secret;

    proptest! {
        #[test]
        fn what_was_sealed_is_opened_by_the_same_token_alone(number in 1..=u64::MAX) {
            let keys = Keys::of(&Secret::new("token").unwrap());
            let other = Keys::of(&Secret::new("another").unwrap());
            let member = UserId::new(number);
            let sealed = keys.seal(member);
            prop_assert_ne!(sealed, number);
            prop_assert_eq!(keys.open(sealed), Some(member));
            prop_assert_ne!(other.open(sealed), Some(member));
        }
    }
}
