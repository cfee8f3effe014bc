//! Silent trials: what would have been answered is kept, nothing is sent, and those who look after the server judge it.

use std::time::Duration;

use askwell::frontend::discord::Rules;
use askwell::frontend::discord::Unasked;
use askwell::service::Clock;
use askwell::service::Memory;
use askwell::service::Mode;
use askwell::store::Moment;
use askwell::store::Space;
use serde_json::json;

use crate::support::discord::FakeDiscord;
use crate::support::discord::Hands;
use crate::support::discord::permission;
use crate::support::discord_bot::Community;
use crate::support::discord_bot::FAQ;
use crate::support::discord_bot::knowing_in;
use crate::support::discord_bot::relaxed;
use crate::support::store::Bed;

const WAIT: Duration = Duration::from_millis(100);

const SOON: Duration = Duration::from_secs(10);

fn space() -> Space {
    Space::new("home").unwrap()
}

async fn on_trial(bed: &Bed) -> Community {
    let memory = Memory::new(bed.store.clone(), space(), Clock::system());
    let unasked = Unasked { wait: WAIT, ..Unasked::default() };
    let rules = Rules { mode: Mode::Trial, unasked, ..relaxed() };
    Community::of(FakeDiscord::start().await, knowing_in(memory, FAQ).await, rules).await
}

fn moderator(club: &Community) -> Hands {
    let moderator = club.fake.member_with(club.guild, "Mo", permission::MANAGE_MESSAGES);
    club.fake.user(club.guild, club.channel, moderator)
}

/// Waits until so many questions are kept.
async fn kept(bed: &Bed, many: usize) -> Vec<askwell::store::AskedQuestion> {
    let end = std::time::Instant::now() + SOON;
    loop {
        let kept = bed.store.questions(&space(), Moment(0), u32::MAX).await.unwrap();
        if kept.len() >= many || std::time::Instant::now() > end {
            return kept;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_at_all_is_sent_and_what_would_have_been_is_kept() {
    let bed = Bed::on_sqlite().await;
    let club = on_trial(&bed).await;
    let (ada, bob) = (club.member("Ada"), club.member("Bob"));
    let forum = club.fake.forum(club.guild, "forum");
    let first = ada.write("How do I reset my password?");
    kept(&bed, 1).await;
    let second = bob.write("When are you open?");
    kept(&bed, 2).await;
    bob.write("Who won the cup?");
    let post = ada.in_channel(forum).post("Account", "How do I delete my account?");
    let kept = kept(&bed, 3).await;
    let places: Vec<_> = kept.iter().map(|one| (one.place.channel.unwrap(), one.place.message.unwrap())).collect();
    for place in [(club.channel, first), (club.channel, second), (forum, post)] {
        assert!(places.contains(&place), "{place:?} is not in {places:?}");
    }
    assert!(kept.len() == 3 && kept.iter().all(|one| one.silent && one.verdict == "answer"), "{kept:?}");
    assert_eq!(club.fake.sent(), 0, "{:?}", club.fake.outgoing());
    assert_eq!(club.fake.typing(), Vec::<u64>::new());
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn moderators_judge_one_after_the_other_and_get_advice() {
    let bed = Bed::on_sqlite().await;
    let club = on_trial(&bed).await;
    let ada = club.member("Ada");
    let questions = ["How do I reset my password?", "When are you open?", "How do I delete my account?"];
    let mut messages = Vec::new();
    for (at, question) in questions.iter().enumerate() {
        messages.push(ada.write(question));
        kept(&bed, at + 1).await;
    }
    let mo = moderator(&club);
    let overview = mo.command("trial", json!({})).response().await;
    assert!(overview.ephemeral, "only who called sees it");
    assert!(overview.text().contains("3 would have been answered"), "{}", overview.text());
    // 16 right ones in a row for a share of 0.94, of which 3 are there.
    assert!(overview.text().contains("Not yet: it takes 16 more"), "{}", overview.text());
    assert_eq!(overview.labels(), ["Judge 3 answers"]);
    let sample = mo.click(overview.id, "Judge 3 answers").response().await;
    // The latest comes first.
    assert!(sample.text().contains("Write to the office"), "{}", sample.text());
    assert!(sample.text().contains(&format!("{}/{}", club.channel, messages[2])), "{}", sample.text());
    assert_eq!(sample.labels(), ["Right", "Wrong", "Skip", "Overview"]);
    let next = mo.click(sample.id, "Right").response().await;
    assert!(next.text().contains("From ten to six"), "{}", next.text());
    let next = mo.click(next.id, "Skip").response().await;
    assert!(next.text().contains("Open **Settings**"), "{}", next.text());
    let overview = mo.click(next.id, "Wrong").response().await;
    assert!(overview.text().contains("2 judged, 1 right"), "{}", overview.text());
    assert_eq!(overview.labels(), ["Judge one answer"]);
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn enough_right_answers_bring_the_advice_to_speak() {
    let bed = Bed::on_sqlite().await;
    let club = on_trial(&bed).await;
    let ada = club.member("Ada");
    let questions = ["How do I reset my password?", "When are you open?", "How do I delete my account?"];
    for at in 0..16 {
        ada.write(questions[at % 3]);
        kept(&bed, at + 1).await;
    }
    let mo = moderator(&club);
    let mut seen = mo.command("trial", json!({"days": 7})).response().await;
    seen = mo.click(seen.id, "Judge 16 answers").response().await;
    for _ in 0..16 {
        seen = mo.click(seen.id, "Right").response().await;
    }
    assert!(seen.text().contains("Set the mode to `auto` here"), "{}", seen.text());
    assert!(seen.text().contains("16 judged, 16 right, so 81 to 100 %"), "{}", seen.text());
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn members_do_not_see_it() {
    let bed = Bed::on_sqlite().await;
    let club = on_trial(&bed).await;
    let ada = club.member("Ada");
    assert!(ada.try_command("trial", json!({})).is_err(), "Discord does not offer it to them");
    // A server may let everybody call it; the service checks again.
    let everybody = crate::support::discord::Whom::Everyone;
    club.fake.command_permission(club.guild, "trial", everybody, true);
    let refused = ada.command("trial", json!({})).response().await;
    assert!(refused.ephemeral && refused.text().contains("moderator"), "{}", refused.text());
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_store_it_says_so() {
    let club = Community::relaxed().await;
    let refused = moderator(&club).command("trial", json!({})).response().await;
    assert!(refused.ephemeral && refused.text().contains("without a store"), "{}", refused.text());
    club.ends_well().await;
}
