//! Whether the roles and channels that a server's settings name are there. A number may have been mistyped, and what was
//! there may be deleted later, so Discord is asked whenever settings are looked at or changed.

use std::collections::HashSet;

use serde::Deserialize;
use serenity::all::ChannelId;
use serenity::all::GuildId;
use serenity::all::Http;
use serenity::all::RoleId;
use serenity::http::Route;

use crate::frontend::discord::Rules;
use crate::frontend::discord::rest;
use crate::frontend::discord::rest::Failure;

/// What settings name and the server does not have.
#[derive(Default)]
pub(super) struct Gone {
    pub(super) roles: HashSet<RoleId>,
    pub(super) channels: HashSet<ChannelId>,
}

#[derive(Deserialize)]
struct Role {
    id: RoleId,
}

#[derive(Deserialize)]
struct Channel {
    id: ChannelId,
    guild_id: Option<GuildId>,
}

/// What of the roles and of these channels is not there.
///
/// # Errors
/// [`Failure`]: Discord did not say.
pub(super) async fn gone(http: &Http, guild: GuildId, rules: &Rules, channels: &[ChannelId]) -> Result<Gone, Failure> {
    let named = rules.teachers.iter().chain(&rules.moderators).chain(rules.helpers.as_ref());
    let named: HashSet<RoleId> = named.copied().collect();
    let (roles, channels) = tokio::join!(gone_roles(http, guild, named), gone_channels(http, guild, channels));
    Ok(Gone { roles: roles?, channels: channels? })
}

/// Those of `named` that are no roles of the server.
///
/// # Errors
/// [`Failure`]: Discord did not say.
pub(super) async fn gone_roles(
    http: &Http,
    guild: GuildId,
    mut named: HashSet<RoleId>,
) -> Result<HashSet<RoleId>, Failure> {
    if named.is_empty() {
        return Ok(named);
    }
    let there: Vec<Role> = rest::get(http, Route::GuildRoles { guild_id: guild }, &[]).await?;
    for role in there {
        named.remove(&role.id);
    }
    Ok(named)
}

async fn gone_channels(http: &Http, guild: GuildId, named: &[ChannelId]) -> Result<HashSet<ChannelId>, Failure> {
    let mut gone: HashSet<ChannelId> = named.iter().copied().collect();
    if gone.is_empty() {
        return Ok(gone);
    }
    let there: Vec<Channel> = rest::get(http, Route::GuildChannels { guild_id: guild }, &[]).await?;
    for channel in there {
        gone.remove(&channel.id);
    }
    // The list has no threads, which may have settings of their own.
    for channel in gone.clone() {
        let found = rest::get::<Channel>(http, Route::Channel { channel_id: channel }, &[]).await;
        let is_there = match found {
            Ok(found) => found.guild_id == Some(guild),
            // It is there, but not for the bot.
            Err(Failure::Refused { status: 403, .. }) => true,
            Err(Failure::Refused { status: 404, .. }) => false,
            Err(failure) => return Err(failure),
        };
        if is_there {
            gone.remove(&channel);
        }
    }
    Ok(gone)
}
