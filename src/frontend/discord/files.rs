//! Files that people hand in, fetched from where Discord keeps them and from nowhere else.

use std::time::Duration;

use reqwest::Client;
use reqwest::redirect::Policy;
use serenity::all::Attachment;
use url::Url;

/// Most that a file handed in may have, in bytes: a knowledge of thousands of entries.
pub(super) const MOST_BYTES: u32 = 1024 * 1024;

/// Discord's file server answers at once; whoever waits had better be told that it does not.
const PATIENCE: Duration = Duration::from_secs(20);

/// Where Discord keeps files.
const HOSTS: [&str; 2] = ["cdn.discordapp.com", "media.discordapp.net"];

/// Fetches files.
pub(super) struct Files {
    client: Client,
    /// Where they are in place of Discord's file server: a Discord for trying things out has its own.
    instead: Option<Url>,
}

/// Why there is no file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileError {
    /// It has more than [`MOST_BYTES`].
    TooLarge,
    /// It is somewhere else than Discord's files are.
    Elsewhere,
    /// It could not be fetched.
    Network,
}

impl Files {
    /// `api`: where Discord's API is, if not at Discord.
    pub(super) fn new(api: Option<&str>) -> Files {
        // An address that leads on to another one would lead out of Discord's file server.
        let builder = Client::builder().redirect(Policy::none()).timeout(PATIENCE);
        let builder = if api.is_some() { builder.no_proxy() } else { builder };
        let client =
            builder.build().expect("without certificates and resolvers of our own there is nothing that can fail");
        Files { client, instead: api.and_then(|api| Url::parse(api).ok()) }
    }

    /// The bytes of a file. No more of it is read than it may have, whatever Discord says of its size.
    ///
    /// # Errors
    /// [`FileError`].
    pub(super) async fn fetch(&self, file: &Attachment) -> Result<Vec<u8>, FileError> {
        if file.size > MOST_BYTES {
            return Err(FileError::TooLarge);
        }
        let url = self.allowed(&file.url).ok_or(FileError::Elsewhere)?;
        let network = |_| FileError::Network;
        let request = self.client.get(url).build().map_err(network)?;
        let mut response = self.client.execute(request).await.map_err(network)?;
        if !response.status().is_success() {
            return Err(FileError::Network);
        }
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(network)? {
            if bytes.len() + chunk.len() > MOST_BYTES as usize {
                return Err(FileError::TooLarge);
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes)
    }

    /// The address, if files of Discord are there.
    fn allowed(&self, url: &str) -> Option<Url> {
        let url = Url::parse(url).ok()?;
        let is_allowed = match &self.instead {
            Some(instead) => url.origin() == instead.origin(),
            None => {
                url.scheme() == "https"
                    && url.port().is_none()
                    && url.host_str().is_some_and(|host| HOSTS.contains(&host))
            }
        };
        is_allowed.then_some(url)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_fetched_from_discord_alone() {
        let (real, tried) = (Files::new(None), Files::new(Some("http://127.0.0.1:9")));
        for (url, from_real, from_tried) in [
            ("https://cdn.discordapp.com/attachments/1/2/faq.toml?ex=1", true, false),
            ("https://media.discordapp.net/attachments/1/2/faq.toml", true, false),
            ("http://cdn.discordapp.com/attachments/1/2/faq.toml", false, false),
            ("https://cdn.discordapp.com:444/faq.toml", false, false),
            ("https://cdn.discordapp.com.example.org/faq.toml", false, false),
            ("https://cdn.discordapp.com@example.org/faq.toml", false, false),
            ("https://example.org/cdn.discordapp.com", false, false),
            ("http://127.0.0.1:9/attachments/1/2/faq.toml", false, true),
            ("http://127.0.0.1:10/faq.toml", false, false),
            ("file:///etc/passwd", false, false),
            ("", false, false),
        ] {
            assert_eq!((real.allowed(url).is_some(), tried.allowed(url).is_some()), (from_real, from_tried), "{url}");
        }
    }
}
