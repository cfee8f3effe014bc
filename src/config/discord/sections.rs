//! The sections of the file: which keys each has, and what they mean.

use std::collections::BTreeMap;
use std::path::Path;
use std::path::PathBuf;

use toml::de::DeTable;

use crate::config::RIGHT;
use crate::config::discord::Channel;
use crate::config::discord::Common;
use crate::config::discord::Cooldown;
use crate::config::discord::DiscordConfig;
use crate::config::discord::Mode;
use crate::config::discord::Problem;
use crate::config::discord::Right;
use crate::config::discord::Rules;
use crate::config::discord::Server;
use crate::config::discord::Unasked;
use crate::config::discord::table::Report;
use crate::config::discord::table::Table;
use crate::config::discord::table::Value;

const FILE_KEYS: &[&str] = &[
    "token_file",
    "knowledge",
    "direct_messages",
    "mode",
    "visibility",
    "teachers",
    "moderators",
    "helpers",
    "language",
    "right",
    "cooldown",
    "unasked",
    "server",
];
const SERVER_KEYS: &[&str] = &[
    "knowledge",
    "mode",
    "visibility",
    "teachers",
    "moderators",
    "helpers",
    "language",
    "right",
    "cooldown",
    "unasked",
    "channel",
];
const CHANNEL_KEYS: &[&str] = &["mode", "visibility", "right"];

/// The words for what the bot reacts to.
const MODES: &[(&str, Mode)] = &[
    ("off", Mode::Off),
    ("commands", Mode::Commands),
    ("mention", Mode::Mention),
    ("trial", Mode::Trial),
    ("auto", Mode::Auto),
];
/// The languages that the bot speaks.
const LANGUAGES: &[(&str, &str)] = &[("en", "en"), ("de", "de"), ("fr", "fr"), ("es", "es"), ("pt", "pt")];
const VISIBILITIES: &[(&str, bool)] = &[("public", false), ("private", true)];

const RIGHT_KEYS: &[&str] = &["channels", "threads", DIRECT];
/// The one kind that is in no server.
const DIRECT: &str = "direct_messages";
const RIGHT_SHOULD: &str = "it should be the share of the answers that are to be right, from 0.5 to 0.999";

const PATHS: &str = "it should be a list of knowledge files and folders: [\"faq.md\", \"knowledge\"]";

pub(super) fn parse(text: &str, path: &Path, defaults: Rules) -> Result<DiscordConfig, Vec<Problem>> {
    let mut report = Report::new(text, path);
    let (root, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let at = error.span().map_or(0, |span| span.start);
        report.add(at, format!("this is not valid TOML: {}", error.message().replace('\n', ", ")));
    }
    if !errors.is_empty() {
        // What was recovered may lack half of a section, and its problems would be none of the person's.
        return report.settle(DiscordConfig::unsaid(defaults));
    }
    let folder = path.parent().unwrap_or(Path::new(""));
    let config = file(&Table::root(&root), folder, &defaults, &mut report);
    report.settle(config)
}

fn file(table: &Table<'_>, folder: &Path, defaults: &Rules, report: &mut Report<'_>) -> DiscordConfig {
    table.only(FILE_KEYS, report);
    let token_file = table.get("token_file").and_then(|value| value.text("it should be the path of a file", report));
    let knowledge = match table.get("knowledge") {
        None => Common::Unsaid,
        Some(value) if value.is_false() => Common::Nothing,
        // What is wrong was reported, so it does not matter what is put in its place.
        Some(value) => {
            paths(&value, &format!("{PATHS}, or false"), folder, report).map_or(Common::Unsaid, Common::Paths)
        }
    };
    let direct = table.get("direct_messages").map(|value| (value.at(), value.boolean(report)));
    if let (Some((at, Some(true))), Common::Nothing) = (&direct, &knowledge) {
        let message = "`direct_messages` is true, and with `knowledge = false` there is nothing to answer them from; \
            name knowledge, or take `direct_messages` out";
        report.add(*at, message.to_owned());
    }
    let rules = rules(table, defaults, report);
    let mut servers = BTreeMap::new();
    for (id, table) in sections(table, "server", "server", report) {
        servers.insert(id, server(id, &table, folder, &rules, report));
    }
    DiscordConfig {
        token_file: token_file.map(|path| folder.join(path)),
        direct_messages: knowledge != Common::Nothing && direct.and_then(|(_, value)| value).unwrap_or(true),
        knowledge,
        rules,
        servers,
    }
}

fn server(id: u64, table: &Table<'_>, folder: &Path, outer: &Rules, report: &mut Report<'_>) -> Server {
    table.only(SERVER_KEYS, report);
    no_direct_messages(table, report);
    let knowledge = table.get("knowledge").and_then(|value| {
        let should = if value.is_false() { "to leave a server unanswered, say mode = \"off\"" } else { PATHS };
        paths(&value, should, folder, report)
    });
    let rules = rules(table, outer, report);
    not_everybody(id, table, &rules, report);
    let mut channels = BTreeMap::new();
    for (id, table) in sections(table, "channel", "channel", report) {
        channels.insert(id, channel(&table, &rules, report));
    }
    Server { knowledge, rules, channels }
}

fn channel(table: &Table<'_>, outer: &Rules, report: &mut Report<'_>) -> Channel {
    table.only(CHANNEL_KEYS, report);
    no_direct_messages(table, report);
    Channel {
        right: right(table, outer.right, report),
        mode: mode(table, report).unwrap_or(outer.mode),
        private: private(table, report).unwrap_or(outer.private),
    }
}

/// The tables `[key.ID]`.
fn sections<'a>(table: &Table<'a>, key: &str, what: &str, report: &mut Report<'_>) -> Vec<(u64, Table<'a>)> {
    let below = table.get(key).and_then(|value| value.table(report));
    below.map(|below| below.by_id(what, report)).unwrap_or_default()
}

fn rules(table: &Table<'_>, outer: &Rules, report: &mut Report<'_>) -> Rules {
    let mut roles = |key| table.get(key).and_then(|value| value.ids("roles", report));
    let (teachers, moderators) = (roles("teachers"), roles("moderators"));
    Rules {
        right: right(table, outer.right, report),
        mode: mode(table, report).unwrap_or(outer.mode),
        private: private(table, report).unwrap_or(outer.private),
        teachers: teachers.unwrap_or_else(|| outer.teachers.clone()),
        moderators: moderators.unwrap_or_else(|| outer.moderators.clone()),
        helpers: table.get("helpers").and_then(|value| value.id(report)).or(outer.helpers),
        language: table.get("language").and_then(|value| value.word(LANGUAGES, report)).or(outer.language),
        cooldown: cooldown(table, outer.cooldown, report),
        unasked: unasked(table, outer.unasked, report),
    }
}

/// Reports the server's own id where roles are named that not everybody may have: it is that of @everyone.
fn not_everybody(id: u64, table: &Table<'_>, rules: &Rules, report: &mut Report<'_>) {
    let named = [("moderators", rules.moderators.as_slice()), ("helpers", rules.helpers.as_slice())];
    for (key, roles) in named {
        if let Some(value) = table.get(key).filter(|_| roles.contains(&id)) {
            value.misplaced("the server's own id is that of @everyone; name a role that not everybody has", report);
        }
    }
}

fn mode(table: &Table<'_>, report: &mut Report<'_>) -> Option<Mode> {
    table.get("mode")?.word(MODES, report)
}

fn private(table: &Table<'_>, report: &mut Report<'_>) -> Option<bool> {
    table.get("visibility")?.word(VISIBILITIES, report)
}

/// One number for all kinds, or a table of those that differ from what is around.
fn right(table: &Table<'_>, outer: Right, report: &mut Report<'_>) -> Right {
    let Some(value) = table.get("right") else { return outer };
    let Some(kinds) = value.as_table() else {
        return value.number(RIGHT, RIGHT_SHOULD, report).map_or(outer, Right::everywhere);
    };
    kinds.only(RIGHT_KEYS, report);
    let mut kind =
        |key, outer| kinds.get(key).and_then(|value| value.number(RIGHT, RIGHT_SHOULD, report)).unwrap_or(outer);
    Right {
        channels: kind("channels", outer.channels),
        threads: kind("threads", outer.threads),
        direct_messages: kind(DIRECT, outer.direct_messages),
    }
}

/// Reports a share for direct messages in a section of a server or a channel, where nobody would ever see it hold.
fn no_direct_messages(table: &Table<'_>, report: &mut Report<'_>) {
    let right = table.get("right").and_then(|value| value.as_table());
    if let Some(value) = right.and_then(|right| right.get(DIRECT)) {
        value.misplaced(
            "direct messages are in no server; say it before the first section, as `right.direct_messages`",
            report,
        );
    }
}

fn cooldown(table: &Table<'_>, outer: Cooldown, report: &mut Report<'_>) -> Cooldown {
    let Some(table) = table.get("cooldown").and_then(|value| value.table(report)) else { return outer };
    table.only(&["member", "channel", "repeat_seconds"], report);
    let mut count = |key, outer| table.get(key).and_then(|value| value.count(report)).unwrap_or(outer);
    Cooldown {
        member: count("member", outer.member),
        channel: count("channel", outer.channel),
        repeat_seconds: count("repeat_seconds", outer.repeat_seconds),
    }
}

fn unasked(table: &Table<'_>, outer: Unasked, report: &mut Report<'_>) -> Unasked {
    let Some(table) = table.get("unasked").and_then(|value| value.table(report)) else { return outer };
    table.only(&["right", "hourly", "follow_up_minutes"], report);
    let right = table.get("right").and_then(|value| value.number(RIGHT, RIGHT_SHOULD, report));
    let mut count = |key, outer| table.get(key).and_then(|value| value.count(report)).unwrap_or(outer);
    Unasked {
        right: right.unwrap_or(outer.right),
        hourly: count("hourly", outer.hourly),
        follow_up_minutes: count("follow_up_minutes", outer.follow_up_minutes),
    }
}

fn paths(value: &Value<'_>, should: &str, folder: &Path, report: &mut Report<'_>) -> Option<Vec<PathBuf>> {
    let paths = value.texts(should, report)?;
    Some(paths.into_iter().map(|path| folder.join(path)).collect())
}
