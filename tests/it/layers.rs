//! Data flows one way through the modules; this reads the `use` lines and says where it does not.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

/// Which of our modules each may use, itself aside. The order is that of `lib.rs`.
const MAY_USE: [(&str, &[&str]); 10] = [
    ("entry", &[]),
    ("knowledge", &["entry"]),
    ("embedding", &[]),
    ("matching", &["entry", "embedding"]),
    ("store", &["entry"]),
    ("service", &["entry", "knowledge", "embedding", "matching", "store"]),
    ("evaluation", &["entry", "embedding", "matching"]),
    ("frontend", &["entry", "knowledge", "embedding", "matching", "store", "service", "evaluation"]),
    ("config", &[]),
    ("cli", &["entry", "knowledge", "embedding", "matching", "store", "service", "evaluation", "frontend", "config"]),
];

/// What of another module may be used, where that is not all of it.
const ONLY: [(&str, &str, &[&str]); 3] = [
    ("matching", "embedding", &["UnitVector"]),
    // They tell how far a fetch has come; they do not embed.
    ("frontend", "embedding", &["runtime"]),
    // The front-ends show verdicts, confidences and differences, and say how often to be right; they do not match.
    (
        "frontend",
        "matching",
        &["calibration", "candidate", "explanation", "guards", "judgement", "screening", "spelling"],
    ),
];

/// Libraries that belong in one place, or a few, so that replacing one touches nothing else.
const LIVES_IN: [(&str, &[&str]); 27] = [
    ("fastembed", &["embedding/"]),
    ("ort", &["embedding/"]),
    ("libloading", &["embedding/"]),
    ("hf_hub", &["embedding/"]),
    ("ndarray", &["matching/"]),
    ("whatlang", &["matching/"]),
    ("calamine", &["knowledge/import/"]),
    ("zip", &["knowledge/import/"]),
    ("csv", &["knowledge/"]),
    ("toml", &["knowledge/", "config/"]),
    ("strsim", &["config/"]),
    ("serde_saphyr", &["knowledge/"]),
    ("pulldown_cmark", &["knowledge/"]),
    ("rustyline", &["frontend/repl/"]),
    ("serenity", &["frontend/discord"]),
    ("poise", &["frontend/discord/"]),
    ("hmac", &["service/", "frontend/discord/"]),
    ("sqlx", &["store/"]),
    ("getrandom", &["store/"]),
    ("regex", &["service/redact/"]),
    ("reqwest", &["frontend/discord/"]),
    ("tiny_skia", &["frontend/discord/chart/"]),
    ("ab_glyph", &["frontend/discord/chart/"]),
    ("fluent_bundle", &["frontend/wording/"]),
    ("fluent_syntax", &["frontend/wording/"]),
    ("clap", &["cli"]),
    ("tracing_subscriber", &["cli/log.rs"]),
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Files below `src/` with their path from there.
fn ours() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let file = |path: PathBuf| {
        let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        (name, fs::read_to_string(path).unwrap())
    };
    sources(&root).into_iter().map(file).collect()
}

/// The module a file belongs to: `matching` for `matching.rs` and all below `matching/`.
fn module(file: &str) -> &str {
    let top = file.split('/').next().unwrap();
    top.strip_suffix(".rs").unwrap_or(top)
}

/// Every mention of `crate::…` outside of comments: file, line, path after `crate::`.
fn mentions() -> Vec<(String, usize, String)> {
    let mut mentions = Vec::new();
    for (file, text) in ours() {
        for (at, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap();
            for rest in code.split("crate::").skip(1) {
                let path: String = rest.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | ':')).collect();
                mentions.push((file.clone(), at + 1, path));
            }
        }
    }
    mentions
}

#[test]
fn modules_use_only_those_above_them() {
    let may_use: BTreeMap<&str, &[&str]> = MAY_USE.into();
    let mut wrong = Vec::new();
    for (file, line, path) in mentions() {
        let from = module(&file);
        let to = path.split("::").next().unwrap();
        if from == to || matches!(from, "lib" | "main") {
            continue;
        }
        let allowed = may_use.get(from).unwrap_or_else(|| panic!("src/{file} belongs to no module of the list"));
        if !allowed.contains(&to) {
            wrong.push(format!("src/{file}:{line}: `{from}` must not use `{to}` ({path})"));
        }
        for (user, used, items) in ONLY {
            let item = path.split("::").nth(1).unwrap_or_default();
            if (from, to) == (user, used) && !items.contains(&item) && !in_tests(&file, line) {
                wrong.push(format!("src/{file}:{line}: of `{used}`, `{user}` may use only {items:?} ({path})"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether the line is in the test module at the end of its file, or the file is one.
fn in_tests(file: &str, line: usize) -> bool {
    if file.ends_with("/tests.rs") {
        return true;
    }
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(file)).unwrap();
    text.lines().take(line).any(|line| line.trim() == "#[cfg(test)]")
}

#[test]
fn every_library_lives_in_its_place() {
    let mut wrong = Vec::new();
    for (file, text) in ours() {
        for (at, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap();
            for (library, places) in LIVES_IN {
                let used = code.starts_with(&format!("use {library}::")) || code.contains(&format!(" {library}::"));
                let at_home = places.iter().any(|place| file.starts_with(place));
                if used && !code.contains("crate::") && !at_home && !in_tests(&file, at + 1) {
                    wrong.push(format!("src/{file}:{}: `{library}` belongs in src/{}", at + 1, places.join(" or ")));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn lib_lists_the_modules_in_the_order_of_the_layers() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    let listed: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert_eq!(listed, MAY_USE.map(|(module, _)| module));
}

#[test]
fn what_decides_has_no_clock_no_file_and_no_await() {
    let mut wrong = Vec::new();
    for (file, text) in ours().into_iter().filter(|(file, _)| module(file) == "matching") {
        for (at, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap();
            for forbidden in [".await", "async fn", "std::time", "std::fs", "std::io", "std::env", "tokio"] {
                if code.contains(forbidden) {
                    wrong.push(format!("src/{file}:{}: {forbidden}", at + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_front_ends_and_cli_print_or_read_the_environment() {
    let mut wrong = Vec::new();
    for (file, text) in ours() {
        if matches!(module(&file), "frontend" | "cli" | "main") {
            continue;
        }
        for (at, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap();
            for forbidden in ["println!", "eprintln!", "io::stdout", "io::stderr", "env::var"] {
                if code.contains(forbidden) && !in_tests(&file, at + 1) {
                    wrong.push(format!("src/{file}:{}: {forbidden}", at + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What sends a message, or changes or answers one, by any of serenity's and poise's names for it.
const SENDS: [&str; 25] = [
    ".say(",
    ".send(",
    "message.reply(",
    "ctx.reply(",
    ".reply_ping(",
    ".reply_mention(",
    ".send_message(",
    ".send_files(",
    ".direct_message(",
    ".dm(",
    ".edit_message(",
    ".edit(",
    ".defer(",
    ".defer_ephemeral(",
    ".defer_response(",
    "create_response(",
    "edit_response(",
    "create_followup",
    "edit_followup",
    "create_interaction_response",
    "edit_original_interaction_response",
    "create_forum_post",
    "execute_webhook",
    "edit_webhook",
    "crosspost",
];

/// Calls of Discord that are no messages, and the one file that makes each.
const CALLS: [(&str, &str); 13] = [
    (".get_message(", "teach_menu.rs"),
    (".get_channel(", "threads.rs"),
    (".get_guild(", "server_languages.rs"),
    (".get_current_user(", "connect.rs"),
    (".get_current_application_info(", "connect.rs"),
    (".get_bot_gateway(", "connect.rs"),
    (".get_message(", "notices.rs"),
    (".set_application_id(", "gateway.rs"),
    (".ratelimiter", "sweep.rs"),
    ("_global_command(", "register.rs"),
    ("_guild_command(", "register.rs"),
    (".application_id(", "register.rs"),
    (".fire(", "rest.rs register.rs"),
];

/// The files that send: answers to interactions, and messages that no interaction asks for.
const SENDERS: [&str; 2] = ["frontend/discord/send/interactions.rs", "frontend/discord/send/messages.rs"];

/// What makes all that they send, and pings nobody.
const MAKER: &str = "frontend/discord/send/payload.rs";

/// The code of a file, without spaces and line ends, so that a call may be wrapped.
fn packed(text: &str) -> String {
    let code = text.split("#[cfg(test)]").next().unwrap();
    let code: Vec<&str> = code.lines().map(|line| line.split("//").next().unwrap()).collect();
    code.concat().chars().filter(|c| !c.is_whitespace()).collect()
}

/// Where a file of the Discord front-end, other than those that send, does what only those may.
fn bypasses(file: &str, text: &str) -> Vec<String> {
    let packed = packed(text);
    // What words say goes nowhere by itself.
    let packed = packed.replace("words.say(\"", "words(\"");
    let mut found: Vec<String> =
        SENDS.iter().filter(|sends| packed.contains(*sends)).map(|sends| format!("src/{file}: `{sends}`")).collect();
    let name = file.rsplit('/').next().unwrap();
    for (at, _) in packed.match_indices("http.") {
        let call = &packed[at + "http".len()..];
        let known = CALLS.iter().any(|(known, files)| {
            let called = call.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '.')).unwrap_or(call.len());
            let called = &call[..(called + 1).min(call.len())];
            files.split(' ').any(|one| one == name) && (called.contains(known) || called.starts_with(known))
        });
        if !known {
            let shown: String = call.chars().take(40).collect();
            found.push(format!("src/{file}: `http{shown}`"));
        }
    }
    found
}

/// The files of the Discord front-end.
fn of_discord() -> Vec<(String, String)> {
    let is_ours = |file: &str| file.starts_with("frontend/discord") && !file.ends_with("/tests.rs");
    let files: Vec<_> = ours().into_iter().filter(|(file, _)| is_ours(file)).collect();
    assert!(files.len() > 20, "the front-end is somewhere else");
    files
}

#[test]
fn only_the_files_that_send_send_to_discord() {
    let files = of_discord();
    let is_sender = |file: &str| SENDERS.contains(&file);
    assert_eq!(files.iter().filter(|(file, text)| is_sender(file) && !bypasses(file, text).is_empty()).count(), 2);
    let others = files.iter().filter(|(file, _)| !is_sender(file));
    let wrong: Vec<String> = others.flat_map(|(file, text)| bypasses(file, text)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whom messages may ping, wherever that is said in words of Discord's.
fn pings(text: &str) -> Vec<String> {
    let packed = packed(text);
    let at = packed.match_indices("\"allowed_mentions\"").map(|(at, _)| at);
    let said = |at: usize| packed[at..].split(['}', ';']).next().unwrap().to_owned();
    at.map(said).collect()
}

#[test]
fn whom_messages_may_ping_is_said_once_and_the_exception_once() {
    for (file, text) in of_discord() {
        let expected: &[&str] = match file.as_str() {
            MAKER => &["\"allowed_mentions\":{\"parse\":[],\"replied_user\":false"],
            "frontend/discord/send/messages.rs" => {
                &["\"allowed_mentions\"]=json!({\"parse\":[],\"roles\":[role],\"replied_user\":false"]
            }
            _ => &[],
        };
        assert_eq!(pings(&text), expected, "src/{file}");
        // What people read is made in one place, so none of it goes without.
        let makes = packed(&text).contains("\"content\":");
        assert_eq!(makes, file == MAKER, "src/{file} makes a message");
    }
}

#[test]
fn a_way_round_the_file_that_sends_is_found() {
    for planted in [
        "ctx.say(\"hello\").await;",
        "message.reply(&ctx, \"hello\").await;",
        "channel\n    .send_message(&bot.http, CreateMessage::new())\n    .await;",
        "interaction.create_response(&ctx, response).await;",
        "bot.http.create_interaction_response(id, token, &body, vec![]).await;",
        "bot.http.delete_message(channel, message, None).await;",
        "bot\n    .http\n    .edit_message(channel, id, &map, vec![]).await;",
        "let http = &bot.http;\nhttp.start_typing(channel);",
        "ctx.say(words.say(\"help\")).await;",
    ] {
        assert!(!bypasses("frontend/discord/buttons.rs", planted).is_empty(), "{planted}");
    }
    for harmless in [
        "let http = Arc::clone(&client.http);",
        "// ctx.say() would ping",
        "to.words.say(\"help\")",
        "sending(&bot.http, call)",
    ] {
        assert_eq!(bypasses("frontend/discord/buttons.rs", harmless), Vec::<String>::new());
    }
    let own = "http.get_channel(channel).await";
    assert!(bypasses("frontend/discord/threads.rs", own).is_empty());
    assert!(!bypasses("frontend/discord/buttons.rs", own).is_empty());
}
