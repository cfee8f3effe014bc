//! Questions that are put to nobody: what is answered, where, and all that keeps the bot silent.

use std::time::Duration;

use askwell::frontend::discord::ChannelRules;
use askwell::frontend::discord::Rules;
use askwell::frontend::discord::Unasked;
use askwell::service::Clock;
use askwell::service::Memory;
use askwell::service::Mode;
use askwell::store::Moment;
use askwell::store::Space;

use crate::support::discord::FakeDiscord;
use crate::support::discord::Seen;
use crate::support::discord::intent;
use crate::support::discord::permission;
use crate::support::discord_bot::Community;
use crate::support::discord_bot::FAQ;
use crate::support::discord_bot::knowing_in;
use crate::support::discord_bot::relaxed;
use crate::support::store::Bed;

const SOON: Duration = Duration::from_secs(10);

/// How long people are left to answer in these stories.
const WAIT: Duration = Duration::from_millis(300);

/// Long enough for an answer that must not come.
const A_WHILE: Duration = Duration::from_millis(900);

const QUESTION: &str = "How do I reset my password?";

const ANSWER: &str = "Open **Settings**";

fn listening(mode: Mode, wait: Duration) -> Rules {
    Rules { mode, unasked: Unasked { wait, ..Unasked::default() }, ..relaxed() }
}

async fn auto() -> Community {
    Community::with(listening(Mode::Auto, WAIT)).await
}

/// What the bot wrote into the thread that begins with a message.
async fn in_thread(club: &Community, question: u64) -> Option<Seen> {
    // Discord puts a message of its own first, in the name of who began the thread.
    let written = |fake: &FakeDiscord| fake.messages(question).into_iter().find(|seen| !seen.text().is_empty());
    club.fake.until(SOON, |fake| written(fake).is_some()).await;
    written(&club.fake)
}

/// The end of a story in which the bot said nothing at all.
async fn ends_in_silence(club: Community) {
    tokio::time::sleep(A_WHILE).await;
    assert_eq!(club.fake.sent(), 0, "{:?}", club.fake.outgoing());
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_nobody_answers_gets_a_thread_with_the_answer() {
    let club = auto().await;
    let intents = club.fake.identifies()[0].intents;
    assert_eq!(intents, intent::GUILD_MESSAGES | intent::DIRECT_MESSAGES | intent::MESSAGE_CONTENT);
    let ada = club.member("Ada");
    let question = ada.write("Hi all! How do I reset my password? Thanks");
    let seen = in_thread(&club, question).await.unwrap();
    assert!(seen.text().contains(ANSWER) && seen.text().contains("Nobody asked me"), "{}", seen.text());
    assert_eq!(seen.labels().last().unwrap(), "Delete");
    assert_eq!(club.fake.channel_name(question).as_deref(), Some(QUESTION));
    assert_eq!(club.fake.sent_in(club.channel), 0, "nothing stands in the channel itself");
    ada.in_channel(question).click(seen.id, "Delete").outcome().await;
    assert!(club.fake.until(SOON, |fake| fake.message(seen.id).is_none_or(|seen| seen.deleted)).await);
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_name_of_a_thread_addresses_nobody() {
    let club = auto().await;
    let question = club.member("Ada").write("when are you open? :) <#1>  is it\u{202e} nice?");
    in_thread(&club, question).await.unwrap();
    let name = club.fake.channel_name(question).unwrap();
    assert!(name.starts_with("when are you open") && !name.contains('\u{202e}') && !name.contains("<#"), "{name}");
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_no_thread_can_be_made_it_replies_in_place() {
    let club = auto().await;
    let all = club.fake.permissions(club.channel, club.fake.bot_user_id());
    club.fake.bot_permissions(club.channel, all & !permission::CREATE_PUBLIC_THREADS);
    let question = club.member("Ada").write(QUESTION);
    let seen = club.fake.reply_to(question, SOON).await.unwrap();
    assert!(seen.text().contains(ANSWER) && seen.text().contains("Nobody asked me"), "{}", seen.text());
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_thread_it_replies_there() {
    let club = auto().await;
    let ada = club.member("Ada");
    let thread = ada.open_thread("talk");
    let question = ada.in_channel(thread).write(QUESTION);
    let seen = club.fake.reply_to(question, SOON).await.unwrap();
    assert!(seen.text().contains(ANSWER), "{}", seen.text());
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_put_to_somebody_else_is_left_to_them() {
    let club = auto().await;
    let ada = club.member("Ada");
    let bob = club.member("Bob");
    let role = club.fake.role(club.guild, "helpers", 0, true);
    let other_bot = club.fake.other_bot(club.guild, "Other bot");
    let other_bot = club.fake.user(club.guild, club.channel, other_bot);
    let talk = bob.write("I like it here");
    for message in [
        other_bot.write(QUESTION),
        ada.message(QUESTION).by_webhook().send(),
        ada.message(QUESTION).system(7).send(),
        ada.reply(talk, QUESTION),
        ada.message(QUESTION).reply_to(talk).ping(false).send(),
        ada.write(&format!("<@{}> {QUESTION}", bob.id())),
        ada.write(&format!("{QUESTION} <@&{role}>")),
        ada.write(&format!("@everyone {QUESTION}")),
        ada.write(&format!("@Bob {QUESTION}")),
        ada.write(&format!("Bob, {QUESTION}")),
        ada.write(&format!("!ask {QUESTION}")),
        ada.message(QUESTION).forward_of(talk).send(),
    ] {
        assert!(message > 0);
    }
    ends_in_silence(club).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_question_or_not_all_but_certain_is_left_alone() {
    let club = auto().await;
    let ada = club.member("Ada");
    for text in [
        "I reset my password yesterday.",
        "I forgot my password, what a day",
        "how are you all?",
        "Who won the cup?",
        "How do I begin or end the trial membership?",
        "Which wine goes with oysters?",
        "is anybody open to a game?",
        "hello",
    ] {
        ada.write(text);
    }
    ends_in_silence(club).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_a_person_has_written_meanwhile_it_is_silent() {
    let club = auto().await;
    let (ada, bob) = (club.member("Ada"), club.member("Bob"));
    ada.write(QUESTION);
    bob.write("look into the settings");
    ends_in_silence(club).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_only_the_asker_or_a_bot_has_written_more_it_answers() {
    let club = auto().await;
    let ada = club.member("Ada");
    let question = ada.write(QUESTION);
    ada.write("I have tried a lot");
    let other_bot = club.fake.other_bot(club.guild, "Other bot");
    club.fake.user(club.guild, club.channel, other_bot).write("beep");
    assert!(in_thread(&club, question).await.unwrap().text().contains(ANSWER));
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_taken_back_edited_deleted_or_given_a_thread_is_no_question_any_more() {
    let club = auto().await;
    let [ada, eve, joe, kim] = ["Ada", "Eve", "Joe", "Kim"].map(|name| {
        let member = club.fake.member(club.guild, name);
        club.fake.user(club.guild, club.fake.channel(club.guild, &name.to_lowercase()), member)
    });
    let edited = ada.write(QUESTION);
    ada.edit(edited, "How do I reset my clock?");
    let deleted = eve.write(QUESTION);
    eve.delete(deleted);
    joe.write(QUESTION);
    joe.write("nvm, found it");
    let threaded = kim.write(QUESTION);
    kim.open_thread_at(threaded, "let me see");
    ends_in_silence(club).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_hour_has_so_many_answers_and_no_more() {
    let unasked = Unasked { wait: WAIT, hourly: 2, ..Unasked::default() };
    let club = Community::with(Rules { mode: Mode::Auto, unasked, ..relaxed() }).await;
    let ada = club.member("Ada");
    for question in [QUESTION, "When are you open?"] {
        let question = ada.write(question);
        assert!(in_thread(&club, question).await.is_some());
    }
    let sent = club.fake.sent();
    ada.write("How do I delete my account?");
    tokio::time::sleep(A_WHILE).await;
    assert_eq!(club.fake.sent(), sent);
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_answer_is_not_given_twice_in_a_while() {
    let rules = listening(Mode::Auto, WAIT);
    let cooldowns = askwell::service::Pace { repeat: Duration::from_secs(60), ..rules.cooldowns };
    let club = Community::with(Rules { cooldowns, ..rules }).await;
    let (ada, bob) = (club.member("Ada"), club.member("Bob"));
    let first = ada.write(QUESTION);
    assert!(in_thread(&club, first).await.is_some());
    let sent = club.fake.sent();
    bob.write("How can I reset my password?");
    tokio::time::sleep(A_WHILE).await;
    assert_eq!(club.fake.sent(), sent);
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_in_a_forum_is_answered_in_the_post_by_title_and_text() {
    let club = auto().await;
    let forum = club.fake.forum(club.guild, "help-forum");
    let ada = club.member("Ada").in_channel(forum);
    let post = ada.post("How do I reset my password?", "I tried a lot and I am tired.");
    let seen = club.fake.reply_to(post, SOON).await.unwrap();
    assert!(seen.text().contains(ANSWER), "{}", seen.text());
    // What others ask below is a conversation.
    let bob = club.member("Bob").in_channel(post);
    let below = bob.write("When are you open?");
    assert!(club.fake.reply_to(below, A_WHILE).await.is_none());
    // What the asker says next is not.
    let next = ada.in_channel(post).write("and when are you open?");
    assert!(club.fake.reply_to(next, SOON).await.unwrap().text().contains("From ten to six"));
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forum_has_rules_of_its_own() {
    let fake = FakeDiscord::start().await;
    let guild = fake.guild("Elsewhere");
    let forum = fake.forum(guild, "help");
    let own = ChannelRules { mode: Some(Mode::Auto), ..ChannelRules::default() };
    let rules = Rules { channels: [(forum.into(), own)].into(), ..listening(Mode::Mention, WAIT) };
    let club = Community::around(fake, FAQ, rules).await;
    let ada = club.fake.member(guild, "Ada");
    let other = club.fake.channel(guild, "talk");
    club.fake.user(guild, other, ada).write(QUESTION);
    let post = club.fake.user(guild, forum, ada).post("Password", QUESTION);
    assert!(club.fake.reply_to(post, SOON).await.unwrap().text().contains(ANSWER));
    assert_eq!(club.fake.sent(), 1);
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_long_post_only_what_is_certain_is_answered() {
    let club = auto().await;
    let text = "Hi! Who won the cup? We had a great time. How do I delete my account? When do you open? \
                Which wine goes with oysters?";
    let question = club.member("Ada").write(text);
    let seen = in_thread(&club, question).await.unwrap();
    let text = seen.text();
    assert!(text.contains("Write to the office"), "{text}");
    assert!(!text.contains("cup") && !text.contains("oysters"), "{text}");
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_asker_says_next_in_the_thread_is_for_the_bot() {
    let club = auto().await;
    let (ada, bob) = (club.member("Ada"), club.member("Bob"));
    let question = ada.write(QUESTION);
    in_thread(&club, question).await.unwrap();
    let (ada, bob) = (ada.in_channel(question), bob.in_channel(question));
    let next = ada.write("and how do I begin or end the trial membership?");
    let seen = club.fake.reply_to(next, SOON).await.unwrap();
    assert!(seen.labels().len() > 1, "a choice: {:?}", seen.labels());
    for silent in [ada.write("thanks!"), bob.write("When are you open?")] {
        assert!(club.fake.reply_to(silent, A_WHILE).await.is_none());
    }
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_while_it_is_not_any_more() {
    let unasked = Unasked { wait: WAIT, follow_up: Duration::ZERO, ..Unasked::default() };
    let club = Community::with(Rules { mode: Mode::Auto, unasked, ..relaxed() }).await;
    let ada = club.member("Ada");
    let question = ada.write(QUESTION);
    in_thread(&club, question).await.unwrap();
    let next = ada.in_channel(question).write("When are you open?");
    assert!(club.fake.reply_to(next, A_WHILE).await.is_none());
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_does_not_end_a_conversation() {
    let club = auto().await;
    let (ada, bob) = (club.member("Ada"), club.member("Bob"));
    let question = ada.write(QUESTION);
    in_thread(&club, question).await.unwrap();
    let club = club.restarted(listening(Mode::Auto, WAIT)).await;
    let of_another = bob.in_channel(question).write("When are you open?");
    assert!(club.fake.reply_to(of_another, A_WHILE).await.is_none());
    let next = ada.in_channel(question).write("When are you open?");
    assert!(club.fake.reply_to(next, SOON).await.unwrap().text().contains("From ten to six"));
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_may_have_been_missed_keeps_it_silent() {
    let club = Community::with(listening(Mode::Auto, Duration::from_secs(2))).await;
    club.fake.refuse_resumes(true);
    club.member("Ada").write(QUESTION);
    tokio::time::sleep(WAIT).await;
    // Whoever answers now is not heard of.
    club.fake.drop_tcp(None);
    club.fake.ready_times(2).await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    ends_in_silence(club).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_ends_the_waiting() {
    let club = Community::with(listening(Mode::Auto, Duration::from_secs(600))).await;
    club.member("Ada").write(QUESTION);
    tokio::time::sleep(WAIT).await;
    let fake = club.fake.clone();
    tokio::time::timeout(SOON, club.ends_well()).await.unwrap();
    assert_eq!(fake.sent(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn it_listens_only_where_that_is_wanted() {
    let club = Community::with(listening(Mode::Mention, WAIT)).await;
    assert_eq!(club.fake.identifies()[0].intents & intent::MESSAGE_CONTENT, 0);
    club.member("Ada").write(QUESTION);
    ends_in_silence(club).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_intent_all_else_works() {
    let fake = FakeDiscord::builder().application_flags(0).start().await;
    let club = Community::around(fake, FAQ, listening(Mode::Auto, WAIT)).await;
    assert_eq!(club.fake.identifies()[0].intents & intent::MESSAGE_CONTENT, 0);
    let ada = club.member("Ada");
    ada.write(QUESTION);
    tokio::time::sleep(A_WHILE).await;
    assert_eq!(club.fake.sent(), 0);
    let mention = ada.write(&format!("<@{}> {QUESTION}", club.fake.bot_user_id()));
    assert!(club.fake.reply_to(mention, SOON).await.unwrap().text().contains(ANSWER));
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_intent_that_is_refused_after_all_is_given_up() {
    let fake = FakeDiscord::start().await;
    fake.disallow_intents(intent::MESSAGE_CONTENT);
    let club = Community::around(fake, FAQ, listening(Mode::Auto, WAIT)).await;
    // Only what was granted is written down there.
    let granted: Vec<u64> = club.fake.identifies().iter().map(|one| one.intents & intent::MESSAGE_CONTENT).collect();
    assert_eq!(granted, [0]);
    let mention = club.member("Ada").write(&format!("<@{}> {QUESTION}", club.fake.bot_user_id()));
    assert!(club.fake.reply_to(mention, SOON).await.unwrap().text().contains(ANSWER));
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_is_answered_is_kept_of_what_people_say_to_each_other() {
    let bed = Bed::on_sqlite().await;
    let space = Space::new("home").unwrap();
    let memory = Memory::new(bed.store.clone(), space.clone(), Clock::system());
    let rules = listening(Mode::Auto, WAIT);
    let club = Community::of(FakeDiscord::start().await, knowing_in(memory, FAQ).await, rules).await;
    let ada = club.member("Ada");
    ada.write("Who won the cup?");
    let question = ada.write("Who is the captain? How do I reset my password? It is ada@example.org.");
    assert!(in_thread(&club, question).await.is_some());
    assert!(club.knowing.service.flush().await);
    let kept = bed.store.questions(&space, Moment(0), u32::MAX).await.unwrap();
    assert_eq!(kept.iter().map(|one| (one.text.as_str(), one.silent)).collect::<Vec<_>>(), [(QUESTION, false)]);
    assert_eq!((kept[0].place.door.as_str(), kept[0].place.message), ("unasked", Some(question)));
    club.ends_well().await;
}
