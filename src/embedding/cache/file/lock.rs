//! One writer at a time, among threads and processes.

use std::fs::File;
use std::fs::OpenOptions;
use std::fs::TryLockError;
use std::io;
use std::path::Path;
use std::thread;
use std::time::Duration;
use std::time::Instant;

/// A write takes milliseconds and a rewrite a second or two. Whoever holds the lock for longer has been suspended
/// (Ctrl-Z during an import), and a start that waits for that would look hung.
const PATIENCE: Duration = Duration::from_secs(5);

/// The system wakes nobody up who waits with a time limit, so we look again.
const LOOK_AGAIN_AFTER: Duration = Duration::from_millis(5);

/// The lock of the file at `path`, which is made where it is missing; held until the returned file is dropped.
pub(super) fn wait_for(path: &Path) -> io::Result<File> {
    let file = OpenOptions::new().create(true).write(true).truncate(false).open(path)?;
    let start = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if start.elapsed() < PATIENCE => thread::sleep(LOOK_AGAIN_AFTER),
            Err(TryLockError::WouldBlock) => {
                return Err(io::Error::other("another process has been writing it for five seconds"));
            }
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
}
