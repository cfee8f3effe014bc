//! People: their direct messages, their roles, what they are offered, and which of them may be pinged.

use serde_json::Value;
use serde_json::json;

use super::Bed;
use super::SOON;
use super::code_of;
use super::nobody;
use super::serenity;
use crate::support::discord::Pinged;
use crate::support::discord::Whom;
use crate::support::discord::permission;

#[tokio::test]
async fn the_bot_writes_to_people_who_let_it() {
    let bed = Bed::new().await;
    let ada = bed.hands();
    let open = async |user: u64| {
        let opened = bed.http.create_private_channel(&json!({"recipient_id": user.to_string()})).await;
        opened.map(|channel| channel.id.get()).map_err(|error| code_of(&error))
    };
    let mut body = json!({"content": "there is an answer", "allowed_mentions": nobody()});
    body["components"] =
        json!([{"type": 1, "components": [{"type": 2, "style": 1, "label": "Show", "custom_id": "quiet show"}]}]);
    let channel = open(bed.user).await.unwrap();
    let send = async || {
        let sent = bed.http.send_message(channel.into(), Vec::new(), &body).await;
        sent.map(|message| message.id.get()).map_err(|error| code_of(&error))
    };
    let sent = send().await.unwrap();
    assert_eq!(ada.in_dm().sees()[0].content, "there is an answer");
    let pressed = ada.in_dm().click(sent, "Show");
    bed.answer(&pressed, &json!({"type": 4, "data": {"content": "here", "allowed_mentions": nobody()}})).await.unwrap();
    assert_eq!(pressed.response().await.content, "here");
    assert_eq!(bed.fake.direct_messages(bed.user).len(), 2);

    bed.fake.close_messages(bed.user, true);
    assert_eq!((open(bed.user).await, send().await), (Ok(channel), Err(50_007)));
    bed.fake.close_messages(bed.user, false);
    bed.fake.leave(bed.guild, bed.user);
    assert_eq!(send().await, Err(50_278));
    assert_eq!(code_of(&bed.http.get_member(bed.guild.into(), bed.user.into()).await.unwrap_err()), 10_007);
    assert!(ada.message("x").try_send().is_err() && ada.try_command("quiet", json!({})).is_err());
    bed.fake.join(bed.guild, bed.user);
    assert!(send().await.is_ok());
    let robot = bed.fake.other_bot(bed.guild, "robot");
    assert_eq!((open(robot).await, open(5).await), (Err(50_007), Err(50_033)));
    bed.fake.assert_clean();
}

#[tokio::test]
async fn a_member_brings_their_roles() {
    let bed = Bed::new().await;
    let role = bed.fake.role(bed.guild, "helpers", 0, false);
    bed.fake.give_role(bed.guild, bed.user, role);
    bed.hands().write("with a role");
    assert!(bed.hears("with a role").await);
    let heard = bed.heard.messages.lock().unwrap().last().cloned().unwrap();
    assert_eq!(heard.member.unwrap().roles, [serenity::RoleId::new(role)]);
    bed.fake.assert_clean();
}

#[tokio::test]
async fn what_administrators_set_goes_before_what_a_command_asks_for() {
    let bed = Bed::new().await;
    let teachers = bed.fake.role(bed.guild, "teachers", 0, false);
    let others = bed.fake.role(bed.guild, "others", 0, false);
    let member = |name: &str, roles: &[u64]| {
        let member = bed.fake.member(bed.guild, name);
        roles.iter().for_each(|role| bed.fake.give_role(bed.guild, member, *role));
        bed.fake.user(bed.guild, bed.channel, member)
    };
    let (ada, bea, cleo) = (member("Ada", &[teachers]), member("Bea", &[others]), member("Cleo", &[teachers, others]));
    let boss = bed.fake.member_with(bed.guild, "boss", permission::ADMINISTRATOR);
    let boss = bed.fake.user(bed.guild, bed.channel, boss);
    let offered = || [&ada, &bea, &cleo, &boss].map(|hands| hands.try_command("teach", json!({})).is_ok());
    let set = |whom, allowed| bed.fake.command_permission(bed.guild, "teach", whom, allowed);
    assert_eq!(offered(), [false, false, false, true], "it asks for a permission");
    set(Whom::Role(teachers), true);
    assert_eq!(offered(), [true, false, true, true]);
    set(Whom::Role(others), false);
    assert_eq!(offered(), [true, false, true, true], "one role that may is enough");
    set(Whom::Member(bea.id()), true);
    set(Whom::Member(cleo.id()), false);
    assert_eq!(offered(), [true, true, false, true]);
    set(Whom::AllChannels, false);
    assert_eq!(offered(), [false, false, false, true]);
    set(Whom::Channel(bed.channel), true);
    assert_eq!(offered(), [true, true, false, true]);
    let thread = ada.open_thread("inside");
    assert!(ada.in_channel(thread).try_command("teach", json!({})).is_ok());
    let set = bed.http.get_guild_commands_permissions(bed.guild.into()).await.unwrap();
    assert_eq!(set[0].permissions.len(), 6);
    bed.fake.command_permission(bed.guild, "ping", Whom::Everyone, false);
    assert_eq!(ada.try_command("ping", json!({})).err().unwrap().0, "this person may not use ping");
    bed.fake.assert_clean();
}

#[tokio::test]
async fn one_role_may_be_pinged_and_nobody_else() {
    let bed = Bed::new().await;
    let helpers = bed.fake.role(bed.guild, "helpers", 0, true);
    let others = bed.fake.role(bed.guild, "others", 0, true);
    let quiet = bed.fake.role(bed.guild, "quiet", 0, false);
    bed.fake.may_ping_role(helpers);
    bed.fake.may_ping_role(quiet);
    let asked = bed.hands().write("help");
    // What was allowed, who was pinged, and whether a rule was broken.
    let pinged = async |allowed: Value| {
        let before = bed.fake.pings().len();
        let text = format!("<@&{helpers}> <@&{others}> <@&{quiet}> <@{}> @everyone", bed.user);
        let reference = json!({"message_id": asked.to_string()});
        let body = json!({"content": text, "allowed_mentions": allowed, "message_reference": reference});
        bed.send(&body).await.unwrap();
        let broken = bed.fake.take_violations().len();
        (bed.fake.pings().into_iter().skip(before).map(|ping| ping.who).collect::<Vec<_>>(), broken)
    };
    let roles = |roles: &[u64]| json!({"parse": [], "roles": roles.iter().map(u64::to_string).collect::<Vec<_>>()});
    assert_eq!(pinged(roles(&[helpers])).await, (vec![Pinged::Role(helpers)], 0));
    assert_eq!(pinged(roles(&[others])).await, (vec![Pinged::Role(others)], 1));
    assert_eq!(pinged(roles(&[helpers, others])).await, (vec![Pinged::Role(helpers), Pinged::Role(others)], 1));
    let replied = json!({"parse": [], "replied_user": true});
    assert_eq!(pinged(replied).await, (vec![Pinged::Replied(bed.user)], 1));
    let everybody = json!({"parse": ["everyone"], "roles": [helpers.to_string()]});
    assert_eq!(pinged(everybody).await, (vec![Pinged::Everyone, Pinged::Role(helpers)], 1));
    // A role that is not for everybody to mention needs a permission.
    assert_eq!(pinged(roles(&[quiet])).await, (vec![Pinged::Role(quiet)], 0));
    bed.fake.bot_permissions(bed.channel, permission::EVERYONE & !permission::MENTION_EVERYONE);
    assert_eq!(pinged(roles(&[quiet])).await, (vec![], 0));
    assert_eq!(pinged(roles(&[helpers])).await, (vec![Pinged::Role(helpers)], 0));
    let both = json!({"content": "x", "allowed_mentions": {"parse": ["roles"], "roles": [helpers.to_string()]}});
    assert_eq!(bed.send(&both).await.err(), Some(50_035));
    bed.fake.take_violations();

    // An edit pings nobody.
    let sent = bed.send(&json!({"content": "x", "allowed_mentions": nobody()})).await.unwrap();
    let before = bed.fake.pings().len();
    let edit = json!({"content": format!("<@&{helpers}>"), "allowed_mentions": roles(&[helpers])});
    bed.http.edit_message(bed.channel.into(), sent.id, &edit, Vec::new()).await.unwrap();
    assert!(bed.fake.until(SOON, |_| true).await);
    assert_eq!(bed.fake.pings().len(), before);
    bed.fake.assert_clean();
}
