//! Data flows one way through the modules; this reads the `use` lines and says where it does not.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

/// Which of our modules each may use, itself aside. The order is that of `lib.rs`.
const MAY_USE: [(&str, &[&str]); 9] = [
    ("entry", &[]),
    ("knowledge", &["entry"]),
    ("embedding", &[]),
    ("matching", &["entry", "embedding"]),
    ("service", &["entry", "knowledge", "embedding", "matching"]),
    ("evaluation", &["entry", "embedding", "matching"]),
    ("frontend", &["entry", "knowledge", "embedding", "matching", "service", "evaluation"]),
    ("config", &[]),
    ("cli", &["entry", "knowledge", "embedding", "matching", "service", "evaluation", "frontend", "config"]),
];

/// What of another module may be used, where that is not all of it.
const ONLY: [(&str, &str, &[&str]); 3] = [
    ("matching", "embedding", &["UnitVector"]),
    // They tell how far a fetch has come; they do not embed.
    ("frontend", "embedding", &["runtime"]),
    // The front-ends show verdicts and confidences; they do not match.
    ("frontend", "matching", &["judgement", "screening"]),
];

/// Libraries that belong in one place, or a few, so that replacing one touches nothing else.
const LIVES_IN: [(&str, &[&str]); 18] = [
    ("fastembed", &["embedding/"]),
    ("ort", &["embedding/"]),
    ("libloading", &["embedding/"]),
    ("hf_hub", &["embedding/"]),
    ("ndarray", &["matching/"]),
    ("whatlang", &["matching/"]),
    ("csv", &["knowledge/"]),
    ("toml", &["knowledge/", "config/"]),
    ("strsim", &["config/"]),
    ("serde_saphyr", &["knowledge/"]),
    ("pulldown_cmark", &["knowledge/"]),
    ("rustyline", &["frontend/repl/"]),
    ("serenity", &["frontend/discord"]),
    ("poise", &["frontend/discord/"]),
    ("hmac", &["frontend/discord/"]),
    ("reqwest", &["frontend/discord/"]),
    ("clap", &["cli"]),
    ("tracing_subscriber", &["cli/log.rs"]),
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Files below `src/` with their path from there.
fn ours() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let file = |path: PathBuf| {
        let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        (name, fs::read_to_string(path).unwrap())
    };
    sources(&root).into_iter().map(file).collect()
}

/// The module a file belongs to: `matching` for `matching.rs` and all below `matching/`.
fn module(file: &str) -> &str {
    let top = file.split('/').next().unwrap();
    top.strip_suffix(".rs").unwrap_or(top)
}

/// Every mention of `crate::…` outside of comments: file, line, path after `crate::`.
fn mentions() -> Vec<(String, usize, String)> {
    let mut mentions = Vec::new();
    for (file, text) in ours() {
        for (at, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap();
            for rest in code.split("crate::").skip(1) {
                let path: String = rest.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | ':')).collect();
                mentions.push((file.clone(), at + 1, path));
            }
        }
    }
    mentions
}

#[test]
fn modules_use_only_those_above_them() {
    let may_use: BTreeMap<&str, &[&str]> = MAY_USE.into();
    let mut wrong = Vec::new();
    for (file, line, path) in mentions() {
        let from = module(&file);
        let to = path.split("::").next().unwrap();
        if from == to || matches!(from, "lib" | "main") {
            continue;
        }
        let allowed = may_use.get(from).unwrap_or_else(|| panic!("src/{file} belongs to no module of the list"));
        if !allowed.contains(&to) {
            wrong.push(format!("src/{file}:{line}: `{from}` must not use `{to}` ({path})"));
        }
        for (user, used, items) in ONLY {
            let item = path.split("::").nth(1).unwrap_or_default();
            if (from, to) == (user, used) && !items.contains(&item) && !in_tests(&file, line) {
                wrong.push(format!("src/{file}:{line}: of `{used}`, `{user}` may use only {items:?} ({path})"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether the line is in the test module at the end of its file, or the file is one.
fn in_tests(file: &str, line: usize) -> bool {
    if file.ends_with("/tests.rs") {
        return true;
    }
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(file)).unwrap();
    text.lines().take(line).any(|line| line.trim() == "#[cfg(test)]")
}

#[test]
fn every_library_lives_in_its_place() {
    let mut wrong = Vec::new();
    for (file, text) in ours() {
        for (at, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap();
            for (library, places) in LIVES_IN {
                let used = code.starts_with(&format!("use {library}::")) || code.contains(&format!(" {library}::"));
                let at_home = places.iter().any(|place| file.starts_with(place));
                if used && !code.contains("crate::") && !at_home && !in_tests(&file, at + 1) {
                    wrong.push(format!("src/{file}:{}: `{library}` belongs in src/{}", at + 1, places.join(" or ")));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn lib_lists_the_modules_in_the_order_of_the_layers() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    let listed: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert_eq!(listed, MAY_USE.map(|(module, _)| module));
}

#[test]
fn what_decides_has_no_clock_no_file_and_no_await() {
    let mut wrong = Vec::new();
    for (file, text) in ours().into_iter().filter(|(file, _)| module(file) == "matching") {
        for (at, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap();
            for forbidden in [".await", "async fn", "std::time", "std::fs", "std::io", "std::env", "tokio"] {
                if code.contains(forbidden) {
                    wrong.push(format!("src/{file}:{}: {forbidden}", at + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_front_ends_and_cli_print_or_read_the_environment() {
    let mut wrong = Vec::new();
    for (file, text) in ours() {
        if matches!(module(&file), "frontend" | "cli" | "main") {
            continue;
        }
        for (at, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap();
            for forbidden in ["println!", "eprintln!", "io::stdout", "io::stderr", "env::var"] {
                if code.contains(forbidden) && !in_tests(&file, at + 1) {
                    wrong.push(format!("src/{file}:{}: {forbidden}", at + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
