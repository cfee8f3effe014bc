//! Arguments in, exit code out; and how this process takes memory from the system.

use std::process::ExitCode;

fn main() -> ExitCode {
    give_back_what_was_large();
    askwell::cli::run(std::env::args_os())
}

/// Bytes. What is larger is taken from the system for itself, and goes back to it when it is let go.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const LARGE: i32 = 1 << 18;

/// glibc raises its own bound to the largest block that was ever let go, a model's file, and from then on keeps up to
/// twice as much in each thread's heap: 100 MB that nobody uses, in a bot whose threads take their turns.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn give_back_what_was_large() {
    // SAFETY: sets a number of the allocator's; there are no other threads yet.
    #[allow(unsafe_code)]
    let is_set = unsafe { libc::mallopt(libc::M_MMAP_THRESHOLD, LARGE) };
    debug_assert_eq!(is_set, 1, "the bound is one that glibc takes");
}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
fn give_back_what_was_large() {}
