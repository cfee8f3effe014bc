//! What is offered while somebody types.

use serenity::all::CreateAutocompleteResponse;

use crate::entry::normalized;
use crate::frontend::discord::asking::SUGGEST_WITHIN;
use crate::frontend::discord::asking::Spot;
use crate::frontend::discord::called;
use crate::frontend::discord::called::AnyContext;
use crate::frontend::discord::echo::line;
use crate::frontend::discord::split::units;

/// Discord shows so many choices and refuses more.
pub(super) const MAX_CHOICES: usize = 25;

/// Characters of a choice; Discord refuses more.
pub(super) const MAX_LABEL: usize = 100;

/// Entries that what is typed so far may be asking for. Their values are short ids, since an id or a question may be
/// longer than Discord allows.
pub(super) async fn entries(ctx: AnyContext<'_>, partial: &str) -> CreateAutocompleteResponse {
    let Some(spot) = spot(ctx).await else { return CreateAutocompleteResponse::new() };
    let bot = ctx.data();
    let keystroke = bot.typing.begin(ctx.author().id.get());
    let found = spot.service().suggest_while(partial, MAX_CHOICES, SUGGEST_WITHIN, keystroke.superseded()).await;
    found.into_iter().fold(CreateAutocompleteResponse::new(), |response, suggestion| {
        let label = line(&suggestion.phrasing, MAX_LABEL);
        response.add_string_choice(label, suggestion.entry.id.short().to_string())
    })
}

/// Topics whose name holds what is typed so far.
pub(super) async fn topics(ctx: AnyContext<'_>, partial: &str) -> CreateAutocompleteResponse {
    let Some(spot) = spot(ctx).await else { return CreateAutocompleteResponse::new() };
    let wanted = normalized(partial);
    let topics = spot.service().catalog().topics_with_counts();
    let fits = topics.into_iter().filter(|(topic, _)| normalized(topic).contains(&wanted)).take(MAX_CHOICES);
    fits.fold(CreateAutocompleteResponse::new(), |response, (topic, _)| {
        // What is cut is found all the same: a topic is looked up by how its name begins.
        let label = line(&topic, MAX_LABEL);
        response.add_string_choice(label.clone(), label)
    })
}

/// As [`entries`], for those who curate: also where nothing is answered, and no overviews, which stand with their topic.
pub(super) async fn written_entries(ctx: AnyContext<'_>, partial: &str) -> CreateAutocompleteResponse {
    let Some(spot) = curators_spot(ctx).await else { return CreateAutocompleteResponse::new() };
    let bot = ctx.data();
    let keystroke = bot.typing.begin(ctx.author().id.get());
    let found = spot.service().suggest_while(partial, MAX_CHOICES, SUGGEST_WITHIN, keystroke.superseded()).await;
    let written = found.into_iter().filter(|suggestion| !suggestion.entry.is_overview());
    written.fold(CreateAutocompleteResponse::new(), |response, suggestion| {
        let label = line(&suggestion.phrasing, MAX_LABEL);
        response.add_string_choice(label, suggestion.entry.id.short().to_string())
    })
}

/// As [`topics`], for those who write into one: its name goes as it is, or else it would be another topic.
pub(super) async fn topics_to_write(ctx: AnyContext<'_>, partial: &str) -> CreateAutocompleteResponse {
    let Some(spot) = curators_spot(ctx).await else { return CreateAutocompleteResponse::new() };
    let wanted = normalized(partial);
    let topics = spot.service().catalog().topics_with_counts();
    let fits = topics
        .into_iter()
        .map(|(topic, _)| topic)
        .filter(|topic| units(topic) <= MAX_LABEL && normalized(topic).contains(&wanted));
    fits.take(MAX_CHOICES).fold(CreateAutocompleteResponse::new(), |response, topic| {
        response.add_string_choice(line(&topic, MAX_LABEL), topic)
    })
}

async fn curators_spot(ctx: AnyContext<'_>) -> Option<Spot> {
    let poise::Context::Application(ctx) = ctx else { return None };
    called::curator(ctx).await.ok().map(|(spot, _)| spot)
}

/// Where somebody types; `None` where nothing is answered, which is told when they send it off.
async fn spot(ctx: AnyContext<'_>) -> Option<Spot> {
    let poise::Context::Application(ctx) = ctx else { return None };
    called::spot(ctx.data(), ctx.interaction).await.ok()
}
