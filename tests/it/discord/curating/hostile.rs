//! What people write stays data: it addresses nobody, breaks nothing and is not cut.

use serde_json::json;

use super::Club;

#[tokio::test(flavor = "multi_thread")]
async fn hostile_text_is_kept_as_it_is_and_pings_nobody() {
    let club = Club::open().await;
    let mo = club.moderator("@everyone");
    let question = "@everyone <@1> ``` **why** \u{200b}\u{202e}[x](https://evil.example) </ask:1>?";
    let more = "<@&7> '; DROP TABLE items; --\n```\n@here how come";
    let answer = format!("<@{}> @everyone ```\n# big\n> quote ||x|| ```js", mo.user);
    let card =
        club.taught(&mo, json!({"question": question, "more": more, "answer": answer, "topic": "@here <#1>"})).await;
    assert_eq!(card.labels(), ["Save", "Change", "Discard"], "{}", card.text());
    let saved = club.pressed(&mo, &card, "Save").await;
    assert!(saved.text().contains("Saved:"), "{}", saved.text());
    let opened = mo.command("edit", json!({"entry": question}));
    let form = opened.modal().await;
    assert_eq!(form.field("answer").value, answer, "it is stored as it was written");
    let history = mo.command("history", json!({})).response().await;
    assert!(history.text().contains("approved"), "{}", history.text());
    let edited = club.card(&mo.submit_modal(&opened, json!({"answer": "``` @everyone"}))).await;
    club.pressed(&mo, &edited, "Save").await;
    club.told("@here how come").await;
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn four_thousand_characters_in_a_field_are_kept_whole() {
    let club = Club::open().await;
    let mo = club.moderator("Mo");
    let answer = "wörd ".repeat(799) + "bye.";
    let long = |n: usize| format!("{}{n}\n", "word ".repeat(150));
    let more: String = (0..5).map(long).chain((0..4).map(|n| format!("thing {n}?\n"))).collect();
    let question = "q".repeat(999) + "?";
    let card = club.taught(&mo, json!({"question": question, "more": more, "answer": answer})).await;
    assert!(card.text().contains("4 more ways of asking"), "{}", card.text());
    club.pressed(&mo, &card, "Save").await;
    let entry = club.service().await.catalog().find(&question).cloned().unwrap();
    assert_eq!((entry.phrasings.len(), entry.answer.as_str()), (10, answer.as_str()));
    // And stand in the form again, whole.
    let form = mo.command("edit", json!({"entry": question})).modal().await;
    assert_eq!(form.field("answer").value, answer);
    assert_eq!(form.field("more").value.lines().count(), 9);
    // What the rules of an entry forbid is refused, and given back.
    let opened = mo.command("teach", json!({}));
    opened.modal().await;
    let fields = json!({"question": "Why?", "more": "x".repeat(1_001), "answer": "So."});
    let version = club.version().await;
    let refused = mo.submit_modal(&opened, fields).response().await;
    assert!(refused.text().contains("longer than") && refused.attachments.len() == 1, "{refused:?}");
    assert_eq!(club.version().await, version);
    club.ends_well().await;
}
