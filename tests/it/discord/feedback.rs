//! Votes, wishes, calls for people, and what people are told later; what is kept on them is theirs.

use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use askwell::entry::EntryId;
use askwell::frontend::discord::Rules;
use askwell::service::Caller;
use askwell::service::FaqService;
use askwell::service::NewEntry;
use askwell::service::OnNear;
use askwell::service::Planned;
use askwell::service::Role;
use askwell::service::Spaces;
use askwell::store::Flaw;
use askwell::store::Moment;
use askwell::store::Opinion;
use askwell::store::Preferences;
use askwell::store::SuggestionKind;
use askwell::store::Vote;
use serde_json::json;

use crate::support::discord::FakeDiscord;
use crate::support::discord::Hands;
use crate::support::discord::Outcome;
use crate::support::discord::Pinged;
use crate::support::discord::Script;
use crate::support::discord::Seen;
use crate::support::discord_club::Club;
use crate::support::discord_club::Process;
use crate::support::postgres;
use crate::support::store::Bed;

const SOON: Duration = Duration::from_secs(20);

/// Nobody knows it here.
const UNKNOWN: &str = "Which wine goes with oysters?";

/// Two entries answer it nearly alike.
const UNCLEAR: &str = "the trial membership, how does it work?";

/// The club with one process of the bot, which may rest.
struct Story {
    club: Club,
    process: Option<Process>,
    /// What answers while it rests.
    beside: Arc<Spaces>,
}

impl Deref for Story {
    type Target = Club;

    fn deref(&self) -> &Club {
        &self.club
    }
}

/// The rules of a server in which nobody is called.
fn quiet(rules: Rules) -> Rules {
    Rules { helpers: None, ..rules }
}

impl Story {
    async fn new() -> Story {
        Story::of(Club::on(Bed::on_sqlite().await, FakeDiscord::start().await).with_rules(quiet)).await
    }

    async fn of(club: Club) -> Story {
        let (process, beside) = (Some(club.start().await), club.spaces().await);
        Story { club, process, beside }
    }

    async fn start(&mut self) {
        self.process = Some(self.club.start().await);
    }

    async fn stop(&mut self) {
        self.process.take().unwrap().stop().await;
    }

    async fn service(&self) -> Arc<FaqService> {
        match &self.process {
            Some(process) => process.service(&self.club).await,
            None => self.beside.of(&self.space()).await.unwrap(),
        }
    }

    /// Somebody asks by a mention; their message, and the reply.
    async fn asks(&self, hands: &Hands, question: &str) -> (u64, Seen) {
        let message = hands.write(&format!("<@{}> {question}", self.fake.bot_user_id()));
        (message, self.fake.reply_to(message, SOON).await.unwrap())
    }

    async fn votes(&self) -> Vec<Vote> {
        let service = self.service().await;
        assert!(service.flush().await);
        self.bed.store.votes(&self.space(), Moment(0)).await.unwrap()
    }

    /// Moderators answer what most people missed.
    async fn answer(&self, question: &str, answer: &str) -> usize {
        let service = self.service().await;
        service.flush().await;
        let missed = service.missed(&moderator()).await.unwrap();
        let number = missed.first().expect("something was missed").number;
        let new = NewEntry {
            id: Some("taught".to_owned()),
            questions: vec![question.to_owned()],
            answer: answer.to_owned(),
            ..NewEntry::default()
        };
        let planned = Planned::Teach(new, Some(number));
        service.carry_out(&moderator(), &planned, OnNear::KeepBoth).await.unwrap().told
    }

    /// Waits until nobody is to be told anything any more.
    async fn all_told(&self) {
        for _ in 0..200 {
            if self.bed.store.with_notices().await.unwrap().is_empty() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("somebody still waits to be told");
    }

    /// Nothing was wrong and nobody was pinged.
    async fn ends_well(mut self) {
        self.stop().await;
        self.club.ends_well();
    }
}

fn moderator() -> Caller {
    Caller::new("moderator", "Mo", Role::Moderator)
}

/// A member as the service knows them.
fn caller(hands: &Hands) -> Caller {
    Caller::new(hands.id().to_string(), "", Role::Member)
}

fn said(votes: &[Vote]) -> Vec<(Opinion, Option<Flaw>, Option<&str>)> {
    votes.iter().map(|vote| (vote.opinion, vote.flaw, vote.entry.as_ref().map(EntryId::as_str))).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_who_reads_an_answer_has_one_vote_and_may_say_why() {
    let club = Story::new().await;
    let (ada, bob) = (club.member("Ada"), club.member("Bob"));
    let (_, seen) = club.asks(&ada, "when do you open?").await;
    let labels = seen.labels();
    assert_eq!(labels[..2], ["Helpful", "Not helpful"], "{labels:?}");
    assert_eq!((labels.last().unwrap().as_str(), seen.components.len()), ("Delete", 1), "one row");
    let thanks = ada.click(seen.id, "Helpful").response().await;
    assert!(thanks.ephemeral && thanks.text().contains("Thank you"), "{}", thanks.text());
    bob.click(seen.id, "Helpful").response().await;
    let hours = Some("opening-hours");
    assert_eq!(said(&club.votes().await), [(Opinion::Helpful, None, hours); 2]);

    // Bob has thought better of it; to press is to vote, and to say why changes the same vote.
    let why = bob.click(seen.id, "Not helpful").response().await;
    assert!(why.ephemeral, "{}", why.text());
    assert_eq!(why.labels(), ["Wrong answer", "Outdated", "Unclear"]);
    let votes = club.votes().await;
    let mut votes = said(&votes);
    votes.sort_by_key(|vote| vote.0.as_str());
    assert_eq!(votes, [(Opinion::Helpful, None, hours), (Opinion::Unhelpful, None, hours)]);
    assert_eq!(bob.click(why.id, "Outdated").outcome().await, Outcome::Updated);
    assert!(said(&club.votes().await).contains(&(Opinion::Unhelpful, Some(Flaw::Outdated), hours)));
    let waiting = club.service().await.waiting_for_review(&moderator()).await.unwrap();
    let flawed: Vec<_> = waiting.flawed.iter().map(|one| (one.entry.id.as_str(), one.outdated, one.unclear)).collect();
    assert_eq!(flawed, [("opening-hours", 1, 0)]);
    let counters = |waiting: &askwell::service::Waiting| {
        let counters = waiting.suggestions.iter().filter(|one| one.kind == SuggestionKind::Counter);
        counters.map(|one| one.entry.as_str().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(counters(&waiting), Vec::<String>::new(), "an outdated answer is to the question all the same");

    // A wrong entry proposes a counter-example, and is no longer found outdated by Bob.
    let why = bob.click(seen.id, "Not helpful").response().await;
    assert_eq!(bob.click(why.id, "Wrong answer").outcome().await, Outcome::Updated);
    let waiting = club.service().await.waiting_for_review(&moderator()).await.unwrap();
    assert_eq!(counters(&waiting), ["opening-hours"]);
    assert_eq!((waiting.flawed.len(), club.votes().await.len()), (0, 2));
    assert_eq!(club.fake.message(seen.id).unwrap().labels(), labels, "the answer stays as it is");
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_asker_chooses_counts_and_what_others_look_at_does_not() {
    let club = Story::new().await;
    let (ada, bob) = (club.member("Ada"), club.member("Bob"));
    let seen = ada.command("ask", json!({"question": UNCLEAR})).response().await;
    let curious = bob.click(seen.id, "How do I start the trial membership?").response().await;
    assert!(curious.ephemeral && curious.text().contains("At the desk."), "{}", curious.text());
    let picked = ada.click(seen.id, "How do I stop the trial membership?");
    assert_eq!(picked.outcome().await, Outcome::Updated);
    let after = club.fake.message(seen.id).unwrap();
    assert!(after.text().contains("By letter."), "{}", after.text());
    assert_eq!(after.labels(), ["Helpful", "Not helpful", "Delete"]);
    let stop = Some("stop-trial");
    assert_eq!(voted(&club, 1).await, [(Opinion::Chose, None, Some("stop-trial".to_owned()))]);
    // A vote on what was chosen is on that, and not on what stood first.
    bob.click(seen.id, "Helpful").response().await;
    assert!(said(&club.votes().await).contains(&(Opinion::Helpful, None, stop)));

    let seen = ada.command("ask", json!({"question": UNCLEAR})).response().await;
    assert_eq!(ada.click(seen.id, "None of these").outcome().await, Outcome::Updated);
    assert_eq!(club.fake.message(seen.id).unwrap().labels(), ["Tell me when there is an answer", "Delete"]);
    let votes = voted(&club, 3).await;
    assert!(votes.contains(&(Opinion::None, None, None)), "{votes:?}");
    let told = ada.click(seen.id, "Tell me when there is an answer").response().await;
    assert!(told.text().contains("I will tell you"), "{}", told.text());
    club.ends_well().await;
}

/// The votes, once there are so many: a choice is kept behind the answer.
async fn voted(club: &Story, count: usize) -> Vec<(Opinion, Option<Flaw>, Option<String>)> {
    for _ in 0..100 {
        let votes = club.votes().await;
        if votes.len() >= count {
            let entry = |vote: &Vote| vote.entry.as_ref().map(|entry| entry.as_str().to_owned());
            return votes.iter().map(|vote| (vote.opinion, vote.flaw, entry(vote))).collect();
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("there are no {count} votes: {:?}", club.votes().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn related_entries_are_shown_to_whoever_presses() {
    let club = Story::new().await;
    let (_, seen) = club.asks(&club.member("Ada"), "How do I stop the trial membership?").await;
    assert_eq!(seen.labels(), ["Helpful", "Not helpful", "Related", "Delete"]);
    let bob = club.member("Bob");
    let related = bob.click(seen.id, "Related").response().await;
    assert!(related.ephemeral);
    let text = related.text();
    if related.labels().is_empty() {
        assert!(text.contains("At the desk."), "{text}");
    } else {
        assert_eq!(related.labels()[0], "How do I start the trial membership?", "{text}");
        let shown = bob.click(related.id, "How do I start the trial membership?");
        assert_eq!(shown.outcome().await, Outcome::Updated);
        let shown = club.fake.message(related.id).unwrap();
        assert!(shown.ephemeral && shown.text().contains("At the desk."), "{}", shown.text());
    }
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_of_several_questions_has_one_row_for_all_of_them() {
    let club = Story::new().await;
    let (ada, bob) = (club.member("Ada"), club.member("Bob"));
    let post = format!("When are you open? And how do I delete my account? {UNKNOWN}");
    let (_, seen) = club.asks(&ada, &post).await;
    let row: Vec<String> = seen.labels().into_iter().rev().take(4).rev().collect();
    assert_eq!(row, ["Helpful", "Not helpful", "Tell me when there is an answer", "Delete"]);
    bob.click(seen.id, "Helpful").response().await;
    assert_eq!(club.votes().await.len(), 2);
    let which = bob.click(seen.id, "Not helpful").response().await;
    assert_eq!(which.labels().len(), 2, "{:?}", which.labels());
    let why = bob.click(which.id, &which.labels()[1]).response().await;
    bob.click(why.id, "Unclear").outcome().await;
    let votes = club.votes().await;
    let mut votes = said(&votes).into_iter().map(|vote| (vote.0, vote.1)).collect::<Vec<_>>();
    votes.sort_by_key(|vote| vote.0.as_str());
    assert_eq!(votes, [(Opinion::Helpful, None), (Opinion::Unhelpful, Some(Flaw::Unclear))]);
    let told = bob.click(seen.id, "Tell me when there is an answer").response().await;
    assert!(told.text().contains("I will tell you"), "{}", told.text());
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_wants_it_is_told_once_where_they_asked_or_by_direct_message() {
    let mut club = Story::new().await;
    let [ada, bob, cem, dee, eve] = ["Ada", "Bob", "Cem", "Dee", "Eve"].map(|name| club.member(name));
    let service = club.service().await;
    for quiet in [&ada, &cem] {
        service.prefer(&caller(quiet), Preferences { recorded: true, told: false }).await.unwrap();
    }
    let (question, seen) = club.asks(&ada, UNKNOWN).await;
    assert_eq!(seen.labels(), ["Tell me when there is an answer", "Delete"]);
    club.asks(&cem, UNKNOWN).await;
    // By a command there is no message to reply to.
    dee.command("ask", json!({"question": UNKNOWN})).response().await;
    let dm = club.fake.user_in_dm(eve.id());
    let asked_directly = dm.write("When are you open?");
    assert!(club.fake.reply_to(asked_directly, SOON).await.is_some());
    for hands in [&ada, &bob, &bob, &ada] {
        let told = hands.click(seen.id, "Tell me when there is an answer").response().await;
        assert!(told.ephemeral && told.text().contains("I will tell you"), "{}", told.text());
    }
    club.stop().await;
    assert_eq!(club.answer("What do I drink with oysters?", "Chablis. @everyone <@1>").await, 3);
    club.start().await;
    club.all_told().await;
    let notices: Vec<Seen> = club.fake.messages(club.channel).into_iter().filter(|one| one.id > seen.id).collect();
    let notices: Vec<&Seen> = notices.iter().filter(|one| one.text().contains("Chablis")).collect();
    assert_eq!(notices.len(), 1, "{notices:#?}");
    assert_eq!(notices[0].reply_to, Some(question));
    assert!(notices[0].text().contains("Your question “Which wine goes with oysters?” has an answer now"));
    assert_eq!(notices[0].labels(), ["Stop telling me such things", "Delete"]);
    let direct = |hands: &Hands| club.fake.direct_messages(hands.id());
    assert_eq!((direct(&ada).len(), direct(&cem).len()), (0, 0));
    assert_eq!((direct(&bob).len(), direct(&dee).len()), (1, 1));
    assert!(direct(&dee)[0].text().contains("Your question “Which wine"), "{}", direct(&dee)[0].text());
    let to_bob = direct(&bob).remove(0);
    assert!(to_bob.text().contains("A question that you wanted") && !to_bob.text().contains("Which wine"));

    // Whoever has had enough says so, there as well, and it holds for the server that it was about.
    let in_dm = club.fake.user_in_dm(bob.id());
    let stopped = in_dm.click(to_bob.id, "Stop telling me such things").response().await;
    assert!(stopped.text().contains("nothing more of that kind"), "{}", stopped.text());
    assert!(!service.preferences(&caller(&bob)).await.unwrap().told);
    // Who presses too late gets the answer.
    let late = dee.click(seen.id, "Tell me when there is an answer").response().await;
    let text = late.text();
    assert!(late.ephemeral && text.contains("answered that meanwhile") && text.contains("Chablis"), "{text}");
    assert!(!text.contains("id: "), "the entry's id is for those who look after it: {text}");
    // What is said in its own place can be taken away by whoever asked.
    ada.click(notices[0].id, "Delete");
    assert!(club.fake.until(SOON, |fake| fake.message(notices[0].id).is_none_or(|one| one.deleted)).await);
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nobody_can_be_told_it_ends_quietly() {
    let club = Story::new().await;
    let (ada, bob, cem) = (club.member("Ada"), club.member("Bob"), club.member("Cem"));
    let (gone, closed) = (club.fake.channel(club.guild, "gone"), club.fake.channel(club.guild, "closed"));
    let (question, _) = club.asks(&ada, UNKNOWN).await;
    bob.command("ask", json!({"question": UNKNOWN})).response().await;
    club.asks(&cem.in_channel(gone), UNKNOWN).await;
    club.asks(&club.member("Dee").in_channel(closed), UNKNOWN).await;
    let eve = club.member("Eve");
    eve.command("ask", json!({"question": UNKNOWN})).response().await;
    ada.delete(question);
    club.fake.close_messages(bob.id(), true);
    club.fake.leave(club.guild, eve.id());
    club.fake.delete_channel(gone);
    club.fake.bot_permissions(closed, 0);
    let sent = club.fake.sent();
    assert_eq!(club.answer("What do I drink with oysters?", "Chablis.").await, 5);
    club.all_told().await;
    assert_eq!(club.fake.sent(), sent);
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_went_out_unheard_or_not_at_all_is_told_once_all_the_same() {
    let club = Story::new().await;
    let (ada, bob) = (club.member("Ada"), club.member("Bob"));
    club.asks(&ada, UNKNOWN).await;
    let told = |club: &Story| {
        let all = club.fake.messages(club.channel);
        all.iter().filter(|one| one.text().contains("Chablis")).count()
    };
    // The message goes through and nobody hears of it: the second attempt gives back the first.
    club.fake.script(Script::on("POST", "/channels/*/messages").takes_effect_and_drops());
    assert_eq!(club.answer("What do I drink with oysters?", "Chablis.").await, 1);
    club.all_told().await;
    assert_eq!(told(&club), 1);
    // Somebody took a notice and died: it comes again once its time is over.
    club.asks(&bob, "Who has the key to the cellar?").await;
    let service = club.service().await;
    service.flush().await;
    let number = service.missed(&moderator()).await.unwrap()[0].number;
    let cellar = EntryId::new("taught").unwrap();
    club.fake.script(Script::on("GET", "/channels/*/messages/*").status(500).times(1_000));
    service.resolve(&moderator(), number, &cellar, askwell::service::Wordings::Leave).await.unwrap();
    tokio::time::sleep(Duration::from_secs(4)).await;
    assert_eq!(told(&club), 1, "Discord is away");
    club.fake.clear_scripts();
    club.pass(Duration::from_secs(130));
    club.all_told().await;
    assert_eq!(told(&club), 2);
    club.ends_well().await;
}

/// Two processes on one store; each has its shard, and either may tell anybody.
async fn two_tell_each_once(bed: Bed) {
    let fake = FakeDiscord::builder().shards(2).start().await;
    let club = Club::on(bed, fake).with_rules(quiet);
    let (first, second) = (club.start_shard(0, 2).await, club.start_deaf_shard(1, 2).await);
    // It has read what there is, and does not follow what comes.
    second.service(&club).await;
    let club = Story { beside: club.spaces().await, process: Some(first), club };
    for number in 0..12 {
        club.asks(&club.member(&format!("Member {number}")), UNKNOWN).await;
    }
    assert_eq!(club.answer("What do I drink with oysters?", "Chablis.").await, 12);
    club.all_told().await;
    second.stop().await;
    let all = club.fake.messages(club.channel);
    let told: Vec<Option<u64>> =
        all.iter().filter(|one| one.text().contains("Chablis")).map(|one| one.reply_to).collect();
    let mut once = told.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!((told.len(), once.len()), (12, 12), "each once");
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_on_one_file_tell_each_once() {
    two_tell_each_once(Bed::on_sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_on_one_server_tell_each_once() {
    let Some(server) = postgres::shared() else { return };
    two_tell_each_once(Bed::on_postgres(server).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_human_is_called_by_pinging_one_role_and_not_again_and_again() {
    let club = Story::of(Club::on(Bed::on_sqlite().await, FakeDiscord::start().await)).await;
    let role = club.helpers;
    let (ada, bob) = (club.member("Ada"), club.member("Bob"));
    let question = "Where is @everyone <@1> hiding the oysters?";
    let (asked, seen) = club.asks(&ada, question).await;
    assert_eq!(seen.labels(), ["Tell me when there is an answer", "Ask a human", "Delete"]);
    let refused = bob.click(seen.id, "Ask a human").response().await;
    assert!(refused.ephemeral && refused.text().contains("whoever asked"), "{}", refused.text());
    let done = ada.click(seen.id, "Ask a human").response().await;
    assert!(done.ephemeral && done.text().contains("I have called somebody"), "{}", done.text());
    let call = club.fake.messages(club.channel).pop().unwrap();
    assert_eq!(call.reply_to, Some(asked));
    assert!(call.content.contains(&format!("<@&{role}>")) && call.content.contains("oysters"), "{}", call.content);
    assert!(!call.content.contains("@everyone"), "{}", call.content);
    let pings = || club.fake.pings().into_iter().map(|ping| ping.who).collect::<Vec<_>>();
    assert_eq!(pings(), [Pinged::Role(role)]);
    let refused = ada.click(seen.id, "Ask a human").response().await;
    assert!(refused.ephemeral && refused.text().contains("Please wait 10 minutes"), "{}", refused.text());

    // What only the asker has read is told to the channel when they call.
    let private = bob.command("ask", json!({"question": UNKNOWN})).response().await;
    assert!(private.ephemeral);
    bob.click(private.id, "Ask a human").response().await;
    let call = club.fake.messages(club.channel).pop().unwrap();
    assert!(call.reply_to.is_none() && call.content.contains("Which wine"), "{}", call.content);
    let cem = club.member("Cem");
    let (_, seen) = club.asks(&cem, UNKNOWN).await;
    cem.click(seen.id, "Ask a human").response().await;
    // Three in an hour are enough for a channel.
    let dee = club.member("Dee");
    let (_, seen) = club.asks(&dee, UNKNOWN).await;
    let refused = dee.click(seen.id, "Ask a human").response().await;
    assert!(refused.text().contains("Please wait 60 minutes"), "{}", refused.text());
    assert_eq!(pings(), vec![Pinged::Role(role); 3]);
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_not_recorded_is_told_so_and_not_promised_anything() {
    let club = Story::new().await;
    let ada = club.member("Ada");
    let set = ada.command("privacy set", json!({"recorded": false})).response().await;
    assert!(set.ephemeral && set.text().contains("Your questions are not kept."), "{}", set.text());
    let (_, seen) = club.asks(&ada, UNKNOWN).await;
    let refused = ada.click(seen.id, "Tell me when there is an answer").response().await;
    assert!(refused.ephemeral && refused.text().contains("is not kept"), "{}", refused.text());
    club.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_kept_on_somebody_is_theirs_to_see_take_and_delete() {
    let club = Story::new().await;
    let ada = club.member("Ada");
    let (_, seen) = club.asks(&ada, "Where is my *purple* oyster?").await;
    ada.click(seen.id, "Tell me when there is an answer").response().await;
    let (_, seen) = club.asks(&ada, "When are you open?").await;
    ada.click(seen.id, "Helpful").response().await;
    let shown = ada.command("privacy show", json!({})).response().await;
    let text = shown.text();
    assert!(shown.ephemeral && text.contains("2 questions") && text.contains("1 vote"), "{text}");
    assert!(text.contains("\\*purple\\*") && text.contains("I tell you when"), "{text}");
    let file = ada.command("privacy export", json!({})).response().await;
    assert!(file.ephemeral && file.attachments[0].filename == "privacy.json");
    let held: serde_json::Value = serde_json::from_slice(&file.attachments[0].bytes).unwrap();
    assert_eq!((held["questions"].as_array().unwrap().len(), &held["follows"]), (2, &json!([1])));

    let sure = ada.command("privacy delete", json!({})).response().await;
    assert_eq!(sure.labels(), ["Delete everything"]);
    let service = club.service().await;
    assert_eq!(service.held_on(&caller(&ada)).await.unwrap().questions.len(), 2, "nothing yet");
    assert_eq!(ada.click(sure.id, "Delete everything").outcome().await, Outcome::Updated);
    assert!(club.fake.message(sure.id).unwrap().text().contains("Deleted."));
    assert!(service.held_on(&caller(&ada)).await.unwrap().questions.is_empty());
    let dump = club.bed.store.dump(&club.space()).await.unwrap().lines.concat();
    assert!(!dump.contains("purple"), "{dump}");
    let shown = ada.command("privacy show", json!({})).response().await;
    assert!(shown.text().contains("I keep nothing on you here."), "{}", shown.text());
    // What she says no to is left of her, and she is told so.
    ada.command("privacy set", json!({"recorded": false})).response().await;
    let sure = ada.command("privacy delete", json!({})).response().await;
    assert!(sure.text().contains("What you said no to"), "{}", sure.text());
    assert_eq!(ada.click(sure.id, "Delete everything").outcome().await, Outcome::Updated);
    let text = club.fake.message(sure.id).unwrap().text();
    assert!(text.contains("Your questions are not kept.") && text.contains("That stays so"), "{text}");
    club.asks(&ada, UNKNOWN).await;
    assert_eq!(service.held_on(&caller(&ada)).await.unwrap().questions, []);
    // Direct messages are a place of their own.
    let dm = club.fake.user_in_dm(ada.id());
    let message = dm.write("When are you open?");
    assert!(club.fake.reply_to(message, SOON).await.is_some());
    let shown = dm.command("privacy show", json!({})).response().await;
    assert!(shown.text().contains("1 question"), "{}", shown.text());
    club.ends_well().await;
}
