//! `/teach` and "Teach from this".

use serde_json::json;

use super::Club;

/// Something that nobody knows before.
const TOILET: &str = "Where is the toilet?";

#[tokio::test(flavor = "multi_thread")]
async fn what_a_moderator_teaches_is_answered_once_it_is_saved_there_and_nowhere_else() {
    let club = Club::open().await;
    let mo = club.moderator("Mo");
    let more = "where can I wash my hands\nrestroom?";
    let fields = json!({"question": TOILET, "more": more, "answer": "On the **left**.",
        "topic": "Club"});
    let card = club.taught(&mo, fields).await;
    let text = card.text();
    assert!(text.contains("by Mo: a new entry") && text.contains("On the **left**."), "{text}");
    assert!(text.contains("- restroom?") && text.contains("Preview:"), "{text}");
    assert_eq!(card.labels(), ["Save", "Change", "Discard"]);
    // What is not saved is not served, for whomever.
    assert!(club.told(TOILET).await.contains("don't know"), "a draft is not served");

    let begun = std::time::Instant::now();
    let saved = club.pressed(&mo, &card, "Save").await;
    assert!(saved.text().contains("Saved:") && saved.labels() == ["Undo"], "{}", saved.text());
    assert!(club.told(TOILET).await.contains("On the **left**."));
    assert!(begun.elapsed().as_secs() < 2, "{:?}", begun.elapsed());
    assert!(!club.told_next_door(TOILET).await.contains("left"), "another server has another knowledge");

    let undone = club.pressed(&mo, &saved, "Undo").await;
    assert!(undone.text().contains("taken back"), "{}", undone.text());
    assert!(club.told(TOILET).await.contains("don't know"), "what was taken back is not served");
    let redone = club.pressed(&mo, &undone, "Undo").await;
    assert!(redone.text().contains("taken back"), "{}", redone.text());
    assert!(club.told(TOILET).await.contains("On the **left**."));
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_is_told_who_may_teach_and_nothing_is_kept() {
    let club = Club::open().await;
    let ann = club.member("Ann");
    let refused = ann.command("teach", json!({})).response().await;
    assert!(refused.ephemeral && refused.text().contains(&format!("<@&{}>", club.teachers)), "{}", refused.text());
    let message = ann.write("We open at ten.");
    let refused = ann.message_menu("Teach from this", message).response().await;
    assert!(refused.text().contains("Only teachers"), "{}", refused.text());
    for command in ["edit", "retire", "history"] {
        let hidden = ann.try_command(command, json!({})).map(|_| ()).unwrap_err();
        assert!(hidden.0.contains("may not use"), "{command}: {}", hidden.0);
    }
    assert_eq!(club.version().await, 0);
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_loses_the_role_while_writing_is_refused_and_gets_the_text_back() {
    let club = Club::open().await;
    let tess = club.teacher("Tess");
    let opened = tess.command("teach", json!({"question": TOILET}));
    assert_eq!(opened.modal().await.field("question").value, TOILET);
    club.fake.take_role(club.guild, tess.user, club.teachers);
    let refused = tess.submit_modal(&opened, json!({"answer": "On the left."})).response().await;
    assert!(refused.ephemeral && refused.text().contains("Only teachers"), "{}", refused.text());
    assert_eq!(refused.attachments.len(), 1, "{refused:?}");
    assert_eq!(club.version().await, 0);
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_teacher_writes_waits_and_is_changed_or_taken_back_by_them() {
    let club = Club::open().await;
    let tess = club.teacher("Tess");
    let card = club.taught(&tess, json!({"question": TOILET, "answer": "On the left."})).await;
    assert!(card.text().contains("waits for a moderator"), "{}", card.text());
    assert_eq!(card.labels(), ["Change", "Discard"]);
    assert!(club.told(TOILET).await.contains("don't know"));
    // The same button, as if it were made up: the service asks who presses.
    let opened = tess.click(card.id, "Change");
    let form = opened.modal().await;
    assert_eq!((form.field("question").value.as_str(), form.field("answer").value.as_str()), (TOILET, "On the left."));
    let again = club.card(&tess.submit_modal(&opened, json!({"answer": "On the right."}))).await;
    assert_eq!(again.id, card.id, "the card stays where it is");
    assert!(again.text().contains("On the right."), "{}", again.text());
    assert!(club.told(TOILET).await.contains("don't know"));
    let gone = club.pressed(&tess, &again, "Discard").await;
    assert!(gone.text().contains("Discarded") && gone.labels().is_empty(), "{}", gone.text());
    assert!(club.told(TOILET).await.contains("don't know"));
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_and_its_buttons_work_after_a_restart() {
    let club = Club::open().await;
    let mo = club.moderator("Mo");
    let opened = mo.command("teach", json!({"question": TOILET}));
    opened.modal().await;
    let club = club.restarted().await;
    let card = club.card(&mo.submit_modal(&opened, json!({"answer": "On the left."}))).await;
    club.running.stop().await.unwrap();
    let (running, spaces) = super::start(&club.fake, club.bed.again().await, &club.folder, club.teachers).await;
    let club = Club { running, spaces, ..club };
    club.fake.ready_times(3).await;
    let saved = club.pressed(&mo, &card, "Save").await;
    assert!(saved.text().contains("Saved:"), "{}", saved.text());
    assert!(club.told(TOILET).await.contains("On the left."));
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_is_proposed_from_a_message_and_what_it_replies_to() {
    let club = Club::open().await;
    let mo = club.moderator("Mo");
    let (ann, bob) = (club.member("Ann"), club.member("Bob"));
    let asked = ann.write(&format!("<@{}> where is\nthe toilet?", bob.user));
    let answered = bob.reply(asked, "On the left.\nMind the step.");
    let values = async |message| {
        let form = mo.message_menu("Teach from this", message).modal().await;
        (form.field("question").value.clone(), form.field("answer").value.clone())
    };
    assert_eq!(values(answered).await, ("where is the toilet?".into(), "On the left.\nMind the step.".into()));
    assert_eq!(values(asked).await, ("where is the toilet?".into(), String::new()));
    let told = bob.message("Here is the plan.").attach("plan.png", b"png").send();
    let (question, answer) = values(told).await;
    assert_eq!(question, "");
    assert!(answer.starts_with("Here is the plan.\nhttp") && answer.contains("plan.png"), "{answer}");
    let long = ann.write(&"why ".repeat(300));
    let reply = bob.reply(long, "Because.");
    let form = mo.message_menu("Teach from this", reply).modal().await;
    assert_eq!(form.field("question").value, "", "nothing is cut");
    assert!(form.field("question").placeholder.as_ref().unwrap().contains("too long"));
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_topic_completes_and_an_entry_is_filed_under_it() {
    let club = Club::open().await;
    let mo = club.moderator("Mo");
    let topics = mo.type_into("teach", "topic", "acc", json!({})).await;
    assert_eq!(topics.iter().map(|choice| choice.name.as_str()).collect::<Vec<_>>(), ["Accounts"]);
    let opened = mo.command("teach", json!({"question": TOILET, "topic": "Accounts"}));
    assert_eq!(opened.modal().await.field("topic").value, "Accounts");
    let card = club.card(&mo.submit_modal(&opened, json!({"answer": "On the left."}))).await;
    club.pressed(&mo, &card, "Save").await;
    let entry = club.service().await.catalog().find(TOILET).cloned().unwrap();
    assert_eq!(entry.topic.as_deref(), Some("Accounts"));
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_is_said_in_german_to_who_speaks_it() {
    let club = Club::open().await;
    let mo = club.moderator("Mo").with_locale("de");
    let opened = mo.command("teach", json!({}));
    let form = opened.modal().await;
    assert_eq!((form.title.as_str(), form.field("answer").label.as_str()), ("Ein neuer Eintrag", "Antwort (Markdown)"));
    let fields = json!({"question": TOILET, "answer": "On the left."});
    let first = mo.submit_modal(&opened, fields).wait_final().await;
    let card = club.message_with(first.id, "Vorschau:").await;
    assert_eq!(card.labels(), ["Speichern", "Ändern", "Verwerfen"]);
    let saved = club.pressed(&mo, &card, "Speichern").await;
    assert!(saved.text().contains("Gespeichert:") && saved.labels() == ["Rückgängig"], "{}", saved.text());
    let history = mo.command("history", json!({})).response().await;
    assert!(history.text().contains("Änderungen") && history.text().contains("freigegeben"), "{}", history.text());
    let ann = club.member("Ann").with_locale("de");
    let refused = ann.command("teach", json!({})).response().await;
    assert!(refused.text().contains("nur Lehrende"), "{}", refused.text());
    club.ends_well().await;
}
