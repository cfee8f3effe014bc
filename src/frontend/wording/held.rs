//! What is said in the terminal of what is held on a person: to that person, or to an owner who looks after it.

use std::fmt::Write;

use crate::frontend::wording::counted;
use crate::frontend::wording::curating::at;
use crate::frontend::wording::plain;
use crate::frontend::wording::typed::Typed;
use crate::store::Forgotten;
use crate::store::HeldOn;
use crate::store::Preferences;

/// Whom it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose<'a> {
    /// Whoever reads it.
    Own,
    /// Somebody else, by what a front-end knows them by.
    Of(&'a str),
}

impl Whose<'_> {
    fn name(self) -> String {
        match self {
            Whose::Own => "you".to_owned(),
            Whose::Of(id) => plain(id),
        }
    }

    fn either<'w>(self, own: &'w str, of_another: &'w str) -> &'w str {
        match self {
            Whose::Own => own,
            Whose::Of(_) => of_another,
        }
    }
}

/// What is held on a person.
#[must_use]
pub fn held_on(held: &HeldOn, whose: Whose<'_>, typed: &Typed) -> String {
    let mut text = String::new();
    for question in &held.questions {
        let _ = writeln!(text, "{}  {}  ({})", at(question.at), plain(&question.text), question.verdict);
    }
    let count = |number: usize, one: &str, many: &str| (number > 0).then(|| counted(number, one, many));
    let named = |number: usize, one: &str, many: &str, what: &str| {
        count(number, &format!("{one} {what}"), &format!("{many} {what}"))
    };
    let follow = whose.either("that you follow", "that they follow");
    let counts = [
        count(held.questions.len(), "question", "questions"),
        count(held.votes.len(), "vote", "votes"),
        count(held.missed.len(), "missed question", "missed questions"),
        named(held.follows.len(), "missed question", "missed questions", follow),
        count(held.suggested.len(), "suggestion", "suggestions"),
        count(held.waiting_notices(), "notice that waits", "notices that wait"),
        named(held.changes.len(), "change", "changes", whose.either("with your name", "with their name")),
    ];
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    if counts.is_empty() {
        text.push_str(&nothing_held(whose));
    } else {
        let forget = match whose {
            Whose::Own => typed.forget(),
            Whose::Of(id) => typed.forget_person(id),
        };
        let _ = write!(text, "Held on {}: {}. `{forget}` deletes it.", whose.name(), counts.join(", "));
    }
    let _ = write!(text, "\n{}", preferences(held.preferences, whose));
    text
}

/// Nothing is held on somebody.
#[must_use]
pub fn nothing_held(whose: Whose<'_>) -> String {
    format!("Nothing is held on {}.", whose.name())
}

/// What somebody decided about what is held on them.
#[must_use]
pub fn preferences(preferences: Preferences, whose: Whose<'_>) -> String {
    let not = |yes: bool| if yes { "" } else { " not" };
    let (recorded, told) = (not(preferences.recorded), not(preferences.told));
    let (whose, they) = (whose.either("Your", "Their"), whose.either("you", "they"));
    format!(
        "{whose} questions are{recorded} recorded, and {they} are{told} told when one that was missed has an answer."
    )
}

/// What was deleted, and what stays.
#[must_use]
pub fn forgotten(forgotten: &Forgotten, whose: Whose<'_>, typed: &Typed) -> String {
    let mut text = match forgotten.is_empty() {
        true => nothing_held(whose),
        false => {
            let Forgotten { questions, votes, missed, follows, suggestions, notices, changes, left: _ } = forgotten;
            format!(
                "Deleted: {questions} questions, {votes} votes, {missed} missed questions, {follows} followed, \
                 {suggestions} suggestions, {notices} notices; {changes} changes no longer carry the name. This cannot be \
                 taken back."
            )
        }
    };
    if forgotten.left.say_no() {
        let prefer = match whose {
            Whose::Own => typed.prefer(""),
            Whose::Of(id) => typed.prefer(id),
        };
        let _ = write!(
            text,
            "\n{} What was said no to stays so, and is all that is still kept; `{prefer}` says yes again, and deleting \
             after that takes it away too.",
            preferences(forgotten.left, whose)
        );
    }
    text
}

/// Asks before everything is deleted.
#[must_use]
pub fn forget_sure(whose: Whose<'_>) -> String {
    format!(
        "This deletes all that is held on {}, and cannot be taken back. Only what {} said no to, being recorded or being \
         told, stays so.",
        whose.name(),
        whose.either("you", "they")
    )
}

/// Nobody said yes to it.
pub const NOTHING_DELETED: &str = "Nothing was deleted; say yes, or --yes, to delete.";
