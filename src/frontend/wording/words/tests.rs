use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use fluent_syntax::ast::Entry;
use fluent_syntax::ast::Expression;
use fluent_syntax::ast::InlineExpression;
use fluent_syntax::ast::Pattern;
use fluent_syntax::ast::PatternElement;
use fluent_syntax::parser;

use super::*;

/// How long what stands in one place may be, in UTF-16 units; the first that fits the key counts. The limits are
/// Discord's. A name of a command or an option also has to be one word.
const LIMITS: [(&str, &str, usize); 13] = [
    ("command-", "-description", 100),
    ("command-", "", 32),
    ("option-", "-description", 100),
    ("option-", "", 32),
    ("choice-", "", 100),
    ("menu-", "", 32),
    ("button-", "", 80),
    ("form-title-", "", 45),
    ("label-", "", 45),
    ("placeholder-", "", 100),
    ("item-", "", 100),
    ("title-", "", 256),
    ("field-", "", 256),
];

/// Longest text with no limit of its own: some of it goes into a message together with what people wrote.
const SENTENCE: usize = 1_000;

/// Keys of one file with the variables that each message uses, in their order.
fn messages(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let resource = parser::parse(language.source());
    let resource = resource.unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", language.code()));
    let mut messages = BTreeMap::new();
    for entry in resource.body {
        let message = match entry {
            Entry::Message(message) => message,
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => continue,
            other => panic!("{}: neither message nor comment: {other:?}", language.code()),
        };
        let mut variables = BTreeSet::new();
        in_pattern(message.value.as_ref().expect("every message says something"), &mut variables);
        let name = message.id.name.to_owned();
        let twice = messages.insert(name.clone(), variables);
        assert_eq!(twice, None, "{}: `{name}` stands there twice", language.code());
    }
    messages
}

fn in_pattern(pattern: &Pattern<&str>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { .. } => {}
            PatternElement::Placeable { expression: Expression::Inline(inline) } => in_inline(inline, variables),
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                in_inline(selector, variables);
                for variant in variants {
                    in_pattern(&variant.value, variables);
                }
            }
        }
    }
}

fn in_inline(inline: &InlineExpression<&str>, variables: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => drop(variables.insert(id.name.to_owned())),
        // What is referred to needs nothing: `every_reference_leads_to_a_text_that_needs_nothing`.
        InlineExpression::MessageReference { .. } | InlineExpression::StringLiteral { .. } => {}
        other => panic!("not used here: {other:?}"),
    }
}

#[test]
fn every_language_has_the_same_messages_with_the_same_variables() {
    let english = messages(Language::English);
    for language in Language::ALL {
        let theirs = messages(language);
        let missing: Vec<_> = english.keys().filter(|key| !theirs.contains_key(*key)).collect();
        let surplus: Vec<_> = theirs.keys().filter(|key| !english.contains_key(*key)).collect();
        assert!(missing.is_empty() && surplus.is_empty(), "{}: without {missing:?}, with {surplus:?}", language.code());
        for (key, variables) in &english {
            assert_eq!(&theirs[key], variables, "{}: variables of `{key}`", language.code());
        }
    }
}

/// Every message with one thing in all its variables, in every language.
fn every_text(argument: &Argument<'_>) -> Vec<(Language, String, String)> {
    let mut texts = Vec::new();
    for language in Language::ALL {
        for (key, variables) in messages(language) {
            let variables: Vec<&'static str> = variables.into_iter().map(|name| &*name.leak()).collect();
            let arguments: Vec<_> = variables.into_iter().map(|name| (name, argument.clone())).collect();
            let text = formatted(language, &key, &arguments).unwrap_or_else(|| panic!("`{key}` is not there"));
            texts.push((language, key, text));
        }
    }
    texts
}

#[test]
fn every_reference_leads_to_a_text_that_needs_nothing() {
    // What cannot be resolved is written as it stands in the file.
    for (language, key, text) in every_text(&Argument::from("x")) {
        assert!(!text.contains(['{', '}']), "{}: `{key}`: {text}", language.code());
        assert_eq!(text, text.trim_end_matches('\n'), "{}: `{key}`", language.code());
    }
}

#[test]
fn every_text_stays_within_its_limit_in_every_language() {
    for (language, key, text) in
        [every_text(&Argument::from("12345")), every_text(&Argument::from(12_345_u32))].concat()
    {
        let fits = |(begins, ends, _): &&(&str, &str, usize)| key.starts_with(begins) && key.ends_with(ends);
        let limit = LIMITS.iter().find(fits).map_or(SENTENCE, |(_, _, limit)| *limit);
        let length = text.encode_utf16().count();
        let place = language.code();
        assert!((1..=limit).contains(&length), "{place}: `{key}` has {length} of {limit}: {text}");
        assert!(limit == SENTENCE || !text.contains('\n'), "{place}: `{key}` has one line");
        let is_name = limit == 32 && !key.starts_with("menu-");
        // Discord's rule: ^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$, and no capitals.
        let goes = |c: char| c.is_alphanumeric() && !c.is_uppercase() || matches!(c, '-' | '_' | '\'');
        assert!(!is_name || text.chars().all(goes), "{place}: `{key}` is no name of a command: {text}");
    }
}

/// A call of [`Words::say`] or [`Words::say_with`] in the source.
struct Said {
    place: String,
    key: String,
    /// What is put in; `None` where that is not written there.
    arguments: Option<BTreeSet<String>>,
}

/// The calls in one file, and the places where no key stands.
fn said_in(place: &str, code: &str) -> (Vec<Said>, Vec<String>) {
    let (mut said, mut without_key) = (Vec::new(), Vec::new());
    for call in ["words.say(", "Words::ENGLISH.say(", ".say_with("] {
        for (at, _) in code.match_indices(call) {
            let line = code[..at].matches('\n').count() + 1;
            let place = format!("{place}:{line}");
            let inside = inside(&code[at + call.len()..]);
            let Some((key, arguments)) = inside.trim_start().strip_prefix('"').and_then(|rest| rest.split_once('"'))
            else {
                without_key.push(place);
                continue;
            };
            let written = call != ".say_with(" || arguments.contains("&[");
            said.push(Said { place, key: key.to_owned(), arguments: written.then(|| names(arguments)) });
        }
    }
    (said, without_key)
}

/// What stands before the parenthesis that closes a call.
fn inside(text: &str) -> &str {
    let (mut depth, mut quoted, mut escaped) = (1, false, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &text[..at];
        }
    }
    text
}

/// The names in `&[("name", …), …]`.
fn names(arguments: &str) -> BTreeSet<String> {
    let pairs = arguments.split('(').skip(1).map(str::trim_start);
    let names = pairs.filter_map(|pair| pair.strip_prefix('"')?.split_once('"'));
    names.filter(|(_, rest)| rest.trim_start().starts_with(',')).map(|(name, _)| name.to_owned()).collect()
}

/// All calls in the front-ends but for those in tests.
fn all_said() -> (Vec<Said>, Vec<String>) {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/frontend")];
    let (mut said, mut without_key) = (Vec::new(), Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let place = path.display().to_string();
            if path.is_dir() {
                folders.push(path);
            } else if place.ends_with(".rs") && !place.ends_with("tests.rs") && !place.ends_with("wording/words.rs") {
                let text = fs::read_to_string(&path).unwrap();
                let code = text.split("#[cfg(test)]").next().unwrap();
                let (more, without) = said_in(&place, code);
                said.extend(more);
                without_key.extend(without);
            }
        }
    }
    (said, without_key)
}

/// Keys that the source does not name: `localised.rs` and `wording/problems.rs` make them up, and test them.
fn is_made_up(key: &str) -> bool {
    ["command-", "option-", "choice-", "menu-", "problem-"].iter().any(|begins| key.starts_with(begins))
}

#[test]
fn every_key_in_the_source_is_there_and_every_other_is_left_over() {
    let (said, without_key) = all_said();
    assert!(said.len() > 80, "the words are said somewhere else: {}", said.len());
    assert_eq!(without_key, Vec::<String>::new(), "a key stands where it is used, as a literal");
    let english = messages(Language::English);
    for Said { place, key, .. } in &said {
        assert!(english.contains_key(key), "{place}: there is no `{key}` in en.ftl");
    }
    let named: BTreeSet<&str> = said.iter().map(|said| said.key.as_str()).collect();
    let file = Language::English.source();
    let left_over =
        |key: &&String| !named.contains(key.as_str()) && !is_made_up(key) && !file.contains(&format!("{{ {key} }}"));
    let left_over: Vec<&String> = english.keys().filter(left_over).collect();
    assert!(left_over.is_empty(), "nothing says {left_over:?}");
}

#[test]
fn every_sentence_gets_what_it_needs() {
    let english = messages(Language::English);
    for Said { place, key, arguments } in all_said().0 {
        // Those made elsewhere are looked at when they are put in, in a debug build.
        if let Some(arguments) = arguments {
            assert_eq!(Some(&arguments), english.get(&key), "{place}: `{key}`");
        }
    }
}

#[test]
fn calls_are_found_in_the_source() {
    let code = "let a = words.say(\"one\");\nlet b = to\n.words\n.say_with(\n\"two\", &[(\"count\", number(3).into()), \
                (\"text\", (\"(\").into())]);\nwords.say(key)";
    let (said, without_key) = said_in("here.rs", code);
    let found: Vec<String> =
        said.iter().map(|said| format!("{} {:?}", said.key, said.arguments.as_ref().unwrap())).collect();
    assert_eq!(found, ["one {}", "two {\"count\", \"text\"}"]);
    assert_eq!(without_key, ["here.rs:6"]);
}

#[test]
fn numbers_choose_between_one_and_several_by_the_rules_of_the_language() {
    let entries = |language, count: u32| Words::of(language).say_with("item-entries", &[("count", count.into())]);
    assert_eq!(entries(Language::English, 1), "1 entry");
    assert_eq!(entries(Language::English, 0), "0 entries");
    assert_eq!(entries(Language::German, 2_000), "2000 Einträge");
    assert_eq!(entries(Language::French, 0), "0 entrée");
    assert_eq!(entries(Language::Spanish, 0), "0 entradas");
    assert_eq!(entries(Language::Portuguese, 0), "0 entrada");
}

#[test]
fn one_is_spoken_of_as_one() {
    for (language, key, name, one, two) in [
        (Language::English, "stats-alt", "asked", "1 question was", "2 questions were"),
        (Language::German, "trial-channel", "answered", "Eine Frage wäre", "2 Fragen wären"),
        (Language::French, "trial-channel", "answered", "1 question aurait", "2 questions auraient"),
        (Language::Spanish, "trial-listen-on", "more", "hace falta 1", "hacen falta 2"),
        (Language::Portuguese, "trial-channel", "answered", "1 pergunta teria", "2 perguntas teriam"),
    ] {
        for (count, expected) in [(1_u32, one), (2, two)] {
            let variables = messages(language).remove(key).unwrap().into_iter().filter(|variable| variable != name);
            let others: Vec<String> = variables.collect();
            let others = others.iter().map(|variable| (&*variable.clone().leak(), Argument::from("x")));
            let arguments: Vec<_> = others.chain([(name, count.into())]).collect();
            let text = formatted(language, key, &arguments).unwrap();
            assert!(text.contains(expected), "{}: {text}", language.code());
        }
    }
}

#[test]
fn what_people_wrote_is_put_in_as_it_is() {
    let words = Words::ENGLISH;
    let text = "{ $question } { command-ask } \u{2066}\"\n* x";
    assert_eq!(words.say_with("asked", &[("question", text.into())]), format!("Asked: {text}"));
}

#[track_caller]
fn check(member: &str, guild: Option<&str>, setting: Option<Language>, expected: Language) {
    assert_eq!(Words::for_interaction(member, guild, setting).language(), expected);
}

#[test]
fn the_members_own_language_comes_before_the_setting_and_that_before_the_servers() {
    check("de", Some("fr"), Some(Language::Spanish), Language::German);
    check("fi", Some("fr"), Some(Language::Spanish), Language::Spanish);
    check("fi", Some("fr"), None, Language::French);
    check("fi", Some("sv-SE"), None, Language::English);
    check("fi", None, None, Language::English);
}
