//! What the bot asks for when it is added to a server, and why. It asks for nothing else.

use serenity::all::ApplicationId;
use serenity::all::Permissions;

/// A permission that the bot needs.
pub(super) struct Need {
    pub(super) permission: Permissions,
    /// Its name, as Discord shows it.
    pub(super) name: &'static str,
    /// What does not work without it.
    pub(super) why: &'static str,
}

/// All that the bot needs. None of them lets it change or delete anything that is not its own.
pub(super) const NEEDS: [Need; 7] = [
    Need {
        permission: Permissions::VIEW_CHANNEL,
        name: "View Channels",
        why: "it gets no message, and no mention, from channels that it cannot see",
    },
    Need {
        permission: Permissions::SEND_MESSAGES,
        name: "Send Messages",
        why: "it cannot answer a mention; commands are answered without",
    },
    Need {
        permission: Permissions::SEND_MESSAGES_IN_THREADS,
        name: "Send Messages in Threads",
        why: "it cannot answer a mention in a thread or a forum post",
    },
    Need {
        permission: Permissions::CREATE_PUBLIC_THREADS,
        name: "Create Public Threads",
        why: "an answer that nobody asked for stands below the question, and not in a thread of its own",
    },
    Need {
        permission: Permissions::EMBED_LINKS,
        name: "Embed Links",
        why: "answers to mentions are embeds, which Discord drops without it",
    },
    Need {
        permission: Permissions::ATTACH_FILES,
        name: "Attach Files",
        why: "an answer that is too long for a message comes as a file",
    },
    Need {
        permission: Permissions::READ_MESSAGE_HISTORY,
        name: "Read Message History",
        why: "an answer to a mention is a reply to that message, which Discord refuses without it",
    },
];

/// The scopes that the bot needs: to be a member, and to have commands.
pub(super) const SCOPES: [&str; 2] = ["bot", "applications.commands"];

/// All permissions together.
pub(super) fn permissions() -> Permissions {
    NEEDS.iter().fold(Permissions::empty(), |all, need| all | need.permission)
}

/// The link with which somebody who manages a server adds the bot to it, with the permissions it needs and no others.
#[must_use]
pub fn invite(application: ApplicationId) -> String {
    format!(
        "https://discord.com/oauth2/authorize?client_id={application}&permissions={}&scope={}",
        permissions().bits(),
        SCOPES.join("%20")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_link_asks_for_what_is_needed_and_nothing_else() {
        assert_eq!(
            invite(ApplicationId::new(123)),
            "https://discord.com/oauth2/authorize?client_id=123&permissions=309237763072&scope=bot%20applications.commands"
        );
        let dangerous = Permissions::ADMINISTRATOR | Permissions::MANAGE_MESSAGES | Permissions::MENTION_EVERYONE;
        assert!(!permissions().intersects(dangerous));
    }
}
