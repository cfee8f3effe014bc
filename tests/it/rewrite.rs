//! Changed entries written back into files that people wrote by hand: what the diff shows.

use std::path::Path;

use askwell::entry::Entry;
use askwell::entry::EntryId;
use askwell::entry::Phrasing;
use askwell::entry::State;
use askwell::knowledge::Format;
use askwell::knowledge::Rewrite;
use askwell::knowledge::RewriteError;
use askwell::knowledge::parse;
use askwell::knowledge::rewrite;
use expect_test::Expect;
use expect_test::expect;
use time::macros::date;

const MARKDOWN: &str = "---
topic: Account   # of the whole file
tags: [account]
---
# All about accounts

Some words.

## How do I reset my password?
##   Where can I *change* it? ##

<!-- id: reset   -->

Open **Settings**.


<!-- markdownlint-disable -->
## Can I rename myself?
Yes:
```
## is this a question?
```
## And my posts?

They stay.

# Billing

**Q: Is it free?**
**A:** Yes.

Q: Can I give?
A: You can.
   And should.";

const YAML: &str = "# Kept by the guild.
topics:
- {name: Account, overview: 'It''s yours.'}   # short

entries:
  # the one everybody asks
  - id: reset
    topic: Account
    questions:      # as people type
      - 'How do I reset my password?'
      - lost my password  # no question mark
    answer: >-      # folded
      Open Settings,
      then Security.

    tags: [a, \"b c\"]

  - {question: 'Is it free?', answer: 'Yes', state: draft}
  - answer: |
      One.

      # Two.
    # why here?
    question: \"What is there?\"
";

const TOML: &str = "# Kept by the guild.
title = 'Guild'

[[entries]] # first
  id='reset'     # never change
  questions = [
    'How do I reset my password?', # as people type
    \"lost my password\",
  ]
  answer = '''
Open `C:\\Settings`.'''
  # since spring
  review_by = 2027-01-31

[[entries]]
question = \"Is it free?\"
answer = \"Yes.\" # of course
source = \"the \\\"rules\\\"\"
";

const JSON: &str = r#"{
  "topic": "Guild",
  "entries": [
    { "id": "reset", "questions": ["How do I reset it?", "lost it"],
      "answer": "Open \u0053ettings.", "tags": ["a"] },
    {
        "question" : "Is it free?",
        "answer"   : "Yes.",
        "state"    : "draft"
    }
  ]
}
"#;

const JSONL: &str = "{\"id\":\"reset\",\"questions\":[\"How do I reset it?\"],\"answer\":\"Open Settings.\"}

{ \"question\": \"Is it free?\", \"answer\": \"Yes.\" }";

const CSV: &str = "id;Question;Question 2;Answer;tags;state
reset;How do I reset it?;lost it;\"Open \"\"Settings\"\".
Then wait.\";a, b;

;\"Is it free?\" ; ;Yes
;What is there?;;\"One; two\";;draft
";

const TEXT: &str = "About the guild.

1. How do I reset it?
- Lost it?

Open Settings.


Q: Is it free?
A: Yes.
What is there?
   A hall.
";

#[track_caller]
fn entry_of(file: &str, text: &str, id: &str) -> Entry {
    let format = Format::from_path(Path::new(file)).unwrap();
    let knowledge = parse(format, file, text.as_bytes()).into_reading(file).knowledge;
    let named = |entry: &&Entry| entry.id.as_str() == id || entry.title().as_str() == id;
    knowledge.entries.iter().find(named).unwrap_or_else(|| panic!("no {id} in {file}")).clone()
}

/// What the diff shows after the entry that has this id or asks this was changed.
#[track_caller]
fn change(file: &str, text: &str, id: &str, change: impl Fn(&mut Entry), expected: &Expect) {
    let mut entry = entry_of(file, text, id);
    let id = entry.id.clone();
    change(&mut entry);
    let new = rewrite(Path::new(file), text, &[Rewrite { id, entry: Some(entry) }]);
    expected.assert_eq(&new.map_or_else(|error| format!("{error}\n"), |new| diff(text, &new)));
}

#[track_caller]
fn retire(file: &str, text: &str, id: &str, expected: &Expect) {
    let id = entry_of(file, text, id).id;
    let new = rewrite(Path::new(file), text, &[Rewrite { id, entry: None }]);
    expected.assert_eq(&new.map_or_else(|error| format!("{error}\n"), |new| diff(text, &new)));
}

/// The lines that differ, and that the last line has no end any more.
fn diff(old: &str, new: &str) -> String {
    let (a, b): (Vec<&str>, Vec<&str>) = (old.split('\n').collect(), new.split('\n').collect());
    // Longest common runs of lines, by the table of textbooks: the files are short.
    let mut common = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            common[i][j] = if a[i] == b[j] { common[i + 1][j + 1] + 1 } else { common[i + 1][j].max(common[i][j + 1]) };
        }
    }
    let (mut i, mut j, mut out) = (0, 0, String::new());
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i] == b[j] {
            (i, j) = (i + 1, j + 1);
        } else if i < a.len() && (j == b.len() || common[i + 1][j] >= common[i][j + 1]) {
            out.push_str(&format!("-{}\n", a[i]));
            i += 1;
        } else {
            out.push_str(&format!("+{}\n", b[j]));
            j += 1;
        }
    }
    out
}

fn phrasing(text: &str) -> Phrasing {
    Phrasing::new(text).unwrap()
}

fn new_answer(entry: &mut Entry) {
    entry.answer = "It's \"new\".\n\n- C:\\x # y".to_owned();
}

fn more_words(entry: &mut Entry) {
    entry.phrasings.push(phrasing("and what about \"that\": this?"));
}

fn another_title(entry: &mut Entry) {
    entry.phrasings[0] = phrasing("What else is there?");
}

fn all_details(entry: &mut Entry) {
    entry.tags = vec!["new tag".to_owned(), "x, y".to_owned()];
    entry.source = Some("the \"book\"".to_owned());
    entry.review_by = Some(date!(2028 - 02 - 29));
}

fn no_details(entry: &mut Entry) {
    entry.tags.clear();
    entry.source = None;
    entry.review_by = None;
    entry.state = State::Approved;
}

#[test]
fn markdown_keeps_its_shape() {
    change(
        "a.md",
        MARKDOWN,
        "reset",
        new_answer,
        &expect![[r#"
        -Open **Settings**.
        -
        +It's "new".
        -<!-- markdownlint-disable -->
        +- C:\x # y
    "#]],
    );
    change(
        "a.md",
        MARKDOWN,
        "reset",
        more_words,
        &expect![[r#"
        +## and what about "that": this?
    "#]],
    );
    change(
        "a.md",
        MARKDOWN,
        "reset",
        another_title,
        &expect![[r#"
        -## How do I reset my password?
        +## What else is there?
    "#]],
    );
    change(
        "a.md",
        MARKDOWN,
        "reset",
        all_details,
        &expect![[r#"
            -<!-- id: reset   -->
            +<!--
            +id: reset
            +tags: [new tag, "x, y"]
            +source: "the \"book\""
            +review_by: 2028-02-29
            +-->
        "#]],
    );
    change(
        "a.md",
        MARKDOWN,
        "reset",
        no_details,
        &expect![[r#"
            -<!-- id: reset   -->
            +<!--
            +id: reset
            +tags: []
            +-->
        "#]],
    );
    change(
        "a.md",
        MARKDOWN,
        "Can I rename myself?",
        another_title,
        &expect![[r#"
        -## Can I rename myself?
        +## What else is there?
        +<!-- id: can-i-rename-myself-45ccb31b -->
    "#]],
    );
    change(
        "a.md",
        MARKDOWN,
        "Can I rename myself?",
        |entry| entry.answer = "No.\n## Why?\nSo.".into(),
        &expect![[r#"
        -Yes:
        -```
        -## is this a question?
        -```
        +<!-- answer: "No.\n## Why?\nSo." -->
        +
    "#]],
    );
    change(
        "a.md",
        MARKDOWN,
        "And my posts?",
        |entry| entry.topic = Some("Billing".into()),
        &expect![[r#"
        +<!--
        +id: and-my-posts-a4c63cad
        +topic: Billing
        +-->
        +
    "#]],
    );
    change(
        "a.md",
        MARKDOWN,
        "Is it free?",
        more_words,
        &expect![[r#"
        +**Q: and what about "that": this?**
    "#]],
    );
    change(
        "a.md",
        MARKDOWN,
        "Is it free?",
        all_details,
        &expect![[r#"
        -**A:** Yes.
        +<!--
        +tags: [new tag, "x, y"]
        +source: "the \"book\""
        +review_by: 2028-02-29
        +-->
        +Yes.
    "#]],
    );
    change(
        "a.md",
        MARKDOWN,
        "Can I give?",
        new_answer,
        &expect![[r#"
        -A: You can.
        -   And should.
        +A: It's "new".
        +
        +- C:\x # y
    "#]],
    );
    retire(
        "a.md",
        MARKDOWN,
        "Can I give?",
        &expect![[r#"
        -A: You can.
        +<!-- state: retired -->
        +You can.
    "#]],
    );
    retire(
        "a.md",
        MARKDOWN,
        "reset",
        &expect![[r#"
            -<!-- id: reset   -->
            +<!--
            +id: reset
            +state: retired
            +-->
        "#]],
    );
}

#[test]
fn yaml_keeps_its_shape() {
    change(
        "a.yaml",
        YAML,
        "reset",
        new_answer,
        &expect![[r#"
        -    answer: >-      # folded
        -      Open Settings,
        -      then Security.
        +    answer: |-
        +      It's "new".
        +      - C:\x # y
        +
    "#]],
    );
    change(
        "a.yaml",
        YAML,
        "reset",
        more_words,
        &expect![[r#"
        +      - "and what about \"that\": this?"
    "#]],
    );
    change(
        "a.yaml",
        YAML,
        "reset",
        another_title,
        &expect![[r#"
        -      - 'How do I reset my password?'
        +      - What else is there?
    "#]],
    );
    change(
        "a.yaml",
        YAML,
        "reset",
        all_details,
        &expect![[r#"
        -    tags: [a, "b c"]
        +    tags: [new tag, "x, y"]
        +    source: "the \"book\""
        +    review_by: 2028-02-29
    "#]],
    );
    change(
        "a.yaml",
        YAML,
        "reset",
        no_details,
        &expect![[r#"
        -    tags: [a, "b c"]
    "#]],
    );
    change(
        "a.yaml",
        YAML,
        "Is it free?",
        new_answer,
        &expect![[r#"
        -  - {question: 'Is it free?', answer: 'Yes', state: draft}
        +  - {question: 'Is it free?', answer: "It's \"new\".\n\n- C:\\x # y", state: draft}
    "#]],
    );
    change(
        "a.yaml",
        YAML,
        "Is it free?",
        another_title,
        &expect![[r#"
        -  - {question: 'Is it free?', answer: 'Yes', state: draft}
        +  - {id: is-it-free-34f4d081, question: 'What else is there?', answer: 'Yes', state: draft}
    "#]],
    );
    change(
        "a.yaml",
        YAML,
        "Is it free?",
        no_details,
        &expect![[r#"
        -  - {question: 'Is it free?', answer: 'Yes', state: draft}
        +  - {question: 'Is it free?', answer: 'Yes'}
    "#]],
    );
    change(
        "a.yaml",
        YAML,
        "What is there?",
        all_details,
        &expect![[r#"
        +    tags: [new tag, "x, y"]
        +    source: "the \"book\""
        +    review_by: 2028-02-29
    "#]],
    );
    change(
        "a.yaml",
        YAML,
        "What is there?",
        |entry| entry.answer = "One line.".into(),
        &expect![[r#"
        -  - answer: |
        -      One.
        -
        -      # Two.
        +  - answer: |-
        +      One line.
    "#]],
    );
    change(
        "a.yaml",
        YAML,
        "What is there?",
        more_words,
        &expect![[r#"
        -    question: "What is there?"
        +    question: [What is there?, "and what about \"that\": this?"]
    "#]],
    );
    retire(
        "a.yaml",
        YAML,
        "reset",
        &expect![[r#"
        +    state: retired
    "#]],
    );
    let copies = "entries:\n  - &one {question: A?, answer: a}\n  - {question: B?, answer: &b x}\n  - {question: C?, answer: *b}\n";
    change(
        "a.yaml",
        copies,
        "A?",
        new_answer,
        &expect![[r#"
        -  - &one {question: A?, answer: a}
        +  - &one {question: A?, answer: "It's \"new\".\n\n- C:\\x # y"}
    "#]],
    );
    change(
        "a.yaml",
        copies,
        "B?",
        new_answer,
        &expect![[r#"
            a.yaml was left as it is, since its entry c-597fcb31 would change too; write out by hand what the two share
        "#]],
    );
    change(
        "a.yaml",
        copies,
        "C?",
        new_answer,
        &expect![[r#"
        -  - {question: C?, answer: *b}
        +  - {question: C?, answer: "It's \"new\".\n\n- C:\\x # y"}
    "#]],
    );
}

#[test]
fn toml_keeps_its_shape() {
    change(
        "a.toml",
        TOML,
        "reset",
        new_answer,
        &expect![[r#"
        -Open `C:\Settings`.'''
        +It's "new".
        +
        +- C:\x # y'''
    "#]],
    );
    change(
        "a.toml",
        TOML,
        "reset",
        more_words,
        &expect![[r#"
            +    'and what about "that": this?',
        "#]],
    );
    change(
        "a.toml",
        TOML,
        "reset",
        all_details,
        &expect![[r#"
        -  review_by = 2027-01-31
        +  review_by = 2028-02-29
        +  tags=["new tag", "x, y"]
        +  source="the \"book\""
    "#]],
    );
    change(
        "a.toml",
        TOML,
        "reset",
        no_details,
        &expect![[r#"
        -  review_by = 2027-01-31
    "#]],
    );
    change(
        "a.toml",
        TOML,
        "Is it free?",
        new_answer,
        &expect![[r#"
        -answer = "Yes." # of course
        +answer = """
        +It's "new".
        +
        +- C:\\x # y""" # of course
    "#]],
    );
    change(
        "a.toml",
        TOML,
        "Is it free?",
        another_title,
        &expect![[r#"
        -question = "Is it free?"
        +id = "is-it-free-73e4367f"
        +question = "What else is there?"
    "#]],
    );
    change(
        "a.toml",
        TOML,
        "Is it free?",
        more_words,
        &expect![[r#"
        -question = "Is it free?"
        +question = ["Is it free?", "and what about \"that\": this?"]
    "#]],
    );
    change(
        "a.toml",
        TOML,
        "Is it free?",
        |entry| entry.topic = None,
        &expect![[r#"
        +id = "is-it-free-73e4367f"
        +topic = ""
    "#]],
    );
    retire(
        "a.toml",
        TOML,
        "Is it free?",
        &expect![[r#"
        +state = "retired"
    "#]],
    );
    let inline =
        "entries = [\n  {question = 'A?', answer = 'a'},\n  {question = 'B?', answer = 'b', source = 's'}, # two\n]\n";
    change(
        "a.toml",
        inline,
        "A?",
        all_details,
        &expect![[r#"
        -  {question = 'A?', answer = 'a'},
        +  {question = 'A?', answer = 'a', tags = ["new tag", "x, y"], source = "the \"book\"", review_by = "2028-02-29"},
    "#]],
    );
    change(
        "a.toml",
        inline,
        "B?",
        no_details,
        &expect![[r#"
        -  {question = 'B?', answer = 'b', source = 's'}, # two
        +  {question = 'B?', answer = 'b'}, # two
    "#]],
    );
}

#[test]
fn json_keeps_its_shape() {
    change(
        "a.json",
        JSON,
        "reset",
        new_answer,
        &expect![[r#"
        -      "answer": "Open \u0053ettings.", "tags": ["a"] },
        +      "answer": "It's \"new\".\n\n- C:\\x # y", "tags": ["a"] },
    "#]],
    );
    change(
        "a.json",
        JSON,
        "reset",
        more_words,
        &expect![[r#"
        -    { "id": "reset", "questions": ["How do I reset it?", "lost it"],
        +    { "id": "reset", "questions": ["How do I reset it?", "lost it", "and what about \"that\": this?"],
    "#]],
    );
    change(
        "a.json",
        JSON,
        "reset",
        all_details,
        &expect![[r#"
        -      "answer": "Open \u0053ettings.", "tags": ["a"] },
        +      "answer": "Open \u0053ettings.", "tags": ["new tag", "x, y"], "source": "the \"book\"", "review_by": "2028-02-29" },
    "#]],
    );
    change(
        "a.json",
        JSON,
        "reset",
        no_details,
        &expect![[r#"
        -      "answer": "Open \u0053ettings.", "tags": ["a"] },
        +      "answer": "Open \u0053ettings." },
    "#]],
    );
    change(
        "a.json",
        JSON,
        "Is it free?",
        another_title,
        &expect![[r#"
        -        "question" : "Is it free?",
        +        "id" : "is-it-free-73e4367f",
        +        "question" : "What else is there?",
    "#]],
    );
    change(
        "a.json",
        JSON,
        "Is it free?",
        all_details,
        &expect![[r#"
        -        "state"    : "draft"
        +        "state"    : "draft",
        +        "tags" : ["new tag", "x, y"],
        +        "source" : "the \"book\"",
        +        "review_by" : "2028-02-29"
    "#]],
    );
    change(
        "a.json",
        JSON,
        "Is it free?",
        no_details,
        &expect![[r#"
        -        "answer"   : "Yes.",
        -        "state"    : "draft"
        +        "answer"   : "Yes."
    "#]],
    );
    change(
        "a.json",
        JSON,
        "Is it free?",
        |entry| entry.topic = None,
        &expect![[r#"
        +        "id" : "is-it-free-73e4367f",
        -        "state"    : "draft"
        +        "state"    : "draft",
        +        "topic" : null
    "#]],
    );
    retire(
        "a.json",
        JSON,
        "reset",
        &expect![[r#"
        -      "answer": "Open \u0053ettings.", "tags": ["a"] },
        +      "answer": "Open \u0053ettings.", "tags": ["a"], "state": "retired" },
    "#]],
    );
    change(
        "a.jsonl",
        JSONL,
        "reset",
        all_details,
        &expect![[r#"
            -{"id":"reset","questions":["How do I reset it?"],"answer":"Open Settings."}
            +{"id":"reset","questions":["How do I reset it?"],"answer":"Open Settings.","tags":["new tag","x, y"],"source":"the \"book\"","review_by":"2028-02-29"}
        "#]],
    );
    change(
        "a.jsonl",
        JSONL,
        "Is it free?",
        another_title,
        &expect![[r#"
        -{ "question": "Is it free?", "answer": "Yes." }
        +{ "id": "is-it-free-34f4d081", "question": "What else is there?", "answer": "Yes." }
    "#]],
    );
    retire(
        "a.jsonl",
        JSONL,
        "reset",
        &expect![[r#"
            -{"id":"reset","questions":["How do I reset it?"],"answer":"Open Settings."}
            +{"id":"reset","questions":["How do I reset it?"],"answer":"Open Settings.","state":"retired"}
        "#]],
    );
}

#[test]
fn tables_keep_their_shape() {
    change(
        "a.csv",
        CSV,
        "reset",
        new_answer,
        &expect![[r#"
        -reset;How do I reset it?;lost it;"Open ""Settings"".
        -Then wait.";a, b;
        +reset;How do I reset it?;lost it;"It's ""new"".
        +- C:\x # y";a, b;
        +
    "#]],
    );
    change(
        "a.csv",
        CSV,
        "reset",
        more_words,
        &expect![[r#"
        -reset;How do I reset it?;lost it;"Open ""Settings"".
        +reset;How do I reset it?;"lost it
        +and what about ""that"": this?";"Open ""Settings"".
    "#]],
    );
    change(
        "a.csv",
        CSV,
        "reset",
        |entry| drop(entry.phrasings.remove(1)),
        &expect![[r#"
        -reset;How do I reset it?;lost it;"Open ""Settings"".
        +reset;How do I reset it?;;"Open ""Settings"".
    "#]],
    );
    change(
        "a.csv",
        CSV,
        "Is it free?",
        another_title,
        &expect![[r#"
        -;"Is it free?" ; ;Yes
        +is-it-free-34f4d081;"What else is there?"; ;Yes
    "#]],
    );
    change(
        "a.csv",
        CSV,
        "Is it free?",
        |entry| entry.tags = vec!["x;y".into()],
        &expect![[r#"
        -;"Is it free?" ; ;Yes
        +;"Is it free?" ; ;Yes;"x;y"
    "#]],
    );
    change(
        "a.csv",
        CSV,
        "Is it free?",
        all_details,
        &expect![[r#"
        the entry is-it-free-34f4d081 cannot be written into a.csv: the table has no column "source"; add a column with "source" to its first row
    "#]],
    );
    change(
        "a.csv",
        CSV,
        "What is there?",
        no_details,
        &expect![[r#"
        -;What is there?;;"One; two";;draft
        +;What is there?;;"One; two";;
    "#]],
    );
    retire(
        "a.csv",
        CSV,
        "reset",
        &expect![[r#"
        -Then wait.";a, b;
        +Then wait.";a, b;retired
    "#]],
    );
    let stateless = "question\tanswer\nA?\ta\nB?\t\"b\nb\"";
    retire(
        "a.tsv",
        stateless,
        "A?",
        &expect![[r#"
        -A?	a
    "#]],
    );
    retire(
        "a.tsv",
        stateless,
        "B?",
        &expect![[r#"
        -B?	"b
        -b"
    "#]],
    );
    change(
        "a.tsv",
        stateless,
        "B?",
        another_title,
        &expect![[r#"
        the entry b-57eb3561 cannot be written into a.tsv: the table has no column "id"; add a column with "id" to its first row
    "#]],
    );
    change(
        "a.tsv",
        stateless,
        "B?",
        new_answer,
        &expect![[r#"
        -B?	"b
        -b"
        +B?	"It's ""new"".
        +
        +- C:\x # y"
    "#]],
    );
}

#[test]
fn plain_text_says_what_it_has_no_place_for() {
    let how = "How do I reset it?";
    change(
        "guild.txt",
        TEXT,
        how,
        |entry| entry.answer = "Open it.\n\nThen wait.".into(),
        &expect![[r#"
        -Open Settings.
        +Open it.
        +Then wait.
        +
    "#]],
    );
    change(
        "guild.txt",
        TEXT,
        how,
        |entry| entry.phrasings.push(phrasing("What now?")),
        &expect![[r#"
        +What now?
    "#]],
    );
    change(
        "guild.txt",
        TEXT,
        how,
        |entry| entry.phrasings[0] = phrasing("How do I *reset* it?"),
        &expect![[r#"
        -1. How do I reset it?
        +How do I *reset* it?
    "#]],
    );
    change(
        "guild.txt",
        TEXT,
        "Is it free?",
        |entry| entry.answer = "No.".into(),
        &expect![[r#"
        -A: Yes.
        +A: No.
    "#]],
    );
    change(
        "guild.txt",
        TEXT,
        how,
        |entry| entry.phrasings.push(phrasing("help")),
        &expect![[r#"
        the entry how-do-i-reset-it-e16a6d3b cannot be written into guild.txt: "help" would not be read as this question in plain text; end it with a question mark, or keep the file as Markdown (.md)
    "#]],
    );
    change(
        "guild.txt",
        TEXT,
        how,
        |entry| entry.answer = "So.\nOr not?".into(),
        &expect![[r#"
        the entry how-do-i-reset-it-e16a6d3b cannot be written into guild.txt: the line "Or not?" of the answer would be read as a question; word it without the question mark, or keep the file as Markdown (.md)
    "#]],
    );
    change(
        "guild.txt",
        TEXT,
        how,
        another_title,
        &expect![[r#"
        the entry how-do-i-reset-it-e16a6d3b cannot be written into guild.txt: its id comes from its first question and its topic, and would change with them; keep the file as Markdown (.md), which has a place for it
    "#]],
    );
    change(
        "guild.txt",
        TEXT,
        how,
        all_details,
        &expect![[r#"
        the entry how-do-i-reset-it-e16a6d3b cannot be written into guild.txt: plain text has no place for "tags"; keep the file as Markdown (.md), which has a place for it
    "#]],
    );
    change(
        "guild.txt",
        TEXT,
        how,
        |entry| entry.state = State::Draft,
        &expect![[r#"
        the entry how-do-i-reset-it-e16a6d3b cannot be written into guild.txt: plain text has no place for "state"; keep the file as Markdown (.md), which has a place for it
    "#]],
    );
    retire(
        "guild.txt",
        TEXT,
        "Is it free?",
        &expect![[r#"
        -Q: Is it free?
        -A: Yes.
    "#]],
    );
    retire(
        "guild.txt",
        TEXT,
        "What is there?",
        &expect![[r#"
        -What is there?
        -   A hall.
    "#]],
    );
}

#[test]
fn what_stands_first_in_an_entry_is_taken_out_too() {
    let yaml = "- tags: [a]\n  # why\n  source: s\n  question: A?\n  answer: a\n- {state: draft, tags: b, question: B?, answer: b, source: s}\n";
    let json = "[{\"tags\": [\"a\"], \"source\": \"s\", \"question\": \"A?\", \"answer\": \"a\", \"review_by\": \"2027-01-01\"}]";
    let toml = "entries = [{tags = ['a'], source = 's', question = 'A?', answer = 'a', state = 'draft'}]";
    change(
        "a.yaml",
        yaml,
        "A?",
        no_details,
        &expect![[r#"
        -- tags: [a]
        -  # why
        -  source: s
        -  question: A?
        +- question: A?
    "#]],
    );
    change(
        "a.yaml",
        yaml,
        "B?",
        no_details,
        &expect![[r#"
        -- {state: draft, tags: b, question: B?, answer: b, source: s}
        +- {question: B?, answer: b}
    "#]],
    );
    change(
        "a.json",
        json,
        "A?",
        no_details,
        &expect![[r#"
        -[{"tags": ["a"], "source": "s", "question": "A?", "answer": "a", "review_by": "2027-01-01"}]
        +[{"question": "A?", "answer": "a"}]
    "#]],
    );
    change(
        "a.toml",
        toml,
        "A?",
        no_details,
        &expect![[r#"
        -entries = [{tags = ['a'], source = 's', question = 'A?', answer = 'a', state = 'draft'}]
        +entries = [{question = 'A?', answer = 'a'}]
    "#]],
    );
}

#[test]
fn several_changes_are_made_at_once_and_none_is_no_change() {
    for (file, text) in
        [("a.md", MARKDOWN), ("a.yaml", YAML), ("a.toml", TOML), ("a.json", JSON), ("a.jsonl", JSONL), ("a.csv", CSV)]
    {
        let path = Path::new(file);
        for text in [text.to_owned(), text.replace('\n', "\r\n"), format!("\u{feff}{text}")] {
            assert_eq!(rewrite(path, &text, &[]).as_deref(), Ok(text.as_str()));
            let format = Format::from_path(path).unwrap();
            let mut expected = parse(format, file, text.as_bytes()).into_reading(file).knowledge.entries;
            let mut changes = Vec::new();
            for entry in &mut expected {
                new_answer(entry);
                changes.push(Rewrite { id: entry.id.clone(), entry: Some(entry.clone()) });
            }
            let new = rewrite(path, &text, &changes).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(parse(format, file, new.as_bytes()).into_reading(file).knowledge.entries, expected, "{new}");
            assert_eq!(new.contains("\r\n"), text.contains("\r\n"));
            assert_eq!(new.replace("\r\n", "").contains('\n'), text.replace("\r\n", "").contains('\n'), "{new}");
            assert_eq!(new.ends_with('\n'), text.ends_with('\n'));
        }
    }
}

#[test]
fn what_cannot_be_told_for_sure_is_refused() {
    let entry = entry_of("a.json", JSON, "reset");
    let one = Rewrite { id: entry.id.clone(), entry: Some(entry.clone()) };
    let error = |file: &str, text: &str, changes: &[Rewrite]| rewrite(Path::new(file), text, changes).unwrap_err();
    assert!(matches!(error("a.docx", JSON, &[]), RewriteError::UnknownFormat(_)));
    assert!(matches!(error("a.json", "{\"entries\": [", &[]), RewriteError::Broken(_)));
    assert_eq!(error("a.json", JSON, &[one.clone(), one.clone()]), RewriteError::Twice(entry.id.clone()));
    let other = Rewrite { id: EntryId::new("other").unwrap(), entry: None };
    expect![["there is no entry other in a.json; it was changed since it was read: read it again"]]
        .assert_eq(&error("a.json", JSON, &[other]).to_string());
    let padded = Entry { answer: "  \n".to_owned(), ..entry.clone() };
    let error_of_padded = error("a.json", JSON, &[Rewrite { entry: Some(padded), ..one.clone() }]);
    assert!(matches!(error_of_padded, RewriteError::WouldDiffer { .. }), "{error_of_padded}");
    let renamed = Entry { id: EntryId::new("restore").unwrap(), ..entry };
    let new = rewrite(Path::new("a.json"), JSON, &[Rewrite { entry: Some(renamed), ..one }]).unwrap();
    assert_eq!(new, JSON.replace("\"reset\"", "\"restore\""));
}
