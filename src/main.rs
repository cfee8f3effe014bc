//! Arguments in, exit code out; and how this process takes memory from the system.

use std::process::ExitCode;

fn main() -> ExitCode {
    give_back_what_was_large();
    let arguments: Vec<_> = std::env::args_os().collect();
    if arguments.iter().any(|argument| argument == STAYS) {
        share_few_heaps();
    }
    askwell::cli::run(arguments)
}

/// The command that goes on for months. A question that holds the word as well loses a few milliseconds.
const STAYS: &str = "discord";

/// glibc raises its own bound to the largest block that was ever let go, a model's file, and from then on keeps up to
/// twice as much in each thread's heap: 100 MB that nobody uses, in a bot whose threads take their turns. What is larger
/// than this many bytes is taken from the system for itself, and goes back to it when it is let go.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn give_back_what_was_large() {
    set(libc::M_MMAP_THRESHOLD, 1 << 18);
}

/// glibc makes up to eight heaps for each core, one for each thread that comes, and every one of them grows around the
/// few blocks in it that stay: a bot that is worked with gains megabytes by the day, though it holds no more than
/// before. With two heaps it stays where it is. A start that reads its entries on all cores is better off with more.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn share_few_heaps() {
    set(libc::M_ARENA_MAX, 2);
}

/// Sets a number of glibc's allocator, before there are other threads.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn set(what: libc::c_int, number: libc::c_int) {
    // SAFETY: takes two numbers and changes a third.
    #[allow(unsafe_code)]
    let is_set = unsafe { libc::mallopt(what, number) };
    debug_assert_eq!(is_set, 1, "a number that glibc takes");
}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
fn give_back_what_was_large() {}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
fn share_few_heaps() {}
