//! `/stats`.

use serde_json::json;

use super::Club;
use crate::support::discord::Whom;

#[tokio::test(flavor = "multi_thread")]
async fn what_was_asked_is_shown_in_numbers_and_as_a_picture() {
    let club = Club::open().await;
    let mo = club.moderator("Mo");
    let nothing = mo.command("stats", json!({})).response().await;
    assert!(nothing.ephemeral && nothing.attachments.is_empty(), "{nothing:?}");
    assert!(nothing.text().contains("Nothing was asked in the last 30 days"), "{}", nothing.text());
    for question in ["When are you open?", "when are you OPEN", "Which wine goes with oysters?"] {
        club.told(question).await;
    }
    // What is asked next door is not counted here.
    club.told_next_door("When are you open?").await;
    let seen = mo.with_locale("de").command("stats", json!({})).wait_final().await;
    assert!(seen.ephemeral && seen.embeds[0]["title"] == "Fragen der letzten 30 Tage", "{seen:?}");
    let value = |name: &str| {
        let fields = seen.embeds[0]["fields"].as_array().unwrap();
        fields.iter().find(|field| field["name"] == name).unwrap()["value"].as_str().unwrap().to_owned()
    };
    assert_eq!([value("Gefragt"), value("Beantwortet"), value("Unbeantwortet")], ["3", "2 (67 %)", "1 (33 %)"]);
    let file = &seen.attachments[0];
    assert!(file.bytes.starts_with(b"\x89PNG\r\n") && file.filename.ends_with(".png"), "{}", file.filename);
    assert!(file.description.as_ref().unwrap().contains("3 Fragen: 2 beantwortet"), "{:?}", file.description);
    assert_eq!(seen.embeds[0]["image"]["url"], file.url.as_str());
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_reviews_sees_the_numbers() {
    let club = Club::open().await;
    assert!(club.member("Ada").try_command("stats", json!({})).is_err(), "Discord does not offer it");
    // Where a server offers it to others, the service still asks who they are.
    let tess = club.teacher("Tess");
    club.fake.command_permission(club.guild, "stats", Whom::Role(club.teachers), true);
    let refused = tess.command("stats", json!({})).response().await;
    assert!(refused.text().contains("Only moderators may do that"), "{}", refused.text());
    club.ends_well().await;
}
