//! The one version that is fetched, and how to tell that what lies in the cache folder is that version, whole.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::path::PathBuf;

use super::Reason;

/// The version of ONNX Runtime that is fetched.
///
/// The oldest that `ort` takes. Measured against 1.32.0 with the default model on one thread: 1.5 ms a question against
/// 1.7, 95 MB of memory against 99, a wheel of 17 MB against 28; and it still runs where the C library is of 2018
/// (glibc 2.27).
pub const PINNED_VERSION: &str = "1.24.4";

/// The official wheel for one platform, and the library in it.
#[derive(Debug)]
pub(super) struct Pinned {
    os: &'static str,
    arch: &'static str,
    /// The platform tag of the wheel.
    pub(super) platform: &'static str,
    /// SHA-256 of the wheel. That of CPython 3.11 is taken for every Python: only the library in it is used.
    pub(super) wheel_sha256: &'static str,
    /// In bytes.
    pub(super) wheel_size: u64,
    /// The library's file name, in the folder `onnxruntime/capi` of the wheel and in the cache folder.
    pub(super) library: &'static str,
    /// In bytes.
    library_size: u64,
    /// As the wheel's own directory has it. Enough to notice damage, in 3 ms where SHA-256 takes 20; whether the
    /// wheel is the one meant was decided by its SHA-256 when it was fetched.
    library_crc32: u32,
}

/// There is no official wheel of these versions for macOS on Intel, nor for musl.
const PINNED: [Pinned; 5] = [
    Pinned {
        os: "linux",
        arch: "x86_64",
        platform: "manylinux_2_28_x86_64",
        wheel_sha256: "e54ad52e61d2d4618dcff8fa1480ac66b24ee2eab73331322db1049f11ccf330",
        wheel_size: 17_222_993,
        library: "libonnxruntime.so.1.24.4",
        library_size: 22_159_232,
        library_crc32: 0x08b0_3241,
    },
    Pinned {
        os: "linux",
        arch: "aarch64",
        platform: "manylinux_2_28_aarch64",
        wheel_sha256: "046ff290045a387676941a02a8ae5c3ebec6b4f551ae228711968c4a69d8f6b7",
        wheel_size: 15_152_472,
        library: "libonnxruntime.so.1.24.4",
        library_size: 18_625_376,
        library_crc32: 0x0d1c_46af,
    },
    Pinned {
        os: "macos",
        arch: "aarch64",
        platform: "macosx_14_0_arm64",
        wheel_sha256: "0bdfce8e9a6497cec584aab407b71bf697dac5e1b7b7974adc50bf7533bdb3a2",
        wheel_size: 17_332_131,
        library: "libonnxruntime.1.24.4.dylib",
        library_size: 27_708_456,
        library_crc32: 0xeae8_7ef0,
    },
    Pinned {
        os: "windows",
        arch: "x86_64",
        platform: "win_amd64",
        wheel_sha256: "b43b63eb24a2bc8fc77a09be67587a570967a412cccb837b6245ccb546691153",
        wheel_size: 12_594_863,
        library: "onnxruntime.dll",
        library_size: 16_119_840,
        library_crc32: 0x5e18_6d93,
    },
    Pinned {
        os: "windows",
        arch: "aarch64",
        platform: "win_arm64",
        wheel_sha256: "e26478356dba25631fb3f20112e345f8e8bf62c499bb497e8a559f7d69cf7e7b",
        wheel_size: 12_259_895,
        library: "onnxruntime.dll",
        library_size: 15_476_760,
        library_crc32: 0x99e2_fe61,
    },
];

impl Pinned {
    /// The wheel for this machine; `None` where there is no official one.
    pub(super) fn of_this_machine() -> Option<&'static Pinned> {
        if cfg!(target_env = "musl") {
            return None;
        }
        PINNED.iter().find(|pinned| pinned.os == std::env::consts::OS && pinned.arch == std::env::consts::ARCH)
    }

    /// Where the library lies in the cache folder `cache`. The version is in the path, so that askwells of several
    /// versions can share the folder.
    pub(super) fn path_in(&self, cache: &Path) -> PathBuf {
        cache.join(format!("onnxruntime-{PINNED_VERSION}")).join(self.library)
    }

    /// The one line of pip's requirements file.
    pub(super) fn requirement(&self) -> String {
        format!("onnxruntime=={PINNED_VERSION} --hash=sha256:{}\n", self.wheel_sha256)
    }
}

/// Checks that `path` is the library as it is in the wheel: 8 ms, most of it for reading 22 MB that opening it
/// would read anyway.
pub(super) fn check(path: &Path) -> Result<(), Reason> {
    let Some(pinned) = Pinned::of_this_machine() else { return Ok(()) };
    let unreadable = |error: std::io::Error| Reason::Damaged(error.to_string());
    let mut file = File::open(path).map_err(unreadable)?;
    let length = file.metadata().map_err(unreadable)?.len();
    if length != pinned.library_size {
        return Err(Reason::Damaged(format!("it has {length} bytes instead of {}", pinned.library_size)));
    }
    let mut digest = crc32fast::Hasher::new();
    // Small enough to stay in the processor's cache between reading and summing.
    let mut buffer = vec![0; 256 * 1024];
    loop {
        match file.read(&mut buffer).map_err(unreadable)? {
            0 => break,
            read => digest.update(&buffer[..read]),
        }
    }
    if digest.finalize() != pinned.library_crc32 {
        return Err(Reason::Damaged("its checksum is wrong".to_owned()));
    }
    Ok(())
}
