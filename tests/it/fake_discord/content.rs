//! What people write, with and without the intent for it; and what the bot sends, counted.

use serde_json::json;

use super::ALL_INTENTS;
use super::Bed;
use super::SOON;
use super::nobody;
use crate::support::discord::FakeDiscord;
use crate::support::discord::intent;

#[tokio::test]
async fn the_intent_for_content_needs_the_application_too() {
    let fake = FakeDiscord::start().await;
    fake.message_content(false);
    let bed = Bed::unready(fake, ALL_INTENTS, 1).await;
    let ended = tokio::time::timeout(SOON, bed.ended).await.expect("it ends").unwrap();
    assert!(format!("{:?}", ended.unwrap_err()).contains("DisallowedGatewayIntents"));
    let flags = bed.http.get_current_application_info().await.unwrap().flags.unwrap();
    assert_eq!(flags.bits() & (1 << 18 | 1 << 19), 0);

    let fake = FakeDiscord::start().await;
    fake.message_content(false);
    let bed = Bed::on(fake, ALL_INTENTS & !intent::MESSAGE_CONTENT).await;
    bed.hands().write("hidden");
    bed.hands().write(&format!("<@{}> open", bed.fake.bot_user_id()));
    assert!(bed.hears(&format!("<@{}> open", bed.fake.bot_user_id())).await);
    assert!(bed.heard.messages.lock().unwrap().iter().all(|message| message.content != "hidden"));
    // Over REST, too; the menu of a message brings it whole.
    let message = bed.fake.messages(bed.channel)[0].id;
    assert_eq!(bed.http.get_message(bed.channel.into(), message.into()).await.unwrap().content, "");
    assert_eq!(bed.hands().message_menu("Quote", message).response().await.content, "hidden");
    bed.fake.assert_clean();
}

#[tokio::test]
async fn all_but_the_text_of_others_is_blanked_as_well() {
    let bed = Bed::on(FakeDiscord::start().await, ALL_INTENTS & !intent::MESSAGE_CONTENT).await;
    bed.hands().message("x").attach("a.txt", b"a").embed(json!({"title": "t"})).send();
    let thread = bed.hands().open_thread("its name is shown");
    bed.hands().in_channel(thread).write("hidden in a thread");
    bed.fake.user_in_dm(bed.user).write("private");
    assert!(bed.hears("private").await);
    let heard = bed.heard.messages.lock().unwrap().clone();
    let first = &heard[0];
    assert!(first.content.is_empty() && first.attachments.is_empty() && first.embeds.is_empty());
    assert!(heard.iter().all(|message| message.content != "hidden in a thread"));
    assert_eq!(bed.heard.threads.lock().unwrap()[0].name, "its name is shown");
    bed.fake.assert_clean();
}

#[tokio::test]
async fn what_the_bot_sends_is_counted() {
    let bed = Bed::new().await;
    let ada = bed.hands();
    let other = bed.fake.channel(bed.guild, "other");
    ada.write("a word");
    assert_eq!((bed.fake.sent(), bed.fake.outgoing().len()), (0, 0), "what people write does not count");
    let body = json!({"content": "x", "allowed_mentions": nobody()});
    bed.send(&body).await.unwrap();
    let asked = ada.command("whisper", json!({}));
    asked.response().await;
    ada.in_channel(other).command("later", json!({})).followups_at_least(1).await;
    bed.http.broadcast_typing(other.into()).await.unwrap();
    // An answer for one alone counts; an announced answer and what takes its place are one message.
    assert_eq!((bed.fake.sent_in(bed.channel), bed.fake.sent_in(other), bed.fake.sent()), (2, 2, 4));
    let outgoing = bed.fake.outgoing();
    assert_eq!(outgoing.len(), 6, "{outgoing:?}");
    let question = ada.write("a question");
    let named = json!({"name": "answers"});
    bed.http.create_thread_from_message(bed.channel.into(), question.into(), &named, None).await.unwrap();
    assert_eq!((bed.fake.sent(), bed.fake.outgoing().len()), (4, 7));
    bed.http.get_message(bed.channel.into(), question.into()).await.unwrap();
    assert_eq!(bed.fake.outgoing().len(), 7, "who only reads is not seen");
    bed.fake.assert_clean();
}
