//! Counter-examples keep an entry from a question and its paraphrases, and from nothing else; with the real model.

use askwell::embedding::Side;
use askwell::embedding::UnitVector;
use askwell::entry::Entry;
use askwell::entry::EntryId;
use askwell::entry::Phrasing;
use askwell::entry::State;
use askwell::matching::answers;
use askwell::matching::asked::Asked;
use askwell::matching::calibration::Target;
use askwell::matching::chatter::CHATTER;
use askwell::matching::index;
use askwell::matching::index::Index;
use askwell::matching::judgement::Judgement;
use askwell::matching::judgement::judge_ranked;
use askwell::matching::judgement::ranked;
use askwell::matching::second_look;

use crate::support::MODEL;

/// An entry, a question that it was wrongly given to, and what is asked then.
struct Case {
    entry: &'static str,
    phrasings: &'static [&'static str],
    answer: &'static str,
    /// The counter-example.
    wrong: &'static str,
    /// The same in other words: none of them is to get the entry.
    like_wrong: [&'static str; 5],
    /// What the entry does answer, in words that it does not have.
    fresh: [&'static str; 2],
}

/// The margin was chosen on these.
const CHOSEN_ON: [Case; 6] = [
    Case {
        entry: "refund",
        phrasings: &["How do I get a refund?", "Can I have my money back?", "I want to return my purchase"],
        answer: "Open Orders, choose the order and press Refund. The money is back within five days.",
        wrong: "How do I refund a customer of mine?",
        like_wrong: [
            "how can I give one of my customers a refund",
            "a buyer wants a refund from me, how do I send it",
            "refunding a customer as a seller",
            "I sell here and need to return money to a customer",
            "where do I issue a refund to a customer",
        ],
        fresh: ["how to get reimbursed for something I bought", "can I send it back and get what I paid"],
    },
    Case {
        entry: "password",
        phrasings: &["How do I reset my password?", "I forgot my password", "I can't log in, the password is wrong"],
        answer: "Press Forgot password on the sign-in page and follow the link in the mail.",
        wrong: "How do I set a password for my server?",
        like_wrong: [
            "can I put a password on my server",
            "how to protect the server with a password",
            "I want people to need a password to join my server",
            "adding a password to a private server",
            "where is the server password setting",
        ],
        fresh: ["my password no longer works, what now", "lost my login password"],
    },
    Case {
        entry: "export",
        phrasings: &["How do I export my project?", "Where can I save my project as a file?"],
        answer: "File, Export, then choose the format.",
        wrong: "How do I export my video in 4K?",
        like_wrong: [
            "can the video be exported at 4k resolution",
            "what settings do I need for a 4K export of the video",
            "rendering my video in 4k",
            "export video 2160p",
            "why can I not choose 4K when I export a video",
        ],
        fresh: ["exporting a project to disk", "how can I get a file of my project"],
    },
    Case {
        entry: "bot-offline",
        phrasings: &["Why is the bot offline?", "The bot does not respond", "Is the bot down?"],
        answer: "Look at the status page; when all is green there, invite the bot again.",
        wrong: "How do I take my bot offline?",
        like_wrong: [
            "how can I turn my bot off",
            "I want my bot to go offline for a while",
            "shutting down my own bot",
            "how to stop the bot I am hosting",
            "make my bot appear offline",
        ],
        fresh: ["the bot isn't answering anybody", "bot seems dead, is there an outage"],
    },
    Case {
        entry: "mods",
        phrasings: &["How do I install mods?", "Where do I put mod files?", "Can I play with mods?"],
        answer: "Put them into the mods folder and start the game anew.",
        wrong: "How do I become a mod?",
        like_wrong: [
            "can I be a moderator here",
            "how to apply for moderator",
            "are you looking for new mods for this server",
            "I would like to join the mod team",
            "becoming a mod on the discord",
        ],
        fresh: ["which folder do mods belong into", "setting up a mod for the game"],
    },
    Case {
        entry: "delivery",
        phrasings: &["When will my order arrive?", "How long does shipping take?", "Where is my parcel?"],
        answer: "Three to five days; the tracking link is in the mail.",
        wrong: "Do you ship to Norway?",
        like_wrong: [
            "can I order from Norway",
            "is delivery to Norway possible",
            "I live in Norway, do you send parcels there",
            "shipping to norway?",
            "are orders to Norwegian addresses accepted",
        ],
        fresh: ["how many days until I get my package", "my order has not come yet"],
    },
];

/// The figures of these are those that count.
const HELD_OUT: [Case; 6] = [
    Case {
        entry: "save-lost",
        phrasings: &["My save file is gone", "How do I recover a lost save?", "The game deleted my progress"],
        answer: "Look into the Backups folder beside the saves, and copy the newest one back.",
        wrong: "How do I delete a save?",
        like_wrong: [
            "can I remove an old save file",
            "how to erase my saved game",
            "I want to delete my progress and start over",
            "deleting saves",
            "where do I get rid of saves that I do not need",
        ],
        fresh: ["all my progress has vanished", "can a save be restored after it disappeared"],
    },
    Case {
        entry: "cancel",
        phrasings: &["How do I cancel my subscription?", "I want to stop paying", "End my membership"],
        answer: "Account, Subscription, Cancel. It runs on to the end of the month.",
        wrong: "Why was my subscription cancelled?",
        like_wrong: [
            "my subscription was cancelled and I do not know why",
            "what is the reason that my membership got cancelled",
            "you cancelled my subscription, why",
            "subscription cancelled without asking me",
            "why did my subscription get canceled by itself",
        ],
        fresh: ["how can I unsubscribe", "please terminate my plan"],
    },
    Case {
        entry: "role",
        phrasings: &["How do I get the verified role?", "How can I get verified?"],
        answer: "Read the rules in the welcome channel and press the green tick.",
        wrong: "How do I make a role that everybody gets?",
        like_wrong: [
            "can I give a role to all members automatically",
            "creating a role for everyone on my server",
            "how to set up an automatic role for new members",
            "auto role for everybody who joins",
            "I want each member to receive a role, how do I create it",
        ],
        fresh: ["what do I have to do to become verified", "I am still not verified, how do I get that role"],
    },
    Case {
        entry: "crash",
        phrasings: &["The game crashes at the start", "Why does the game close by itself?", "Crash when launching"],
        answer: "Update the graphics driver and check the files in the launcher.",
        wrong: "How do I close the game?",
        like_wrong: [
            "how to quit the game",
            "which button exits the game",
            "I can't find how to leave the game",
            "exiting to desktop",
            "is there a way to close the game without alt f4",
        ],
        fresh: ["it crashes as soon as I launch it", "the game shuts down right after starting"],
    },
    Case {
        entry: "language",
        phrasings: &["How do I change the language?", "Can I use it in German?", "Switch to another language"],
        answer: "Settings, General, Language.",
        wrong: "Which programming language is it written in?",
        like_wrong: [
            "what programming language did you use",
            "is it written in Rust or C++",
            "in what language is the program coded",
            "which language was this app programmed in",
            "what is the source code written in",
        ],
        fresh: ["where is the language setting", "I want the menus in French"],
    },
    Case {
        entry: "account-delete",
        phrasings: &["How do I delete my account?", "Remove my account and all data", "Close my account for good"],
        answer: "Account, Privacy, Delete. It is gone after 30 days.",
        wrong: "Can I get my deleted account back?",
        like_wrong: [
            "how do I restore an account that I deleted",
            "I deleted my account by mistake, can it be recovered",
            "recover deleted account",
            "is it possible to undo deleting my account",
            "my account was deleted, I want it back",
        ],
        fresh: ["how can I erase my profile forever", "I want my account gone"],
    },
];

/// A knowledge on the real model, made as the service makes one.
struct Bot {
    index: Index,
    runtime: tokio::runtime::Runtime,
}

impl Bot {
    /// Knows the entries of all `cases`, with their counter-examples if `countered`.
    fn knowing(cases: &[&Case], countered: bool) -> Bot {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let vectors = |side: Side, texts: Vec<String>| -> Vec<Option<UnitVector>> {
            let found = runtime.block_on(MODEL.embed_many(side, texts, |_, _| ()));
            found.into_iter().map(Result::ok).collect()
        };
        let entries: Vec<Entry> = cases.iter().map(|case| case.to_entry()).collect();
        let rows = vectors(Side::Passage, index::phrasings(&entries).map(str::to_owned).collect());
        let answers = vectors(Side::Passage, answers::answers(&entries));
        let chatter = vectors(Side::Query, CHATTER.lines().map(str::to_owned).collect());
        let wrong: Vec<String> = cases.iter().map(|case| case.wrong.to_owned()).collect();
        let counters: Vec<(EntryId, String, Option<UnitVector>)> = entries
            .iter()
            .zip(&wrong)
            .zip(vectors(Side::Query, wrong.clone()))
            .map(|((entry, wrong), vector)| (entry.id.clone(), wrong.clone(), vector))
            .collect();
        let index = Index::build(&entries, MODEL.dimensions(), &rows).unwrap();
        let index = index.with_answers(&entries, &answers).unwrap().calibrated(&chatter);
        let index = if countered { index.with_counters(&counters).unwrap() } else { index };
        Bot { index, runtime }
    }

    fn ask(&self, question: &str) -> Judgement {
        let vector = self.runtime.block_on(MODEL.embed_one(question)).ok();
        let asked = Asked::as_typed(question, vector.as_ref());
        let mut candidates = ranked(&self.index, &asked, 5);
        let pairs = second_look::pairs(&asked, &candidates);
        if !pairs.is_empty() {
            let read = self.runtime.block_on(MODEL.reader().unwrap().read(pairs)).unwrap();
            second_look::look_again(&mut candidates, &read);
        }
        judge_ranked(&self.index, &asked, candidates, Target::default(), 5)
    }

    /// Whether the question gets the entry, as the answer or in a choice.
    fn gets(&self, question: &str, entry: &str) -> bool {
        let judgement = self.ask(question);
        judgement.candidates[..judgement.offered].iter().any(|candidate| candidate.entry.as_str() == entry)
    }
}

impl Case {
    fn to_entry(&self) -> Entry {
        Entry {
            id: EntryId::new(self.entry).unwrap(),
            topic: None,
            phrasings: self.phrasings.iter().map(|text| Phrasing::new(text).unwrap()).collect(),
            answer: self.answer.to_owned(),
            tags: Vec::new(),
            source: None,
            review_by: None,
            state: State::Approved,
        }
    }
}

/// Checks the cases: what like a counter-example gets the entry, and which of an entry's own phrasings does not. Returns
/// how many of the fresh wordings got their entry without counter-examples, and how many of those do with them.
#[track_caller]
fn check(cases: &[Case]) -> (usize, usize) {
    let all: Vec<&Case> = CHOSEN_ON.iter().chain(&HELD_OUT).collect();
    let (before, after) = (Bot::knowing(&all, false), Bot::knowing(&all, true));
    let (mut fresh_before, mut fresh_after) = (0, 0);
    for Case { entry, phrasings, wrong, like_wrong, fresh, .. } in cases {
        for question in like_wrong.iter().chain([wrong]) {
            assert!(!after.gets(question, entry), "{question:?} gets {entry}: {:#?}", after.ask(question));
        }
        let barred = after.ask(wrong).barred;
        assert!(barred.iter().any(|one| one.entry.as_str() == *entry && one.question == *wrong), "{barred:?}");
        for question in *phrasings {
            assert!(after.gets(question, entry), "{question:?} does not get {entry}: {:#?}", after.ask(question));
        }
        for question in fresh.iter().filter(|question| before.gets(question, entry)) {
            fresh_before += 1;
            fresh_after += usize::from(after.gets(question, entry));
        }
    }
    (fresh_before, fresh_after)
}

#[test]
fn what_a_counter_example_says_holds_for_its_paraphrases_and_for_nothing_else() {
    let (chosen_on, held_out) = (check(&CHOSEN_ON), check(&HELD_OUT));
    assert!(chosen_on.0 >= 9 && chosen_on.1 + 1 >= chosen_on.0, "{chosen_on:?}");
    assert!(held_out.0 >= 7 && held_out.1 == held_out.0, "{held_out:?}");
}

#[test]
fn without_counter_examples_some_of_these_get_the_entry() {
    let all: Vec<&Case> = CHOSEN_ON.iter().chain(&HELD_OUT).collect();
    let before = Bot::knowing(&all, false);
    let asked = |case: &&&Case| case.like_wrong.iter().chain([&case.wrong]).any(|text| before.gets(text, case.entry));
    let mistaken: Vec<&str> = all.iter().filter(asked).map(|case| case.entry).collect();
    assert!(mistaken.len() >= 4, "the counter-examples have next to nothing to do: {mistaken:?}");
}
