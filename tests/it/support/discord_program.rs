//! The program `askwell discord` itself, in a process of its own in front of the fake Discord: begun, told to stop, killed,
//! and looked at from outside.

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::Child;
use std::process::Command;
use std::process::ExitStatus;
use std::process::Stdio;
use std::time::Duration;
use std::time::Instant;

use tempfile::TempDir;

use super::Askwell;
use super::discord::FakeDiscord;

/// How long it may take to come up or to end, on a busy machine.
const SOON: Duration = Duration::from_secs(60);

const KILLED: i32 = 9;

/// What it is told at its start.
pub(crate) struct Told<'a> {
    /// Name and content of the only knowledge file.
    pub(crate) knowledge: (&'a str, &'a str),
    /// More of `askwell.toml`.
    pub(crate) settings: &'a str,
    /// Where the store is: a file or a URL, or `off`.
    pub(crate) store: &'a str,
    /// One shard, and of how many; `None` for all.
    pub(crate) shard: Option<(u32, u32)>,
}

/// A process of the program. One that is dropped is killed.
#[must_use]
pub(crate) struct Program {
    child: Child,
    log: PathBuf,
    /// Everything that it writes, but for the store where that is a server.
    home: TempDir,
}

impl Program {
    /// Begins it, and does not wait.
    pub(crate) fn start(fake: &FakeDiscord, told: &Told<'_>) -> Program {
        let home = TempDir::new().unwrap();
        let (name, text) = told.knowledge;
        fs::write(home.path().join(name), text).unwrap();
        let settings = home.path().join("askwell.toml");
        fs::write(&settings, format!("knowledge = [{name:?}]\n{}", told.settings)).unwrap();
        let shards = told.shard.map(|(shard, total)| format!("{shard}..{shard}/{total}"));
        let mut arguments = vec!["discord", "--config", settings.to_str().unwrap()];
        arguments.extend(shards.iter().flat_map(|shards| ["--shards", shards.as_str()]));
        let askwell = Askwell::with(&arguments).env("DISCORD_TOKEN", fake.token());
        let askwell = askwell.env("ASKWELL_DISCORD_API", fake.url()).env("ASKWELL_LOG", "debug");
        let (mut command, own_home) = askwell.env("ASKWELL_CACHE_DIR", home.path().join("cache")).into_command();
        command.env("ASKWELL_STORE", told.store);
        let log = home.path().join("log");
        let file = fs::File::create(&log).unwrap();
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(file).spawn().unwrap();
        // Its own home may go: all that matters to it lies in ours.
        drop(own_home);
        Program { child, log, home }
    }

    /// Waits until a session of this shard that began after the first `before` is there.
    pub(crate) async fn is_ready(&mut self, fake: &FakeDiscord, shard: u32, before: usize) {
        let is_there = |fake: &FakeDiscord| {
            let fresh = fake.identifies().into_iter().skip(before).any(|one| one.shard.0 == u64::from(shard));
            fresh && fake.connected(shard.into())
        };
        let began = Instant::now();
        while !fake.until(Duration::from_secs(1), is_there).await {
            let ended = self.child.try_wait().unwrap();
            let is_late = began.elapsed() > SOON;
            assert!(ended.is_none() && !is_late, "it does not come up ({ended:?}):\n{}", self.log());
        }
    }

    /// Sends it a signal by its name, as `-TERM`.
    pub(crate) fn signal(&self, signal: &str) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().unwrap().success());
    }

    /// Kills it with a signal that it cannot see coming. Until then it ran.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        let status = self.child.wait().unwrap();
        assert_eq!(status.signal(), Some(KILLED), "it had ended by itself ({status}):\n{}", self.log());
        self.did_not_panic();
    }

    /// Tells it to stop, and waits until it has, in order.
    pub(crate) async fn stop(mut self) {
        self.signal("-TERM");
        let status = self.ended().await;
        assert_eq!(status.code(), Some(0), "{}", self.log());
        self.did_not_panic();
    }

    /// Waits for its end.
    pub(crate) async fn ended(&mut self) -> ExitStatus {
        let began = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(began.elapsed() < SOON, "it does not end:\n{}", self.log());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// What it has written.
    pub(crate) fn log(&self) -> String {
        fs::read_to_string(&self.log).unwrap()
    }

    fn did_not_panic(&self) {
        let log = self.log();
        assert!(!log.contains("panicked"), "it panicked:\n{log}");
    }

    /// Resident memory, in KiB.
    pub(crate) fn memory(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = &self.home;
    }
}
