//! From settings to the store, and to the space that is meant.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context;
use anyhow::bail;

use crate::config::Config;
use crate::config::DEFAULT_STORE;
use crate::config::StoreSetting;
use crate::service::Clock;
use crate::service::Memory;
use crate::store;
use crate::store::Address;
use crate::store::Space;
use crate::store::Store;

/// Whether there has to be a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// It is used if it is there, or was named.
    IfThere,
    /// Something is to be kept, so it is made where it is not there.
    Made,
    /// It is for a process that runs on: made where it is not there, and where it is away taken up once it is there.
    Lasting,
    /// What is kept is to be looked at; where there is no store yet, nothing is.
    ToRead,
    /// What is kept is to be decided on, so it has to be there.
    There,
}

/// The space that is meant, in the store; `None` where there is none and need not be.
///
/// # Errors
/// When the store cannot be opened, or has to be there and is not.
pub(super) async fn memory(config: &Config, wanted: Wanted) -> anyhow::Result<Option<Memory>> {
    let space = space(config)?;
    Ok(open(config, wanted).await?.map(|store| Memory::new(store, space, Clock::system())))
}

/// The space that is meant.
pub(super) fn space(config: &Config) -> anyhow::Result<Space> {
    match &config.space {
        Some(name) => Ok(Space::new(name)?),
        None => Ok(Space::local()),
    }
}

/// The store.
///
/// # Errors
/// As for [`memory`].
pub(super) async fn open(config: &Config, wanted: Wanted) -> anyhow::Result<Option<Arc<dyn Store>>> {
    let Some(address) = address(config)? else {
        if wanted == Wanted::IfThere {
            return Ok(None);
        }
        bail!("the store is turned off, by --store or ASKWELL_STORE; name a file or a postgres:// address");
    };
    if let Address::File(path) = &address
        && !path.exists()
    {
        let is_usual = config.store == StoreSetting::Usual;
        match wanted {
            Wanted::IfThere if is_usual => return Ok(None),
            Wanted::ToRead => return Ok(None),
            Wanted::There => bail!("there is no store at `{}` yet; `askwell teach` makes one", path.display()),
            Wanted::IfThere | Wanted::Made | Wanted::Lasting => {}
        }
    }
    let opened = match wanted {
        // A store that is away costs what it would have kept and what was taught, never an answer; and that only until it
        // is there.
        Wanted::IfThere | Wanted::Lasting => store::open_lazily(&address).await,
        Wanted::Made | Wanted::ToRead | Wanted::There => store::open(&address).await,
    };
    Ok(Some(opened.with_context(|| format!("could not open the store `{address}`"))?))
}

/// Whether there is a store, as far as can be said without opening it. One on a server is taken to be there, and that there
/// is to be none is said by [`open`].
///
/// # Errors
/// When what was named is no address.
pub(super) fn is_there(config: &Config) -> anyhow::Result<bool> {
    Ok(match address(config)? {
        Some(Address::File(path)) => path.exists(),
        _ => true,
    })
}

/// Whether the usual store may be made where it is not there yet, as nobody named another or turned it off.
pub(super) fn makes_usual(config: &Config) -> bool {
    config.store == StoreSetting::Usual
}

/// Where it is; `None` where there is to be none.
///
/// # Errors
/// When what was named is no address.
pub(super) fn address(config: &Config) -> anyhow::Result<Option<Address>> {
    match &config.store {
        StoreSetting::Off => Ok(None),
        StoreSetting::Usual => Ok(Some(Address::File(PathBuf::from(DEFAULT_STORE)))),
        StoreSetting::At(text) => Ok(Some(Address::parse(text)?)),
    }
}
