//! `/edit`, `/retire` and `/history`.

use serde_json::json;

use super::Club;

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_is_changed_in_a_form_that_has_what_it_says() {
    let club = Club::open().await;
    let mo = club.moderator("Mo");
    let found = mo.type_into("edit", "entry", "reset", json!({})).await;
    let reset = found.iter().find(|choice| choice.name.contains("reset")).unwrap().value.clone();
    let opened = mo.command("edit", json!({"entry": reset}));
    let form = opened.modal().await;
    assert_eq!(form.field("question").value, "How do I reset my password?");
    assert_eq!(form.field("more").value, "I forgot my password");
    assert_eq!(form.field("topic").value, "Accounts");
    let card = club.card(&mo.submit_modal(&opened, json!({"answer": "Ask Ada."}))).await;
    let text = card.text();
    assert!(text.contains("a change to an entry") && text.contains("+ Ask Ada.") && text.contains("- Open"), "{text}");
    assert!(club.told("How do I reset my password?").await.contains("Open **Settings**"), "not before it is saved");
    club.pressed(&mo, &card, "Save").await;
    assert!(club.told("How do I reset my password?").await.contains("Ask Ada."));
    let entry = club.service().await.catalog().find("reset-password").cloned().unwrap();
    assert_eq!(entry.source.as_deref(), Some("https://example.org/manual"), "what is not in the form stays");
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_changed_since_the_form_was_opened_is_not_written_over() {
    let club = Club::open().await;
    let (mo, mona) = (club.moderator("Mo"), club.moderator("Mona"));
    let edit = |by: &crate::support::discord::Hands| by.command("edit", json!({"entry": "opening-hours"}));
    let (first, second) = (edit(&mo), edit(&mona));
    first.modal().await;
    second.modal().await;
    let card = club.card(&mo.submit_modal(&first, json!({"answer": "From nine."}))).await;
    club.pressed(&mo, &card, "Save").await;
    let card = club.card(&mona.submit_modal(&second, json!({"answer": "From eight."}))).await;
    assert!(card.text().contains("was changed since") && card.text().contains("- From nine."), "{}", card.text());
    assert_eq!(card.labels(), ["Change", "Discard"], "nothing to save before it was looked at");
    let again = mona.click(card.id, "Change");
    again.modal().await;
    let card = club.card(&mona.submit_modal(&again, json!({}))).await;
    assert_eq!(card.labels()[0], "Save");
    club.pressed(&mona, &card, "Save").await;
    assert!(club.told("When are you open?").await.contains("From eight."));
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_that_does_not_fit_into_a_form_is_refused_with_where_to_change_it() {
    let club = Club::open().await;
    let mo = club.moderator("Mo");
    let long = askwell::service::NewEntry {
        id: Some("long".to_owned()),
        questions: vec!["Tell me everything".to_owned()],
        answer: "word ".repeat(900),
        ..askwell::service::NewEntry::default()
    };
    let owner = askwell::service::Caller::new("1", "Olga", askwell::service::Role::Owner);
    club.service().await.teach(&owner, &long, askwell::service::OnNear::KeepBoth).await.unwrap();
    let refused = mo.command("edit", json!({"entry": "long"})).response().await;
    assert!(refused.ephemeral && refused.text().contains("askwell edit"), "{}", refused.text());
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_is_retired_and_put_back() {
    let club = Club::open().await;
    let mo = club.moderator("Mo");
    let retired = mo.command("retire", json!({"entry": "opening-hours"})).response().await;
    assert!(retired.ephemeral && retired.text().contains("Retired:"), "{}", retired.text());
    assert_eq!(retired.labels(), ["Undo"]);
    assert!(!club.told("When are you open?").await.contains("From ten to six"));
    let found = mo.type_into("retire", "restore", "OPEN", json!({})).await;
    assert_eq!(found.iter().map(|choice| choice.name.as_str()).collect::<Vec<_>>(), ["When are you open?"]);
    let back = mo.command("retire", json!({"restore": found[0].value})).response().await;
    assert!(back.text().contains("answers again"), "{}", back.text());
    assert!(club.told("When are you open?").await.contains("From ten to six"));
    for both in [json!({}), json!({"entry": "opening-hours", "restore": "x"})] {
        let refused = mo.command("retire", both).response().await;
        assert!(refused.text().contains("Pick one entry"), "{}", refused.text());
    }
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_history_tells_who_did_what_and_takes_it_back() {
    let club = Club::open().await;
    let mo = club.moderator("Mo");
    let empty = mo.command("history", json!({})).response().await;
    assert!(empty.ephemeral && empty.text().contains("Nothing was changed"), "{}", empty.text());
    for entry in ["opening-hours", "reset-password", "delete-account", "start-trial"] {
        mo.command("retire", json!({"entry": entry})).response().await;
    }
    let card = club.taught(&mo, json!({"question": "Where is the bar?", "answer": "Upstairs."})).await;
    club.pressed(&mo, &card, "Save").await;
    let page = mo.command("history", json!({})).response().await;
    let text = page.text();
    assert!(text.contains("**6** ·") && text.contains("· Mo · approved") && text.contains("+ Upstairs."), "{text}");
    assert!(text.contains("**2** ·") && !text.contains("**1** ·"), "{text}");
    assert_eq!(page.labels(), ["Older"]);
    let menu = &page.menus()[0];
    let number = "2".to_owned();
    assert!(menu.options.iter().any(|option| option.value == number), "{menu:?}");
    let undone = mo.select(page.id, &menu.custom_id, &[&number]).wait_final().await;
    assert!(undone.text().contains("change 2 was taken back"), "{}", undone.text());
    assert!(club.told("How do I reset my password?").await.contains("Open **Settings**"));
    // It cannot be taken back twice.
    let twice = mo.select(page.id, &menu.custom_id, &[&number]).wait_final().await;
    assert!(twice.text().contains("Change 2 was undone already, by change 7"), "{}", twice.text());

    let older = club.pressed(&mo, &page, "Older").await;
    assert!(older.text().contains("**1** ·") && !older.text().contains("**2** ·"), "{}", older.text());
    assert_eq!(older.labels(), ["Latest"]);
    let latest = club.pressed(&mo, &older, "Latest").await;
    assert!(latest.text().contains("**7** ·"), "{}", latest.text());
    let of_one = mo.command("history", json!({"entry": "reset-password"})).response().await;
    assert!(of_one.text().contains("**7** ·") && of_one.text().contains("**2** ·"), "{}", of_one.text());
    assert!(!of_one.text().contains("**1** ·"), "{}", of_one.text());
    club.ends_well().await;
}
