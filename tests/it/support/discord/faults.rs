//! What goes wrong on request: scripted answers and rate limits.

use std::collections::HashMap;
use std::time::Duration;
use std::time::Instant;

use serde_json::Value;
use serde_json::json;

/// What happens instead of the usual answer.
#[derive(Clone, Debug)]
pub(crate) enum Then {
    /// This answer, and the request has no effect.
    Answer { status: u16, headers: Vec<(String, String)>, body: Value },
    /// The usual answer.
    Usual,
    /// The connection ends; the request has no effect.
    Drop,
    /// The request takes effect, and the connection ends before the answer: the bot cannot know.
    TakeEffectAndDrop,
    /// The request takes effect, and the answer never comes.
    TakeEffectAndHang,
}

/// A fault for the requests that fit.
#[derive(Clone, Debug)]
#[must_use]
pub(crate) struct Script {
    pub(super) method: String,
    pub(super) pattern: String,
    pub(super) times: usize,
    pub(super) after: usize,
    pub(super) delay: Duration,
    pub(super) then: Then,
}

impl Script {
    /// For requests of this method (`*`: of any) whose path ends with `pattern`, in which `*` stands for one piece of
    /// the path: `Script::on("POST", "/channels/*/messages")`.
    pub(crate) fn on(method: &str, pattern: &str) -> Script {
        Script {
            method: method.to_owned(),
            pattern: pattern.to_owned(),
            times: 1,
            after: 0,
            delay: Duration::ZERO,
            then: Then::Usual,
        }
    }

    /// Answers with this status, and with Discord's usual body for it.
    pub(crate) fn status(mut self, status: u16) -> Script {
        let body = json!({"code": 0, "message": format!("{status}: scripted")});
        self.then = Then::Answer { status, headers: Vec::new(), body };
        self
    }

    /// Answers that this route is limited for so long.
    pub(crate) fn limited(mut self, retry_after: Duration, global: bool) -> Script {
        let seconds = retry_after.as_secs_f64();
        let body =
            json!({"message": "You are being rate limited.", "retry_after": seconds, "global": global, "code": 0});
        let mut headers = vec![
            ("Retry-After".to_owned(), retry_after.as_secs_f64().ceil().to_string()),
            ("X-RateLimit-Scope".to_owned(), if global { "global" } else { "user" }.to_owned()),
        ];
        if global {
            headers.push(("X-RateLimit-Global".to_owned(), "true".to_owned()));
        } else {
            headers.push(("X-RateLimit-Limit".to_owned(), "5".to_owned()));
            headers.push(("X-RateLimit-Remaining".to_owned(), "0".to_owned()));
            headers.push(("X-RateLimit-Reset-After".to_owned(), seconds.to_string()));
            let reset = super::state::now_ms() as f64 / 1000.0 + seconds;
            headers.push(("X-RateLimit-Reset".to_owned(), format!("{reset:.3}")));
            headers.push(("X-RateLimit-Bucket".to_owned(), "scripted".to_owned()));
        }
        self.then = Then::Answer { status: 429, headers, body };
        self
    }

    /// With this body, of an answer.
    pub(crate) fn body(mut self, with: Value) -> Script {
        if let Then::Answer { body, .. } = &mut self.then {
            *body = with;
        }
        self
    }

    /// With this header too, of an answer.
    pub(crate) fn header(mut self, name: &str, value: &str) -> Script {
        if let Then::Answer { headers, .. } = &mut self.then {
            headers.push((name.to_owned(), value.to_owned()));
        }
        self
    }

    /// Ends the connection instead; the request has no effect.
    pub(crate) fn drops(mut self) -> Script {
        self.then = Then::Drop;
        self
    }

    /// Carries the request out, and ends the connection before the answer.
    pub(crate) fn takes_effect_and_drops(mut self) -> Script {
        self.then = Then::TakeEffectAndDrop;
        self
    }

    /// Carries the request out, and does not answer for as long as the bot waits.
    pub(crate) fn takes_effect_and_hangs(mut self) -> Script {
        self.then = Then::TakeEffectAndHang;
        self
    }

    /// Waits so long first.
    pub(crate) fn delay(mut self, delay: Duration) -> Script {
        self.delay = delay;
        self
    }

    /// For so many requests; else for one.
    pub(crate) fn times(mut self, times: usize) -> Script {
        self.times = times;
        self
    }

    /// Lets so many fitting requests pass first.
    pub(crate) fn after(mut self, requests: usize) -> Script {
        self.after = requests;
        self
    }

    pub(super) fn fits(&self, method: &str, path: &str) -> bool {
        (self.method == "*" || self.method == method) && path_fits(&self.pattern, path)
    }
}

/// Whether the path ends with the pattern, piece by piece.
pub(super) fn path_fits(pattern: &str, path: &str) -> bool {
    let wanted: Vec<&str> = pattern.split('/').filter(|piece| !piece.is_empty()).collect();
    let pieces: Vec<&str> = path.split('/').filter(|piece| !piece.is_empty()).collect();
    let Some(start) = pieces.len().checked_sub(wanted.len()) else { return false };
    wanted.iter().zip(&pieces[start..]).all(|(wanted, piece)| *wanted == "*" || wanted == piece)
}

/// A rate limit, as Discord counts: so many requests in a window that begins with the first.
#[derive(Clone, Debug)]
pub(crate) struct Limit {
    pub(super) method: String,
    pub(super) pattern: String,
    pub(super) limit: usize,
    pub(super) window: Duration,
    pub(super) global: bool,
    /// By channel, server or webhook: end of the window and requests in it.
    pub(super) windows: HashMap<String, (Instant, usize)>,
}

/// What a limit says of a request.
pub(super) struct Counted {
    /// Still to wait, where there were too many.
    pub(super) refused: Option<Duration>,
    pub(super) headers: Vec<(String, String)>,
    pub(super) global: bool,
}

impl Limit {
    pub(super) fn fits(&self, method: &str, path: &str) -> bool {
        // Discord keeps interactions out of the global limit.
        let free = path.starts_with("/interactions/") || path.starts_with("/webhooks/");
        if self.global { !free } else { self.method == method && path_fits(&self.pattern, path) }
    }

    pub(super) fn count(&mut self, path: &str) -> Counted {
        let now = Instant::now();
        let major = if self.global { String::new() } else { path.split('/').nth(2).unwrap_or_default().to_owned() };
        let window = self.windows.entry(major).or_insert((now + self.window, 0));
        if window.0 <= now {
            *window = (now + self.window, 0);
        }
        let left = window.0 - now;
        let refused = (window.1 >= self.limit).then_some(left);
        window.1 += 1;
        let remaining = self.limit.saturating_sub(window.1);
        let reset = super::state::now_ms() as f64 / 1000.0 + left.as_secs_f64();
        let bucket = format!("{:08x}", crc32fast::hash(format!("{} {}", self.method, self.pattern).as_bytes()));
        let mut headers = Vec::new();
        if !self.global {
            headers = vec![
                ("X-RateLimit-Limit".to_owned(), self.limit.to_string()),
                ("X-RateLimit-Remaining".to_owned(), remaining.to_string()),
                ("X-RateLimit-Reset".to_owned(), format!("{reset:.3}")),
                ("X-RateLimit-Reset-After".to_owned(), format!("{:.3}", left.as_secs_f64())),
                ("X-RateLimit-Bucket".to_owned(), bucket),
            ];
        }
        Counted { refused, headers, global: self.global }
    }
}
