//! `askwell backup` and `askwell restore`.

use std::io::Write;

use anyhow::Context;
use anyhow::bail;

use crate::cli::Exit;
use crate::cli::arguments::upkeep::Backup;
use crate::cli::arguments::upkeep::Restore;
use crate::cli::person;
use crate::cli::store;
use crate::cli::store::Wanted;
use crate::config::Config;
use crate::frontend::wording::upkeep;
use crate::service::CurateError;
use crate::store::Address;

/// Writes a whole copy of the store while others use it.
pub(super) async fn backup(config: &Config, backup: &Backup, out: &mut impl Write) -> anyhow::Result<Exit> {
    let memory = store::memory(config, Wanted::There).await?.ok_or(CurateError::NoStore)?;
    let could_not = || format!("could not write `{}`", backup.path.display());
    memory.backup(&person::caller(config), &backup.path).await.with_context(could_not)?;
    let bytes = std::fs::metadata(&backup.path).map_or(0, |metadata| metadata.len());
    writeln!(out, "{}", upkeep::backed_up(&backup.path, bytes))?;
    Ok(Exit::Success)
}

/// Puts a backup in the place of the store, after a look at all of it.
pub(super) async fn restore(config: &Config, restore: &Restore, out: &mut impl Write) -> anyhow::Result<Exit> {
    let path = match store::address(config)? {
        Some(Address::File(path)) => path,
        Some(Address::Postgres(_)) => {
            bail!(
                "a PostgreSQL database is restored by its own tools, from what pg_dump wrote; or take in what `askwell export --all` wrote"
            )
        }
        None => bail!("the store is turned off, by --store or ASKWELL_STORE; name the file to put the backup into"),
    };
    let could_not = || format!("`{}` was left as it is", path.display());
    let restored = crate::store::restore(&path, &restore.path).await.with_context(could_not)?;
    writeln!(out, "{}", upkeep::restored(&restore.path, &path, &restored))?;
    Ok(Exit::Success)
}
