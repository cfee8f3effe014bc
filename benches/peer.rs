//! Askwell's side of the comparisons in `benches/peers`: does one job and prints its times, one a line, in seconds.
//!
//! ```text
//! cargo bench --bench peer -- one TEXTS RUNS        embed the first text RUNS times, one at a time
//! cargo bench --bench peer -- bulk TEXTS THREADS    embed all texts of a file, one a line
//! cargo bench --bench peer -- search ROWS RUNS      search ROWS x 384 made-up vectors for the best 10
//! cargo bench --bench peer -- question ROWS RUNS    the bare fastembed call and a question end to end, in turn; prints
//!                                                   the median of each
//! ```

mod support;

use std::io::Write;
use std::time::Instant;

use askwell::embedding::Side;
use askwell::matching::asked::Asked;
use askwell::matching::calibration::Target;
use askwell::matching::judgement::judge;

fn main() {
    // `cargo bench` adds an option of its own.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let seconds = match arguments.as_slice() {
        ["one", texts, runs] => one(&lines(texts)[0], number(runs)),
        ["bulk", texts, threads] => bulk(lines(texts), number(threads)),
        ["search", rows, runs] => search(number(rows), number(runs)),
        ["question", rows, runs] => question(number(rows), number(runs)),
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

/// In turn, so that a machine whose speed wanders is as fast for the one as for the other.
fn question(rows: usize, runs: usize) -> Vec<f64> {
    const QUESTION: &str = "how can i reset the password of my account today?";
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let model = support::handle(1);
    let index = support::index(rows, model.dimensions());
    let mut bare = support::bare_fastembed();
    let (mut bare_times, mut whole_times) = (Vec::new(), Vec::new());
    for _ in 0..runs {
        bare_times.extend(times(1, || drop(bare.embed([QUESTION], None).expect("it embeds"))));
        whole_times.extend(times(1, || {
            runtime.block_on(async {
                let vector = model.embed_one(QUESTION).await.expect("it embeds");
                std::hint::black_box(judge(&index, &Asked::as_typed(QUESTION, Some(&vector)), Target::default(), 5));
            });
        }));
    }
    [bare_times, whole_times]
        .map(|mut times| {
            times.sort_unstable_by(f64::total_cmp);
            times[times.len() / 2]
        })
        .to_vec()
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
