//! What people write that is no question to any knowledge: greetings, moods, small talk, bits of conversation.
//!
//! Written for this project. A knowledge that answers some of it, for instance who the bot is, is not rehearsed with
//! that part.

/// One a line.
pub const CHATTER: &str = include_str!("chatter.txt");
