//! Buttons on drafts, on what was done, and on the history.

use serenity::all::ComponentInteraction;
use serenity::all::ComponentInteractionDataKind;

use crate::frontend::discord::asking::Spot;
use crate::frontend::discord::bot::Bot;
use crate::frontend::discord::called;
use crate::frontend::discord::curating;
use crate::frontend::discord::curating::Writing;
use crate::frontend::discord::curating::draft_card;
use crate::frontend::discord::curating::form_for;
use crate::frontend::discord::curating::history;
use crate::frontend::discord::errors::Failure;
use crate::frontend::discord::form::Form;
use crate::frontend::discord::press::Curating;
use crate::frontend::discord::press::Paused;
use crate::frontend::discord::reply;
use crate::frontend::discord::reply::PreviewSeen;
use crate::frontend::discord::reply::Reply;
use crate::frontend::discord::reply::To;
use crate::frontend::discord::reply::WasDone;
use crate::frontend::discord::send;
use crate::frontend::discord::send::Call;
use crate::frontend::discord::send::Place;
use crate::frontend::discord::send::Shown;
use crate::frontend::wording::notices::Notice;
use crate::service::Act;
use crate::service::Caller;
use crate::service::CurateError;
use crate::service::Merge;
use crate::service::OnNear;
use crate::service::Pending;
use crate::service::Planned;
use crate::store::RowId;

/// Where something was pressed, by whom.
struct Pressed<'a> {
    spot: Spot,
    caller: Caller,
    to: To<'a>,
}

/// Does what a button says.
pub(in crate::frontend::discord) async fn pressed(
    bot: &Bot,
    call: &Call<'_>,
    interaction: &ComponentInteraction,
    act: &Curating,
    paused: Option<&Paused>,
    has_room: bool,
) {
    if let (Curating::Change { draft }, true) = (act, has_room) {
        match form(bot, call, interaction, draft, paused).await {
            Ok(form) => send::show_form(bot, call, &form).await,
            Err(failure) => {
                let shown = Shown::private(failure.reply(call.words));
                send::answer(bot, call, Place::Private, std::future::ready(shown)).await;
            }
        }
        return;
    }
    let work = async {
        let outcome = match has_room {
            true => acted_on(bot, call, interaction, act, paused).await,
            false => Err(Failure::Busy),
        };
        outcome.unwrap_or_else(|failure| Shown::private(failure.reply(call.words)))
    };
    // What a menu of the history takes back is told beside it.
    let expected = if matches!(act, Curating::UndoOne) { Place::Private } else { Place::Update };
    send::answer(bot, call, expected, Box::pin(work)).await;
}

async fn form(
    bot: &Bot,
    call: &Call<'_>,
    interaction: &ComponentInteraction,
    draft: &RowId,
    paused: Option<&Paused>,
) -> Result<Form, Failure> {
    let Pressed { spot, caller, to } = found(bot, call, interaction, paused).await?;
    let open = spot.service().open_draft(&caller, draft.as_str()).await;
    form_for(&Writing::Draft(&open.map_err(|error| spot.failure(to.words, error))?), &to)
}

async fn found<'a>(
    bot: &'a Bot,
    call: &Call<'_>,
    interaction: &ComponentInteraction,
    paused: Option<&'a Paused>,
) -> Result<Pressed<'a>, Failure> {
    let parent = called::parent(interaction.channel.as_ref());
    let spot = Spot::anywhere(bot, interaction.guild_id, interaction.channel_id, parent).await?;
    let caller = spot.caller(&interaction.user, interaction.member.as_ref());
    let to = To { paused, ..curating::to(bot, call) };
    Ok(Pressed { spot, caller, to })
}

async fn acted_on(
    bot: &Bot,
    call: &Call<'_>,
    interaction: &ComponentInteraction,
    act: &Curating,
    paused: Option<&Paused>,
) -> Result<Shown, Failure> {
    let pressed = found(bot, call, interaction, paused).await?;
    match act {
        Curating::Save { draft, beside } => {
            let planned = Planned::Approve(Pending::Draft(draft.to_string()));
            let on_near = if *beside { OnNear::KeepBoth } else { OnNear::Tell };
            pressed.decided(draft, &planned, on_near, WasDone::Saved).await
        }
        Curating::Merge { draft, into, answer } => {
            let catalog = pressed.spot.service().catalog();
            let into = catalog.entry_in_short(*into).ok_or(Failure::Theirs(Notice::EntryGone))?.id.clone();
            let planned = Planned::Merge(Merge { draft: draft.to_string(), into, answer: *answer });
            pressed.decided(draft, &planned, OnNear::KeepBoth, WasDone::Merged).await
        }
        Curating::Discard { draft } => pressed.discard(draft).await,
        Curating::Undo { number } => Ok(Shown::update(pressed.undo(*number).await?)),
        Curating::UndoOne => {
            let number = chosen(interaction).ok_or(Failure::Theirs(Notice::OldButton))?;
            Ok(Shown::private(pressed.undo(number).await?))
        }
        Curating::History { entry, before } => {
            let Pressed { spot, caller, to } = &pressed;
            Ok(Shown::update(history(spot, caller, to, *entry, *before).await?))
        }
        Curating::Write { .. } | Curating::Rewrite { .. } | Curating::Redraft { .. } | Curating::Change { .. } => {
            Err(Failure::Theirs(Notice::OldButton))
        }
    }
}

impl Pressed<'_> {
    /// Does what was decided about a draft.
    async fn decided(
        &self,
        draft: &RowId,
        planned: &Planned,
        on_near: OnNear,
        what: WasDone,
    ) -> Result<Shown, Failure> {
        let Pressed { spot, caller, to } = self;
        match spot.service().carry_out(caller, planned, on_near).await {
            Ok(done) => Ok(Shown::update(reply::was_done(what, &done, &spot.service().catalog(), to))),
            Err(error) => self.not_decided(draft, error).await,
        }
    }

    async fn discard(&self, draft: &RowId) -> Result<Shown, Failure> {
        let Pressed { spot, caller, to } = self;
        match spot.service().reject(caller, &Pending::Draft(draft.to_string())).await {
            Ok(done) => {
                let may_undo = caller.may(Act::Review).is_ok();
                let what = if may_undo { WasDone::Discarded } else { WasDone::Withdrawn };
                Ok(Shown::update(reply::was_done(what, &done, &spot.service().catalog(), to)))
            }
            Err(error) => self.not_decided(draft, error).await,
        }
    }

    /// Somebody else was first, or it could not be done.
    async fn not_decided(&self, draft: &RowId, error: CurateError) -> Result<Shown, Failure> {
        let Pressed { spot, caller, to } = self;
        // The buttons go with the draft.
        let gone = || Ok(Shown::update(reply::draft_gone(to)));
        match error {
            CurateError::NotThere(_) => gone(),
            // Somebody wrote something meanwhile: the card says what, and has the buttons for that.
            CurateError::Near(_) | CurateError::Conflict(_) => {
                if let Err(CurateError::NotThere(_)) = spot.service().open_draft(caller, draft.as_str()).await {
                    return gone();
                }
                let post = draft_card(spot, caller, to, draft.as_str(), PreviewSeen::NotAsked).await?;
                Ok(Shown::update(Reply { posts: vec![post], deletable: false }))
            }
            error => Err(spot.failure(to.words, error)),
        }
    }

    async fn undo(&self, number: u64) -> Result<Reply, Failure> {
        let Pressed { spot, caller, to } = self;
        let done = spot.service().undo(caller, number).await;
        let done = done.map_err(|error| spot.failure(to.words, error))?;
        Ok(reply::was_done(WasDone::Undone(number), &done, &spot.service().catalog(), to))
    }
}

/// The number that was chosen from the menu of the history.
fn chosen(interaction: &ComponentInteraction) -> Option<u64> {
    match &interaction.data.kind {
        ComponentInteractionDataKind::StringSelect { values } => values.first()?.parse().ok(),
        _ => None,
    }
}
