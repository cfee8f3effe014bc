//! Bad input and bad surroundings: each gets a clear message, and nothing is lost.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use crate::model::copied_model;
use crate::support::Askwell;

const FAQ: &str = "tests/data/faq.txt";

/// `askwell ask` on knowledge that cannot be used: exit code 2, and a message with these parts, without a panic.
#[track_caller]
fn refused(knowledge: &Path, parts: &[&str]) {
    let arguments = ["ask", "-k", knowledge.to_str().unwrap(), "When does the club meet?"];
    let mut ran = Askwell::with(&arguments).run().exits(2);
    for part in parts {
        ran = ran.says(part);
    }
    assert!(!ran.stderr().contains("panicked"), "{}", ran.stderr());
}

fn file(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    path
}

#[test]
fn no_knowledge_folder() {
    let folder = tempfile::tempdir().unwrap();
    Askwell::with(&["ask", "hello?"])
        .within(folder.path())
        .run()
        .exits(2)
        .says("there is no `knowledge`; name a knowledge file or folder with -k");
    refused(&folder.path().join("gone.txt"), &["there is no `", "gone.txt"]);
}

#[test]
fn an_empty_folder() {
    let folder = tempfile::tempdir().unwrap();
    refused(folder.path(), &["there is no entry to answer from"]);
}

#[test]
fn a_file_of_zeros() {
    let folder = tempfile::tempdir().unwrap();
    refused(&file(folder.path(), "zeros.md", &[0; 4096]), &["zeros.md", "there is no entry"]);
}

#[test]
fn a_file_of_100_mb() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("huge.jsonl");
    // Sparse: it takes no space on the disk.
    fs::File::create(&path).unwrap().set_len(100 << 20).unwrap();
    refused(&path, &["huge.jsonl", "there is no entry"]);
}

#[test]
fn a_file_without_a_question() {
    let folder = tempfile::tempdir().unwrap();
    refused(&file(folder.path(), "prose.txt", b"Nobody asks anything here.\n"), &["prose.txt", "question"]);
}

#[test]
fn a_file_that_is_not_utf_8() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = b"Overview.\nWho is M\xfcller?\nA caf\xe9 owner.\n";
    refused(&file(folder.path(), "latin1.txt", bytes), &["latin1.txt:2:9", "UTF-8"]);
}

#[test]
fn a_folder_that_cannot_be_read() {
    // Permissions do not bind whoever runs tests as root, so a loop of links stands in.
    #[cfg(unix)]
    {
        let folder = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(folder.path().join("b"), folder.path().join("a")).unwrap();
        std::os::unix::fs::symlink(folder.path().join("a"), folder.path().join("b")).unwrap();
        refused(&folder.path().join("a"), &["there is no `"]);
        file(folder.path(), "faq.txt", &fs::read(FAQ).unwrap());
        let arguments = ["ask", "-k", folder.path().to_str().unwrap(), "When does the club meet?"];
        Askwell::with(&arguments).run().exits(0).shows("Every Thursday");
    }
}

#[test]
fn one_bad_file_among_good_ones_is_told_and_hides_nothing() {
    let folder = tempfile::tempdir().unwrap();
    file(folder.path(), "bad.json", b"{ \"entries\": [ { \"questions\": 7 } ] }");
    file(folder.path(), "faq.txt", &fs::read(FAQ).unwrap());
    let arguments = ["ask", "-k", folder.path().to_str().unwrap(), "When does the club meet?"];
    Askwell::with(&arguments).run().exits(0).shows("Every Thursday").says("bad.json:1");
}

#[test]
fn questions_that_are_none() {
    let ask = |question: &str| Askwell::with(&["ask", "-k", FAQ, question]).run().exits(1);
    ask(&"x".repeat(100_000)).shows("100000 characters, and I read 2000 at most");
    ask("🎲 🎲").shows("not one letter or digit");
    ask("   ").shows("empty");
    ask("Где клуб?").shows("I cannot read Cyrillic script");
    let escape = ask("\u{1b}[2J\u{1b}]0;owned\u{7}");
    assert!(!escape.stdout().contains(['\u{1b}', '\u{7}']), "{:?}", escape.stdout());
}

#[test]
fn escapes_never_reach_the_terminal_as_json_either() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Overview.\nHow do I \u{9b}2J escape?\nUse \u{1b}[31m the \u{85} door.\n";
    let path = file(folder.path(), "faq.txt", text.as_bytes());
    let arguments = ["ask", "--json", "-k", path.to_str().unwrap(), "how do i \u{9b}\u{7f}2J escape"];
    let ran = Askwell::with(&arguments).run().exits(0);
    assert!(!ran.stdout().trim_end().contains(char::is_control), "{:?}", ran.stdout());
    assert_eq!(ran.json_lines()[0]["question"], "how do i \u{9b}\u{7f}2J escape");
}

#[track_caller]
fn refused_model(folder: &Path, parts: &[&str]) {
    let arguments = ["ask", "-k", FAQ, "--model", folder.to_str().unwrap(), "When does the club meet?"];
    let mut ran = Askwell::with(&arguments).run().exits(2);
    for part in parts {
        ran = ran.says(part);
    }
}

#[test]
fn a_model_folder_with_a_file_missing_or_damaged() {
    let folder = copied_model();
    let onnx = folder.path().join("model.onnx");
    let whole = fs::read(&onnx).unwrap();
    fs::write(&onnx, &whole[..whole.len() / 2]).unwrap();
    refused_model(folder.path(), &["model.onnx", "is damaged"]);
    // Without the list of checksums it is ONNX Runtime that finds out.
    fs::remove_file(folder.path().join("SHA256SUMS")).unwrap();
    refused_model(folder.path(), &["model.onnx", "could not be loaded"]);
    fs::write(&onnx, &whole).unwrap();
    fs::remove_file(folder.path().join("tokenizer.json")).unwrap();
    refused_model(folder.path(), &["tokenizer.json", "is missing"]);
    refused_model(Path::new("./no-model-here"), &["there is no model folder `./no-model-here`"]);
}

#[test]
fn a_named_onnx_runtime_that_is_none_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let fake = file(folder.path(), "libonnxruntime.so", b"not a library");
    let real = crate::support::RUNTIME.path.clone();
    // The real one is found in the cache folder, where the program itself would have put it.
    let cache = real.ancestors().nth(2).unwrap().to_owned();
    let ran = Askwell::with(&["ask", "-k", FAQ, "When does the club meet?"]).env("ORT_DYLIB_PATH", &fake);
    ran.env("ASKWELL_CACHE_DIR", cache).run().exits(0).says("libonnxruntime.so").says("ORT_DYLIB_PATH");
}

#[test]
fn a_cache_that_cannot_be_written_costs_time_only() {
    let folder = tempfile::tempdir().unwrap();
    // A file where a folder should be: nobody can write into it, root neither.
    let blocked = file(folder.path(), "blocked", b"").join("cache");
    let ask = || Askwell::with(&["ask", "-k", FAQ, "When does the club meet?"]).env("ASKWELL_CACHE_DIR", &blocked);
    ask().run().exits(0).shows("Every Thursday").says("could not write vector cache");
    Askwell::with(&["doctor", "-k", FAQ]).env("ASKWELL_CACHE_DIR", &blocked).run().exits(0).shows("cannot be written");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_costs_time_only() {
    // `ulimit -f 0` lets no file grow, as a full disk does; SIGXFSZ is ignored so that writing fails with an error.
    let home = tempfile::tempdir().unwrap();
    let script = "trap '' XFSZ; ulimit -f 0; exec \"$0\" ask -k tests/data/faq.txt 'When does the club meet?'";
    let output = std::process::Command::new("bash")
        .args(["-c", script, env!("CARGO_BIN_EXE_askwell")])
        .current_dir(crate::support::root())
        .env("ASKWELL_CACHE_DIR", home.path().join("cache"))
        .env("ORT_DYLIB_PATH", &crate::support::RUNTIME.path)
        .output()
        .unwrap();
    let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(0), "{stdout}\n{stderr}");
    assert!(stdout.contains("Every Thursday"), "{stdout}");
    assert!(stderr.contains("could not write vector cache"), "{stderr}");
}

#[test]
fn settings_that_cannot_be_used_are_named() {
    let ask = || Askwell::with(&["ask", "-k", FAQ, "x"]);
    ask().env("ASKWELL_THREADS", "many").run().exits(2).says("ASKWELL_THREADS=\"many\" is not a number of threads");
}
