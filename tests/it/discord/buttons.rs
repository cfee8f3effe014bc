//! Choosing, "None of these", deleting, and buttons of old.

use std::time::Duration;

use serde_json::json;

use crate::support::discord::FakeDiscord;
use crate::support::discord::Outcome;
use crate::support::discord::Seen;
use crate::support::discord::permission;
use crate::support::discord_bot::Community;
use crate::support::discord_bot::FAQ;
use crate::support::discord_bot::Running;
use crate::support::discord_bot::relaxed;
use askwell::frontend::discord::Rules;
use askwell::frontend::discord::Servers;

/// A question that two entries answer nearly alike.
const UNCLEAR: &str = "the trial membership, how does it work?";

async fn choice(club: &Community, name: &str) -> (crate::support::discord::Hands, Seen) {
    let ada = club.member(name);
    let seen = ada.command("ask", json!({"question": UNCLEAR})).response().await;
    assert!(seen.labels().contains(&"None of these".to_owned()), "{:?}\n{}", seen.labels(), seen.text());
    (ada, seen)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unclear_question_is_asked_back_and_the_choice_answered() {
    let club = Community::relaxed().await;
    let (ada, seen) = choice(&club, "Ada").await;
    let picked = ada.click(seen.id, "How do I stop the trial membership?");
    assert_eq!(picked.outcome().await, Outcome::Updated);
    let after = club.fake.message(seen.id).unwrap();
    assert!(after.text().contains("By letter."), "{}", after.text());
    assert!(after.text().contains(&format!("Asked: {UNCLEAR}")), "{}", after.text());
    assert_eq!(after.labels(), ["Delete"]);
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_else_who_presses_gets_the_answer_alone() {
    let club = Community::relaxed().await;
    let (_, seen) = choice(&club, "Ada").await;
    let bob = club.member("Bob");
    let answer = bob.click(seen.id, "How do I start the trial membership?").response().await;
    assert!(answer.ephemeral && answer.text().contains("At the desk."), "{}", answer.text());
    let refused = bob.click(seen.id, "None of these").response().await;
    assert!(refused.ephemeral && refused.text().contains("belongs to whoever asked"), "{}", refused.text());
    assert_eq!(club.fake.message(seen.id).unwrap().labels(), seen.labels(), "the choice stays");
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn none_of_these_ends_it() {
    let club = Community::relaxed().await;
    let (ada, seen) = choice(&club, "Ada").await;
    assert_eq!(ada.click(seen.id, "None of these").outcome().await, Outcome::Updated);
    let after = club.fake.message(seen.id).unwrap();
    assert_eq!(after.labels(), ["Delete"]);
    assert!(!after.text().contains("By letter."));
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_asker_and_moderators_can_delete() {
    let fake = FakeDiscord::start().await;
    let guild = fake.guild("Elsewhere");
    let channel = fake.channel(guild, "help");
    let helper_role = fake.role(guild, "Helpers", 0, false);
    let rules = Rules { moderators: vec![helper_role.into()], ..relaxed() };
    let (ada, eve, helper) = (fake.member(guild, "Ada"), fake.member(guild, "Eve"), fake.member(guild, "Hal"));
    fake.give_role(guild, helper, helper_role);
    let moderator = fake.member_with(guild, "Mo", permission::MANAGE_MESSAGES);
    let club = Community::around(fake, FAQ, rules).await;
    let hands = |user| club.fake.user(guild, channel, user);
    for deleter in [ada, moderator, helper] {
        let seen = hands(ada).command("ask", json!({"question": "When are you open?"})).response().await;
        let refused = hands(eve).click(seen.id, "Delete").response().await;
        assert!(refused.ephemeral && refused.text().contains("moderator"), "{}", refused.text());
        assert!(!club.fake.message(seen.id).unwrap().deleted);
        hands(deleter).click(seen.id, "Delete");
        let gone =
            club.fake.until(Duration::from_secs(10), |fake| fake.message(seen.id).is_none_or(|m| m.deleted)).await;
        assert!(gone, "deleted by {deleter}");
    }
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn buttons_work_after_a_restart_and_not_with_another_token_or_server() {
    let club = Community::relaxed().await;
    let (ada, seen) = choice(&club, "Ada").await;
    club.running.stop().await.unwrap();
    let server = club.knowing.server(relaxed());
    let servers = Servers { others: Some(server), ..Servers::default() };
    let running = Running::start(&club.fake, servers);
    club.fake.ready_times(2).await;
    let picked = ada.click(seen.id, "How do I stop the trial membership?");
    assert_eq!(picked.outcome().await, Outcome::Updated);
    running.stop().await.unwrap();
    club.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_answer_comes_in_parts_that_are_deleted_together() {
    let paragraphs: Vec<String> =
        (0..40).map(|n| format!("Paragraph {n}. {}", "Some words to read. ".repeat(9))).collect();
    let answer = paragraphs.join("\n\n");
    let faq = format!("[[entries]]\nid = \"long\"\nquestions = [\"Tell me everything\"]\nanswer = '''\n{answer}'''\n");
    let club = Community::around(FakeDiscord::start().await, &faq, relaxed()).await;
    let ada = club.member("Ada");
    let asked = ada.command("ask", json!({"question": "Tell me everything"}));
    let first = asked.response().await;
    let rest = asked.followups_at_least(1).await;
    let all: String = std::iter::once(&first).chain(&rest).map(Seen::text).collect();
    for paragraph in 0..40 {
        assert!(all.contains(&format!("Paragraph {paragraph}.")), "{paragraph}");
    }
    assert_eq!(first.labels(), Vec::<String>::new());
    let last = rest.last().unwrap();
    assert_eq!(last.labels(), ["Delete"]);
    ada.click(last.id, "Delete");
    let fake = &club.fake;
    let gone = fake.until(Duration::from_secs(10), |fake| fake.messages(club.channel).is_empty()).await;
    assert!(gone, "{:?}", fake.messages(club.channel));
    // The same in reply to a mention.
    let question = ada.write(&format!("<@{}> Tell me everything", fake.bot_user_id()));
    let parts =
        |fake: &FakeDiscord| fake.messages(club.channel).into_iter().filter(|m| m.id != question).collect::<Vec<_>>();
    let whole = |fake: &FakeDiscord| parts(fake).last().is_some_and(|last| last.labels() == ["Delete"]);
    assert!(fake.until(Duration::from_secs(10), whole).await);
    ada.click(parts(fake).last().unwrap().id, "Delete");
    assert!(fake.until(Duration::from_secs(10), |fake| parts(fake).is_empty()).await);
    club.ends_well().await;
}
