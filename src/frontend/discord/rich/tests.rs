use proptest::prelude::*;

use super::*;

/// Text, then what else there is, each on a line with a mark.
#[track_caller]
fn check(answer: &str, source: Option<&str>, expected: &str) {
    let Rich { text, image, links, source } = Rich::of(answer, source, "Source");
    let mut shown = vec![text];
    shown.extend(image.map(|url| format!("IMAGE {url}")));
    shown.extend(links.iter().map(|(label, url)| format!("BUTTON {label} {url}")));
    shown.extend(source.map(|source| format!("FROM {source}")));
    assert_eq!(shown.join("\n"), expected);
}

#[test]
fn what_discord_knows_stays_as_stored() {
    let answer =
        "## Title\n\n1. *one* in `code <!-- x -->`\n2. [two](https://x.org), and on\n\n> quoted\n-# small ||secret||";
    check(answer, None, answer);
    let code = "Run:\n```rust\n#### no heading\n| a |\n|---|\n<!-- stays -->\n![a](https://x.org/a.png)\n```";
    check(code, None, code);
}

#[test]
fn links_at_the_end_become_buttons() {
    check(
        "Text.\n\nSee also:\n- [One](https://one.org/)\n- [**Two**](https://two.org/a?b=(c))\n",
        None,
        "Text.\n\nSee also:\nBUTTON One https://one.org/\nBUTTON Two https://two.org/a?b=(c)",
    );
    check("[One](https://one.org/)", None, "\nBUTTON One https://one.org/");
    check("See [One](https://one.org/).", None, "See [One](https://one.org/).");
    check("Text\n[a](https://a.org) and\n", None, "Text\n[a](https://a.org) and");
    check("Text\n```\n[a](https://a.org)\n```", None, "Text\n```\n[a](https://a.org)\n```");
}

#[test]
fn links_that_no_button_can_hold_stay_text() {
    for link in [
        "[a](ftp://a.org/)",
        "[a](mailto:me@a.org)",
        "[a](javascript:alert(1))",
        "[a](../page.md)",
        "[a](http://localhost:3000)",
        "[a](http://127.0.0.1/)",
        "[a](https://me:secret@a.org/)",
        "[ ](https://a.org/)",
    ] {
        check(&format!("Text\n{link}"), None, &format!("Text\n{link}"));
    }
    let long_label = format!("[{}](https://a.org/)", "a".repeat(81));
    check(&long_label, None, &long_label);
    let long_address = format!("[a](https://a.org/{})", "a".repeat(500));
    check(&long_address, None, &long_address);
    let six = "- [a](https://a.org/)\n".repeat(6);
    check(&six, None, six.trim_end());
}

#[test]
fn a_source_is_a_button_or_a_name() {
    check("Text", Some("https://a.org/b"), "Text\nBUTTON Source https://a.org/b");
    check("Text", Some("The handbook, page 3"), "Text\nFROM The handbook, page 3");
    check("Text", Some("http://intranet/page"), "Text\nFROM http://intranet/page");
    check("Text\n[A](https://a.org/)", Some("https://a.org"), "Text\nBUTTON A https://a.org/");
    let five = "- [a](https://b.org/)\n".repeat(5);
    check(&five, Some("https://a.org/"), &format!("{five}BUTTON Source https://a.org/"));
}

#[test]
fn an_image_of_its_own_is_shown_and_others_are_linked() {
    check(
        "Text\n\n![a](https://x.org/a.png \"title\")\n\n![b](https://x.org/b.png) and ![](https://x.org/c.png), ![d](d.png)",
        None,
        "Text\n\n[b](https://x.org/b.png) and https://x.org/c.png, d\nIMAGE https://x.org/a.png",
    );
    check("`![a](https://x.org/a.png)`", None, "`![a](https://x.org/a.png)`");
}

#[test]
fn comments_go() {
    check("One<!-- two --> three<!-- four -->.", None, "One three.");
    check("One\n<!-- two\n```\nthree -->\nfour", None, "One\nfour");
    check("One <!-- never closed\ntwo", None, "One");
}

#[test]
fn small_headings_become_bold() {
    check("#### Small **one** ####\n##### Smaller\n####none", None, "**Small one**\n**Smaller**\n####none");
}

#[test]
fn a_table_becomes_lines_that_line_up() {
    check(
        "Prices:\n\n| What | Price |\n|:-----|------:|\n| **Tea** | 1 |\n| 茶 \\| `x` | 12.50 |\nSee [it](https://t.org) |\n\nEnd",
        None,
        "Prices:\n\n```\n\
         What                    Price\n\
         ──────────────────────  ─────\n\
         Tea                         1\n\
         茶 | x                  12.50\n\
         See it (https://t.org)\n```\n\nEnd",
    );
    check("a | b\n--|--\n", None, "```\na  b\n─  ─\n```");
    check("a | b\n--|--|--\nc\n---", None, "a | b\n--|--|--\nc\n---");
}

#[test]
fn a_wide_table_becomes_a_list() {
    let wide = "a cell that is wider than half of what there is room for";
    check(
        &format!(
            "| Name | **What** | Where |\n|--|--|--|\n| Tea | {wide} | [here](https://t.org) |\n| | x |\n| Milk |\n"
        ),
        None,
        &format!("- **Tea** · What: {wide} · Where: [here](https://t.org)\n- What: x\n- **Milk**"),
    );
}

#[test]
fn a_sentence_that_was_broken_for_its_width_is_joined() {
    let long = "A line that somebody's editor broke after some seventy to eighty columns,";
    check(
        &format!("{long}\nlike this.\n- {long}\n  like this\n- item"),
        None,
        &format!("{long} like this.\n- {long} like this\n- item"),
    );
    for kept in [
        format!("{long}\n\nnext"),
        format!("{long}\n# next"),
        format!("## {long}\nnext"),
        format!("{long}\\\nnext"),
        format!("```\n{long}\nnext\n```"),
        "short\nnext".to_owned(),
    ] {
        check(&kept, None, &kept);
    }
}

#[test]
fn fences_become_what_discord_knows() {
    check("~~~ rust\na\n~~~", None, "``` rust\na\n```");
    check("```\nnever closed", None, "```\nnever closed\n```");
    check("````\n```\n````", None, "```\n`\u{200b}`\u{200b}`\n```");
}

proptest! {
    #[test]
    fn any_text_is_taken(
        text in "([\\[\\]()!<>|`~#\\\\ \n-]|https://a.b|@everyone|<@1>|<!--|-->|```|\\PC){0,40}",
        source in proptest::option::of(".*"),
    ) {
        let rich = Rich::of(&text, source.as_deref(), "Source");
        prop_assert!(!["@everyone", "<@"].iter().any(|ping| rich.text.contains(ping)), "{rich:?}");
        prop_assert!(rich.links.len() <= MAX_LINKS);
    }
}
