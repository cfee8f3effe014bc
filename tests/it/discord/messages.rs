//! Mentions, replies to the bot, direct messages, and what is none of its business.

use std::time::Duration;

use askwell::frontend::discord::ChannelRules;
use askwell::frontend::discord::Rules;
use askwell::service::Mode;

use crate::support::discord::FakeDiscord;
use crate::support::discord::intent;
use crate::support::discord_bot::Community;
use crate::support::discord_bot::FAQ;
use crate::support::discord_bot::relaxed;

const SOON: Duration = Duration::from_secs(10);

/// Long enough for an answer that must not come.
const A_WHILE: Duration = Duration::from_millis(400);

#[tokio::test(flavor = "multi_thread")]
async fn a_mention_is_answered_in_reply() {
    let club = Community::relaxed().await;
    let ada = club.member("Ada");
    let question = ada.write(&format!("<@{}> when do you open?", club.fake.bot_user_id()));
    let seen = club.fake.reply_to(question, SOON).await.unwrap();
    assert!(seen.text().contains("From ten to six"), "{}", seen.text());
    assert!(!seen.text().contains("Asked:"), "the question stands right above");
    assert_eq!(seen.labels(), ["Delete"]);
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_of_several_questions_is_answered_in_one_reply() {
    let club = Community::relaxed().await;
    let post = "hi! I lost my key. When do you open? Who is @everyone <@1>? Which wine goes with oysters?\n\
                ```\nHow do I delete my account?\n```\nAnd how do I stop the trial membership? Thanks!";
    let question = club.member("Ada").write(&format!("<@{}> {post}", club.fake.bot_user_id()));
    let seen = club.fake.reply_to(question, SOON).await.unwrap();
    let text = seen.text();
    for part in
        ["Asked: When do you open?", "From ten to six", "How do I stop the trial", "Open, since", "- Which wine"]
    {
        assert!(text.contains(part), "{part:?} is not in:\n{text}");
    }
    assert!(!text.contains("Write to the office"), "code is not asked: {text}");
    assert!(!text.contains("@everyone") && !text.contains("<@1>"), "{text}");
    assert_eq!(seen.labels(), ["Delete"]);
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_known_is_said_in_reply_too() {
    let club = Community::relaxed().await;
    let question = club.member("Ada").write(&format!("<@{}> who won the cup?", club.fake.bot_user_id()));
    let seen = club.fake.reply_to(question, SOON).await.unwrap();
    assert!(seen.text().contains("I don't know that"), "{}", seen.text());
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_to_the_bot_goes_on_with_it() {
    let club = Community::relaxed().await;
    let ada = club.member("Ada");
    let question = ada.write(&format!("<@{}> when do you open?", club.fake.bot_user_id()));
    let answer = club.fake.reply_to(question, SOON).await.unwrap();
    let next = ada.message("and how do I delete my account?").reply_to(answer.id).ping(true).send();
    let seen = club.fake.reply_to(next, SOON).await.unwrap();
    assert!(seen.text().contains("Write to the office"), "{}", seen.text());
    // Of a reply that does not ping, Discord withholds the words: nothing to answer.
    let silent = ada.message("thanks!").reply_to(answer.id).ping(false).send();
    assert!(club.fake.reply_to(silent, A_WHILE).await.is_none());
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_direct_message_needs_no_mention() {
    let club = Community::relaxed().await;
    let ada = club.fake.member(club.guild, "Ada");
    let question = club.fake.user_in_dm(ada).write("When are you open?");
    let seen = club.fake.reply_to(question, SOON).await.unwrap();
    assert!(seen.text().contains("From ten to six"));
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bare_mention_gets_a_hint() {
    let club = Community::relaxed().await;
    let (ada, bob) = (club.member("Ada"), club.member("Bob"));
    let mention = format!("<@{}>", club.fake.bot_user_id());
    let seen = club.fake.reply_to(ada.write(&mention), SOON).await.unwrap();
    assert!(seen.text().contains("/ask"), "{}", seen.text());
    let question = ada.write("When are you open?");
    let pointed = bob.reply(question, &mention);
    let seen = club.fake.reply_to(pointed, SOON).await.unwrap();
    assert!(seen.text().contains("Answer from FAQ"), "{}", seen.text());
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_none_of_its_business_is_left_alone() {
    let club = Community::relaxed().await;
    let mention = format!("<@{}> When are you open?", club.fake.bot_user_id());
    let ada = club.member("Ada");
    let other_bot = club.fake.other_bot(club.guild, "Other bot");
    let other_bot = club.fake.user(club.guild, club.channel, other_bot);
    let left_alone = [
        ada.write("When are you open?"),
        ada.message(&mention).by_webhook().send(),
        ada.message(&mention).system(7).send(),
        other_bot.write(&mention),
        ada.write("@everyone When are you open?"),
    ];
    for message in left_alone {
        assert!(club.fake.reply_to(message, A_WHILE).await.is_none());
    }
    let answered = ada.write(&mention);
    assert!(club.fake.reply_to(answered, SOON).await.is_some());
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_intents_that_are_needed_are_asked_for() {
    let club = Community::relaxed().await;
    let intents = club.fake.identifies()[0].intents;
    assert_eq!(intents, intent::GUILD_MESSAGES | intent::DIRECT_MESSAGES);
    club.ends_well().await;
    let quiet = Community::with(Rules { mode: Mode::Commands, ..relaxed() }).await;
    assert_eq!(quiet.fake.identifies()[0].intents, intent::DIRECT_MESSAGES);
    let mention = format!("<@{}> When are you open?", quiet.fake.bot_user_id());
    let unheard = quiet.member("Ada").write(&mention);
    assert!(quiet.fake.reply_to(unheard, A_WHILE).await.is_none());
    quiet.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_channel_that_is_off_is_off_in_its_threads_too() {
    let fake = FakeDiscord::start().await;
    // The guild and channel that `around` makes come next, so the rules are given for a channel made before.
    let rules = |channel: u64| {
        let off = ChannelRules { mode: Some(Mode::Off), ..ChannelRules::default() };
        Rules { channels: [(channel.into(), off)].into(), ..relaxed() }
    };
    let elsewhere = fake.guild("Elsewhere");
    let off = fake.channel(elsewhere, "no-bots");
    let on = fake.channel(elsewhere, "bots");
    let ada = fake.member(elsewhere, "Ada");
    let club = Community::around(fake, FAQ, rules(off)).await;
    let mention = format!("<@{}> When are you open?", club.fake.bot_user_id());
    for (channel, answered) in [
        (off, false),
        (club.fake.thread(off, "a thread", ada), false),
        (on, true),
        (club.fake.thread(on, "a thread", ada), true),
    ] {
        let hands = club.fake.user(elsewhere, channel, ada);
        let reply = club.fake.reply_to(hands.write(&mention), if answered { SOON } else { A_WHILE }).await;
        assert_eq!(reply.is_some(), answered);
        let seen = hands.command("ask", serde_json::json!({"question": "When are you open?"})).response().await;
        assert_eq!(seen.text().contains("From ten to six"), answered, "{}", seen.text());
        assert_eq!(seen.ephemeral, !answered);
    }
    club.ends_well().await;
}
