//! `/import` and `/export`.

use std::fmt::Write;

use askwell::knowledge::Format;
use askwell::knowledge::parse;
use serde_json::Value;
use serde_json::json;

use super::Club;
use crate::support::discord::Hands;
use crate::support::discord::Seen;
use crate::support::discord::Whom;

const TOILET: &str =
    "[[entries]]\nid = \"toilet\"\nquestions = [\"Where is the toilet?\"]\nanswer = \"On the left.\"\n";

async fn imported(by: &Hands, file: Value) -> Seen {
    by.command("import", json!({"file": file})).wait_final().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_taken_in_and_taken_back_after_a_restart() {
    let club = Club::open().await;
    let ona = club.owner("Ona");
    let file = json!({"filename": "more.toml", "text": TOILET});
    let tried = ona.command("import", json!({"file": file, "dry-run": true})).wait_final().await;
    assert!(tried.ephemeral && tried.text().contains("1 new, 0 changed"), "{}", tried.text());
    assert_eq!((tried.labels(), club.version().await), (Vec::new(), 0));

    let seen = imported(&ona, file.clone()).await;
    assert!(seen.text().contains("Taken in from more.toml:"), "{}", seen.text());
    assert!(club.told("Where is the toilet?").await.contains("On the left."));
    assert!(!club.told_next_door("Where is the toilet?").await.contains("On the left."));
    let again = imported(&ona, file).await;
    assert_eq!(again.text(), "The one entry of more.toml is there already. Nothing was changed.");
    assert!(again.labels().is_empty());

    let club = club.restarted().await;
    let undone = club.pressed(&ona, &seen, "Undo").await;
    assert!(undone.text().contains("was taken back"), "{}", undone.text());
    assert!(!club.told("Where is the toilet?").await.contains("On the left."));
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_close_to_what_is_there_is_named() {
    let club = Club::open().await;
    let ona = club.owner("Ona");
    imported(&ona, json!({"filename": "more.toml", "text": TOILET})).await;
    let close = "questions,answer\nWhere is the toilet please @everyone?,On the right.\nWho won?,Nobody.\n";
    let file = json!({"filename": "close.csv", "text": close});
    for dry_run in [true, false] {
        let told = ona.command("import", json!({"file": file, "dry-run": dry_run})).wait_final().await.text();
        let named: Vec<&str> =
            told.lines().filter(|line| line.contains("Close to a question of another entry")).collect();
        assert_eq!(named.len(), 1, "{told}");
        assert!(named[0].contains("“Where is the toilet?”") && !named[0].contains("Who won"), "{told}");
    }
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_with_a_mistake_changes_nothing_and_says_in_which_line() {
    let club = Club::open().await;
    let ona = club.owner("Ona");
    let lines = "{\"questions\":[\"Where is it?\"],\"answer\":\"Here.\"}\n{\"questions\":[]}\n@everyone\n";
    let seen = imported(&ona, json!({"filename": "bad.jsonl", "text": lines})).await;
    let text = seen.text();
    assert!(
        text.contains("Nothing was taken in from bad.jsonl") && text.contains(":2") && text.contains(":3"),
        "{text}"
    );
    assert!(seen.attachments.is_empty(), "few problems stand in the message");
    let mut many = String::new();
    for number in 0..40 {
        writeln!(many, "{{\"questions\":[],\"answer\":\"@everyone {number}\"}}").unwrap();
    }
    let seen = imported(&ona, json!({"filename": "many.jsonl", "text": many})).await;
    let file = String::from_utf8(seen.attachments[0].bytes.to_vec()).unwrap();
    assert!(file.lines().count() >= 40 && file.contains("many.jsonl:40"), "{file}");
    assert_eq!(club.version().await, 0);
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_in_a_file_is_said_in_the_members_language() {
    let club = Club::open().await;
    let ona = club.owner("Ona");
    let file = json!({"filename": "faq.csv", "text": "questions,answer\nWhere is it?,\n"});
    for (locale, expected) in [
        ("en-GB", "error: faq.csv:2: the row has no answer; fill the column \"answer\""),
        ("de", "Fehler: faq.csv:2: die Zeile hat keine Antwort; fülle die Spalte \"answer\" aus"),
        ("fr", "erreur : faq.csv:2: la ligne n’a pas de réponse ; remplis la colonne \"answer\""),
        ("es-419", "error: faq.csv:2: la fila no tiene respuesta; rellena la columna \"answer\""),
        ("pt-BR", "erro: faq.csv:2: a linha não tem resposta; preencha a coluna \"answer\""),
    ] {
        // What stands in a file is shown without any meaning of its own.
        let text = imported(&ona.with_locale(locale), file.clone()).await.text();
        let text = text.replace('\\', "").replace('\u{a0}', " ");
        assert!(text.contains(expected), "{locale}: {text}");
    }
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_knowledge_or_too_large_is_refused() {
    let club = Club::open().await;
    let ona = club.owner("Ona");
    for (file, expected) in [
        (json!({"filename": "cat.png", "text": "\u{89}PNG"}), "cannot tell what kind of file"),
        (json!({"filename": "empty.toml", "text": ""}), "There is no entry"),
        (json!({"filename": "large.txt", "text": "x".repeat(1024 * 1024 + 1)}), "too large"),
        (json!({"filename": "not.xlsx", "text": "PK\u{3}\u{4} no workbook"}), ""),
    ] {
        let seen = imported(&ona, file.clone()).await;
        assert!(seen.ephemeral && seen.text().contains(expected), "{}: {}", file["filename"], seen.text());
    }
    // What is too large by Discord's own word is not even fetched.
    assert!(!club.fake.fetched().iter().any(|name| name.contains("large.txt")), "{:?}", club.fake.fetched());
    assert_eq!(club.version().await, 0);
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn exports_of_other_products_are_taken_in() {
    let club = Club::open().await;
    let ona = club.owner("Ona");
    // Two of its rows are wrong on purpose.
    let table = include_str!("../../../data/import/qna-maker.tsv");
    let right = table.lines().enumerate().filter(|(at, _)| !matches!(at + 1, 6 | 9)).map(|(_, line)| line);
    let table: String = right.collect::<Vec<_>>().join("\n");
    let bot = r#"{"qna": [{"qid": "tea", "q": ["Is there tea?"], "a": "At four."}]}"#;
    for (name, text) in [("qna-maker.tsv", table.as_str()), ("export.json", bot)] {
        let seen = imported(&ona, json!({"filename": name, "text": text})).await;
        assert!(seen.text().contains("Taken in from"), "{name}: {}", seen.text());
    }
    assert!(club.told("Is there tea?").await.contains("At four."));
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_given_out_is_there_already_when_it_is_taken_in() {
    let club = Club::open().await;
    let ona = club.owner("Ona");
    imported(&ona, json!({"filename": "more.toml", "text": TOILET})).await;
    for (format, reads) in [
        ("JSONL", Format::Jsonl),
        ("TOML", Format::Toml),
        ("YAML", Format::Yaml),
        ("Markdown", Format::Markdown),
        ("CSV", Format::Csv),
        ("JSON", Format::Json),
    ] {
        let seen = ona.command("export", json!({"format": format})).wait_final().await;
        let file = &seen.attachments[0];
        let parsed = parse(reads, &file.filename, &file.bytes);
        assert!(seen.ephemeral && parsed.entries.len() > 3, "{format}: {}", seen.text());
        let text = String::from_utf8(file.bytes.to_vec()).unwrap();
        let again = imported(&ona, json!({"filename": file.filename, "text": text})).await;
        assert!(again.text().contains("are there already"), "{format}: {}", again.text());
    }
    let taught = ona.command("export", json!({"what": "What was taught here"})).wait_final().await;
    let text = String::from_utf8(taught.attachments[0].bytes.to_vec()).unwrap();
    assert_eq!((text.lines().count(), text.contains("toilet")), (1, true), "{text}");
    assert_eq!(club.version().await, 1);
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_owners_take_in_and_give_out() {
    let club = Club::open().await;
    let mo = club.moderator("Mo");
    let file = json!({"file": {"filename": "more.toml", "text": TOILET}});
    assert!(mo.try_command("import", file.clone()).is_err() && mo.try_command("export", json!({})).is_err());
    for command in ["import", "export"] {
        club.fake.command_permission(club.guild, command, Whom::Everyone, true);
    }
    for seen in [mo.command("import", file).wait_final().await, mo.command("export", json!({})).wait_final().await] {
        assert!(seen.text().contains("Only whoever may manage this server"), "{}", seen.text());
    }
    assert_eq!((club.version().await, club.fake.fetched().len()), (0, 0));
    club.ends_well().await;
}
