//! Threads, posts of forums, and channels that go.

use serde_json::json;
use serenity::model::channel::MessageType;

use super::A_WHILE;
use super::ALL_INTENTS;
use super::Bed;
use super::SOON;
use super::code_of;
use super::nobody;
use super::serenity;
use crate::support::discord::FakeDiscord;
use crate::support::discord::intent;
use crate::support::discord::permission;

#[tokio::test]
async fn people_open_threads_and_posts_and_the_bot_hears_of_them() {
    let bed = Bed::new().await;
    let ada = bed.hands();
    let forum = bed.fake.forum(bed.guild, "questions");
    let question = ada.write("where is the key?");
    let at_message = ada.open_thread_at(question, "the key");
    let without = ada.open_thread("the lock");
    let post = ada.in_channel(forum).post("The door", "how does it open?");
    ada.in_channel(post).write("and close?");
    ada.in_channel(without).write("it is stuck");
    assert!(bed.hears("it is stuck").await);

    assert_eq!(at_message, question);
    assert_eq!(bed.fake.threads_in(bed.channel), [at_message, without]);
    assert_eq!(bed.fake.threads_in(forum), [post]);
    let threads: Vec<_> = {
        let heard = bed.heard.threads.lock().unwrap();
        heard.iter().map(|thread| (thread.id.get(), thread.parent_id.unwrap().get(), thread.name.clone())).collect()
    };
    let expected =
        [(at_message, bed.channel, "the key"), (without, bed.channel, "the lock"), (post, forum, "The door")];
    assert_eq!(threads, expected.map(|(id, parent, name)| (id, parent, name.to_owned())));
    let heard = bed.heard.messages.lock().unwrap().clone();
    // A post and its first message have the same id, and so have a message and its thread.
    let first = heard.iter().find(|message| message.id.get() == post).unwrap();
    assert_eq!((first.channel_id.get(), first.content.as_str()), (post, "how does it open?"));
    let kinds = |channel: u64| -> Vec<MessageType> {
        heard.iter().filter(|message| message.channel_id.get() == channel).map(|message| message.kind).collect()
    };
    assert_eq!(kinds(at_message), [MessageType::ThreadStarterMessage]);
    assert_eq!(kinds(bed.channel), [MessageType::Regular, MessageType::ThreadCreated]);
    assert_eq!(
        bed.http.get_message(bed.channel.into(), question.into()).await.unwrap().thread.unwrap().name,
        "the key"
    );
    for (place, parent) in [(at_message, bed.channel), (without, bed.channel), (post, forum)] {
        let thread = bed.http.get_channel(place.into()).await.unwrap().guild().unwrap();
        assert_eq!((thread.parent_id.unwrap().get(), thread.owner_id.unwrap().get()), (parent, bed.user));
    }
    assert_eq!(ada.in_channel(forum).message("x").try_send().err().unwrap().0, "in a forum one writes posts");
    assert_eq!(ada.try_open_thread("again", Some(question)).err().unwrap().0, "the message has a thread");
    bed.fake.overwrite(forum, bed.guild, 0, permission::SEND_MESSAGES);
    assert!(ada.in_channel(forum).message("x").try_post("no").is_err());
    bed.fake.assert_clean();
}

#[tokio::test]
async fn the_bot_opens_threads_where_it_may() {
    let bed = Bed::new().await;
    let named = json!({"name": "answers"});
    let start = async |channel: u64, message: u64| {
        let started = bed.http.create_thread_from_message(channel.into(), message.into(), &named, None).await;
        started.map(|thread| thread.id.get()).map_err(|error| code_of(&error))
    };
    let question = bed.hands().write("where is the key?");
    bed.fake.bot_permissions(bed.channel, permission::EVERYONE & !permission::CREATE_PUBLIC_THREADS);
    assert_eq!(start(bed.channel, question).await, Err(50_013));
    bed.fake.bot_permissions(bed.channel, permission::EVERYONE);
    assert_eq!(start(bed.channel, 5).await, Err(10_008));
    let joined = bed.hands().message("").system(7).send();
    assert_eq!(start(bed.channel, joined).await, Err(50_068));
    assert_eq!(start(bed.channel, question).await, Ok(question));
    assert_eq!(start(bed.channel, question).await, Err(160_004));
    let inside = bed.hands().in_channel(question).write("thank you");
    assert_eq!(start(question, inside).await, Err(50_024));
    let direct = bed.fake.user_in_dm(bed.user);
    assert_eq!(start(direct.channel(), direct.write("hi")).await, Err(50_024));
    // Who opened it and who wrote in it follows it.
    assert_eq!(bed.fake.thread_members(question), [bed.fake.bot_user_id(), bed.user]);
    let members = bed.http.get_channel_thread_members(question.into()).await.unwrap();
    assert_eq!(members.len(), 2);
    assert_eq!(bed.fake.channel_name(question).as_deref(), Some("answers"));

    let body = json!({"content": "x", "allowed_mentions": nobody()});
    bed.fake.bot_permissions(bed.channel, permission::EVERYONE & !permission::SEND_MESSAGES_IN_THREADS);
    let sent = bed.http.send_message(question.into(), Vec::new(), &body).await;
    assert_eq!(code_of(&sent.unwrap_err()), 50_013);
    bed.fake.assert_clean();
}

#[tokio::test]
async fn archived_threads_wake_up_and_locked_ones_refuse() {
    let bed = Bed::new().await;
    let ada = bed.hands();
    let thread = ada.open_thread("a question");
    let body = json!({"content": "x", "allowed_mentions": nobody()});
    let send = async || {
        let sent = bed.http.send_message(thread.into(), Vec::new(), &body).await;
        sent.map_err(|error| code_of(&error))
    };
    let archived = async || {
        let thread = bed.http.get_channel(thread.into()).await.unwrap().guild().unwrap();
        thread.thread_metadata.unwrap().archived
    };
    let first = send().await.unwrap();
    bed.fake.archive(thread, true, false);
    let edited = bed.http.edit_message(thread.into(), first.id, &body, Vec::new()).await;
    assert_eq!(code_of(&edited.unwrap_err()), 50_083);
    assert!(archived().await);
    assert!(send().await.is_ok() && !archived().await);
    bed.fake.archive(thread, false, true);
    assert_eq!(send().await.err(), Some(160_005));
    bed.fake.archive(thread, true, true);
    assert_eq!(send().await.err(), Some(50_083));
    assert_eq!(ada.in_channel(thread).message("x").try_send().err().unwrap().0, "Thread is archived");
    let moderator = bed.fake.member_with(bed.guild, "moderator", permission::MANAGE_THREADS);
    bed.fake.user(bed.guild, thread, moderator).write("the end");
    bed.fake.assert_clean();
}

#[tokio::test]
async fn what_was_written_can_be_read_before_after_and_around() {
    let bed = Bed::new().await;
    let written: Vec<u64> = (0..7).map(|at| bed.hands().write(&at.to_string())).collect();
    let read = async |which, limit| {
        let found = bed.http.get_messages(bed.channel.into(), Some(which), Some(limit)).await.unwrap();
        found.into_iter().map(|message| message.content).collect::<Vec<_>>()
    };
    let at = |number: usize| serenity::MessageId::new(written[number]);
    use serenity::http::MessagePagination::After;
    use serenity::http::MessagePagination::Around;
    use serenity::http::MessagePagination::Before;
    assert_eq!(read(Before(at(3)), 2).await, ["2", "1"]);
    assert_eq!(read(After(at(3)), 2).await, ["5", "4"]);
    assert_eq!(read(Around(at(3)), 3).await, ["4", "3", "2"]);
    assert_eq!(read(Around(at(0)), 3).await, ["1", "0"]);
    bed.fake.bot_permissions(bed.channel, permission::EVERYONE & !permission::READ_MESSAGE_HISTORY);
    assert!(read(Before(at(3)), 2).await.is_empty());
    bed.fake.assert_clean();
}

#[tokio::test]
async fn what_was_deleted_is_gone_for_everybody() {
    let bed = Bed::new().await;
    let ada = bed.hands();
    let (thread, asked) = (ada.open_thread("a question"), ada.command("quiet", json!({})));
    bed.answer(&asked, &json!({"type": 5})).await.unwrap();
    let lone = ada.open_thread("another");
    bed.fake.delete_channel(lone);
    bed.fake.delete_channel(bed.channel);
    assert!(bed.fake.until(SOON, |_| bed.heard.gone.lock().unwrap().len() == 2).await);
    assert_eq!(*bed.heard.gone.lock().unwrap(), [lone, bed.channel]);
    let body = json!({"content": "x", "allowed_mentions": nobody()});
    for place in [bed.channel, thread, lone] {
        let sent = bed.http.send_message(place.into(), Vec::new(), &body).await;
        assert_eq!(code_of(&sent.unwrap_err()), 10_003);
        assert_eq!(code_of(&bed.http.get_channel(place.into()).await.unwrap_err()), 10_003);
        assert!(ada.in_channel(place).message("x").try_send().is_err());
    }
    let edited = bed.http.edit_original_interaction_response(&asked.token(), &body, Vec::new()).await;
    assert_eq!(code_of(&edited.unwrap_err()), 10_003);
    assert!(ada.try_command("quiet", json!({})).is_err());
    bed.fake.assert_clean();
}

#[tokio::test]
async fn threads_are_heard_of_by_the_intent_for_servers_and_where_the_bot_sees_them() {
    let bed = Bed::on(FakeDiscord::start().await, intent::GUILD_MESSAGES | intent::DIRECT_MESSAGES).await;
    bed.hands().open_thread("unheard");
    tokio::time::sleep(A_WHILE).await;
    assert!(bed.heard.threads.lock().unwrap().is_empty());

    let bed = Bed::on(FakeDiscord::start().await, ALL_INTENTS).await;
    bed.fake.bot_permissions(bed.channel, 0);
    bed.hands().open_thread("unseen");
    tokio::time::sleep(A_WHILE).await;
    assert!(bed.heard.threads.lock().unwrap().is_empty());
    bed.fake.assert_clean();
}
