//! `/faq`.

use std::fmt::Write;

use serde_json::json;

use crate::support::discord::FakeDiscord;
use crate::support::discord_bot::Community;
use crate::support::discord_bot::relaxed;

/// A knowledge of 23 entries in three topics.
fn long_faq() -> String {
    let mut faq = String::new();
    for number in 0..23 {
        let topic = ["Bread", "Cheese", "Wine"][number / 10];
        let _ = write!(
            faq,
            "[[entries]]\nid = \"entry-{number}\"\ntopic = \"{topic}\"\n\
             questions = [\"What about thing number {number}?\"]\nanswer = \"Thing {number}.\"\n\n"
        );
    }
    faq
}

async fn library() -> Community {
    Community::around(FakeDiscord::start().await, &long_faq(), relaxed()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_has_pages_and_topics() {
    let club = library().await;
    let ada = club.member("Ada");
    let first = ada.command("faq list", json!({})).response().await;
    assert!(first.ephemeral);
    assert!(first.text().contains("number 0?") && first.text().contains("number 9?"), "{}", first.text());
    assert!(!first.text().contains("number 10?"));
    ada.click(first.id, "Next").outcome().await;
    let second = club.fake.message(first.id).unwrap();
    assert!(second.text().contains("number 10?") && !second.text().contains("number 9?"), "{}", second.text());
    ada.click(first.id, "Next").outcome().await;
    let third = club.fake.message(first.id).unwrap();
    assert!(third.text().contains("number 22?"));
    assert!(third.buttons().iter().any(|button| button.label == "Next" && button.disabled));
    ada.click(first.id, "Previous").outcome().await;
    assert!(club.fake.message(first.id).unwrap().text().contains("number 10?"));
    let menus = first.menus();
    let topics = menus.iter().find(|menu| menu.options.iter().any(|option| option.label.contains("Cheese"))).unwrap();
    let wine = topics.options.iter().find(|option| option.label.contains("Wine")).unwrap();
    ada.select(first.id, &topics.custom_id, &[&wine.value]).outcome().await;
    let wine = club.fake.message(first.id).unwrap();
    assert!(wine.text().contains("number 20?") && !wine.text().contains("number 19?"), "{}", wine.text());
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_of_the_list_is_shown_beside_it() {
    let club = library().await;
    let ada = club.member("Ada");
    let list = ada.command("faq list", json!({"topic": "Wine"})).response().await;
    let menus = list.menus();
    let entries = menus.iter().find(|menu| menu.options.iter().any(|option| option.label.contains("21?"))).unwrap();
    let value = &entries.options.iter().find(|option| option.label.contains("21?")).unwrap().value;
    let shown = ada.select(list.id, &entries.custom_id, &[value]).response().await;
    assert!(shown.ephemeral && shown.text().contains("Thing 21."), "{}", shown.text());
    assert_ne!(shown.id, list.id);
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn topics_are_suggested_and_an_unknown_one_is_empty() {
    let club = library().await;
    let ada = club.member("Ada");
    let choices = ada.type_into("faq list", "topic", "che", json!({})).await;
    assert_eq!(choices.iter().map(|choice| choice.name.as_str()).collect::<Vec<_>>(), ["Cheese"]);
    let empty = ada.command("faq list", json!({"topic": "Cars"})).response().await;
    assert!(empty.text().contains("Cars"), "{}", empty.text());
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn search_finds_by_words() {
    let club = library().await;
    let ada = club.member("Ada");
    let found = ada.command("faq search", json!({"words": "number 17"})).response().await;
    assert!(found.ephemeral && found.text().contains("What about thing number 17?"), "{}", found.text());
    let menu = &found.menus()[0];
    let shown = ada.select(found.id, &menu.custom_id, &[&menu.options[0].value]).response().await;
    assert!(shown.text().contains("Thing 17."), "{}", shown.text());
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn show_is_for_oneself_and_send_for_others() {
    let club = library().await;
    let (ada, bob) = (club.member("Ada"), club.member("Bob"));
    let choices = ada.type_into("faq show", "entry", "thing number 4", json!({})).await;
    let shown = ada.command("faq show", json!({"entry": choices[0].value})).response().await;
    assert!(shown.ephemeral && shown.text().contains("Thing 4."), "{}", shown.text());
    let by_id = ada.command("faq show", json!({"entry": "entry-5"})).response().await;
    assert!(by_id.text().contains("Thing 5."));
    let none = ada.command("faq show", json!({"entry": "no such thing"})).response().await;
    assert!(none.ephemeral && none.text().contains("no such entry"), "{}", none.text());
    let sent = ada.command("faq send", json!({"entry": choices[0].value, "member": bob.id().to_string()}));
    let sent = sent.response().await;
    assert!(!sent.ephemeral && sent.text().contains("Thing 4."));
    assert!(sent.text().contains(&format!("<@{}>", bob.id())), "{}", sent.text());
    club.ends_well().await;
}
