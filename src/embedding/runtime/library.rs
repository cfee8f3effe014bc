//! Opens a shared library and finds out whether it is an ONNX Runtime that can be used.

#![allow(unsafe_code, reason = "calling into a library that was found at run time cannot be checked by the compiler")]

use std::ffi::CStr;
use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use ort::sys::OrtApi;
use ort::sys::OrtApiBase;

/// `1.x` from which the C interface that `ort` was compiled for is offered.
const MINIMUM_MINOR: u32 = ort::MINOR_VERSION;

/// Why a candidate is passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// There is no such file.
    Absent,
    /// The file ends before what its header announces; opening it could end the process.
    CutShort,
    /// The file in the cache folder is not what was fetched.
    Damaged(String),
    /// The system's loader does not take it; with what it said.
    NotLoadable(String),
    /// It is a library, but not ONNX Runtime.
    NotOnnxRuntime,
    /// It is older than what `ort` was compiled for; with its version.
    TooOld(String),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::Absent => f.write_str("does not exist"),
            Reason::CutShort => f.write_str("is cut short"),
            Reason::Damaged(how) => write!(f, "is damaged: {how}"),
            Reason::NotLoadable(message) => write!(f, "cannot be loaded: {message}"),
            Reason::NotOnnxRuntime => f.write_str("is not ONNX Runtime"),
            Reason::TooOld(version) => {
                write!(f, "is version {version}, and 1.{MINIMUM_MINOR} or newer is needed")
            }
        }
    }
}

/// An open library that offers the interface asked for.
#[derive(Debug)]
pub(super) struct Library {
    /// For example `1.24.4`.
    pub(super) version: String,
    /// Points into `_handle`.
    api: *const OrtApi,
    /// Closed, and its code gone, when this is dropped.
    _handle: libloading::Library,
}

// SAFETY: `api` points to a constant table of functions, which the library offers to any thread.
unsafe impl Send for Library {}
// SAFETY: as above.
unsafe impl Sync for Library {}

impl Library {
    /// A copy of the table of functions. It must not outlive the library.
    pub(super) fn api(&self) -> OrtApi {
        // SAFETY: not null, checked in `open`; the library is open, and offers all of the version asked for.
        unsafe { (*self.api).clone() }
    }
}

/// Opens the library at `path`, or the one that the system's loader knows by that bare name.
pub(super) fn open(path: &Path) -> Result<Library, Reason> {
    if path.components().count() > 1 {
        if !path.exists() {
            return Err(Reason::Absent);
        }
        if is_cut_short(path) {
            return Err(Reason::CutShort);
        }
    }
    // SAFETY: runs the library's initializers, as any way of using it does. Whoever controls these places controls
    // the program already.
    let handle = unsafe { libloading::Library::new(path) }.map_err(|error| not_loadable(path, &error))?;
    // SAFETY: the type is that of the function of this name in ONNX Runtime's C interface, of which the name is
    // specific enough that nothing else exports it.
    let base = unsafe { handle.get::<unsafe extern "system" fn() -> *const OrtApiBase>(b"OrtGetApiBase\0") }
        .map_err(|_| Reason::NotOnnxRuntime)?;
    // SAFETY: takes nothing; the result is checked.
    let base = unsafe { base().as_ref() }.ok_or(Reason::NotOnnxRuntime)?;
    // SAFETY: a text that ends in zero and lives as long as the library, by the C interface; copied below.
    let version = unsafe { CStr::from_ptr((base.GetVersionString)()) }.to_string_lossy().into_owned();
    if !is_new_enough(&version) {
        return Err(Reason::TooOld(version));
    }
    // SAFETY: gives null for a version that is not offered, which is checked.
    let api = unsafe { (base.GetApi)(MINIMUM_MINOR) };
    if api.is_null() {
        return Err(Reason::TooOld(version));
    }
    Ok(Library { version, api, _handle: handle })
}

fn not_loadable(path: &Path, error: &libloading::Error) -> Reason {
    // The loader's own words are in the source; libloading's are "dlopen failed".
    let message = std::error::Error::source(error).map_or_else(|| error.to_string(), ToString::to_string);
    // A bare name that is not known is no candidate; a dependency that is missing is worth telling.
    let names_itself = message.starts_with(&*path.to_string_lossy()) || cfg!(not(target_os = "linux"));
    let absent = ["No such file", "no such file", "os error 126"].iter().any(|sign| message.contains(sign));
    if absent && names_itself { Reason::Absent } else { Reason::NotLoadable(message) }
}

fn is_new_enough(version: &str) -> bool {
    let mut parts = version.split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    let (major, minor) = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    major > 1 || (major == 1 && minor >= MINIMUM_MINOR)
}

/// Whether an ELF file ends before a segment that its header announces. The system's loader maps such a file all
/// the same, and the process is killed when it touches what is missing. Other formats are left to the loader.
fn is_cut_short(path: &Path) -> bool {
    segments_end(path).is_some_and(|(end, length)| end > length)
}

/// Where the last loadable segment of the 64-bit little-endian ELF file at `path` ends, and where the file ends.
fn segments_end(path: &Path) -> Option<(u64, u64)> {
    /// Program headers of real libraries number about ten, of 56 bytes, right after the file header.
    const HEADERS: u64 = 8 * 1024;
    const PT_LOAD: u64 = 1;
    let file = File::open(path).ok()?;
    let length = file.metadata().ok()?.len();
    let mut start = Vec::new();
    file.take(HEADERS).read_to_end(&mut start).ok()?;
    let number = |at: usize, bytes: usize| -> Option<u64> {
        Some(start.get(at..at.checked_add(bytes)?)?.iter().rev().fold(0, |sum, &byte| sum << 8 | u64::from(byte)))
    };
    if !start.starts_with(b"\x7fELF\x02\x01") {
        return None;
    }
    let table = usize::try_from(number(32, 8)?).ok()?;
    let size = usize::try_from(number(54, 2)?).ok()?;
    let count = usize::try_from(number(56, 2)?).ok()?;
    let mut end = 0;
    for index in 0..count {
        let header = table.checked_add(size.checked_mul(index)?)?;
        if number(header, 4)? == PT_LOAD {
            end = end.max(number(header.checked_add(8)?, 8)?.checked_add(number(header.checked_add(32)?, 8)?)?);
        }
    }
    Some((end, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        for (version, enough) in
            [("1.24.0", true), ("1.24.4", true), ("1.100.1", true), ("2.0.0", true), ("1.23.9", false)]
        {
            assert_eq!(is_new_enough(version), enough, "{version}");
        }
        for nonsense in ["", "new", "1", "0.99.1", "1.x"] {
            assert!(!is_new_enough(nonsense), "{nonsense}");
        }
    }
}
