//! `askwell ask` as a whole process: with 10,000 entries in the store, and with the same ones in a file, in turn.
//!
//! ```text
//! cargo bench --bench start [-- TIMES]
//! ```
//!
//! Linux only: the load of the machine comes from `/proc`. The first run embeds the entries, which takes minutes.

mod support;

use std::fmt::Write;
use std::io::Read;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;
use std::time::Instant;

use serde_json::json;
use tempfile::TempDir;

use askwell::entry::Entry;
use askwell::store::Address;
use askwell::store::Space;

use support::figures::median;
use support::figures::quantile;
use support::figures::say;
use support::machine;
use support::own;
use support::remembering;

const ENTRIES: usize = 10_000;

const QUESTION: &str = "how can i make the bot answer in my own server";

fn main() {
    // `cargo bench` adds an option of its own.
    let times = std::env::args().skip(1).find(|argument| argument != "--bench");
    let times = times.map_or(15, |text| text.parse().expect("a number"));
    let folder = TempDir::new().expect("there is room");
    let entries = own::entries(ENTRIES, 1);
    std::fs::write(folder.path().join("faq.jsonl"), file_of(&entries)).expect("there is room");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let file = Address::File(folder.path().join(remembering::STORE));
        let store = askwell::store::open(&file).await.expect("a new store opens");
        remembering::put(&*store, &Space::local(), entries).await;
    });
    say(machine::facts());
    let of_store = ["--store", remembering::STORE, "ask", QUESTION];
    let of_file = ["--store", "off", "ask", "-k", "faq.jsonl", QUESTION];
    for arguments in [&of_store[..], &of_file[..]] {
        say(format!(
            "{:>8.3}   the first time, which may have had to embed and to rehearse",
            ask(folder.path(), arguments)
        ));
    }
    let (mut from_store, mut from_file) = (Vec::with_capacity(times), Vec::with_capacity(times));
    for _ in 0..times {
        from_store.push(ask_timed(folder.path(), &of_store));
        from_file.push(ask_timed(folder.path(), &of_file));
    }
    say("\nseconds from the process's start to its answer: median, least and most; processor time to its end, median");
    for (what, taken) in [("from the store", from_store), ("from a file", from_file)] {
        let (taken, processor): (Vec<f64>, Vec<f64>) = taken.into_iter().unzip();
        let (least, most) = (quantile(&taken, 0.0), quantile(&taken, 1.0));
        say(format!("{:>8.3} {least:>8.3} {most:>8.3} {:>8.3}   {what}", median(&taken), median(&processor)));
    }
    say(machine::facts());
}

fn file_of(entries: &[Entry]) -> String {
    let mut text = String::new();
    for entry in entries {
        let questions: Vec<&str> = entry.phrasings.iter().map(|phrasing| phrasing.as_str()).collect();
        let line = json!({"id": entry.id.as_str(), "questions": questions, "answer": entry.answer});
        writeln!(text, "{line}").expect("a text takes all that is written to it");
    }
    text
}

/// As [`ask`], with the processor time of the whole process.
fn ask_timed(folder: &Path, arguments: &[&str]) -> (f64, f64) {
    let before = machine::of_children();
    let taken = ask(folder, arguments);
    (taken, (machine::of_children() - before).as_secs_f64())
}

/// Asks, in a process that has `folder` to itself; how many seconds it took until the answer began.
fn ask(folder: &Path, arguments: &[&str]) -> f64 {
    let mut command = Command::new(env!("CARGO_BIN_EXE_askwell"));
    command.args(arguments).current_dir(folder).stdin(Stdio::null()).stdout(Stdio::piped());
    command.env("ASKWELL_CACHE_DIR", remembering::cache_folder()).env("ORT_DYLIB_PATH", support::onnx_runtime_path());
    let begun = Instant::now();
    let mut process = command.spawn().expect("the program starts");
    let mut out = process.stdout.take().expect("it is piped");
    out.read_exact(&mut [0]).expect("something is said");
    let taken = begun.elapsed().as_secs_f64();
    let rest = out.read_to_end(&mut Vec::new());
    let status = process.wait().expect("it ends");
    // Answered, or asked back, or did not know: all of it went the whole way.
    assert!(rest.is_ok() && matches!(status.code(), Some(0 | 1 | 3)), "it failed: {status}");
    taken
}
