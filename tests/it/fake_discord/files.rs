//! Files that people hand to a command, and files that the bot sends.

use serde_json::json;
use serenity::model::application::Interaction;

use super::Bed;
use super::code_of;
use super::nobody;
use super::serenity;
use crate::support::discord::Script;

#[tokio::test]
async fn a_command_takes_a_file_which_can_be_fetched() {
    let bed = Bed::new().await;
    let ada = bed.hands();
    let file = json!({"file": {"filename": "faq.csv", "text": "a,b\n"}});
    let asked = ada.command("quiet-file", file.clone());
    let Interaction::Command(heard) = bed.heard.interaction(asked.id).await else { panic!("no command came") };
    let attachment = heard.data.resolved.attachments.values().next().unwrap();
    assert_eq!((attachment.filename.as_str(), attachment.size), ("faq.csv", 4));
    assert_eq!(attachment.content_type.as_deref(), Some("text/csv; charset=utf-8"));
    assert!(bed.fake.fetched().is_empty());
    assert_eq!(attachment.download().await.unwrap(), b"a,b\n");
    assert_eq!(bed.fake.fetched(), ["faq.csv"]);

    bed.fake.script(Script::on("GET", "/attachments/*/*/*").status(404));
    assert!(attachment.download().await.is_ok_and(|bytes| bytes != b"a,b\n"), "serenity does not look at the status");
    bed.fake.script(Script::on("GET", "/attachments/*/*/*").drops());
    assert!(attachment.download().await.is_err());

    let strange = json!({"file": {"filename": "faq.csv", "bytes": [1, 2], "content_type": "image/png"}});
    let asked = ada.command("quiet-file", strange);
    let Interaction::Command(heard) = bed.heard.interaction(asked.id).await else { panic!("no command came") };
    let attachment = heard.data.resolved.attachments.values().next().unwrap();
    assert_eq!((attachment.size, attachment.content_type.as_deref()), (2, Some("image/png")));
    let large = json!({"file": {"filename": "a.txt", "text": "x".repeat((10 << 20) + 1)}});
    assert_eq!(ada.try_command("quiet-file", large).err().unwrap().0, "a.txt is too large");
    bed.fake.assert_clean();
}

#[tokio::test]
async fn what_the_bot_sends_can_be_fetched_and_is_not_too_large() {
    let bed = Bed::new().await;
    let body = json!({
        "allowed_mentions": nobody(),
        "embeds": [{"title": "Asked", "image": {"url": "attachment://stats.png"}}],
    });
    let send = async |bytes: Vec<u8>| {
        let file = serenity::CreateAttachment::bytes(bytes, "stats.png");
        bed.http.send_message(bed.channel.into(), vec![file], &body).await
    };
    let sent = send(b"\x89PNG".to_vec()).await.unwrap();
    let seen = bed.fake.message(sent.id.get()).unwrap();
    let file = &seen.attachments[0];
    assert_eq!(file.content_type.as_deref(), Some("image/png"));
    assert_eq!(seen.embeds[0]["image"]["url"], file.url);
    let answer = reqwest::get(&file.url).await.unwrap();
    assert_eq!(answer.headers()["content-type"], "image/png");
    assert_eq!(&*answer.bytes().await.unwrap(), b"\x89PNG");
    assert_eq!(code_of(&send(vec![0; (10 << 20) + 1]).await.unwrap_err()), 40_005);
    assert!(bed.fake.take_violations()[0].contains("too many"));
}
