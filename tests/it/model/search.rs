//! Finding ONNX Runtime: what is passed over, and why.

use std::path::Path;
use std::process::Command;

use askwell::embedding::runtime;
use askwell::embedding::runtime::Places;
use askwell::embedding::runtime::Reason;
use askwell::embedding::runtime::Source;

use crate::support::found;

/// The name that a library has beside an executable.
const NAME: &str = if cfg!(target_os = "macos") { "libonnxruntime.dylib" } else { "libonnxruntime.so" };

/// The reason for which a library is passed over that `make` puts at the path it is given.
#[track_caller]
fn reason(make: impl FnOnce(&Path)) -> Reason {
    let folder = tempfile::tempdir().unwrap();
    make(&folder.path().join(NAME));
    let places = Places { executable_folder: Some(folder.path().to_path_buf()), ..Places::default() };
    let search = runtime::search(&places);
    assert!(search.found.is_none(), "{search:?}");
    assert_eq!(search.passed_over.len(), 1, "{search:?}");
    assert_eq!(search.passed_over[0].how, Source::BesideExecutable);
    search.passed_over[0].reason.clone()
}

/// Compiles `code` to a shared library.
fn compile(code: &str, library: &Path) {
    let source = library.with_extension("c");
    std::fs::write(&source, code).unwrap();
    let status = Command::new("cc").args(["-shared", "-fPIC", "-o"]).arg(library).arg(&source).status().unwrap();
    assert!(status.success());
}

/// A library that says it is ONNX Runtime of `version`, and offers nothing.
fn claiming(version: &str) -> String {
    format!(
        "static const char *version(void) {{ return \"{version}\"; }}
         static const void *api(unsigned v) {{ (void)v; return 0; }}
         static const struct {{ const void *(*a)(unsigned); const char *(*v)(void); }} base = {{ api, version }};
         const void *OrtGetApiBase(void) {{ return &base; }}"
    )
}

#[test]
fn what_is_no_library_is_passed_over() {
    assert!(matches!(reason(|path| std::fs::write(path, "").unwrap()), Reason::NotLoadable(_)));
    assert!(matches!(reason(|path| std::fs::write(path, "a text").unwrap()), Reason::NotLoadable(_)));
    assert!(matches!(reason(|path| std::fs::create_dir(path).unwrap()), Reason::NotLoadable(_)));
}

#[test]
fn another_library_is_passed_over() {
    assert_eq!(reason(|path| compile("int nothing(void) { return 0; }", path)), Reason::NotOnnxRuntime);
}

#[test]
fn an_old_library_is_passed_over_with_its_version() {
    let reason = reason(|path| compile(&claiming("1.20.0"), path));
    assert_eq!(reason, Reason::TooOld("1.20.0".to_owned()));
    assert_eq!(reason.to_string(), "is version 1.20.0, and 1.24 or newer is needed");
}

#[test]
fn a_new_version_without_the_interface_is_passed_over() {
    assert_eq!(reason(|path| compile(&claiming("1.99.0"), path)), Reason::TooOld("1.99.0".to_owned()));
}

#[cfg(target_os = "linux")]
#[test]
fn a_library_cut_short_is_passed_over_and_not_opened() {
    let whole = std::fs::read(found().path).unwrap();
    for share in [2, 10, 100] {
        let part = &whole[..whole.len() / share];
        assert_eq!(reason(|path| std::fs::write(path, part).unwrap()), Reason::CutShort);
    }
}

#[test]
fn a_bad_path_given_is_a_warning_and_the_search_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing").join(NAME);
    let good = found().path;
    let places = Places {
        given: Some(missing.clone()),
        executable_folder: good.parent().map(Path::to_path_buf),
        ..Places::default()
    };
    let search = runtime::search(&places);
    assert_eq!(search.found.as_ref().unwrap().how, Source::BesideExecutable);
    let warnings: Vec<String> = search.warnings().map(ToString::to_string).collect();
    assert_eq!(warnings, [format!("`{}` (ORT_DYLIB_PATH) does not exist", missing.display())]);
}

#[test]
fn the_path_given_comes_first() {
    let good = found();
    let places = Places {
        given: Some(good.path.clone()),
        executable_folder: good.path.parent().map(Path::to_path_buf),
        system: true,
        ..Places::default()
    };
    let again = runtime::search(&places).found.unwrap();
    assert_eq!((again.how, again.path, again.version), (Source::Given, good.path, good.version));
}

#[cfg(unix)]
#[test]
fn an_installed_python_package_comes_last() {
    let folder = tempfile::tempdir().unwrap();
    let package = folder.path().join("site-packages/onnxruntime");
    std::fs::create_dir_all(package.join("capi")).unwrap();
    std::os::unix::fs::symlink(found().path, package.join("capi").join(NAME)).unwrap();
    let python = super::script(&folder.path().join("python3"), &format!("echo '{}'", package.display()));
    let places = Places { pythons: vec!["no-such-python".into(), python], ..Places::default() };
    let again = runtime::search(&places).found.unwrap();
    assert_eq!((again.how, again.path), (Source::PythonPackage, package.join("capi").join(NAME)));
}

#[test]
fn a_real_python_without_the_package_is_no_error() {
    let places = Places { pythons: runtime::usual_pythons(), ..Places::default() };
    let search = runtime::search(&places);
    assert!(search.passed_over.iter().all(|candidate| candidate.how == Source::PythonPackage), "{search:?}");
}

#[test]
fn nowhere_to_look_is_nothing_found() {
    let search = runtime::search(&Places::default());
    assert!(search.found.is_none() && search.passed_over.is_empty());
}

#[test]
fn loading_twice_gives_the_same() {
    let first = super::loaded();
    let second = super::loaded();
    assert_eq!((first.path, first.version), (second.path, second.version));
}
