//! Memory that serenity would keep for ever.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use std::time::SystemTime;

use serenity::all::Http;
use serenity::http::Ratelimit;

/// How often what serenity remembers of finished requests is thrown away.
const SWEEP_EVERY: Duration = Duration::from_secs(60);

/// serenity keeps a limit for every interaction that was ever answered.
pub(super) async fn sweep(http: Arc<Http>) {
    let Some(limiter) = &http.ratelimiter else { return };
    let limits = limiter.routes();
    loop {
        tokio::time::sleep(SWEEP_EVERY).await;
        forget_finished(&mut *limits.write().await);
    }
}

/// Limits that nobody waits at say nothing any more, so they go; those of the few other routes are learned again from
/// the next answer. Kept are those in use, and those that are used up with a reset still to come.
fn forget_finished<Route>(limits: &mut HashMap<Route, Arc<tokio::sync::Mutex<Ratelimit>>>) {
    let now = SystemTime::now();
    limits.retain(|_, limit| {
        let used_up = |limit: &Ratelimit| is_used_up(limit.remaining(), limit.reset(), now);
        Arc::strong_count(limit) > 1 || limit.try_lock().is_ok_and(|limit| used_up(&limit))
    });
}

fn is_used_up(remaining: i64, reset: Option<SystemTime>, now: SystemTime) -> bool {
    remaining == 0 && reset.is_some_and(|reset| reset > now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_of_finished_interactions_are_forgotten() {
        let finished = Arc::new(tokio::sync::Mutex::new(Ratelimit::default()));
        let waited_at = Arc::new(tokio::sync::Mutex::new(Ratelimit::default()));
        let waiting = Arc::clone(&waited_at);
        let mut limits = HashMap::from([("finished", finished), ("waited at", waited_at)]);
        forget_finished(&mut limits);
        assert_eq!(limits.keys().collect::<Vec<_>>(), [&"waited at"]);
        drop(waiting);
        forget_finished(&mut limits);
        assert!(limits.is_empty());
    }

    #[test]
    fn a_limit_that_is_used_up_stays_until_its_reset() {
        let now = SystemTime::now();
        let (soon, past) = (now + Duration::from_secs(60), now - Duration::from_secs(1));
        assert!(is_used_up(0, Some(soon), now));
        assert!(!is_used_up(0, Some(past), now) && !is_used_up(0, None, now) && !is_used_up(1, Some(soon), now));
    }
}
