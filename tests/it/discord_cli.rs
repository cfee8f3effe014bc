//! `askwell discord` and `askwell doctor --discord`, the binary, beside a stand-in for Discord's REST API.

use std::fs;
use std::io::BufRead;
use std::io::BufReader;
use std::path::Path;
use std::process::Stdio;

use axum::Router;
use axum::extract::Request;
use axum::http::StatusCode;
use serde_json::json;
use tempfile::TempDir;

use crate::support::Askwell;
use crate::support::Ran;

const FAQ: &str = "tests/data/faq.txt";
const TOKEN: &str = "MTIzNDU2Nzg5.GoodOne.x-y_z";
const OTHER_TOKEN: &str = "MTIzNDU2Nzg5.ResetOne.x-y_z";

/// Good too, and of a bot that may have no privileged intent.
const PLAIN_TOKEN: &str = "MTIzNDU2Nzg5.GoodOne.p-l_n";

/// Answers as Discord does, to the good tokens.
struct Stub {
    address: String,
    _runtime: tokio::runtime::Runtime,
}

impl Stub {
    fn start() -> Stub {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let app = Router::new().fallback(async |request: Request| answer(&request));
        runtime.spawn(async move { axum::serve(listener, app).await });
        Stub { address, _runtime: runtime }
    }
}

fn answer(request: &Request) -> (StatusCode, String) {
    let is_token = |token: &str| request.headers()["authorization"] == format!("Bot {token}");
    if !is_token(TOKEN) && !is_token(PLAIN_TOKEN) {
        return (StatusCode::UNAUTHORIZED, json!({"code": 0, "message": "401: Unauthorized"}).to_string());
    }
    let (good, little) = ("309237763072", "1024");
    let refused = |status, code, message: &str| (status, json!({"code": code, "message": message}).to_string());
    let body = match request.uri().path().trim_start_matches("/api/v10") {
        "/users/@me" => json!({"id": "111111111111111111", "username": "Wellkeeper"}),
        // Discord's answer has much more; what is not used must not be asked for.
        "/oauth2/applications/@me" => json!({
            "id": "111111111111111111", "bot_public": true, "bot_require_code_grant": false,
            "flags": if is_token(TOKEN) { 1 << 19 } else { 0 },
            "install_params": {"scopes": ["bot"], "permissions": little},
        }),
        "/gateway/bot" => json!({
            "url": "ws://127.0.0.1:1", "shards": 1,
            "session_start_limit": {"total": 1000, "remaining": 998, "reset_after": 7_200_000, "max_concurrency": 1},
        }),
        "/applications/111111111111111111/commands" => json!([{"name": "ask"}, {"name": "topics"}]),
        "/users/@me/guilds" => json!([
            {"id": "222222222222222222", "name": "Games\u{202e} club", "permissions": good},
            {"id": "333333333333333333", "name": "Locked", "permissions": little},
        ]),
        "/applications/111111111111111111/guilds/222222222222222222/commands" => json!([]),
        "/guilds/222222222222222222/roles" => json!([{"id": "222222222222222222"}, {"id": "777777777777777777"}]),
        "/channels/444444444444444444" => json!({"id": "444444444444444444", "guild_id": "222222222222222222"}),
        "/channels/555555555555555555" => return refused(StatusCode::NOT_FOUND, 10003, "Unknown Channel"),
        _ => return refused(StatusCode::FORBIDDEN, 50001, "Missing Access"),
    };
    (StatusCode::OK, body.to_string())
}

/// The binary with a token, and with the settings in `toml`.
fn with(arguments: &[&str], token: &str, toml: &str) -> (Askwell, TempDir) {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("askwell.toml");
    fs::write(&file, toml).unwrap();
    let config = ["--config", file.to_str().unwrap()];
    let askwell = Askwell::with(&[arguments, &config].concat()).env("DISCORD_TOKEN", token);
    (askwell, folder)
}

/// Checks that the token is in nothing that was written.
fn keeps_the_secret(ran: Ran) -> Ran {
    for part in ["GoodOne", "ResetOne"] {
        assert!(!ran.stdout().contains(part) && !ran.stderr().contains(part), "{}{}", ran.stdout(), ran.stderr());
    }
    ran
}

#[test]
fn without_a_token_it_says_how_to_give_one() {
    let ran = Askwell::with(&["discord", "-k", FAQ]).run().exits(78);
    ran.says("askwell: there is no token: set DISCORD_TOKEN").says("token_file in askwell.toml").says("Reset Token");
    let (askwell, folder) = with(&["discord"], "", "token_file = \"token\"");
    askwell.run().exits(78).says("could not read the token's file").says(folder.path().to_str().unwrap());
    let quoted = Askwell::with(&["discord", "-k", FAQ]).env("DISCORD_TOKEN", format!("\"{TOKEN}\""));
    keeps_the_secret(quoted.run().exits(78).says("DISCORD_TOKEN holds is no token").says("no quotation marks"));
}

#[test]
fn settings_that_cannot_be_used_are_told_with_their_place() {
    let (askwell, _folder) = with(&["discord"], TOKEN, "knowlege = [\"a\"]\nmode = \"loud\"\n");
    let ran = askwell.run().exits(78).says("2 problems in the settings:");
    let ran = ran.says("askwell.toml:1:1: there is no key `knowlege`; did you mean `knowledge`?");
    keeps_the_secret(ran.says("askwell.toml:2:8: `mode` is \"loud\"; it can be"));
    let missing = ["discord", "--config", "no/such.toml"];
    Askwell::with(&missing).run().exits(78).says("could not read the settings in `no/such.toml`");
    let (askwell, _folder) = with(&["discord"], TOKEN, "knowledge = false");
    askwell.run().exits(78).says("nobody would be answered");
    let (askwell, _folder) = with(&["discord"], TOKEN, "knowledge = false\n[server.222222222222222222]");
    askwell.run().exits(78).says("[server.222222222222222222] names no `knowledge`");
}

#[test]
fn arguments_that_cannot_be_used_are_told_before_anything_is_done() {
    let wrong = |arguments: &[&str]| Askwell::with(&[&["discord"], arguments].concat()).run().exits(2);
    wrong(&["--shards", "8..8/8"]).says("the last of 8 shards is 7, since they are counted from 0");
    wrong(&["--shards", "half"]).says("write A..B/N in whole numbers");
    wrong(&["--guild", "general"]).says("it should be the server's id");
    wrong(&["--token", TOKEN]).says("unexpected argument");
    Askwell::with(&["doctor", "--config", "askwell.toml"]).run().exits(2).says("--discord");
}

#[test]
fn the_token_is_sent_to_this_machine_or_to_discord() {
    let api = |value: &str| {
        let askwell = Askwell::with(&["discord", "-k", FAQ]).env("DISCORD_TOKEN", TOKEN);
        askwell.env("ASKWELL_DISCORD_API", value)
    };
    for elsewhere in ["http://example.com", "https://127.0.0.1:1", "http://127.0.0.1@example.com"] {
        let ran = api(elsewhere).run().exits(78).says("the bot's token would go there");
        keeps_the_secret(ran.says(&format!("ASKWELL_DISCORD_API={elsewhere:?}")));
    }
    // A proxy would be another machine.
    let stub = Stub::start();
    let doctor = Askwell::with(&["doctor", "--discord", "-k", FAQ]).env("DISCORD_TOKEN", TOKEN);
    let doctor = doctor.env("ASKWELL_DISCORD_API", &stub.address).env("HTTP_PROXY", "http://127.0.0.1:1");
    doctor.run().exits(1).shows("the bot is `Wellkeeper`");
}

#[test]
fn a_refused_token_is_not_tried_again() {
    let stub = Stub::start();
    let askwell = Askwell::with(&["discord", "-k", FAQ]).env("DISCORD_TOKEN", OTHER_TOKEN);
    let ran = askwell.env("ASKWELL_DISCORD_API", &stub.address).env("ASKWELL_LOG", "debug").run().exits(78);
    keeps_the_secret(ran.says("askwell: Discord refuses the token").says("Reset Token"));
}

#[test]
fn without_any_knowledge_it_does_not_start() {
    let (askwell, _folder) = with(&["discord"], TOKEN, "knowledge = [\"nothing-here\"]");
    let ran = askwell.run().exits(2).says("nothing-here").says("there is no knowledge to answer from for any server");
    keeps_the_secret(ran);
}

/// Gets each signal once it has logged a line with all the parts beside it, in this order; its exit code and log lines.
#[cfg(unix)]
fn signalled(askwell: Askwell, signals: &[(&[&str], &str)]) -> (Option<i32>, Vec<String>) {
    let (mut command, _home) = askwell.into_command();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let (id, stderr) = (child.id().to_string(), child.stderr.take().unwrap());
    let mut signals = signals.iter().peekable();
    let mut lines = Vec::new();
    for line in BufReader::new(stderr).lines() {
        let line = line.unwrap();
        if let Some((_, signal)) = signals.next_if(|(parts, _)| parts.iter().all(|part| line.contains(part))) {
            // The handlers are set right after the last line of the start; give them the time.
            std::thread::sleep(std::time::Duration::from_millis(500));
            assert!(std::process::Command::new("kill").args([signal, &id.as_str()]).status().unwrap().success());
        }
        lines.push(line);
    }
    (child.wait().unwrap().code(), lines)
}

#[cfg(unix)]
#[test]
fn it_goes_on_trying_while_discord_is_away() {
    let askwell = Askwell::with(&["discord", "-k", FAQ]).env("DISCORD_TOKEN", TOKEN);
    let askwell = askwell.env("ASKWELL_DISCORD_API", "http://127.0.0.1:1");
    let (code, lines) = signalled(askwell, &[(&["trying again in 2 s"], "-TERM")]);
    let log = lines.join("\n");
    assert_eq!(code, Some(0), "{log}");
    assert!(log.contains("Discord cannot be reached, trying again in 1 s: no connection to Discord"), "{log}");
    assert!(!log.contains("GoodOne"), "{log}");
}

#[cfg(unix)]
#[test]
fn each_server_has_its_own_knowledge_and_signals_reload_and_stop() {
    let stub = Stub::start();
    let faq = fs::canonicalize(FAQ).unwrap();
    let own = Path::new("tests/data/knowledge/night-trains.txt").canonicalize().unwrap();
    let toml = format!(
        "knowledge = [{faq:?}]\n[server.222222222222222222]\nknowledge = [{own:?}]\n\
         [server.333333333333333333]\nknowledge = [\"gone\"]\n[server.444444444444444444]\nknowledge = [{faq:?}]\n"
    );
    let (askwell, _folder) = with(&["discord"], TOKEN, &toml);
    let askwell = askwell.env("ASKWELL_DISCORD_API", &stub.address);
    let (code, lines) =
        signalled(askwell, &[(&["server 333333333333333333"], "-HUP"), (&["reloaded `", "night-trains.txt"], "-TERM")]);
    let log = lines.join("\n");
    assert_eq!(code, Some(0), "{log}");
    let count = |part: &str| log.matches(part).count();
    assert_eq!(count("servers without knowledge of their own: answered from"), 1, "{log}");
    assert_eq!(count("server 222222222222222222: answered from `/"), 1, "{log}");
    assert_eq!(count("server 333333333333333333: there is no entry to answer from"), 1, "{log}");
    // It has the same as the common one, which is open already.
    assert_eq!(count("444444444444444444"), 0, "{log}");
    assert!(count("reloading on SIGHUP") == 1 && count("reloaded `/") == 2, "{log}");
    assert!(count("stopping on SIGTERM") == 1 && log.ends_with("stopped"), "{log}");
    assert!(!log.contains("GoodOne") && !log.contains('\u{1b}'), "{log}");
    let (date, _) = lines.iter().find(|line| line.contains("INFO")).unwrap().split_once('T').unwrap();
    assert_eq!(date.len(), "2026-01-01".len(), "{log}");
}

#[test]
fn doctor_tells_what_is_wrong_in_discord() {
    let stub = Stub::start();
    let faq = fs::canonicalize(FAQ).unwrap();
    let toml = format!(
        "knowledge = [{faq:?}]\n[server.222222222222222222]\nteachers = [\"777777777777777777\"]\n\
         helpers = \"888888888888888888\"\n[server.222222222222222222.channel.444444444444444444]\nmode = \"off\"\n\
         [server.222222222222222222.channel.555555555555555555]\nmode = \"off\"\n[server.666666666666666666]\n"
    );
    let (askwell, _folder) = with(&["doctor", "--discord"], TOKEN, &toml);
    let ran = keeps_the_secret(askwell.env("ASKWELL_DISCORD_API", &stub.address).run().exits(1));
    let shown = ran.stdout();
    let lines: Vec<String> = shown.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    for line in [
        "ok token works; the bot is `Wellkeeper`, id 111111111111111111",
        "ok application anybody may add it to a server (Public Bot is on)",
        "privileged intents on: Message Content; not needed",
        "\"Add App\" in its profile does not ask for applications.commands, Send Messages, Send Messages in Threads, \
         Create Public Threads, Embed Links, Attach Files, Read Message History",
        "ok session starts 998 of 1000 left; Discord recommends 1 shard",
        "ok commands registered for all servers: ask, topics",
        "ok servers the bot is in 2",
        "MISSING server `Games� club`, id 222222222222222222",
        "role 888888888888888888: there is no such role in this server; mend the id",
        "channel 555555555555555555: there is no such channel; mend the id",
        "MISSING server 666666666666666666 is in the settings, and the bot is not in it; mend the id, or add the bot \
         with the link below",
        "MISSING server `Locked`, id 333333333333333333",
        "commands are not allowed there; add the bot again with the link below",
        "without the permission Send Messages in general: it cannot answer a mention; commands are answered without",
        "ok invite https://discord.com/oauth2/authorize?client_id=111111111111111111&permissions=309237763072&scope=\
         bot%20applications.commands",
    ] {
        assert!(lines.iter().any(|shown| shown == line), "{line}\nis not in\n{shown}");
    }
    assert!(!shown.contains("444444444444444444"), "nothing is wrong with it:\n{shown}");
}

#[test]
fn doctor_tells_where_questions_that_are_put_to_nobody_need_the_intent() {
    let stub = Stub::start();
    let faq = fs::canonicalize(FAQ).unwrap();
    let doctor = |toml: &str, token| {
        let (askwell, folder) = with(&["doctor", "--discord"], token, &format!("knowledge = [{faq:?}]\n{toml}"));
        (askwell.env("ASKWELL_DISCORD_API", &stub.address), folder)
    };
    let toml = "[server.222222222222222222.channel.444444444444444444]\nmode = \"auto\"\n";
    let (askwell, _folder) = doctor(toml, TOKEN);
    let shown = keeps_the_secret(askwell.run()).stdout();
    assert!(shown.contains("privileged intents on: Message Content; Message Content is needed"), "{shown}");
    let (askwell, _folder) = doctor(toml, PLAIN_TOKEN);
    let shown = keeps_the_secret(askwell.run().exits(1)).stdout();
    let told = "questions that are put to nobody are left alone in channel 444444444444444444; turn on Message Content";
    assert!(shown.contains("MISSING  application") && shown.contains(told), "{shown}");
    let (askwell, folder) = doctor("", PLAIN_TOKEN);
    let store = folder.path().join("faq.db").to_str().unwrap().to_owned();
    let shown = keeps_the_secret(askwell.env("ASKWELL_STORE", &store).run()).stdout();
    assert!(shown.contains("no privileged intent is on, and none is needed"), "{shown}");
    // What a server sets itself counts as well.
    let set = ["settings", "mode", "trial", "--space", "222222222222222222"];
    Askwell::with(&set).env("ASKWELL_STORE", &store).run().exits(0);
    let (askwell, _folder) = doctor("", PLAIN_TOKEN);
    let shown = keeps_the_secret(askwell.env("ASKWELL_STORE", &store).run().exits(1)).stdout();
    assert!(shown.contains("left alone in server 222222222222222222"), "{shown}");
}

#[test]
fn doctor_tells_how_many_answers_should_be_right_where() {
    let stub = Stub::start();
    let doctor = |toml: &str| {
        let faq = fs::canonicalize(FAQ).unwrap();
        let (askwell, folder) = with(&["doctor", "--discord"], TOKEN, &format!("knowledge = [{faq:?}]\n{toml}"));
        (askwell.env("ASKWELL_DISCORD_API", &stub.address), folder)
    };
    let shows = |(askwell, _folder): (Askwell, TempDir), lines: &[&str]| {
        let shown = keeps_the_secret(askwell.run()).stdout();
        let listed = shown.lines().skip_while(|line| !line.contains("right answers"));
        let listed = listed.take_while(|line| line.contains("right answers") || line.starts_with(' '));
        assert_eq!(listed.map(|line| line.get(24..).unwrap_or_default()).collect::<Vec<_>>(), lines, "{shown}");
    };
    shows(doctor(""), &["0.94 of the answers"]);
    let (askwell, folder) = doctor("");
    shows((askwell.env("ASKWELL_RIGHT", "0.95"), folder), &["0.95 of the answers"]);
    let toml = "direct_messages = false\nright = { threads = 0.95, direct_messages = 0.6 }\n";
    shows(doctor(toml), &["0.94 of the answers in channels, 0.95 in threads"]);
    let toml = "right = { threads = 0.95, direct_messages = 0.8 }\n[server.222222222222222222]\n\
                [server.222222222222222222.channel.444444444444444444]\nright = 0.99\n\
                [server.333333333333333333]\nright.channels = 0.7\n";
    let lines = [
        "0.94 of the answers in channels, 0.95 in threads, 0.8 in direct messages",
        "channel 444444444444444444: 0.99 of the answers",
        "server 333333333333333333: 0.7 of the answers in channels, 0.95 in threads",
    ];
    let (askwell, folder) = doctor(toml);
    shows((askwell.env("ASKWELL_RIGHT", "0.94"), folder), &lines);
}

#[test]
fn doctor_finds_a_bad_token_and_a_dead_network_and_goes_on() {
    let stub = Stub::start();
    let doctor = || Askwell::with(&["doctor", "--discord", "-k", FAQ]);
    let ran = doctor().env("DISCORD_TOKEN", OTHER_TOKEN).env("ASKWELL_DISCORD_API", &stub.address).run().exits(1);
    keeps_the_secret(ran.shows("MISSING  token").shows("Discord refuses the token").shows("embeds: 384"));
    let ran = doctor().env("DISCORD_TOKEN", TOKEN).env("ASKWELL_DISCORD_API", "http://127.0.0.1:1").run().exits(1);
    keeps_the_secret(ran.shows("MISSING  Discord").shows("Discord cannot be used: Discord cannot be reached: "));
    doctor().run().exits(1).shows("MISSING  token").shows("there is no token: set DISCORD_TOKEN");
    let (askwell, _folder) = with(&["doctor", "--discord"], TOKEN, "moed = \"off\"");
    askwell.run().exits(1).shows("MISSING  settings").shows("did you mean `mode`?");
}
