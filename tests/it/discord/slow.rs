//! Answers that take their time: deferrals, a queue that is full, more at once than there is room for.

use std::time::Duration;

use askwell::frontend::discord::Rules;
use askwell::service::Pace;
use serde_json::json;

use crate::support::discord::FakeDiscord;
use crate::support::discord::Hands;
use crate::support::discord::Interaction;
use crate::support::discord::Outcome;
use crate::support::discord::Script;
use crate::support::discord_bot::Community;
use crate::support::discord_bot::FAQ;
use crate::support::discord_bot::UNLIMITED;
use crate::support::discord_bot::knowing_with;
use crate::support::discord_bot::relaxed;
use crate::support::slow;
use crate::support::slow::Pause;

const SOON: Duration = Duration::from_secs(10);

/// Longer than an interaction's first answer may take.
const SLOW: Duration = Duration::from_millis(3_300);

async fn club(faq: &str, rules: Rules) -> (Community, Pause) {
    let (model, pause) = slow::model();
    let knowing = knowing_with(model, faq).await;
    (Community::of(FakeDiscord::start().await, knowing, rules).await, pause)
}

fn ask(hands: &Hands, question: &str, private: bool) -> Interaction {
    hands.command("ask", json!({"question": question, "private": private}))
}

/// One answer, in several parts.
fn long_faq() -> String {
    let paragraphs: Vec<String> = (0..40).map(|n| format!("Part {n}. {}", "Some words to read. ".repeat(9))).collect();
    let answer = paragraphs.join("\n\n");
    format!("[[entries]]\nid = \"long\"\nquestions = [\"Tell me everything\"]\nanswer = '''\n{answer}'''\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_answer_is_announced_in_time_and_comes() {
    for private in [false, true] {
        let (club, pause) = club(FAQ, relaxed()).await;
        pause.set(SLOW);
        let ada = club.member("Ada");
        let asked = ask(&ada, "When are you open?", private);
        let announced = asked.response().await;
        assert!(announced.thinking && announced.ephemeral == private);
        assert!(asked.latency().unwrap() < Duration::from_millis(2_500), "{:?}", asked.latency());
        let seen = asked.wait_final().await;
        assert!(seen.text().contains("From ten to six") && !seen.thinking, "{}", seen.text());
        assert_eq!((seen.id, seen.ephemeral), (announced.id, private));
        assert_eq!(seen.labels().contains(&"Delete".to_owned()), !private, "{:?}", seen.labels());
        assert!(asked.followups().is_empty());
        club.ends_well().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_long_answer_comes_in_parts_and_a_mention_meanwhile() {
    let (club, pause) = club(&long_faq(), relaxed()).await;
    pause.set(Duration::from_millis(2_000));
    let ada = club.member("Ada");
    let asked = ask(&ada, "Tell me everything", false);
    let mentioned = ada.write(&format!("<@{}> Tell me everything", club.fake.bot_user_id()));
    assert!(asked.response().await.thinking);
    let first = asked.wait_final().await;
    let rest = asked.followups_at_least(1).await;
    assert!(first.text().contains("Part 0.") && rest.last().unwrap().text().contains("Part 39."));
    assert_eq!(rest.last().unwrap().labels(), ["Delete"]);
    assert!(club.fake.reply_to(mentioned, SOON).await.unwrap().text().contains("Part 0."));
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_announcement_whose_fate_is_unknown_is_kept() {
    let (club, pause) = club(FAQ, relaxed()).await;
    pause.set(SLOW);
    club.fake.script(Script::on("POST", "/callback").takes_effect_and_drops());
    club.fake.script(Script::on("POST", "/callback").drops().times(100));
    let asked = ask(&club.member("Ada"), "When are you open?", false);
    assert!(asked.response().await.thinking);
    assert!(asked.wait_final().await.text().contains("From ten to six"), "it must not think for ever");
    club.fake.clear_scripts();
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_for_the_asker_alone_stays_so_after_an_announcement_to_all() {
    let cooldowns = Pace { channel: 1, ..UNLIMITED };
    let (club, pause) = club(FAQ, Rules { cooldowns, ..relaxed() }).await;
    let (ada, bob) = (club.member("Ada"), club.member("Bob"));
    assert!(!ask(&ada, "When are you open?", false).response().await.ephemeral);
    pause.set(SLOW);
    let asked = ask(&bob, "How do I delete my account?", false);
    let announced = asked.response().await;
    assert!(announced.thinking && !announced.ephemeral);
    let answer = &asked.followups_at_least(1).await[0];
    assert!(answer.ephemeral && answer.text().contains("for you alone"), "{}", answer.text());
    assert!(club.fake.message(announced.id).unwrap().deleted);
    assert_eq!(club.fake.messages(club.channel).len(), 1, "Ada's");
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_model_fails_the_asker_gets_a_number_and_no_cause() {
    let (club, pause) = club(FAQ, relaxed()).await;
    pause.fail();
    let seen = ask(&club.member("Ada"), "When are you open?", false).response().await;
    assert!(seen.ephemeral && seen.text().contains("noted as E-"), "{}", seen.text());
    assert!(!seen.text().contains("secret cause"));
    pause.set(Duration::ZERO);
    let seen = ask(&club.member("Bob"), "When are you open?", false).response().await;
    assert!(seen.text().contains("From ten to six"), "{}", seen.text());
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_that_discord_refuses_is_owned_up_to() {
    let club = Community::relaxed().await;
    let ada = club.member("Ada");
    club.fake.script(Script::on("POST", "/callback").status(400));
    let seen = ask(&ada, "When are you open?", false).response().await;
    assert!(seen.ephemeral && seen.text().contains("noted as E-"), "{}", seen.text());
    club.fake.script(Script::on("POST", "/messages").status(400));
    let question = ada.write(&format!("<@{}> When are you open?", club.fake.bot_user_id()));
    let told = club.fake.reply_to(question, SOON).await.unwrap();
    assert!(told.text().contains("noted as E-"), "{}", told.text());
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_announced_answer_that_discord_refuses_is_owned_up_to() {
    let (club, pause) = club(FAQ, relaxed()).await;
    pause.set(SLOW);
    club.fake.script(Script::on("PATCH", "/@original").status(400));
    let asked = ask(&club.member("Ada"), "When are you open?", false);
    let seen = asked.wait_final().await;
    assert!(seen.text().contains("noted as E-") && !seen.thinking, "{}", seen.text());
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_whose_fate_is_unknown_is_not_sent_twice_and_the_asker_hears_of_it() {
    let (club, _) = club(&long_faq(), relaxed()).await;
    club.fake.script(Script::on("POST", "/webhooks/*/*").takes_effect_and_drops());
    let asked = ask(&club.member("Ada"), "Tell me everything", false);
    let rest = asked.followups_at_least(2).await;
    assert!(rest[1].ephemeral && rest[1].text().contains("noted as E-"), "{}", rest[1].text());
    assert_eq!(rest.len(), 2);
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_too_many_questions_some_are_told_so_and_all_are_answered() {
    let (club, pause) = club(FAQ, relaxed()).await;
    let ada = club.member("Ada");
    // A test machine may be slow, too.
    club.fake.deadline(Duration::from_secs(20));
    pause.set(Duration::from_millis(20));
    // The model takes one, 128 wait.
    let asked: Vec<Interaction> = (0..180).map(|_| ask(&ada, "When are you open?", true)).collect();
    let (mut busy, mut answered) = (0, 0);
    for asked in &asked {
        let seen = asked.wait_final().await;
        assert!(seen.ephemeral);
        let is_busy = seen.text().contains("too many questions at once");
        assert!(is_busy || seen.text().contains("From ten to six"), "{}", seen.text());
        *(if is_busy { &mut busy } else { &mut answered }) += 1;
    }
    assert!(busy > 0 && answered >= 128, "{busy} busy, {answered} answered");
    pause.set(Duration::ZERO);
    assert!(ask(&ada, "When are you open?", true).response().await.text().contains("From ten"));
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_more_at_once_than_there_is_room_for_some_are_told_so() {
    let (club, _) = club(FAQ, relaxed()).await;
    let ada = club.member("Ada");
    let is_busy = async || {
        // At once, so that they do not take turns in what room may be left.
        let asked: Vec<Interaction> = (0..50).map(|_| ada.command("faq list", json!({}))).collect();
        let mut busy = false;
        for asked in &asked {
            busy |= asked.response().await.text().contains("too many questions at once");
        }
        busy
    };
    // Each is at work until Discord has taken its answer.
    club.fake.script(Script::on("POST", "/messages").delay(Duration::from_secs(9)).times(100_000));
    let mention = format!("<@{}>", club.fake.bot_user_id());
    for number in 0..640 {
        club.member(&format!("Member {number}")).write(&mention);
    }
    let mut told = false;
    for _ in 0..60 {
        told = told || is_busy().await;
        if told {
            break;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    assert!(told);
    club.fake.clear_scripts();
    let mut free = false;
    for _ in 0..100 {
        free = free || !is_busy().await;
        if free {
            break;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    assert!(free, "it comes back to itself");
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn suggestions_do_not_wait_for_a_slow_model() {
    let (club, pause) = club(FAQ, relaxed()).await;
    pause.set(SLOW);
    let ada = club.member("Ada");
    let typed = ada.try_type_into("ask", "question", "how do i stop, please", json!({})).unwrap();
    let choices = typed.choices().await;
    assert_eq!(typed.outcome().await, Outcome::Choices);
    assert!(typed.latency().unwrap() < Duration::from_secs(1), "{:?}", typed.latency());
    assert!(choices.iter().any(|choice| choice.name.contains("stop the trial")), "by words: {choices:?}");
    club.ends_well().await;
}
