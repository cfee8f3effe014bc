//! Stories from Discord: the unmodified serenity client over a real socket, the real model, and people's hands.

mod asking;
mod browsing;
mod buttons;
mod chaos;
mod config;
mod crowd;
mod curating;
mod feedback;
mod killed;
mod languages;
mod limits;
mod manners;
mod messages;
mod picture;
mod processes;
mod remembering;
mod right;
mod running;
mod slow;
mod trial;
mod trouble;
mod unasked;
mod unasked_again;
mod wire;
