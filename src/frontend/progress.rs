//! Progress on standard error, for a person at a terminal.

use std::time::Duration;
use std::time::Instant;

use indicatif::ProgressBar;
use indicatif::ProgressDrawTarget;
use indicatif::ProgressStyle;

/// What takes less needs no bar: it would only flash.
const SHOW_AFTER: Duration = Duration::from_secs(1);

/// A bar that appears once the work has taken over a second, and goes when it is dropped.
pub struct Bar {
    bar: ProgressBar,
    started: Instant,
    /// Whether there is anybody to look at it.
    watched: bool,
    label: &'static str,
    template: &'static str,
}

impl Bar {
    /// A bar for `label`, for example `embedding phrasings`, counting things. `watched` is false where standard error
    /// is no terminal: the bar then stays invisible.
    #[must_use]
    pub fn counting(label: &'static str, watched: bool) -> Bar {
        Bar::new(label, watched, "{msg} {wide_bar} {pos}/{len}, {eta} left")
    }

    /// A bar for a number of bytes.
    #[must_use]
    pub fn of_bytes(label: &'static str, watched: bool) -> Bar {
        Bar::new(label, watched, "{msg} {wide_bar} {bytes}/{total_bytes}, {eta} left")
    }

    /// A count of bytes whose end is not known.
    #[must_use]
    pub fn of_unknown(label: &'static str, watched: bool) -> Bar {
        Bar::new(label, watched, "{msg} {spinner} {bytes}, {elapsed} so far")
    }

    fn new(label: &'static str, watched: bool, template: &'static str) -> Bar {
        Bar { bar: ProgressBar::hidden(), started: Instant::now(), watched, label, template }
    }

    /// Moves the bar.
    pub fn at(&mut self, done: usize, total: usize) {
        self.show(Some(total as u64));
        self.bar.set_length(total as u64);
        self.bar.set_position(done as u64);
    }

    /// Moves a bar whose end is not known.
    pub fn grow(&mut self, done: u64) {
        self.show(None);
        self.bar.set_position(done);
    }

    fn show(&mut self, total: Option<u64>) {
        if self.watched && self.bar.is_hidden() && self.started.elapsed() >= SHOW_AFTER {
            let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr());
            // The template is ours, and right; if it were not, a plain bar would do.
            if let Ok(style) = ProgressStyle::with_template(self.template) {
                bar.set_style(style);
            }
            bar.set_message(self.label);
            self.bar = bar;
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
