//! Problems as SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format"), which code hosts show beside the
//! lines of a pull request.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::knowledge::Code;
use crate::knowledge::Place;
use crate::knowledge::Problem;
use crate::knowledge::Severity;

/// Where the format's schema is published.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

#[derive(Serialize)]
pub(super) struct Log<'a> {
    version: &'static str,
    #[serde(rename = "$schema")]
    schema: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    /// Our columns count characters, not UTF-16 units.
    column_kind: &'static str,
    results: Vec<Outcome<'a>>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
struct Driver {
    name: &'static str,
    version: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    short_description: Message,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locations: Vec<Location<'a>>,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    physical_location: PhysicalLocation<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation<'a> {
    artifact_location: ArtifactLocation,
    region: Region<'a>,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region<'a> {
    start_line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_column: &'a Option<usize>,
}

/// What was found, with the rules that it breaks.
pub(super) fn log<'a>(problems: impl Iterator<Item = &'a Problem>) -> Log<'a> {
    let problems: Vec<&Problem> = problems.collect();
    let broken: BTreeSet<Code> = problems.iter().map(|problem| problem.code).collect();
    let broken: Vec<Code> = broken.into_iter().collect();
    let rule = |code: &Code| Rule { id: code.as_str(), short_description: Message { text: code.about().to_owned() } };
    let rules = broken.iter().map(rule).collect();
    let outcome = |problem: &&'a Problem| Outcome {
        rule_id: problem.code.as_str(),
        rule_index: broken.iter().position(|code| *code == problem.code).unwrap_or_default(),
        level: level(problem.severity),
        message: Message { text: format!("{}; {}", problem.wrong.message(), problem.wrong.remedy()) },
        locations: location(&problem.place).into_iter().collect(),
    };
    let results = problems.iter().map(outcome).collect();
    let driver = Driver { name: "askwell", version: env!("CARGO_PKG_VERSION"), rules };
    let run = Run { tool: Tool { driver }, column_kind: "unicodeCodePoints", results };
    Log { version: "2.1.0", schema: SCHEMA, runs: [run] }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// Where a file as a whole is meant, its first line, since not everybody who reads SARIF shows what has none.
fn location(place: &Place) -> Option<Location<'_>> {
    if place.file.is_empty() {
        return None;
    }
    let region = Region { start_line: place.line.unwrap_or(1), start_column: &place.column };
    let artifact_location = ArtifactLocation { uri: uri(&place.file) };
    Some(Location { physical_location: PhysicalLocation { artifact_location, region } })
}

/// A path as a reference by RFC 3986: relative to where the program ran, unless the path is absolute.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    if path.starts_with('/') {
        uri.push_str("file://");
    }
    for byte in path.strip_prefix("./").unwrap_or(path).bytes() {
        match byte {
            b'\\' if cfg!(windows) => uri.push('/'),
            b'/' | b'-' | b'.' | b'_' | b'~' => uri.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => uri.push(char::from(byte)),
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_becomes_a_reference() {
        assert_eq!(uri("./knowledge/a b.md"), "knowledge/a%20b.md");
        assert_eq!(uri("/srv/ä#1.txt"), "file:///srv/%C3%A4%231.txt");
    }

    #[test]
    fn every_rule_says_in_words_what_it_is_about() {
        let abouts: BTreeSet<&str> = Code::ALL.iter().map(|code| code.about()).collect();
        assert_eq!(abouts.len(), Code::ALL.len());
        assert!(abouts.iter().all(|about| about.len() > 10 && about.ends_with('.')), "{abouts:?}");
    }
}
