//! Tables, which Discord does not know: as text whose columns line up.

use textwrap::core::display_width;

use crate::frontend::discord::rich::links::spelled_out;

/// The table that begins with `line` as a block of code, and how many of the lines after it belong to it; `None` when
/// none begins.
pub(super) fn aligned(line: &str, after: &[&str]) -> Option<(String, usize)> {
    let head = cells(line);
    let ruler = cells(after.first()?);
    if !line.contains('|') || ruler.len() != head.len() || !ruler.iter().all(|cell| is_ruler(cell)) {
        return None;
    }
    let body: Vec<&&str> = after[1..].iter().take_while(|line| line.contains('|')).collect();
    let mut rows = vec![head];
    rows.extend(body.iter().map(|line| cells(line)));
    for row in &mut rows {
        for cell in row.iter_mut() {
            // Three backticks would end the block.
            *cell = spelled_out(cell).replace("```", "");
        }
    }
    // Cells beyond those of the head are not part of the table.
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| display_width(cell)).max();
    let widths: Vec<usize> = (0..ruler.len()).map(|column| width(column).unwrap_or_default()).collect();
    let mut lines = vec!["```".to_owned()];
    for (number, row) in rows.iter().enumerate() {
        lines.push(aligned_row(row, &widths, &ruler));
        if number == 0 {
            let rules: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
            lines.push(rules.join("  "));
        }
    }
    lines.push("```".to_owned());
    Some((lines.join("\n"), 1 + body.len()))
}

fn aligned_row(row: &[String], widths: &[usize], ruler: &[String]) -> String {
    let mut shown = String::new();
    for (column, width) in widths.iter().enumerate() {
        let cell = row.get(column).map_or("", String::as_str);
        let blank = " ".repeat(width.saturating_sub(display_width(cell)));
        let to_the_right = ruler[column].ends_with(':') && !ruler[column].starts_with(':');
        let gap = if column == 0 { "" } else { "  " };
        let (before, behind) = if to_the_right { (blank.as_str(), "") } else { ("", blank.as_str()) };
        shown.push_str(&[gap, before, cell, behind].concat());
    }
    shown.trim_end().to_owned()
}

/// The cells of a row, between bars that are not escaped; the ones at its ends may be left out.
fn cells(line: &str) -> Vec<String> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut cells = vec![String::new()];
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let cell = cells.last_mut().expect("there is always one");
        match c {
            '\\' if chars.peek() == Some(&'|') => cell.extend(chars.next()),
            '|' => cells.push(String::new()),
            c => cell.push(c),
        }
    }
    if cells.len() > 1 && cells.last().is_some_and(|last| last.trim().is_empty()) {
        cells.pop();
    }
    cells.iter().map(|cell| cell.trim().to_owned()).collect()
}

/// `---`, `:--`, `--:` or `:-:`.
fn is_ruler(cell: &str) -> bool {
    let dashes = cell.strip_prefix(':').unwrap_or(cell);
    let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
    !dashes.is_empty() && dashes.bytes().all(|byte| byte == b'-')
}
