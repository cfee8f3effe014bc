//! What the machine is, and who had how much of it.

use std::fmt;
use std::fs;
use std::time::Duration;
use std::time::Instant;

/// `/proc/stat` counts in hundredths of a second, whatever the kernel's own clock.
const TICK: Duration = Duration::from_millis(10);

/// The processor, its cores, and how busy they are already.
pub(crate) fn facts() -> String {
    let cpus = read("/proc/cpuinfo");
    let name = cpus.lines().find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    let name = name.map_or("unknown processor", |(_, name)| name.trim());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let load = read("/proc/loadavg");
    let load: Vec<&str> = load.split_whitespace().take(3).collect();
    format!("{cores} cores of {name}; load of the last 1, 5 and 15 minutes: {}", load.join(" "))
}

/// Processor time of a process.
#[derive(Clone, Copy, Default)]
struct Used {
    /// Of the thread that has the model.
    model: Duration,
    /// Of all others.
    rest: Duration,
}

fn used(process: u32) -> Used {
    let mut model = Duration::ZERO;
    for task in fs::read_dir(format!("/proc/{process}/task")).expect("it runs").flatten() {
        // A thread may end meanwhile.
        let of = |file: &str| fs::read_to_string(task.path().join(file)).unwrap_or_default();
        let nanoseconds = of("schedstat").split_whitespace().next().and_then(|first| first.parse().ok()).unwrap_or(0);
        if of("comm").trim() == "model" {
            model += Duration::from_nanos(nanoseconds);
        }
    }
    // The process's own account has the threads that have ended, too.
    Used { model, rest: ticks(&process.to_string(), 11).saturating_sub(model) }
}

/// Time that all cores were busy, and time that the host took away from them.
fn busy() -> (Duration, Duration) {
    let stat = read("/proc/stat");
    let first = stat.lines().next().unwrap_or_default();
    let ticks: Vec<u32> = first.split_whitespace().skip(1).filter_map(|number| number.parse().ok()).collect();
    // user, nice, system, idle, waiting, interrupts, soft interrupts, stolen.
    (TICK * (ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6]), TICK * ticks[7])
}

/// Counts from now on.
pub(crate) struct Meter {
    begun: Instant,
    bot: Option<u32>,
    at_first: (Used, Used, (Duration, Duration)),
}

impl Meter {
    /// For this process, and the bot if it runs.
    pub(crate) fn start(bot: Option<u32>) -> Meter {
        Meter { begun: Instant::now(), bot, at_first: now(bot) }
    }

    /// What was spent since.
    pub(crate) fn stop(self) -> Spent {
        let wall = self.begun.elapsed();
        let (first_here, first_bot, (first_busy, first_stolen)) = self.at_first;
        let (here, bot, (busy, stolen)) = now(self.bot);
        let ours = here.model + here.rest + bot.model + bot.rest;
        let first_ours = first_here.model + first_here.rest + first_bot.model + first_bot.rest;
        let others = busy.saturating_sub(first_busy).saturating_sub(ours.saturating_sub(first_ours));
        Spent {
            wall,
            model_here: here.model.saturating_sub(first_here.model),
            here: here.rest.saturating_sub(first_here.rest),
            bot_model: bot.model.saturating_sub(first_bot.model),
            bot: bot.rest.saturating_sub(first_bot.rest),
            others: others.as_secs_f64() / wall.as_secs_f64(),
            stolen: stolen.saturating_sub(first_stolen).as_secs_f64() / wall.as_secs_f64(),
        }
    }
}

fn now(bot: Option<u32>) -> (Used, Used, (Duration, Duration)) {
    (used(std::process::id()), bot.map(used).unwrap_or_default(), busy())
}

/// Where the time went.
pub(crate) struct Spent {
    pub(crate) wall: Duration,
    /// The model in this process.
    pub(crate) model_here: Duration,
    /// The fake, and what drives it.
    pub(crate) here: Duration,
    /// The bot's model.
    pub(crate) bot_model: Duration,
    /// All else of the bot.
    pub(crate) bot: Duration,
    /// Cores that other processes had.
    pub(crate) others: f64,
    /// Cores that the host took away.
    pub(crate) stolen: f64,
}

impl Spent {
    /// Of this process, in seconds.
    pub(crate) fn processor_time(&self) -> f64 {
        (self.here + self.model_here).as_secs_f64()
    }
}

/// What neither the bot nor this process had.
impl fmt::Display for Spent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "others {:.2} cores, stolen {:.2}", self.others, self.stolen)
    }
}

/// Processor time of the processes that this one has started and that have ended.
pub(crate) fn of_children() -> Duration {
    ticks("self", 13)
}

/// The time in two fields of a process's `stat`, counted from its state.
fn ticks(process: &str, first: usize) -> Duration {
    let stat = read(&format!("/proc/{process}/stat"));
    // The name, which comes before the last bracket, may have spaces in it.
    let (_, numbers) = stat.rsplit_once(')').expect("the name stands in brackets");
    let both = numbers.split_whitespace().skip(first).take(2).map(|number| number.parse::<u32>().expect("a number"));
    TICK * both.sum::<u32>()
}

/// Memory of a process that is in use now, and its most so far, in MB.
pub(crate) fn memory(process: u32) -> (f64, f64) {
    let status = read(&format!("/proc/{process}/status"));
    let of = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
        let kilobytes: f64 = line.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or(f64::NAN);
        kilobytes / 1024.0
    };
    (of("VmRSS:"), of("VmHWM:"))
}

fn read(path: &str) -> String {
    fs::read_to_string(path).expect("Linux tells it")
}
