//! Files that are written whole or not at all.

use std::io;
use std::io::Write;
use std::path::Path;

use anyhow::Context;
use anyhow::bail;

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// It has the text.
    Done,
    /// There is one already, and it was not to be replaced.
    IsThere,
}

/// Writes beside the target and renames, so that a reader sees the old file or the new one, never half of one.
///
/// # Errors
/// When the system does not let it.
pub fn write_whole(path: &Path, text: &str, replace: bool) -> anyhow::Result<Written> {
    let could_not = || format!("could not write `{}`", path.display());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.exists() {
        bail!("could not write `{}`: the folder `{}` is not there", path.display(), folder.display());
    }
    let mut builder = tempfile::Builder::new();
    // As any new file; a temporary one would be its owner's alone.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder).with_context(could_not)?;
    file.write_all(text.as_bytes()).with_context(could_not)?;
    file.as_file().sync_all().with_context(could_not)?;
    let result = if replace { file.persist(path) } else { file.persist_noclobber(path) };
    match result {
        Ok(_) => Ok(Written::Done),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(Written::IsThere),
        Err(error) => Err(error.error).with_context(could_not),
    }
}
