//! What is written down of the bot's requests.

use std::time::Instant;

use serde_json::Value;

/// A file that came with a request.
#[derive(Clone, Debug)]
pub(crate) struct File {
    pub(crate) field: String,
    pub(crate) filename: String,
    pub(crate) content_type: Option<String>,
    pub(crate) bytes: std::sync::Arc<[u8]>,
}

/// A REST request of the bot.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// Without `/api/v10` and without the query.
    pub(crate) path: String,
    pub(crate) query: String,
    /// The body, or the `payload_json` of a form; null where there is none.
    pub(crate) json: Value,
    pub(crate) files: Vec<File>,
    /// Of the answer; 0 where the connection was dropped instead.
    pub(crate) status: u16,
    pub(crate) at: Instant,
}
