//! What README says of the command line is what the program says.

use std::fs;

use askwell::service::Setting;

use crate::support::Askwell;
use crate::support::root;

/// The guide for moderators.
const GUIDE: &str = "docs/moderators.md";

fn readme() -> String {
    fs::read_to_string(root().join("README.md")).unwrap()
}

fn guide() -> String {
    fs::read_to_string(root().join(GUIDE)).unwrap()
}

#[test]
fn every_setting_is_in_the_table_and_in_help() {
    let (readme, help) = (readme(), Askwell::with(&["--help"]).run().exits(0).stdout());
    let config = fs::read_to_string(root().join("src/config.rs")).unwrap();
    let names: Vec<&str> = config.split("variable(\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(names.len() >= 6, "{names:?}");
    // The token is no setting that could be printed, so it is read elsewhere.
    for name in names.into_iter().filter(|name| *name != "TERM").chain(["DISCORD_TOKEN"]) {
        assert!(readme.contains(&format!("`{name}`")), "{name} is missing in README.md");
        assert!(help.contains(name), "{name} is missing in --help");
    }
}

#[test]
fn every_subcommand_is_in_the_readme() {
    let help = Askwell::with(&["--help"]).run().exits(0).stdout();
    let listed = help.split("Commands:").nth(1).unwrap().split("\n\n").next().unwrap();
    for command in listed.lines().filter_map(|line| line.split_whitespace().next()) {
        assert!(readme().contains(&format!("askwell {command}")), "`askwell {command}` is missing in README.md");
    }
}

#[test]
fn the_transcript_is_what_the_program_prints() {
    let readme = readme();
    let transcript = readme.split("```console\n").nth(1).unwrap().split("```").next().unwrap();
    let questions: Vec<&str> = transcript.lines().filter_map(|line| line.strip_prefix("ask> ")).collect();
    assert!(questions.len() >= 3, "{transcript}");
    let printed = Askwell::with(&[]).stdin(questions.join("\n")).run().exits(0).stdout();
    for line in transcript.lines().filter(|line| !line.starts_with(['$', 'A', 'T']) && !line.starts_with("ask> ")) {
        // The last digit of a confidence may differ between processors.
        let words: String = line.split(|c: char| c.is_ascii_digit()).collect();
        let printed: String = printed.split(|c: char| c.is_ascii_digit()).collect();
        assert!(printed.contains(&words), "{line:?} is not among what is printed:\n{printed}");
    }
}

#[test]
fn the_transcript_of_curating_is_what_the_program_prints() {
    let readme = readme();
    let club = readme.split("```text\n   Where do we meet?").nth(1).unwrap().split("   ```").next().unwrap();
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("faq")).unwrap();
    fs::write(folder.path().join("faq/club.txt"), format!("Where do we meet?{club}").replace("\n   ", "\n")).unwrap();
    let transcript = readme.split("```console\n").nth(2).unwrap().split("```").next().unwrap();
    let commands: Vec<&str> = transcript.split("$ askwell ").skip(1).collect();
    assert!(commands.len() >= 4, "{transcript}");
    let store = folder.path().join("askwell.db");
    // The last digit of a confidence, and the time, are others each time.
    let words = |text: &str| text.split(|c: char| c.is_ascii_digit()).collect::<String>().trim_end().to_owned();
    for command in commands {
        let (typed, shown) = command.split_once('\n').unwrap();
        let mut arguments: Vec<&str> = Vec::new();
        for (at, part) in typed.split('"').enumerate() {
            if at % 2 == 0 { arguments.extend(part.split_whitespace()) } else { arguments.push(part) }
        }
        let ran = Askwell::with(&arguments).within(folder.path()).env("ASKWELL_STORE", &store).env("USER", "ada").run();
        assert_eq!(words(&ran.stdout()), words(shown), "{typed}");
    }
}

#[test]
fn links_lead_to_files_that_are_there() {
    let pages = ["README.md", "ARCHITECTURE.md", "benches/README.md", "packaging/README.md", "CHANGELOG.md", GUIDE];
    for page in pages {
        let text = fs::read_to_string(root().join(page)).unwrap();
        for target in text.split("](").skip(1).map(|rest| rest.split(')').next().unwrap()) {
            if !target.starts_with("http") && !target.starts_with('#') {
                let path = root().join(page).parent().unwrap().join(target.split('#').next().unwrap());
                assert!(path.exists(), "{page} links to {target}, which is not there");
            }
        }
    }
}

#[test]
fn the_guides_links_lead_to_its_headings() {
    let guide = guide();
    let kept = |c: &char| c.is_alphanumeric() || [' ', '-'].contains(c);
    let name = |heading: &str| heading.to_lowercase().chars().filter(kept).collect::<String>().replace(' ', "-");
    let headings: Vec<String> =
        guide.lines().filter_map(|line| line.trim_start_matches('#').strip_prefix(' ').map(name)).collect();
    for target in guide.split("](#").skip(1).map(|rest| rest.split(')').next().unwrap()) {
        assert!(headings.iter().any(|heading| heading == target), "there is no heading {target}: {headings:?}");
    }
}

/// What stands in the table of the guide is what holds.
#[test]
fn the_guide_has_every_setting_and_every_command_of_discord() {
    let guide = guide();
    let english = fs::read_to_string(root().join("src/frontend/wording/locales/en.ftl")).unwrap();
    let said = |key: &str| {
        let begins = format!("{key} = ");
        english.lines().find_map(|line| line.strip_prefix(&begins)).unwrap_or_else(|| panic!("{key}")).to_owned()
    };
    for setting in Setting::ALL {
        let row = guide.lines().find(|line| line.starts_with(&format!("| `{setting}`")));
        let row = row.unwrap_or_else(|| panic!("{setting} is missing in the guide"));
        assert!(english.contains(&format!("= {}\n", row.split(" | ").nth(1).unwrap())), "{row}");
    }
    let commands = english.lines().filter_map(|line| line.strip_prefix("command-")?.split_once(" = "));
    let commands: Vec<&str> = commands.filter(|(key, _)| !key.contains('-')).map(|(_, name)| name).collect();
    assert!(commands.len() >= 14, "{commands:?}");
    for command in commands {
        assert!(guide.contains(&format!("`/{command}")), "/{command} is missing in the guide");
    }
    for button in ["button-save-beside", "button-tell-me", "button-ask-human", "button-reword", "button-still-right"] {
        assert!(guide.contains(&said(button)), "{button} is missing in the guide");
    }
}

#[test]
fn pictures_are_there_in_dark_and_light() {
    let readme = readme();
    for (page, text) in [("README.md", &readme), (GUIDE, &guide())] {
        let attribute = |name: &str| -> Vec<String> {
            let begins = format!(" {name}=\"");
            text.split(&begins).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
        };
        for picture in attribute("src").into_iter().chain(attribute("srcset")) {
            let path = root().join(page).parent().unwrap().join(&picture);
            assert!(picture.starts_with("http") || path.exists(), "{page} shows {picture}, which is not there");
        }
    }
    let named = readme.split(|c: char| c.is_whitespace() || "\"'`()<>,;".contains(c));
    for file in named.map(|word| word.trim_end_matches(['.', ':'])).filter(|word| word.starts_with("docs/")) {
        assert!(root().join(file).exists(), "README.md names {file}, which is not there");
    }
}
