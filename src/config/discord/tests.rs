//! Rows: what a file says, and what is understood or refused.

use super::*;

const GUILD: u64 = 123_456_789_012_345_678;
const CHANNEL: u64 = 234_567_890_123_456_789;
const OTHER: u64 = 345_678_901_234_567_890;

fn defaults() -> Rules {
    Rules {
        right: Right::everywhere(0.94),
        mode: Mode::Mention,
        private: false,
        teachers: Vec::new(),
        moderators: Vec::new(),
        helpers: None,
        language: None,
        cooldown: Cooldown { member: 6, channel: 15, repeat_seconds: 30 },
        unasked: Unasked { right: 0.98, hourly: 6, follow_up_minutes: 10 },
    }
}

fn parse(text: &str) -> Result<DiscordConfig, ConfigFileError> {
    DiscordConfig::parse(text, Path::new("etc/askwell.toml"), defaults())
}

#[track_caller]
fn read(text: &str) -> DiscordConfig {
    parse(text).unwrap()
}

/// Checks what is told of a file that cannot be used; the path before each place is left out.
#[track_caller]
fn refused(text: &str, expected: &[&str]) {
    let Err(ConfigFileError::Wrong { problems }) = parse(text) else { panic!("taken: {text}") };
    let told: Vec<String> =
        problems.iter().map(|problem| problem.to_string().replace("etc/askwell.toml:", "")).collect();
    assert_eq!(told, expected);
}

#[test]
fn an_empty_file_is_as_good_as_none() {
    assert_eq!(read(""), DiscordConfig::unsaid(defaults()));
    assert_eq!(read("# nothing\n"), DiscordConfig::unsaid(defaults()));
}

#[test]
fn a_missing_file_is_an_error_only_where_it_was_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.toml");
    let error = DiscordConfig::read(Some(&path), defaults()).unwrap_err();
    assert!(error.to_string().contains("mine.toml"), "{error}");
    fs::write(&path, "mode = \"off\"").unwrap();
    assert_eq!(DiscordConfig::read(Some(&path), defaults()).unwrap().rules.mode, Mode::Off);
}

#[test]
fn paths_are_taken_from_the_files_folder() {
    let config = read("token_file = \"token\"\nknowledge = [\"knowledge\", \"/srv/faq.md\"]");
    assert_eq!(config.token_file, Some(PathBuf::from("etc/token")));
    assert_eq!(config.knowledge, Common::Paths(vec!["etc/knowledge".into(), "/srv/faq.md".into()]));
    assert_eq!(read("knowledge = \"faq.md\"").knowledge, Common::Paths(vec!["etc/faq.md".into()]));
}

#[test]
fn a_section_says_only_what_differs() {
    let config = read(&format!(
        "mode = \"commands\"\nvisibility = \"private\"\nmoderators = [\"345678901234567890\", 456789012345678901]\n\
         right = 0.8\n[cooldown]\nmember = 3\n\
         [server.{GUILD}]\nknowledge = [\"theirs\"]\nvisibility = \"public\"\ncooldown.channel = 0\n\
         [server.{GUILD}.channel.{CHANNEL}]\nmode = \"off\"\nright = 0.99\n\
         [server.876543210987654321]\n"
    ));
    let outer = &config.rules;
    assert_eq!(outer.right, Right::everywhere(0.8));
    assert_eq!(outer.moderators, [345_678_901_234_567_890, 456_789_012_345_678_901]);
    assert_eq!(outer.cooldown, Cooldown { member: 3, channel: 15, repeat_seconds: 30 });
    let server = &config.servers[&GUILD];
    assert_eq!(server.knowledge, Some(vec!["etc/theirs".into()]));
    assert_eq!((server.rules.mode, server.rules.private), (Mode::Commands, false));
    assert_eq!(server.rules.cooldown, Cooldown { member: 3, channel: 0, repeat_seconds: 30 });
    assert_eq!(server.rules.moderators, outer.moderators);
    let expected = Channel { right: Right::everywhere(0.99), mode: Mode::Off, private: false };
    assert_eq!(server.channels[&CHANNEL], expected);
    let other = &config.servers[&876_543_210_987_654_321];
    assert_eq!((other.knowledge.as_ref(), &other.rules), (None, outer));
}

#[test]
fn who_may_what_and_what_nobody_asked_for_are_settings_of_a_server_too() {
    let config = read(&format!(
        "helpers = \"345678901234567890\"\nlanguage = \"de\"\nmode = \"auto\"\nunasked.right = 0.99\n\
         [server.{GUILD}]\nteachers = [456789012345678901]\nlanguage = \"pt\"\nunasked = {{ hourly = 2 }}\n"
    ));
    let server = &config.servers[&GUILD].rules;
    assert_eq!((config.rules.language, server.language, server.mode), (Some("de"), Some("pt"), Mode::Auto));
    assert_eq!((server.helpers, &server.teachers), (Some(345_678_901_234_567_890), &vec![456_789_012_345_678_901]));
    assert_eq!(server.unasked, Unasked { right: 0.99, hourly: 2, follow_up_minutes: 10 });
    let everybody = "the server's own id is that of @everyone; name a role that not everybody has";
    refused(
        &format!("[server.{GUILD}]\nteachers = [{GUILD}]\nmoderators = [{GUILD}]\nhelpers = \"{GUILD}\""),
        &[
            &format!("3:14: `server.{GUILD}.moderators` has no use here: {everybody}"),
            &format!("4:11: `server.{GUILD}.helpers` has no use here: {everybody}"),
        ],
    );
    refused("language = \"it\"", &["1:12: `language` is \"it\"; it can be \"en\", \"de\", \"fr\", \"es\" or \"pt\""]);
    refused(
        "unasked.right = 2",
        &["1:17: `unasked.right` is 2; it should be the share of the answers that are to be right, from \
        0.5 to 0.999"],
    );
}

#[test]
fn without_common_knowledge_there_is_nothing_for_direct_messages() {
    let config = read("knowledge = false");
    assert_eq!((config.knowledge, config.direct_messages), (Common::Nothing, false));
    assert!(!read("direct_messages = false").direct_messages);
    refused(
        "knowledge = false\ndirect_messages = true",
        &["2:19: `direct_messages` is true, and with `knowledge = false` there is nothing to answer them from; \
           name knowledge, or take `direct_messages` out"],
    );
}

#[test]
fn unknown_keys_are_told_with_the_nearest_known_one() {
    refused("knowlege = [\"a\"]", &["1:1: there is no key `knowlege`; did you mean `knowledge`?"]);
    refused("Token-File = \"t\"", &["1:1: there is no key `Token-File`; did you mean `token_file`?"]);
    refused("rigth = 0.9", &["1:1: there is no key `rigth`; did you mean `right`?"]);
    refused("cooldown.membre = 1", &["1:10: there is no key `membre` in [cooldown]; did you mean `member`?"]);
    refused(
        "cooldown.limit = 1",
        &["1:10: there is no key `limit` in [cooldown]; known here are `member`, `channel`, `repeat_seconds`"],
    );
    refused(
        &format!("[server.{GUILD}]\ntoken_file = \"t\""),
        &["2:1: there is no key `token_file` in [server.123456789012345678]; known here are `knowledge`, `mode`, \
           `visibility`, `teachers`, `moderators`, `helpers`, `language`, `right`, `cooldown`, `unasked`, `channel`"],
    );
    refused(
        &format!("[server.{GUILD}.channel.{CHANNEL}]\nmodes = 1"),
        &["2:1: there is no key `modes` in [server.123456789012345678.channel.234567890123456789]; \
           did you mean `mode`?"],
    );
}

#[test]
fn words_are_those_there_are() {
    let modes = "it can be \"off\", \"commands\", \"mention\", \"trial\" or \"auto\"";
    refused("mode = \"mentions\"", &[&format!("1:8: `mode` is \"mentions\"; {modes}")]);
    refused("mode = true", &[&format!("1:8: `mode` is true; {modes}")]);
    refused("visibility = \"all\"", &["1:14: `visibility` is \"all\"; it can be \"public\" or \"private\""]);
    refused("direct_messages = \"no\"", &["1:19: `direct_messages` is \"no\"; it can be true or false"]);
}

#[test]
fn numbers_are_in_their_range() {
    let share = "it should be the share of the answers that are to be right, from 0.5 to 0.999";
    refused("right = 95", &[&format!("1:9: `right` is 95; {share}")]);
    refused("right = 0.49", &[&format!("1:9: `right` is 0.49; {share}")]);
    refused("right = 1", &[&format!("1:9: `right` is 1; {share}")]);
    refused("right = nan", &[&format!("1:9: `right` is nan; {share}")]);
    refused("right = \"0.9\"", &[&format!("1:9: `right` is \"0.9\"; {share}")]);
    refused("cooldown.member = -1", &["1:19: `cooldown.member` is -1; it should be from 0 to 4294967295"]);
    refused("cooldown.member = 1.5", &["1:19: `cooldown.member` is 1.5; it should be a whole number"]);
    for share in [0.5, 0.999] {
        assert_eq!(read(&format!("right = {share}")).rules.right, Right::everywhere(share));
    }
}

#[test]
fn each_kind_of_channel_may_ask_for_its_own_share_of_right_answers() {
    let config = read(&format!(
        "right = {{ threads = 0.95, direct_messages = 0.8 }}\n\
         [server.{GUILD}]\nright = {{ channels = 0.85 }}\n\
         [server.{GUILD}.channel.{CHANNEL}]\nright.threads = 0.99\n\
         [server.{GUILD}.channel.{OTHER}]\nright = 0.7\n\
         [server.876543210987654321]\n[server.876543210987654321.right]\nthreads = 0.6\n"
    ));
    let right = |channels, threads| Right { channels, threads, direct_messages: 0.8 };
    assert_eq!(config.rules.right, right(0.94, 0.95));
    let server = &config.servers[&GUILD];
    assert_eq!(server.rules.right, right(0.85, 0.95));
    assert_eq!(server.channels[&CHANNEL].right, right(0.85, 0.99));
    assert_eq!(server.channels[&OTHER].right, Right::everywhere(0.7));
    assert_eq!(config.servers[&876_543_210_987_654_321].rules.right, right(0.94, 0.6));
    assert_eq!(read("right = {}").rules.right, Right::everywhere(0.94));
}

#[test]
fn shares_of_kinds_are_checked_as_one_for_all_is() {
    let share = "it should be the share of the answers that are to be right, from 0.5 to 0.999";
    refused("right = { threads = 95 }", &[&format!("1:21: `right.threads` is 95; {share}")]);
    refused("right.direct_messages = true", &[&format!("1:25: `right.direct_messages` is true; {share}")]);
    refused("right = [0.9, 0.8]", &[&format!("1:9: `right` is a list; {share}")]);
    refused("right.channels = {}", &[&format!("1:18: `right.channels` is a section; {share}")]);
    refused("right = { thread = 0.9 }", &["1:11: there is no key `thread` in [right]; did you mean `threads`?"]);
    refused(
        "right = { forums = 0.9 }",
        &["1:11: there is no key `forums` in [right]; known here are `channels`, `threads`, `direct_messages`"],
    );
    let server = format!("[server.{GUILD}]\n");
    refused(
        &format!("{server}right = {{ chanels = 0.9, threads = 0.2 }}"),
        &[
            "2:11: there is no key `chanels` in [server.123456789012345678.right]; did you mean `channels`?",
            &format!("2:36: `server.123456789012345678.right.threads` is 0.2; {share}"),
        ],
    );
    let direct = "has no use here: direct messages are in no server; say it before the first section, as \
                  `right.direct_messages`";
    refused(
        &format!("{server}right = {{ direct_messages = 0.9 }}"),
        &[&format!("2:29: `server.123456789012345678.right.direct_messages` {direct}")],
    );
    refused(
        &format!("[server.{GUILD}.channel.{CHANNEL}]\nright.direct_messages = 0.9"),
        &[&format!("2:25: `server.{GUILD}.channel.{CHANNEL}.right.direct_messages` {direct}")],
    );
}

#[test]
fn ids_are_snowflakes() {
    let ids = "an id has 15 to 20 digits: in Discord, turn on Developer Mode (User Settings, Advanced) and choose \
               \"Copy ID\" in the menu of the server, channel or role";
    refused("[server.general]", &[&format!("1:9: `general` is not the id of a server; {ids}")]);
    refused("[server.12]", &[&format!("1:9: `12` is not the id of a server; {ids}")]);
    refused(
        &format!("[server.{GUILD}.channel.99999999999999999999]"),
        &[&format!("1:36: `99999999999999999999` is not the id of a channel; {ids}")],
    );
    refused("moderators = [\"Mods\"]", &[&format!("1:15: `moderators` is \"Mods\"; {ids}")]);
    refused("moderators = [-345678901234567890]", &[&format!("1:15: `moderators` is -345678901234567890; {ids}")]);
    refused(
        "moderators = \"345678901234567890\"",
        &["1:14: `moderators` is \"345678901234567890\"; it should be a list of ids of roles: moderators = [\"…\"]"],
    );
}

#[test]
fn knowledge_is_a_list_of_paths() {
    let list = "it should be a list of knowledge files and folders: [\"faq.md\", \"knowledge\"]";
    refused("knowledge = true", &[&format!("1:13: `knowledge` is true; {list}, or false")]);
    refused("knowledge = []", &[&format!("1:13: `knowledge` is an empty list; {list}, or false")]);
    refused("knowledge = [\"a\", 3]", &[&format!("1:19: `knowledge` is 3; {list}, or false")]);
    refused("token_file = \"\"", &["1:14: `token_file` is \"\"; it should be the path of a file"]);
    let server = format!("[server.{GUILD}]\nknowledge = ");
    let name = "`server.123456789012345678.knowledge`";
    refused(&format!("{server}[]"), &[&format!("2:13: {name} is an empty list; {list}")]);
    refused(
        &format!("{server}false"),
        &[&format!("2:13: {name} is false; to leave a server unanswered, say mode = \"off\"")],
    );
}

#[test]
fn everything_wrong_is_told_at_once_in_the_files_order() {
    refused(
        "# ÄÖÜ\nvisibility = 1\nserver = 3\nmode = \"x\"\ncolour = 1\n",
        &[
            "2:14: `visibility` is 1; it can be \"public\" or \"private\"",
            "3:10: `server` is 3; it should be a section: [server]",
            "4:8: `mode` is \"x\"; it can be \"off\", \"commands\", \"mention\", \"trial\" or \"auto\"",
            "5:1: there is no key `colour`; known here are `token_file`, `knowledge`, `direct_messages`, `mode`, \
             `visibility`, `teachers`, `moderators`, `helpers`, `language`, `right`, `cooldown`, `unasked`, `server`",
        ],
    );
    let error = parse("a = 1\nb = 2").unwrap_err().to_string();
    assert!(error.starts_with("2 problems in the settings:\n  etc/askwell.toml:1:1: there is no key `a`"), "{error}");
    let error = parse("a = 1").unwrap_err().to_string();
    assert!(error.starts_with("etc/askwell.toml:1:1: there is no key `a`"), "{error}");
}

#[test]
fn broken_toml_is_told_alone() {
    let Err(ConfigFileError::Wrong { problems }) = parse("mode = \"off\ncolour = 1\nvisibility == 2\n") else {
        panic!("taken")
    };
    assert!(problems.iter().all(|problem| problem.message.starts_with("this is not valid TOML: ")), "{problems:?}");
    assert_eq!(problems[0].line, 1);
    refused("mode = \"off\"\nmode = \"off\"", &["2:1: this is not valid TOML: duplicate key"]);
}

/// The sample says every key, most of them commented out with their defaults.
#[test]
fn the_sample_is_right_and_changes_nothing_by_itself() {
    let sample = include_str!("../../../packaging/askwell.toml");
    assert_eq!(read(sample), DiscordConfig::unsaid(defaults()));
    // `#key` is a setting, `# words` is a comment.
    let setting = |line: &str| line.strip_prefix('#').filter(|rest| !rest.starts_with([' ', '#'])).map(str::to_owned);
    let all: Vec<String> = sample.lines().map(|line| setting(line).unwrap_or_else(|| line.to_owned())).collect();
    let config = read(&all.join("\n"));
    // These two have no default, and stand there as examples.
    let examples = Rules { helpers: Some(456_789_012_345_678_901), language: Some("en"), ..defaults() };
    assert_eq!(config.rules, examples);
    assert!(config.token_file.is_some() && config.direct_messages);
    let server = &config.servers[&GUILD];
    assert!(server.knowledge.is_some() && server.channels.contains_key(&CHANNEL));
    for key in [
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
    ] {
        assert!(sample.contains(&format!("#{key} = ")) || sample.contains(&format!("#[{key}]")), "{key}");
    }
}
