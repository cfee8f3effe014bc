//! Exports of other products through the public door.

use std::fs;
use std::io::Cursor;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use askwell::knowledge::Code;
use askwell::knowledge::Export;
use askwell::knowledge::Format;
use askwell::knowledge::Reading;
use askwell::knowledge::parse_any;
use askwell::knowledge::parse_export;
use askwell::knowledge::read_with_exports;
use askwell::knowledge::recognized;
use expect_test::Expect;
use expect_test::expect;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn data(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/import").join(name)).unwrap()
}

/// Short for a snapshot: entries with all they have, then problems.
fn shown(reading: &Reading) -> String {
    let mut out = String::new();
    for entry in &reading.knowledge.entries {
        let phrasings: Vec<&str> = entry.phrasings.iter().map(|phrasing| phrasing.as_str()).collect();
        let answer = entry.answer.replace('\n', "⏎").replace('\t', "⇥");
        out.push_str(&format!("[{}] {} => {answer}", entry.topic.as_deref().unwrap_or("-"), phrasings.join(" / ")));
        out.push_str(&format!(" {:?} {} {:?}\n", entry.tags, entry.source.as_deref().unwrap_or("-"), entry.state));
    }
    for problem in &reading.problems {
        out.push_str(&format!("{:?} {problem}\n", problem.severity));
    }
    out
}

#[track_caller]
fn check(export: Export, file: &str, bytes: &[u8], expected: &Expect) {
    assert_eq!(recognized(bytes), Some(export), "{file}");
    let reading = parse_export(export, file, bytes).into_reading(file);
    expected.assert_eq(&shown(&reading));
}

/// A workbook with these sheets; each is a list of rows of cells; a row that begins with `<` is XML.
fn workbook(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut parts = vec![(
        "_rels/.rels".to_owned(),
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#.to_owned(),
    )];
    let (mut list, mut relations) = (String::new(), String::new());
    for (index, (name, rows)) in sheets.iter().enumerate() {
        let id = index + 1;
        list.push_str(&format!(r#"<sheet name="{name}" sheetId="{id}" r:id="s{id}"/>"#));
        relations.push_str(&format!(r#"<Relationship Id="s{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{id}.xml"/>"#));
        let mut data = String::new();
        for (row, cells) in rows.iter().enumerate() {
            if cells.first().is_some_and(|cell| cell.starts_with('<')) {
                data.push_str(cells[0]);
                continue;
            }
            data.push_str(&format!("<row r=\"{}\">", row + 1));
            for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                let place = format!("{}{}", char::from(b'A' + u8::try_from(column).unwrap()), row + 1);
                if let Some(number) = cell.strip_prefix('#') {
                    data.push_str(&format!("<c r=\"{place}\"><v>{number}</v></c>"));
                } else {
                    let text = cell.replace('&', "&amp;").replace('<', "&lt;");
                    data.push_str(&format!(
                        "<c r=\"{place}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"
                    ));
                }
            }
            data.push_str("</row>");
        }
        let sheet = format!(
            r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{data}</sheetData></worksheet>"#
        );
        parts.push((format!("xl/worksheets/sheet{id}.xml"), sheet));
    }
    parts.push(("xl/workbook.xml".to_owned(), format!(r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{list}</sheets></workbook>"#)));
    parts.push(("xl/_rels/workbook.xml.rels".to_owned(), format!(r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>"#)));
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_table_of_qna_maker_becomes_entries_and_says_what_was_lost() {
    check(
        Export::QnaMaker,
        "kb.tsv",
        &data("qna-maker.tsv"),
        &expect![[r#"
            [Account] How do I reset my password? / Where can I change my password? => Open **Settings**.⏎⏎- then *Security*⏎- then `C:\new` ["audience:members"] - Approved
            [-] How do I delete my account? => Write to the "moderators".⏎It takes a day.⇥Two at most. [] https://example.com/privacy.pdf Approved
            [-] And my posts? => They stay & lose your name.⏎So be <b>careful</b>. [] - Draft
            [-] Can I pay? => =HYPERLINK("https://example.com/pay") [] - Approved
            Warning kb.tsv:4: the follow-ups of "How do I delete my account?" were not taken: "And my posts?"; name them in the answer, and make each an entry
            Error kb.tsv:6: "Is it free?" has no answer; fill the column "Answer", or take the row out
            Warning kb.tsv:7: the suggested questions of "And my posts?" were not taken, since nobody approved them; add those that are right as questions
            Warning kb.tsv:7: "And my posts?" is only asked as a follow-up, and was taken as a draft; ask it so that it can stand alone, and approve it
            Warning kb.tsv:7: the answer to "And my posts?" has HTML in it: <b>; write it as Markdown; it would be shown as it stands
            Error kb.tsv:9: "Do I have to pay?" has another answer than line 8 with its QnaId; give it another QnaId, or the same answer
        "#]],
    );
}

#[test]
fn rows_of_an_older_table_belong_together_by_their_answer() {
    check(
        Export::QnaMaker,
        "chat.tsv",
        &data("qna-maker-old.tsv"),
        &expect![[r#"
        [-] Who are you? / What are you? => I am the guild's bot. ["editorial:chitchat"] chit-chat Approved
        [-] When do you sleep? => Never. [] chit-chat Approved
        [Dreams] Do you dream? => I am the guild's bot. [] chit-chat Approved
        Error chat.tsv:5: the row has no question; fill the column "Question", or take the row out
    "#]],
    );
}

#[test]
fn utf16_and_byte_order_marks_make_no_difference() {
    let utf8 = data("qna-maker.tsv");
    let text = String::from_utf8(utf8.clone()).unwrap();
    let plain = parse_export(Export::QnaMaker, "kb.tsv", &utf8).into_reading("kb.tsv");
    let utf16: Vec<u8> = "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for bytes in [utf16, format!("\u{feff}{text}").into_bytes(), text.replace("\r\n", "\n").into_bytes()] {
        assert_eq!(recognized(&bytes), Some(Export::QnaMaker));
        let reading = parse_export(Export::QnaMaker, "kb.tsv", &bytes).into_reading("kb.tsv");
        assert_eq!((reading.knowledge, reading.problems), (plain.knowledge.clone(), plain.problems.clone()));
    }
}

#[test]
fn a_row_that_is_wrong_hides_no_other() {
    let long = "x".repeat(1024 * 1024);
    let text = format!(
        "QnaId\tQuestion\tAnswer\tMetadata\tColour\n1\tA?\ta\t\tred\n1\tA2?\tother\n\n2\tB?\t{long}\n3\t\tc\n4\tD?\td\t|x|y:|topic:T\t\tstray\n5\tE?\te\n5\t\t\n6\tF?\t\"f\n7\tG?\tg\n"
    );
    check(
        Export::QnaMaker,
        "kb.tsv",
        text.as_bytes(),
        &expect![[r#"
            [-] A? => a [] - Approved
            [-] E? => e [] - Approved
            [-] G? => g [] - Approved
            Warning kb.tsv:1: the column "Colour" is not known and was not taken; add what matters of it to the answers
            Error kb.tsv:3: "A2?" has another answer than line 2 with its QnaId; give it another QnaId, or the same answer
            Error kb.tsv:5: the answer has 1048576 characters, and 24000 are allowed; shorten it, or split it over several questions
            Error kb.tsv:6: the row has no question; fill the column "Question", or take the row out
            Error kb.tsv:7: the row has 1 more cells than the header; put text that has a tab in it into double quotes
            Warning kb.tsv:9: the row has no question; take it out
            Error kb.tsv:10: a quote is opened in this row and never closed; close it, and write quotes within quotes twice ("")
        "#]],
    );
}

#[test]
fn a_workbook_is_read_like_the_table() {
    let header: &[&str] = &["Question", "Answer", "Source", "Metadata", "Prompts", "QnaId"];
    let rows: &[&[&str]] = &[
        header,
        &["How do I reset it?", "Open *Settings*.\n\n- then `\\new`", "Editorial", "category:Account|a:b", "[]", "#1"],
        &[
            "Where do I reset it?",
            "Open *Settings*.\n\n- then `\\new`",
            "Editorial",
            "category:Account|a:b",
            "[]",
            "#1",
        ],
        &[],
        &["No answer?", "", "", "", "", "#2"],
        &["=1+1", "=HYPERLINK(\"https://example.com\")", "", "", "", "#3.5"],
        &["#2024", "#12.5", "", "", "", ""],
    ];
    let synonyms: &[&[&str]] = &[&["Synonyms"], &["reset,restore"]];
    let notes: &[&[&str]] = &[&["Notes"]];
    check(
        Export::QnaMakerExcel,
        "kb.xlsx",
        &workbook(&[("Notes", notes), ("Synonyms", synonyms), ("QnAs", rows)]),
        &expect![[r#"
            [Account] How do I reset it? / Where do I reset it? => Open *Settings*.⏎⏎- then `\new` ["a:b"] - Approved
            [-] =1+1 => =HYPERLINK("https://example.com") [] - Approved
            [-] 2024 => 12.5 [] - Approved
            Warning kb.xlsx:1: the sheet "Synonyms" was not taken; add those words to the questions of the entries that people ask for with them
            Error kb.xlsx:5: "No answer?" has no answer; fill the column "Answer", or take the row out
        "#]],
    );
    let plain: &[&[&str]] = &[&["question", "answer"], &["A?", "a"]];
    check(
        Export::QnaMakerExcel,
        "kb.xlsx",
        &workbook(&[("Empty", &[]), ("Sheet2", plain)]),
        &expect![[r#"
        [-] A? => a [] - Approved
    "#]],
    );
}

#[test]
fn what_is_no_workbook_of_questions_is_named() {
    let headless: &[&[&str]] = &[&["A?", "a"]];
    check(
        Export::QnaMakerExcel,
        "kb.xlsx",
        &workbook(&[("QnAs", headless)]),
        &expect![[r#"
        Error kb.xlsx:1: there is no column "Question" or no "Answer"; put a first row above the others that names the columns: Question, Answer, Source, Metadata
    "#]],
    );
    check(
        Export::QnaMakerExcel,
        "kb.xlsx",
        &workbook(&[("Sheet1", &[])]),
        &expect![[r#"
        Error kb.xlsx:1: no sheet of the workbook has a first row with "Question" and "Answer"; put a first row above the others that names the columns: Question, Answer, Source, Metadata
    "#]],
    );
    check(
        Export::QnaMakerExcel,
        "kb.xlsx",
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 locked",
        &expect![[r#"
        Error kb.xlsx:1: this is a workbook of the old kind (.xls), or it is locked with a password; save it as .xlsx without a password
    "#]],
    );
    let whole = workbook(&[("QnAs", headless)]);
    let cut = &whole[..whole.len() / 2];
    let problems = parse_export(Export::QnaMakerExcel, "kb.xlsx", cut).into_reading("kb.xlsx").problems;
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].to_string().starts_with("kb.xlsx:1: this is no whole Excel workbook (.xlsx)"));
    for at in 0..whole.len() {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x55;
        let _ = parse_any(None, "kb.xlsx", &damaged);
    }
}

#[test]
fn a_cell_at_the_far_end_of_a_sheet_costs_no_memory() {
    let far = r#"<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>far</t></is></c></row>"#;
    let rows: &[&[&str]] = &[&["Question", "Answer"], &["A?", "a"], &[far]];
    check(
        Export::QnaMakerExcel,
        "kb.xlsx",
        &workbook(&[("QnAs", rows)]),
        &expect![[r#"
        [-] A? => a [] - Approved
        Error kb.xlsx:1048576: the row has 1 more cells than the header; put text that has a tab in it into double quotes
    "#]],
    );
}

#[test]
fn a_workbook_of_much_air_is_refused() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("xl/workbook.xml", SimpleFileOptions::default()).unwrap();
    let air = vec![b' '; 1024 * 1024];
    for _ in 0..257 {
        writer.write_all(&air).unwrap();
    }
    let bomb = writer.finish().unwrap().into_inner();
    assert!(bomb.len() < 1024 * 1024, "{}", bomb.len());
    let reading = parse_export(Export::QnaMakerExcel, "kb.xlsx", &bomb).into_reading("kb.xlsx");
    assert_eq!(reading.problems[0].code, Code::TooLarge, "{:?}", reading.problems);
}

#[test]
fn an_export_of_qnabot_becomes_entries_and_says_what_was_lost() {
    check(
        Export::QnaBot,
        "bot.json",
        &data("qnabot.json"),
        &expect![[r#"
        [Tides] Why are there two high tides a day? / two tides => The **moon** pulls & the earth turns. ["sea", "moon"] - Approved
        [-] What is a spring tide? => Hello {{UserInfo.GivenName}}, the highest tide. [] - Approved
        [-] What is a neap tide? => The lowest tide. [] - Approved
        [-] Is this read too? => Yes. [] - Approved
        Warning bot.json:16:5: of "spring tide", there is no place for its card ("r"), its lambda hook ("l"), its chaining to another item ("conditionalChaining"), the item that comes next ("next"); add what matters of it to the answer
        Warning bot.json:16:5: the answer of "spring tide" has a Handlebars expression in it ({{…}}); write what it stands for; it would be shown as it is
        Warning bot.json:17:14: the id "spring tide" cannot be one here, and became "spring-tide-2"; use the new one where the entry is named
        Warning bot.json:27:5: "Quiz.1" is of the type "quiz", which there is not in Askwell; write what matters of it as a question
        Warning bot.json:28:5: "Slot.1" is of the type "slottype", which there is not in Askwell; write what matters of it as a question
        Warning bot.json:29:5: "Text.1" is of the type "text", which there is not in Askwell; write what matters of it as a question
        Error bot.json:30:5: "Empty.1" has no answer; fill "a" or the Markdown answer in QnABot and export again, or take the item out
        Error bot.json:31:5: "Empty.2" has no question; give it a question in QnABot and export again, or take the item out
        Error bot.json:32:5: the item is a text; export it again; an item has "qid", "q" and "a"
    "#]],
    );
    check(
        Export::QnaBot,
        "bot.json",
        &data("qnabot.jsonl"),
        &expect![[r#"
        [-] A? => a [] - Approved
        [-] C? => c [] - Approved
        Error bot.json:2:50: this is not valid JSON (EOF while parsing an object); mend it; the other items were read as far as they could be told apart
    "#]],
    );
}

#[test]
fn content_decides_and_our_own_formats_stay_ours() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/knowledge");
    for file in fs::read_dir(own).unwrap() {
        let path = file.unwrap().path();
        assert_eq!(recognized(&fs::read(&path).unwrap()), None, "{}", path.display());
    }
    assert_eq!(recognized(br#"{"entries": [{"questions": ["a \"qid\"?"], "answer": "\"qid\": 1"}]}"#), None);
    assert!(parse_any(None, "f", b"What is x?\nX.\n").is_none());
    assert_eq!(parse_any(Some(Format::Text), "f.txt", b"What is x?\nX.\n").unwrap().entries.len(), 1);
}

#[test]
fn files_of_all_kinds_are_read_together() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    };
    let table: &[&[&str]] = &[&["Question", "Answer"], &["From Excel?", "Yes."]];
    put("a.xlsx", &workbook(&[("QnAs", table)]));
    put("b.tsv", &data("qna-maker-old.tsv"));
    put("c.json", &data("qnabot.jsonl"));
    put("d.md", b"## From Markdown?\nYes.\n");
    put("picture.png", b"\x89PNG");
    let named = put("export.bak", &data("qnabot.json"));
    let stray = put("stray.bak", b"nothing");
    let reading = read_with_exports(&[folder.path().to_owned(), named, stray, PathBuf::from("missing.xlsx")]);
    assert_eq!(reading.files.len(), 5, "{:?}", reading.files);
    assert!(
        ["From Excel?", "From Markdown?", "A?", "Is this read too?"]
            .iter()
            .all(|question| { reading.knowledge.entries.iter().any(|entry| entry.title().as_str() == *question) })
    );
    let codes: Vec<Code> = reading.problems.iter().rev().take(2).map(|problem| problem.code).collect();
    assert_eq!(codes, [Code::Unreadable, Code::UnknownFormat]);
}
