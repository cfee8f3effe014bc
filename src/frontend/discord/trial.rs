//! What a trial came to, shown to those who decide whether the bot is to speak: by channel, with advice, and one answer
//! after the other to be judged. Nothing is kept in the process; each button says where it leads.

use std::time::Duration;

use serenity::all::ChannelId;
use serenity::all::ComponentInteraction;
use serenity::all::CreateActionRow;
use serenity::all::CreateEmbed;
use serenity::all::CreateEmbedFooter;
use serenity::all::Mentionable;
use serenity::all::MessageId;
use serenity::all::UserId;

use crate::frontend::discord::asking::Spot;
use crate::frontend::discord::bot::Bot;
use crate::frontend::discord::called;
use crate::frontend::discord::curating;
use crate::frontend::discord::echo;
use crate::frontend::discord::errors::Failure;
use crate::frontend::discord::press::Press;
use crate::frontend::discord::press::Trial as Act;
use crate::frontend::discord::reply;
use crate::frontend::discord::reply::Post;
use crate::frontend::discord::reply::Reply;
use crate::frontend::discord::reply::To;
use crate::frontend::discord::send;
use crate::frontend::discord::send::Call;
use crate::frontend::discord::send::Place;
use crate::frontend::discord::send::Shown;
use crate::frontend::discord::split::split;
use crate::frontend::discord::unasked::POST;
use crate::frontend::wording;
use crate::frontend::wording::notices::Notice;
use crate::frontend::wording::words::Words;
use crate::service::Advice;
use crate::service::Caller;
use crate::service::CurateError;
use crate::service::Trial;
use crate::store::AskedQuestion;
use crate::store::Moment;
use crate::store::Opinion;

/// How far back it goes where nobody says.
pub(super) const USUAL_DAYS: u16 = 30;

/// Channels that are listed; together with their advice they fit the 4,096 of a description.
const MOST_CHANNELS: usize = 12;

/// Longest question, heading and answer of a sample, in UTF-16 units.
const MAX_QUESTION: usize = 600;
const MAX_TITLE: usize = 256;
const MAX_ANSWER: usize = 2_000;

/// What the trial of the last `days` came to.
///
/// # Errors
/// [`Failure`]: they may not see it, or nothing is kept.
pub(super) async fn overview(spot: &Spot, caller: &Caller, days: u16, to: &To<'_>) -> Result<Reply, Failure> {
    let trial = counted(spot, caller, days, to.words).await?;
    Ok(shown(spot, &trial, days, to))
}

/// One of the buttons was pressed.
pub(super) async fn pressed(bot: &Bot, call: &Call<'_>, interaction: &ComponentInteraction, asker: UserId, act: &Act) {
    let work = async {
        let acted = if interaction.user.id == asker {
            acted_on(bot, call, interaction, act).await
        } else {
            Err(Failure::Theirs(Notice::NotYours))
        };
        acted.unwrap_or_else(|failure| Shown::private(failure.reply(call.words)))
    };
    send::answer(bot, call, Place::Update, work).await;
}

async fn acted_on(bot: &Bot, call: &Call<'_>, interaction: &ComponentInteraction, act: &Act) -> Result<Shown, Failure> {
    let words = call.words;
    let parent = called::parent(interaction.channel.as_ref());
    let spot = Spot::anywhere(bot, interaction.guild_id, interaction.channel_id, parent).await?;
    let caller = spot.caller(&interaction.user, interaction.member.as_ref());
    let to = curating::to(bot, call);
    let (days, before) = match act {
        Act::Overview { days } => return Ok(Shown::update(overview(&spot, &caller, *days, &to).await?)),
        Act::Sample { days, before } => (*days, before.as_ref()),
        Act::Judge { days, answer, right } => {
            let opinion = if *right { Opinion::Helpful } else { Opinion::Wrong };
            let failed = |error| spot.failure(words, error);
            let memory = spot.service().memory().ok_or(CurateError::NoStore).map_err(failed)?;
            memory.judge(&caller, answer, opinion).await.map_err(failed)?;
            (*days, Some(answer))
        }
    };
    let trial = counted(&spot, &caller, days, words).await?;
    // Samples come one after the other, so that what was skipped does not come again.
    let next = trial.unjudged.iter().find(|sample| before.is_none_or(|before| sample.id < *before));
    Ok(Shown::update(match next {
        Some(next) => sample(&spot, next, trial.unjudged.len(), days, &to),
        None => shown(&spot, &trial, days, &to),
    }))
}

async fn counted(spot: &Spot, caller: &Caller, days: u16, words: Words) -> Result<Trial, Failure> {
    let since = Moment::now().minus(Duration::from_secs(u64::from(days) * 24 * 60 * 60));
    spot.service().trial(caller, since).await.map_err(|error| spot.failure(words, error))
}

fn shown(spot: &Spot, trial: &Trial, days: u16, to: &To<'_>) -> Reply {
    let channels = trial.channels.iter().filter(|(_, count)| count.answered > 0).take(MOST_CHANNELS);
    let lines: Vec<String> = channels
        .map(|(channel, count)| {
            let here = channel.filter(|channel| *channel > 0).map(ChannelId::new);
            let name = here.map_or_else(String::new, |here| here.mention().to_string());
            let advice = advice(spot, trial, *channel);
            let unjudged = trial.unjudged.iter().filter(|sample| sample.place.channel == *channel).count();
            wording::trial::channel(to.words, &name, count, &wording::trial::advice(to.words, advice, unjudged))
        })
        .collect();
    let text = if lines.is_empty() { to.words.say("trial-nothing") } else { lines.join("\n\n") };
    let title = to.words.say_with("title-trial", &[("days", usize::from(days).into())]);
    let embed = CreateEmbed::new().title(title).description(text);
    let mut post = Post { embeds: vec![embed], ..Post::default() };
    if !trial.unjudged.is_empty() {
        let label = to.words.say_with("button-trial-judge", &[("count", trial.unjudged.len().into())]);
        let judge = button(&label, Act::Sample { days, before: None }, to);
        post.rows.push(CreateActionRow::Buttons(vec![judge]));
    }
    Reply { posts: vec![post], deletable: false }
}

/// Whether to speak in a channel, by what is asked of the answers there.
fn advice(spot: &Spot, trial: &Trial, channel: Option<u64>) -> Advice {
    let here = channel.filter(|channel| *channel > 0).map_or(spot.channel, ChannelId::new);
    trial.advice(channel, spot.rules.within(here, None).target, spot.rules.unasked.target)
}

/// What would have been answered, to be judged.
fn sample(spot: &Spot, sample: &AskedQuestion, left: usize, days: u16, to: &To<'_>) -> Reply {
    let best = sample.candidates.first();
    let catalog = spot.service().catalog();
    let entry = best.and_then(|best| catalog.entry(&best.entry));
    let title = entry.map_or_else(
        || best.map(|best| best.entry.to_string()).unwrap_or_default(),
        |entry| entry.title().as_str().to_owned(),
    );
    let answer = entry.map_or_else(
        || to.words.say("trial-entry-gone"),
        |entry| split(&echo::harmless(&entry.answer), MAX_ANSWER).parts.into_iter().next().unwrap_or_default(),
    );
    let sure = best.map(|best| wording::confidence(to.words, best.confidence)).unwrap_or_default();
    let embed = CreateEmbed::new()
        .title(echo::line(&title, MAX_TITLE))
        .description(answer)
        .footer(CreateEmbedFooter::new(sure));
    let question = echo::echo(&sample.text, MAX_QUESTION);
    let content = wording::trial::sample(to.words, &question, link(sample, to).as_deref(), left);
    let judge = |right| Act::Judge { days, answer: sample.id.clone(), right };
    let buttons = vec![
        button(&to.words.say("button-trial-right"), judge(true), to),
        button(&to.words.say("button-trial-wrong"), judge(false), to),
        button(&to.words.say("button-trial-skip"), Act::Sample { days, before: Some(sample.id.clone()) }, to),
        button(&to.words.say("button-trial-overview"), Act::Overview { days }, to),
    ];
    let rows = vec![CreateActionRow::Buttons(buttons)];
    Reply { posts: vec![Post { content, embeds: vec![embed], rows, ..Post::default() }], deletable: false }
}

/// Where the question stands.
fn link(sample: &AskedQuestion, to: &To<'_>) -> Option<String> {
    let message = MessageId::new(sample.place.message.filter(|message| *message > 0)?);
    // A post of a forum is counted with its forum, and has the number of the message that it begins with.
    let channel = if sample.place.door == POST { Some(message.get()) } else { sample.place.channel };
    let channel = ChannelId::new(channel.filter(|channel| *channel > 0)?);
    Some(message.link(channel, to.guild))
}

fn button(label: &str, act: Act, to: &To<'_>) -> serenity::all::CreateButton {
    reply::button(label, to.keys.sign(&Press::Trial { asker: to.asker, act }, to.guild))
}
