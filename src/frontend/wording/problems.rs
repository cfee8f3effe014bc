//! What is wrong in a file, to those who handed it in through Discord. The shell's English stands where the problems are
//! (`knowledge/problem`); the keys here are theirs, with `problem-` before them.

use crate::frontend::wording::plain;
use crate::frontend::wording::words::Argument;
use crate::frontend::wording::words::Words;
use crate::knowledge::Detail;
use crate::knowledge::Problem;
use crate::knowledge::Severity;
use crate::knowledge::Wrong;

/// One problem on one line.
#[must_use]
pub fn problem(words: Words, problem: &Problem) -> String {
    let text = format!("{}: {}", problem.place, wrong(words, &problem.wrong));
    let text = [("problem", plain(&text).replace('\n', " ").into())];
    match problem.severity {
        Severity::Error => words.say_with("problem-severity-error", &text),
        Severity::Warning => words.say_with("problem-severity-warning", &text),
        Severity::Note => words.say_with("problem-severity-note", &text),
    }
}

/// What is wrong, and what to do.
fn wrong(words: Words, wrong: &Wrong) -> String {
    let in_english = || format!("{}; {}", wrong.message(), wrong.remedy());
    let Some((key, details)) = wrong.told() else { return in_english() };
    let argument = |detail| match detail {
        Detail::Text(text) => Argument::Text(text),
        Detail::Number(number) => Argument::Number(number),
        Detail::Word(word) => Argument::from(words.find(&of_problems(word)).unwrap_or_default()),
    };
    let arguments: Vec<_> = details.into_iter().map(|(name, detail)| (name, argument(detail))).collect();
    // That a key is missing is found by the tests below.
    words.find_with(&of_problems(key), &arguments).unwrap_or_else(in_english)
}

fn of_problems(key: &str) -> String {
    format!("problem-{key}")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::frontend::wording::language::Language;
    use crate::knowledge::Kind;
    use crate::knowledge::Nameless;
    use crate::knowledge::OurFault;
    use crate::knowledge::Part;

    /// The words that are put in.
    fn put_in() -> Vec<(&'static str, &'static str)> {
        let kinds = Kind::ALL.iter().map(|word| (word.key(), word.english()));
        let parts = Part::ALL.iter().map(|word| (word.key(), word.english()));
        let nameless = Nameless::ALL.iter().map(|word| (word.key(), word.english()));
        let faults = OurFault::ALL.iter().map(|word| (word.key(), word.english()));
        kinds.chain(parts).chain(nameless).chain(faults).collect()
    }

    #[test]
    fn in_english_discord_says_what_the_shell_says() {
        for sample in Wrong::samples() {
            let shell = format!("{}; {}", sample.message(), sample.remedy());
            assert_eq!(wrong(Words::ENGLISH, &sample), shell, "{sample:?}");
        }
        for (key, english) in put_in() {
            assert_eq!(Words::ENGLISH.find(&of_problems(key)).as_deref(), Some(english), "{key}");
        }
    }

    #[test]
    fn every_problem_is_told_in_every_language() {
        for language in Language::ALL.into_iter().filter(|&language| language != Language::English) {
            let words = Words::of(language);
            for sample in Wrong::samples() {
                let (key, details) = sample.told().unwrap();
                let told = wrong(words, &sample);
                assert_ne!(told, wrong(Words::ENGLISH, &sample), "{}: {key}", language.code());
                for (name, detail) in details {
                    let stands = match detail {
                        Detail::Text(text) => told.contains(text.as_ref()),
                        Detail::Number(number) => told.contains(&number.to_string()),
                        Detail::Word(word) => told.contains(&words.find(&of_problems(word)).unwrap()),
                    };
                    assert!(stands, "{}: {key} lacks {name}: {told}", language.code());
                }
            }
        }
    }

    #[test]
    fn no_words_about_problems_are_left_over() {
        let samples = Wrong::samples();
        let known = samples.iter().filter_map(|sample| sample.told().map(|(key, _)| key));
        let known: BTreeSet<String> = known.chain(put_in().into_iter().map(|(key, _)| key)).map(of_problems).collect();
        assert_eq!(known.len(), samples.len() + put_in().len(), "no two have the same key");
        let keys = Language::English.source().lines().filter_map(|line| line.split_once(" = ")).map(|(key, _)| key);
        let in_file = keys.filter(|key| key.starts_with("problem-") && !key.starts_with("problem-severity-"));
        let left_over: Vec<&str> = in_file.filter(|key| !known.contains(*key)).collect();
        assert_eq!(left_over, Vec::<&str>::new());
    }
}
