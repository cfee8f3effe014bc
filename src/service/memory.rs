//! A service's part of the store: one space of it, which nothing above can leave.

use std::fmt;
use std::sync::Arc;

use hmac::Hmac;
use hmac::KeyInit;
use hmac::Mac;
use sha2::Sha256;
use tokio::sync::OnceCell;

use crate::service::Caller;
use crate::store::Author;
use crate::store::HashKey;
use crate::store::Moment;
use crate::store::PersonKey;
use crate::store::Space;
use crate::store::Store;
use crate::store::StoreError;

/// Tells the time.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Moment + Send + Sync>);

impl Clock {
    /// The system's.
    #[must_use]
    pub fn system() -> Clock {
        Clock::of(Moment::now)
    }

    /// Any other.
    #[must_use]
    pub fn of(now: impl Fn() -> Moment + Send + Sync + 'static) -> Clock {
        Clock(Arc::new(now))
    }

    /// The time now.
    #[must_use]
    pub fn now(&self) -> Moment {
        (self.0)()
    }
}

/// What one space remembers. Cheap to clone; all clones are the same.
#[derive(Clone)]
pub struct Memory(Arc<Inner>);

struct Inner {
    store: Arc<dyn Store>,
    space: Space,
    clock: Clock,
    /// Asked of the store once.
    key: OnceCell<HashKey>,
}

impl Memory {
    /// The part of `store` that belongs to `space`. Asks the store for nothing yet.
    #[must_use]
    pub fn new(store: Arc<dyn Store>, space: Space, clock: Clock) -> Memory {
        Memory(Arc::new(Inner { store, space, clock, key: OnceCell::new() }))
    }

    /// The space.
    #[must_use]
    pub fn space(&self) -> &Space {
        &self.0.space
    }

    /// The time now.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.0.clock.now()
    }

    /// The store; to be asked for this space alone.
    pub(super) fn store(&self) -> &dyn Store {
        &*self.0.store
    }

    /// What the tables know the caller by.
    pub(super) async fn person(&self, caller: &Caller) -> Result<PersonKey, StoreError> {
        let key = self.0.key.get_or_try_init(|| self.0.store.hash_key(&self.0.space)).await?;
        Ok(hashed(key, caller.id()))
    }

    /// The caller as the history names them.
    pub(super) async fn author(&self, caller: &Caller) -> Result<Author, StoreError> {
        Ok(Author { person: self.person(caller).await?, name: caller.name().to_owned() })
    }
}

impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memory").field("space", &self.0.space).finish_non_exhaustive()
    }
}

fn hashed(key: &HashKey, id: &str) -> PersonKey {
    let mac = Hmac::<Sha256>::new_from_slice(&key.0).expect("HMAC takes keys of any length");
    let digest = mac.chain_update(id.as_bytes()).finalize().into_bytes();
    PersonKey(*digest.first_chunk().expect("a SHA-256 digest has 32 bytes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_person_is_another_one_in_another_space() {
        let (here, there) = (HashKey([1; 32]), HashKey([2; 32]));
        assert_eq!(hashed(&here, "7"), hashed(&here, "7"));
        assert_ne!(hashed(&here, "7"), hashed(&here, "8"));
        assert_ne!(hashed(&here, "7"), hashed(&there, "7"));
    }
}
