//! A form came back: what stands in it is kept before anything else.

use std::sync::OnceLock;

use serenity::all::CreateAttachment;
use serenity::all::ModalInteraction;
use tracing::warn;

use crate::frontend::discord::asking::Spot;
use crate::frontend::discord::bot::Bot;
use crate::frontend::discord::called;
use crate::frontend::discord::curating;
use crate::frontend::discord::curating::draft_card;
use crate::frontend::discord::curating::forms::Fields;
use crate::frontend::discord::errors::Failure;
use crate::frontend::discord::press::Curating;
use crate::frontend::discord::press::Paused;
use crate::frontend::discord::reply::Post;
use crate::frontend::discord::reply::PreviewSeen;
use crate::frontend::discord::reply::Reply;
use crate::frontend::discord::reply::To;
use crate::frontend::discord::send;
use crate::frontend::discord::send::Call;
use crate::frontend::discord::send::Place;
use crate::frontend::discord::send::Shown;
use crate::frontend::wording::notices::Notice;
use crate::service::Caller;
use crate::service::OnNear;
use crate::service::Pending;
use crate::service::Planned;
use crate::service::Proposal;

/// What was kept, for the preview that follows.
struct Kept {
    spot: Spot,
    caller: Caller,
    draft: String,
}

/// Keeps what was written as a draft and shows it; then works out what it would change and shows that too.
pub(in crate::frontend::discord) async fn submitted(
    bot: &Bot,
    call: &Call<'_>,
    interaction: &ModalInteraction,
    act: &Curating,
    paused: Option<&Paused>,
    has_room: bool,
) {
    let to = To { paused, ..curating::to(bot, call) };
    // A form that was opened from a card takes the place of the card.
    let place = if interaction.message.is_some() { Place::Update } else { Place::Private };
    let kept: OnceLock<Kept> = OnceLock::new();
    let work = async {
        let shown = match keep(bot, interaction, act, &to, has_room).await {
            Ok(written) => {
                let Kept { spot, caller, draft } = kept.get_or_init(|| written);
                draft_card(spot, caller, &to, draft, PreviewSeen::Pending).await
            }
            Err(failure) => Err(failure),
        };
        match shown {
            Ok(post) => Shown { reply: alone(post), place },
            Err(failure) if kept.get().is_some() => Shown::private(failure.reply(to.words)),
            Err(failure) => Shown::private(given_back(failure, interaction, &to)),
        }
    };
    if !send::answer(bot, call, place, work).await {
        return;
    }
    if let Some(kept) = kept.get() {
        follow_with_preview(bot, call, &to, kept).await;
    }
}

/// Keeps what was written.
async fn keep(
    bot: &Bot,
    interaction: &ModalInteraction,
    act: &Curating,
    to: &To<'_>,
    has_room: bool,
) -> Result<Kept, Failure> {
    if !has_room {
        return Err(Failure::Busy);
    }
    let parent = called::parent(interaction.channel.as_ref());
    let spot = Spot::anywhere(bot, interaction.guild_id, interaction.channel_id, parent).await?;
    let caller = spot.caller(&interaction.user, interaction.member.as_ref());
    let fields = Fields::written(interaction);
    let proposal = match act {
        Curating::Write { resolves } => Proposal::New(fields.new_entry(), *resolves),
        Curating::Rewrite { entry, seen } => {
            let catalog = spot.service().catalog();
            let entry = catalog.entry_in_short(*entry).ok_or(Failure::Theirs(Notice::EntryGone))?;
            Proposal::Change(entry.id.clone(), *seen, fields.change())
        }
        Curating::Redraft { draft, seen } => Proposal::Again(draft.to_string(), *seen, fields.change()),
        _ => return Err(Failure::Theirs(Notice::OldButton)),
    };
    let planned = Planned::Propose(proposal);
    let done = Box::pin(spot.service().carry_out(&caller, &planned, OnNear::KeepBoth)).await;
    let done = done.map_err(|error| spot.failure(to.words, error))?;
    let draft = done.draft.unwrap_or_default();
    Ok(Kept { spot, caller, draft })
}

/// Puts what the draft would change below it, unless it was decided or written anew meanwhile.
async fn follow_with_preview(bot: &Bot, call: &Call<'_>, to: &To<'_>, kept: &Kept) {
    let Kept { spot, caller, draft } = kept;
    let Ok(before) = spot.service().open_draft(caller, draft).await else { return };
    let planned = Planned::Approve(Pending::Draft(draft.clone()));
    // On the heap, as most of what is done with a form is over by then.
    let preview = Box::pin(spot.service().preview(caller, &planned, &[])).await;
    if let Some(error) = preview.as_ref().err().filter(|error| !error.is_theirs()) {
        warn!("what a draft would change could not be worked out: {error}");
    }
    let seen = preview.as_ref().map_or(PreviewSeen::Failed, PreviewSeen::Known);
    let Ok(post) = draft_card(spot, caller, to, draft, seen).await else { return };
    // The card stays as it is where a button made something else of it while this was worked out.
    let now = spot.service().open_draft(caller, draft).await;
    if now.is_ok_and(|now| now.revision == before.revision) {
        send::edit_answer(bot, call, alone(post)).await;
    }
}

fn alone(post: Post) -> Reply {
    Reply { posts: vec![post], deletable: false }
}

/// Why nothing was kept, with what was written in a file, so that nobody has to write it again.
fn given_back(failure: Failure, interaction: &ModalInteraction, to: &To<'_>) -> Reply {
    let mut reply = failure.reply(to.words);
    let text = Fields::written(interaction).as_file();
    if let Some(post) = reply.posts.first_mut().filter(|_| !text.is_empty()) {
        post.content = format!("{}\n{}", post.content, to.words.say("written-in-file"));
        post.files.push(CreateAttachment::bytes(text, "what-you-wrote.md"));
    }
    reply
}
