//! Calling people: the one thing that the bot pings anybody for.

use std::time::Instant;

use serenity::all::ComponentInteraction;
use serenity::all::Mentionable;
use serenity::all::MessageFlags;

use crate::frontend::discord::asking::Spot;
use crate::frontend::discord::bot::Bot;
use crate::frontend::discord::echo::echo;
use crate::frontend::discord::errors;
use crate::frontend::discord::errors::Failure;
use crate::frontend::discord::reply;
use crate::frontend::discord::send;
use crate::frontend::discord::send::Call;
use crate::frontend::wording::discord;
use crate::frontend::wording::notices::Notice;
use crate::store::RowId;

/// Longest question that is quoted, in UTF-16 units.
const MAX_QUOTED: usize = 1_000;

/// Calls the helpers of the server to the question below whose lack of an answer a button was pressed, and says that it
/// was done.
///
/// # Errors
/// [`Failure::Theirs`]: nobody can be called, or somebody was just now.
pub(super) async fn called(
    bot: &Bot,
    call: &Call<'_>,
    spot: &Spot,
    interaction: &ComponentInteraction,
    receipt: Option<&RowId>,
) -> Result<String, Failure> {
    let (words, member, channel) = (call.words, interaction.user.id, interaction.channel_id);
    let refused = |text: String| Failure::Theirs(Notice::Said(text));
    let (Some(guild), Some(role)) = (interaction.guild_id, spot.helpers()) else {
        return Err(refused(words.say("human-nobody")));
    };
    let question = question(spot, interaction, receipt).await;
    if let Err(wait) = bot.calls.may_call(member.get(), guild.get(), channel.get(), Instant::now()) {
        let minutes = wait.wait.as_secs().div_ceil(60);
        return Err(refused(words.say_with("human-wait", &[("minutes", minutes.into())])));
    }
    let (who, whom) = (member.mention().to_string(), role.mention().to_string());
    let text = match question.map(|question| echo(&question, MAX_QUOTED)).filter(|question| !question.is_empty()) {
        Some(question) => {
            let arguments = [("role", whom.into()), ("member", who.into()), ("question", question.into())];
            words.say_with("human-called-for", &arguments)
        }
        None => words.say_with("human-called", &[("role", whom.into()), ("member", who.into())]),
    };
    match send::call_people(bot, call, channel, below(interaction), role, reply::notice(&text)).await {
        Ok(message) => {
            let link = message.link(channel, Some(guild));
            Ok(words.say_with("human-done", &[("link", link.into())]))
        }
        Err(error) => {
            bot.calls.not_made(member.get(), channel.get());
            match errors::refusal(&error) {
                Some(_) => Err(refused(words.say("human-not-here"))),
                None => Err(Failure::Ours(anyhow::anyhow!("could not call the helpers: {}", errors::told(&error)))),
            }
        }
    }
}

/// The question: as it stands above the reply, else as it was kept.
async fn question(spot: &Spot, interaction: &ComponentInteraction, receipt: Option<&RowId>) -> Option<String> {
    let above = interaction.message.embeds.first().and_then(|embed| embed.author.as_ref());
    if let Some(above) = above.and_then(|author| discord::question_of(&author.name)) {
        return Some(above.to_owned());
    }
    // A store that is away costs the quotation alone.
    spot.service().asked(receipt?).await.ok()?.map(|question| question.text)
}

/// The message below which people are called: that with the question, or the bot's own where it stands for all to see.
fn below(interaction: &ComponentInteraction) -> Option<serenity::all::MessageId> {
    let message = &interaction.message;
    if message.flags.is_some_and(|flags| flags.contains(MessageFlags::EPHEMERAL)) {
        return None;
    }
    let question = message.message_reference.as_ref().filter(|question| question.channel_id == interaction.channel_id);
    question.and_then(|question| question.message_id).or(Some(message.id))
}
