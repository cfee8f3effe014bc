//! The words and phrases that tell questions from what is no question, in English; `tongues` has other languages.
//!
//! All words are as [`normalized`](crate::entry::normalized) makes them, so without apostrophes.

/// Verbs that stand before their subject in a question.
const AUXILIARIES: &str = "\
    do does did dont doesnt didnt can cant cannot could couldnt should shouldnt would wouldnt will wont is \
    isnt are arent was wasnt were has hasnt have havent had may might must shall";

/// What may stand behind them.
const SUBJECTS: &str = "\
    i you we it they he she this that these those there the my your our a an any anyone anybody someone \
    somebody people everyone everybody one all its others";

/// Whether `list`, of words with spaces between them, has `word`.
fn is_one_of(word: &str, list: &str) -> bool {
    list.split(' ').any(|one| one == word)
}

/// The words of a text that [`normalized`](crate::entry::normalized) made.
pub(super) fn words_of(normal: &str) -> Vec<&str> {
    normal.split(' ').filter(|word| !word.is_empty()).collect()
}

/// Whether a question mark ends the text, whatever else stands around it.
pub(super) fn ends_in_question_mark(masked: &str) -> bool {
    let end = masked.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '?' | '？'));
    // `really? :D`, `what now?? xD`
    let end = ["xD", "XD", "lol", "thx", "thanks"]
        .iter()
        .find_map(|tail| end.strip_suffix(tail))
        .map_or(end, |end| if end.trim_end().ends_with('?') { end.trim_end() } else { masked });
    end.trim_end().ends_with(['?', '？'])
}

/// Whether the words begin as questions do: `how do …`, `is there …`, `anybody know …`.
pub(super) fn opens(words: &[&str]) -> bool {
    let (first, second) = (words.first().copied().unwrap_or_default(), words.get(1).copied().unwrap_or_default());
    let third = words.get(2).copied().unwrap_or_default();
    let auxiliary = |word: &str| is_one_of(word, AUXILIARIES);
    let subject = |word: &str| is_one_of(word, SUBJECTS);
    match first {
        "how" => {
            auxiliary(second)
                || matches!(
                    second,
                    "to" | "come"
                        | "many"
                        | "much"
                        | "long"
                        | "often"
                        | "big"
                        | "large"
                        | "fast"
                        | "safe"
                        | "well"
                        | "exactly"
                ) && words.len() >= 3
        }
        "what" | "where" | "who" | "whom" | "why" => {
            auxiliary(second)
                || matches!(
                    (first, second),
                    ("what", "kind" | "sort" | "happens" | "about" | "format" | "version")
                        | ("who", "wrote" | "made" | "decides" | "writes")
                        | ("why", "not")
                )
        }
        "which" | "whose" => words.iter().skip(2).take(3).any(|word| auxiliary(word)),
        "when" => auxiliary(second) && second != "had",
        "whats" | "hows" | "wheres" | "whos" | "whys" => words.len() >= 3,
        "does" | "doesnt" => {
            !matches!(
                second,
                "" | "not" | "nothing" | "what" | "so" | "indeed" | "exactly" | "its" | "the" | "work" | "anything"
            ) || (matches!(second, "the" | "its") && words.len() >= 4)
        }
        "can" | "cant" | "could" | "couldnt" | "should" | "would" | "will" | "wont" | "shouldnt" => {
            subject(second)
                || (first == "can"
                    && words.len() >= 4
                    && !matches!(second, "not" | "only" | "confirm" | "be" | "see" | "also" | "recommend"))
        }
        "is" | "are" | "isnt" | "arent" | "was" | "were" => subject(second) && words.len() >= 3,
        "do" | "dont" => matches!(second, "i" | "you" | "we" | "they" | "people" | "all" | "my" | "these" | "those"),
        "did" | "didnt" | "have" | "havent" | "has" | "hasnt" | "may" | "must" | "shall" | "might" => {
            matches!(second, "i" | "you" | "we" | "it" | "they" | "anyone" | "anybody" | "someone" | "somebody")
        }
        "anyone" | "anybody" | "someone" | "somebody" => {
            matches!(second, "know" | "knows" | "tried" | "got" | "here" | "managed" | "else") && words.len() >= 4
        }
        "any" => {
            matches!(second, "idea" | "ideas" | "way" | "chance" | "clue" | "hint" | "hints" | "news" | "tips")
                && words.len() >= 4
                && !third.is_empty()
        }
        _ => false,
    }
}

/// Whether the words say that something is wanted to be known: `I want to know …`, `tell me how …`.
pub(super) fn wants_to_know(words: &[&str]) -> bool {
    const WANTS: &str = "\
        i want to know|i need to know|i would like to know|id like to know|i wonder|i was wondering|\
        i am wondering|im wondering|just wondering|wondering|was wondering|been wondering|ive been wondering|\
        i have been wondering|i would love to know|id love to know|curious|im curious|i am curious|\
        can you tell|wanted to ask|i wanted to ask";
    const ASKING: &str = "how what why where when which who if whether about is does can whats";
    const ORDERS: &str = "tell me|explain|show me|explain to me|describe|let me know|please explain";
    let begins = |begin: &str| {
        let begin: Vec<&str> = begin.split(' ').collect();
        words.starts_with(&begin).then(|| words.get(begin.len()).copied().unwrap_or_default())
    };
    let asks = |next: &str| is_one_of(next, ASKING);
    if WANTS.split('|').filter_map(begins).any(|next| asks(next) || next == "the") {
        return true;
    }
    let ordered: Vec<&str> = ORDERS.split('|').filter_map(begins).collect();
    // `let me know if you need more`
    ordered.iter().any(|next| asks(next)) && !words.starts_with(&["let", "me", "know", "if", "you"])
}

/// Whether the words tell of something that does not work, or that the writer does not know how.
pub(super) fn is_trouble(words: &[&str]) -> bool {
    const TROUBLES: &str = "\
        i have no idea how|i cant get|i cannot get|i can not get|cant get|i cant make|i cannot make|\
        i cant figure out|i cannot figure out|cant figure out|i cant find|i cannot find|cant find|\
        i cant seem to|cant seem to|i dont know how|i dont know where|i dont know why|i dont understand how|\
        i dont understand why|i dont get how|no idea how|no idea why|no idea where|not sure how to|\
        im not sure how to|im stuck|i am stuck|im struggling to|need help with|i need help with|\
        i have trouble|im having trouble|i am having trouble|having trouble|looking for a way to|\
        im looking for a way to|i am looking for a way to|trying to figure out|im trying to figure out|help me";
    let begins = |begin: &str| {
        let begin: Vec<&str> = begin.split(' ').collect();
        words.starts_with(&begin) && words.len() > begin.len()
    };
    TROUBLES.split('|').any(begins) && !words.iter().any(|word| matches!(*word, "times" | "enough"))
}

/// Greetings, thanks, and what asks for attention only: `how are you?`, `can anybody help?`, `any ideas?`.
pub(super) fn is_courtesy(words: &[&str]) -> bool {
    /// All the words that such sentences are made of.
    const COURTESY: &str = "\
        a again all am an and any anybody anyone appreciated are around ask at be can cheers clue could dear \
        day doing else everybody everyone evening first folks for forum give going good great greetings guys \
        had has have hello help here hey hi hint hints how i idea ideas if in is it just know kind life me \
        might morning much ok okay out place please pls question questions quick really right same so \
        somebody someone sorry suggestions thanks thank thoughts this today up whats you yall \
        advance tips pointers ty thx there problem issue experienced seen hear listening the to channel something my \
        on one with that anywhere hearing what gives heck hell wtf";
    let text = words.join(" ");
    words.len() <= 12
        && text != "how is it"
        && text != "whats this"
        && words.iter().all(|word| is_one_of(word, COURTESY))
        && !is_reference(words)
}

/// `what is this?`, `how is that?`: made of small words, and yet it asks.
fn is_reference(words: &[&str]) -> bool {
    matches!(words, ["what", "is", "this" | "that" | "it", ..] | ["how", "is", "that", ..] | ["is", "this", "it"])
        || (words.first() == Some(&"what") && words.len() <= 4 && words.contains(&"to"))
}

/// Whether a question means nothing without the sentence before it: `and on Mac?`, `how do I fix that?`.
pub(super) fn refers_back(words: &[&str]) -> bool {
    /// Words that add nothing of their own to a question.
    const SMALL: &str = "\
        how what why where when who which whats hows do does did dont doesnt can cant could should would will \
        is isnt are was has have i you we it they this that these those them its thats there one to for about \
        of with in on at a an the and or then now also so too be mean happen happens fix solve change stop \
        avoid handle supposed normal expected not possible work \
        same wrong doing am somehow instead either again go get done else prevent me there";
    let goes_on = matches!(words.first(), Some(&("and" | "or" | "same" | "but")))
        || words.starts_with(&["what", "about"])
        || words.starts_with(&["how", "about"])
        || words.starts_with(&["what", "if"]);
    let verb = words.iter().skip(1).any(|word| is_one_of(word, AUXILIARIES));
    (goes_on && !verb && words.len() <= 7)
        || matches!(words, ["where", "do" | "should" | "can", "i" | "we", "start" | "begin"])
        || words.iter().all(|word| is_one_of(word, SMALL))
}
