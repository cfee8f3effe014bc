//! Made-up knowledge, and what people would ask of it: other words than it has, and things that it does not know.

use std::fmt::Write;

/// What is done, and the same in other words.
const DEEDS: [(&str, &str); 25] = [
    ("reset", "set back"),
    ("delete", "get rid of"),
    ("change", "modify"),
    ("share", "give others access to"),
    ("export", "download a copy of"),
    ("import", "bring in"),
    ("rename", "give another name to"),
    ("restore", "get back"),
    ("cancel", "call off"),
    ("renew", "extend"),
    ("print", "get on paper"),
    ("find", "locate"),
    ("lock", "protect"),
    ("move", "transfer"),
    ("copy", "duplicate"),
    ("archive", "put away"),
    ("report", "complain about"),
    ("verify", "confirm"),
    ("upgrade", "get a better"),
    ("pay for", "settle the cost of"),
    ("schedule", "plan"),
    ("customise", "adapt"),
    ("disable", "turn off"),
    ("enable", "switch on"),
    ("review", "check"),
];

const THINGS: [&str; 40] = [
    "password",
    "profile picture",
    "invoice",
    "subscription",
    "calendar",
    "backup",
    "project",
    "playlist",
    "server",
    "channel",
    "notification sound",
    "photo album",
    "contact list",
    "mailing list",
    "membership card",
    "gift voucher",
    "delivery address",
    "payment method",
    "user name",
    "phone number",
    "workspace",
    "spreadsheet",
    "presentation",
    "newsletter",
    "team page",
    "event ticket",
    "reservation",
    "training plan",
    "recipe book",
    "saved game",
    "avatar",
    "character sheet",
    "guild bank",
    "tournament entry",
    "forum post",
    "voice recording",
    "weather alert",
    "shopping basket",
    "loan request",
    "parking permit",
];

/// Entries that there can be.
pub(crate) const ENTRIES: usize = DEEDS.len() * THINGS.len();

fn entry(number: usize) -> (&'static str, &'static str, &'static str) {
    let (deed, other_words) = DEEDS[number % DEEDS.len()];
    (deed, other_words, THINGS[number / DEEDS.len() % THINGS.len()])
}

/// The first `count` entries from `first` on as a knowledge file in TOML, with two phrasings each.
pub(crate) fn knowledge(first: usize, count: usize) -> String {
    let mut text = String::new();
    for number in first..first + count {
        let (deed, _, thing) = entry(number);
        let written = write!(
            text,
            "[[entries]]\nid = \"entry-{number}\"\ntopic = \"About the {thing}\"\n\
             questions = [\"How do I {deed} my {thing}?\", \"I want to {deed} a {thing}\"]\n\
             answer = \"\"\"\nOpen **Settings**, go to *Everything about your {thing}*, and choose `{deed}`:\n\n\
             1. Make sure that you are signed in as the owner of the {thing}.\n\
             2. Press the button, and wait until the page says that it is done.\n\
             3. If nothing happens, look into the [handbook](https://example.org/handbook/{number}).\n\n\
             It takes a few minutes until everybody else sees it.\n\"\"\"\nsource = \"Handbook, page {number}\"\n\n"
        );
        written.expect("a text takes all that is written to it");
    }
    text
}

/// What somebody asks; the first 1,000 are all different, and so are the 4,800 of the first 6,000 that the knowledge
/// has an answer to. None is a phrasing of the knowledge.
pub(crate) fn question(number: usize) -> String {
    const PLACES: [&str; 10] =
        ["London", "Oslo", "Lagos", "Lima", "Osaka", "Prague", "Perth", "Quito", "Tunis", "Warsaw"];
    // Every fifth is about something else.
    if number.is_multiple_of(5) {
        let number = number / 5;
        let place = PLACES[number % PLACES.len()];
        let nights = number / PLACES.len() % 20 + 2;
        return match number % 4 {
            0 => format!("will it rain in {place} within the next {nights} days"),
            1 => format!("where can I stay in {place} for {nights} nights with a dog?"),
            2 => format!("who won {nights} to one against {place} last season?"),
            _ => format!("what does the train to {place} at {nights} past eight cost"),
        };
    }
    let (deed, other_words, thing) = entry(number * 617 % ENTRIES);
    match (number / ENTRIES + number) % 6 {
        0 => format!("hey, how can i {other_words} my {thing}?"),
        1 => format!("what is the way to {deed} the {thing} please"),
        2 => format!("I'd like to {other_words} the {thing}, where do I start?"),
        3 => format!("is it possible to {deed} a {thing} from my phone"),
        4 => format!("can somebody tell me how to {deed} the {thing}"),
        _ => format!("{thing}: how to {other_words} it?"),
    }
}
