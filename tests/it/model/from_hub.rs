//! Models by name, from a hub of ours, fetched as people do it: by `askwell model fetch`.

use std::path::Path;

use askwell::embedding::hub;
use askwell::embedding::hub::HubError;

use super::default_folder;
use super::default_model;
use super::embedder;
use super::vector;
use crate::support::Askwell;
use crate::support::hub::Fault;
use crate::support::hub::TestHub;

/// A quantized model whose files are those of the default model, under other names.
const NAME: &str = "Xenova/all-MiniLM-L6-v2";
const WEIGHTS: &str = "onnx/model_quantized.onnx";

fn serving() -> TestHub {
    TestHub::serving(&default_folder(), &[("model.onnx", WEIGHTS)])
}

/// What `askwell model fetch` says when it fetches from `endpoint` into `folder`.
fn fetch(endpoint: &str, folder: &Path) -> String {
    let arguments = ["model", "fetch", NAME];
    let ran = Askwell::with(&arguments).env("HF_ENDPOINT", endpoint).env("HF_HOME", folder).run();
    if ran.succeeded() { format!("fetched into {}", ran.stdout()) } else { format!("failed: {}", ran.stderr()) }
}

#[track_caller]
fn check_not_fetched(folder: &Path) {
    for error in [hub::open(NAME, folder).err(), hub::path(NAME, folder).err()] {
        let error = error.expect("what is not whole must not be usable");
        assert!(matches!(error, HubError::NotFetched { .. }), "{error}");
        assert!(error.to_string().contains("askwell model fetch Xenova/all-MiniLM-L6-v2"), "{error}");
    }
    assert!(hub::list(folder).iter().all(|listed| !listed.fetched));
}

#[test]
fn a_model_is_fetched_once_and_used_without_a_network() {
    let folder = tempfile::tempdir().unwrap();
    check_not_fetched(folder.path());
    let hub = serving();
    let said = fetch(&hub.endpoint(), folder.path());
    assert!(said.starts_with("fetched "), "{said}");
    assert!(!hub.take_requests().is_empty());
    assert!(fetch(&hub.endpoint(), folder.path()).starts_with("fetched into "));
    assert_eq!(hub.take_requests(), [""; 0]);
    drop(hub);

    let model = hub::open(NAME, folder.path()).unwrap();
    assert!(hub::path(NAME, folder.path()).unwrap().join(WEIGHTS).is_file());
    let fetched: Vec<String> =
        hub::list(folder.path()).into_iter().filter(|listed| listed.fetched).map(|listed| listed.short).collect();
    assert_eq!(fetched, ["AllMiniLML6V2Q"]);
    assert_eq!(vector(&mut embedder(model), "password"), vector(&mut embedder(default_model()), "password"));

    let ask = ["ask", "-k", "tests/data/faq.txt", "--model", NAME, "When does the club meet?"];
    Askwell::with(&ask).env("HF_HOME", folder.path()).run().exits(0).shows("Every Thursday");
}

#[test]
fn a_file_that_the_hub_has_not_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let hub = serving();
    for missing in [WEIGHTS, "tokenizer.json"] {
        hub.goes_wrong(Fault::Missing(missing));
        let said = fetch(&hub.endpoint(), folder.path());
        assert!(said.starts_with("failed: ") && said.contains("404") && said.contains(NAME), "{said}");
        check_not_fetched(folder.path());
    }
}

#[test]
fn a_cut_connection_leaves_nothing_usable_and_the_next_try_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let hub = serving();
    for file in [WEIGHTS, "config.json"] {
        hub.goes_wrong(Fault::CutHalfway(file));
        let said = fetch(&hub.endpoint(), folder.path());
        assert!(said.starts_with("failed: "), "{said}");
        check_not_fetched(folder.path());
    }
    hub.take_requests();
    hub.goes_wrong(Fault::Nothing);
    let said = fetch(&hub.endpoint(), folder.path());
    assert!(said.starts_with("fetched "), "{said}");
    assert!(hub::open(NAME, folder.path()).is_ok());
    // Not from the first byte, but from where it was cut.
    let half = std::fs::metadata(default_folder().join("config.json")).unwrap().len() / 2;
    let requests = hub.take_requests();
    assert!(requests.iter().any(|request| request.ends_with(&format!("config.json bytes={half}-"))), "{requests:?}");
}

#[test]
fn a_download_that_was_whole_but_not_yet_renamed_is_started_again() {
    let folder = tempfile::tempdir().unwrap();
    let hub = serving();
    assert!(fetch(&hub.endpoint(), folder.path()).starts_with("fetched "));
    let pointer = hub::path(NAME, folder.path()).unwrap().join(WEIGHTS);
    let contents = pointer.canonicalize().unwrap();
    std::fs::rename(&contents, contents.with_extension("part")).unwrap();
    std::fs::remove_file(&pointer).unwrap();
    check_not_fetched(folder.path());
    let said = fetch(&hub.endpoint(), folder.path());
    assert!(said.starts_with("fetched "), "{said}");
}

#[test]
fn other_bytes_than_announced_are_removed() {
    let folder = tempfile::tempdir().unwrap();
    let hub = serving();
    hub.goes_wrong(Fault::OtherBytes(WEIGHTS));
    let said = fetch(&hub.endpoint(), folder.path());
    assert!(said.contains("damaged (onnx/model_quantized.onnx)"), "{said}");
    check_not_fetched(folder.path());
    hub.goes_wrong(Fault::Nothing);
    assert!(fetch(&hub.endpoint(), folder.path()).starts_with("fetched "));
}

#[test]
fn an_address_where_nobody_listens_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    for endpoint in ["http://127.0.0.1:1", "no address at all"] {
        let said = fetch(endpoint, folder.path());
        assert!(said.starts_with("failed: ") && said.contains("HF_ENDPOINT"), "{said}");
    }
    check_not_fetched(folder.path());
}

#[test]
fn a_wrong_name_is_answered_with_near_ones() {
    let folder = tempfile::tempdir().unwrap();
    let error = hub::open("BAAI/bge-smal-en-v1.5", folder.path()).unwrap_err();
    assert!(error.to_string().contains("BAAI/bge-small-en-v1.5"), "{error}");
}
