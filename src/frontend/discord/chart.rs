//! A chart of what was asked day by day: numbers and words in, a PNG file out.
//!
//! It has a dark ground of its own with round corners, so that it reads the same on Discord's dark and light themes; a
//! colour that stands out from both enough for small letters does not exist. The bars are told apart by blue and orange
//! and by how light they are, which every kind of colour blindness leaves.

mod canvas;

use canvas::Area;
use canvas::Canvas;
use canvas::Colour;

/// What is to be drawn. All lists of values are equally long, one for each day.
pub(super) struct Chart<'a> {
    /// What each bar is made of, from the ground up.
    pub(super) bars: [Series<'a>; 4],
    /// What a line over the bars shows.
    pub(super) line: Series<'a>,
    /// Days that are named below, with their names.
    pub(super) days: &'a [(usize, String)],
}

/// One number a day.
pub(super) struct Series<'a> {
    /// What it is called in the legend.
    pub(super) label: &'a str,
    pub(super) values: &'a [u64],
}

/// Twice the size at which Discord shows it on a wide screen, as screens are that sharp.
const WIDTH: f32 = 1_100.0;
const HEIGHT: f32 = 600.0;

/// Where Discord shows it 400 pixels wide, letters are 11 pixels high.
const TEXT: f32 = 30.0;

/// From the border to what is drawn.
const MARGIN: f32 = 36.0;

/// From one line of the legend to the next.
const LINE: f32 = 46.0;

/// Lines across, that of 0 aside.
const MOST_TICKS: u64 = 4;

const GROUND: Colour = Colour(0x2b_2d_31);
const GRID: Colour = Colour(0x48_4b_52);
const WORDS: Colour = Colour(0xdb_de_e1);
const BARS: [Colour; 4] = [Colour(0x3f_8f_ea), Colour(0xa9_d6_ff), Colour(0x80_84_8e), Colour(0xf5_93_31)];
const OVER: Colour = Colour(0xff_ff_ff);

/// The picture as a PNG file.
pub(super) fn png(chart: &Chart<'_>) -> Vec<u8> {
    drawn(chart).0.png()
}

/// The picture, and where the bars are in it.
fn drawn(chart: &Chart<'_>) -> (Canvas, Plot) {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "both are whole and small")]
    let mut canvas = Canvas::new(WIDTH as u32, HEIGHT as u32, TEXT);
    canvas.round(Area { left: 0.0, top: 0.0, width: WIDTH, height: HEIGHT }, 24.0, GROUND);
    let top = legend(&mut canvas, chart);
    let days = chart.line.values.len();
    let highest = (0..days).map(|day| total(chart, day).max(chart.line.values[day])).max().unwrap_or(0);
    let step = step(highest);
    let ticks = highest.div_ceil(step).max(1);
    let widest = (0..=ticks).map(|tick| canvas.width(&(tick * step).to_string())).fold(0.0, f32::max);
    let left = MARGIN + widest + 18.0;
    let plot = Plot {
        left,
        top,
        width: WIDTH - MARGIN - left,
        height: HEIGHT - MARGIN - TEXT - 20.0 - top,
        days: number(days.max(1) as u64),
        highest: number(ticks * step),
    };
    scale(&mut canvas, &plot, step, ticks);
    for day in 0..days {
        bar(&mut canvas, &plot, chart, day);
    }
    over(&mut canvas, &plot, chart);
    names(&mut canvas, &plot, chart);
    (canvas, plot)
}

/// Where the bars stand.
struct Plot {
    left: f32,
    top: f32,
    width: f32,
    height: f32,
    days: f32,
    /// What the top stands for.
    highest: f32,
}

impl Plot {
    fn y(&self, value: u64) -> f32 {
        self.top + self.height * (1.0 - number(value) / self.highest)
    }

    /// The middle of a day's bar.
    fn x(&self, day: usize) -> f32 {
        self.left + self.slot() * (number(day as u64) + 0.5)
    }

    fn slot(&self) -> f32 {
        self.width / self.days
    }

    fn bar_width(&self) -> f32 {
        (self.slot() * 0.72).min(48.0)
    }
}

/// What each colour stands for, in as many lines as it takes; where the plot may begin.
fn legend(canvas: &mut Canvas, chart: &Chart<'_>) -> f32 {
    const MARK: f32 = 24.0;
    const AFTER_MARK: f32 = 12.0;
    const BETWEEN: f32 = 36.0;
    let (mut x, mut y) = (MARGIN, MARGIN);
    for (at, series) in chart.bars.iter().chain([&chart.line]).enumerate() {
        let width = MARK + AFTER_MARK + canvas.width(series.label);
        if x > MARGIN && x + width > WIDTH - MARGIN {
            (x, y) = (MARGIN, y + LINE);
        }
        match BARS.get(at) {
            Some(colour) => canvas.round(Area { left: x, top: y, width: MARK, height: MARK }, 6.0, *colour),
            None => {
                let middle = y + MARK / 2.0;
                canvas.line(&[(x, middle), (x + MARK, middle)], 4.0, OVER);
                canvas.dot(x + MARK / 2.0, middle, 7.0, OVER);
            }
        }
        let stands_on = y + (MARK + canvas.capitals()) / 2.0;
        canvas.write(series.label, x + MARK + AFTER_MARK, stands_on, WORDS);
        x += width + BETWEEN;
    }
    y + MARK + 34.0
}

/// Lines across, with the numbers that they stand for.
fn scale(canvas: &mut Canvas, plot: &Plot, step: u64, ticks: u64) {
    for tick in 0..=ticks {
        let (value, y) = (tick * step, plot.y(tick * step));
        let thickness = if tick == 0 { 3.0 } else { 2.0 };
        canvas.line(&[(plot.left, y), (plot.left + plot.width, y)], thickness, GRID);
        let label = value.to_string();
        let x = plot.left - 18.0 - canvas.width(&label);
        canvas.write(&label, x, y + canvas.capitals() / 2.0, WORDS);
    }
}

/// One day's bar, with a gap between its parts.
fn bar(canvas: &mut Canvas, plot: &Plot, chart: &Chart<'_>, day: usize) {
    const GAP: f32 = 2.0;
    let mut below = 0;
    for (series, colour) in chart.bars.iter().zip(BARS) {
        let value = series.values[day];
        let (bottom, top) = (plot.y(below), plot.y(below + value));
        if value > 0 {
            let gap = if below > 0 { GAP } else { 0.0 };
            // What is there is seen, however little it is beside the rest.
            let height = (bottom - top - gap).max(2.0);
            let left = plot.x(day) - plot.bar_width() / 2.0;
            canvas.round(Area { left, top, width: plot.bar_width(), height }, 3.0, colour);
        }
        below += value;
    }
}

/// The line over the bars, with a dark seam that keeps it apart from them.
fn over(canvas: &mut Canvas, plot: &Plot, chart: &Chart<'_>) {
    let points: Vec<(f32, f32)> =
        chart.line.values.iter().enumerate().map(|(day, value)| (plot.x(day), plot.y(*value))).collect();
    canvas.line(&points, 9.0, GROUND);
    canvas.line(&points, 4.0, OVER);
    for (x, y) in points {
        canvas.dot(x, y, 5.0, OVER);
    }
}

/// The names of days, each below its bar and inside the picture.
fn names(canvas: &mut Canvas, plot: &Plot, chart: &Chart<'_>) {
    for (day, name) in chart.days {
        let width = canvas.width(name);
        let x = (plot.x(*day) - width / 2.0).min(WIDTH - MARGIN - width).max(MARGIN);
        canvas.write(name, x, HEIGHT - MARGIN, WORDS);
    }
}

fn total(chart: &Chart<'_>, day: usize) -> u64 {
    chart.bars.iter().map(|series| series.values[day]).sum()
}

/// From one line across to the next: the least of 1, 2, 5, 10, 20 … with which there are few enough.
fn step(highest: u64) -> u64 {
    let steps = (0..18).flat_map(|power| [1, 2, 5].map(|digit: u64| digit * 10_u64.pow(power)));
    steps.into_iter().find(|step| highest.div_ceil(*step) <= MOST_TICKS).unwrap_or(u64::MAX)
}

#[expect(clippy::cast_precision_loss, reason = "for a place in a picture")]
fn number(value: u64) -> f32 {
    value as f32
}

/// Whether there is a letter in the font for each of a text.
#[cfg(test)]
pub(super) fn can_write(text: &str) -> bool {
    Canvas::new(1, 1, TEXT).can_write(text)
}

#[cfg(test)]
mod tests;
