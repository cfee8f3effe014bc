//! What goes over the wire: whatever is sent, it mentions nobody.

use std::time::Duration;

use serde_json::Value;
use serde_json::json;

use crate::support::discord::FakeDiscord;
use crate::support::discord_bot::Community;
use crate::support::discord_bot::relaxed;

const SOON: Duration = Duration::from_secs(10);

/// Each answer would ping if it could.
const FAQ: &str = r#"
[[entries]]
id = "all"
topic = "@everyone"
questions = ["Who is <@1>, @everyone?"]
answer = "Ask @everyone, @here, <@1> and <@&2>."

[[entries]]
id = "start"
questions = ["How do I start the trial membership?"]
answer = "At the desk, @everyone."

[[entries]]
id = "stop"
questions = ["How do I stop the trial membership?"]
answer = "By letter, @everyone."
"#;

#[tokio::test(flavor = "multi_thread")]
async fn every_message_says_that_it_mentions_nobody() {
    let club = Community::around(FakeDiscord::start().await, FAQ, relaxed()).await;
    let (ada, bob) = (club.member("Ada"), club.member("Bob"));
    let ask = |question: &str, private: bool| ada.command("ask", json!({"question": question, "private": private}));
    ask("Who is <@1>, @everyone?", false).response().await;
    let given = ask("who is this <@1>?", true).response().await;
    assert!(given.ephemeral);
    ask("Which wine goes with oysters, @everyone?", false).response().await;
    for label in ["How do I stop the trial membership?", "None of these", "Delete"] {
        let choice = ask("the trial membership, how does it work? @everyone", false).response().await;
        bob.click(choice.id, "None of these").response().await;
        ada.click(choice.id, label).outcome().await;
    }
    ada.command("why", json!({})).response().await;
    ada.command("faq search", json!({"words": "@everyone"})).response().await;
    let list = ada.command("faq list", json!({})).response().await;
    let entries = &list.menus()[0];
    ada.select(list.id, &entries.custom_id, &[&entries.options[0].value]).response().await;
    ada.command("faq list", json!({"topic": "@everyone"})).response().await;
    ada.command("faq show", json!({"entry": "all"})).response().await;
    let sent = ada.command("faq send", json!({"entry": "all", "member": bob.id().to_string()})).response().await;
    assert!(sent.content.contains(&format!("<@{}>", bob.id())), "it names whom it is for: {}", sent.content);
    let question = bob.write("Who is <@1>, @everyone?");
    let menu = ada.message_menu("Answer from FAQ", question).response().await;
    assert!(menu.content.contains(&format!("<@{}>", bob.id())), "{}", menu.content);
    let mention = ada.write(&format!("<@{}> Who is <@1>, @everyone?", club.fake.bot_user_id()));
    assert!(club.fake.reply_to(mention, SOON).await.is_some());
    let direct = club.fake.user_in_dm(ada.id());
    assert!(club.fake.reply_to(direct.write("Who is <@1>, @everyone?"), SOON).await.is_some());

    let mut kinds = std::collections::BTreeSet::new();
    for request in club.fake.requests() {
        let data = if request.path.ends_with("/callback") { &request.json["data"] } else { &request.json };
        let says = ["content", "embeds", "components"].iter().any(|field| !data[field].is_null());
        if !says || !matches!(request.method.as_str(), "POST" | "PATCH") || request.path.contains("/commands") {
            continue;
        }
        let allowed = &data["allowed_mentions"];
        let all = format!("{} {} {data}", request.method, request.path);
        assert_eq!(allowed["parse"], json!([]), "{all}");
        assert_eq!(allowed["replied_user"], json!(false), "{all}");
        assert!(allowed["users"].as_array().is_none_or(Vec::is_empty), "{all}");
        assert!(allowed["roles"].as_array().is_none_or(Vec::is_empty), "{all}");
        kinds.insert(format!("{} {}", request.path.rsplit('/').next().unwrap(), request.json["type"]));
    }
    let kinds: Vec<&str> = kinds.iter().map(String::as_str).collect();
    assert_eq!(kinds, ["callback 4", "callback 7", &format!("messages {}", Value::Null)]);
    club.ends_well().await;
}
