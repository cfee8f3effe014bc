//! `askwell doctor`: what is needed, where it was found, and what to do about what is missing.

use std::collections::BTreeSet;
use std::collections::HashSet;
use std::fs;
use std::io;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

use crate::cli::Exit;
use crate::cli::Misconfigured;
use crate::cli::arguments::Doctor;
use crate::cli::discord;
use crate::cli::engine;
use crate::cli::person;
use crate::cli::store;
use crate::cli::store::Wanted;
use crate::config::Config;
use crate::config::discord as file;
use crate::config::discord::DiscordConfig;
use crate::config::discord::Right;
use crate::embedding::Embedder;
use crate::embedding::Side;
use crate::embedding::cross_encoder::FastCrossEncoder;
use crate::embedding::fastembed::FastEmbedder;
use crate::embedding::runtime;
use crate::frontend::discord::Listening;
use crate::frontend::discord::Named;
use crate::frontend::discord::NamedIn;
use crate::frontend::discord::checkup;
use crate::frontend::finding::Finding;
use crate::frontend::finding::State;
use crate::frontend::wording;
use crate::frontend::wording::upkeep;
use crate::knowledge;
use crate::knowledge::Severity;
use crate::service::Clock;
use crate::service::Memory;
use crate::service::Mode;
use crate::store::Space;

pub(super) async fn doctor(config: &Config, said: &Doctor, out: &mut impl Write) -> anyhow::Result<Exit> {
    let (runtime, loaded) = onnx_runtime(config);
    let second_look = second_look(config, loaded.as_ref());
    let mut findings = vec![program(), cache(config), python(), runtime, model(config, loaded), second_look];
    findings.push(store(config).await);
    match said.discord {
        true => findings.extend(discord(config, said).await),
        false => findings.push(knowledge(&config.knowledge)),
    }
    for finding in &findings {
        let mark = match finding.state {
            State::Good => "ok",
            State::Note => "note",
            State::Missing => "MISSING",
        };
        for (at, line) in finding.lines.iter().enumerate() {
            let (mark, what) = if at == 0 { (mark, finding.what) } else { ("", "") };
            writeln!(out, "{mark:<8} {what:<14} {}", wording::plain(line))?;
        }
    }
    let missing = findings.iter().any(|finding| finding.state == State::Missing);
    Ok(if missing { Exit::No } else { Exit::Success })
}

fn program() -> Finding {
    let path = std::env::current_exe().map_or_else(|error| error.to_string(), |path| path.display().to_string());
    let machine = format!("{} on {}", std::env::consts::ARCH, std::env::consts::OS);
    let lines = vec![format!("{} ({machine}) at {path}", env!("CARGO_PKG_VERSION"))];
    Finding { what: "askwell", state: State::Good, lines }
}

fn cache(config: &Config) -> Finding {
    let folder = &config.cache;
    match writable(folder) {
        Ok(()) => {
            let size = wording::bytes(size_of_tree(folder));
            Finding { what: "cache", state: State::Good, lines: vec![format!("{} ({size})", folder.display())] }
        }
        Err(error) => {
            let lines = vec![
                format!("{} cannot be written: {error}", folder.display()),
                "it works without, and embeds everything at every start; set ASKWELL_CACHE_DIR to another folder"
                    .to_owned(),
            ];
            Finding { what: "cache", state: State::Note, lines }
        }
    }
}

fn writable(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    tempfile::tempfile_in(folder).map(drop)
}

fn size_of_tree(folder: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    let size = |entry: fs::DirEntry| match entry.metadata() {
        Ok(metadata) if metadata.is_dir() => size_of_tree(&entry.path()),
        Ok(metadata) => metadata.len(),
        Err(_) => 0,
    };
    entries.flatten().map(size).sum()
}

/// Python only fetches ONNX Runtime, so without it all is well as long as that is there.
fn python() -> Finding {
    for python in runtime::usual_pythons() {
        let pip = std::process::Command::new(&python)
            .args(["-m", "pip", "--version"])
            .stdin(std::process::Stdio::null())
            .output();
        if let Ok(pip) = pip
            && pip.status.success()
        {
            let version = String::from_utf8_lossy(&pip.stdout).trim().to_owned();
            return Finding { what: "Python's pip", state: State::Good, lines: vec![version] };
        }
    }
    let lines = vec!["not found; it is only needed to fetch ONNX Runtime".to_owned()];
    Finding { what: "Python's pip", state: State::Note, lines }
}

fn onnx_runtime(config: &Config) -> (Finding, Option<runtime::Loaded>) {
    let search = runtime::search(&engine::places(config));
    let passed_over = search.passed_over.iter().map(|candidate| format!("passed over: {candidate}"));
    let what = "ONNX Runtime";
    let Some(found) = &search.found else {
        let mut lines = vec!["not found; the next start fetches it".to_owned(), runtime::WAYS.to_owned()];
        lines.extend(passed_over);
        return (Finding { what, state: State::Missing, lines }, None);
    };
    let mut lines = vec![format!("{} at {} ({})", found.version, found.path.display(), found.how)];
    lines.extend(passed_over);
    match runtime::load(found) {
        Ok(loaded) => {
            let state = if search.warnings().next().is_some() { State::Note } else { State::Good };
            (Finding { what, state, lines }, Some(loaded))
        }
        Err(error) => {
            lines.push(error.to_string());
            (Finding { what, state: State::Missing, lines }, None)
        }
    }
}

fn model(config: &Config, runtime: Option<runtime::Loaded>) -> Finding {
    let what = "model";
    let model = match engine::model(config) {
        Ok(model) => model,
        Err(error) => return Finding { what, state: State::Missing, lines: vec![format!("{error:#}")] },
    };
    let mut lines = vec![format!("{} at {}", model.name, model.location().display())];
    lines.push(wording::model_settings(&model.pooling.to_string(), model.max_length, &model.languages));
    if !model.prefixes.query.is_empty() || !model.prefixes.passage.is_empty() {
        lines.push(format!("prefixes: question {:?}, phrasing {:?}", model.prefixes.query, model.prefixes.passage));
    }
    lines.push(format!("fingerprint {}", &model.fingerprint.as_str()[..16]));
    lines.extend(model.notes.iter().cloned());
    let Some(runtime) = runtime else {
        lines.push("not tried, since ONNX Runtime is missing".to_owned());
        return Finding { what, state: State::Note, lines };
    };
    let tried = FastEmbedder::new(model, &runtime, 1)
        .map_err(|error| error.to_string())
        .and_then(|mut model| model.embed("Is it well?", Side::Query).map_err(|error| error.to_string()));
    match tried {
        Ok(vector) => {
            lines.push(format!("embeds: {} dimensions", vector.as_slice().len()));
            Finding { what, state: State::Good, lines }
        }
        Err(error) => {
            lines.push(error);
            Finding { what, state: State::Missing, lines }
        }
    }
}

/// Answers are given without it as well, so that a package may leave it out.
fn second_look(config: &Config, runtime: Option<&runtime::Loaded>) -> Finding {
    let what = "second look";
    let note = |line: &str| Finding::new(what, State::Note, line.to_owned());
    let missing = |error: String| Finding::new(what, State::Missing, error);
    if !config.second_look {
        return note("turned off by ASKWELL_SECOND_LOOK");
    }
    let model = match engine::cross_encoder() {
        Ok(Some(model)) => model,
        Ok(None) => return note("the cross-encoder is not there; what is undecided is asked back more often"),
        Err(error) => return missing(format!("{error:#}")),
    };
    let place = format!("cross-encoder at {}", model.location().display());
    let Some(runtime) = runtime else { return note("not tried, since ONNX Runtime is missing") };
    match FastCrossEncoder::new(model, runtime) {
        Ok(_) => Finding::new(what, State::Good, place),
        Err(error) => missing(error.to_string()),
    }
}

/// What only the bot needs: its settings, its token, the knowledge of each server, and what Discord says.
async fn discord(config: &Config, said: &Doctor) -> Vec<Finding> {
    let missing = |what, error: Misconfigured| Finding::new(what, State::Missing, error.to_string());
    let file = match discord::read(config, said.config.as_deref()) {
        Ok(file) => file,
        Err(error) => return vec![missing("settings", error)],
    };
    let mut findings = Vec::new();
    findings.extend(discord::check(config, &file).err().map(|error| missing("settings", error)));
    findings.push(right_answers(&file));
    let own = file.servers.values().filter_map(|server| server.knowledge.clone());
    let mut seen = HashSet::new();
    for paths in discord::common(config, &file).into_iter().chain(own) {
        if seen.insert(paths.clone()) {
            findings.push(knowledge(&paths));
        }
    }
    let token = match discord::token(config, file.token_file.as_deref(), |name| std::env::var_os(name)) {
        Ok(token) => token,
        Err(error) => {
            findings.push(missing("token", error));
            return findings;
        }
    };
    findings.extend(token.hints.iter().map(|hint| Finding::new("token", State::Note, hint.clone())));
    let named: Named = file.servers.iter().map(|(id, server)| (*id, named_in(server, &file.rules))).collect();
    let listening = listening(config, &file).await;
    findings.extend(checkup(&token.secret, config.discord_api.as_deref(), &named, &listening).await);
    findings
}

/// What the file names in a server. Roles that stand outside of its section may be those of another one.
fn named_in(server: &file::Server, outer: &file::Rules) -> NamedIn {
    let own = |roles: &[u64], outer: &[u64]| if roles == outer { Vec::new() } else { roles.to_vec() };
    let mut roles = own(&server.rules.teachers, &outer.teachers);
    roles.extend(own(&server.rules.moderators, &outer.moderators));
    roles.extend(own(server.rules.helpers.as_slice(), outer.helpers.as_slice()));
    roles.sort_unstable();
    roles.dedup();
    NamedIn { channels: server.channels.keys().copied().collect(), roles }
}

/// Where questions that are put to nobody are answered or tried: by the file, and by what servers set themselves.
async fn listening(config: &Config, file: &DiscordConfig) -> Listening {
    let of_file = |mode: file::Mode| matches!(mode, file::Mode::Trial | file::Mode::Auto);
    let mut places = BTreeSet::new();
    if of_file(file.rules.mode) {
        places.insert("every server".to_owned());
    }
    for (id, server) in &file.servers {
        if of_file(server.rules.mode) {
            places.insert(format!("server {id}"));
        }
        let channels = server.channels.iter().filter(|(_, channel)| of_file(channel.mode));
        places.extend(channels.map(|(id, _)| format!("channel {id}")));
    }
    // A store that cannot be read is told of elsewhere.
    places.extend(set_by_servers(config).await.unwrap_or_default());
    places.into_iter().collect()
}

async fn set_by_servers(config: &Config) -> anyhow::Result<Vec<String>> {
    let Some(store) = store::open(config, Wanted::ToRead).await? else { return Ok(Vec::new()) };
    let mut places = Vec::new();
    for space in store.spaces().await?.into_iter().filter(Space::is_of_server) {
        let memory = Memory::new(Arc::clone(&store), space.clone(), Clock::system());
        let settings = memory.settings(&person::caller(config)).await?;
        let channels = settings.channels.iter().filter(|(_, own)| own.mode.is_some_and(Mode::reads_all));
        places.extend(settings.mode.filter(|mode| mode.reads_all()).map(|_| format!("server {space}")));
        places.extend(channels.map(|(id, _)| format!("channel {id}")));
    }
    Ok(places)
}

/// How many of the answers are asked to be right, and which servers and channels differ from what is around them.
fn right_answers(file: &DiscordConfig) -> Finding {
    let usual = file.rules.right;
    let in_servers = |right: Right| [("channels", right.channels), ("threads", right.threads)];
    let direct = file.direct_messages.then_some(("direct messages", usual.direct_messages));
    let everywhere: Vec<(&str, f32)> = in_servers(usual).into_iter().chain(direct).collect();
    let mut lines = vec![wording::right_asked_for(&everywhere)];
    let mut differing = |what: &str, id: u64, right: Right, outer: Right| {
        if in_servers(right) != in_servers(outer) {
            lines.push(format!("{what} {id}: {}", wording::right_asked_for(&in_servers(right))));
        }
    };
    for (id, server) in &file.servers {
        differing("server", *id, server.rules.right, usual);
        for (id, channel) in &server.channels {
            differing("channel", *id, channel.right, server.rules.right);
        }
    }
    Finding { what: "right answers", state: State::Good, lines }
}

/// Which store there is, whether it can be used, and how large it is.
async fn store(config: &Config) -> Finding {
    let what = "store";
    let missing = |error: anyhow::Error| Finding::new(what, State::Missing, wording::chain(error.as_ref()));
    let address = match store::address(config) {
        Ok(Some(address)) => address,
        Ok(None) => return Finding::new(what, State::Note, "turned off, by --store or ASKWELL_STORE".to_owned()),
        Err(error) => return missing(error),
    };
    let opened = match store::open(config, Wanted::ToRead).await {
        Ok(Some(opened)) => opened,
        Ok(None) => return Finding::new(what, State::Good, upkeep::not_made_yet(&address)),
        Err(error) => return missing(error),
    };
    let glance = opened.glance().await;
    opened.close().await;
    match glance {
        Ok(condition) => Finding::new(what, State::Good, upkeep::store_found(&address, &condition)),
        Err(error) => missing(error.into()),
    }
}

fn knowledge(paths: &[PathBuf]) -> Finding {
    let reading = knowledge::read(paths);
    let errors = reading.problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    let mut lines = vec![wording::knowledge_found(
        paths,
        reading.files.len(),
        reading.knowledge.entries.len(),
        reading.knowledge.phrasing_count(),
    )];
    lines.extend(wording::few_problems(&reading.problems));
    let state = match (reading.knowledge.served().is_empty(), errors) {
        (true, _) => State::Missing,
        (false, 0) => State::Good,
        (false, _) => State::Note,
    };
    Finding { what: "knowledge", state, lines }
}
