//! What fails for a moment is tried again.

use std::future::Future;
use std::time::Duration;
use std::time::Instant;

use crate::frontend::discord::errors;
use crate::frontend::discord::errors::Refusal;

/// An interaction's answer can be edited for 15 minutes, but nobody watches a message for longer than this.
pub(super) const KEEP_TRYING: Duration = Duration::from_secs(45);

/// A request without an answer for this long has most likely lost its connection.
const ONE_ATTEMPT: Duration = Duration::from_secs(10);

/// Tries until it works, fails for good, or the time is up.
pub(super) async fn again_until<T, F>(deadline: Instant, attempt: impl FnMut() -> F) -> Result<T, serenity::Error>
where
    F: Future<Output = Result<T, serenity::Error>>,
{
    again_while(deadline, errors::is_passing, attempt).await
}

/// The same; `worth_it` says which errors another attempt may mend.
pub(super) async fn again_while<T, F>(
    deadline: Instant,
    worth_it: impl Fn(&serenity::Error) -> bool,
    mut attempt: impl FnMut() -> F,
) -> Result<T, serenity::Error>
where
    F: Future<Output = Result<T, serenity::Error>>,
{
    /// Waits between attempts: short at first, since most faults last for one request.
    const FIRST_WAIT: Duration = Duration::from_millis(100);
    const LONGEST_WAIT: Duration = Duration::from_secs(5);
    let mut wait = FIRST_WAIT;
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        let result = match tokio::time::timeout(left.min(ONE_ATTEMPT), attempt()).await {
            Ok(result) => result,
            Err(_) => Err(errors::timed_out()),
        };
        match result {
            Err(error) if worth_it(&error) && Instant::now() + wait < deadline => {
                tokio::time::sleep(wait).await;
                wait = (wait * 2).min(LONGEST_WAIT);
            }
            other => return other,
        }
    }
}

/// What was to be taken away counts as taken away where it is gone already.
#[expect(clippy::result_large_err, reason = "serenity's error, passed on")]
pub(super) fn unless_gone(error: serenity::Error) -> Result<(), serenity::Error> {
    if errors::refusal(&error) == Some(Refusal::UnknownMessage) { Ok(()) } else { Err(error) }
}
