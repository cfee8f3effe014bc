//! Repairs the spelling of a question: words that neither the knowledge nor the model has become the likeliest word
//! that they have.
//!
//! A noisy channel (Kernighan, Church and Gale 1990, "A Spelling Correction Program Based on a Noisy Channel Model"):
//! of the words one slip away, or two from a long word, the one is taken that makes what was typed least surprising, by
//! how seldom the word is meant and how seldom the slip happens. What may be a name, code or an exact identifier is left
//! as it is.
//!
//! `slip` knows what goes wrong at a keyboard, `word_list` finds words, `spots` tells which parts of a text are
//! words of a language at all.

mod slip;
mod spots;
mod word_list;

use std::sync::Arc;

use self::slip::Cost;
use self::slip::LEAST_OF_TWO;
use self::spots::Kind;
use self::spots::Spot;
use self::spots::spots;
use self::word_list::Meant;
use self::word_list::WordList;

/// No shorter word is meant by another: too many are one letter away from it. One letter less is a word that lost one.
const SHORTEST: usize = 4;

/// Words from so many letters on may have two slips, if a word of the knowledge is meant; or one of the model.
const TWO_SLIPS_FROM: usize = 5;
const TWO_SLIPS_OF_MODEL_FROM: usize = 8;

/// What may be a name is read as a word of the knowledge alone, from so many letters on.
const NAME_FROM: usize = 6;

/// The most that a reading may cost. Beyond it, the word is rather a name that nobody has told us.
const DEAREST: Cost = 11.0;

/// A word of the model that the knowledge does not have is meant less often than any that it has.
const NOT_IN_KNOWLEDGE: Cost = 2.0;

/// A form of a word that the knowledge has.
const FORM: Cost = 1.0;

/// How the rarity of a word in the knowledge, in nats, weighs against slips.
const RARITY: Cost = 0.5;

/// Words that an English tokenizer takes apart at the apostrophe, as people write them without one, and what they write
/// in chats.
const ALSO_WORDS: &str = "dont cant wont isnt arent wasnt werent hasnt havent hadnt doesnt didnt couldnt wouldnt \
    shouldnt mustnt neednt whats wheres whos hows whens whys thats theres heres lets youre youve youll youd theyre \
    theyve theyll theyd weve well were hes shes itll thatll okay please gonna wanna gotta kinda sorta lemme gimme dunno \
    yeah nope thanks thanx";

/// A question with its spelling repaired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repaired {
    /// The question, with nothing changed but the words.
    pub text: String,
    /// The words that were changed, in their order; at least one.
    pub changes: Vec<Change>,
}

/// A word that was read as another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// As it stands in the question.
    pub typed: String,
    /// As it was read.
    pub read: String,
}

/// The words that may be meant.
pub(super) struct Spelling {
    knowledge: WordList,
    /// Of the model, and what people write without an apostrophe. A megabyte, so that knowledges of one model share it.
    model: Arc<WordList>,
    /// Whether the model told its words. Without them most words of the language are unknown.
    has_model: bool,
}

impl Spelling {
    /// Of the words of a knowledge, each with its inverse document frequency in nats.
    pub(super) fn of<'a>(knowledge: impl Iterator<Item = (&'a str, f32)>) -> Spelling {
        let mut model = WordList::default();
        for word in ALSO_WORDS.split_whitespace() {
            model.add(word, NOT_IN_KNOWLEDGE + zipf(1_000));
        }
        Spelling { knowledge: list_of(knowledge), model: Arc::new(model), has_model: false }
    }

    /// The same, with the words of the model that this one has.
    pub(super) fn with_knowledge<'a>(&self, knowledge: impl Iterator<Item = (&'a str, f32)>) -> Spelling {
        Spelling { knowledge: list_of(knowledge), model: Arc::clone(&self.model), has_model: self.has_model }
    }

    /// Adds the words that the model knows, in lower case, the most frequent first.
    pub(super) fn add_model_words<'a>(&mut self, words: impl Iterator<Item = &'a str>) {
        let model = Arc::make_mut(&mut self.model);
        for (rank, word) in words.enumerate().filter(|(_, word)| is_word(word)) {
            model.add(word, NOT_IN_KNOWLEDGE + zipf(rank));
            self.has_model = true;
        }
    }

    /// Has the words of the model that `other` has, from now on.
    pub(super) fn share_model_words(&mut self, other: &Spelling) {
        self.model = Arc::clone(&other.model);
        self.has_model = other.has_model;
    }

    /// `question` with its spelling repaired; `None` when there is nothing to repair, or too much of it is unknown: that
    /// is another language, or no language.
    pub(super) fn repaired(&self, question: &str) -> Option<Repaired> {
        let spots = spots(question);
        let unknown: Vec<&Spot> = spots.iter().filter(|spot| self.is_unknown(spot)).collect();
        let long = unknown.iter().filter(|spot| spot.letters.len() >= SHORTEST).count();
        if long >= 3 && long * 3 > spots.len() * 2 {
            return None;
        }
        let mut text = String::with_capacity(question.len() + 8);
        let mut changes = Vec::new();
        let mut done = 0;
        for spot in unknown {
            let Some(meant) = self.meant(spot) else { continue };
            let typed = &question[spot.range.clone()];
            let read = in_case_of(typed, &meant);
            text.push_str(&question[done..spot.range.start]);
            text.push_str(&read);
            done = spot.range.end;
            changes.push(Change { typed: typed.to_owned(), read });
        }
        text.push_str(&question[done..]);
        (!changes.is_empty()).then_some(Repaired { text, changes })
    }

    /// Whether the word is none as it stands, nor a form of one: no list has all forms of its words.
    fn is_unknown(&self, spot: &Spot) -> bool {
        let word = &spot.letters;
        let shortest = match spot.kind {
            Kind::Word if self.has_model => SHORTEST - 1,
            // Without the model's words, most short words of the language are unknown.
            Kind::Word | Kind::Capitalised => NAME_FROM,
            Kind::Fixed => return false,
        };
        let has = |word: &[char]| self.knowledge.has(word) || self.model.has(word);
        word.len() >= shortest && !has(word) && !stems(word).any(|stem| has(&stem))
    }

    /// What was most likely meant by a word that is unknown.
    fn meant(&self, spot: &Spot) -> Option<Vec<char>> {
        let typed = &spot.letters[..];
        let same_start = |meant: &Meant| meant.word.first() == typed.first();
        let known = || self.knowledge.one_slip_away(typed).filter(|meant| meant.word.len() >= SHORTEST);
        // What may be a name, and what may be an abbreviation, or has lost a letter.
        if spot.kind == Kind::Capitalised || typed.len() < SHORTEST {
            return likeliest(known().filter(same_start)).map(|meant| meant.word);
        }
        let form = |meant| self.as_form(meant);
        let other = self.model.one_slip_away(typed).filter(|meant| meant.word.len() >= SHORTEST).map(form);
        let one = likeliest(known().chain(other));
        if typed.len() < TWO_SLIPS_FROM || one.as_ref().is_some_and(|one| one.cost <= LEAST_OF_TWO) {
            return one.map(|meant| meant.word);
        }
        let known = self.knowledge.two_slips_away(typed).filter(|meant| meant.word.len() >= SHORTEST);
        let long = typed.len() >= TWO_SLIPS_OF_MODEL_FROM;
        let other = long.then(|| self.model.two_slips_away(typed).map(form)).into_iter().flatten();
        likeliest(one.into_iter().chain(known).chain(other)).map(|meant| meant.word)
    }

    /// A word of the model that is a form of one in the knowledge is meant as often as that, nearly.
    fn as_form(&self, meant: Meant) -> Meant {
        let rarity = |form: Vec<char>| self.knowledge.rarity(&form);
        let plural = [meant.word.as_slice(), &['s']].concat();
        let forms = stems(&meant.word).chain([plural]);
        let Some(of_form) = forms.filter_map(rarity).min_by(Cost::total_cmp) else { return meant };
        let cost = meant.slip_cost + meant.rarity.min(of_form + FORM);
        Meant { cost, ..meant }
    }
}

fn list_of<'a>(knowledge: impl Iterator<Item = (&'a str, f32)>) -> WordList {
    let mut list = WordList::default();
    for (word, rarity) in knowledge.filter(|(word, _)| is_word(word)) {
        list.add(word, RARITY * rarity);
    }
    list
}

fn likeliest(readings: impl Iterator<Item = Meant>) -> Option<Meant> {
    let rank = |a: &Meant, b: &Meant| a.cost.total_cmp(&b.cost).then_with(|| a.word.cmp(&b.word));
    readings.filter(|meant| meant.cost <= DEAREST).min_by(rank)
}

/// How seldom the word of this rank by frequency is used (Zipf's law), in nats, against those used most.
fn zipf(rank: usize) -> Cost {
    #[expect(clippy::cast_precision_loss, reason = "a rank among some ten thousand")]
    let rank = rank as f32;
    (1.0 + rank / 500.0).ln()
}

/// Whether `word` is made of letters alone.
fn is_word(word: &str) -> bool {
    word.chars().all(char::is_alphabetic)
}

/// What `word` may be a form of, in English.
fn stems(word: &[char]) -> impl Iterator<Item = Vec<char>> {
    const ENDINGS: [&str; 13] = ["s", "es", "ed", "d", "ing", "er", "ers", "ly", "en", "able", "ness", "less", "ment"];
    const BEGINNINGS: [&str; 7] = ["un", "re", "de", "dis", "non", "pre", "mis"];
    let with_ending = |ending: &str| {
        // Of all short words, plurals are those that lists lack: `tabs`, `mods`.
        let shortest = if ending == "s" { SHORTEST - 1 } else { SHORTEST };
        let stem = word.len().checked_sub(ending.len()).filter(|&stem| stem >= shortest)?;
        let doubles_s = ending == "s" && word[stem - 1] == 's';
        (word[stem..].iter().copied().eq(ending.chars()) && !doubles_s).then(|| word[..stem].to_vec())
    };
    let with_beginning = |beginning: &str| {
        let begins = word.len() >= beginning.len() + SHORTEST
            && word.iter().copied().zip(beginning.chars()).all(|(a, b)| a == b);
        begins.then(|| word[beginning.len()..].to_vec())
    };
    let stems: Vec<Vec<char>> = ENDINGS.iter().filter_map(|ending| with_ending(ending)).collect();
    let with_e = |stem: &Vec<char>| [stem.as_slice(), &['e']].concat();
    let single = |stem: &Vec<char>| match stem[..] {
        [.., a, b] if a == b => Some(stem[..stem.len() - 1].to_vec()),
        _ => None,
    };
    let more: Vec<Vec<char>> = stems.iter().map(with_e).chain(stems.iter().filter_map(single)).collect();
    let begun: Vec<Vec<char>> = BEGINNINGS.iter().filter_map(|beginning| with_beginning(beginning)).collect();
    stems.into_iter().chain(more).chain(begun)
}

/// `word` in capitals or with a capital where `typed` is so.
fn in_case_of(typed: &str, word: &[char]) -> String {
    let mut letters = typed.chars().filter(|letter| letter.is_alphabetic());
    let first = letters.next().is_some_and(char::is_uppercase);
    if first && letters.all(char::is_uppercase) {
        return word.iter().flat_map(|letter| letter.to_uppercase()).collect();
    }
    match word {
        [start, rest @ ..] if first => start.to_uppercase().chain(rest.iter().copied()).collect(),
        _ => word.iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWLEDGE: &str = "how do i reset my password where is the config file max_open_files who runs the minecraft \
        server cancel an order mattress mods when does the club meet e1234 1.20.4 loom";
    const MODEL: &str = "the of and what with this have please can you not tell me about cannot download light active \
        error wait hello tab pass word thursday idea";

    fn spelling() -> Spelling {
        let mut spelling = Spelling::of(KNOWLEDGE.split_whitespace().map(|word| (word, 1.0)));
        spelling.add_model_words(MODEL.split_whitespace());
        spelling
    }

    #[test]
    fn words_of_a_model_are_as_good_shared() {
        let mut shared = Spelling::of("how do i reset my password".split_whitespace().map(|word| (word, 1.0)));
        let question = "can you downlod my pasword";
        let repaired = shared.repaired(question).map(|repaired| repaired.text);
        assert_eq!(repaired.as_deref(), Some("can you downlod my password"));
        shared.share_model_words(&spelling());
        let repaired = shared.repaired(question).map(|repaired| repaired.text);
        assert_eq!(repaired.as_deref(), Some("can you download my password"));
    }

    #[track_caller]
    fn check(question: &str, expected: &str) {
        let repaired = spelling().repaired(question);
        assert_eq!(repaired.as_ref().map_or(question, |repaired| repaired.text.as_str()), expected);
    }

    #[test]
    fn mistyped_words_are_read_as_those_of_the_knowledge_or_the_model() {
        check("how do i restet my pasword", "how do i reset my password");
        check("waht is teh confgi?", "what is teh config?");
        check("wher is the passwrod, pleese", "where is the password, please");
        check("can you cnacle my oredr", "can you cancel my order");
        check("dont you konw the matterss", "dont you konw the mattress");
        check("cn you tell me abuot the clb", "cn you tell me about the club");
    }

    #[test]
    fn nothing_but_the_words_is_changed() {
        check("  I FORGOT MY PASWORD!! \n", "  I FORGOT MY PASSWORD!! \n");
        check("Passwrod?  what's   the passwrod's (confgi)", "Password?  what's   the password's (config)");
    }

    #[test]
    fn names_code_and_identifiers_stay_as_they_are() {
        for kept in [
            "what is max_opne_files",
            "max_open_fiels of the config",
            "what about E1243 and 1.20.5 and v2x",
            "what is --passwrod and -passwrod and $PASSWROD",
            "what is /passwrod and @passwrod and #passwrod",
            "what is `passwrod` and ```\npasswrod\n``` please",
            "what about http://passwrod.org/confgi and passwrod.org and the/passwrod/confgi",
            "what about c++ and PASSWROD and passWrod",
            "what about Ordre and Lomo and Jonas",
            "lighten the tabs and the mods, deactivate: inactive reactive",
        ] {
            check(kept, kept);
        }
        check("who runs the Minecarft server", "who runs the Minecraft server");
        check("don`t reset my pasword with a ` in it", "don`t reset my password with a ` in it");
    }

    #[test]
    fn another_language_is_not_repaired_into_this_one() {
        check("wie kann ich mein passwort vergessen haben", "wie kann ich mein passwort vergessen haben");
    }

    #[test]
    fn the_changes_are_told_in_their_order() {
        let changes = spelling().repaired("Passwrod of my ordre").unwrap().changes;
        let change = |typed: &str, read: &str| Change { typed: typed.to_owned(), read: read.to_owned() };
        assert_eq!(changes, [change("Passwrod", "Password"), change("ordre", "order")]);
    }

    #[test]
    fn without_the_words_of_a_model_only_long_words_are_looked_at() {
        let spelling = Spelling::of(KNOWLEDGE.split_whitespace().map(|word| (word, 1.0)));
        assert_eq!(spelling.repaired("what room is it"), None);
        assert_eq!(spelling.repaired("my pasword").unwrap().text, "my password");
    }
}
