use proptest::prelude::*;

use super::*;

/// Cuts with a limit of 20 and shows the parts, `|` between them and at the end unless they are all.
#[track_caller]
fn check(markdown: &str, expected: &str) {
    let Split { parts, whole } = split(markdown, 20);
    let shown = parts.join("|") + if whole { "" } else { "|…" };
    assert_eq!(shown, expected);
}

#[test]
fn what_fits_is_not_cut() {
    check("", "");
    check(" \n\n", "");
    check("twenty letters in it", "twenty letters in it");
    check("\n\n  indented\n\n", "  indented");
}

#[test]
fn it_is_cut_where_a_reader_would_pause() {
    check("one two three\n\nfour five six", "one two three|four five six");
    check("one two\nthree four\n\nfive\nsix", "one two\nthree four|five\nsix");
    check("- one two\n- three\n- four five\n- six", "- one two\n- three|- four five\n- six");
    check("One two. Three four five six.", "One two.|Three four five six.");
    check("one two three four five six", "one two three four|five six");
    check("abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrst|uvwxyz");
    check("一二三四五六七八九十。一二三四五六七八九十。一", "一二三四五六七八九十。|一二三四五六七八九十。一");
}

#[test]
fn a_small_first_paragraph_does_not_stand_alone() {
    check("# A\n\nOne two three. Four five.", "# A\n\nOne two three.|Four five.");
    check("Hi.\n\nOne two three. Four five.", "Hi.\n\nOne two three.|Four five.");
    check("one two three\n# A\nfour five", "one two three|# A\nfour five");
}

#[test]
fn code_is_not_cut() {
    check("one\n```\ntwo\n\nthree\n```\nfour", "one|```\ntwo\n\nthree\n```|four");
    check("one two three `four five six` seven", "one two three|`four five six`|seven");
    check("one\n```\ntwo three four five six\n```\nseven", "one|…");
    check("one\n\n```\ntwo three\n\nfour five six", "one|…");
}

#[test]
fn links_are_not_cut() {
    check("see the [long page](http://a.b) now", "see the|…");
    check("see the [page a](http://b) now", "see the|[page a](http://b)|now");
    check("look at https://example.org/page/x", "look at|…");
    check("look at http://a.org/page. More.", "look at|http://a.org/page.|More.");
    check("ask in the channel <#12345678901> now", "ask in the channel|<#12345678901> now");
}

#[test]
fn emphasis_is_cut_only_when_there_is_no_other_place() {
    check("one two **three four five** six", "one two|**three four five**|six");
    check("one **two three four five six**", "one|**two three four|five six**");
    check("my_own snake_case and on it goes", "my_own snake_case|and on it goes");
}

#[test]
fn a_letter_is_not_cut() {
    let family = "👩‍👩‍👧‍👦";
    assert_eq!(units(family), 11);
    assert_eq!(split(&family.repeat(3), 25).parts, [family.repeat(2), family.to_owned()]);
    assert_eq!(split(family, 10), Split { parts: Vec::new(), whole: false });
    check("abcdefghijklmnopqrs\u{301}\u{301}t", "abcdefghijklmnopqr|s\u{301}\u{301}t");
}

/// Texts of what is cut and what is not.
fn markdown() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z]{1,9}",
        "\\PC{1,4}",
        "[一-十。]{1,9}",
        Just("\n".to_owned()),
        Just("\n\n".to_owned()),
        Just("\n\n```\nlet a = b;\n\nc\n```\n\n".to_owned()),
        Just("`a b`".to_owned()),
        Just("[a b](https://c.d/e)".to_owned()),
        Just("https://a.bc/d".to_owned()),
        Just("**a b c**".to_owned()),
        Just("👩‍👩‍👧‍👦".to_owned()),
        Just("\n- ".to_owned()),
        "[.!?*_`\\[\\]()<>~|\\\\#]{1,3}",
    ];
    proptest::collection::vec((piece, prop_oneof![Just(""), Just(" ")]), 0..60)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, space)| [piece, space.to_owned()]).collect())
}

fn unspaced(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

proptest! {
    #[test]
    fn the_parts_are_the_text(text in markdown(), limit in 1_usize..120) {
        let Split { parts, whole } = split(&text, limit);
        let joined = unspaced(&parts.concat());
        if whole {
            prop_assert_eq!(joined, unspaced(&text));
        } else {
            prop_assert!(unspaced(&text).starts_with(&joined));
        }
        for part in &parts {
            prop_assert!(units(part) <= limit && !part.trim().is_empty(), "{part:?}");
        }
        // No letter begins in one part and ends in another.
        let letters = |text: &str| text.graphemes(true).filter(|letter| !letter.trim().is_empty()).count();
        if whole {
            prop_assert_eq!(parts.iter().map(|part| letters(part)).sum::<usize>(), letters(&text));
        }
    }

    #[test]
    fn fences_and_links_are_whole(
        words in proptest::collection::vec("[a-z]{1,12}|```|`|L", 0..60),
        limit in 40_usize..90,
    ) {
        let pieces = words.iter().map(|word| match word.as_str() {
            "```" => "\n\n```\na = b\n\nc\n```\n\n".to_owned(),
            "`" => "`a b c` ".to_owned(),
            "L" => "[a b](https://c.d/e?f=(g)) ".to_owned(),
            word => format!("{word} "),
        });
        let text: String = pieces.collect();
        let split = split(&text, limit);
        prop_assert!(split.whole);
        for part in &split.parts {
            prop_assert!(part.matches("```").count() % 2 == 0, "{part:?}");
            prop_assert!(part.matches('`').count() % 2 == 0, "{part:?}");
            prop_assert_eq!(part.matches('[').count(), part.matches("(g))").count(), "{:?}", part);
        }
    }
}
