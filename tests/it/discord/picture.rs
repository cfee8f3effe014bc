//! The conversations in the pictures of README and of the guide for moderators. `docs/picture` makes them from the pages
//! that are written here.

mod guide;

use std::path::Path;
use std::time::Duration;

use serde_json::json;

use crate::support::discord::FakeDiscord;
use crate::support::discord_club::Club;
use crate::support::discord_page::Page;
use crate::support::store::Bed;

const SOON: Duration = Duration::from_secs(10);

/// Choices that are shown of those that are offered.
const CHOICES: usize = 3;

/// What the club in the pictures is answered from.
const KNOWLEDGE: &str = include_str!("../../../examples/games-club.toml");

/// Writes a page where `docs/picture` looks for it.
fn pictured(name: &str, page: &Page) {
    let html = page.html();
    let as_sent = ["&lt;@", "&lt;#", "&lt;t:", "**"].into_iter().find(|part| html.contains(part));
    assert_eq!(as_sent, None, "something is shown as it was sent:\n{html}");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(format!("{name}.html")), html).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pictured_conversation_goes_as_pictured() {
    let club = Club::on(Bed::on_sqlite().await, FakeDiscord::start().await).knowing(KNOWLEDGE);
    let process = club.start().await;
    let (mia, jonas, priya) = (club.member("Mia"), club.member("Jonas"), club.member("Priya"));
    let mut page = Page::of(&club.fake, "help");
    for (hands, name) in [(&mia, "Mia"), (&jonas, "Jonas"), (&priya, "Priya")] {
        page.call(hands.id(), name);
    }

    let question = json!({"question": "can i take a game home with me"});
    let answer = mia.command("ask", question).wait_final().await;
    assert!(!answer.ephemeral && answer.text().contains("two games for two weeks"), "{}", answer.text());
    page.message(&answer, Some((mia.id(), "/ask")));

    let mention = format!("<@{}> is it alright to bring kids?", club.fake.bot_user_id());
    let question = jonas.write(&mention);
    let reply = club.fake.reply_to(question, SOON).await.unwrap();
    assert!(reply.text().contains("Children are welcome"), "{}", reply.text());
    page.message(&club.fake.message(question).unwrap(), None);
    page.message(&reply, None);

    let choice = priya.command("ask", json!({"question": "how do i sign up?"})).wait_final().await;
    let labels = choice.labels();
    assert!(labels.contains(&"How do I sign up for the tournament?".to_owned()), "{labels:?}\n{}", choice.text());
    page.message(&choice, Some((priya.id(), "/ask")));

    let question = json!({"question": "which pub do you go to afterwards?"});
    let unknown = mia.command("ask", question).wait_final().await;
    assert!(unknown.ephemeral && unknown.text().contains("I don't know that"), "{}", unknown.text());
    page.message(&unknown, Some((mia.id(), "/ask")));

    let typed = "can i";
    let choices = jonas.type_into("ask", "question", typed, json!({})).await;
    assert!(choices.len() >= CHOICES && choices[0].name.starts_with("Can I "), "{choices:?}");
    page.typing("ask", "question", typed, &choices, CHOICES);

    pictured("discord", &page);
    process.stop().await;
    club.ends_well();
}
