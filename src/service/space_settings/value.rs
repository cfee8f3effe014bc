//! From what a person wrote to the value of a setting.

/// Codes of the languages that a space can speak.
const LANGUAGES: [&str; 5] = ["en", "de", "fr", "es", "pt"];

pub(super) fn on_or_off(value: &str) -> Option<bool> {
    match value {
        "on" | "yes" | "true" => Some(true),
        "off" | "no" | "false" => Some(false),
        _ => None,
    }
}

pub(super) fn language(value: &str) -> Option<String> {
    LANGUAGES.contains(&value).then(|| value.to_owned())
}

/// Ids, as they are or as they are mentioned, each once and none of them 0; `none` for no ids.
pub(super) fn numbers(value: &str) -> Option<Vec<u64>> {
    if value == "none" {
        return Some(Vec::new());
    }
    let mut numbers = Vec::new();
    for word in value.split([',', ' ']).filter(|word| !word.is_empty()) {
        let digits = word.trim_start_matches("<@&").trim_end_matches('>');
        let number = digits.parse().ok().filter(|number| *number > 0)?;
        if !numbers.contains(&number) {
            numbers.push(number);
        }
    }
    (!numbers.is_empty()).then_some(numbers)
}

/// The reverse of [`numbers`].
pub(super) fn written(numbers: &[u64]) -> String {
    let numbers: Vec<String> = numbers.iter().map(u64::to_string).collect();
    if numbers.is_empty() { "none".to_owned() } else { numbers.join(",") }
}
