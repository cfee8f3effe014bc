//! `/config`: how the bot works in a server.

mod choices;

use std::convert::Infallible;

use serenity::all::CreateAutocompleteResponse;
use serenity::all::PartialChannel;
use serenity::all::Role;
use serenity::all::RoleId;
use tracing::warn;

use crate::frontend::discord::asking::Spot;
use crate::frontend::discord::called;
use crate::frontend::discord::called::AnyContext;
use crate::frontend::discord::called::Context;
use crate::frontend::discord::configuring;
use crate::frontend::discord::configuring::Told;
use crate::frontend::discord::curating;
use crate::frontend::discord::errors::Failure;
use crate::frontend::discord::existing;
use crate::frontend::discord::rest;
use crate::frontend::discord::send::Shown;
use crate::frontend::wording::language::Language;
use crate::frontend::wording::notices::Notice;
use crate::service::Act;
use crate::service::Mode;
use crate::service::Setting;
use crate::service::SettingKey;
use crate::service::SpaceSettings;

use choices::Choice;
use choices::May;
use choices::React;

/// How I work in this server: see it and change it.
#[poise::command(
    slash_command,
    guild_only,
    default_member_permissions = "MANAGE_GUILD",
    subcommands("show", "set", "channel", "role")
)]
#[expect(clippy::unused_async, reason = "poise wants a future; Discord runs only the subcommands")]
pub(super) async fn config(_ctx: Context<'_>) -> Result<(), Infallible> {
    Ok(())
}

/// See all settings of this server.
#[poise::command(slash_command)]
async fn show(ctx: Context<'_>) -> Result<(), Infallible> {
    let work = async {
        let (spot, caller) = called::curator(ctx).await?;
        let words = called::words(ctx);
        curating::may(&spot, words, &caller, Act::Configure)?;
        let settings = spot.service().settings(&caller).await;
        let settings = settings.map_err(|error| spot.failure(words, error))?;
        let gone = match spot.guild {
            Some(guild) => {
                let channels = configuring::listed_channels(&spot.rules);
                let gone = existing::gone(&ctx.data().http, guild, &spot.rules, &channels).await;
                gone.inspect_err(not_told).ok()
            }
            None => None,
        };
        let told = Told { spot: &spot, settings: &settings, gone: gone.as_ref(), words };
        Ok(Shown::private(configuring::shown(ctx.data(), &told)))
    };
    called::show_alone(ctx, Box::pin(work)).await
}

/// Change a setting.
#[poise::command(slash_command)]
async fn set(
    ctx: Context<'_>,
    #[description = "Which one"] setting: Choice,
    #[description = "What it is to be; “default” leaves it to whoever runs me"]
    #[autocomplete = "values"]
    #[max_length = 1000]
    value: String,
    #[description = "Only in this channel, for those that can differ"] channel: Option<PartialChannel>,
) -> Result<(), Infallible> {
    let key = SettingKey { setting: setting.into(), channel: channel.map(|channel| channel.id.get()) };
    let work = async {
        let value = with_known_roles(ctx, key.setting, value).await?;
        changed(ctx, vec![(key, value)]).await
    };
    called::show_alone(ctx, Box::pin(work)).await
}

/// What holds in one channel, and in its threads or posts.
#[poise::command(slash_command)]
async fn channel(
    ctx: Context<'_>,
    #[description = "Which channel or forum"]
    #[channel_types("Text", "News", "Forum", "PublicThread", "Voice")]
    channel: PartialChannel,
    #[description = "What I react to there"] mode: Option<React>,
    #[description = "Share of the answers that should be right, 0.5 to 0.999"] right: Option<f64>,
    #[description = "Show answers to commands to the asker alone"] private: Option<bool>,
) -> Result<(), Infallible> {
    let key = |setting| SettingKey { setting, channel: Some(channel.id.get()) };
    let switch = |on: bool| if on { "on" } else { "off" }.to_owned();
    let mode = mode.map(|mode| (key(Setting::Mode), mode.value().to_owned()));
    let right = right.map(|right| (key(Setting::Right), right.to_string()));
    let private = private.map(|private| (key(Setting::Private), switch(private)));
    let values: Vec<(SettingKey, String)> = [mode, right, private].into_iter().flatten().collect();
    called::show_alone(ctx, Box::pin(changed(ctx, values))).await
}

/// Who may teach, who may approve, and who is called for help.
#[poise::command(slash_command)]
async fn role(
    ctx: Context<'_>,
    #[description = "What the role is for"] may: May,
    #[description = "Which role"] role: Role,
    #[description = "Take it away instead of giving it"] remove: Option<bool>,
) -> Result<(), Infallible> {
    let work = async {
        let (spot, _) = called::curator(ctx).await?;
        let value = with_role(&spot, may, role.id, remove.unwrap_or(false));
        changed(ctx, vec![value]).await
    };
    called::show_alone(ctx, Box::pin(work)).await
}

/// The value, if it names no role that the server does not have. Roles that were named before are left alone, so that what
/// was deleted meanwhile does not keep anybody from naming another.
///
/// # Errors
/// [`Failure::Theirs`]: there is such a role, or Discord did not say; or the caller may not set anything.
async fn with_known_roles(ctx: Context<'_>, setting: Setting, value: String) -> Result<String, Failure> {
    let (spot, caller) = called::curator(ctx).await?;
    let words = called::words(ctx);
    curating::may(&spot, words, &caller, Act::Configure)?;
    let before: &[RoleId] = match setting {
        Setting::Teachers => &spot.rules.teachers,
        Setting::Moderators => &spot.rules.moderators,
        Setting::Helpers => spot.rules.helpers.as_slice(),
        _ => return Ok(value),
    };
    let Some(guild) = spot.guild else { return Ok(value) };
    let value = value.replace(configuring::EVERYBODY, &guild.everyone_role().to_string());
    let refused = |text: String| Failure::Theirs(Notice::Said(text));
    // What is no list of roles is told when it is set.
    let named = SpaceSettings::roles_in(setting, &value).into_iter().map(RoleId::new);
    let new = named.filter(|role| !before.contains(role)).collect();
    let gone = existing::gone_roles(&ctx.data().http, guild, new).await.inspect_err(not_told);
    let mut gone: Vec<RoleId> = gone.map_err(|_| refused(words.say("config-roles-not-looked")))?.into_iter().collect();
    gone.sort_unstable();
    match gone.first() {
        Some(role) => Err(refused(words.say_with("config-role-unknown", &[("role", role.to_string().into())]))),
        None => Ok(value),
    }
}

/// Whoever runs the bot reads why Discord did not say what a server has.
fn not_told(failure: &rest::Failure) {
    warn!("could not look up the roles and channels of a server: {}", failure.text());
}

/// The setting that gives a role what it is to be for, or takes it away.
fn with_role(spot: &Spot, may: May, role: RoleId, remove: bool) -> (SettingKey, String) {
    let list = |roles: &[RoleId]| {
        let others = roles.iter().filter(|other| **other != role);
        let all: Vec<String> = others.chain((!remove).then_some(&role)).map(RoleId::to_string).collect();
        if all.is_empty() { "none".to_owned() } else { all.join(",") }
    };
    let (setting, value) = match may {
        May::Teach => (Setting::Teachers, list(&spot.rules.teachers)),
        May::Approve => (Setting::Moderators, list(&spot.rules.moderators)),
        May::BeCalled if remove => (Setting::Helpers, "none".to_owned()),
        May::BeCalled => (Setting::Helpers, role.to_string()),
    };
    (setting.into(), value)
}

/// Sets all of `values` in one change, and tells what is so now.
async fn changed(ctx: Context<'_>, values: Vec<(SettingKey, String)>) -> Result<Shown, Failure> {
    let (spot, caller) = called::curator(ctx).await?;
    let words = called::words(ctx);
    curating::may(&spot, words, &caller, Act::Configure)?;
    if values.is_empty() {
        return Err(Failure::Theirs(Notice::Said(words.say("config-nothing"))));
    }
    let failure = |error| configuring::failure(&spot, words, error);
    let number = spot.service().set_all(&caller, &values).await.map_err(failure)?;
    // What holds from now on.
    let (spot, caller) = called::curator(ctx).await?;
    let settings = spot.service().settings(&caller).await.map_err(failure)?;
    let keys: Vec<SettingKey> = values.into_iter().map(|(key, _)| key).collect();
    let told = Told { spot: &spot, settings: &settings, gone: None, words };
    Ok(Shown::private(configuring::changed(ctx.data(), &told, &keys, number)))
}

/// Values of the setting that was picked that fit what is typed so far.
#[expect(clippy::unused_async, reason = "poise wants a future")]
async fn values(ctx: AnyContext<'_>, partial: &str) -> CreateAutocompleteResponse {
    let typed = partial.trim().to_lowercase();
    let fits = usual_values(ctx).into_iter().filter(|value| value.starts_with(&typed));
    fits.fold(CreateAutocompleteResponse::new(), |response, value| response.add_string_choice(value.clone(), value))
}

/// What the setting that was picked usually is; a role is mentioned, which nothing needs to be offered for.
fn usual_values(ctx: AnyContext<'_>) -> Vec<String> {
    let poise::Context::Application(ctx) = ctx else { return Vec::new() };
    let picked = ctx.args.iter().find(|argument| argument.name == "setting");
    let picked = picked.and_then(|argument| match argument.value {
        serenity::all::ResolvedValue::Integer(number) => usize::try_from(number).ok(),
        _ => None,
    });
    let Some(setting) = picked.and_then(|number| Setting::ALL.get(number)) else { return Vec::new() };
    let values: Vec<&str> = match setting {
        Setting::Recording | Setting::Learning | Setting::Private => vec!["on", "off"],
        Setting::RetentionDays => vec!["30", "90", "180", "365"],
        Setting::Right | Setting::RightThreads => vec!["0.9", "0.94", "0.97", "0.99"],
        Setting::RightUnasked => vec!["0.97", "0.98", "0.99", "0.995"],
        Setting::Mode => Mode::ALL.map(Mode::name).to_vec(),
        Setting::Language => Language::ALL.map(Language::code).to_vec(),
        Setting::Teachers | Setting::Moderators | Setting::Helpers => vec!["none"],
        Setting::CooldownMember | Setting::CooldownChannel => vec!["0", "6", "15", "30"],
        Setting::CooldownRepeat => vec!["0", "30", "60", "300"],
        Setting::Hourly => vec!["0", "3", "6", "12"],
        Setting::FollowUp => vec!["0", "5", "10", "30"],
    };
    values.into_iter().chain(["default"]).map(str::to_owned).collect()
}
