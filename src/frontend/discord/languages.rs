//! Which language somebody is answered in: their own where it is there, else that of the server.

use serenity::all::CommandInteraction;
use serenity::all::ComponentInteraction;
use serenity::all::GuildId;
use serenity::all::Message;
use serenity::all::ModalInteraction;

use crate::frontend::discord::Rules;
use crate::frontend::discord::asking::Spot;
use crate::frontend::discord::bot::Bot;
use crate::frontend::wording::language::Language;
use crate::frontend::wording::words::Words;

/// The language for whoever called a command.
pub(super) fn of_command(bot: &Bot, interaction: &CommandInteraction) -> Words {
    of_interaction(bot, &interaction.locale, interaction.guild_id, interaction.guild_locale.as_deref())
}

/// The language for whoever pressed a button.
pub(super) fn of_press(bot: &Bot, interaction: &ComponentInteraction) -> Words {
    of_interaction(bot, &interaction.locale, interaction.guild_id, interaction.guild_locale.as_deref())
}

/// The language for whoever sent a form off.
pub(super) fn of_form(bot: &Bot, interaction: &ModalInteraction) -> Words {
    of_interaction(bot, &interaction.locale, interaction.guild_id, interaction.guild_locale.as_deref())
}

fn of_interaction(bot: &Bot, locale: &str, guild: Option<GuildId>, guild_locale: Option<&str>) -> Words {
    if let (Some(guild), Some(locale)) = (guild, guild_locale) {
        bot.languages.note(guild, locale);
    }
    Words::for_interaction(locale, guild_locale, set(bot, guild))
}

/// The language of the answer to a message, which does not say what its author speaks; `spot` is where it was written, as
/// far as that is known.
pub(super) async fn of_message(bot: &Bot, message: &Message, spot: Option<&Spot>) -> Words {
    let set = match spot {
        Some(spot) => spot.rules.language,
        None => set(bot, message.guild_id),
    };
    of_place(bot, message.guild_id, set).await
}

/// The language of what is said in a server to nobody in particular; `rules` are its own.
pub(super) async fn of_server(bot: &Bot, guild: Option<GuildId>, rules: &Rules) -> Words {
    of_place(bot, guild, rules.language).await
}

/// The language that is set, else that of the server.
async fn of_place(bot: &Bot, guild: Option<GuildId>, set: Option<Language>) -> Words {
    let language = match (set, guild) {
        (Some(language), _) => Some(language),
        (None, Some(guild)) => bot.languages.of(&bot.http, guild).await,
        (None, None) => None,
    };
    Words::of(language.unwrap_or(Language::English))
}

/// What is set for a server, or for direct messages.
fn set(bot: &Bot, guild: Option<GuildId>) -> Option<Language> {
    bot.servers.of(guild)?.language(guild)
}
