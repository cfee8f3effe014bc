//! A small model hub on this machine: it serves the files of one folder the way the real one does, as far as the
//! hub library asks, and goes wrong on request.

use std::collections::BTreeMap;
use std::io::BufRead;
use std::io::BufReader;
use std::io::Write;
use std::net::SocketAddr;
use std::net::TcpListener;
use std::net::TcpStream;
use std::path::Path;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::thread::JoinHandle;

use sha2::Digest;
use sha2::Sha256;

/// From here on a file is kept apart on the real hub: another tag, and a redirect to another address.
const LARGE: usize = 1_000_000;

const COMMIT: &str = "0123456789abcdef0123456789abcdef01234567";

/// What goes wrong.
#[derive(Clone, Debug, Default)]
pub(crate) enum Fault {
    #[default]
    Nothing,
    /// The file of this name is not there.
    Missing(&'static str),
    /// The connection ends in the middle of this file.
    CutHalfway(&'static str),
    /// As many bytes as announced come for this file, and they are others.
    OtherBytes(&'static str),
}

/// Serves until it is dropped.
pub(crate) struct TestHub {
    address: SocketAddr,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

struct Shared {
    address: SocketAddr,
    /// By name in the repository.
    files: BTreeMap<String, Vec<u8>>,
    fault: Mutex<Fault>,
    requests: Mutex<Vec<String>>,
    stop: AtomicBool,
}

impl TestHub {
    /// Every repository of this hub has the files of `folder`, each under the name that `renamed` gives it.
    pub(crate) fn serving(folder: &Path, renamed: &[(&str, &str)]) -> TestHub {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let mut files = BTreeMap::new();
        for entry in folder.read_dir().unwrap() {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            if entry.file_type().unwrap().is_file() {
                let name = renamed.iter().find(|(from, _)| *from == name).map_or(name, |(_, to)| (*to).to_owned());
                files.insert(name, std::fs::read(entry.path()).unwrap());
            }
        }
        let shared = Arc::new(Shared {
            address,
            files,
            fault: Mutex::default(),
            requests: Mutex::default(),
            stop: AtomicBool::new(false),
        });
        let serving = Arc::clone(&shared);
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming() {
                if serving.stop.load(Ordering::SeqCst) {
                    break;
                }
                // One at a time is enough for one client; a client that goes away is no concern of the test.
                let _ = stream.and_then(|stream| serving.answer(stream));
            }
        });
        TestHub { address, shared, thread: Some(thread) }
    }

    /// For `HF_ENDPOINT`.
    pub(crate) fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// From now on this goes wrong.
    pub(crate) fn goes_wrong(&self, fault: Fault) {
        *self.shared.fault.lock().unwrap() = fault;
    }

    /// What was asked for since the last call, each as `PATH RANGE`.
    pub(crate) fn take_requests(&self) -> Vec<String> {
        std::mem::take(&mut *self.shared.requests.lock().unwrap())
    }
}

impl Drop for TestHub {
    fn drop(&mut self) {
        self.shared.stop.store(true, Ordering::SeqCst);
        // Wakes the thread.
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Shared {
    fn answer(&self, mut stream: TcpStream) -> std::io::Result<()> {
        let mut reader = BufReader::new(stream.try_clone()?);
        let mut request = String::new();
        reader.read_line(&mut request)?;
        let mut range = String::new();
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line)? == 0 || line == "\r\n" {
                break;
            }
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("range: ") {
                value.trim().clone_into(&mut range);
            }
        }
        let path = request.split(' ').nth(1).unwrap_or_default();
        self.requests.lock().unwrap().push(format!("{path} {range}"));
        let fault = self.fault.lock().unwrap().clone();
        // /OWNER/NAME/resolve/main/FILE, and /contents/FILE for what is kept apart.
        let (name, apart) = match (path.split_once("/resolve/main/"), path.strip_prefix("/contents/")) {
            (Some((_, name)), _) => (name, false),
            (None, Some(name)) => (name, true),
            (None, None) => ("", false),
        };
        let missing = matches!(fault, Fault::Missing(gone) if gone == name);
        let Some(bytes) = self.files.get(name).filter(|_| !missing) else {
            return write!(stream, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        };
        let tag = tag_of(bytes);
        if bytes.len() >= LARGE && !apart {
            let here = self.address;
            return write!(
                stream,
                "HTTP/1.1 302 Found\r\nLocation: http://{here}/contents/{name}\r\nX-Repo-Commit: {COMMIT}\r\n\
                 X-Linked-Etag: \"{tag}\"\r\nETag: \"of-the-redirect\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            );
        }
        send(&mut stream, bytes, &range, &tag, &fault, name)
    }
}

fn send(
    stream: &mut TcpStream,
    bytes: &[u8],
    range: &str,
    tag: &str,
    fault: &Fault,
    name: &str,
) -> std::io::Result<()> {
    let total = bytes.len();
    let (start, end) = range.trim_start_matches("bytes=").split_once('-').unwrap_or(("0", ""));
    let start: usize = start.parse().unwrap_or(0);
    let end = end.parse::<usize>().map_or(total, |last| (last + 1).min(total));
    if start >= total {
        return write!(
            stream,
            "HTTP/1.1 416 Range Not Satisfiable\r\nContent-Range: bytes */{total}\r\nContent-Length: 0\r\n\
             Connection: close\r\n\r\n"
        );
    }
    let mut body = bytes[start..end].to_vec();
    let whole_file = body.len() > 1;
    write!(
        stream,
        "HTTP/1.1 206 Partial Content\r\nContent-Length: {}\r\nContent-Range: bytes {start}-{}/{total}\r\n\
         ETag: \"{tag}\"\r\nX-Repo-Commit: {COMMIT}\r\nConnection: close\r\n\r\n",
        body.len(),
        end - 1
    )?;
    match fault {
        Fault::CutHalfway(at) if *at == name && whole_file => body.truncate(body.len() / 2),
        Fault::OtherBytes(at) if *at == name && whole_file => {
            let middle = body.len() / 2;
            body[middle] ^= 1;
        }
        _ => {}
    }
    stream.write_all(&body)
}

/// As on the real hub: SHA-256 for large files, 40 digits that are something else for small ones.
fn tag_of(bytes: &[u8]) -> String {
    let digest: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    if bytes.len() >= LARGE { digest } else { digest[..40].to_owned() }
}
