//! Everything at once: many members in many servers, while the line breaks, Discord refuses, and the bot restarts.

use std::collections::BTreeSet;
use std::collections::HashMap;
use std::fmt::Write;
use std::sync::Arc;
use std::sync::Mutex;
use std::time::Duration;
use std::time::Instant;

use askwell::frontend::discord::Server;
use askwell::frontend::discord::Servers;
use serde_json::json;

use super::trouble::Dice;
use super::trouble::Outages;
use super::trouble::misfortunes;
use crate::support::discord::FakeDiscord;
use crate::support::discord::Hands;
use crate::support::discord::Interaction;
use crate::support::discord::Outcome;
use crate::support::discord::Seen;
use crate::support::discord_bot::Running;
use crate::support::discord_bot::knowing;
use crate::support::discord_bot::relaxed;

const SERVERS: usize = 20;

/// Servers from this one on share a knowledge; those before have their own.
const OWN: usize = 8;

const MEMBERS: usize = 200;

/// Things that each member does, not counting the clicks on what comes of them.
const DEEDS: usize = 5;

/// How long members think between two things.
const THINKING_MS: u64 = 3_500;

/// Of what is done while the bot is connected nothing may fail but suggestions; of all, less than this share: a session
/// that has to begin anew takes five seconds of these few.
const FEW: f64 = 0.25;

/// What each text of a knowledge carries, so that it is known wherever it turns up.
fn mark(knowledge: usize) -> String {
    format!("mark{knowledge:02}x")
}

/// Which knowledge a server is answered from; direct messages share that of most servers.
fn knowledge_of(server: usize) -> usize {
    server.min(OWN)
}

fn faq(mark: &str) -> String {
    let mut faq = format!(
        "[[entries]]\nid = \"hours\"\ntopic = \"Club {mark}\"\nquestions = [\"When are you open?\"]\n\
         answer = \"From ten to six, {mark}, @everyone <@1> <@&2>.\"\n\n\
         [[entries]]\nid = \"start\"\nquestions = [\"How do I start the trial membership?\"]\n\
         answer = \"At the desk, {mark}.\"\n\n\
         [[entries]]\nid = \"stop\"\nquestions = [\"How do I stop the trial membership?\"]\n\
         answer = \"By letter, {mark}.\"\n\n\
         [[entries]]\nid = \"long\"\nquestions = [\"Tell me everything\"]\nanswer = '''\n{}'''\n\n",
        (0..40).map(|n| format!("{mark} {n}. {}", "Some words to read. ".repeat(9))).collect::<Vec<_>>().join("\n\n"),
    );
    for number in 0..13 {
        let _ = write!(
            faq,
            "[[entries]]\nid = \"thing-{number}\"\nquestions = [\"What about thing {number} of {mark}?\"]\n\
             answer = \"Thing {number}, {mark}.\"\n\n"
        );
    }
    faq
}

/// What was done, and what has to be looked at in the end.
#[derive(Default)]
struct Log {
    interactions: Vec<Done>,
    /// Server, channel and message of each question in plain words.
    questions: Vec<(usize, Instant, u64, u64)>,
    /// Which server, and what was suggested there.
    choices: Vec<(usize, String)>,
}

struct Done {
    server: usize,
    what: &'static str,
    at: Instant,
    interaction: Interaction,
    /// The message it is on.
    on: Option<u64>,
}

struct Member {
    server: usize,
    hands: Hands,
    direct: Hands,
    bot: u64,
    dice: Dice,
    log: Arc<Mutex<Log>>,
}

impl Member {
    fn note(&self, what: &'static str, on: Option<u64>, interaction: &Interaction) {
        let done = Done { server: self.server, what, at: Instant::now(), interaction: interaction.clone(), on };
        self.log.lock().unwrap().interactions.push(done);
    }

    fn questioned(&self, hands: &Hands, message: u64) {
        let server = if hands.guild().is_some() { self.server } else { OWN };
        self.log.lock().unwrap().questions.push((server, Instant::now(), hands.channel(), message));
    }

    async fn live(mut self) {
        for _ in 0..DEEDS {
            let pause = self.dice.roll(THINKING_MS);
            tokio::time::sleep(Duration::from_millis(pause)).await;
            self.do_something().await;
        }
    }

    async fn do_something(&mut self) {
        let bot = self.bot;
        match self.dice.roll(10) {
            0 => drop(self.ask("please, when are you open? @everyone <@1> <@&2>", false).await),
            1 => drop(self.ask("When are you open?", true).await),
            2 => drop(self.ask("Which wine goes with oysters?", false).await),
            3 => self.choose().await,
            4 => self.type_and_pick().await,
            5 => self.browse().await,
            6 => {
                let message = self.hands.write(&format!("<@{bot}> when are you open? @here"));
                self.questioned(&self.hands, message);
            }
            7 => {
                let message = self.direct.write("When are you open?");
                self.questioned(&self.direct, message);
            }
            8 => {
                let message = self.hands.write("how do I stop the trial membership, @everyone?");
                let asked = self.hands.message_menu("Answer from FAQ", message);
                self.note("menu", None, &asked);
                let Some(seen) = asked.try_response().await.filter(|seen| seen.labels().iter().any(|l| l == "Delete"))
                else {
                    return;
                };
                self.click("delete", &seen, "Delete").await;
            }
            _ => {
                let private = self.dice.roll(2) == 0;
                drop(self.ask("Tell me everything", private).await);
            }
        }
    }

    async fn ask(&self, question: &str, private: bool) -> Option<Seen> {
        let asked = self.hands.command("ask", json!({"question": question, "private": private}));
        self.note("ask", None, &asked);
        asked.try_response().await
    }

    async fn choose(&mut self) {
        let Some(seen) = self.ask("the trial membership, how does it work?", false).await else { return };
        let label = match self.dice.roll(3) {
            0 => "None of these",
            1 => "How do I stop the trial membership?",
            _ => "How do I start the trial membership?",
        };
        self.click("choose", &seen, label).await;
        if self.dice.roll(2) == 0 {
            // As impatient people do.
            self.click("choose again", &seen, label).await;
        }
    }

    async fn type_and_pick(&self) {
        let typed = "thing 7";
        let mut picked = None;
        for end in 4..=typed.len() {
            let Ok(typing) = self.hands.try_type_into("ask", "question", &typed[..end], json!({})) else { continue };
            self.note("type", None, &typing);
            let choices = typing.choices().await;
            picked = choices.first().map(|choice| choice.value.clone()).or(picked);
            let mut log = self.log.lock().unwrap();
            log.choices.extend(choices.into_iter().map(|choice| (self.server, choice.name)));
        }
        let Some(picked) = picked else { return };
        let asked = self.hands.command("ask", json!({"question": picked}));
        self.note("pick", None, &asked);
        let _ = asked.outcome().await;
    }

    async fn browse(&self) {
        let asked = self.hands.command("faq list", json!({}));
        self.note("list", None, &asked);
        let Some(seen) = asked.try_response().await else { return };
        self.click("next page", &seen, "Next").await;
        let asked = self.hands.command("faq send", json!({"entry": "hours", "member": self.hands.id().to_string()}));
        self.note("send", None, &asked);
        let _ = asked.outcome().await;
    }

    async fn click(&self, what: &'static str, seen: &Seen, label: &str) {
        // The message may have changed since.
        let Ok(clicked) = self.hands.try_click(seen.id, label) else { return };
        self.note(what, Some(seen.id), &clicked);
        let _ = clicked.outcome().await;
    }
}

/// Marks of another knowledge than the server's.
fn foreign<'a>(marks: &'a [String], knowledge: usize, text: &str) -> Vec<&'a String> {
    let others = marks.iter().enumerate().filter(|(at, _)| *at != knowledge);
    others.map(|(_, mark)| mark).filter(|mark| text.contains(mark.as_str())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_happens_each_interaction_is_answered_once_or_visibly_fails() {
    let seed: u64 = std::env::var("ASKWELL_CHAOS_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(7);
    let mut dice = Dice::of(seed);
    let fake = FakeDiscord::start().await;
    let marks: Vec<String> = (0..=OWN).map(mark).collect();
    let mut known = Vec::new();
    for mark in &marks {
        known.push(knowing(&faq(mark)).await);
    }
    let places: Vec<(u64, u64)> = (0..SERVERS)
        .map(|number| {
            let guild = fake.guild(&format!("Server {number}"));
            (guild, fake.channel(guild, "help"))
        })
        .collect();
    let servers = || {
        let common: Arc<Server> = known[OWN].server(relaxed());
        let own = (0..OWN).map(|number| (places[number].0.into(), known[number].server(relaxed())));
        let named: HashMap<_, _> = own.collect();
        Servers { named, others: Some(Arc::clone(&common)), direct: Some(common) }
    };
    let running = Running::start(&fake, servers());
    fake.ready().await;
    fake.commands_registered(&["ask", "faq", "why", "privacy", "trial", "Answer from FAQ"], None).await;

    let log = Arc::new(Mutex::new(Log::default()));
    let outages = Outages::default();
    let began = Instant::now();
    let living: Vec<_> = (0..MEMBERS)
        .map(|number| {
            let server = number % SERVERS;
            let (guild, channel) = places[server];
            let user = fake.member(guild, &format!("Member {number}"));
            let member = Member {
                server,
                hands: fake.user(guild, channel, user),
                direct: fake.user_in_dm(user),
                bot: fake.bot_user_id(),
                dice: Dice::of(seed ^ (1_000 + number as u64)),
                log: Arc::clone(&log),
            };
            tokio::spawn(member.live())
        })
        .collect();
    misfortunes(&fake, &mut dice, &outages).await;
    outages.begin("the bot restarted");
    running.stop().await.unwrap();
    // The fake hears of a closed line a moment after it was closed.
    let is_gone = fake.until(Duration::from_secs(20), |fake| !fake.connected(0)).await;
    assert!(is_gone, "seed {seed}: it has stopped and is still connected");
    let readies = fake.identifies().len() + 1;
    let running = Running::start(&fake, servers());
    assert!(fake.until(Duration::from_secs(20), |fake| fake.identifies().len() >= readies).await, "seed {seed}");
    fake.ready_times(readies).await;
    outages.end();
    for member in living {
        member.await.unwrap_or_else(|error| panic!("seed {seed}: {error}"));
    }

    // What was put off until later has to come now.
    let unsettled = |log: &Log| {
        let open = |done: &&Done| matches!(done.interaction.outcome_now(), Outcome::Pending | Outcome::Deferred);
        log.interactions.iter().filter(open).count()
    };
    let settled = fake.until(Duration::from_secs(20), |_| unsettled(&log.lock().unwrap()) == 0).await;
    assert!(settled, "seed {seed}: {} interactions stay open", unsettled(&log.lock().unwrap()));
    let mut fresh = Vec::new();
    for (number, (guild, channel)) in places.iter().enumerate() {
        let hands = fake.user(*guild, *channel, fake.member(*guild, "Newcomer"));
        let asked = hands.command("ask", json!({"question": "When are you open?"}));
        fresh.push((number, asked));
    }
    for (number, asked) in fresh {
        let seen = asked.response().await;
        assert!(seen.text().contains(&marks[knowledge_of(number)]), "seed {seed}, server {number}: {}", seen.text());
    }
    running.stop().await.unwrap();
    let took = began.elapsed();

    let log = log.lock().unwrap();
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut wrong = Vec::new();
    for done in &log.interactions {
        let outcome = done.interaction.outcome_now();
        *counts.entry(format!("{outcome:?}")).or_default() += 1;
        let explained = outages.explain(done.at);
        let deleted = || done.on.and_then(|id| fake.message(id)).is_some_and(|message| message.deleted);
        let well = match outcome {
            Outcome::Answered | Outcome::Updated => true,
            Outcome::Choices => done.what == "type",
            // A button that takes its message away shows nothing else.
            Outcome::DeferredUpdate => done.what == "delete" && deleted(),
            // Suggestions are not tried again.
            Outcome::Failed => done.what == "type" || explained.is_some(),
            _ => false,
        };
        if !well {
            let (what, at) = (done.what, done.at.duration_since(began));
            wrong.push(format!("{what} in server {} after {at:?}: {outcome:?}, {explained:?}", done.server));
        }
        let texts: Vec<String> = done.interaction.followups().iter().map(Seen::text).collect();
        let different: BTreeSet<&String> = texts.iter().collect();
        if different.len() != texts.len() {
            wrong.push(format!("{}: a follow-up came twice", done.what));
        }
    }
    let mut unanswered = 0;
    for (server, at, channel, message) in &log.questions {
        let all = fake.all_messages(*channel);
        let replies =
            all.iter().filter(|seen| seen.reply_to == Some(*message) && seen.author == fake.bot_user_id()).count();
        unanswered += usize::from(replies == 0);
        if replies > 1 || replies == 0 && outages.explain(*at).is_none() {
            let at = at.duration_since(began);
            wrong.push(format!("a question in server {server} after {at:?} got {replies} replies"));
        }
    }
    for (server, text) in &log.choices {
        let leaks = foreign(&marks, knowledge_of(*server), text);
        wrong.extend(leaks.iter().map(|mark| format!("server {server} was offered what {mark} knows")));
    }
    let dms = log.questions.iter().filter(|(server, ..)| *server == OWN).map(|(_, _, channel, _)| (OWN, *channel));
    let channels = places.iter().enumerate().map(|(number, (_, channel))| (number, *channel)).chain(dms);
    for (server, channel) in channels {
        for seen in fake.all_messages(channel) {
            let all = format!("{}{}{}", seen.text(), json!(seen.components), seen.history.concat());
            let leaks = foreign(&marks, knowledge_of(server), &all);
            wrong.extend(leaks.iter().map(|mark| format!("server {server} was told what {mark} knows")));
        }
    }
    let failed = counts.get("Failed").copied().unwrap_or_default();
    let summary = format!(
        "seed {seed}: {} interactions in {took:?}: {counts:?}; {} questions, {unanswered} without an answer",
        log.interactions.len(),
        log.questions.len()
    );
    println!("{summary}");
    assert!(wrong.is_empty(), "{summary}\n{}", wrong.join("\n"));
    #[expect(clippy::cast_precision_loss, reason = "some hundreds")]
    let share = (failed + unanswered) as f64 / (log.interactions.len() + log.questions.len()) as f64;
    assert!(share < FEW, "{summary}");
    assert_eq!(fake.pings(), [], "{summary}");
    fake.assert_clean_but(&["late"]);
}
