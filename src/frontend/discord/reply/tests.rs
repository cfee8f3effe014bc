use std::collections::HashSet;
use std::fmt::Write;
use std::sync::Arc;
use std::time::Duration;

use expect_test::Expect;
use expect_test::expect;
use proptest::prelude::*;
use serde_json::Value;
use serenity::all::CreateSelectMenu;
use serenity::all::CreateSelectMenuKind;
use serenity::all::CreateSelectMenuOption;

use super::answering::answer;
use super::*;
use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::Phrasing;
use crate::entry::State;
use crate::frontend::discord::Secret;
use crate::matching::candidate::Candidate;
use crate::matching::confidence::Features;
use crate::matching::judgement::Judgement;
use crate::matching::judgement::Reason;
use crate::matching::judgement::Verdict;
use crate::matching::screening::Unaskable;
use crate::service::PostAnswer;

fn keys() -> Keys {
    Keys::of(&Secret::new("token").unwrap())
}

fn to<'a>(keys: &'a Keys, asked: Option<&'a str>) -> To<'a> {
    To {
        keys,
        words: Words::ENGLISH,
        asker: UserId::new(7),
        guild: Some(GuildId::new(8)),
        private: false,
        helpers: false,
        asked,
        paused: None,
    }
}

fn entry(id: &str, topic: Option<&str>, phrasing: &str, answer: &str) -> Arc<Entry> {
    Arc::new(Entry {
        id: EntryId::new(id).unwrap(),
        topic: topic.map(str::to_owned),
        phrasings: vec![Phrasing::new(phrasing).unwrap()],
        answer: answer.to_owned(),
        tags: Vec::new(),
        source: None,
        review_by: None,
        state: State::Approved,
    })
}

/// A verdict on `question` with these entries as candidates, each of which is as probable as said.
fn judged(question: &str, verdict: Verdict, reason: Reason, candidates: &[(&Arc<Entry>, f32)]) -> Answer {
    let entries: Vec<Arc<Entry>> = candidates.iter().map(|(entry, _)| Arc::clone(entry)).collect();
    let features = Features { cosine: 0.8123, answer: None, words: 0.5, score: 1.25, share: 0.75 };
    let candidate = |(entry, confidence): &(&Arc<Entry>, f32)| Candidate {
        entry: entry.id.clone(),
        phrasing: entry.title().to_string(),
        confidence: *confidence,
        features,
        reread: false,
        read: None,
    };
    let offered = match verdict {
        Verdict::Answer => 1,
        Verdict::Choose => candidates.len().min(3),
        Verdict::Abstain => 0,
    };
    let judgement = Judgement {
        verdict,
        reason,
        candidates: candidates.iter().map(candidate).collect(),
        bar: 0.8,
        offered,
        difference: None,
        barred: Vec::new(),
        explanation: None,
    };
    Answer {
        question: question.to_owned(),
        repaired: None,
        judgement,
        entries,
        unaskable: None,
        elapsed: Duration::from_micros(3_210),
        receipt: None,
        past_review: None,
    }
}

fn text<'a>(value: &'a Value, pointer: &str) -> Option<&'a str> {
    value.pointer(pointer).and_then(Value::as_str)
}

/// The reply as a person sees it, roughly.
fn render(reply: &Reply) -> String {
    let mut shown = String::new();
    for post in &reply.posts {
        let _ = writeln!(shown, "----");
        if !post.content.is_empty() {
            let _ = writeln!(shown, "{}", post.content);
        }
        for embed in &post.embeds {
            let embed = serde_json::to_value(embed).unwrap();
            let lines = [("", "/author/name"), ("TITLE ", "/title"), ("", "/description")];
            let end = [
                ("FIELD ", "/fields/0/name"),
                ("", "/fields/0/value"),
                ("IMAGE ", "/image/url"),
                ("FOOTER ", "/footer/text"),
            ];
            for (mark, pointer) in lines.into_iter().chain(end) {
                if let Some(text) = text(&embed, pointer) {
                    let _ = writeln!(shown, "{mark}{text}");
                }
            }
        }
        for row in &post.rows {
            let row = serde_json::to_value(row).unwrap();
            for part in row["components"].as_array().unwrap() {
                let off = if part["disabled"] == true { " (off)" } else { "" };
                match text(part, "/url") {
                    Some(url) => write!(shown, "[{}]({url}) ", text(part, "/label").unwrap()).unwrap(),
                    None => {
                        let label = text(part, "/label").or(text(part, "/placeholder")).unwrap();
                        write!(shown, "[{label}{off}] ").unwrap();
                    }
                }
                for option in part["options"].as_array().into_iter().flatten() {
                    let picked = if option["default"] == true { "*" } else { "" };
                    let description = text(option, "/description").map(|text| format!(" ({text})")).unwrap_or_default();
                    write!(shown, "\n  {picked}{}{description}", text(option, "/label").unwrap()).unwrap();
                }
            }
            shown.push('\n');
        }
        for file in &post.files {
            let _ = writeln!(shown, "FILE {} of {} bytes", file.filename, file.data.len());
        }
    }
    let lines: Vec<&str> = shown.lines().map(str::trim_end).collect();
    lines.join("\n").replace('\u{200b}', "·") + "\n"
}

#[track_caller]
fn check(reply: &Reply, expected: &Expect) {
    within_limits(reply);
    expected.assert_eq(&render(reply));
}

fn password() -> Arc<Entry> {
    let answer = "Open **Settings**, then *Security*.\n\n\
                  ![the page](https://example.org/a.png)\n\n\
                  - [Pictures](https://example.org/help)";
    let mut entry = (*entry("reset-password", Some("Account"), "How do I reset my password?", answer)).clone();
    entry.phrasings.push(Phrasing::new("I forgot my *password*").unwrap());
    entry.source = Some("https://example.org/handbook".to_owned());
    Arc::new(entry)
}

#[test]
fn an_answer() {
    let keys = keys();
    let answered = judged("pw @everyone *reset*", Verdict::Answer, Reason::Confident, &[(&password(), 0.82)]);
    check(
        &answer(&answered, &to(&keys, Some(&answered.question))),
        &expect![[r#"
            ----
            Asked: pw @·everyone *reset*
            TITLE How do I reset my password?
            Open **Settings**, then *Security*.
            IMAGE https://example.org/a.png
            FOOTER fairly sure, 82 % · Account
            [Pictures](https://example.org/help) [Source](https://example.org/handbook)
        "#]],
    );
    let to = to(&keys, None);
    check(
        &chosen(&password(), &to),
        &expect![[r#"
            ----
            TITLE How do I reset my password?
            Open **Settings**, then *Security*.
            IMAGE https://example.org/a.png
            FOOTER you chose this · Account
            [Pictures](https://example.org/help) [Source](https://example.org/handbook)
        "#]],
    );
    check(
        &shown(&password(), &to),
        &expect![[r#"
            ----
            TITLE How do I reset my password?
            Open **Settings**, then *Security*.
            FIELD Also asked as
            - I forgot my \*password\*
            IMAGE https://example.org/a.png
            FOOTER id: reset-password · Account
            [Pictures](https://example.org/help) [Source](https://example.org/handbook)
        "#]],
    );
    check(
        &sent(&password(), &to, UserId::new(1), Some(UserId::new(2))),
        &expect![[r#"
            ----
            For <@2>, sent by <@1>
            TITLE How do I reset my password?
            Open **Settings**, then *Security*.
            IMAGE https://example.org/a.png
            FOOTER Account
            [Pictures](https://example.org/help) [Source](https://example.org/handbook)
        "#]],
    );
    let link = "https://discord.com/channels/1/2/3";
    check(
        &from_message(&written(&[&answered]), &to, UserId::new(9), link),
        &expect![[r#"
            ----
            About [this message](https://discord.com/channels/1/2/3) by <@9>
            TITLE How do I reset my password?
            Open **Settings**, then *Security*.
            IMAGE https://example.org/a.png
            FOOTER fairly sure, 82 % · Account
            [Pictures](https://example.org/help) [Source](https://example.org/handbook)
        "#]],
    );
}

/// A post with these questions.
fn written(answers: &[&Answer]) -> PostAnswer {
    let answers = answers.iter().map(|answer| Arc::new((*answer).clone())).collect();
    PostAnswer { post: "a post".to_owned(), answers, passed_over: 0 }
}

#[test]
fn several_questions() {
    let keys = keys();
    let (a, b) = (entry("a", None, "Is it free?", "Yes."), entry("b", None, "When do you open?", "At **ten**."));
    let sure =
        |question: &str, entry: &Arc<Entry>| judged(question, Verdict::Answer, Reason::Confident, &[(entry, 0.9)]);
    let unsure = judged("which @everyone *one*", Verdict::Choose, Reason::NarrowLead, &[(&a, 0.4), (&b, 0.38)]);
    let unknown = judged("Who won? <@1>", Verdict::Abstain, Reason::NothingClose, &[]);
    let answers = [
        &sure("what does it cost @here", &a),
        &unknown,
        &sure("when do you open", &b),
        &unsure,
        &sure("is it gratis", &a),
    ];
    let post_of = PostAnswer { passed_over: 2, ..written(&answers) };
    check(
        &post(&post_of, &to(&keys, None)),
        &expect![[r#"
        ----
        Asked: what does it cost @·here / is it gratis
        TITLE Is it free?
        Yes.
        FOOTER sure, 90 %
        TITLE When do you open?
        At **ten**.
        FOOTER sure, 90 %
        **Open, since I don't know them or am not sure:**
        - Who won? \<·@·1\>
        - which @·everyone \*one\* (perhaps\: Is it free? /· When do you open?)

        I left out 2 further questions; ask again with fewer at a time.
    "#]],
    );
    let open = post(&written(&[&unknown, &unsure]), &to(&keys, None)).in_words(Words::ENGLISH);
    assert!(open.posts[0].content.contains("I am sure of no answer to these:"), "{}", open.posts[0].content);
    let words = post(&post_of, &to(&keys, None)).in_words(Words::ENGLISH);
    let words: String = words.posts.into_iter().map(|post| post.content).collect();
    assert!(words.contains("what does it cost") && words.contains("Yes.") && words.contains("Who won?"), "{words}");
}

#[test]
fn what_has_no_room_in_three_messages_is_left_to_be_asked_alone() {
    let keys = keys();
    let long = format!("{}\n\n", "word ".repeat(200)).repeat(3);
    let entries: Vec<Arc<Entry>> =
        (0..8).map(|at| entry(&format!("e{at}"), None, &format!("Title {at}?"), &long)).collect();
    let answers: Vec<Answer> = (0..8)
        .map(|at| judged(&format!("question {at}"), Verdict::Answer, Reason::Confident, &[(&entries[at], 0.9)]))
        .collect();
    let reply = post(&written(&answers.iter().collect::<Vec<_>>()), &to(&keys, None));
    within_limits(&reply);
    let last = all_words(reply.posts.last().unwrap());
    assert!(reply.posts.len() <= 4 && last.contains("question 7"), "{last}");
}

#[test]
fn a_question_back() {
    let keys = keys();
    let ask = |first: &str, second: &str, reason: Reason| {
        let (a, b) = (entry("a", Some("Site"), first, "A"), entry("b", Some("App"), second, "B"));
        let answered = judged("reset?", Verdict::Choose, reason, &[(&a, 0.4), (&b, 0.38)]);
        answer(&answered, &to(&keys, Some("reset?")))
    };
    check(
        &ask("How do I reset my password?", "How do I reset the server?", Reason::NarrowLead),
        &expect![[r#"
            ----
            Asked: reset?
            I am not sure which of these you mean:
            [How do I reset my password?]
            [How do I reset the server?]
            [None of these]
        "#]],
    );
    check(
        &ask("How do I reset it?", "How do I reset it?", Reason::SamePhrasing),
        &expect![[r#"
            ----
            Asked: reset?
            Several answers are stored for that question. Which one do you mean?
            [How do I reset it? [Site]]
            [How do I reset it? [App]]
            [None of these]
        "#]],
    );
    let long = "How do I reset my password when I have lost the letter that came with it, and the telephone as well?";
    check(
        &ask(long, "How do I *reset* the server?", Reason::NarrowLead),
        &expect![[r#"
            ----
            Asked: reset?
            I am not sure which of these you mean:
            **1.** How do I reset my password when I have lost the letter that came with it, and the telephone as well?
            **2.** How do I \*reset\* the server?
            [1. How do I reset my password when I have lost the letter that came with it, an…]
            [2. How do I *reset* the server?]
            [None of these]
        "#]],
    );
    check(
        &none_of_these(None, &to(&keys, None)),
        &expect![[r#"
        ----
        Then I don't know it, sorry. Try one whole question in other words; `/faq list` shows all that I can answer.
    "#]],
    );
}

#[test]
fn no_answer() {
    let keys = keys();
    let to = to(&keys, Some("what?"));
    let near = judged("what?", Verdict::Abstain, Reason::NothingClose, &[(&password(), 0.2)]);
    check(
        &answer(&near, &to),
        &expect![[r#"
        ----
        Asked: what?
        I don't know that. The nearest I have:
        - How do I reset my password?

        If you mean that, ask it in those words. `/faq list` shows all that I can answer.
    "#]],
    );
    let far = judged("what?", Verdict::Abstain, Reason::NothingClose, &[(&password(), 0.1)]);
    check(
        &answer(&far, &to),
        &expect![[r#"
        ----
        Asked: what?
        I don't know that.

        Try one whole question, with the name of the thing it is about. `/faq list` shows all that I can answer.
    "#]],
    );
    let mut unaskable = judged("?", Verdict::Abstain, Reason::NoWords, &[]);
    unaskable.unaskable = Some(Unaskable::NoWords);
    check(
        &answer(&unaskable, &to),
        &expect![[r#"
        ----
        Asked: what?
        I need words: there is not one letter or digit in that question.
    "#]],
    );
    check(
        &answer(&judged("a", Verdict::Abstain, Reason::NoKnowledge, &[]), &to),
        &expect![[r#"
        ----
        Asked: what?
        I don't know anything yet: there are no entries to answer from.
    "#]],
    );
}

#[test]
fn why_it_was_so() {
    check(
        &why(None, Words::ENGLISH),
        &expect![[r#"
        ----
        I remember no question of yours here. Ask one, then ask why; after a restart I have forgotten the last.
    "#]],
    );
    let other = entry("b", None, "What is ```this``` thing whose name is longer than there is room for in a row?", "B");
    let answered = judged("my *pw*", Verdict::Answer, Reason::Confident, &[(&password(), 0.82), (&other, 0.05)]);
    check(
        &why(Some(&answered), Words::ENGLISH),
        &expect![[r#"
            ----
            You asked: my \*pw\*
            **I answered:** the best confidence, 82 %, reaches the bar of 80 %.
            ```
            confidence cosine words score share
                  82 %  0.812  0.50  1.25  0.75  How do I reset my password?
                   5 %  0.812  0.50  1.25  0.75  What is '''this''' thing whose name is longe…
            ```
            -# cosine: how close in meaning · words: part of yours that it has
            -# score: both together · share: how far ahead of the others
            -# decided in 3.2 ms
        "#]],
    );
    let topic = judged("Account", Verdict::Answer, Reason::Topic, &[(&password(), 0.6)]);
    check(
        &why(Some(&topic), Words::ENGLISH),
        &expect![[r#"
            ----
            You asked: Account
            **I answered:** the question names nothing but the topic, so its overview is the answer.
            ```
            confidence cosine words score share
                  60 %  0.812  0.50  1.25  0.75  How do I reset my password?
            ```
            -# cosine: how close in meaning · words: part of yours that it has
            -# score: both together · share: how far ahead of the others
            -# decided in 3.2 ms
        "#]],
    );
    let mut unaskable = judged("?", Verdict::Abstain, Reason::NoWords, &[]);
    unaskable.unaskable = Some(Unaskable::NoWords);
    check(
        &why(Some(&unaskable), Words::ENGLISH),
        &expect![[r#"
        ----
        You asked: ?
        **I did not answer:** I need words: there is not one letter or digit in that question.
        -# decided in 3.2 ms
    "#]],
    );
}

#[test]
fn a_list() {
    let keys = keys();
    let to = to(&keys, None);
    let entries = [
        entry("a", Some("Account"), "How do I *reset* my password?", "A"),
        entry("b", Some("Account"), "How do I leave?", "B"),
        entry("c", None, "Is it 2 or 3?", "C"),
    ];
    let topics = [("Account".to_owned(), 12), ("Server".to_owned(), 1)];
    check(
        &list(&entries, 1, 3, &topics, None, &to),
        &expect![[r#"
            ----
            TITLE Questions I can answer
            **Account**
            11\. How do I \*reset\* my password?
            12\. How do I leave?
            **Other**
            13\. Is it 2 or 3?
            FOOTER Page 2 of 3
            [Show an answer]
              How do I *reset* my password? (Account)
              How do I leave? (Account)
              Is it 2 or 3?
            [Choose a topic]
              *All topics
              Account (12 entries)
              Server (1 entry)
            [Previous] [Next]
        "#]],
    );
    check(
        &list(&entries[..2], 0, 2, &topics, Some("Account"), &to),
        &expect![[r#"
            ----
            TITLE Account
            1\. How do I \*reset\* my password?
            2\. How do I leave?
            FOOTER Page 1 of 2
            [Show an answer]
              How do I *reset* my password? (Account)
              How do I leave? (Account)
            [Choose a topic]
              All topics
              *Account (12 entries)
              Server (1 entry)
            [Previous (off)] [Next]
        "#]],
    );
    check(
        &list(&entries[..1], 1, 2, &[], None, &to),
        &expect![[r#"
            ----
            TITLE Questions I can answer
            **Account**
            11\. How do I \*reset\* my password?
            FOOTER Page 2 of 2
            [Show an answer]
              How do I *reset* my password? (Account)
            [Previous] [Next (off)]
        "#]],
    );
    check(
        &list(&[], 0, 0, &[], None, &to),
        &expect![[r#"
        ----
        TITLE Questions I can answer
        I don't know anything yet: there are no entries to answer from.
    "#]],
    );
    check(
        &list(&[], 0, 0, &topics, Some("Serv*er"), &to),
        &expect![[r#"
            ----
            TITLE Serv\*er
            There is no question in the topic Serv\*er.
            [Choose a topic]
              All topics
              Account (12 entries)
              Server (1 entry)
        "#]],
    );
    let many: Vec<(String, usize)> = (0..40).map(|number| (format!("Topic {number}"), number)).collect();
    within_limits(&list(&entries, 0, 1, &many, None, &to));
}

#[test]
fn what_was_found() {
    let keys = keys();
    let to = to(&keys, None);
    let entries: Vec<Arc<Entry>> =
        (1..=12).map(|number| entry(&format!("e{number}"), Some("T"), &format!("Question {number}?"), "A")).collect();
    check(
        &search("quest*", &entries, &to),
        &expect![[r#"
            ----
            TITLE Closest to: quest\*
            1\. Question 1?
            2\. Question 2?
            3\. Question 3?
            4\. Question 4?
            5\. Question 5?
            6\. Question 6?
            7\. Question 7?
            8\. Question 8?
            9\. Question 9?
            10\. Question 10?
            … and 2 more in the menu below
            [Show an answer]
              Question 1? (T)
              Question 2? (T)
              Question 3? (T)
              Question 4? (T)
              Question 5? (T)
              Question 6? (T)
              Question 7? (T)
              Question 8? (T)
              Question 9? (T)
              Question 10? (T)
              Question 11? (T)
              Question 12? (T)
        "#]],
    );
    check(
        &search("@here", &[], &to),
        &expect![[r#"
            ----
            I found nothing close to: @·here
            Try other words; `/faq list` shows all that I can answer.
        "#]],
    );
}

#[test]
fn a_long_answer_goes_over_several_messages_or_into_a_file() {
    let keys = keys();
    let to = to(&keys, None);
    let paragraph = |number: usize| format!("Paragraph {number}. {}\n\n", "Some words. ".repeat(80));
    let long: String = (0..9).map(paragraph).collect();
    let reply = chosen(&entry("a", None, "Long?", &long), &to);
    within_limits(&reply);
    assert_eq!(reply.posts.len(), 3);
    assert!(reply.posts.iter().all(|post| post.files.is_empty()));
    let longer: String = (0..20).map(paragraph).collect();
    let reply = chosen(&entry("a", None, "Longer?", &longer), &to);
    within_limits(&reply);
    assert!(render(&reply).contains("the whole answer is in the attached file"), "{}", render(&reply));
    assert_eq!((reply.posts.len(), reply.posts[0].files.len()), (1, 1));
    let code = format!("```\n{}```", "let a = b;\n".repeat(500));
    check(
        &chosen(&entry("a", None, "Code?", &code), &to),
        &expect![[r#"
        ----
        TITLE Code?
        *The answer does not fit here: it is in the attached file.*
        FOOTER you chose this
        FILE answer.md of 5517 bytes
    "#]],
    );
}

#[test]
fn a_notice_is_plain_words() {
    let reply = notice("Please wait.");
    assert_eq!((reply.posts[0].content.as_str(), reply.deletable), ("Please wait.", false));
    within_limits(&notice(&"long ".repeat(1_000)));
}

#[test]
fn only_what_others_see_can_be_taken_away() {
    let keys = keys();
    for private in [true, false] {
        let to = To { private, ..to(&keys, None) };
        assert_eq!(chosen(&password(), &to).deletable, !private);
        assert_eq!(list(&[], 0, 0, &[], None, &to).deletable, !private);
        assert_eq!(search("x", &[], &to).deletable, !private);
    }
}

#[test]
fn the_button_to_delete_joins_the_last_row_that_has_room() {
    let row = |labels: usize| CreateActionRow::Buttons(vec![button("x", "x".to_owned()); labels]);
    let lengths = |mut rows: Vec<CreateActionRow>| -> Vec<usize> {
        add_delete(&mut rows, Words::ENGLISH, &keys(), UserId::new(1), None, &[]);
        let rows = rows.iter().map(|row| serde_json::to_value(row).unwrap());
        rows.map(|row| row["components"].as_array().unwrap().len()).collect()
    };
    assert_eq!(lengths(vec![]), [1]);
    assert_eq!(lengths(vec![row(1), row(4)]), [1, 5]);
    assert_eq!(lengths(vec![row(1), row(5)]), [1, 5, 1]);
    let options = vec![CreateSelectMenuOption::new("x", "x")];
    let menu = CreateSelectMenu::new("x", CreateSelectMenuKind::String { options });
    let menu = CreateActionRow::SelectMenu(menu);
    assert_eq!(lengths(vec![row(1), menu]), [1, 1, 1]);
}

/// Fails if Discord would refuse one of the messages, or the last with the button that takes it away.
#[track_caller]
fn within_limits(reply: &Reply) {
    assert!((1..=3).contains(&reply.posts.len()));
    for (number, post) in (1..).zip(&reply.posts) {
        let parts: Vec<MessageId> = (1..number).map(MessageId::new).collect();
        let mut rows = post.rows.clone();
        add_delete(&mut rows, Words::ENGLISH, &keys(), UserId::new(u64::MAX), None, &parts);
        let rows: Vec<Value> = rows.iter().map(|row| serde_json::to_value(row).unwrap()).collect();
        post_within_limits(post, &rows);
    }
}

#[track_caller]
fn length(value: Option<&str>, most: usize) -> usize {
    let text = value.unwrap_or_default();
    let length = units(text);
    assert!(length <= most, "{length} of {most}: {text}");
    length
}

#[track_caller]
fn post_within_limits(post: &Post, rows: &[Value]) {
    length(Some(&post.content), 2_000);
    let mut total = 0;
    for embed in &post.embeds {
        let embed = serde_json::to_value(embed).unwrap();
        total += length(text(&embed, "/title"), 256);
        total += length(text(&embed, "/description"), 4_096);
        total += length(text(&embed, "/author/name"), 256);
        total += length(text(&embed, "/footer/text"), 2_048);
        length(text(&embed, "/image/url"), 2_048);
        for field in embed["fields"].as_array().into_iter().flatten() {
            let (name, value) = (length(text(field, "/name"), 256), length(text(field, "/value"), 1_024));
            assert!(name > 0 && value > 0);
            total += name + value;
        }
    }
    assert!(total <= 6_000, "{total}");
    assert!(total > 0 || !post.content.is_empty(), "an empty message");
    assert!(rows.len() <= 5, "{} rows", rows.len());
    let mut ids = HashSet::new();
    for row in rows {
        let parts = row["components"].as_array().unwrap();
        assert!((1..=5).contains(&parts.len()));
        for part in parts {
            match text(part, "/url") {
                Some(url) => assert!(url.len() <= 512 && url.starts_with("http")),
                None => {
                    let id = text(part, "/custom_id").unwrap();
                    assert!(id.len() <= 100 && ids.insert(id.to_owned()), "{id}");
                }
            }
            if let Some(options) = part["options"].as_array() {
                assert!((1..=25).contains(&options.len()) && parts.len() == 1);
                length(text(part, "/placeholder"), 150);
                let mut values = HashSet::new();
                let mut picked = 0;
                for option in options {
                    assert!(length(text(option, "/label"), 100) > 0);
                    length(text(option, "/description"), 100);
                    let value = text(option, "/value").unwrap();
                    assert!(value.len() <= 100 && values.insert(value.to_owned()), "{value}");
                    picked += usize::from(option["default"] == true);
                }
                assert!(picked <= 1);
            } else {
                let label = text(part, "/label");
                assert!(length(label, 80) > 0 && !label.unwrap().trim().is_empty());
            }
        }
    }
}

/// Text of any length up to `most`, with much of what could go wrong in it.
fn any_text(most: usize) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "\\PC{1,8}",
        Just("👩‍👩‍👧‍👦".to_owned()),
        Just("@everyone **".to_owned()),
        Just("\n\n```\ncode\n```\n\n".to_owned()),
        Just("\n- [a link](https://example.org/a)\n".to_owned()),
        Just("| a | b |\n|---|---|\n".to_owned()),
        Just("word ".to_owned()),
        Just("w".to_owned()),
        Just("_".to_owned()),
    ];
    (piece, piece_count(), proptest::collection::vec("[a-z*]{1,12}", 1..5)).prop_map(move |(piece, count, words)| {
        let unit = format!("{piece}{}", words.join(" "));
        unit.chars().cycle().take(count * most / 100 + 1).collect()
    })
}

/// How much of the longest, in percent.
fn piece_count() -> impl Strategy<Value = usize> {
    prop_oneof![Just(100), Just(0), 0_usize..=100]
}

fn any_entry() -> impl Strategy<Value = Arc<Entry>> {
    let id = "[a-z😀]{1,62}";
    let phrasings = proptest::collection::vec(any_text(999), 1..8);
    let optional = |most| proptest::option::of(any_text(most));
    (id, phrasings, any_text(23_999), optional(300), optional(3_000)).prop_map(
        |(id, phrasings, answer, topic, source)| {
            let phrasings: Vec<Phrasing> = phrasings.iter().filter_map(|text| Phrasing::new(text).ok()).collect();
            let mut entry = (*entry(&id, topic.as_deref(), "Fallback?", &answer)).clone();
            entry.source = source;
            if !phrasings.is_empty() {
                entry.phrasings = phrasings;
            }
            Arc::new(entry)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn every_reply_is_one_that_discord_takes(
        entries in proptest::collection::vec(any_entry(), 1..4),
        question in any_text(3_999),
        asked: bool,
        page in 0_u16..9,
        pages in 0_u16..9,
    ) {
        let keys = keys();
        let to = to(&keys, asked.then_some(question.as_str()));
        let first = &entries[0];
        within_limits(&chosen(first, &to));
        within_limits(&shown(first, &to));
        within_limits(&sent(first, &to, to.asker, None));
        let candidates: Vec<(&Arc<Entry>, f32)> = entries.iter().map(|entry| (entry, 0.4)).collect();
        for (verdict, reason) in [
            (Verdict::Answer, Reason::Confident),
            (Verdict::Choose, Reason::NarrowLead),
            (Verdict::Abstain, Reason::NothingClose),
        ] {
            let answered = judged(&question, verdict, reason, &candidates);
            within_limits(&answer(&answered, &to));
            within_limits(&from_message(&written(&[&answered]), &to, to.asker, "https://discord.com/channels/1/2/3"));
            within_limits(&why(Some(&answered), Words::ENGLISH));
            let with_others: Vec<Answer> = entries.iter().map(|entry| judged(&question, verdict, reason, &[(entry, 0.4), (first, 0.3)])).collect();
            let with_others: Vec<&Answer> = with_others.iter().chain([&answered]).cycle().take(8).collect();
            within_limits(&post(&written(&with_others), &to));
        }
        // Ten of the first, told apart by their ids.
        let id = |number: usize| EntryId::new(format!("e{number}")).unwrap();
        let page_of: Vec<Arc<Entry>> =
            (0..25).map(|number| Arc::new(Entry { id: id(number), ..(**first).clone() })).collect();
        let topics: Vec<(String, usize)> = (0..30).map(|number| (format!("{number}{question}"), number)).collect();
        within_limits(&list(&page_of, page, pages, &topics, Some(&topics[0].0), &to));
        within_limits(&list(&page_of, page, pages, &topics, None, &to));
        within_limits(&search(&question, &page_of, &to));
    }
}
