//! A Discord without an account: the fake of the tests on a fixed port, with a small text client in front of it.
//!
//! ```text
//! cargo run --example fake_discord          # here
//! ASKWELL_DISCORD_API=http://127.0.0.1:8787 DISCORD_TOKEN=… cargo run --release -- discord    # in another terminal
//! ```
//!
//! It reads lines, so that it can be scripted: `printf '/ask how do I start?\nquit\n' | cargo run --example fake_discord`.

use std::collections::BTreeMap;
use std::io::BufRead;
use std::io::IsTerminal;
use std::io::Write;
use std::time::Duration;

use serde_json::Map;
use serde_json::Value;
use serde_json::json;
use support::discord::FakeDiscord;
use support::discord::Hands;
use support::discord::Interaction;
use support::discord::Outcome;
use support::discord::Refused;
use support::discord::Seen;
use support::discord::permission;

// The folder's path, not the file's: so the module's own parts are found where they are.
#[path = "../tests/it/support"]
mod support {
    pub(crate) mod discord;
}

const HELP: &str = "\
server NAME        go to a server, or make one          channel NAME    go to a channel, or make one
as NAME            be another person                    dm TEXT         write to the bot directly
moderator NAME     be somebody who runs this server
/ask TEXT          a command; the text is its first text option
/ask OPTION: TEXT  the same, by name; @NAME and #NAME stand for people and channels
tab /ask TEXT      what the bot suggests for TEXT
click N            press button N                       choose N …      choose line N of a menu
fill TEXT | TEXT   send the open form, field by field   menu NAME N     the menu of message N (Apps)
TEXT               write a message; @bot mentions it    reply N TEXT    reply to message N
edit N TEXT        change a message of yours            delete N        delete one of yours, or dismiss an answer
wait SECONDS       let time pass                        rules           rules that the bot has broken
help               this                                 quit            the end";

/// A bot that is not there in this time is not coming; a scripted session goes on without it.
const START: Duration = Duration::from_secs(60);

/// How long a line waits for what the bot makes of it.
const REACTION: Duration = Duration::from_secs(15);

/// How long a written message waits: often the bot has nothing to say to it.
const REPLY: Duration = Duration::from_millis(1_500);

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let port = std::env::args().nth(1).and_then(|port| port.parse().ok()).unwrap_or(8787);
    let fake = FakeDiscord::builder().port(port).start().await;
    let mut out = std::io::stdout();
    writeln!(out, "A Discord of your own, at {}. Start the bot in another terminal:\n", fake.url())?;
    writeln!(
        out,
        "  ASKWELL_DISCORD_API={} DISCORD_TOKEN={} cargo run --release -- discord\n",
        fake.url(),
        fake.token()
    )?;
    let mut client = Client::new(fake, out);
    let (sender, mut lines) = tokio::sync::mpsc::unbounded_channel();
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines() {
            let Ok(line) = line else { break };
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    client.greet().await?;
    // A terminal shows what is typed; a script's lines would be missed.
    let scripted = !std::io::stdin().is_terminal();
    loop {
        client.prompt()?;
        let line = loop {
            tokio::select! {
                line = lines.recv() => break line,
                // What comes without being asked for is shown as it comes.
                () = tokio::time::sleep(Duration::from_millis(250)) => client.show_news()?,
            }
        };
        let Some(line) = line else { break };
        if scripted {
            writeln!(client.out, "{line}")?;
        }
        if matches!(line.trim(), "quit" | "exit") {
            break;
        }
        if let Err(why) = client.obey(line.trim()).await? {
            writeln!(client.out, "  ! {why}")?;
        }
        client.show_news()?;
    }
    Ok(())
}

/// Why a line came to nothing, for the person who typed it.
type Obeyed = Result<(), String>;

/// Where the person is, and what they have been shown.
struct Client<W> {
    fake: FakeDiscord,
    out: W,
    servers: BTreeMap<String, u64>,
    /// By server and name.
    channels: BTreeMap<(u64, String), u64>,
    people: BTreeMap<String, u64>,
    server: String,
    channel: String,
    person: String,
    /// Messages by the number they were shown with, from 1, each as it was shown last.
    shown: Vec<(u64, String)>,
    /// Buttons by number: message and custom id.
    buttons: Vec<(u64, String)>,
    /// Lines of menus by number: message, custom id of the menu, and value.
    lines: Vec<(u64, String, String)>,
    /// What opened the last form.
    form: Option<Interaction>,
    /// Whether a line of input is being waited for.
    prompted: bool,
}

impl<W: Write> Client<W> {
    fn new(fake: FakeDiscord, out: W) -> Client<W> {
        let mut client = Client {
            fake,
            out,
            servers: BTreeMap::new(),
            channels: BTreeMap::new(),
            people: BTreeMap::new(),
            server: String::new(),
            channel: String::new(),
            person: "ada".to_owned(),
            shown: Vec::new(),
            buttons: Vec::new(),
            lines: Vec::new(),
            form: None,
            prompted: false,
        };
        client.go_to_server("meadow");
        client
    }

    async fn greet(&mut self) -> std::io::Result<()> {
        writeln!(self.out, "Waiting for the bot …")?;
        let here = self.fake.until(START, |fake| !fake.identifies().is_empty()).await;
        if here {
            // Registration follows at once, and without it there is nothing to type.
            let registered = |fake: &FakeDiscord| !fake.commands(None).is_empty();
            self.fake.until(Duration::from_secs(5), registered).await;
            writeln!(self.out, "The bot is here. `help` shows what you can type.")
        } else {
            writeln!(self.out, "No bot came yet. `help` shows what you can type.")
        }
    }

    fn prompt(&mut self) -> std::io::Result<()> {
        write!(self.out, "\n{} in {} #{} > ", self.person, self.server, self.channel)?;
        self.prompted = true;
        self.out.flush()
    }

    fn hands(&self) -> Hands {
        let server = self.servers[&self.server];
        let channel = self.channels[&(server, self.channel.clone())];
        self.fake.user(server, channel, self.people[&self.person])
    }

    fn go_to_server(&mut self, name: &str) {
        if !self.servers.contains_key(name) {
            let server = self.fake.guild(name);
            self.servers.insert(name.to_owned(), server);
            for person in self.people.values() {
                self.fake.join(server, *person);
            }
        }
        name.clone_into(&mut self.server);
        self.go_to_channel("general");
        let person = self.person.clone();
        self.become_person(&person);
    }

    fn go_to_channel(&mut self, name: &str) {
        let server = self.servers[&self.server];
        let key = (server, name.trim_start_matches('#').to_owned());
        let fake = &self.fake;
        self.channels.entry(key.clone()).or_insert_with(|| fake.channel(server, &key.1));
        self.channel = key.1;
    }

    fn become_person(&mut self, name: &str) {
        if !self.people.contains_key(name) {
            let mut servers = self.servers.values();
            let first = servers.next().expect("there is a server from the start");
            let person = self.fake.member(*first, name);
            for server in servers {
                self.fake.join(*server, person);
            }
            self.people.insert(name.to_owned(), person);
        }
        name.clone_into(&mut self.person);
    }

    /// Somebody who may curate in the server where the person is.
    fn become_moderator(&mut self, name: &str) {
        self.become_person(name);
        let (server, person) = (self.servers[&self.server], self.people[name]);
        let may = permission::MANAGE_GUILD | permission::MANAGE_MESSAGES;
        let role = self.fake.role(server, &format!("role of {name}"), may, false);
        self.fake.give_role(server, person, role);
    }

    async fn obey(&mut self, line: &str) -> std::io::Result<Obeyed> {
        self.prompted = false;
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        let rest = rest.trim();
        let obeyed = match word {
            "" => Ok(()),
            "help" => {
                writeln!(self.out, "{HELP}")?;
                Ok(())
            }
            "server" if !rest.is_empty() => {
                self.go_to_server(rest);
                Ok(())
            }
            "channel" if !rest.is_empty() => {
                self.go_to_channel(rest);
                Ok(())
            }
            "as" if !rest.is_empty() => {
                self.become_person(rest);
                Ok(())
            }
            "moderator" if !rest.is_empty() => {
                self.become_moderator(rest);
                Ok(())
            }
            "rules" => {
                let broken = self.fake.violations();
                let nothing = if broken.is_empty() { "  none was broken" } else { "" };
                writeln!(self.out, "{nothing}{}", broken.join("\n"))?;
                Ok(())
            }
            "wait" => {
                let seconds = rest.parse::<f64>().ok().filter(|seconds| (0.0..=600.0).contains(seconds)).unwrap_or(1.0);
                tokio::time::sleep(Duration::from_secs_f64(seconds)).await;
                Ok(())
            }
            "tab" => self.complete(rest.trim_start_matches('/')).await?,
            "click" => match numbered(&self.buttons, rest).cloned() {
                Ok((message, button)) => {
                    let clicked = self.hands().try_click(message, &button);
                    self.follow(clicked).await?
                }
                Err(why) => Err(why),
            },
            "choose" => self.choose(rest).await?,
            "fill" => match self.form.take() {
                Some(opened) => self.fill(&opened, rest).await?,
                None => Err("no form is open".to_owned()),
            },
            "menu" => self.menu(rest).await?,
            "dm" if !rest.is_empty() => {
                let person = self.people[&self.person];
                let hands = self.fake.user_in_dm(person);
                self.write(&hands, None, rest).await
            }
            "reply" | "edit" | "delete" => {
                let (number, text) = rest.split_once(' ').unwrap_or((rest, ""));
                match numbered(&self.shown, number).map(|(message, _)| *message) {
                    Ok(message) => self.with_message(word, message, text).await,
                    Err(why) => Err(why),
                }
            }
            _ if word.starts_with('/') => {
                let called = self.call(line.trim_start_matches('/'));
                match called {
                    Ok((name, options)) => {
                        let asked = self.hands().try_command(&name, options);
                        self.follow(asked).await?
                    }
                    Err(why) => Err(why),
                }
            }
            _ => {
                let hands = self.hands();
                self.write(&hands, None, line).await
            }
        };
        Ok(obeyed)
    }

    async fn with_message(&mut self, what: &str, message: u64, text: &str) -> Obeyed {
        let hands = self.hands();
        match what {
            "reply" => return self.write(&hands, Some(message), text).await,
            "edit" => {
                let own = self.fake.message(message).is_some_and(|seen| seen.author == hands.id());
                if !own {
                    return Err("that is not yours".to_owned());
                }
                hands.edit(message, &self.with_ids(text));
            }
            _ => hands.try_delete(message).map_err(|_| "that is not here, or not yours".to_owned())?,
        }
        tokio::time::sleep(REPLY).await;
        Ok(())
    }

    /// Names after `@` and `#` as Discord writes them.
    fn with_ids(&self, text: &str) -> String {
        let mut written = text.replace("@bot", &format!("<@{}>", self.fake.bot_user_id()));
        for (name, id) in &self.people {
            written = written.replace(&format!("@{name}"), &format!("<@{id}>"));
        }
        written
    }

    async fn write(&mut self, hands: &Hands, reply_to: Option<u64>, text: &str) -> Obeyed {
        let draft = hands.message(&self.with_ids(text));
        let written = match reply_to {
            Some(message) => draft.reply_to(message).send(),
            None => draft.send(),
        };
        let answer = self.fake.next_of_bot(hands.channel(), written, REPLY).await;
        if answer.is_none() && hands.guild().is_none() {
            return Err("the bot has nothing to say to that".to_owned());
        }
        Ok(())
    }

    /// The command that a line means: its name with subcommands, and its options.
    fn call(&self, line: &str) -> Result<(String, Value), String> {
        let server = self.servers[&self.server];
        let all = [self.fake.commands(Some(server)), self.fake.commands(None)].concat();
        let (word, mut rest) = line.split_once(' ').unwrap_or((line, ""));
        let slash = all.iter().filter(|command| command["type"] == 1);
        let Some(command) = slash.clone().find(|command| command["name"] == word) else {
            let known: Vec<&str> = slash.filter_map(|command| command["name"].as_str()).collect();
            return Err(format!("there is no /{word}; there are: {}", known.join(", ")));
        };
        let mut name = word.to_owned();
        let mut options = command["options"].as_array().cloned().unwrap_or_default();
        while options.iter().any(|option| matches!(option["type"].as_u64(), Some(1 | 2))) {
            let (next, after) = rest.trim_start().split_once(' ').unwrap_or((rest.trim_start(), ""));
            let Some(chosen) = options.iter().find(|option| option["name"] == next) else {
                let known: Vec<&str> = options.iter().filter_map(|option| option["name"].as_str()).collect();
                return Err(format!("/{name} needs one of: {}", known.join(", ")));
            };
            name = format!("{name} {next}");
            rest = after;
            options = chosen["options"].as_array().cloned().unwrap_or_default();
        }
        Ok((name, self.options(&options, rest.trim())?))
    }

    /// `question: how? public: true`, or just the text of the first text option.
    fn options(&self, definitions: &[Value], text: &str) -> Result<Value, String> {
        let mut starts: Vec<(usize, &Value)> = Vec::new();
        for definition in definitions {
            let label = format!("{}:", definition["name"].as_str().unwrap_or_default());
            let at = text.match_indices(&label).map(|(at, _)| at);
            let mut at = at.filter(|at| *at == 0 || text[..*at].ends_with(' '));
            starts.extend(at.next().map(|at| (at, definition)));
        }
        starts.sort_by_key(|(at, _)| *at);
        let mut given = Map::new();
        let before = starts.first().map_or(text, |(at, _)| &text[..*at]).trim();
        if !before.is_empty() {
            let texts = definitions.iter().filter(|one| one["type"] == 3 || definitions.len() == 1);
            let first = texts.clone().find(|one| one["required"] == true).or_else(|| texts.clone().next());
            let first = first.ok_or("the command takes no text")?;
            given.insert(first["name"].as_str().unwrap_or_default().to_owned(), self.value(first, before)?);
        }
        for (index, (at, definition)) in starts.iter().enumerate() {
            let name = definition["name"].as_str().unwrap_or_default();
            let end = starts.get(index + 1).map_or(text.len(), |(next, _)| *next);
            let value = text[at + name.len() + 1..end].trim();
            given.insert(name.to_owned(), self.value(definition, value)?);
        }
        Ok(Value::Object(given))
    }

    fn value(&self, definition: &Value, text: &str) -> Result<Value, String> {
        let server = self.servers[&self.server];
        match definition["type"].as_u64() {
            Some(4) => text.parse::<i64>().map(|number| json!(number)).map_err(|_| format!("{text} is no number")),
            Some(5) => Ok(json!(matches!(text, "true" | "yes"))),
            Some(6) if text.trim_start_matches('@') == "bot" => Ok(json!(self.fake.bot_user_id().to_string())),
            Some(6) => {
                let person = self.people.get(text.trim_start_matches('@'));
                person.map(|id| json!(id.to_string())).ok_or_else(|| format!("nobody is called {text}"))
            }
            Some(7) => {
                let channel = self.channels.get(&(server, text.trim_start_matches('#').to_owned()));
                channel.map(|id| json!(id.to_string())).ok_or_else(|| format!("no channel is called {text}"))
            }
            Some(10) => text.parse::<f64>().map(|number| json!(number)).map_err(|_| format!("{text} is no number")),
            Some(11) => {
                let bytes = std::fs::read(text).map_err(|error| format!("{text}: {error}"))?;
                let filename = text.rsplit('/').next().unwrap_or(text);
                Ok(json!({"filename": filename, "bytes": bytes}))
            }
            _ => Ok(json!(text)),
        }
    }

    async fn complete(&mut self, line: &str) -> std::io::Result<Obeyed> {
        let (word, partial) = line.split_once(' ').unwrap_or((line, ""));
        let server = self.servers[&self.server];
        let all = [self.fake.commands(Some(server)), self.fake.commands(None)].concat();
        let Some(command) = all.iter().find(|command| command["name"] == word && command["type"] == 1) else {
            return Ok(Err(format!("there is no /{word}")));
        };
        let mut name = word.to_owned();
        let mut partial = partial.trim_start();
        let mut options = command["options"].as_array().cloned().unwrap_or_default();
        let (next, rest) = partial.split_once(' ').unwrap_or((partial, ""));
        if let Some(inner) = options.iter().find(|one| one["name"] == next && one["type"] == 1).cloned() {
            name = format!("{name} {next}");
            partial = rest;
            options = inner["options"].as_array().cloned().unwrap_or_default();
        }
        let completed = options.iter().find(|option| option["autocomplete"] == true);
        let Some(option) = completed.and_then(|option| option["name"].as_str()) else {
            return Ok(Err(format!("/{name} completes nothing")));
        };
        match self.hands().try_type_into(&name, option, partial, json!({})) {
            Ok(typed) => {
                let choices = typed.choices().await;
                for choice in &choices {
                    writeln!(self.out, "  {option}: {}", choice.name)?;
                }
                if choices.is_empty() {
                    writeln!(self.out, "  (no suggestions)")?;
                }
                Ok(Ok(()))
            }
            Err(refused) => Ok(Err(refused.0)),
        }
    }

    async fn choose(&mut self, numbers: &str) -> std::io::Result<Obeyed> {
        let mut chosen = Vec::new();
        for number in numbers.split_whitespace() {
            match numbered(&self.lines, number) {
                Ok(line) => chosen.push(line.clone()),
                Err(why) => return Ok(Err(why)),
            }
        }
        let Some((message, menu, _)) = chosen.first().cloned() else { return Ok(Err("choose what?".to_owned())) };
        let values: Vec<&str> = chosen.iter().map(|(_, _, value)| value.as_str()).collect();
        let selected = self.hands().try_select(message, &menu, &values);
        self.follow(selected).await
    }

    async fn menu(&mut self, rest: &str) -> std::io::Result<Obeyed> {
        let Some((name, number)) = rest.rsplit_once(' ') else {
            return Ok(Err("menu NAME N, with the number of a message".to_owned()));
        };
        match numbered(&self.shown, number).map(|(message, _)| *message) {
            Ok(message) => {
                let chosen = self.hands().try_menu(name.trim(), 3, message);
                self.follow(chosen).await
            }
            Err(why) => Ok(Err(why)),
        }
    }

    async fn fill(&mut self, opened: &Interaction, text: &str) -> std::io::Result<Obeyed> {
        let form = opened.modal().await;
        let pieces = text.split('|').map(str::trim);
        let fields = form.fields.iter().zip(pieces).filter(|(_, piece)| !piece.is_empty());
        let texts: Map<String, Value> = fields.map(|(field, piece)| (field.custom_id.clone(), json!(piece))).collect();
        let submitted = self.hands().try_submit_modal(opened, Value::Object(texts));
        if submitted.is_err() {
            self.form = Some(opened.clone());
        }
        self.follow(submitted).await
    }

    /// Waits for what becomes of an interaction.
    async fn follow(&mut self, asked: Result<Interaction, Refused>) -> std::io::Result<Obeyed> {
        let asked = match asked {
            Ok(asked) => asked,
            Err(refused) => return Ok(Err(refused.0)),
        };
        match asked.outcome().await {
            Outcome::Failed | Outcome::Pending => return Ok(Err("The application did not respond".to_owned())),
            Outcome::Modal => {
                let form = asked.modal().await;
                writeln!(self.out, "  A form: {}", form.title)?;
                for field in &form.fields {
                    let must = if field.required { "" } else { " (may stay empty)" };
                    let holds = if field.value.is_empty() { String::new() } else { format!(": {}", field.value) };
                    writeln!(self.out, "    {}{must}{holds}", field.label)?;
                }
                writeln!(self.out, "  `fill TEXT | TEXT` sends it; what you leave empty stays as it is.")?;
                self.form = Some(asked);
            }
            Outcome::Deferred => {
                if asked.try_final(REACTION).await.is_none() {
                    return Ok(Err("the bot is still thinking".to_owned()));
                }
            }
            Outcome::DeferredUpdate => {
                // Nothing need come of it.
                asked.try_final(REPLY).await;
            }
            Outcome::Answered | Outcome::Updated | Outcome::Choices => {}
        }
        Ok(Ok(()))
    }

    /// Shows what is new or has changed where the person is.
    fn show_news(&mut self) -> std::io::Result<()> {
        let hands = self.hands();
        self.show_in(&hands)?;
        let direct = self.fake.user_in_dm(hands.id());
        self.show_in(&direct)
    }

    fn show_in(&mut self, hands: &Hands) -> std::io::Result<()> {
        for seen in hands.sees() {
            let look = format!("{:?}", (&seen.content, &seen.embeds, &seen.components, seen.thinking, &seen.reactions));
            let known = self.shown.iter().position(|(id, _)| *id == seen.id);
            if known.is_some_and(|at| self.shown[at].1 == look) {
                continue;
            }
            let number = known.map_or(self.shown.len() + 1, |at| at + 1);
            match known {
                Some(at) => self.shown[at].1 = look,
                None => self.shown.push((seen.id, look)),
            }
            self.show(number, &seen)?;
        }
        let (fake, mut gone) = (&self.fake, Vec::new());
        for (at, (id, look)) in self.shown.iter_mut().enumerate() {
            if !look.is_empty() && fake.message(*id).is_none_or(|message| message.deleted) {
                look.clear();
                gone.push(at + 1);
            }
        }
        for number in gone {
            writeln!(self.out, "#{number} was deleted")?;
        }
        Ok(())
    }

    fn show(&mut self, number: usize, seen: &Seen) -> std::io::Result<()> {
        if std::mem::take(&mut self.prompted) {
            writeln!(self.out)?;
        }
        write!(self.out, "#{number} {}", seen.author_name)?;
        if let Some(of) = seen.reply_to.and_then(|of| self.shown.iter().position(|(id, _)| *id == of)) {
            write!(self.out, " to #{}", of + 1)?;
        }
        let direct = seen.channel == self.fake.dm(self.people[&self.person]);
        for (is, mark) in [(direct, " (direct)"), (seen.ephemeral, " (only you)"), (seen.edited, " (edited)")] {
            write!(self.out, "{}", if is { mark } else { "" })?;
        }
        writeln!(self.out, ":")?;
        if seen.thinking {
            writeln!(self.out, "    … is thinking")?;
        }
        for line in self.with_names(&seen.content).lines() {
            writeln!(self.out, "    {line}")?;
        }
        for embed in &seen.embeds {
            let mut alone = seen.clone();
            (alone.content, alone.embeds, alone.components) = (String::new(), vec![embed.clone()], Vec::new());
            for line in self.with_names(&alone.text()).lines() {
                writeln!(self.out, "    │ {line}")?;
            }
        }
        for file in &seen.attachments {
            writeln!(self.out, "    file {} ({} bytes)", file.filename, file.bytes.len())?;
        }
        for menu in seen.menus() {
            writeln!(self.out, "    {}", menu.placeholder.as_deref().unwrap_or("Choose:"))?;
            for option in menu.options {
                let line = (seen.id, menu.custom_id.clone(), option.value);
                let number = number_of(&mut self.lines, line);
                let more = option.description.map(|text| format!(" - {text}")).unwrap_or_default();
                writeln!(self.out, "      {number}) {}{more}", option.label)?;
            }
        }
        let mut row = Vec::new();
        for button in seen.buttons() {
            row.push(match (button.custom_id, button.url) {
                (Some(id), _) if !button.disabled => {
                    format!("[{} {}]", number_of(&mut self.buttons, (seen.id, id)), button.label)
                }
                (_, Some(url)) => format!("[{}: {url}]", button.label),
                _ => format!("({})", button.label),
            });
        }
        if !row.is_empty() {
            writeln!(self.out, "    {}", row.join(" "))?;
        }
        if !seen.reactions.is_empty() {
            writeln!(self.out, "    {}", seen.reactions.join(" "))?;
        }
        Ok(())
    }

    /// Mentions with the names of those they mention.
    fn with_names(&self, text: &str) -> String {
        let mut read = text.replace(&format!("<@{}>", self.fake.bot_user_id()), "@bot");
        for (name, id) in &self.people {
            read = read.replace(&format!("<@{id}>"), &format!("@{name}"));
        }
        read
    }
}

/// The thing of this number, from 1.
fn numbered<'all, T>(all: &'all [T], number: &str) -> Result<&'all T, String> {
    let at = number.trim().trim_start_matches('#').parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    at.and_then(|at| all.get(at)).ok_or_else(|| format!("there is no number {number}"))
}

/// The number of a thing, from 1; a new one for a new thing.
fn number_of<T: PartialEq>(all: &mut Vec<T>, thing: T) -> usize {
    if let Some(at) = all.iter().position(|one| *one == thing) {
        return at + 1;
    }
    all.push(thing);
    all.len()
}
