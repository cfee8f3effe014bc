//! A fit as text for people.

use std::fmt::Write;

use crate::evaluation::fitting::Setting;
use crate::evaluation::fitting::fit::PlainFit;
use crate::evaluation::fitting::measured::Figures;
use crate::evaluation::fitting::measured::Line;
use crate::evaluation::fitting::measured::Way;
use crate::evaluation::fitting::measured::mean;
use crate::evaluation::fitting::measured::worst;
use crate::matching::calibration::Prior;

const HEADS: [&str; 8] = ["right", "AUROC", "coverage", "ECE", "answered@90", "wrong@90", "answered@95", "wrong@95"];

/// Every set in every setting, then the means and the worst for each setting, over the sets that were fitted on and
/// over the others.
#[must_use]
pub fn table(lines: &[Line]) -> String {
    let mut table = String::new();
    for line in lines {
        let name = format!("{}, {}, {} questions", line.set, line.setting.name(), line.rows);
        heading(&mut table, &name);
        for (way, figures) in &line.figures {
            row(&mut table, way.name(), figures);
        }
    }
    for (fitted, of) in [(true, "sets fitted on, each without its family"), (false, "sets never fitted on")] {
        for setting in Setting::ALL {
            let lines: Vec<&Line> =
                lines.iter().filter(|line| line.fitted == fitted && line.setting == setting).collect();
            if lines.is_empty() {
                continue;
            }
            heading(&mut table, &format!("{}, {} {of}", setting.name(), lines.len()));
            for way in Way::ALL {
                row(&mut table, &format!("{}, mean", way.name()), &mean(&lines, way));
                row(&mut table, &format!("{}, worst", way.name()), &worst(&lines, way));
            }
        }
    }
    table
}

/// The coefficients as `src/matching/calibration.rs` has them, and those of plain cosine.
#[must_use]
pub fn constants(prior: &Prior, plain: &PlainFit) -> String {
    let Prior { means, scales, intercept, weights, size_mean, size_scale, size_weight } = prior;
    format!(
        "pub const PRIOR: Prior = Prior {{\n    means: {means:?},\n    scales: {scales:?},\n    \
         intercept: {intercept:?},\n    weights: {weights:?},\n    size_mean: {size_mean:?},\n    \
         size_scale: {size_scale:?},\n    size_weight: {size_weight:?},\n}};\n\n\
         plain cosine: log-odds {:?} + {:?} * cosine\n",
        plain.intercept, plain.per_cosine
    )
}

fn heading(table: &mut String, name: &str) {
    let heads: String = HEADS.iter().map(|head| format!("{head:>12}")).collect();
    // Writing into a `String` cannot fail.
    let _ = writeln!(table, "\n{name}\n{:<24}{heads}", "");
}

fn row(table: &mut String, name: &str, figures: &Figures) {
    let cell = |figure: Option<f64>| figure.map_or_else(|| format!("{:>12}", "-"), |figure| format!("{figure:>12.3}"));
    let cells: String = figures.all().map(cell).concat();
    let _ = writeln!(table, "  {name:<22}{cells}");
}
