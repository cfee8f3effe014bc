//! The model, its runtime and the hub: found, fetched, checked, run; and every way in which that can fail.

mod cross_encoder;
mod default_model;
mod fetch;
mod folder;
mod from_hub;
mod search;

use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;

use askwell::embedding::Embedder;
use askwell::embedding::Side;
use askwell::embedding::fastembed::FastEmbedder;
use askwell::embedding::model_dir;
use askwell::embedding::model_dir::Model;
use askwell::embedding::runtime::Fetch;
use askwell::embedding::runtime::Loaded;

use crate::support::RUNTIME;

pub(crate) fn loaded() -> Loaded {
    RUNTIME.clone()
}

/// The folder of the model that comes with the repository.
pub(crate) fn default_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("models/all-MiniLM-L6-v2")
}

fn default_model() -> Model {
    model_dir::open(&default_folder()).unwrap()
}

fn embedder(model: Model) -> FastEmbedder {
    FastEmbedder::new(model, &loaded(), 1).unwrap()
}

fn vector(embedder: &mut FastEmbedder, text: &str) -> Vec<f32> {
    embedder.embed(text, Side::Query).unwrap().as_slice().to_vec()
}

/// A copy of the default model, to do harm to.
pub(crate) fn copied_model() -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    copy_folder(&default_folder(), copy.path());
    copy
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in from.read_dir().unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Writes an executable script. Through another process: one that holds a file open for writing while a thread
/// beside it starts a program makes running that file fail.
#[cfg(unix)]
fn script(path: &Path, body: &str) -> PathBuf {
    let write = "printf '#!/bin/sh\\n%s\\n' \"$1\" > \"$0\" && chmod +x \"$0\"";
    let status = std::process::Command::new("sh").args(["-c", write]).arg(path).arg(body).status().unwrap();
    assert!(status.success());
    path.to_path_buf()
}

/// Fetching with `python` into `cache`.
fn fetching(cache: &Path, python: PathBuf) -> Fetch {
    Fetch { cache: cache.to_path_buf(), pythons: vec![python], time_limit: Duration::from_secs(60) }
}
