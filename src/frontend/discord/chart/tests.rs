use tiny_skia::Pixmap;

use super::*;

/// A month; the last day has 40 answered, 20 chosen, 10 undecided, 30 missed and 50 helpful.
fn month() -> [Vec<u64>; 5] {
    let day = |day: u64, most: u64| if day == 29 { most } else { (day * 7919 + most * 31) % (most + 1) };
    [40, 20, 10, 30, 50].map(|most| (0..30).map(|at| day(at, most)).collect())
}

fn chart<'a>(values: &'a [Vec<u64>; 5], labels: [&'a str; 5], days: &'a [(usize, String)]) -> Chart<'a> {
    let series = |at: usize| Series { label: labels[at], values: &values[at] };
    Chart { bars: [series(0), series(1), series(2), series(3)], line: series(4), days }
}

fn english() -> [&'static str; 5] {
    ["Answered", "Chosen", "Open", "Missed", "Helpful"]
}

fn days() -> Vec<(usize, String)> {
    [1, 8, 15, 22, 29].map(|day| (day, format!("{} Nov", day + 1))).into()
}

/// The colours of a column of pixels, each with how many in a row have it; mixed ones are left out.
fn column(pixels: &Pixmap, x: u32) -> Vec<([u8; 3], usize)> {
    let mut runs: Vec<([u8; 3], usize)> = Vec::new();
    for y in 0..pixels.height() {
        let pixel = pixels.pixel(x, y).unwrap();
        let colour = [pixel.red(), pixel.green(), pixel.blue()];
        match runs.last_mut() {
            Some((last, count)) if *last == colour => *count += 1,
            _ => runs.push((colour, 1)),
        }
    }
    runs.retain(|(_, count)| *count > 3);
    runs
}

#[test]
fn the_heights_of_the_bars_follow_the_numbers() {
    let (mut values, days) = (month(), days());
    // Where the line lies on the ground it crosses no bar.
    values[4] = vec![0; 30];
    let chart = chart(&values, english(), &days);
    let (_, plot) = drawn(&chart);
    let pixels = Pixmap::decode_png(&png(&chart)).unwrap();
    assert_eq!((pixels.width(), pixels.height()), (1_100, 600));
    for day in [3, 16, 29] {
        // Beside the middle, where the line's dots are not.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in the picture")]
        let x = (plot.x(day) + plot.bar_width() / 2.0 - 2.0) as u32;
        let seen = column(&pixels, x);
        for (series, colour) in chart.bars.iter().zip(BARS) {
            let drawn: usize = seen.iter().filter(|(seen, _)| *seen == colour.parts()).map(|(_, count)| count).sum();
            let expected = plot.height * number(series.values[day]) / plot.highest;
            // Corners, gaps and the line on the ground take something away.
            let off = expected - number(drawn as u64);
            assert!((-2.0..=12.0).contains(&off), "{} of day {day}: {drawn} and not {expected}", series.label);
        }
    }
}

#[test]
fn more_is_higher_and_nothing_is_not_drawn() {
    let (mut values, days) = (std::array::from_fn::<_, 5, _>(|_| vec![0; 30]), days());
    (values[0][5], values[0][6]) = (10, 20);
    let chart = chart(&values, english(), &days);
    let (_, plot) = drawn(&chart);
    let pixels = Pixmap::decode_png(&png(&chart)).unwrap();
    let height = |day: usize| -> usize {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in the picture")]
        let x = plot.x(day) as u32;
        let of_bar = |(colour, count): ([u8; 3], usize)| (colour == BARS[0].parts()).then_some(count);
        let below_legend = column(&pixels, x).into_iter().filter_map(of_bar);
        below_legend.max().unwrap_or(0)
    };
    let [none, ten, twenty] = [4, 5, 6].map(height);
    assert!(none == 0 && ten.abs_diff(twenty / 2) < 12 && ten > 100, "{none} {ten} {twenty}");
}

#[test]
fn lines_across_stand_for_round_numbers() {
    for (highest, expected) in
        [(0, 1), (1, 1), (4, 1), (5, 2), (9, 5), (20, 5), (21, 10), (4_001, 2_000), (1_000_000, 500_000)]
    {
        assert_eq!(step(highest), expected, "{highest}");
    }
    assert!(step(u64::MAX) > 0);
}

#[test]
fn any_numbers_can_be_drawn() {
    let none: [Vec<u64>; 5] = Default::default();
    assert!(!png(&chart(&none, [""; 5], &[])).is_empty());
    let many = std::array::from_fn(|_| vec![u64::MAX / 100, 0, 1]);
    assert!(
        !png(&chart(&many, ["a very long label that nobody would write, and longer still, beyond the border"; 5], &[]))
            .is_empty()
    );
}

/// Where `ASKWELL_CHARTS` names a folder, leaves a picture there for somebody to look at.
#[test]
fn corners_are_clear_and_letters_stand_out() {
    let (values, days) = (month(), days());
    let file = png(&chart(&values, english(), &days));
    if let Some(folder) = std::env::var_os("ASKWELL_CHARTS") {
        std::fs::write(std::path::Path::new(&folder).join("english.png"), &file).unwrap();
    }
    let pixels = Pixmap::decode_png(&file).unwrap();
    assert_eq!(pixels.pixel(0, 0).unwrap().alpha(), 0);
    assert_eq!(pixels.pixel(550, 1).unwrap().alpha(), 255);
    for colour in BARS.into_iter().chain([WORDS, OVER]) {
        let least = if colour == WORDS { 4.5 } else { 3.0 };
        assert!(contrast(colour, GROUND) >= least, "{colour:?}");
    }
    // Neighbours in a bar differ in how light they are.
    for pair in BARS.windows(2) {
        assert!(contrast(pair[0], pair[1]) >= 1.5, "{pair:?}");
    }
}

/// As WCAG 2 has it.
fn contrast(one: Colour, other: Colour) -> f64 {
    let light = |colour: Colour| {
        let linear = colour.parts().map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    };
    let (one, other) = (light(one), light(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}
