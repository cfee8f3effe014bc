//! The charts, drawn as SVG. Colours and fonts come from the page's style by class. Every chart is said in words too, for
//! whoever cannot see it.

use std::fmt::Write;

use crate::evaluation::curves;
use crate::evaluation::curves::Bin;
use crate::evaluation::curves::Judged;
use crate::evaluation::curves::Point;
use crate::evaluation::marks::count;
use crate::evaluation::page::markup::counted;
use crate::evaluation::page::markup::escaped;
use crate::evaluation::page::markup::number;
use crate::evaluation::page::markup::percent;

/// Width of every chart in its own units: that of a phone's screen, nearly, so that letters keep their size there.
const WIDTH: f64 = 380.0;

/// Beyond so many, points of a curve fall on each other.
const MAX_POINTS: usize = 240;

/// Questions whose share of right ones is still mostly luck; a curve begins beyond them.
const LUCK: usize = 5;

/// A rectangle of the picture with values from 0 to 1 in both directions, but for `lowest`.
struct Plot {
    left: f64,
    top: f64,
    width: f64,
    height: f64,
    /// What the lower end of the upright axis stands for.
    lowest: f64,
}

impl Plot {
    fn x(&self, value: f64) -> f64 {
        self.left + value * self.width
    }

    fn y(&self, value: f64) -> f64 {
        self.top + (1.0 - (value - self.lowest) / (1.0 - self.lowest)) * self.height
    }

    fn bottom(&self) -> f64 {
        self.top + self.height
    }

    /// Lines and numbers of the upright axis in `rising` steps, and what they stand for.
    fn upright(&self, svg: &mut String, upright: &str, rising: usize) {
        for step in 0..=rising {
            let value = self.lowest + (1.0 - self.lowest) * count(step) / count(rising);
            let y = self.y(value);
            line(svg, "grid", (self.left, y), (self.left + self.width, y));
            text(svg, "tick end", (self.left - 6.0, y + 4.0), &percent(value));
        }
        text(svg, "axis", (0.0, 11.0), upright);
    }

    /// The numbers below, and what they stand for.
    fn across(&self, svg: &mut String, below: f64, across: &str, shown: fn(f64) -> String) {
        for (value, class) in [(0.0, "tick"), (0.25, "tick middle"), (0.5, "tick middle"), (0.75, "tick middle")] {
            text(svg, class, (self.x(value), below + 16.0), &shown(value));
        }
        text(svg, "tick end", (self.x(1.0), below + 16.0), &shown(1.0));
        text(svg, "axis end", (self.x(1.0), below + 33.0), across);
    }
}

/// How often the best candidate was right, by confidence, with the number of questions below.
pub(super) fn reliability(judged: &[Judged]) -> String {
    let bins = curves::bins(judged);
    let plot = Plot { left: 44.0, top: 24.0, width: WIDTH - 56.0, height: 210.0, lowest: 0.0 };
    let mut svg = opening(326.0, "How often the first entry is right, by confidence", &reliability_in_words(&bins));
    plot.upright(&mut svg, "first entry right", 4);
    line(&mut svg, "ideal", (plot.x(0.0), plot.y(0.0)), (plot.x(1.0), plot.y(1.0)));
    let (counts_top, counts_height) = (plot.bottom() + 10.0, 46.0);
    let most = bins.iter().flatten().map(|bin| bin.questions).max().unwrap_or(1);
    let width = plot.width / count(bins.len());
    let mut before = None;
    // Below the points, so that the lines do not cross them.
    for bin in bins.iter().flatten() {
        let at = (plot.x(bin.confidence), plot.y(bin.right));
        if let Some(before) = before.replace(at) {
            line(&mut svg, "link", before, at);
        }
    }
    for (place, bin) in bins.iter().enumerate() {
        let Some(bin) = bin else { continue };
        let at = (plot.x(bin.confidence), plot.y(bin.right));
        line(&mut svg, "gap", (at.0, plot.y(bin.confidence)), at);
        let said = in_words(bin);
        let radius = 3.5 + 3.0 * (count(bin.questions) / count(most)).sqrt();
        let _ = write!(
            svg,
            "<circle class=\"point\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"{radius:.1}\"><title>{said}</title></circle>",
            at.0, at.1
        );
        let height = (counts_height * count(bin.questions) / count(most)).max(1.0);
        let left = plot.left + width * count(place) + 1.0;
        bar(&mut svg, "count", (left, counts_top + counts_height - height), (width - 2.0, height), &said);
    }
    text(&mut svg, "tick end", (plot.left - 6.0, counts_top + 9.0), &number(most));
    plot.across(&mut svg, counts_top + counts_height, "confidence", percent);
    svg.push_str("</svg>\n");
    svg
}

fn reliability_in_words(bins: &[Option<Bin>]) -> String {
    let said: Vec<String> = bins.iter().flatten().map(in_words).collect();
    said.join("; ")
}

fn in_words(bin: &Bin) -> String {
    let questions = counted(bin.questions, "question", "questions");
    format!("{questions} at {} confidence: {} right", percent(bin.confidence), percent(bin.right))
}

/// A curve of [`coverage`].
pub(super) struct Curve<'a> {
    pub(super) class: &'static str,
    pub(super) points: &'a [Point],
}

/// What is right of the answers, by how many questions are answered. `now` is what people get: share of the questions
/// answered, share of the answers right.
pub(super) fn coverage(curves: &[Curve<'_>], questions: usize, now: Option<(f64, f64)>, bar: &str) -> String {
    let steady = |point: &&Point| point.coverage * count(questions) >= count(LUCK.min(questions));
    let lowest = curves.iter().flat_map(|curve| curve.points.iter().filter(steady)).map(|point| point.precision);
    let lowest = lowest.chain(now.map(|now| now.1)).fold(0.9, f64::min);
    let (lowest, steps) = round_below(lowest);
    let plot = Plot { left: 44.0, top: 24.0, width: WIDTH - 56.0, height: 210.0, lowest };
    let said = now.map_or_else(String::new, |(coverage, precision)| {
        format!(
            "At the bar {} of the questions are answered, and {} of the answers are right.",
            percent(coverage),
            percent(precision)
        )
    });
    let mut svg = opening(278.0, "Share of answers that are right, by share of questions answered", &said);
    plot.upright(&mut svg, "answers that are right", steps);
    plot.across(&mut svg, plot.bottom(), "questions answered", percent);
    for Curve { class, points, .. } in curves.iter().rev() {
        let steady: Vec<&Point> = points.iter().filter(steady).collect();
        let every = steady.len().div_ceil(MAX_POINTS).max(1);
        let mut path = String::new();
        for (at, point) in steady.iter().enumerate() {
            if at % every == 0 || at + 1 == steady.len() {
                let _ = write!(path, "{:.1},{:.1} ", plot.x(point.coverage), plot.y(point.precision));
            }
        }
        let _ = write!(svg, "<polyline class=\"{class}\" points=\"{}\"/>", path.trim_end());
    }
    if let Some((coverage, precision)) = now {
        let (x, y) = (plot.x(coverage), plot.y(precision));
        line(&mut svg, "bar", (x, plot.top), (x, plot.bottom()));
        let _ = write!(
            svg,
            "<circle class=\"now\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"6\"><title>{}</title></circle>",
            escaped(&said)
        );
        let (class, x) = if coverage > 0.5 { ("mark end", x - 6.0) } else { ("mark", x + 6.0) };
        text(&mut svg, class, (x, plot.bottom() - 8.0), bar);
    }
    svg.push_str("</svg>\n");
    svg
}

/// Where an axis up to one begins that has to hold `value`, and its steps, so that its numbers are round.
fn round_below(value: f64) -> (f64, usize) {
    const AXES: [(f64, usize); 7] = [(0.9, 5), (0.8, 4), (0.7, 3), (0.6, 4), (0.5, 5), (0.4, 3), (0.2, 4)];
    AXES.into_iter().find(|(lowest, _)| *lowest <= value).unwrap_or((0.0, 4))
}

/// What the axis across stands for, and how a value on it is written.
pub(super) struct Across {
    pub(super) name: &'static str,
    pub(super) shown: fn(f64) -> String,
}

/// A group of questions in [`mirrored`].
pub(super) struct Group<'a> {
    pub(super) class: &'static str,
    pub(super) name: &'static str,
    pub(super) counts: &'a [usize],
}

/// Histograms over values from 0 to 1: those of `above` stacked upwards, that of `below` hanging down, in one scale.
pub(super) fn mirrored(
    title: &str,
    across: &Across,
    above: &[Group<'_>],
    below: &Group<'_>,
    bar: Option<(f64, &str)>,
) -> String {
    let bins = below.counts.len();
    let up = |bin: usize| above.iter().map(|group| group.counts[bin]).sum::<usize>();
    let most_up = (0..bins).map(up).max().unwrap_or(0);
    let most_down = below.counts.iter().copied().max().unwrap_or(0);
    let plot = Plot { left: 34.0, top: 22.0, width: WIDTH - 46.0, height: 196.0, lowest: 0.0 };
    let scale = plot.height / count((most_up + most_down).max(1));
    let zero = plot.top + scale * count(most_up);
    let groups = above.iter().chain([below]);
    let said: Vec<String> =
        groups.map(|group| format!("{} {}", number(group.counts.iter().sum()), group.name)).collect();
    let mut svg = opening(260.0, title, &said.join(", "));
    if most_up > 0 {
        line(&mut svg, "grid", (plot.left, plot.top), (plot.x(1.0), plot.top));
        text(&mut svg, "tick end", (plot.left - 6.0, plot.top + 4.0), &number(most_up));
    }
    if most_down > 0 {
        line(&mut svg, "grid", (plot.left, plot.bottom()), (plot.x(1.0), plot.bottom()));
        // The two numbers may not fall on each other.
        text(&mut svg, "tick end", (plot.left - 6.0, plot.bottom() + 4.0), &number(most_down));
    }
    let width = plot.width / count(bins);
    for bin in 0..bins {
        let left = plot.left + width * count(bin) + 0.75;
        let edge = |bin: usize| (across.shown)(count(bin) / count(bins));
        let range = format!("{} to {}", edge(bin), edge(bin + 1));
        let mut top = zero;
        for group in above {
            let height = scale * count(group.counts[bin]);
            top -= height;
            let said = format!("{range}: {} {}", number(group.counts[bin]), group.name);
            bar_if(&mut svg, group.class, (left, top), (width - 1.5, height), &said);
        }
        let said = format!("{range}: {} {}", number(below.counts[bin]), below.name);
        bar_if(&mut svg, below.class, (left, zero), (width - 1.5, scale * count(below.counts[bin])), &said);
    }
    line(&mut svg, "base", (plot.left, zero), (plot.x(1.0), zero));
    if let Some((value, name)) = bar {
        line(&mut svg, "bar", (plot.x(value), plot.top - 4.0), (plot.x(value), plot.bottom()));
        let (class, x) = if value > 0.5 { ("mark end", plot.x(value) - 5.0) } else { ("mark", plot.x(value) + 5.0) };
        text(&mut svg, class, (x, plot.top + 8.0), name);
    }
    text(&mut svg, "axis", (0.0, 11.0), "questions");
    plot.across(&mut svg, plot.bottom() + 2.0, across.name, across.shown);
    svg.push_str("</svg>\n");
    svg
}

/// One bar across in parts: class, what it is, how many.
pub(super) fn stacked(title: &str, parts: &[(&str, &str, usize)]) -> String {
    let all: usize = parts.iter().map(|(_, _, number)| number).sum();
    let said: Vec<String> = parts.iter().map(|(_, name, part)| format!("{name}: {}", number(*part))).collect();
    let mut svg = String::new();
    let _ = write!(
        svg,
        "<svg class=\"stack\" viewBox=\"0 0 1000 24\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{}\">",
        escaped(&format!("{title}. {}", said.join(", ")))
    );
    let mut left = 0.0;
    for (class, name, part) in parts {
        let width = 1000.0 * count(*part) / count(all.max(1));
        bar_if(
            &mut svg,
            class,
            (left, 0.0),
            ((width - 3.0).max(width.min(2.0)), 24.0),
            &format!("{name}: {}", number(*part)),
        );
        left += width;
    }
    svg.push_str("</svg>\n");
    svg
}

fn opening(height: f64, title: &str, said: &str) -> String {
    format!(
        "<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"{}\">\n",
        escaped(&format!("{title}. {said}"))
    )
}

fn line(svg: &mut String, class: &str, from: (f64, f64), to: (f64, f64)) {
    let _ = write!(
        svg,
        "<line class=\"{class}\" x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\"/>",
        from.0, from.1, to.0, to.1
    );
}

fn text(svg: &mut String, class: &str, at: (f64, f64), said: &str) {
    if !said.is_empty() {
        let _ = write!(svg, "<text class=\"{class}\" x=\"{:.1}\" y=\"{:.1}\">{}</text>", at.0, at.1, escaped(said));
    }
}

fn bar_if(svg: &mut String, class: &str, at: (f64, f64), size: (f64, f64), said: &str) {
    if size.1 > 0.0 && size.0 > 0.0 {
        bar(svg, class, at, size, said);
    }
}

fn bar(svg: &mut String, class: &str, at: (f64, f64), size: (f64, f64), said: &str) {
    let _ = write!(
        svg,
        "<rect class=\"{class}\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\"><title>{}</title></rect>",
        at.0,
        at.1,
        size.0,
        size.1,
        escaped(said)
    );
}
