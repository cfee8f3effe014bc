//! Discord's REST API: the client, and calls that end within seconds with an error in words.

use std::time::Duration;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serenity::all::ApplicationId;
use serenity::all::HttpError;
use serenity::http::Http;
use serenity::http::HttpBuilder;
use serenity::http::LightMethod;
use serenity::http::Request;
use serenity::http::Route;

use crate::frontend::discord::RunError;
use crate::frontend::discord::Secret;

/// Discord answers within a second; whoever waits for `doctor` wants to hear of a dead network, not to sit it out.
const PATIENCE: Duration = Duration::from_secs(10);

/// A client of Discord's API, or of what stands in for it on this machine.
pub(super) fn client(token: &Secret, api: Option<&str>) -> Http {
    let builder = HttpBuilder::new(token.expose());
    match api {
        // The rate limiter knows only Discord: it would go there in spite of the other address. A proxy of the system's
        // would take the token, which is not encrypted on this way, off the machine.
        Some(api) => {
            let client = reqwest::Client::builder().no_proxy().build();
            let client = client.expect("without certificates and resolvers of our own there is nothing that can fail");
            builder.client(client).proxy(api).ratelimiter_disabled(true).build()
        }
        None => builder.build(),
    }
}

/// Why a call came to nothing.
pub(super) enum Failure {
    /// Discord refused, with an HTTP status.
    Refused { status: u16, message: String },
    /// There was no answer, or none that could be understood.
    Network(String),
}

impl Failure {
    /// In words.
    pub(super) fn text(&self) -> String {
        match self {
            Failure::Refused { status, message } => format!("Discord answers with status {status}: {message}"),
            Failure::Network(text) => text.clone(),
        }
    }
}

impl From<Failure> for RunError {
    fn from(failure: Failure) -> RunError {
        match failure {
            Failure::Refused { status: 401, .. } => RunError::WrongToken,
            other => RunError::Api(other.text()),
        }
    }
}

/// The bot, as Discord knows it.
#[derive(Deserialize)]
pub(super) struct Identity {
    /// Of the bot's user, and of the application but for a few of the oldest.
    pub(super) id: ApplicationId,
    #[serde(rename = "username")]
    pub(super) name: String,
}

/// Whose token it is.
pub(super) async fn identity(http: &Http) -> Result<Identity, Failure> {
    get(http, Route::UserMe, &[]).await
}

/// What Discord answers to a GET. Only the fields that `T` names have to be there.
pub(super) async fn get<T: DeserializeOwned>(
    http: &Http,
    route: Route<'_>,
    parameters: &[(&'static str, String)],
) -> Result<T, Failure> {
    let request = Request::new(route, LightMethod::Get).params((!parameters.is_empty()).then(|| parameters.to_vec()));
    match tokio::time::timeout(PATIENCE, http.fire(request)).await {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(failure(error)),
        Err(_) => Err(Failure::Network(format!("no answer from Discord within {} seconds", PATIENCE.as_secs()))),
    }
}

fn failure(error: serenity::Error) -> Failure {
    match error {
        serenity::Error::Http(HttpError::UnsuccessfulRequest(response)) => {
            Failure::Refused { status: response.status_code.as_u16(), message: response.error.message }
        }
        serenity::Error::Http(HttpError::Request(error)) => {
            // The last cause is what a person can act on; those before it only say that something was sent.
            let mut cause: &dyn std::error::Error = &error;
            while let Some(next) = cause.source() {
                cause = next;
            }
            Failure::Network(format!("Discord cannot be reached: {cause}"))
        }
        other => Failure::Network(format!("Discord's answer cannot be understood: {other}")),
    }
}
