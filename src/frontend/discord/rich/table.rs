//! Tables, which Discord does not know: as text whose columns line up.

use textwrap::core::display_width;

use crate::frontend::discord::rich::links::spelled_out;

/// Widest table, in columns, that still lines up in a message: what is wider is broken within its rows.
const MAX_WIDTH: usize = 60;

/// The table that begins with `line` as Discord can show it, and how many of the lines after it belong to it; `None`
/// when none begins.
pub(super) fn shown(line: &str, after: &[&str]) -> Option<(String, usize)> {
    let head = cells(line);
    let ruler = cells(after.first()?);
    if !line.contains('|') || ruler.len() != head.len() || !ruler.iter().all(|cell| is_ruler(cell)) {
        return None;
    }
    let body: Vec<Vec<String>> =
        after[1..].iter().take_while(|line| line.contains('|')).map(|line| cells(line)).collect();
    let table = aligned(&head, &ruler, &body).unwrap_or_else(|| listed(&head, &body));
    Some((table, 1 + body.len()))
}

/// As a block of code; `None` if that would be too wide.
fn aligned(head: &[String], ruler: &[String], body: &[Vec<String>]) -> Option<String> {
    // Three backticks would end the block.
    let cell = |cell: &String| spelled_out(cell).replace("```", "");
    let rows = [head].into_iter().chain(body.iter().map(Vec::as_slice));
    let rows: Vec<Vec<String>> = rows.map(|row| row.iter().map(cell).collect()).collect();
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| display_width(cell)).max();
    // Cells beyond those of the head are not part of the table.
    let widths: Vec<usize> = (0..ruler.len()).map(|column| width(column).unwrap_or_default()).collect();
    if widths.iter().sum::<usize>() + GAP.len() * (widths.len() - 1) > MAX_WIDTH {
        return None;
    }
    let mut lines = vec!["```".to_owned()];
    for (number, row) in rows.iter().enumerate() {
        lines.push(aligned_row(row, &widths, ruler));
        if number == 0 {
            let rules: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
            lines.push(rules.join(GAP));
        }
    }
    lines.push("```".to_owned());
    Some(lines.join("\n"))
}

/// As a list: of each row the first cell, then the others with the names of their columns.
fn listed(head: &[String], body: &[Vec<String>]) -> String {
    let filled = |cell: &&String| !cell.is_empty();
    let row = |row: &Vec<String>| {
        let mut cells = row.iter().zip(head).map(|(cell, name)| match name.as_str() {
            "" => cell.clone(),
            name if !cell.is_empty() => format!("{}: {cell}", name.replace("**", "")),
            _ => String::new(),
        });
        cells.next();
        let first = row.first().filter(filled).map(|first| format!("**{}**", first.replace("**", "")));
        let cells: Vec<String> = first.into_iter().chain(cells.filter(|cell| !cell.is_empty())).collect();
        format!("- {}", cells.join(" · "))
    };
    if body.is_empty() { head.join(" · ") } else { body.iter().map(row).collect::<Vec<_>>().join("\n") }
}

/// Between two columns.
const GAP: &str = "  ";

fn aligned_row(row: &[String], widths: &[usize], ruler: &[String]) -> String {
    let mut shown = String::new();
    for (column, width) in widths.iter().enumerate() {
        let cell = row.get(column).map_or("", String::as_str);
        let blank = " ".repeat(width.saturating_sub(display_width(cell)));
        let to_the_right = ruler[column].ends_with(':') && !ruler[column].starts_with(':');
        let gap = if column == 0 { "" } else { GAP };
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
