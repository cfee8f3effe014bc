//! Lists between brackets, of TOML and JSON.

/// The list of `items`, which are written already, in the shape of `old`: over several lines if it was, and with a
/// comma at the end if it had one. On one line, `comma` stands between the items.
pub(super) fn list(items: &[String], old: Option<&str>, comma: &str) -> String {
    let old = old.filter(|old| old.starts_with('['));
    match old.and_then(indents) {
        Some((inner, outer)) if !items.is_empty() => {
            let has_comma = old.is_some_and(|old| old[..old.len() - 1].trim_end().ends_with(','));
            let end = if has_comma { "," } else { "" };
            format!("[\n{inner}{}{end}\n{outer}]", items.join(&format!(",\n{inner}")))
        }
        _ => format!("[{}]", items.join(comma)),
    }
}

/// The white space before the items and before the bracket of a list over several lines.
fn indents(old: &str) -> Option<(&str, &str)> {
    let (_, rest) = old.split_once('\n')?;
    let inner = &rest[..rest.len() - rest.trim_start_matches([' ', '\t']).len()];
    let (_, last) = old.rsplit_once('\n')?;
    let outer = last.strip_suffix(']').filter(|outer| outer.trim().is_empty())?;
    Some((inner, outer))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_keeps_its_shape() {
        let items = ["1".to_owned(), "2".to_owned()];
        for (old, expected) in [
            ("[0]", "[1, 2]"),
            ("\"0\"", "[1, 2]"),
            ("[\n    0,\n  ]", "[\n    1,\n    2,\n  ]"),
            ("[\n\t0\n]", "[\n\t1,\n\t2\n]"),
        ] {
            assert_eq!(list(&items, Some(old), ", "), expected);
        }
        assert_eq!(list(&[], Some("[\n0\n]"), ", "), "[]");
        assert_eq!(list(&items, None, ","), "[1,2]");
    }
}
