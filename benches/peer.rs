//! Askwell's side of the comparisons in `benches/peers`: does one job and prints its times, one a line, in seconds.
//!
//! ```text
//! cargo bench --bench peer -- one TEXTS RUNS        embed the first text RUNS times, one at a time
//! cargo bench --bench peer -- bulk TEXTS THREADS    embed all texts of a file, one a line
//! cargo bench --bench peer -- search ROWS RUNS      search ROWS x 384 made-up vectors for the best 10
//! ```

mod support;

use std::io::Write;
use std::time::Instant;

use askwell::embedding::Side;

fn main() {
    // `cargo bench` adds an option of its own.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let seconds = match arguments.as_slice() {
        ["one", texts, runs] => one(&lines(texts)[0], number(runs)),
        ["bulk", texts, threads] => bulk(lines(texts), number(threads)),
        ["search", rows, runs] => search(number(rows), number(runs)),
        // Without arguments, as a plain `cargo bench` calls it, there is nothing to compare with.
        _ => Vec::new(),
    };
    let mut out = std::io::stdout().lock();
    for seconds in seconds {
        writeln!(out, "{seconds}").expect("somebody reads the times");
    }
}

fn lines(path: &str) -> Vec<String> {
    std::fs::read_to_string(path).expect("a file of texts").lines().map(str::to_owned).collect()
}

fn number(text: &str) -> usize {
    text.parse().expect("a number")
}

fn one(text: &str, runs: usize) -> Vec<f64> {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let model = support::handle(1);
    let embed = || runtime.block_on(model.embed_one(text)).expect("it embeds");
    embed();
    times(runs, || {
        embed();
    })
}

fn bulk(texts: Vec<String>, threads: usize) -> Vec<f64> {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let model = support::handle(threads);
    runtime.block_on(model.embed_one("warm")).expect("it embeds");
    let begun = Instant::now();
    let vectors = runtime.block_on(model.embed_many(Side::Passage, texts, |_, _| ()));
    let taken = begun.elapsed().as_secs_f64();
    assert!(vectors.iter().all(Result::is_ok), "a text was not embedded");
    vec![taken]
}

fn search(rows: usize, runs: usize) -> Vec<f64> {
    const DIMENSIONS: usize = 384;
    let index = support::index(rows, DIMENSIONS);
    let question = support::Noise(7).unit_vector(DIMENSIONS);
    times(runs, || {
        std::hint::black_box(index.closest("What is number 7?", &question, 10));
    })
}

fn times(runs: usize, mut job: impl FnMut()) -> Vec<f64> {
    let mut seconds = Vec::with_capacity(runs);
    for _ in 0..runs {
        let begun = Instant::now();
        job();
        seconds.push(begun.elapsed().as_secs_f64());
    }
    seconds
}
