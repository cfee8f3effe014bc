//! Writes Markdown that reads well and is read back as it was. What Markdown cannot hold in its usual place, such
//! as an answer with a question among its headings, goes into the comment of the entry or the front matter; whether
//! it can is found out by reading it.

use std::collections::HashMap;
use std::collections::HashSet;

use crate::entry::Entry;
use crate::entry::Knowledge;
use crate::entry::Topic;
use crate::knowledge::Format;
use crate::knowledge::Parsed;
use crate::knowledge::sheet::Sheet;
use crate::knowledge::yaml_write;

use super::marks;
use super::marks::Sign;

/// Writes all topics and entries.
pub(in crate::knowledge) fn write(knowledge: &Knowledge) -> String {
    let mut writer = Writer { out: String::new(), knowledge, next_topic: 0, is_under: None };
    let headings_tell_topics = writer.headings_tell_topics();
    if !headings_tell_topics {
        writer.out.push_str(&format!("---\n{}---\n\n", yaml_write::topics(&knowledge.topics)));
        writer.next_topic = knowledge.topics.len();
    }
    let places: HashMap<&str, usize> =
        knowledge.topics.iter().enumerate().map(|(index, topic)| (topic.name.as_str(), index)).collect();
    for entry in &knowledge.entries {
        if let Some(topic) = &entry.topic {
            writer.go_under(topic, places.get(topic.as_str()).copied());
        }
        writer.entry(entry);
    }
    writer.topics_before(knowledge.topics.len());
    writer.out.truncate(writer.out.trim_end().len());
    writer.out.push('\n');
    writer.out
}

struct Writer<'k> {
    out: String,
    knowledge: &'k Knowledge,
    /// The first topic that was not written yet.
    next_topic: usize,
    /// The topic of the heading written last.
    is_under: Option<&'k str>,
}

impl<'k> Writer<'k> {
    /// Whether headings with the overviews below them are read as the same topics in the same order.
    fn headings_tell_topics(&self) -> bool {
        // A topic without an overview appears with its first entry, so those must come in the order of the topics.
        let mut used = HashSet::new();
        let named = self.knowledge.entries.iter().filter_map(|entry| entry.topic.as_deref());
        let by_first_use: Vec<&str> = named.filter(|name| used.insert(*name)).collect();
        let names = self.knowledge.topics.iter().map(|topic| topic.name.as_str());
        by_first_use.into_iter().eq(names.filter(|name| used.contains(name)))
            && self.knowledge.topics.iter().all(|topic| {
                topic_heading(&topic.name).is_some()
                    && topic.overview.as_deref().map_or(used.contains(topic.name.as_str()), holds_overview)
            })
    }

    /// Writes the headings of topics up to the one with this index.
    fn topics_before(&mut self, index: usize) {
        while self.next_topic < index {
            let topic = &self.knowledge.topics[self.next_topic];
            self.next_topic += 1;
            self.topic(topic);
        }
    }

    fn topic(&mut self, topic: &'k Topic) {
        self.heading(&topic.name);
        if let Some(overview) = &topic.overview {
            self.out.push_str(&format!("{overview}\n\n"));
        }
    }

    fn heading(&mut self, name: &'k str) {
        if let Some(heading) = topic_heading(name) {
            self.out.push_str(&format!("# {heading}\n\n"));
            self.is_under = Some(name);
        }
    }

    fn go_under(&mut self, name: &'k str, index: Option<usize>) {
        if let Some(index) = index.filter(|&index| index >= self.next_topic) {
            self.topics_before(index + 1);
        } else if self.is_under != Some(name) {
            self.heading(name);
        }
    }

    fn entry(&mut self, entry: &Entry) {
        for phrasing in &entry.phrasings {
            self.out.push_str(&format!("## {}\n", question_heading(phrasing.as_str())));
        }
        let mut lines = vec![format!("id: {}", yaml_write::scalar(entry.id.as_str()))];
        if entry.topic.as_deref() != self.is_under {
            let topic = entry.topic.as_deref().map_or("null".to_owned(), yaml_write::scalar);
            lines.push(format!("topic: {topic}"));
        }
        lines.extend(yaml_write::detail_lines(entry));
        if holds_answer(&entry.answer) {
            self.out.push_str(&format!("\n{}\n\n{}\n\n", comment(&lines), entry.answer));
        } else {
            lines.push(format!("answer: {}", yaml_write::scalar(&entry.answer)));
            self.out.push_str(&format!("\n{}\n\n", comment(&lines)));
        }
    }
}

/// The comment that says `lines` of an entry.
pub(in crate::knowledge) fn comment(lines: &[String]) -> String {
    match lines {
        [line] => format!("<!-- {line} -->"),
        lines => format!("<!--\n{}\n-->", lines.join("\n")),
    }
}

/// `name` so that it is read as the topic of that name, if it can be.
fn topic_heading(name: &str) -> Option<String> {
    [name.to_owned(), escaped(name)].into_iter().find(|heading| {
        let marks = marks::marks(&format!("# {heading}\n"));
        matches!(&*marks, [mark] if mark.sign == Sign::Heading { level: 1, text: name.to_owned() }) && is_sure(heading)
    })
}

/// `question` so that a heading of it is read as that question.
pub(in crate::knowledge) fn question_heading(question: &str) -> String {
    let last = format!("Q: {}", escaped(question));
    let candidates = [question.to_owned(), escaped(question), format!("Q: {question}")];
    let is_read_back = |heading: &String| {
        let marks = marks::marks(&format!("## {heading}\n"));
        let expected = Sign::Question { level: Some(2), text: question.to_owned() };
        matches!(&*marks, [mark] if mark.sign == expected) && is_sure(heading)
    };
    candidates.into_iter().find(is_read_back).unwrap_or(last)
}

/// A line that asks `question` without a heading: `Q: …`, or `**Q: …**`. `None` where it would be read as another.
pub(in crate::knowledge) fn question_line(question: &str, is_bold: bool) -> Option<String> {
    let line = |text: &str| if is_bold { format!("**Q: {text}**") } else { format!("Q: {text}") };
    [line(question), line(&escaped(question))].into_iter().find(|line| {
        let marks = marks::marks(&format!("{line}\nx\n"));
        let expected = Sign::Question { level: None, text: question.to_owned() };
        matches!(&*marks, [mark] if mark.sign == expected) && is_sure(line)
    })
}

/// Whether no other part of the file has a say in how `heading` is read, as the definition of a link would have in
/// what stands between brackets.
fn is_sure(heading: &str) -> bool {
    !heading.replace("\\[", "").replace("\\]", "").contains(['[', ']'])
}

/// Every sign that could mean something, with a backslash before it.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        // These mean nothing by themselves.
        if c.is_ascii_punctuation() && !matches!(c, ',' | '?') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Whether `answer` is read back when it stands below its question, with whatever may follow.
pub(in crate::knowledge) fn holds_answer(answer: &str) -> bool {
    let page =
        format!("## Q: a\n\n<!-- id: a -->\n\n{answer}\n\n# T\n\n## Q: b\n\n<!-- id: b -->\n\nc\n\n## Q: d\n\ne\n");
    let parsed = read(&page);
    let entries: Vec<(&str, usize)> =
        parsed.entries.iter().map(|parsed| (parsed.entry.answer.as_str(), parsed.entry.phrasings.len())).collect();
    entries == [(answer, 1), ("c", 1), ("e", 1)] && parsed.topics.len() == 1
}

/// Whether `overview` is read back when it stands below its heading.
fn holds_overview(overview: &str) -> bool {
    let parsed = read(&format!("# T\n\n{overview}\n\n## Q: a\n\n<!-- id: a -->\n\nb\n\n# U\n\n## Q: c\n\nd\n"));
    let answers: Vec<&str> = parsed.entries.iter().map(|parsed| parsed.entry.answer.as_str()).collect();
    let topics: Vec<Option<&str>> = parsed.topics.iter().map(|parsed| parsed.topic.overview.as_deref()).collect();
    answers == ["b", "d"] && topics == [Some(overview), None]
}

fn read(page: &str) -> Parsed {
    let mut sheet = Sheet::new(Format::Markdown, "");
    super::parse(page, &mut sheet);
    sheet.finish()
}
