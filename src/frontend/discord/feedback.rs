//! What people say of answers by a button, and what they want where there is none.

use std::sync::Arc;

use serenity::all::ComponentInteraction;
use serenity::all::UserId;
use tracing::warn;

use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::ShortId;
use crate::frontend::discord::asking::Spot;
use crate::frontend::discord::beneath;
use crate::frontend::discord::bot::Bot;
use crate::frontend::discord::called;
use crate::frontend::discord::errors::Failure;
use crate::frontend::discord::human;
use crate::frontend::discord::press::About;
use crate::frontend::discord::press::Feedback;
use crate::frontend::discord::reply;
use crate::frontend::discord::reply::Reply;
use crate::frontend::discord::reply::To;
use crate::frontend::discord::send;
use crate::frontend::discord::send::Call;
use crate::frontend::discord::send::Place;
use crate::frontend::discord::send::Shown;
use crate::frontend::wording::notices::Notice;
use crate::frontend::wording::privacy;
use crate::frontend::wording::words::Words;
use crate::service::Caller;
use crate::service::CurateError;
use crate::service::FaqService;
use crate::service::Followed;
use crate::store;
use crate::store::Flaw;
use crate::store::Opinion;
use crate::store::RowId;

/// Somebody pressed one of these buttons.
pub(super) async fn pressed(
    bot: &Bot,
    call: &Call<'_>,
    interaction: &ComponentInteraction,
    asker: UserId,
    act: &Feedback,
) {
    let spot = match spot(bot, interaction, act).await {
        Ok(spot) => spot,
        Err(failure) => {
            let shown = Shown::private(failure.reply(call.words));
            send::answer(bot, call, Place::Private, std::future::ready(shown)).await;
            return;
        }
    };
    let is_askers = interaction.user.id == asker;
    let expected = match act {
        Feedback::Chose { .. } | Feedback::NoneOffered { .. } if is_askers => Place::Update,
        Feedback::Wrong(_) | Feedback::Outdated(_) | Feedback::Unclear(_) | Feedback::Forget => Place::Update,
        _ => Place::Private,
    };
    let work = async {
        let shown = acted_on(bot, call, &spot, interaction, is_askers, act).await;
        shown.unwrap_or_else(|failure| Shown::private(failure.reply(call.words)))
    };
    send::answer(bot, call, expected, work).await;
    if is_askers {
        // Behind the answer, which does not wait for a store that is slow or away.
        choose(&spot, interaction, act).await;
    }
}

async fn acted_on(
    bot: &Bot,
    call: &Call<'_>,
    spot: &Spot,
    interaction: &ComponentInteraction,
    is_askers: bool,
    act: &Feedback,
) -> Result<Shown, Failure> {
    let (service, words) = (spot.service(), call.words);
    let caller = spot.caller(&interaction.user, interaction.member.as_ref());
    let to = beneath::to(bot, interaction, spot, words);
    let alone = To { private: true, asked: None, ..to };
    let said = |text: String| Ok(Shown::private(reply::notice(&text)));
    match act {
        Feedback::Chose { entry, receipt } => {
            let entry = entry_of(service, *entry)?;
            if is_askers {
                let reply = reply::chosen_for(&entry, receipt, &to);
                return Ok(Shown::update(beneath::in_place(interaction, reply)));
            }
            // Somebody else is curious: they get it too, and the choice stays the asker's.
            spot.admit(bot, interaction.user.id)?;
            Ok(Shown::private(reply::chosen(&entry, &To { private: true, ..to })))
        }
        Feedback::NoneOffered { receipt } if is_askers => {
            let reply = reply::none_of_these(Some(receipt), &to);
            Ok(Shown::update(beneath::in_place(interaction, reply)))
        }
        Feedback::Helpful(about) => {
            vote(spot, &caller, about, Vote::Helpful, words).await?;
            said(words.say("feedback-thanks"))
        }
        Feedback::NotHelpful(about) if about.receipts.len() > 1 => {
            let mut asked = Vec::new();
            for receipt in &about.receipts {
                let question = service.asked(receipt).await.map_err(|error| spot.failure(words, error))?;
                asked.extend(question.map(|question| (receipt.clone(), question.text)));
            }
            if asked.is_empty() {
                return Err(not_kept(words));
            }
            Ok(Shown::private(reply::which_one(&asked, &alone)))
        }
        Feedback::NotHelpful(about) => {
            vote(spot, &caller, about, Vote::Unhelpful(None), words).await?;
            Ok(Shown::private(reply::why_not(about, &alone)))
        }
        Feedback::Wrong(about) => {
            vote(spot, &caller, about, Vote::Wrong, words).await?;
            Ok(Shown::update(reply::notice(&words.say("feedback-noted-wrong"))))
        }
        Feedback::Outdated(about) => {
            vote(spot, &caller, about, Vote::Unhelpful(Some(Flaw::Outdated)), words).await?;
            Ok(Shown::update(reply::notice(&words.say("feedback-noted-flaw"))))
        }
        Feedback::Unclear(about) => {
            vote(spot, &caller, about, Vote::Unhelpful(Some(Flaw::Unclear)), words).await?;
            Ok(Shown::update(reply::notice(&words.say("feedback-noted-flaw"))))
        }
        Feedback::Related { entries } => {
            let catalog = service.catalog();
            let entries: Vec<_> = entries.iter().filter_map(|entry| catalog.entry_in_short(*entry)).collect();
            match entries.as_slice() {
                [] => Err(Failure::Theirs(Notice::EntryGone)),
                [only] => Ok(Shown::private(reply::shown(only, &alone))),
                several => Ok(Shown::private(reply::related(several.iter().map(|entry| &***entry), &alone))),
            }
        }
        Feedback::TellMe { receipts } => {
            // Who has not asked here has no message here to be answered below.
            let sealed = bot.keys.seal(interaction.user.id);
            let channel = Some(interaction.channel_id.get());
            let place = store::Place { door: called::SLASH.to_owned(), channel, message: Some(sealed) };
            tell_me(spot, &caller, receipts, &place, &alone).await.map(Shown::private)
        }
        Feedback::AskHuman { receipt } if is_askers => {
            said(human::called(bot, call, spot, interaction, receipt.as_ref()).await?)
        }
        Feedback::StopTelling { .. } => {
            let mut preferences = service.preferences(&caller).await.map_err(|error| spot.failure(words, error))?;
            preferences.told = false;
            service.prefer(&caller, preferences).await.map_err(|error| spot.failure(words, error))?;
            said(words.say("feedback-stopped"))
        }
        Feedback::Forget if is_askers => {
            let forgotten = service.forget(&caller).await.map_err(|error| spot.failure(words, error))?;
            let catalog = service.catalog();
            Ok(Shown::update(reply::notice(&privacy::forgotten(words, catalog.space_settings(), &forgotten))))
        }
        _ => Err(Failure::Theirs(Notice::NotYours)),
    }
}

/// What a vote says.
#[derive(Clone, Copy)]
enum Vote {
    Helpful,
    Wrong,
    Unhelpful(Option<Flaw>),
}

/// Votes on all that a button is about. Where some of it was not kept, the rest counts.
async fn vote(spot: &Spot, caller: &Caller, about: &About, vote: Vote, words: Words) -> Result<(), Failure> {
    let service = spot.service();
    let entry = about.entry.map(|entry| entry_of(service, entry)).transpose()?;
    let entry = entry.as_ref().map(|entry| &entry.id);
    let mut outcome = Err(not_kept(words));
    for receipt in &about.receipts {
        let voted = match vote {
            Vote::Helpful => service.vote(caller, receipt, Opinion::Helpful, entry).await,
            Vote::Wrong => service.vote(caller, receipt, Opinion::Wrong, entry).await,
            Vote::Unhelpful(flaw) => service.complain(caller, receipt, flaw, entry).await,
        };
        match voted {
            Ok(_) => outcome = Ok(()),
            Err(CurateError::NotThere(_)) => {}
            Err(error) => return Err(spot.failure(words, error)),
        }
    }
    outcome
}

/// Keeps what the asker chose out of what was offered. Where that fails, they have their answer all the same.
async fn choose(spot: &Spot, interaction: &ComponentInteraction, act: &Feedback) {
    let service = spot.service();
    let (receipt, opinion, entry): (&RowId, Opinion, Option<EntryId>) = match act {
        Feedback::Chose { receipt, entry } => {
            let Ok(entry) = entry_of(service, *entry) else { return };
            (receipt, Opinion::Chose, Some(entry.id.clone()))
        }
        Feedback::NoneOffered { receipt } => (receipt, Opinion::None, None),
        _ => return,
    };
    let caller = spot.caller(&interaction.user, interaction.member.as_ref());
    match service.vote(&caller, receipt, opinion, entry.as_ref()).await {
        // Who is not recorded chooses as well.
        Ok(_) | Err(CurateError::NotThere(_)) => {}
        Err(error) => warn!("a choice was not kept: {error}"),
    }
}

async fn tell_me(
    spot: &Spot,
    caller: &Caller,
    receipts: &[RowId],
    place: &store::Place,
    to: &To<'_>,
) -> Result<Reply, Failure> {
    let words = to.words;
    let (mut waits, mut answered, mut set_aside) = (false, None, false);
    for receipt in receipts {
        match spot.service().tell_when_answered(caller, receipt, place.clone()).await {
            Ok(Followed::Waits) => waits = true,
            Ok(Followed::Answered(entry)) => answered = Some(entry),
            Ok(Followed::SetAside) => set_aside = true,
            Err(CurateError::NotThere(_)) => {}
            Err(error) => return Err(spot.failure(words, error)),
        }
    }
    match answered {
        _ if waits => Ok(reply::notice(&words.say("feedback-will-tell"))),
        Some(entry) => Ok(reply::given_meanwhile(&entry, to)),
        None if set_aside => Ok(reply::notice(&words.say("feedback-set-aside"))),
        None => Err(not_kept(words)),
    }
}

/// Where the button was pressed. What is held on somebody is theirs to decide, also where nothing is answered.
async fn spot(bot: &Bot, interaction: &ComponentInteraction, act: &Feedback) -> Result<Spot, Failure> {
    let (guild, channel) = (interaction.guild_id, interaction.channel_id);
    let parent = called::parent(interaction.channel.as_ref());
    match act {
        Feedback::StopTelling { server } => Spot::anywhere(bot, *server, channel, parent).await,
        Feedback::Forget => Spot::anywhere(bot, guild, channel, parent).await,
        _ => Spot::find(bot, guild, channel, parent).await,
    }
}

fn entry_of(service: &FaqService, entry: ShortId) -> Result<Arc<Entry>, Failure> {
    service.catalog().entry_in_short(entry).cloned().ok_or(Failure::Theirs(Notice::EntryGone))
}

fn not_kept(words: Words) -> Failure {
    Failure::Theirs(Notice::Said(words.say("feedback-not-kept")))
}
