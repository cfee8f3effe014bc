//! Knowledge files through the public door: a sample of each format, and what is said of broken ones.

use std::fmt::Write as _;
use std::path::Path;
use std::path::PathBuf;

use askwell::entry::Knowledge;
use askwell::knowledge::Code;
use askwell::knowledge::Format;
use askwell::knowledge::MAX_FILE_BYTES;
use askwell::knowledge::Measure;
use askwell::knowledge::Reading;
use askwell::knowledge::lint;
use askwell::knowledge::parse;
use askwell::knowledge::read;
use askwell::knowledge::write;
use expect_test::Expect;
use expect_test::expect;
use time::macros::date;

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/knowledge").join(name)
}

/// Short for a snapshot: topics, entries, problems.
fn shown(knowledge: &Knowledge, problems: &[askwell::knowledge::Problem]) -> String {
    let mut out = String::new();
    for topic in &knowledge.topics {
        let _ = writeln!(out, "# {}: {}", topic.name, topic.overview.as_deref().unwrap_or("-").replace('\n', "⏎"));
    }
    for entry in &knowledge.entries {
        let phrasings: Vec<&str> = entry.phrasings.iter().map(|phrasing| phrasing.as_str()).collect();
        let _ = writeln!(out, "{} => {}", phrasings.join(" / "), entry.answer.replace('\n', "⏎"));
    }
    for problem in problems {
        let _ = writeln!(out, "{problem}");
    }
    out
}

#[track_caller]
fn check(file: &str, text: &str, expected: &Expect) {
    let format = Format::from_path(Path::new(file)).expect("a test file has a known extension");
    let reading = parse(format, file, text.as_bytes()).into_reading(file);
    expected.assert_eq(&shown(&reading.knowledge, &reading.problems));
}

fn read_sample(name: &str) -> Reading {
    let reading = read(&[data(name)]);
    assert_eq!(reading.problems, [], "{name}");
    reading
}

#[test]
fn a_pasted_text_is_read_as_it_stands() {
    let reading = read_sample("night-trains.txt");
    let knowledge = &reading.knowledge;
    assert_eq!(knowledge.topics.len(), 1);
    assert_eq!(knowledge.topics[0].name, "Night trains");
    let overview = knowledge.topics[0].overview.as_deref().unwrap();
    assert!(overview.starts_with("Night trains carry") && overview.ends_with("across borders."));
    assert_eq!(knowledge.entries.len(), 7);
    for entry in &knowledge.entries {
        assert_eq!(entry.phrasings.len(), 1);
        assert_eq!(entry.topic.as_deref(), Some("Night trains"));
        assert!(!entry.answer.contains('\n') && entry.answer.ends_with('.'), "{}", entry.answer);
    }
    assert_eq!(reading.origins[&knowledge.entries[6].id].line, Some(14));
}

#[test]
fn every_format_says_the_same() {
    let toml = read_sample("account.toml").knowledge;
    assert_eq!((toml.topics.len(), toml.entries.len(), toml.phrasing_count()), (1, 2, 3));
    assert_eq!(toml.entries[1].review_by, Some(date!(2027 - 01 - 31)));
    for name in ["account.md", "account.yaml", "account.json", "account.jsonl", "account.csv", "account.tsv"] {
        assert_eq!(read_sample(name).knowledge, toml, "{name}");
    }
    let text = read_sample("account.txt").knowledge;
    assert_eq!(text.topics, toml.topics);
    assert_eq!(text.entries[0].phrasings, toml.entries[0].phrasings);
    assert_eq!(text.entries[0].answer, toml.entries[0].answer);
}

#[test]
fn what_is_written_is_pleasant_to_read() {
    let knowledge = read_sample("account.toml").knowledge;
    let written = |format| write(format, &knowledge).unwrap();
    expect![[r#"
        # Account

        Your account holds your name, your badges and your settings.

        ## How do I reset my password?
        ## Where can I change my password?

        <!--
        id: reset-password
        tags: [account]
        -->

        Open **Settings**, then **Security**, and choose *Reset password*.

        ## How do I delete my account?

        <!--
        id: delete-account
        tags: [account, privacy]
        source: https://example.com/privacy
        review_by: 2027-01-31
        state: draft
        -->

        Write to the moderators. Deletion takes up to:

        - one day for the profile
        - thirty days for backups

        ### Why so long

        ```sh
        # is this a question?
        ```
    "#]]
    .assert_eq(&written(Format::Markdown));
    expect![[r#"
        topics:
          - name: Account
            overview: "Your account holds your name, your badges and your settings."

        entries:
          - id: reset-password
            topic: Account
            questions:
              - How do I reset my password?
              - Where can I change my password?
            answer: "Open **Settings**, then **Security**, and choose *Reset password*."
            tags: [account]
          - id: delete-account
            topic: Account
            questions:
              - How do I delete my account?
            answer: |-
              Write to the moderators. Deletion takes up to:

              - one day for the profile
              - thirty days for backups

              ### Why so long

              ```sh
              # is this a question?
              ```
            tags: [account, privacy]
            source: https://example.com/privacy
            review_by: 2027-01-31
            state: draft
    "#]]
    .assert_eq(&written(Format::Yaml));
    expect![[r#"
        [[topics]]
        name = "Account"
        overview = "Your account holds your name, your badges and your settings."

        [[entries]]
        id = "reset-password"
        topic = "Account"
        questions = [
            "How do I reset my password?",
            "Where can I change my password?",
        ]
        answer = "Open **Settings**, then **Security**, and choose *Reset password*."
        tags = ["account"]

        [[entries]]
        id = "delete-account"
        topic = "Account"
        questions = ["How do I delete my account?"]
        answer = """
        Write to the moderators. Deletion takes up to:

        - one day for the profile
        - thirty days for backups

        ### Why so long

        ```sh
        # is this a question?
        ```"""
        tags = [
            "account",
            "privacy",
        ]
        source = "https://example.com/privacy"
        review_by = "2027-01-31"
        state = "draft"
    "#]]
    .assert_eq(&written(Format::Toml));
}

#[test]
fn plain_text_needs_no_blank_lines_and_minds_none() {
    check(
        "faq.txt",
        "All about x.\n\nWhat is x?  \n\nX.\n\nY.\nWhy?\nReally why?\nSo.",
        &expect![[r#"
        # Faq: All about x.
        What is x? => X.⏎⏎Y.
        Why? / Really why? => So.
    "#]],
    );
    check(
        "faq.txt",
        "Q: What is x?\nA: X.\n**Why?**\nSo.\n「なぜ？」\nはい。",
        &expect![[r#"
        # Faq: -
        What is x? => X.
        Why? => So.
        「なぜ？」 => はい。
    "#]],
    );
    check(
        "faq.txt",
        "\u{feff}What is x?\r\nX.\rWhy?\rSo.\r\n",
        &expect![[r#"
        # Faq: -
        What is x? => X.
        Why? => So.
    "#]],
    );
    check(
        "faq.txt",
        "What is x?\n\nWhy?\nSo.\nWhat else?",
        &expect![[r##"
        # Faq: -
        Why? => So.
        faq.txt:1: "What is x?" has no answer; write it on the lines below, or, if the next line asks the same in other words, take out the blank line between
        faq.txt:5: "What else?" has no answer; write it on the lines below, or, if the next line asks the same in other words, take out the blank line between
    "##]],
    );
    check(
        "faq.txt",
        "Nothing but text.",
        &expect![[r#"
        # Faq: Nothing but text.
        faq.txt:1: there is no question in this file; end each question with a question mark, on a line of its own
    "#]],
    );
    check(
        "faq.txt",
        "",
        &expect![[r#"
        faq.txt:1: there is no question in this file; end each question with a question mark, on a line of its own
    "#]],
    );
}

#[test]
fn markdown_is_read_by_its_headings_or_letters() {
    check(
        "faq.md",
        "# A\nAbout a.\n## Why?\nSo.\n### Details\nMore.\n## B\n### How?\nThus.\n",
        &expect![[r#"
        # A: About a.
        # B: -
        Why? => So.⏎### Details⏎More.
        How? => Thus.
    "#]],
    );
    check(
        "faq.md",
        "---\ntopic: T\n---\n# FAQ of T\n\nIntro.\n\n**Q: Why?**\n**Q:** How come?\n\n**A:** So.\n\nMore.\n",
        &expect![[r#"
            # T: Intro.
            Why? / How come? => So.⏎⏎More.
        "#]],
    );
    check(
        "faq.md",
        "## Why?\n```\n## No?\n```\n> ## Nor this?\n",
        &expect![[r#"
        Why? => ```⏎## No?⏎```⏎> ## Nor this?
    "#]],
    );
    check(
        "faq.md",
        "Stray.\n## Why?\n## How?\n\n<!-- TODO -->\nSo.\n## And?\n",
        &expect![[r#"
        Why? / How? => <!-- TODO -->⏎So.
        faq.md:1: this text belongs to no topic and no question; put a heading above it, so that it becomes the overview of a topic
        faq.md:7: "And?" has no answer; write it below; a heading that is no question must not end in a question mark
    "#]],
    );
    check(
        "faq.md",
        "## Why?\n<!-- id: a b\nstate: drafft -->\nSo.\n## How?\n<!-- id: b: c -->\nThus.\n## When?\nNow.",
        &expect![[r#"
            When? => Now.
            faq.md:2:5: the id contains ' '; ids have no spaces and no control characters; give an id such as "reset-password", or none
            faq.md:3:8: "drafft" is not a state; write draft, approved or retired
            faq.md:6:6: the comment below the question is not valid YAML (mapping values are not allowed in this context); write one "key: value" a line, with quotes around values that have a colon in them
        "#]],
    );
}

#[test]
fn one_bad_item_hides_no_other() {
    let json = r#"{"entries": [
  {"questions": ["A?"], "answer": "a"},
  {"questions": ["B?"], "answer": "b" "tags": []},
  {"questions": ["C?"], "answer": "c},
  {"questions": "D?", "answer": 4},
  {"questions": ["E?", 5], "answer": "e", "tag": "x", "anwser": "f"},
]}"#;
    check(
        "faq.json",
        json,
        &expect![[r#"
            A? => a
            E? => e
            faq.json:3:39: this is not valid JSON (expected `,` or `}`); mend it; the other items were read as far as they could be told apart
            faq.json:4:37: this is not valid JSON (EOF while parsing a string); mend it; the other items were read as far as they could be told apart
            faq.json:5:33: "answer" is a number; put it in quotes
            faq.json:6:24: an item of "questions" is a number; put it in quotes
            faq.json:6:65: "anwser" is not known here and was ignored; did you mean "answer"?
        "#]],
    );
    check(
        "faq.jsonl",
        "{\"question\": \"A?\", \"answer\": \"a\"}\n{\"question\": \"B?\",\n\n{\"topic\": \"T\", \"overview\": \"o\"}\n3\n{\"question\": \"C?\", \"answer\": \"c\", \"topic\": \"t\"}\n",
        &expect![[r##"
            # T: o
            A? => a
            C? => c
            faq.jsonl:2:19: this is not valid JSON (EOF while parsing an object); mend it; the other items were read as far as they could be told apart
            faq.jsonl:5: the entry is a number; "questions" and "answer" should stand here
        "##]],
    );
    check(
        "faq.json",
        "{\"question\": \"A?\", \"answer\": \"a\"}\n{\"question\": \"B?\", \"answer\": \"b\"}\n",
        &expect![[r#"
            A? => a
            B? => b
            faq.json:1: there is a JSON value on each line of this file; name the file so that it ends in .jsonl
        "#]],
    );
    let yaml = "entries:\n- question: A?\n  answer: a\n- question: B?\n  answer: \"b\n- question: C?\n  answer: [c]\n- question: D?\n  answer: yes\n";
    check(
        "faq.yaml",
        yaml,
        &expect![[r#"
            A? => a
            D? => yes
            faq.yaml:5:11: this is not valid YAML (unclosed quote); mend it; the other items were read as far as they could be told apart
            faq.yaml:7:11: "answer" is a list; a text should stand here
        "#]],
    );
    check(
        "faq.yml",
        "- question: A?\n  answer: x: y\n- question: B?\n  answer: b\n",
        &expect![[r#"
            B? => b
            faq.yml:2:12: this is not valid YAML (mapping values are not allowed in this context); mend it; the other items were read as far as they could be told apart
        "#]],
    );
    let toml = "[[entries]]\nquestion = \"A?\"\nanswer = \"a\"\n[[entries]]\nquestion = \"B?\nanswer = \"b\"\n[[entries]]\nquestions = 3\nanswer = \"c\"\n[[entries]]\nquestion = \"D?\"\nanswer = \"d\"\nreview_by = 2027-02-30\n[[entries]]\nquestion = \"E?\"\nanswer = \"e\"\nreview_by = \"soon\"\n";
    check(
        "faq.toml",
        toml,
        &expect![[r#"
            A? => a
            E? => e
            faq.toml:5:15: this is not valid TOML (invalid basic string, expected `"`); mend it; the other items were read as far as they could be told apart
            faq.toml:8:13: "questions" is a number; a text or a list of texts should stand here
            faq.toml:13:13: this is not valid TOML (invalid date, expected day between 01 and 28); mend it; the other items were read as far as they could be told apart
            faq.toml:17:13: "soon" is not a date; write it as year-month-day, for example 2027-01-31
        "#]],
    );
    let csv = "question,answer\nIs 5\" enough?,\"5\"\" is.\"\n6\"?,\"Yes.\n";
    check(
        "faq.csv",
        csv,
        &expect![[r#"
        Is 5" enough? => 5" is.
        faq.csv:3: a quote is opened in this row and never closed; close it, and write quotes within quotes twice ("")
    "#]],
    );
    let csv = "id,Question,Answer,colour,quelle,Tags\na,A?,a,,,\n,,b,,,\n\n,C?,,,,\n,\"D?\nD2?\",\"d, d\",red,,\"x, y\"\nbad id,E?,e\n,F?,f,1,2,3,4\n,G?,\"g,,,\n,H?,h,,,\n";
    check(
        "faq.csv",
        csv,
        &expect![[r#"
            A? => a
            D? / D2? => d, d
            H? => h
            faq.csv:1: the column "colour" is not known and was ignored; known here are id, topic, questions, answer, tags, source, review_by, state, overview
            faq.csv:1: the column "quelle" is not known and was ignored; known here are id, topic, questions, answer, tags, source, review_by, state, overview
            faq.csv:3: the row has no question; fill the column "questions"
            faq.csv:5: the row has no answer; fill the column "answer"
            faq.csv:8: the id contains ' '; ids have no spaces and no control characters; give an id such as "reset-password", or none
            faq.csv:9: the row has 7 cells, and the header has 6; put text that has a separator in it into double quotes
            faq.csv:10: a quote is opened in this row and never closed; close it, and write quotes within quotes twice ("")
        "#]],
    );
    check(
        "faq.csv",
        "What is x?,X.\n",
        &expect![[r#"
        faq.csv:1: the header has no column "questions"; name the columns in the first row, for example: questions,answer
    "#]],
    );
    check(
        "faq.csv",
        "question;answer\nWhat, exactly?;X.\n",
        &expect![[r#"
        What, exactly? => X.
    "#]],
    );
}

#[test]
fn what_is_given_twice_is_taken_once() {
    check(
        "faq.toml",
        "[[topics]]\nname='T'\noverview='a'\n[[topics]]\nname='t'\noverview='b'\n[[entries]]\nid='x'\nquestions=['A?','a']\nanswer='a'\n[[entries]]\nid='x'\nquestion='B?'\nanswer='b'\n",
        &expect![[r##"
            # T: a
            A? => a
            faq.toml:4:1: the topic "t" has another overview at faq.toml:1; keep one; the other one was taken
            faq.toml:9:17: "a" is asked twice in this entry; take one of them out; case and punctuation make no difference
            faq.toml:11:1: the id "x" is taken by the entry at faq.toml:7; give one of the two another id
        "##]],
    );
    check(
        "faq.md",
        "# T\n## A?\na\n# U\n## A?\nb\n# T\n## A\n## a?\nc\n",
        &expect![[r#"
        # T: -
        # U: -
        # A: -
        A? => a
        A? => b
        a? => c
    "#]],
    );
    check(
        "faq.json",
        r#"[{"question": "A?", "answer": "a", "answer": "b"}]"#,
        &expect![[r#"
            A? => a
            faq.json:1:46: "answer" is given twice; keep one; the first was taken
        "#]],
    );
}

#[test]
fn what_terminals_obey_is_taken_out() {
    check(
        "faq.json",
        r#"[{"question": "A\u001b[31m?", "answer": "a\u001b[2Jb\u0007"}]"#,
        &expect![[r#"
            A [31m? => a[2Jb
            faq.json:1:41: 2 control characters were taken out of the answer; take them out of the file; they come from a terminal or a word processor
        "#]],
    );
}

#[test]
fn hostile_files_are_named_and_survived() {
    check(
        "faq.yaml",
        "a: &a [x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c]\ne: &e [*d, *d, *d, *d, *d, *d, *d, *d]\nentries: [*e, *e, *e, *e, *e]\n",
        &expect![[r#"
            faq.yaml:6:11: this is not valid YAML (its aliases copy too much); write out what the aliases stand for
        "#]],
    );
    check(
        "faq.yaml",
        &format!("entries: {}", "[".repeat(100_000)),
        &expect![[r#"
            faq.yaml:1:20: this is not valid YAML (recursion limit exceeded); mend it; the other items were read as far as they could be told apart
        "#]],
    );
    check(
        "faq.json",
        &"[".repeat(100_000),
        &expect![[r#"
            faq.json:1: this is not valid JSON (EOF while parsing a list); mend it; the other items were read as far as they could be told apart
        "#]],
    );
    check(
        "faq.json",
        &format!("[{}{}]", "[".repeat(50), "]".repeat(50)),
        &expect![[r#"
            faq.json:1:2: the entry is a list; "questions" and "answer" should stand here
        "#]],
    );
    check(
        "faq.toml",
        &format!("{} = 1", vec!["a"; 100_000].join(".")),
        &expect![[r#"
            faq.toml:1:130: this is not valid TOML (too many dots in the keys of one value); mend it; the other items were read as far as they could be told apart
        "#]],
    );
    let inline = format!("{} = {{ ", vec!["a"; 80].join("."));
    check(
        "faq.toml",
        &format!("{}{}", inline.repeat(80), "}".repeat(80)),
        &expect![[r#"
            faq.toml:1:130: this is not valid TOML (too many dots in the keys of one value); mend it; the other items were read as far as they could be told apart
        "#]],
    );
    check(
        "faq.md",
        &">".repeat(10_000),
        &expect![[r#"
        faq.md:1: this text belongs to no topic and no question; put a heading above it, so that it becomes the overview of a topic
        faq.md:1: there is no question in this file; make each question a heading that ends in a question mark
    "#]],
    );
}

#[test]
fn a_hundred_problems_are_enough() {
    let text = format!("question,answer\n{}", "A?,\n".repeat(150));
    let reading = parse(Format::Csv, "faq.csv", text.as_bytes()).into_reading("faq.csv");
    assert_eq!(reading.problems.len(), 101);
    assert_eq!(
        reading.problems[100].to_string(),
        "faq.csv: 50 more problems are not listed; mend those that are, and look again"
    );
}

#[test]
fn folders_are_read_in_the_order_of_their_paths() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, content: &[u8]| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    };
    let b = put("b.TXT", b"B?\nb");
    put("a/c.txt", b"C?\nc");
    put(".hidden.txt", b"no?\nno");
    put(".git/x.txt", b"no?\nno");
    put("notes.rs", b"no?\nno");
    put("z.txt", b"caf\xE9?\nz");
    put("empty/notes.rs", b"");
    let big = put("big.csv", b"");
    std::fs::File::options().write(true).open(&big).unwrap().set_len(MAX_FILE_BYTES + 1).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.path(), folder.path().join("a/circle")).unwrap();
    let missing = folder.path().join("missing.txt");
    let reading =
        read(&[folder.path().join("empty"), folder.path().to_owned(), b, missing, folder.path().join("notes.rs")]);
    let root = format!("{}/", folder.path().display());
    expect![[r#"
        # C: -
        # B: -
        C? => c
        B? => b
        empty: there is no knowledge file in this folder; put a file there whose name ends in .txt, .md, .toml, .yaml, .json, .jsonl, .csv or .tsv
        big.csv: the file has more than 32 MiB; split it into several files
        z.txt:1:4: byte 0xE9 is not UTF-8 text; save the file as UTF-8
        missing.txt: it cannot be read (No such file or directory (os error 2)); check the path
        notes.rs: the extension does not tell the format; name it so that it ends in .txt, .md, .toml, .yaml, .json, .jsonl, .csv or .tsv
    "#]].assert_eq(&shown(&reading.knowledge, &reading.problems).replace(&root, ""));
    let files: Vec<String> = reading.files.iter().map(|file| file.display().to_string().replace(&root, "")).collect();
    assert_eq!(files, ["a/c.txt", "b.TXT", "z.txt"]);
}

#[test]
fn lint_compares_entries() {
    let text = "[[entries]]\nquestions=['How?', '???']\nanswer='Thus.'\ntopic='T'\n\
                [[entries]]\nquestion='How'\nanswer='thus'\ntopic='U'\n\
                [[entries]]\nquestions=['Why?', 'how']\nanswer='TODO'\ntopic='T'\nreview_by=2026-05-01\n\
                [[entries]]\nquestion='When?'\nanswer='Thus'\ntopic='T'\nstate='retired'\n\
                [[entries]]\nquestion='Where?'\nanswer='There.'\nreview_by=2026-05-02\nwho='me'\n";
    let reading = parse(Format::Toml, "faq.toml", text.as_bytes()).into_reading("faq.toml");
    let problems = lint(&reading, &Measure { today: date!(2026 - 05 - 01), answer_units: 4_000 });
    expect![[r#"
        faq.toml:1:1: the question "???" has no letter in it; ask it in words
        faq.toml:5:1: "How" also asks for the entry at faq.toml:1; name the topic in the question, unless people are to be asked which one they mean
        faq.toml:5:1: this is the answer of the entry at faq.toml:1 too; make one entry with the questions of both
        faq.toml:9:1: "how" also asks for the entry at faq.toml:1; make one entry of the two, or ask in words that differ
        faq.toml:9:1: the answer to "Why?" was to be checked by 2026-05-01; check it, and move "review_by" to a later day
        faq.toml:9:1: the answer to "Why?" says nothing: "TODO"; write the answer, or set "state" to draft
        faq.toml:23:1: "who" is not known here and was ignored; known here are id, topic, questions, answer, tags, source, review_by, state, overview
    "#]].assert_eq(&shown(&Knowledge::default(), &problems));
    assert!(problems.iter().any(|problem| problem.code == Code::SharedPhrasing));
    let json = serde_json::to_string(&problems[0]).unwrap();
    assert!(json.starts_with(r#"{"file":"faq.toml","line":1,"#), "{json}");
}

#[test]
fn formats_are_known_by_name_and_extension() {
    for format in Format::ALL {
        assert_eq!(format.name().parse(), Ok(format));
        for extension in format.extensions() {
            let path = PathBuf::from(format!("a.b/FAQ.{}", extension.to_uppercase()));
            assert_eq!(Format::from_path(&path), Some(format));
        }
    }
    assert_eq!(Format::from_path(Path::new("yaml")), None);
    assert!("docx".parse::<Format>().unwrap_err().to_string().starts_with("there is no format `docx`"));
}

#[test]
fn what_markdown_cannot_hold_goes_into_comments_and_front_matter() {
    let json = r##"{"topics": [{"name": "Is it?"}, {"name": "B", "overview": "Of *b*."}],
        "entries": [{"id": "x", "questions": ["reset it", "What is *x* [y]?"], "answer": "a\n# Why?\nb --> c", "topic": "B"}]}"##;
    let knowledge = parse(Format::Json, "f", json.as_bytes()).into_reading("f").knowledge;
    let text = write(Format::Markdown, &knowledge).unwrap();
    expect![[r#"
        ---
        topics:
          - name: Is it?
          - name: B
            overview: "Of *b*."
        ---

        # B

        ## Q: reset it
        ## What is \*x\* \[y\]?

        <!--
        id: x
        answer: "a\n# Why?\nb --\u003E c"
        -->
    "#]]
    .assert_eq(&text);
    assert_eq!(parse(Format::Markdown, "f", text.as_bytes()).into_reading("f").knowledge, knowledge);
}
