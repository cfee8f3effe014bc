//! Work on many things, on all cores.

use std::num::NonZeroUsize;
use std::panic;
use std::thread;
use std::thread::ScopedJoinHandle;

/// Fewer things for each thread are done sooner than it is started.
const LEAST: usize = 64;

/// `work` on each of `all`, in their order, on as many threads as there are cores; on this one where there is little to
/// do. A panic of `work` goes on here.
pub(crate) fn in_parallel<T: Sync, R: Send>(all: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let part = all.len().div_ceil(cores).max(LEAST);
    if all.len() <= part {
        return all.iter().map(work).collect();
    }
    thread::scope(|scope| {
        let work = &work;
        let parts: Vec<_> =
            all.chunks(part).map(|part| scope.spawn(move || part.iter().map(work).collect::<Vec<R>>())).collect();
        parts.into_iter().flat_map(joined).collect()
    })
}

/// What the thread came to; a panic of it goes on here.
pub(crate) fn joined<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| panic::resume_unwind(panic))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn all_is_done_in_its_order_and_little_of_it_on_this_thread() {
        for count in [0, 1, LEAST, LEAST + 1, 10 * LEAST + 7] {
            let all: Vec<usize> = (0..count).collect();
            let done = in_parallel(&all, |number| (number * 2, thread::current().id()));
            assert!(done.iter().map(|(double, _)| *double).eq((0..count).map(|number| number * 2)), "{count}");
            let threads: HashSet<_> = done.iter().map(|(_, thread)| *thread).collect();
            assert!(count > LEAST || threads.iter().all(|thread| *thread == thread::current().id()), "{count}");
        }
    }

    #[test]
    #[should_panic(expected = "the seventh")]
    fn a_panic_is_not_lost() {
        in_parallel(&[1; 1_000], |_| panic!("the seventh"));
    }
}
