//! What goes wrong, and whose doing it is: a person's mistake is told to that person as it is; ours is logged once, with
//! a number that the person is shown; Discord's is tried again or logged.

use std::hash::BuildHasher;
use std::hash::RandomState;

use serenity::http::HttpError;
use serenity::http::StatusCode;
use tracing::error;

use crate::frontend::discord::reply;
use crate::frontend::discord::reply::Reply;
use crate::frontend::wording::notices::Notice;
use crate::frontend::wording::words::Words;

/// Why somebody gets no answer.
#[derive(Debug)]
pub(super) enum Failure {
    /// Their own doing, or a rule: the notice says what to do.
    Theirs(Notice),
    /// Too many questions at once.
    Busy,
    /// Our doing: logged, never shown.
    Ours(anyhow::Error),
}

impl Failure {
    /// What the person is shown, in their words. Logs what is ours, so it is to be called once.
    pub(super) fn reply(self, words: Words) -> Reply {
        let notice = match self {
            Failure::Theirs(notice) => notice,
            Failure::Busy => Notice::Busy,
            Failure::Ours(cause) => Notice::WentWrong(log(&format!("{cause:#}"))),
        };
        reply::notice(&notice.in_words(words))
    }
}

/// Logs what went wrong, and gives the number under which it can be found.
pub(super) fn log(what: &str) -> String {
    // Only has to differ from the others in the log: the keys of a hasher are random.
    let random = RandomState::new().hash_one(());
    let id = format!("E-{:06X}", random & 0xff_ffff);
    error!(error.id = %id, "{id}: {what}");
    id
}

/// What Discord refused, as far as somebody reacts to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The interaction has its first answer.
    AlreadyAnswered,
    /// Too late, or never there.
    UnknownInteraction,
    /// The message is gone.
    UnknownMessage,
    /// The channel is gone.
    UnknownChannel,
    /// There is no such user.
    UnknownUser,
    /// They take no direct messages, none from the bot, or share no server with it any more.
    Closed,
    /// The bot may not do that there.
    NotAllowed,
    /// The token is not, or no longer, good.
    Token,
    /// What was sent is not as Discord wants it: our fault, and the same the next time.
    Form,
    /// The bot may not read the channel's history, which a reply needs.
    NoHistory,
    /// There is a thread that begins with the message already.
    HasThread,
    /// Nothing was left of the message: what the bot may not show there was taken out.
    Empty,
    /// Anything else.
    Other,
}

/// What Discord said, if it was Discord.
pub(super) fn refusal(error: &serenity::Error) -> Option<Refusal> {
    let serenity::Error::Http(HttpError::UnsuccessfulRequest(response)) = error else { return None };
    Some(match (response.status_code, response.error.code) {
        // Codes: Discord's documentation, "JSON error codes".
        (StatusCode::UNAUTHORIZED, _) => Refusal::Token,
        (_, 40060) => Refusal::AlreadyAnswered,
        (_, 10062 | 10015) => Refusal::UnknownInteraction,
        (_, 10003) => Refusal::UnknownChannel,
        (_, 10008) => Refusal::UnknownMessage,
        (_, 10013) => Refusal::UnknownUser,
        (_, 50007 | 50278) => Refusal::Closed,
        (_, 50001 | 50013) => Refusal::NotAllowed,
        (_, 160_002) => Refusal::NoHistory,
        (_, 50006) => Refusal::Empty,
        (_, 160_004) => Refusal::HasThread,
        // The message that a reply replies to was deleted.
        _ if response.error.errors.iter().any(|error| error.path.starts_with("message_reference")) => {
            Refusal::UnknownMessage
        }
        (StatusCode::BAD_REQUEST, _) => Refusal::Form,
        _ => Refusal::Other,
    })
}

/// Whether another attempt may fare better. The request may have gone through all the same.
pub(super) fn is_passing(error: &serenity::Error) -> bool {
    match error {
        serenity::Error::Http(HttpError::UnsuccessfulRequest(response)) => {
            response.status_code.is_server_error() || response.status_code == StatusCode::TOO_MANY_REQUESTS
        }
        serenity::Error::Http(HttpError::Request(_)) | serenity::Error::Io(_) => true,
        _ => false,
    }
}

/// Whether the request was refused before it could have any effect, and may be granted later.
pub(super) fn was_refused_for_now(error: &serenity::Error) -> bool {
    match error {
        serenity::Error::Http(HttpError::UnsuccessfulRequest(response)) => {
            matches!(response.status_code, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE)
        }
        serenity::Error::Http(HttpError::Request(error)) => error.is_connect(),
        _ => false,
    }
}

/// No answer came in time.
pub(super) fn timed_out() -> serenity::Error {
    serenity::Error::Io(std::io::Error::new(std::io::ErrorKind::TimedOut, "no answer from Discord in time"))
}

/// An error in words, without the address of the request: that holds the interaction's token.
pub(super) fn told(error: &serenity::Error) -> String {
    match error {
        serenity::Error::Http(HttpError::UnsuccessfulRequest(response)) => {
            let hint = match response.error.code {
                40060 => "; does another copy of the bot run with this token?",
                _ => "",
            };
            format!("Discord said {} ({}, {}){hint}", error, response.status_code.as_u16(), response.error.code)
        }
        serenity::Error::Http(HttpError::Request(error)) => {
            let kind = match () {
                () if error.is_connect() => "no connection to Discord",
                () if error.is_timeout() => "no answer from Discord in time",
                () => "the connection to Discord failed",
            };
            kind.to_owned()
        }
        // Both may repeat what stands in an answer of Discord's, which people wrote.
        serenity::Error::Json(_) | serenity::Error::Decode(..) => "Discord's answer cannot be understood".to_owned(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serenity::http::ErrorResponse;

    use super::*;

    #[test]
    fn ours_is_shown_as_a_number_and_theirs_as_it_is() {
        let cause = anyhow::anyhow!("the secret cause").context("the model failed");
        let shown = &Failure::Ours(cause).reply(Words::ENGLISH).posts[0].content;
        assert!(!shown.contains("secret") && !shown.contains("model"), "{shown}");
        let id = shown.split_whitespace().find(|word| word.starts_with("E-")).unwrap().trim_end_matches('.');
        assert!(id.len() == 8 && id[2..].bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}");
        let said = Failure::Theirs(Notice::Said("Please wait.".to_owned())).reply(Words::ENGLISH);
        assert_eq!(said.posts[0].content, "Please wait.");
        assert_eq!(Failure::Busy.reply(Words::ENGLISH).posts[0].content, Notice::Busy.in_words(Words::ENGLISH));
    }

    /// What is made of an answer of Discord's.
    async fn check(status: u16, code: u32, expected: Refusal) {
        let body = serde_json::json!({"code": code, "message": "no"}).to_string();
        let answer = axum::http::Response::builder().status(status).body(body).unwrap();
        let answer = ErrorResponse::from_response(answer.into(), reqwest::Method::POST).await;
        let error = serenity::Error::Http(HttpError::UnsuccessfulRequest(answer));
        assert_eq!(refusal(&error), Some(expected), "{status} {code}");
    }

    #[tokio::test]
    async fn whoever_cannot_be_written_to_is_known_by_either_number() {
        check(403, 50007, Refusal::Closed).await;
        check(403, 50278, Refusal::Closed).await;
        check(403, 50013, Refusal::NotAllowed).await;
        check(404, 10003, Refusal::UnknownChannel).await;
        check(403, 50009, Refusal::Other).await;
    }

    #[test]
    fn numbers_differ() {
        assert_ne!(log("one"), log("the other"));
    }

    #[test]
    fn an_answer_that_cannot_be_read_is_not_repeated() {
        let error = serde_json::from_str::<u64>("\"what somebody wrote\"").unwrap_err();
        assert!(!told(&serenity::Error::Json(error)).contains("somebody"));
        assert!(is_passing(&timed_out()) && !was_refused_for_now(&timed_out()));
    }
}
