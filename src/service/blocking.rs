//! Work that blocks, kept away from the threads that answer.

/// Does it on a thread of its own; a panic of it goes on here.
pub(super) async fn on_blocking_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(error) => match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            // The process ends, and has not begun the work any more: nothing comes of it.
            Err(_) => std::future::pending().await,
        },
    }
}
