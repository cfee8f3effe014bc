//! stub
pub(super) struct Redacted {
    pub(super) text: String,
    pub(super) changed: bool,
}
pub(super) fn redacted(text: &str) -> Redacted {
    Redacted { text: text.to_owned(), changed: false }
}
