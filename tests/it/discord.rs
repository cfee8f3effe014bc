//! Stories from Discord: the unmodified serenity client over a real socket, the real model, and people's hands.

mod asking;
mod browsing;
mod buttons;
mod chaos;
mod manners;
mod messages;
mod running;
