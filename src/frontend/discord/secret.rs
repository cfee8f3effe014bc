//! A text that must not be shown.

use std::fmt;

/// The bot's token. It has no `Display`, and its `Debug` does not show it, so that neither a log line nor an error
/// can carry it by mistake.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// Takes `text` without white space at its ends, as a file or a variable may have it; `None` when nothing is left.
    #[must_use]
    pub fn new(text: &str) -> Option<Secret> {
        let text = text.trim();
        (!text.is_empty()).then(|| Secret(text.to_owned()))
    }

    /// The text itself, for the one call that needs it.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_does_not_show_itself() {
        let secret = Secret::new(" MTIz.abc.def\n").unwrap();
        assert_eq!(secret.expose(), "MTIz.abc.def");
        assert!(!format!("{secret:?} {:?}", Some(&secret)).contains("abc"));
        assert!(Secret::new(" \n").is_none());
    }
}
