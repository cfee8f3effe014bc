//! The files that may be ONNX Runtime, place by place.

use std::path::Path;
use std::path::PathBuf;

use super::Places;
use super::Source;
use super::pinned::Pinned;
use super::python;

/// What the system's loader is asked for. Distributions name the file after the version of the interface and keep
/// the plain name for their development packages.
const SYSTEM_NAMES: &[&str] = if cfg!(windows) {
    &["onnxruntime.dll"]
} else if cfg!(target_os = "macos") {
    // Homebrew's folder on Apple silicon is not on the loader's path.
    &["libonnxruntime.dylib", "/opt/homebrew/lib/libonnxruntime.dylib"]
} else {
    &["libonnxruntime.so", "libonnxruntime.so.1"]
};

/// Finds the candidates of one source.
type Paths<'a> = Box<dyn Fn() -> Vec<PathBuf> + 'a>;

/// The candidates of each source, in the order of trying.
pub(super) fn by_source(places: &Places) -> [(Source, Paths<'_>); 5] {
    [
        (Source::Given, Box::new(|| places.given.iter().map(|path| as_file(path)).collect())),
        (Source::BesideExecutable, Box::new(|| places.executable_folder.iter().flat_map(|at| in_folder(at)).collect())),
        (Source::Cache, Box::new(|| places.cache.iter().filter_map(|at| in_cache(at)).collect())),
        (Source::System, Box::new(|| if places.system { by_name() } else { Vec::new() })),
        (
            Source::PythonPackage,
            Box::new(|| python::package_folders(&places.pythons).flat_map(|at| in_folder(&at)).collect()),
        ),
    ]
}

/// A path that exists from the current folder is made absolute: the loader would take a name without a slash for
/// one to look up.
fn as_file(path: &Path) -> PathBuf {
    if path.exists() { std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf()) } else { path.to_path_buf() }
}

fn in_cache(folder: &Path) -> Option<PathBuf> {
    let path = Pinned::of_this_machine()?.path_in(folder);
    path.exists().then_some(path)
}

fn by_name() -> Vec<PathBuf> {
    SYSTEM_NAMES.iter().map(PathBuf::from).filter(|path| path.is_relative() || path.exists()).collect()
}

/// The files of `folder` that have the library's name, with or without a version, the plain name first.
fn in_folder(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = folder.read_dir() else { return Vec::new() };
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| is_library_name(name))
        .collect();
    names.sort_unstable();
    names.into_iter().map(|name| folder.join(name)).collect()
}

fn is_library_name(name: &str) -> bool {
    if cfg!(windows) {
        name.eq_ignore_ascii_case("onnxruntime.dll")
    } else if cfg!(target_os = "macos") {
        name.starts_with("libonnxruntime.") && name.ends_with(".dylib")
    } else {
        name == "libonnxruntime.so" || name.starts_with("libonnxruntime.so.")
    }
}
