//! The forms in which Discord sends what it knows.

use serde_json::Value;
use serde_json::json;

use super::Attachment;
use super::Cause;
use super::Channel;
use super::Guild;
use super::Message;
use super::Overwrite;
use super::Role;
use super::World;
use super::extend;
use super::flag;
use super::ids;
use super::iso;
use super::kind;
use super::timestamp_of;

/// The forms in which Discord sends things.
impl World {
    pub(crate) fn user_json(&self, id: u64) -> Value {
        let name = self.user_name(id);
        let mut json = json!({
            "id": id.to_string(),
            "username": name,
            "discriminator": "0",
            "global_name": name,
            "avatar": null,
            "public_flags": 0,
            "flags": 0,
            "banner": null,
            "accent_color": null,
            "avatar_decoration_data": null,
            "collectibles": null,
            "primary_guild": null,
        });
        if self.users.get(&id).is_some_and(|user| user.bot) {
            json["bot"] = json!(true);
        }
        json
    }

    /// A member without its user.
    pub(crate) fn partial_member_json(&self, guild: u64, user: u64) -> Value {
        let guild = self.guilds.get(&guild);
        let member = guild.and_then(|guild| guild.members.get(&user)).cloned().unwrap_or_default();
        json!({
            "nick": member.nick,
            "avatar": null,
            "banner": null,
            "roles": ids(&member.roles),
            "joined_at": iso(guild.map_or(0, |guild| guild.joined)),
            "premium_since": null,
            "deaf": false,
            "mute": false,
            "flags": 0,
            "pending": false,
            "communication_disabled_until": null,
        })
    }

    pub(crate) fn member_json(&self, guild: u64, user: u64) -> Value {
        let mut json = self.partial_member_json(guild, user);
        json["user"] = self.user_json(user);
        json
    }

    pub(crate) fn role_json(&self, guild: &Guild, role: &Role) -> Value {
        let position = guild.roles.iter().position(|other| other.id == role.id).unwrap_or_default();
        let mut json = json!({
            "id": role.id.to_string(),
            "name": role.name,
            "permissions": role.permissions.to_string(),
            "position": position,
            "color": 0,
            "colors": {"primary_color": 0, "secondary_color": null, "tertiary_color": null},
            "hoist": false,
            "managed": role.managed,
            "mentionable": role.mentionable,
            "icon": null,
            "unicode_emoji": null,
            "flags": 0,
        });
        if role.managed {
            json["tags"] = json!({"bot_id": self.bot.to_string()});
        }
        json
    }

    pub(crate) fn channel_json(&self, channel: &Channel) -> Value {
        let last = channel.messages.back().map(u64::to_string);
        let mut json = json!({
            "id": channel.id.to_string(),
            "type": channel.kind,
            "flags": 0,
            "last_message_id": last,
        });
        let Some(guild) = channel.guild else {
            json["recipients"] = json!([self.user_json(channel.owner)]);
            return json;
        };
        json["guild_id"] = json!(guild.to_string());
        json["name"] = json!(channel.name);
        json["parent_id"] = json!(channel.parent.map(|id| id.to_string()));
        json["rate_limit_per_user"] = json!(0);
        if self.is_thread(channel.id) {
            json["owner_id"] = json!(channel.owner.to_string());
            json["message_count"] = json!(channel.messages.len());
            json["total_message_sent"] = json!(channel.messages.len());
            json["member_count"] = json!(channel.members.len());
            json["thread_metadata"] = json!({
                "archived": channel.archived,
                "archive_timestamp": iso(timestamp_of(channel.id)),
                "auto_archive_duration": 1440,
                "locked": channel.locked,
                "create_timestamp": iso(timestamp_of(channel.id)),
            });
            return json;
        }
        json["position"] = json!(0);
        json["topic"] = json!(channel.topic);
        json["nsfw"] = json!(false);
        let overwrite = |overwrite: &Overwrite| {
            json!({
                "id": overwrite.id.to_string(),
                "type": u8::from(overwrite.member),
                "allow": overwrite.allow.to_string(),
                "deny": overwrite.deny.to_string(),
            })
        };
        json["permission_overwrites"] = channel.overwrites.iter().map(overwrite).collect();
        if channel.kind == kind::FORUM {
            json["available_tags"] = json!([]);
        }
        json
    }

    /// A server as `GET /guilds/{id}` gives it.
    pub(crate) fn guild_json(&self, guild: &Guild) -> Value {
        let roles: Vec<Value> = guild.roles.iter().map(|role| self.role_json(guild, role)).collect();
        let mut json = json!({
            "id": guild.id.to_string(),
            "name": guild.name,
            "icon": null,
            "description": null,
            "home_header": null,
            "splash": null,
            "discovery_splash": null,
            "features": [],
            "banner": null,
            "owner_id": guild.owner.to_string(),
            "application_id": null,
            "region": "us-east",
            "afk_channel_id": null,
            "afk_timeout": 300,
            "system_channel_id": null,
            "system_channel_flags": 0,
            "widget_enabled": false,
            "widget_channel_id": null,
            "verification_level": 0,
            "roles": roles,
            "default_message_notifications": 1,
            "mfa_level": 0,
            "explicit_content_filter": 0,
        });
        let rest = json!({
            "max_presences": null,
            "max_members": 500_000,
            "max_stage_video_channel_users": 50,
            "max_video_channel_users": 25,
            "vanity_url_code": null,
            "premium_tier": 0,
            "premium_subscription_count": 0,
            "preferred_locale": guild.locale,
            "rules_channel_id": null,
            "safety_alerts_channel_id": null,
            "public_updates_channel_id": null,
            "premium_progress_bar_enabled": false,
            "nsfw": false,
            "nsfw_level": 0,
            "emojis": [],
            "stickers": [],
            "incidents_data": null,
        });
        extend(&mut json, rest);
        json
    }

    /// A server as the gateway announces it.
    pub(crate) fn guild_create_json(&self, guild: &Guild) -> Value {
        let mut json = self.guild_json(guild);
        let of = |threads: bool| -> Vec<Value> {
            let channels = guild.channels.iter().filter_map(|id| self.channels.get(id));
            channels
                .filter(|channel| self.is_thread(channel.id) == threads)
                .map(|channel| self.channel_json(channel))
                .collect()
        };
        // As Discord does to a bot without the members' intent: itself alone.
        let members = [self.member_json(guild.id, self.bot)];
        let rest = json!({
            "joined_at": iso(guild.joined),
            "large": guild.members.len() > 250,
            "unavailable": false,
            "member_count": guild.members.len(),
            "voice_states": [],
            "members": members,
            "channels": of(false),
            "threads": of(true),
            "presences": [],
            "stage_instances": [],
            "guild_scheduled_events": [],
            "soundboard_sounds": [],
        });
        extend(&mut json, rest);
        json
    }

    /// Where the file of a message is served, signed as Discord signs.
    pub(crate) fn file_url(&self, channel: u64, attachment: &Attachment) -> String {
        let (id, name) = (attachment.id, &attachment.filename);
        format!("{}/attachments/{channel}/{id}/{name}?ex=6f000000&is=6e000000&hm={id:064x}&", self.base)
    }

    pub(crate) fn attachment_json(&self, channel: u64, attachment: &Attachment, ephemeral: bool) -> Value {
        let url = self.file_url(channel, attachment);
        let mut json = json!({
            "id": attachment.id.to_string(),
            "filename": attachment.filename,
            "size": attachment.bytes.len(),
            "url": url,
            "proxy_url": url,
        });
        if let Some(kind) = &attachment.content_type {
            json["content_type"] = json!(kind);
        }
        if let Some(description) = &attachment.description {
            json["description"] = json!(description);
        }
        if ephemeral {
            json["ephemeral"] = json!(true);
        }
        json
    }

    /// A message as REST gives it.
    pub(crate) fn message_json(&self, message: &Message) -> Value {
        self.message_json_to(message, 0)
    }

    fn message_json_to(&self, message: &Message, depth: usize) -> Value {
        let ephemeral = message.only_for.is_some();
        let attachments = message.attachments.iter();
        let attachments: Vec<Value> =
            attachments.map(|attachment| self.attachment_json(message.channel, attachment, ephemeral)).collect();
        let mentions: Vec<Value> = message.mentions.iter().map(|user| self.user_json(*user)).collect();
        let mut author = self.user_json(message.author);
        if let Some(webhook) = message.webhook.filter(|id| *id != self.application) {
            author["id"] = json!(webhook.to_string());
        }
        let mut json = json!({
            "id": message.id.to_string(),
            "channel_id": message.channel.to_string(),
            "type": message.kind,
            "author": author,
            "content": message.content,
            "embeds": message.embeds,
            "components": message.components,
            "attachments": attachments,
            "mentions": mentions,
            "mention_roles": ids(&message.mention_roles),
            "mention_everyone": message.mention_everyone,
            "timestamp": iso(message.sent),
            "edited_timestamp": message.edited.map(iso),
            "flags": message.flags,
            "pinned": false,
            "tts": false,
        });
        // A post of a forum begins with a message of the same id, but that is inside of it.
        if let Some(thread) = self.channels.get(&message.id).filter(|thread| thread.id != message.channel) {
            json["thread"] = self.channel_json(thread);
            json["flags"] = json!(message.flags | flag::HAS_THREAD);
        }
        if let Some(nonce) = &message.nonce {
            json["nonce"] = nonce.clone();
        }
        if let Some(webhook) = message.webhook {
            json["webhook_id"] = json!(webhook.to_string());
        }
        if message.author == self.bot && message.cause.is_some() {
            json["application_id"] = json!(self.application.to_string());
        }
        if !message.stickers.is_empty() {
            json["sticker_items"] = json!(message.stickers);
        }
        if !message.snapshots.is_empty() {
            json["message_snapshots"] = json!(message.snapshots);
        }
        if let Some((channel, of)) = message.reference {
            let guild = self.channels.get(&channel).and_then(|channel| channel.guild);
            let mut reference = json!({
                "type": u8::from(message.forwards),
                "channel_id": channel.to_string(),
                "message_id": of.to_string(),
            });
            if let Some(guild) = guild {
                reference["guild_id"] = json!(guild.to_string());
            }
            json["message_reference"] = reference;
            if !message.forwards && depth == 0 {
                let original = self.messages.get(&of).filter(|original| !original.deleted);
                json["referenced_message"] = original.map_or(Value::Null, |of| self.message_json_to(of, depth + 1));
            }
        }
        if let Some(cause) = &message.cause {
            json["interaction_metadata"] = self.metadata_json(cause);
            if cause.kind == 2 {
                json["interaction"] = json!({
                    "id": cause.interaction.to_string(),
                    "type": cause.kind,
                    "name": cause.name,
                    "user": self.user_json(cause.user),
                });
            }
        }
        json
    }

    fn metadata_json(&self, cause: &Cause) -> Value {
        let mut json = json!({
            "id": cause.interaction.to_string(),
            "type": cause.kind,
            "user": self.user_json(cause.user),
            "authorizing_integration_owners": {},
        });
        if cause.kind == 2 {
            // Not in the document; Discord sends it.
            json["name"] = json!(cause.name);
        }
        if cause.kind == 3 {
            json["interacted_message_id"] = json!(cause.message.unwrap_or_default().to_string());
        }
        if cause.kind == 5 {
            json["triggering_interaction_metadata"] = json!({
                "id": cause.interaction.to_string(),
                "type": 2,
                "user": self.user_json(cause.user),
                "authorizing_integration_owners": {},
            });
        }
        json
    }
}
