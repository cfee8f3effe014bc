//! The menu of a message: "Teach from this".

use std::convert::Infallible;
use std::time::Duration;

use serenity::all::Message;

use crate::frontend::discord::bot::Bot;
use crate::frontend::discord::called;
use crate::frontend::discord::called::Context;
use crate::frontend::discord::curating;
use crate::frontend::discord::curating::Begun;
use crate::frontend::discord::curating::Writing;
use crate::frontend::discord::errors::Failure;
use crate::frontend::discord::question::question;
use crate::frontend::wording::notices::Notice;
use crate::service::Act;

/// How long to wait for the message that another one replies to, where the command did not bring it along: the form has
/// to be there within three seconds.
const FETCH_WITHIN: Duration = Duration::from_millis(800);

/// Writes an entry from what somebody wrote.
#[poise::command(context_menu_command = "Teach from this", guild_only)]
pub(super) async fn teach_from_this(ctx: Context<'_>, message: Message) -> Result<(), Infallible> {
    let form = async {
        let (spot, caller) = called::curator(ctx).await?;
        let to = called::to(ctx, true, None);
        curating::may(&spot, to.words, &caller, Act::Propose)?;
        let replied_to = replied_to(ctx.data(), &message).await;
        let (question, answer) = proposed(&message, replied_to.as_ref());
        if question.is_empty() && answer.is_empty() {
            return Err(Failure::Theirs(Notice::NoText));
        }
        let begun = Begun { question: &question, answer: &answer, ..Begun::default() };
        curating::form_for(&Writing::New(begun), &to)
    };
    called::show_form(ctx, form).await
}

/// The message that this one replies to. Without the intent for it, one that is asked for has no text.
async fn replied_to(bot: &Bot, message: &Message) -> Option<Message> {
    if let Some(replied_to) = &message.referenced_message {
        return Some((**replied_to).clone());
    }
    let reference = message.message_reference.as_ref()?;
    let id = reference.message_id?;
    tokio::time::timeout(FETCH_WITHIN, bot.http.get_message(reference.channel_id, id)).await.ok()?.ok()
}

/// The question and the answer that a message makes: an answer to what it replies to, or a question, or an answer alone.
fn proposed(message: &Message, replied_to: Option<&Message>) -> (String, String) {
    let with_links = |message: &Message| {
        let links = message.attachments.iter().map(|attachment| attachment.url.clone());
        let parts: Vec<String> = std::iter::once(question(&message.content)).chain(links).collect();
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
    };
    match replied_to {
        Some(asked) => (on_one_line(&question(&asked.content)), with_links(message)),
        None if asks(&message.content) => (on_one_line(&question(&message.content)), String::new()),
        None => (String::new(), with_links(message)),
    }
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a line of it ends as a question does.
fn asks(text: &str) -> bool {
    text.lines().any(|line| line.trim_end().ends_with(['?', '？', '؟']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(content: &str) -> Message {
        let mut message = Message::default();
        message.content = content.to_owned();
        message
    }

    #[track_caller]
    fn check(said: &str, replied_to: Option<&str>, expected: (&str, &str)) {
        let replied_to = replied_to.map(message);
        let (question, answer) = proposed(&message(said), replied_to.as_ref());
        assert_eq!((question.as_str(), answer.as_str()), expected);
    }

    #[test]
    fn a_reply_is_the_answer_to_what_it_replies_to() {
        check(
            "<@7> By letter.\n\nTo the office.",
            Some("<@9>\nhow do I\nleave?"),
            ("how do I leave?", "By letter.\n\nTo the office."),
        );
        check("Is it not above?", Some("where?"), ("where?", "Is it not above?"));
    }

    #[test]
    fn without_a_reply_it_is_a_question_if_it_asks_and_an_answer_if_not() {
        check("Hello!\nWhen do you open?\nThanks", None, ("Hello! When do you open? Thanks", ""));
        check("We open at ten.", None, ("", "We open at ten."));
        check("<:party:34>", None, ("", ""));
    }
}
