//! A real PostgreSQL server for the tests, from the binaries that the system has. It ends with the process that started
//! it, however that ends, and leaves nothing behind: `postgres.sh` sees to it.

use std::io::BufRead;
use std::io::BufReader;
use std::io::Write;
use std::net::TcpListener;
use std::path::Path;
use std::path::PathBuf;
use std::process::Child;
use std::process::ChildStdin;
use std::process::ChildStdout;
use std::process::Command;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::LazyLock;
use std::sync::Mutex;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering;

use askwell::store::Address;
use sqlx::AssertSqlSafe;
use sqlx::Connection;
use sqlx::postgres::PgConnection;

/// The server that the tests share; `None` where the system has none.
static SHARED: LazyLock<Option<Server>> = LazyLock::new(own);

/// The shared server. Where there are no binaries the test goes without, unless nothing may be skipped.
pub(crate) fn shared() -> Option<&'static Server> {
    SHARED.as_ref()
}

/// A server of a test's own, which it may stop and start.
pub(crate) fn own() -> Option<Server> {
    let Some(binaries) = binaries() else {
        // Past the test's own output, which nobody sees where the test passes.
        let _ = writeln!(std::io::stderr(), "skipped: there is no PostgreSQL server here to test the store on");
        assert!(std::env::var_os("ASKWELL_NO_SKIP").is_none(), "nothing may be skipped");
        return None;
    };
    // The port may be somebody else's by the time the server takes it: then with another one.
    let started = (0..5).find_map(|_| Server::start(&binaries));
    Some(started.expect("the PostgreSQL server starts; its own words stand above"))
}

/// A server that runs, or can.
pub(crate) struct Server {
    port: u16,
    folder: PathBuf,
    talk: Mutex<Talk>,
    databases: AtomicU32,
    free: Arc<Mutex<Vec<String>>>,
}

/// What makes a database as good as new, whoever is still connected to it.
const EMPTY: &[&str] = &[
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
    "DROP SCHEMA public CASCADE",
    "CREATE SCHEMA public",
];

/// A database, for as long as this lives.
pub(crate) struct Lent {
    pub(crate) address: Address,
    name: String,
    free: Arc<Mutex<Vec<String>>>,
}

impl Drop for Lent {
    fn drop(&mut self) {
        if let Ok(mut free) = self.free.lock() {
            free.push(std::mem::take(&mut self.name));
        }
    }
}

struct Talk {
    shell: Child,
    // In an option so that it can be closed before the wait for the end.
    commands: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Server {
    fn start(binaries: &Path) -> Option<Server> {
        let folder = tempfile::Builder::new().prefix("askwell-postgres-").tempdir().unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut command = Command::new("sh");
        command.arg("-c").arg(include_str!("postgres.sh")).arg("postgres.sh");
        command.args([binaries.as_os_str(), folder.path().as_os_str()]).arg(port.to_string());
        as_ordinary_user(&mut command, folder.path());
        // From here on the folder is the shell's to delete.
        let folder = folder.keep();
        let shell = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut shell = shell.inspect_err(|_| drop(std::fs::remove_dir_all(&folder))).unwrap();
        let (commands, answers) = (shell.stdin.take(), BufReader::new(shell.stdout.take().unwrap()));
        let mut talk = Talk { shell, commands, answers };
        (talk.answer() == "ready").then(|| Server {
            port,
            folder,
            talk: Mutex::new(talk),
            databases: AtomicU32::new(0),
            free: Arc::default(),
        })
    }

    /// The URL of a database.
    fn url(&self, database: &str) -> String {
        format!("postgres://postgres@127.0.0.1:{}/{database}", self.port)
    }

    /// A database that nobody else has, until the loan is dropped. Emptied and lent again, as making one takes longer and
    /// leaves some hundred files.
    pub(crate) async fn database(&self) -> Lent {
        let free = self.free.lock().unwrap().pop();
        let name = match free {
            Some(name) => {
                let mut connection = PgConnection::connect(&self.url(&name)).await.unwrap();
                for statement in EMPTY {
                    sqlx::query(*statement).execute(&mut connection).await.unwrap();
                }
                connection.close().await.unwrap();
                name
            }
            None => {
                let name = format!("test{}", self.databases.fetch_add(1, Ordering::Relaxed));
                let mut connection = PgConnection::connect(&self.url("postgres")).await.unwrap();
                sqlx::query(AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&mut connection).await.unwrap();
                connection.close().await.unwrap();
                name
            }
        };
        Lent { address: Address::parse(&self.url(&name)).unwrap(), name, free: Arc::clone(&self.free) }
    }

    /// Where its data are; gone once the server is.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Stops it in order: who is connected is told.
    pub(crate) fn stop(&self) {
        self.does("stop");
    }

    /// Stops it as a crash would.
    pub(crate) fn kill(&self) {
        self.does("kill");
    }

    /// Starts it again, on the same port with the same data.
    pub(crate) fn start_again(&self) {
        self.does("start");
    }

    fn does(&self, word: &str) {
        let mut talk = self.talk.lock().unwrap();
        writeln!(talk.commands.as_mut().unwrap(), "{word}").unwrap();
        assert_eq!(talk.answer(), word, "the server's shell is gone");
    }
}

impl Talk {
    fn answer(&mut self) -> String {
        let mut line = String::new();
        self.answers.read_line(&mut line).unwrap();
        line.trim().to_owned()
    }
}

impl Drop for Talk {
    fn drop(&mut self) {
        drop(self.commands.take());
        let _ = self.shell.wait();
    }
}

/// The folder of the newest server's binaries: where Debian has them, or one of `PATH`.
fn binaries() -> Option<PathBuf> {
    let version = |path: &PathBuf| path.parent()?.file_name()?.to_str()?.parse::<u32>().ok();
    let installed = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let installed = installed.map(|entry| entry.path().join("bin"));
    let newest = installed.filter(|path| path.join("postgres").is_file()).max_by_key(version);
    let whole = |path: &PathBuf| ["postgres", "initdb", "pg_isready"].iter().all(|name| path.join(name).is_file());
    let searched = std::env::var_os("PATH").unwrap_or_default();
    newest.into_iter().chain(std::env::split_paths(&searched)).find(whole)
}

/// Runs `command` in a process group of its own, and where we are root as the user `postgres`: a server refuses root.
fn as_ordinary_user(command: &mut Command, folder: &Path) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
    if id(&["-u"]) == Some(0) {
        let ids = id(&["-u", "postgres"]).zip(id(&["-g", "postgres"]));
        let (user, group) = ids.expect("root cannot start a PostgreSQL server, and there is no user `postgres`");
        std::os::unix::fs::chown(folder, Some(user), Some(group)).unwrap();
        command.uid(user).gid(group);
    }
}

/// What `id` says: a number of a user or a group.
pub(crate) fn id(arguments: &[&str]) -> Option<u32> {
    let output = Command::new("id").args(arguments).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}
