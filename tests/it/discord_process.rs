//! `askwell discord`, the process, in front of the fake Discord: killed, told to stop, and looked at from outside.
#![cfg(unix)]

use std::time::Duration;

use serde_json::json;
use tempfile::TempDir;

use crate::support::discord::FakeDiscord;
use crate::support::discord::Outcome;
use crate::support::discord::Script;
use crate::support::discord::permission;
use crate::support::discord_program::Program;
use crate::support::discord_program::Told;

const SOON: Duration = Duration::from_secs(30);

/// Begins the program on a small knowledge.
fn start(fake: &FakeDiscord) -> Program {
    start_with(fake, "off")
}

/// As [`start`], with a store.
fn start_with(fake: &FakeDiscord, store: &str) -> Program {
    let faq = "The club.\n\nWhen are you open?\nFrom ten to six.\n\nHow do I start the trial membership?\nAt the \
               desk.\n\nHow do I stop the trial membership?\nBy letter.\n";
    let settings = "[cooldown]\nmember = 0\nchannel = 0\nrepeat_seconds = 0\n";
    Program::start(fake, &Told { knowledge: ("faq.txt", faq), settings, store, shard: None })
}

/// Waits until the bot is there for the so-many-th time.
async fn ready(fake: &FakeDiscord, times: usize) {
    assert!(fake.until(SOON, |fake| fake.identifies().len() >= times).await, "it does not come up");
    fake.ready_times(times).await;
    fake.commands_registered(&["ask", "faq", "why", "privacy", "trial", "Answer from FAQ"], None).await;
}

fn registrations(fake: &FakeDiscord) -> usize {
    let all = fake.requests();
    all.iter().filter(|request| request.path.ends_with("/commands") && request.method != "GET").count()
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_amid_its_work_it_goes_on_after_a_restart() {
    let fake = FakeDiscord::start().await;
    let guild = fake.guild("Games");
    let channel = fake.channel(guild, "help");
    let ada = fake.user(guild, channel, fake.member(guild, "Ada"));
    let process = start(&fake);
    ready(&fake, 1).await;
    let unclear = json!({"question": "the trial membership, how does it work?"});
    let choice = ada.command("ask", unclear).response().await;
    assert!(choice.labels().contains(&"None of these".to_owned()), "{}", choice.text());
    let registered = registrations(&fake);

    // Half of the answers are on their way when it is killed.
    fake.script(Script::on("POST", "/callback").after(20).delay(Duration::from_secs(60)).times(1_000));
    let asked: Vec<_> = (0..40).map(|_| ada.command("ask", json!({"question": "When are you open?"}))).collect();
    let answered = |_: &FakeDiscord| asked.iter().filter(|one| one.outcome_now() == Outcome::Answered).count() >= 20;
    assert!(fake.until(SOON, answered).await);
    process.kill();
    fake.clear_scripts();
    let (mut answered, mut failed) = (0, 0);
    for asked in &asked {
        match asked.outcome().await {
            Outcome::Answered => answered += 1,
            Outcome::Failed => failed += 1,
            other => panic!("{other:?}"),
        }
    }
    assert_eq!((answered, failed), (20, 20));

    let process = start(&fake);
    ready(&fake, 2).await;
    let picked = ada.click(choice.id, "How do I stop the trial membership?");
    assert_eq!(picked.outcome().await, Outcome::Updated);
    assert!(fake.message(choice.id).unwrap().text().contains("By letter."));
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(registrations(&fake), registered, "nothing has changed, so nothing is registered");
    drop(process);
    fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread")]
async fn told_to_stop_it_finishes_and_nothing_of_anybody_is_in_its_log() {
    let fake = FakeDiscord::start().await;
    let guild = fake.guild("MarkedServer");
    let channel = fake.channel(guild, "marked-channel");
    let ada = fake.user(guild, channel, fake.member(guild, "MarkedMember"));
    let mut process = start(&fake);
    ready(&fake, 1).await;
    let ask = |question: &str| ada.command("ask", json!({"question": question}));
    let bot = fake.bot_user_id();
    ask("When are you open? markedquestion").outcome().await;
    ada.type_into("ask", "question", "markedtyping", json!({})).await;
    ada.command("faq search", json!({"words": "markedwords"})).response().await;
    ada.command("why", json!({})).response().await;
    let message = ada.write(&format!("<@{bot}> markedmention"));
    assert!(fake.reply_to(message, SOON).await.is_some());
    // All that goes wrong is written about.
    for script in [
        Script::on("POST", "/callback").status(400).body(json!({"code": 50035, "message": "Invalid Form Body"})),
        Script::on("POST", "/callback").status(403),
        Script::on("POST", "/callback").status(404).body(json!({"code": 10062, "message": "Unknown interaction"})),
        Script::on("POST", "/callback").status(502).body(json!(null)).times(20),
        Script::on("POST", "/callback").drops().times(20),
        // Discord does not say that today.
        Script::on("POST", "/callback").status(200),
    ] {
        fake.script(script);
        ask("When are you open, markedfault?").outcome().await;
        fake.clear_scripts();
    }
    // Once for the answer, once for its words alone.
    let forbidden = json!({"code": 50013, "message": "Missing Perm"});
    fake.script(Script::on("POST", "/messages").status(403).body(forbidden).times(2));
    ada.write(&format!("<@{bot}> when are you open, markedmention"));
    let refused =
        |fake: &FakeDiscord| fake.requests_to("POST", "/messages").iter().filter(|one| one.status == 403).count() == 2;
    assert!(fake.until(SOON, refused).await);
    fake.script(Script::on("POST", "/callback").status(400));
    let noted = ask("When are you open?").response().await.text();
    let id = noted.split_whitespace().find(|word| word.starts_with("E-")).unwrap().trim_end_matches('.');
    fake.send_event("INTERACTION_CREATE", None, json!({"id": "markedevent", "token": "markedtoken"}));
    fake.send_event("MESSAGE_CREATE", Some(guild), json!({"content": "markedevent"}));
    fake.clear_scripts();

    fake.script(Script::on("POST", "/callback").delay(Duration::from_millis(800)).times(10));
    let open: Vec<_> = (0..10).map(|_| ask("When are you open?")).collect();
    tokio::time::sleep(Duration::from_millis(400)).await;
    process.signal("-TERM");
    assert_eq!(process.ended().await.code(), Some(0), "{}", process.log());
    for open in &open {
        assert_eq!(open.outcome().await, Outcome::Answered);
    }
    let log = process.log();
    assert!(log.contains(id), "{id} is what the asker was shown:\n{log}");
    assert!(log.contains("may not answer in channel") && log.trim_end().ends_with("stopped"), "{log}");
    let lower = log.to_lowercase();
    for secret in ["marked", "interaction-of-the-fake", "aw50zxjhy3rpb24", &fake.token().to_lowercase()] {
        assert!(!lower.contains(secret), "{secret} is in the log:\n{log}");
    }
}

/// Events until memory is looked at for the first time: caches fill, allocators take their pools.
const WARM_UP: usize = 1_500;

/// What memory may grow by afterwards. One lost allocation of 1 KiB an event would be more.
#[cfg(target_os = "linux")]
const MAY_GROW_KIB: u64 = 4_096;

/// `ASKWELL_EVENTS=50000 cargo test --test it memory_stays -- --nocapture` for a long run.
#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn memory_stays_as_it_is_over_thousands_of_events() {
    let events: usize = std::env::var("ASKWELL_EVENTS").ok().and_then(|events| events.parse().ok()).unwrap_or(5_000);
    let fake = FakeDiscord::builder().keep(2_000).keep_requests(0).judge(false).start().await;
    let guild = fake.guild("Games");
    let channel = fake.channel(guild, "help");
    let members: Vec<_> = (0..50).map(|n| fake.user(guild, channel, fake.member(guild, &format!("M {n}")))).collect();
    let process = start(&fake);
    ready(&fake, 1).await;
    let mut warm = 0;
    let mut done = 0;
    while done < events {
        let batch: Vec<_> = members
            .iter()
            .enumerate()
            .map(|(at, member)| match at % 5 {
                0 => member.command("faq list", json!({})),
                1 => member.try_type_into("ask", "question", "how do i st", json!({})).unwrap(),
                2 => member.command("ask", json!({"question": format!("When are you open on day {done}?")})),
                _ => member.command("faq search", json!({"words": "open"})),
            })
            .collect();
        for asked in &batch {
            assert!(!matches!(asked.outcome().await, Outcome::Pending | Outcome::Failed), "after {done}");
        }
        // Not addressed to it, so read and left alone.
        members[0].write("hello everybody");
        done += batch.len() + 1;
        if done >= WARM_UP && warm == 0 {
            warm = process.memory();
        }
        if done % 5_000 < 51 {
            println!("after {done} events: {} KiB", process.memory());
        }
    }
    let grown = process.memory().saturating_sub(warm);
    println!("from {WARM_UP} to {done} events: {warm} KiB and {grown} KiB more");
    // What is remembered for `/why` and by the limits is bounded, and reached late: some hundred bytes an event.
    let allowed = MAY_GROW_KIB + u64::try_from(done.min(10_000)).unwrap() / 2;
    assert!(grown < allowed, "{grown} KiB more after {done} events");
}

/// What memory may grow by once the rounds of curating are warm, however many follow: the store's pages, not what was
/// written.
#[cfg(target_os = "linux")]
const CURATING_MAY_GROW_KIB: u64 = 8_192;

/// Resident memory, in KiB, while it does nothing: for some moments after a change two indexes are there.
#[cfg(target_os = "linux")]
async fn settled(process: &Program) -> u64 {
    let mut least = u64::MAX;
    for _ in 0..30 {
        tokio::time::sleep(Duration::from_millis(100)).await;
        least = least.min(process.memory());
    }
    least
}

/// People vote and wish to be told, and a moderator teaches, discards and takes back. `ASKWELL_EVENTS` makes it long.
#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn memory_stays_as_it_is_while_people_vote_and_curate() {
    let events: usize = std::env::var("ASKWELL_EVENTS").ok().and_then(|events| events.parse().ok()).unwrap_or(4_500);
    // Until then both models are loaded and each preview has taken the memory that it needs.
    let warm_up = 960;
    let fake = FakeDiscord::builder().keep_requests(0).judge(false).start().await;
    let guild = fake.guild("Games");
    let channel = fake.channel(guild, "help");
    let members: Vec<_> = (0..20).map(|n| fake.user(guild, channel, fake.member(guild, &format!("M {n}")))).collect();
    let may = permission::MANAGE_GUILD | permission::MANAGE_MESSAGES;
    let olga = fake.user(guild, channel, fake.member_with(guild, "Olga", may));
    let folder = TempDir::new().unwrap();
    let process = start_with(&fake, folder.path().join("askwell.db").to_str().unwrap());
    ready(&fake, 1).await;
    // What is kept stays the same in number, so that what grows is nobody's: the same votes change, an entry comes and
    // goes, and a draft is written and discarded.
    let mut answers = Vec::new();
    for (at, member) in members.iter().enumerate() {
        let question = if at % 2 == 0 { "When are you open?" } else { "Which wine goes with oysters?" };
        answers.push(member.command("ask", json!({"question": question, "private": true})).wait_final().await.id);
    }
    let teach = async |question: &str, button: &str| {
        let opened = olga.command("teach", json!({}));
        opened.modal().await;
        let card = olga.submit_modal(&opened, json!({"question": question, "answer": "A play."})).wait_final().await;
        olga.click(card.id, button).wait_final().await
    };
    let saved = teach("What is on today?", "Save").await;
    let (mut warm, mut done) = (0, 0);
    while done < events {
        for (at, (member, answer)) in members.iter().zip(&answers).enumerate() {
            let label = match (at % 2, done % 3) {
                (1, _) => "Tell me when there is an answer",
                (_, 0) => "Helpful",
                _ => "Not helpful",
            };
            let told = member.click(*answer, label).wait_final().await;
            assert!(told.ephemeral && !told.text().contains("E-"), "{}", told.text());
        }
        let undone = olga.click(saved.id, "Undo").wait_final().await;
        assert!(undone.text().contains("was taken back"), "{}", undone.text());
        let discarded = teach(&format!("What is on at day {done}?"), "Discard").await;
        assert!(discarded.text().contains("Discarded"), "{}", discarded.text());
        done += members.len() + 4;
        if done % 480 == 0 {
            println!("after {done} events: {} KiB", process.memory());
        }
        if done >= warm_up && warm == 0 {
            warm = settled(&process).await;
        }
    }
    let grown = settled(&process).await.saturating_sub(warm);
    println!("from {warm_up} to {done} events: {warm} KiB and {grown} KiB more");
    assert!(grown < CURATING_MAY_GROW_KIB, "{grown} KiB more after {done} events");
}
