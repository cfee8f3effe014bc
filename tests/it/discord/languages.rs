//! Which language people are answered in.

use std::time::Duration;

use askwell::frontend::discord::Rules;
use askwell::frontend::wording::language::Language;
use serde_json::json;

use crate::support::discord::Outcome;
use crate::support::discord::Script;
use crate::support::discord_bot::Community;
use crate::support::discord_bot::relaxed;

const SOON: Duration = Duration::from_secs(10);

/// What nobody knows here.
const UNKNOWN: &str = "Which wine goes with oysters?";

#[tokio::test(flavor = "multi_thread")]
async fn a_member_is_answered_in_their_own_language() {
    let club = Community::relaxed().await;
    let ada = club.member("Ada").with_locale("de");
    let seen = ada.command("ask", json!({"question": "i forgot the password, how can i reset it"})).response().await;
    let text = seen.text();
    assert!(text.contains("Gefragt: i forgot") && text.contains("sicher, "), "{text}");
    assert_eq!(seen.labels(), ["Settings page", "Quelle", "Löschen"]);
    for (locale, expected) in [
        ("fr", "Je ne sais pas."),
        ("es-ES", "No lo sé."),
        ("es-419", "No lo sé."),
        ("pt-BR", "Não sei."),
        ("en-GB", "I don't know that."),
        // Commands go by the names that this language has for them.
        ("de", "`/faq liste` zeigt alles, was ich beantworten kann."),
    ] {
        let seen = club.member("Bob").with_locale(locale).command("ask", json!({"question": UNKNOWN})).response().await;
        assert!(seen.text().contains(expected), "{locale}: {}", seen.text());
    }
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_language_that_is_not_there_falls_back_to_the_servers_and_then_to_english() {
    let club = Community::relaxed().await;
    let finn = club.member("Finn").with_locale("fi");
    let asked = || finn.command("ask", json!({"question": UNKNOWN}));
    assert!(asked().response().await.text().contains("I don't know that."));
    club.fake.guild_locale(club.guild, "fr");
    assert!(asked().response().await.text().contains("Je ne sais pas."));
    // A message does not tell the server's language, but what was asked before it did.
    let question = finn.write(&format!("<@{}> {UNKNOWN}", club.fake.bot_user_id()));
    let seen = club.fake.reply_to(question, SOON).await.unwrap();
    assert!(seen.text().contains("Je ne sais pas."), "{}", seen.text());
    assert_eq!(club.fake.requests_to("GET", "/guilds/*").len(), 0);
    club.fake.guild_locale(club.guild, "sv-SE");
    assert!(asked().response().await.text().contains("I don't know that."));
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_set_for_a_server_comes_before_the_servers_own_language() {
    let club = Community::with(Rules { language: Some(Language::Spanish), ..relaxed() }).await;
    club.fake.guild_locale(club.guild, "fr");
    let finn = club.member("Finn").with_locale("fi");
    let seen = finn.command("ask", json!({"question": UNKNOWN})).response().await;
    assert!(seen.text().contains("No lo sé."), "{}", seen.text());
    let question = finn.write(&format!("<@{}> {UNKNOWN}", club.fake.bot_user_id()));
    let seen = club.fake.reply_to(question, SOON).await.unwrap();
    assert!(seen.text().contains("No lo sé."), "{}", seen.text());
    assert_eq!(club.fake.requests_to("GET", "/guilds/*").len(), 0, "nobody has to be asked");
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mention_is_answered_in_the_servers_language_which_is_asked_for_once() {
    let club = Community::relaxed().await;
    club.fake.guild_locale(club.guild, "de");
    // While Discord does not say, it is English.
    club.fake.script(Script::on("GET", "/guilds/*").status(404).times(1));
    let ada = club.member("Ada");
    for expected in ["I don't know that.", "Das weiß ich nicht.", "Das weiß ich nicht."] {
        let question = ada.write(&format!("<@{}> {UNKNOWN}", club.fake.bot_user_id()));
        let seen = club.fake.reply_to(question, SOON).await.unwrap();
        assert!(seen.text().contains(expected), "{}", seen.text());
    }
    assert_eq!(club.fake.requests_to("GET", "/guilds/*").len(), 2);
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_button_answers_whoever_presses_in_their_language() {
    let club = Community::relaxed().await;
    let question = "the trial membership, how does it work?";
    let ada = club.member("Ada").with_locale("de");
    let seen = ada.command("ask", json!({"question": question})).response().await;
    assert!(seen.labels().contains(&"Keine davon".to_owned()), "{:?}", seen.labels());
    let bob = club.member("Bob").with_locale("pt-BR");
    let refused = bob.click(seen.id, "Keine davon").response().await;
    assert!(refused.text().contains("Esse botão é de quem perguntou."), "{}", refused.text());
    // The question above a choice is read back, whatever language it was put above it in.
    let curious = bob.click(seen.id, "How do I stop the trial membership?").response().await;
    assert!(curious.text().contains(&format!("Pergunta: {question}")), "{}", curious.text());
    assert_eq!(ada.click(seen.id, "How do I stop the trial membership?").outcome().await, Outcome::Updated);
    let after = club.fake.message(seen.id).unwrap();
    assert!(after.text().contains(&format!("Gefragt: {question}")), "{}", after.text());
    assert_eq!(after.labels(), ["Löschen"]);
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_are_registered_with_their_names_in_all_languages() {
    let club = Community::relaxed().await;
    let commands = club.fake.commands(None);
    let named = |name: &str| commands.iter().find(|command| command["name"] == name).unwrap();
    let names = json!({
        "de": "fragen", "fr": "demander", "es-ES": "preguntar", "es-419": "preguntar", "pt-BR": "perguntar"
    });
    assert_eq!(named("ask")["name_localizations"], names);
    assert_eq!(named("ask")["options"][0]["name_localizations"]["de"], "frage");
    assert_eq!(named("ask")["options"][1]["description_localizations"]["pt-BR"], "Mostrar a resposta só para você");
    assert_eq!(named("faq")["options"][1]["name_localizations"]["fr"], "liste");
    assert_eq!(named("faq")["options"][1]["options"][0]["name_localizations"]["fr"], "sujet");
    assert_eq!(named("Answer from FAQ")["name_localizations"]["de"], "Aus FAQ beantworten");
    club.ends_well().await;
}
