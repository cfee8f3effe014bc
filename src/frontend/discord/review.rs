//! Reviewing: what waits for a decision is shown one after the other, in place, and each decision leads to the next.
//!
//! Where somebody is in the row is in the buttons: the name of what is shown, and how far on it was. So two may review at
//! once, and the first to decide wins; the other is told so and goes on. What is to be written goes by way of a draft
//! (`curating/`), whose buttons carry the same, so that they lead back.

mod deciding;
mod row;

use std::time::Duration;

use serenity::all::ComponentInteraction;
use serenity::all::ComponentInteractionDataKind;
use serenity::all::ModalInteraction;

use crate::entry::ShortId;
use crate::frontend::discord::asking::Spot;
use crate::frontend::discord::bot::Bot;
use crate::frontend::discord::called;
use crate::frontend::discord::curating;
use crate::frontend::discord::curating::Begun;
use crate::frontend::discord::curating::Writing;
use crate::frontend::discord::curating::form_for;
use crate::frontend::discord::errors::Failure;
use crate::frontend::discord::form::Form;
use crate::frontend::discord::form::written;
use crate::frontend::discord::press::Paused;
use crate::frontend::discord::press::Review;
use crate::frontend::discord::press::Waits;
use crate::frontend::discord::reply;
use crate::frontend::discord::reply::Case;
use crate::frontend::discord::reply::CaseCard;
use crate::frontend::discord::reply::PreviewSeen;
use crate::frontend::discord::reply::Reply;
use crate::frontend::discord::reply::To;
use crate::frontend::discord::send;
use crate::frontend::discord::send::Call;
use crate::frontend::discord::send::Place;
use crate::frontend::discord::send::Shown;
use crate::frontend::wording::notices::Notice;
use crate::service::Act;
use crate::service::Caller;
use crate::service::CurateError;
use crate::service::Pending;
use crate::service::Planned;
use crate::service::Preview;

use row::place;
use row::row;

/// How long somebody waits for what a suggestion would change; without it they can still decide.
const PREVIEW_WITHIN: Duration = Duration::from_secs(8);

/// How long somebody waits for entries that may answer what was missed.
const NEAREST_WITHIN: Duration = Duration::from_millis(600);

/// Entries that are offered as the answer to what was missed.
const MOST_NEAREST: usize = 5;

/// Somebody who reviews.
pub(super) struct Reviewer<'a> {
    spot: Spot,
    caller: Caller,
    to: To<'a>,
}

/// What was done last, for the message that shows the next.
struct Said {
    words: String,
    /// The button that takes it back.
    undo: Option<Review>,
}

/// The first of what waits.
///
/// # Errors
/// [`Failure`].
pub(super) async fn begun(spot: Spot, caller: Caller, to: To<'_>) -> Result<Reply, Failure> {
    Reviewer { spot, caller, to }.show(0, None).await
}

/// Does what a button says.
pub(super) async fn pressed(bot: &Bot, call: &Call<'_>, interaction: &ComponentInteraction, act: &Review) {
    if let Review::Write { what, at } = act {
        match form(bot, call, interaction, what, *at).await {
            Ok(form) => send::show_form(bot, call, &form).await,
            Err(failure) => {
                let shown = Shown::private(failure.reply(call.words));
                send::answer(bot, call, Place::Private, std::future::ready(shown)).await;
            }
        }
        return;
    }
    let work = async {
        let outcome = async {
            let reviewer = Reviewer::of_press(bot, call, interaction).await?;
            let reply = reviewer.act_on(act, chosen(interaction)).await?;
            Ok(Shown::update(reply))
        };
        outcome.await.unwrap_or_else(|failure: Failure| Shown::private(failure.reply(call.words)))
    };
    send::answer(bot, call, Place::Update, Box::pin(work)).await;
}

/// Does what a form says that came back.
pub(super) async fn submitted(bot: &Bot, call: &Call<'_>, interaction: &ModalInteraction, act: &Review) {
    let work = async {
        let outcome = async {
            let Review::Reword { what, at } = act else { return Err(Failure::Theirs(Notice::OldButton)) };
            let parent = called::parent(interaction.channel.as_ref());
            let spot = Spot::anywhere(bot, interaction.guild_id, interaction.channel_id, parent).await?;
            let caller = spot.caller(&interaction.user, interaction.member.as_ref());
            let reviewer = Reviewer { spot, caller, to: curating::to(bot, call) };
            let text = written(interaction, reply::QUESTION_FIELD).to_owned();
            Ok(Shown::update(reviewer.reword(what, *at, text).await?))
        };
        outcome.await.unwrap_or_else(|failure: Failure| Shown::private(failure.reply(call.words)))
    };
    send::answer(bot, call, Place::Update, Box::pin(work)).await;
}

/// The form for what waits: a draft or an entry in other words, a suggestion in other words, an answer to what was missed.
async fn form(
    bot: &Bot,
    call: &Call<'_>,
    interaction: &ComponentInteraction,
    what: &Waits,
    at: u16,
) -> Result<Form, Failure> {
    let Reviewer { spot, caller, to } = &Reviewer::of_press(bot, call, interaction).await?;
    // What comes of a form of an entry is a draft, and from its card there has to be a way back.
    let paused = Paused { what: what.clone(), at };
    let to = &To { paused: Some(&paused), ..*to };
    curating::may(spot, to.words, caller, Act::Review)?;
    let failed = |error| spot.failure(to.words, error);
    let gone = || failed(CurateError::NotThere(String::new()));
    match what {
        Waits::Draft(id) => {
            let open = spot.service().open_draft(caller, id.as_str()).await.map_err(failed)?;
            form_for(&Writing::Draft(&open), to)
        }
        Waits::Entry(short) => {
            let entry = spot.service().catalog().entry_in_short(*short).cloned().ok_or_else(gone)?;
            let current = spot.service().current(&entry.id).await.map_err(failed)?.ok_or_else(gone)?;
            form_for(&Writing::Entry { entry: &current.entry, seen: current.revision }, to)
        }
        Waits::Missed(number) => {
            let missed = spot.service().missed(caller).await.map_err(failed)?;
            let cluster = missed.into_iter().find(|cluster| cluster.number == *number).ok_or_else(gone)?;
            let members = spot.service().missed_questions(caller, *number).await.map_err(failed)?;
            let more = reply::other_wordings(&cluster, &members).join("\n");
            let begun = Begun { question: &cluster.text, more: &more, resolves: Some(*number), ..Begun::default() };
            form_for(&Writing::New(begun), to)
        }
        Waits::Suggestion(number) => {
            let waiting = spot.service().waiting_for_review(caller).await.map_err(failed)?;
            let found = waiting.suggestions.into_iter().find(|suggestion| suggestion.number == *number);
            Ok(reply::reword_form(&found.ok_or_else(gone)?.text, Review::Reword { what: what.clone(), at }, to))
        }
    }
}

/// The entry that was chosen from a menu.
fn chosen(interaction: &ComponentInteraction) -> Option<ShortId> {
    match &interaction.data.kind {
        ComponentInteractionDataKind::StringSelect { values } => ShortId::parse(values.first()?),
        _ => None,
    }
}

impl<'a> Reviewer<'a> {
    async fn of_press(
        bot: &'a Bot,
        call: &Call<'_>,
        interaction: &ComponentInteraction,
    ) -> Result<Reviewer<'a>, Failure> {
        let parent = called::parent(interaction.channel.as_ref());
        let spot = Spot::anywhere(bot, interaction.guild_id, interaction.channel_id, parent).await?;
        let caller = spot.caller(&interaction.user, interaction.member.as_ref());
        Ok(Reviewer { spot, caller, to: curating::to(bot, call) })
    }

    fn failed(&self, error: CurateError) -> Failure {
        self.spot.failure(self.to.words, error)
    }

    async fn act_on(&self, act: &Review, chosen: Option<ShortId>) -> Result<Reply, Failure> {
        match act {
            Review::Begin => self.show(0, None).await,
            Review::Skip { what, at } => {
                let row = row(&self.spot, &self.caller).await.map_err(|error| self.failed(error))?;
                // What somebody else has decided on is followed by what is in its place now.
                let next = place(&row, what).map_or(usize::from(*at), |found| found + 1);
                self.show(next, None).await
            }
            Review::Return { what, at } => {
                let row = row(&self.spot, &self.caller).await.map_err(|error| self.failed(error))?;
                self.show(place(&row, what).unwrap_or(usize::from(*at)), None).await
            }
            Review::Approve { what, at, beside } => self.approve(what, *at, *beside).await,
            Review::Reject { what, at } => self.reject(what, *at).await,
            Review::Join { what, at } => self.join(what, *at, chosen).await,
            Review::StillRight { what, at } => self.still_right(what, *at).await,
            Review::Undo { what, at, change } => self.undo(what, *at, *change).await,
            Review::Write { .. } | Review::Reword { .. } => Err(Failure::Theirs(Notice::OldButton)),
        }
    }

    /// What stands at this place of the row, under what was done last.
    async fn show(&self, at: usize, said: Option<Said>) -> Result<Reply, Failure> {
        let row = row(&self.spot, &self.caller).await.map_err(|error| self.failed(error))?;
        let of = row.len();
        let (done, undo) = match &said {
            Some(said) => (Some(said.words.as_str()), said.undo.as_ref()),
            None => (None, None),
        };
        let Some(case) = row.get(at) else { return Ok(reply::review_end(of, done, undo, &self.to)) };
        let card = CaseCard { case, at, of, done, undo };
        match self.post(&card).await {
            Ok(reply) => Ok(reply),
            // Decided by somebody between the two looks; the next look goes on behind it.
            Err(CurateError::NotThere(_)) => Ok(reply::review_end(of, done, undo, &self.to)),
            Err(error) => Err(self.failed(error)),
        }
    }

    async fn post(&self, card: &CaseCard<'_>) -> Result<Reply, CurateError> {
        let Reviewer { spot, caller, to } = self;
        let service = spot.service();
        let catalog = service.catalog();
        Ok(match card.case {
            Case::Draft(waiting) => {
                let preview = self.preview(&Planned::Approve(Pending::Draft(waiting.id.clone()))).await?;
                let open = service.open_draft(caller, &waiting.id).await?;
                let near = curating::near(spot, &open).await;
                reply::review_draft(card, &open, near.as_deref(), seen(preview.as_ref()), &catalog, to)
            }
            Case::Suggestion(suggestion) => {
                let preview = self.preview(&Planned::Approve(Pending::Suggestion(suggestion.number))).await;
                let preview = match preview {
                    // The entry has gone out of service; it can still be rejected.
                    Err(CurateError::NoSuchEntry(_)) => None,
                    other => other?,
                };
                reply::review_suggestion(card, suggestion, seen(preview.as_ref()), &catalog, to)
            }
            Case::Missed(cluster) => {
                let members = service.missed_questions(caller, cluster.number).await?;
                let found = service.suggest(&cluster.text, MOST_NEAREST, NEAREST_WITHIN).await;
                let closest = cluster.nearest.as_ref().and_then(|id| catalog.entry(id)).cloned();
                let mut nearest: Vec<_> = closest.into_iter().collect();
                for one in found {
                    if nearest.iter().all(|other| other.id != one.entry.id) {
                        nearest.push(one.entry);
                    }
                }
                nearest.retain(|entry| !entry.is_overview());
                nearest.truncate(MOST_NEAREST);
                reply::review_missed(card, cluster, &members, &nearest, to)
            }
            Case::Entry { entry, flawed, is_overdue } => {
                reply::review_entry(card, entry, flawed.as_deref(), *is_overdue, to)
            }
        })
    }

    /// What something would change; `None` where that takes too long.
    async fn preview(&self, planned: &Planned) -> Result<Option<Preview>, CurateError> {
        let preview = self.spot.service().preview(&self.caller, planned, &[]);
        tokio::time::timeout(PREVIEW_WITHIN, preview).await.ok().transpose()
    }
}

fn seen(preview: Option<&Preview>) -> PreviewSeen<'_> {
    preview.map_or(PreviewSeen::Failed, PreviewSeen::Known)
}
