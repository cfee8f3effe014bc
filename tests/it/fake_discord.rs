//! The fake Discord itself, with the unmodified serenity in front of it: each of its rules bites, and nothing else does.

use std::sync::Arc;
use std::sync::Mutex;
use std::time::Duration;
use std::time::Instant;

use poise::serenity_prelude as serenity;
use serde_json::Value;
use serde_json::json;
use serenity::async_trait;
use serenity::client::Context;
use serenity::client::EventHandler;
use serenity::http::Http;
use serenity::http::HttpBuilder;
use serenity::model::application::Interaction;
use serenity::model::channel::Message;
use serenity::model::gateway::GatewayIntents;

use crate::support::discord::FakeDiscord;
use crate::support::discord::Outcome;
use crate::support::discord::Pinged;
use crate::support::discord::Script;
use crate::support::discord::intent;
use crate::support::discord::permission;

/// Short enough for a test, long enough for a busy machine.
const SOON: Duration = Duration::from_secs(10);

/// Nothing is expected to happen in it.
const A_WHILE: Duration = Duration::from_millis(300);

/// What the bot of these tests has heard.
#[derive(Default)]
struct Heard {
    messages: Mutex<Vec<Message>>,
    guilds: Mutex<Vec<u64>>,
    interactions: Mutex<Vec<Interaction>>,
    threads: Mutex<Vec<serenity::GuildChannel>>,
    gone: Mutex<Vec<u64>>,
}

impl Heard {
    /// The last interaction, once there is one of this id.
    async fn interaction(&self, id: u64) -> Interaction {
        let heard = || self.interactions.lock().unwrap().iter().find(|one| one.id().get() == id).cloned();
        let end = Instant::now() + SOON;
        loop {
            if let Some(found) = heard() {
                return found;
            }
            assert!(Instant::now() < end, "the interaction was not heard of");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}

/// A bot on bare serenity. What it does with a command is in the command's name.
struct Bot {
    heard: Arc<Heard>,
}

fn nobody() -> Value {
    json!({"parse": []})
}

#[async_trait]
impl EventHandler for Bot {
    async fn guild_create(&self, _: Context, guild: serenity::Guild, _: Option<bool>) {
        self.heard.guilds.lock().unwrap().push(guild.id.get());
    }

    async fn message(&self, ctx: Context, message: Message) {
        let text = message.content.clone();
        self.heard.messages.lock().unwrap().push(message.clone());
        if text.contains("say hello") {
            let reply = json!({
                "content": "hello",
                "allowed_mentions": nobody(),
                "message_reference": {"message_id": message.id.to_string()},
            });
            let _ = ctx.http.send_message(message.channel_id, Vec::new(), &reply).await;
        }
    }

    async fn thread_create(&self, _: Context, thread: serenity::GuildChannel) {
        self.heard.threads.lock().unwrap().push(thread);
    }

    async fn channel_delete(&self, _: Context, channel: serenity::GuildChannel, _: Option<Vec<Message>>) {
        self.heard.gone.lock().unwrap().push(channel.id.get());
    }

    async fn thread_delete(
        &self,
        _: Context,
        thread: serenity::PartialGuildChannel,
        _: Option<serenity::GuildChannel>,
    ) {
        self.heard.gone.lock().unwrap().push(thread.id.get());
    }

    async fn interaction_create(&self, ctx: Context, interaction: Interaction) {
        self.heard.interactions.lock().unwrap().push(interaction.clone());
        let (id, token) = (interaction.id(), interaction.token().to_owned());
        let http = &ctx.http;
        let respond = async |body: Value| http.create_interaction_response(id, &token, &body, Vec::new()).await;
        let message = |text: &str| json!({"content": text, "allowed_mentions": nobody()});
        match &interaction {
            // The test answers these itself.
            Interaction::Command(command) if command.data.name.to_lowercase().starts_with("quiet") => {}
            Interaction::Component(component) if component.data.custom_id.starts_with("quiet") => {}
            Interaction::Modal(modal) if modal.data.custom_id.starts_with("quiet") => {}
            Interaction::Command(command) => match command.data.name.as_str() {
                "slow" => {
                    tokio::time::sleep(Duration::from_millis(400)).await;
                    let _ = respond(json!({"type": 4, "data": message("too late")})).await;
                }
                "later" => {
                    respond(json!({"type": 5})).await.unwrap();
                    http.create_followup_message(&token, &message("the answer"), Vec::new()).await.unwrap();
                    http.create_followup_message(&token, &message("and more"), Vec::new()).await.unwrap();
                }
                "never" => respond(json!({"type": 5})).await.unwrap(),
                "whisper" => {
                    let mut data = message("only for you");
                    data["flags"] = json!(64);
                    data["components"] = json!([{"type": 1, "components": [
                        {"type": 2, "style": 1, "label": "Yes", "custom_id": "yes"},
                        {"type": 2, "style": 4, "label": "No", "custom_id": "no"},
                        {"type": 2, "style": 5, "label": "Look", "url": "https://example.com"},
                        {"type": 2, "style": 2, "label": "Gone", "custom_id": "gone", "disabled": true},
                    ]}]);
                    respond(json!({"type": 4, "data": data})).await.unwrap();
                }
                "form" => {
                    let input = json!({"type": 4, "custom_id": "text", "style": 2, "label": "What?", "max_length": 20});
                    let rows = json!([{"type": 1, "components": [input]}]);
                    let data = json!({"custom_id": "form", "title": "A form", "components": rows});
                    respond(json!({"type": 9, "data": data})).await.unwrap();
                }
                "menu" => {
                    let mut data = message("choose");
                    let options = json!([{"label": "One", "value": "1"}, {"label": "Two", "value": "2"}]);
                    let menu = json!({"type": 3, "custom_id": "pick", "options": options});
                    data["components"] = json!([{"type": 1, "components": [menu]}]);
                    respond(json!({"type": 4, "data": data})).await.unwrap();
                }
                "twice" => {
                    respond(json!({"type": 4, "data": message("once")})).await.unwrap();
                    let again = respond(json!({"type": 4, "data": message("twice")})).await;
                    assert!(again.unwrap_err().to_string().contains("acknowledged"));
                }
                "echo" | "Quote" | "Who" => {
                    let text = serde_json::to_string(&command.data.options).unwrap();
                    let quoted = command.data.resolved.messages.values().next().map(|one| one.content.clone());
                    let who = command.data.resolved.users.values().next().map(|user| user.name.clone());
                    let text = quoted.or(who.filter(|_| command.data.name == "Who")).unwrap_or(text);
                    respond(json!({"type": 4, "data": message(&text)})).await.unwrap();
                }
                _ => respond(json!({"type": 4, "data": message("pong")})).await.unwrap_or_default(),
            },
            Interaction::Autocomplete(command) => {
                let typed = command.data.autocomplete().unwrap().value.to_owned();
                let choices = json!([{"name": format!("{typed}!"), "value": typed}]);
                respond(json!({"type": 8, "data": {"choices": choices}})).await.unwrap();
            }
            Interaction::Component(component) => match component.data.custom_id.as_str() {
                "yes" => respond(json!({"type": 7, "data": {
                    "content": "you said yes", "components": [], "allowed_mentions": nobody(),
                }}))
                .await
                .unwrap(),
                "no" => {
                    respond(json!({"type": 6})).await.unwrap();
                    let edit = json!({"content": "you said no", "allowed_mentions": nobody()});
                    http.edit_original_interaction_response(&token, &edit, Vec::new()).await.unwrap();
                }
                _ => {
                    let text = serde_json::to_string(&component.data.kind).unwrap();
                    respond(json!({"type": 4, "data": message(&text)})).await.unwrap();
                }
            },
            Interaction::Modal(modal) => {
                let text = serde_json::to_string(&modal.data.components).unwrap();
                respond(json!({"type": 4, "data": message(&text)})).await.unwrap();
            }
            _ => {}
        }
    }
}

fn text_option(name: &str) -> Value {
    json!({"type": 3, "name": name, "description": "Text", "required": true})
}

/// The commands of the bot.
fn commands() -> Value {
    let plain = |name: &str| json!({"name": name, "description": "A command"});
    let mut ping = plain("ping");
    ping["default_member_permissions"] = Value::Null;
    let completed = json!({"type": 3, "name": "text", "description": "Text", "required": true, "autocomplete": true});
    json!([
        ping,
        plain("slow"),
        plain("later"),
        plain("never"),
        plain("whisper"),
        plain("form"),
        plain("menu"),
        plain("twice"),
        {"name": "echo", "description": "A command", "options": [
            text_option("text"),
            {"type": 4, "name": "number", "description": "Number", "min_value": 1, "max_value": 9},
            {"type": 5, "name": "flag", "description": "Flag"},
            {"type": 6, "name": "user", "description": "User"},
        ]},
        {"name": "complete", "description": "A command", "options": [completed]},
        {"name": "faq", "description": "A group", "options": [
            {"type": 1, "name": "list", "description": "Lists"},
            {"type": 1, "name": "show", "description": "Shows", "options": [text_option("name")]},
        ]},
        {"name": "teach", "description": "For few", "default_member_permissions": "8192"},
        {"name": "Quote", "type": 3},
        {"name": "Who", "type": 2},
        {"name": "quiet", "description": "Left alone"},
        {"name": "Quiet menu", "type": 3},
        {"name": "quiet-file", "description": "Takes a file", "options": [
            {"type": 11, "name": "file", "description": "A file", "required": true},
        ]},
    ])
}

/// A fake with one server and one channel, and serenity in front of it.
struct Bed {
    fake: FakeDiscord,
    http: Arc<Http>,
    heard: Arc<Heard>,
    guild: u64,
    channel: u64,
    user: u64,
    /// What `client.start()` came to.
    ended: tokio::task::JoinHandle<serenity::Result<()>>,
}

const ALL_INTENTS: u64 = intent::GUILDS | intent::GUILD_MESSAGES | intent::DIRECT_MESSAGES | intent::MESSAGE_CONTENT;

impl Bed {
    async fn new() -> Bed {
        Bed::on(FakeDiscord::start().await, ALL_INTENTS).await
    }

    /// Starts the bot and waits until it is ready and its commands are registered.
    async fn on(fake: FakeDiscord, intents: u64) -> Bed {
        let bed = Bed::unready(fake, intents, 1).await;
        bed.fake.ready().await;
        let guild = serenity::GuildId::new(bed.guild);
        bed.http.set_application_id(bed.fake.application_id().into());
        bed.http.create_guild_commands(guild, &commands()).await.unwrap();
        bed
    }

    async fn unready(fake: FakeDiscord, intents: u64, shards: u32) -> Bed {
        let guild = fake.guild("Meadow");
        let channel = fake.channel(guild, "help");
        let user = fake.member(guild, "ada");
        let heard = Arc::new(Heard::default());
        let intents = GatewayIntents::from_bits_truncate(intents);
        let http = HttpBuilder::new(fake.token()).proxy(fake.url()).ratelimiter_disabled(true).build();
        let bot = Bot { heard: Arc::clone(&heard) };
        let mut client = serenity::ClientBuilder::new_with_http(http, intents).event_handler(bot).await.unwrap();
        let http = Arc::clone(&client.http);
        let ended = tokio::spawn(async move { client.start_shards(shards).await });
        Bed { fake, http, heard, guild, channel, user, ended }
    }

    fn hands(&self) -> crate::support::discord::Hands {
        self.fake.user(self.guild, self.channel, self.user)
    }

    /// Answers something that the bot of these tests leaves alone: the code of Discord's error, or `Ok`.
    async fn answer(&self, asked: &crate::support::discord::Interaction, body: &Value) -> Result<(), isize> {
        let answered = self.http.create_interaction_response(asked.id.into(), &asked.token(), body, Vec::new()).await;
        answered.map_err(|error| code_of(&error))
    }

    /// Sends a message body as the bot: the code of Discord's error, or `Ok`.
    async fn send(&self, body: &Value) -> Result<Message, isize> {
        let sent = self.http.send_message(self.channel.into(), Vec::new(), body).await;
        sent.map_err(|error| code_of(&error))
    }

    async fn hears(&self, text: &str) -> bool {
        let heard = || self.heard.messages.lock().unwrap().iter().any(|message| message.content == text);
        let end = Instant::now() + SOON;
        while !heard() && Instant::now() < end {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        heard()
    }
}

fn code_of(error: &serenity::Error) -> isize {
    match error {
        serenity::Error::Http(serenity::HttpError::UnsuccessfulRequest(response)) => response.error.code,
        other => panic!("no answer of Discord: {other:?}"),
    }
}

#[test]
fn the_judge_is_on() {
    if crate::support::discord::judge_on() {
        return;
    }
    println!("skipped: ASKWELL_DISCORD_SPEC names no OpenAPI document of Discord, so requests are not judged by it");
    assert!(std::env::var_os("ASKWELL_NO_SKIP").is_none(), "nothing may be skipped");
}

#[tokio::test]
async fn a_command_is_answered() {
    let bed = Bed::new().await;
    let asked = bed.hands().command("ping", json!({}));
    let seen = asked.response().await;
    assert_eq!((seen.content.as_str(), seen.ephemeral), ("pong", false));
    assert_eq!(asked.outcome().await, Outcome::Answered);
    assert_eq!(bed.fake.messages(bed.channel).len(), 1);
    assert!(asked.latency().unwrap() < Duration::from_secs(3));
    bed.fake.assert_clean();
}

#[tokio::test]
async fn options_are_checked_as_discord_checks_them() {
    let bed = Bed::new().await;
    let refused = |name: &str, options: Value| match bed.hands().try_command(name, options) {
        Ok(_) => "taken".to_owned(),
        Err(refused) => refused.0,
    };
    assert_eq!(refused("nothing", json!({})), "no such command: /nothing");
    assert_eq!(refused("echo", json!({})), "text is required");
    assert_eq!(refused("echo", json!({"text": "a", "other": 1})), "no such option: other");
    assert_eq!(refused("echo", json!({"text": 5})), "text must be text, not 5");
    assert_eq!(refused("echo", json!({"text": "a", "number": 10})), "\"number\" must be from 1 to 9");
    assert_eq!(refused("echo", json!({"text": "a", "flag": "yes"})), "flag must be true or false, not \"yes\"");
    assert_eq!(refused("echo", json!({"text": "a", "user": "7"})), "no such user: 7");
    assert_eq!(refused("faq", json!({})), "/faq needs a subcommand");
    assert_eq!(refused("faq drop", json!({})), "/faq has no subcommand drop");
    assert_eq!(refused("teach", json!({})), "this person may not use teach");
    let teacher = bed.fake.member_with(bed.guild, "teacher", permission::MANAGE_MESSAGES);
    bed.fake.user(bed.guild, bed.channel, teacher).command("teach", json!({})).response().await;

    let all = json!({"text": "hi", "number": 3, "flag": true, "user": bed.user});
    let seen = bed.hands().command("echo", all).response().await;
    for part in ["\"hi\"", "3", "true", &bed.user.to_string()] {
        assert!(seen.content.contains(part), "{part} is not in {}", seen.content);
    }
    let seen = bed.hands().command("faq list", json!({})).response().await;
    assert_eq!(seen.content, "pong");
    bed.fake.assert_clean();
}

#[tokio::test]
async fn autocompletion_offers_choices() {
    let bed = Bed::new().await;
    let choices = bed.hands().type_into("complete", "text", "ho", json!({})).await;
    assert_eq!((choices[0].name.as_str(), &choices[0].value), ("ho!", &json!("ho")));
    let asked = bed.hands().try_type_into("echo", "text", "ho", json!({}));
    assert_eq!(asked.err().unwrap().0, "text does not complete");
    bed.fake.assert_clean();
}

#[tokio::test]
async fn the_first_followup_takes_the_place_of_is_thinking() {
    let bed = Bed::new().await;
    let asked = bed.hands().command("later", json!({}));
    let seen = asked.wait_final().await;
    assert_eq!((seen.content.as_str(), seen.thinking, seen.edited), ("the answer", false, false));
    let more = asked.followups_at_least(1).await;
    assert_eq!(more[0].content, "and more");
    assert_eq!(bed.fake.messages(bed.channel).len(), 2);
    assert_eq!(asked.outcome().await, Outcome::Answered);

    let asked = bed.hands().command("never", json!({}));
    assert!(asked.response().await.thinking);
    assert!(asked.try_final(A_WHILE).await.is_none());
    assert_eq!(asked.outcome().await, Outcome::Deferred);
    bed.fake.assert_clean();
}

#[tokio::test]
async fn only_the_asker_sees_and_clicks_an_ephemeral_answer() {
    let bed = Bed::new().await;
    let ada = bed.hands();
    let bea = bed.fake.user(bed.guild, bed.channel, bed.fake.member(bed.guild, "bea"));
    let seen = ada.command("whisper", json!({})).response().await;
    assert!(seen.ephemeral);
    assert_eq!(seen.labels(), ["Yes", "No", "Look", "Gone"]);
    assert_eq!((ada.sees().len(), bea.sees().len(), bed.fake.messages(bed.channel).len()), (1, 0, 0));
    let fetched = bed.http.get_message(bed.channel.into(), seen.id.into()).await;
    assert_eq!(code_of(&fetched.unwrap_err()), 10_008);

    assert_eq!(bea.try_click(seen.id, "Yes").err().unwrap().0, "this person does not see the message");
    assert_eq!(ada.try_click(seen.id, "Look").err().unwrap().0, "the button is a link");
    assert_eq!(ada.try_click(seen.id, "Gone").err().unwrap().0, "the button is disabled");
    assert_eq!(ada.try_click(seen.id, "Maybe").err().unwrap().0, "the message has no such button");
    let no = ada.click(seen.id, "no");
    assert_eq!(no.wait_final().await.content, "you said no");
    assert_eq!(no.outcome().await, Outcome::Updated);
    let yes = ada.click(seen.id, "Yes");
    let changed = yes.response().await;
    assert_eq!((changed.id, changed.content.as_str(), changed.buttons().len()), (seen.id, "you said yes", 0));
    assert_eq!(changed.history, ["only for you", "you said no"]);
    bed.fake.assert_clean();
}

#[tokio::test]
async fn menus_and_forms_bring_what_was_chosen_and_written() {
    let bed = Bed::new().await;
    let ada = bed.hands();
    let seen = ada.command("menu", json!({})).response().await;
    assert_eq!(seen.menus()[0].options.len(), 2);
    assert_eq!(ada.try_select(seen.id, "pick", &["3"]).err().unwrap().0, "the menu has no 3");
    assert_eq!(ada.try_select(seen.id, "pick", &["1", "2"]).err().unwrap().0, "1 to 1 must be chosen");
    let chosen = ada.select(seen.id, "pick", &["Two"]).response().await;
    assert!(chosen.content.contains("\"2\""), "{}", chosen.content);

    let opened = ada.command("form", json!({}));
    let form = opened.modal().await;
    assert_eq!((form.title.as_str(), form.fields[0].label.as_str()), ("A form", "What?"));
    let long = ada.try_submit_modal(&opened, json!({"text": "x".repeat(21)}));
    assert_eq!(long.err().unwrap().0, "What? must have 0 to 20 characters");
    let seen = ada.submit_modal(&opened, json!({"text": "words"})).response().await;
    assert!(seen.content.contains("words"), "{}", seen.content);
    bed.fake.assert_clean();
}

#[tokio::test]
async fn menus_of_messages_and_people_bring_their_target() {
    let bed = Bed::new().await;
    let ada = bed.hands();
    let message = ada.write("how do I plant a tree?");
    assert_eq!(ada.message_menu("Quote", message).response().await.content, "how do I plant a tree?");
    let bea = bed.fake.member(bed.guild, "bea");
    assert_eq!(ada.user_menu("Who", bea).response().await.content, "bea");
    assert!(ada.try_menu("Quote", 3, 1).is_err());
    bed.fake.assert_clean();
}

#[tokio::test]
async fn a_second_callback_is_refused_and_written_down() {
    let bed = Bed::new().await;
    let seen = bed.hands().command("twice", json!({})).response().await;
    assert_eq!(seen.content, "once");
    assert!(bed.fake.until(SOON, |fake| !fake.violations().is_empty()).await);
    assert!(bed.fake.take_violations()[0].starts_with("twice: "));
}

#[tokio::test]
async fn a_late_callback_is_refused_and_written_down() {
    let fake = FakeDiscord::builder().deadline(Duration::from_millis(200)).start().await;
    let bed = Bed::on(fake, ALL_INTENTS).await;
    let asked = bed.hands().command("slow", json!({}));
    assert_eq!(asked.outcome().await, Outcome::Failed);
    assert!(bed.fake.until(SOON, |fake| !fake.violations().is_empty()).await);
    assert!(bed.fake.take_violations()[0].starts_with("late: "));
    assert_eq!(bed.fake.messages(bed.channel).len(), 0);
}

#[tokio::test]
async fn callbacks_of_the_wrong_type_and_dead_tokens_are_refused() {
    let fake = FakeDiscord::builder().token_life(Duration::from_millis(200)).start().await;
    let bed = Bed::on(fake, ALL_INTENTS).await;
    let body = json!({"content": "x", "allowed_mentions": nobody()});
    let unknown = bed.http.create_followup_message("no-token-1", &body, Vec::new()).await;
    assert_eq!(code_of(&unknown.unwrap_err()), 10_015);

    // No bot listens to it, so that nobody else answers.
    bed.fake.drop_tcp(None);
    let asked = bed.hands().command("ping", json!({}));
    let token = format!("aW50ZXJhY3Rpb24-of-the-fake-discord-which-is-as-long-as-a-real-one-{}", asked.id);
    let update = json!({"type": 7, "data": body});
    let wrong = bed.http.create_interaction_response(asked.id.into(), &token, &update, Vec::new()).await;
    if let Err(error) = wrong {
        // The bot may have resumed and answered first.
        assert!(matches!(code_of(&error), 50_035 | 40_060));
    }
    asked.response().await;
    tokio::time::sleep(Duration::from_millis(250)).await;
    let dead = bed.http.create_followup_message(&token, &body, Vec::new()).await;
    assert_eq!(code_of(&dead.unwrap_err()), 50_027);
}

#[tokio::test]
async fn intents_decide_whose_words_are_heard() {
    let without = ALL_INTENTS & !intent::MESSAGE_CONTENT;
    let bed = Bed::on(FakeDiscord::start().await, without).await;
    let ada = bed.hands();
    let plain = ada.write("hidden");
    let mention = ada.write(&format!("<@{}> open", bed.fake.bot_user_id()));
    ada.reply(plain, "hidden too");
    let reply = ada.message(&format!("<@{}> look", bed.fake.bot_user_id())).reply_to(plain).ping(false).send();
    bed.fake.user_in_dm(bed.user).write("private");
    assert!(bed.hears("private").await);
    let heard = bed.heard.messages.lock().unwrap();
    let by_id = |id: u64| heard.iter().find(|message| message.id.get() == id).unwrap();
    assert_eq!(by_id(plain).content, "");
    assert!(by_id(mention).content.ends_with("open"));
    assert_eq!(by_id(reply).referenced_message.as_ref().unwrap().content, "");
    assert_eq!(heard.len(), 5);
    bed.fake.assert_clean();
}

#[tokio::test]
async fn events_come_only_for_the_intents_asked_for() {
    let bed = Bed::on(FakeDiscord::start().await, intent::GUILDS | intent::DIRECT_MESSAGES).await;
    bed.hands().write("unheard");
    bed.fake.user_in_dm(bed.user).write("heard");
    assert!(bed.hears("heard").await);
    assert_eq!(bed.heard.messages.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn what_the_bot_may_not_see_it_does_not_hear() {
    let bed = Bed::new().await;
    bed.fake.bot_permissions(bed.channel, 0);
    bed.hands().write("unseen");
    bed.fake.user_in_dm(bed.user).write("heard");
    assert!(bed.hears("heard").await);
    assert_eq!(bed.heard.messages.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn permissions_are_asked_for() {
    let bed = Bed::new().await;
    let body = json!({"content": "x", "allowed_mentions": nobody()});
    let mut with_embed = body.clone();
    with_embed["embeds"] = json!([{"title": "t"}]);
    let message = bed.hands().write("hi");
    let mut reply = body.clone();
    reply["message_reference"] = json!({"message_id": message.to_string()});
    assert!(bed.send(&reply).await.is_ok());

    let all = permission::EVERYONE;
    bed.fake.bot_permissions(bed.channel, all & !permission::READ_MESSAGE_HISTORY);
    assert_eq!(bed.send(&reply).await.unwrap_err(), 160_002);
    bed.fake.bot_permissions(bed.channel, all & !permission::EMBED_LINKS);
    assert_eq!(bed.send(&with_embed).await.unwrap_err(), 50_013);
    bed.fake.bot_permissions(bed.channel, all & !permission::SEND_MESSAGES);
    assert_eq!(bed.send(&body).await.unwrap_err(), 50_013);
    bed.fake.bot_permissions(bed.channel, 0);
    assert_eq!(bed.send(&body).await.unwrap_err(), 50_001);
    bed.fake.assert_clean();
}

#[tokio::test]
async fn replies_nonces_edits_and_deletions() {
    let bed = Bed::new().await;
    let body = json!({"content": "x", "allowed_mentions": nobody()});
    let mut to_nothing = body.clone();
    to_nothing["message_reference"] = json!({"message_id": "5"});
    assert_eq!(bed.send(&to_nothing).await.unwrap_err(), 50_035);
    to_nothing["message_reference"]["fail_if_not_exists"] = json!(false);
    assert!(bed.send(&to_nothing).await.is_ok());

    let mut once = body.clone();
    once["nonce"] = json!("n-1");
    once["enforce_nonce"] = json!(true);
    let (first, second) = (bed.send(&once).await.unwrap(), bed.send(&once).await.unwrap());
    assert_eq!(first.id, second.id);
    assert_eq!(bed.fake.messages(bed.channel).len(), 2);

    let edit = json!({"content": "y", "allowed_mentions": nobody()});
    bed.http.edit_message(bed.channel.into(), first.id, &edit, Vec::new()).await.unwrap();
    let seen = bed.fake.message(first.id.get()).unwrap();
    assert_eq!((seen.content.as_str(), seen.history.as_slice()), ("y", ["x".to_owned()].as_slice()));
    let theirs = bed.hands().write("mine");
    let edited = bed.http.edit_message(bed.channel.into(), theirs.into(), &edit, Vec::new()).await;
    assert_eq!(code_of(&edited.unwrap_err()), 50_005);
    let deleted = bed.http.delete_message(bed.channel.into(), theirs.into(), None).await;
    assert_eq!(code_of(&deleted.unwrap_err()), 50_013);
    bed.http.delete_message(bed.channel.into(), first.id, None).await.unwrap();
    let again = bed.http.delete_message(bed.channel.into(), first.id, None).await;
    assert_eq!(code_of(&again.unwrap_err()), 10_008);
    assert_eq!(bed.http.get_messages(bed.channel.into(), None, None).await.unwrap().len(), 2);
    bed.fake.assert_clean();
}

/// A message body, with a rule broken, and a word of the complaint.
fn broken_messages() -> Vec<(Value, &'static str)> {
    let row = |inner: Value| json!({"components": [{"type": 1, "components": inner}]});
    let button = |id: &str| json!({"type": 2, "style": 1, "label": "b", "custom_id": id});
    let options =
        |count: usize| -> Value { (0..count).map(|at| json!({"label": "l", "value": at.to_string()})).collect() };
    let big = json!({"description": "d".repeat(4000)});
    let field = json!({"name": "n", "value": ""});
    let menu = |options: Value| json!({"type": 3, "custom_id": "m", "options": options});
    vec![
        (json!({}), "empty"),
        (json!({"content": "  "}), "empty"),
        (json!({"content": "x".repeat(2001)}), "2000"),
        // Two UTF-16 units each.
        (json!({"content": "🌱".repeat(1001)}), "2000"),
        (json!({"embeds": [{"title": "x".repeat(257)}]}), "256"),
        (json!({"embeds": [{"description": "x".repeat(4097)}]}), "4096"),
        (json!({"embeds": [{"title": "t", "fields": [field]}]}), "required"),
        (json!({"embeds": [{"footer": {"text": "x".repeat(2049)}}]}), "2048"),
        (json!({"embeds": [{"author": {"name": "x".repeat(257)}}]}), "256"),
        (json!({"embeds": [big, big]}), "6000"),
        (json!({"embeds": vec![json!({"title": "t"}); 11]}), "10"),
        (json!({"embeds": [{"title": "t", "image": {"url": "ftp://example.com/a.png"}}]}), "http"),
        (row(json!(vec![button("a"), button("a")])), "duplicated"),
        (row((0..6).map(|at| button(&at.to_string())).collect()), "5"),
        (row(json!([button(&"x".repeat(101))])), "100"),
        (row(json!([{"type": 2, "style": 1, "label": "x".repeat(81), "custom_id": "a"}])), "80"),
        (row(json!([{"type": 2, "style": 1, "label": "x"}])), "custom"),
        (row(json!([{"type": 2, "style": 5, "label": "x", "url": "javascript:1"}])), "http"),
        (row(json!([{"type": 2, "style": 5, "label": "x", "url": format!("https://{}", "x".repeat(512))}])), "512"),
        (row(json!([menu(options(26))])), "25"),
        (row(json!([menu(json!([{"label": "x".repeat(101), "value": "1"}]))])), "100"),
        (row(json!([menu(json!([{"label": "", "value": "1"}]))])), ""),
        (row(json!([menu(json!([{"label": "a", "value": "1"}, {"label": "b", "value": "1"}]))])), "already used"),
        (json!({"content": "x", "components": vec![json!({"type": 1, "components": [button("a")]}); 6]}), "5"),
    ]
}

#[tokio::test]
async fn each_limit_of_messages_bites() {
    let bed = Bed::new().await;
    for (mut body, word) in broken_messages() {
        body["allowed_mentions"] = nobody();
        assert_eq!(bed.send(&body).await.err(), Some(50_035), "{body}");
        let violations = bed.fake.take_violations();
        // The document may complain first, in other words.
        let found = violations.iter().any(|one| one.contains(word) || one.starts_with("spec: "));
        assert!(found, "{word:?} is not in {violations:?} for {body}");
    }
    assert_eq!(bed.fake.messages(bed.channel).len(), 0);
    // At the limits, all is well.
    let fine = json!({"content": "x".repeat(2000), "embeds": [{"description": "x".repeat(4096)}], "allowed_mentions": nobody()});
    bed.send(&fine).await.unwrap();
    bed.fake.assert_clean();
}

#[tokio::test]
async fn each_limit_of_commands_bites() {
    let bed = Bed::new().await;
    let plain = |name: &str| json!({"name": name, "description": "d"});
    let with = |options: Value| json!({"name": "a", "description": "d", "options": options});
    let option =
        |name: &str, required: bool| json!({"type": 3, "name": name, "description": "d", "required": required});
    let choices: Value = (0..26).map(|at| json!({"name": at.to_string(), "value": "v"})).collect();
    let long: Value = (0..25)
        .map(|at| {
            let choices: Value =
                (0..5).map(|of| json!({"name": format!("{of}{}", "n".repeat(90)), "value": format!("{of}")})).collect();
            json!({"type": 3, "name": format!("o{at}"), "description": "d", "choices": choices})
        })
        .collect();
    let broken = [
        json!([plain("Upper")]),
        json!([plain("two words")]),
        json!([plain(&"x".repeat(33))]),
        json!([{"name": "a", "description": ""}]),
        json!([{"name": "a", "description": "x".repeat(101)}]),
        json!([plain("a"), plain("a")]),
        json!([with(json!([option("b", false), option("c", true)]))]),
        json!([with(json!([option("b", false), option("b", false)]))]),
        json!([with(json!([{"type": 3, "name": "b", "description": "d", "choices": choices}]))]),
        json!([with(long)]),
    ];
    for body in broken {
        let set = bed.http.create_global_commands(&body).await;
        assert_eq!(code_of(&set.unwrap_err()), 50_035, "{body}");
        assert!(!bed.fake.take_violations().is_empty(), "{body}");
    }
    assert!(bed.fake.commands(None).is_empty());

    let set = bed.http.create_global_commands(&json!([plain("über"), plain("b")])).await.unwrap();
    let (id, version) = (set[0].id, set[0].version);
    let set = bed.http.create_global_commands(&json!([plain("über")])).await.unwrap();
    assert_eq!((set[0].id, set[0].version, set.len()), (id, version, 1));
    let set = bed.http.create_global_commands(&json!([{"name": "über", "description": "else"}])).await.unwrap();
    assert_eq!(set[0].id, id);
    assert_ne!(set[0].version, version);
    assert_eq!(bed.fake.command_names(None), ["über"]);
    bed.fake.assert_clean();
}

#[tokio::test]
async fn pings_are_computed_as_discord_computes_them() {
    let bed = Bed::new().await;
    let role = bed.fake.role(bed.guild, "helpers", 0, true);
    let theirs = bed.hands().write("hi");
    let text = format!("@everyone <@{}> <@&{role}>", bed.user);
    let reference = json!({"message_id": theirs.to_string()});
    let pinged = async |body: Value| {
        let before = bed.fake.pings().len();
        bed.send(&body).await.unwrap();
        bed.fake.pings().into_iter().skip(before).map(|ping| ping.who).collect::<Vec<_>>()
    };
    let everybody = vec![Pinged::Everyone, Pinged::Role(role), Pinged::User(bed.user), Pinged::Replied(bed.user)];
    assert_eq!(pinged(json!({"content": text, "message_reference": reference})).await, everybody);
    assert!(bed.fake.take_violations()[0].starts_with("mentions: "));
    let allowed = json!({"parse": ["roles"], "users": [bed.user.to_string()], "replied_user": false});
    let some = pinged(json!({"content": text, "message_reference": reference, "allowed_mentions": allowed})).await;
    assert_eq!(some, [Pinged::Role(role), Pinged::User(bed.user)]);
    assert_eq!(bed.fake.take_violations().len(), 1);
    let none = pinged(json!({"content": text, "message_reference": reference, "allowed_mentions": nobody()})).await;
    assert_eq!(none, []);
    bed.fake.assert_clean();
}

#[tokio::test]
async fn files_go_both_ways() {
    let bed = Bed::new().await;
    let body =
        json!({"content": "here", "allowed_mentions": nobody(), "attachments": [{"id": 0, "description": "a list"}]});
    let file = serenity::CreateAttachment::bytes(b"a,b".as_slice(), "list.csv");
    let sent = bed.http.send_message(bed.channel.into(), vec![file], &body).await.unwrap();
    let seen = bed.fake.message(sent.id.get()).unwrap();
    assert_eq!((&*seen.attachments[0].bytes, seen.attachments[0].filename.as_str()), (b"a,b".as_slice(), "list.csv"));
    assert_eq!(seen.attachments[0].description.as_deref(), Some("a list"));

    bed.hands().message("mine").attach("notes.txt", b"words").send();
    assert!(bed.hears("mine").await);
    let url = {
        let heard = bed.heard.messages.lock().unwrap();
        heard.iter().find(|message| message.content == "mine").unwrap().attachments[0].url.clone()
    };
    let bytes = reqwest::get(url).await.unwrap().bytes().await.unwrap();
    assert_eq!(&*bytes, b"words");
    bed.fake.assert_clean();
}

#[tokio::test]
async fn scripts_fail_drop_and_delay() {
    let bed = Bed::new().await;
    let body = json!({"content": "x", "allowed_mentions": nobody()});
    let send = async || bed.http.send_message(bed.channel.into(), Vec::new(), &body).await;
    let route = ("POST", "/channels/*/messages");
    bed.fake.script(Script::on(route.0, route.1).status(503).times(2));
    for _ in 0..2 {
        assert!(format!("{:?}", send().await.unwrap_err()).contains("503"));
    }
    assert!(send().await.is_ok());
    bed.fake.script(Script::on(route.0, route.1).drops());
    assert!(matches!(send().await.unwrap_err(), serenity::Error::Http(serenity::HttpError::Request(_))));
    assert_eq!(bed.fake.messages(bed.channel).len(), 1);
    bed.fake.script(Script::on(route.0, route.1).takes_effect_and_drops());
    assert!(send().await.is_err());
    assert_eq!(bed.fake.messages(bed.channel).len(), 2);
    bed.fake.script(Script::on(route.0, route.1).delay(Duration::from_millis(120)).after(1));
    let start = Instant::now();
    assert!(send().await.is_ok());
    assert!(send().await.is_ok());
    assert!(start.elapsed() >= Duration::from_millis(120));
    // Without its limiter, serenity hands a 429 on.
    bed.fake.script(Script::on(route.0, route.1).limited(Duration::from_secs(1), false));
    assert!(format!("{:?}", send().await.unwrap_err()).contains("429"));
    let statuses: Vec<u16> = bed.fake.requests_to(route.0, route.1).iter().map(|one| one.status).collect();
    assert_eq!(statuses, [503, 503, 200, 0, 0, 200, 200, 429]);
    bed.fake.assert_clean();
}

#[tokio::test]
async fn routes_that_the_fake_lacks_are_written_down() {
    let bed = Bed::new().await;
    assert!(bed.http.get_guild_regions(bed.guild.into()).await.is_err());
    assert!(bed.fake.take_violations()[0].starts_with("route: "));
}

#[tokio::test]
async fn a_dropped_connection_is_resumed_and_nothing_is_lost() {
    for zlib in [false, true] {
        let bed = Bed::on(FakeDiscord::builder().zlib(zlib).start().await, ALL_INTENTS).await;
        bed.fake.drop_tcp(None);
        bed.hands().write("while you were away");
        bed.fake.resumed_times(1).await;
        assert!(bed.hears("while you were away").await);
        bed.fake.reconnect(None);
        bed.fake.resumed_times(2).await;
        bed.hands().write("after op 7");
        assert!(bed.hears("after op 7").await);
        assert_eq!(bed.fake.identifies().len(), 1);
        bed.fake.assert_clean();
    }
}

#[tokio::test]
async fn after_a_refused_resume_a_new_session_begins_and_what_was_missed_is_lost() {
    let bed = Bed::new().await;
    bed.fake.refuse_resumes(true);
    bed.fake.drop_tcp(None);
    bed.hands().write("lost");
    bed.fake.ready_times(2).await;
    bed.hands().write("found");
    assert!(bed.hears("found").await);
    assert_eq!((bed.fake.identifies().len(), bed.fake.resumes().len()), (2, 0));
    assert!(bed.heard.messages.lock().unwrap().iter().all(|message| message.content != "lost"));
    bed.fake.assert_clean();
}

#[tokio::test]
async fn an_invalid_session_begins_anew() {
    let bed = Bed::new().await;
    bed.fake.invalid_session(None, false);
    bed.fake.ready_times(2).await;
    bed.hands().write("found");
    assert!(bed.hears("found").await);
    assert_eq!(bed.fake.identifies().len(), 2);
}

#[tokio::test]
async fn heartbeats_are_asked_for_and_missed() {
    let fake = FakeDiscord::builder().heartbeat(Duration::from_millis(1_500)).start().await;
    let bed = Bed::on(fake, ALL_INTENTS).await;
    let before = bed.fake.heartbeats();
    bed.fake.request_heartbeat(None);
    assert!(bed.fake.until(SOON, |fake| fake.heartbeats() > before).await);
    bed.fake.heartbeat_acks(false);
    bed.fake.ready_times(2).await;
    assert_eq!(bed.fake.resumes().len(), 0, "serenity begins anew after a missed acknowledgement");
}

#[tokio::test]
async fn what_discord_refuses_for_good_ends_the_client() {
    let fake = FakeDiscord::start().await;
    fake.disallow_intents(intent::MESSAGE_CONTENT);
    let bed = Bed::unready(fake, ALL_INTENTS, 1).await;
    let ended = tokio::time::timeout(SOON, bed.ended).await.expect("it ends").unwrap();
    assert!(format!("{:?}", ended.unwrap_err()).contains("DisallowedGatewayIntents"));

    let bed = Bed::new().await;
    bed.fake.revoke_token();
    let refused = bed.http.get_current_user().await;
    assert!(format!("{:?}", refused.unwrap_err()).contains("401"));
    bed.fake.close(None, 4004);
    let ended = tokio::time::timeout(SOON, bed.ended).await.expect("it ends").unwrap();
    assert!(format!("{:?}", ended.unwrap_err()).contains("InvalidAuthentication"));
    bed.fake.assert_clean();
}

#[tokio::test]
async fn servers_are_spread_over_shards() {
    let fake = FakeDiscord::builder().shards(2).start().await;
    let bed = Bed::unready(fake, ALL_INTENTS, 2).await;
    let second = bed.fake.guild("Forest");
    let channel = bed.fake.channel(second, "help");
    bed.fake.ready_times(2).await;
    let mut shards: Vec<_> = bed.fake.identifies().iter().map(|one| one.shard).collect();
    shards.sort_unstable();
    assert_eq!(shards, [(0, 2), (1, 2)]);
    assert_eq!(bed.fake.identifies()[0].intents, ALL_INTENTS);
    bed.hands().write("to the first");
    bed.fake.join(second, bed.user);
    bed.fake.user(second, channel, bed.user).write("to the second");
    assert!(bed.hears("to the first").await && bed.hears("to the second").await);
    bed.fake.drop_tcp(Some(1));
    bed.fake.resumed_times(1).await;
    assert_eq!(bed.fake.resumes(), [(1, 2)]);
    assert_eq!(bed.http.get_bot_gateway().await.unwrap().shards, 2);
    let mut guilds = bed.heard.guilds.lock().unwrap().clone();
    guilds.sort_unstable();
    assert_eq!(guilds, [bed.guild, second]);
    bed.fake.assert_clean();
}

#[tokio::test]
async fn over_tls_serenity_waits_as_it_is_told() {
    let fake = FakeDiscord::builder().tls(true).start().await;
    let guild = fake.guild("Meadow");
    let channel = fake.channel(guild, "help");
    let http = HttpBuilder::new(fake.token()).client(fake.tls_client()).build();
    let body = json!({"content": "x", "allowed_mentions": nobody()});
    let send = async || http.send_message(channel.into(), Vec::new(), &body).await.unwrap();
    fake.script(Script::on("POST", "/messages").limited(Duration::from_secs(1), false));
    let start = Instant::now();
    send().await;
    assert!(start.elapsed() >= Duration::from_secs(1));
    fake.rate_limit("POST", "/channels/*/messages", 2, Duration::from_millis(700));
    let start = Instant::now();
    for _ in 0..5 {
        send().await;
    }
    // Two at once, two after the first window, one after the second.
    assert!(start.elapsed() >= Duration::from_millis(1_300), "{:?}", start.elapsed());
    assert_eq!(fake.messages(channel).len(), 6);
    fake.assert_clean();
}

#[tokio::test]
async fn a_message_is_replied_to_and_what_others_send_is_told_apart() {
    let bed = Bed::new().await;
    let ada = bed.hands();
    let asked = ada.write("please say hello");
    let reply = bed.fake.reply_to(asked, SOON).await.unwrap();
    assert_eq!((reply.content.as_str(), reply.reply_to), ("hello", Some(asked)));
    assert_eq!(bed.fake.pings(), []);
    let robot = bed.fake.other_bot(bed.guild, "robot");
    bed.fake.user(bed.guild, bed.channel, robot).write("beep");
    ada.message("hook").by_webhook().send();
    ada.message("").system(7).send();
    ada.message("").sticker("wave").send();
    ada.message("").forward_of(asked).send();
    ada.edit(asked, "changed");
    ada.delete(asked);
    ada.write("last");
    assert!(bed.hears("last").await);
    let heard = bed.heard.messages.lock().unwrap();
    assert!(heard.iter().any(|message| message.content == "beep" && message.author.bot));
    assert!(heard.iter().any(|message| message.content == "hook" && message.webhook_id.is_some()));
    assert!(heard.iter().any(|message| message.kind == serenity::MessageType::MemberJoin));
    assert!(heard.iter().any(|message| message.sticker_items.len() == 1));
    assert!(heard.iter().any(|message| message.message_snapshots.len() == 1));
    assert!(heard.iter().any(|message| message.content == "hello" && message.author.bot));
    bed.fake.assert_clean();
}

#[tokio::test]
async fn threads_and_forums_are_places_too() {
    let bed = Bed::new().await;
    let thread = bed.fake.thread(bed.channel, "a question", bed.user);
    let forum = bed.fake.forum(bed.guild, "questions");
    let post = bed.fake.thread(forum, "another", bed.user);
    for place in [thread, post] {
        let asked = bed.hands().in_channel(place).write("say hello");
        assert!(bed.fake.reply_to(asked, SOON).await.is_some());
    }
    let body = json!({"content": "x", "allowed_mentions": nobody()});
    let sent = bed.http.send_message(forum.into(), Vec::new(), &body).await;
    assert_eq!(code_of(&sent.unwrap_err()), 50_008);
    bed.fake.assert_clean();
}

#[tokio::test]
async fn every_answer_is_as_the_document_says() {
    let bed = Bed::new().await;
    let (http, guild) = (&bed.http, serenity::GuildId::new(bed.guild));
    assert_eq!(http.get_guild(guild).await.unwrap().name, "Meadow");
    assert_eq!(http.get_guilds(None, None).await.unwrap().len(), 1);
    assert_eq!(http.get_member(guild, bed.user.into()).await.unwrap().user.name, "ada");
    assert_eq!(code_of(&http.get_member(guild, 5.into()).await.unwrap_err()), 10_007);
    assert_eq!(http.get_channels(guild).await.unwrap().len(), 1);
    assert_eq!(http.get_guild_roles(guild).await.unwrap().len(), 2);
    assert_eq!(http.get_user(bed.user.into()).await.unwrap().name, "ada");
    assert_eq!(http.get_current_user().await.unwrap().id.get(), bed.fake.bot_user_id());
    let application = http.get_current_application_info().await.unwrap();
    assert!(application.flags.unwrap().contains(serenity::ApplicationFlags::GATEWAY_MESSAGE_CONTENT_LIMITED));
    assert_eq!(http.get_bot_gateway().await.unwrap().shards, 1);
    http.broadcast_typing(bed.channel.into()).await.unwrap();
    assert_eq!(bed.fake.typing(), [bed.channel]);
    let direct = http.create_private_channel(&json!({"recipient_id": bed.user.to_string()})).await.unwrap();
    assert_eq!(direct.id.get(), bed.fake.dm(bed.user));
    let thread = bed.fake.thread(bed.channel, "a question", bed.user);
    for place in [bed.channel, thread, direct.id.get()] {
        assert_eq!(http.get_channel(place.into()).await.unwrap().id().get(), place);
    }
    assert_eq!(code_of(&http.get_channel(5.into()).await.unwrap_err()), 10_003);
    let message = bed.hands().write("hi");
    assert_eq!(http.get_message(bed.channel.into(), message.into()).await.unwrap().content, "hi");
    let emoji = serenity::ReactionType::Unicode("🌱".to_owned());
    http.create_reaction(bed.channel.into(), message.into(), &emoji).await.unwrap();
    assert_eq!(bed.fake.message(message).unwrap().reactions, ["🌱"]);
    let named = json!({"name": "t"});
    let start = || http.create_thread_from_message(bed.channel.into(), message.into(), &named, None);
    let started = start().await.unwrap();
    assert_eq!((started.name.as_str(), started.id.get()), ("t", message));
    assert_eq!(code_of(&start().await.unwrap_err()), 160_004);

    let asked = bed.hands().command("later", json!({}));
    let answer = asked.wait_final().await;
    let more = asked.followups_at_least(1).await[0].id;
    let token = format!("aW50ZXJhY3Rpb24-of-the-fake-discord-which-is-as-long-as-a-real-one-{}", asked.id);
    assert_eq!(http.get_original_interaction_response(&token).await.unwrap().id.get(), answer.id);
    assert_eq!(http.get_followup_message(&token, more.into()).await.unwrap().content, "and more");
    let edit = json!({"content": "less", "allowed_mentions": nobody()});
    http.edit_followup_message(&token, more.into(), &edit, Vec::new()).await.unwrap();
    http.delete_followup_message(&token, more.into()).await.unwrap();
    assert_eq!(code_of(&http.get_followup_message(&token, more.into()).await.unwrap_err()), 10_008);
    http.delete_original_interaction_response(&token).await.unwrap();
    bed.fake.assert_clean();
}

/// discord.py writes ids as numbers and switches as `1`.
#[tokio::test]
async fn what_other_clients_write_otherwise_is_taken() {
    let bed = Bed::new().await;
    let question = bed.hands().write("hi");
    let reference = json!({"message_id": question, "channel_id": bed.channel, "guild_id": bed.guild});
    let body = json!({"content": "x", "allowed_mentions": nobody(), "message_reference": reference});
    assert_eq!(bed.send(&body).await.unwrap().message_reference.unwrap().message_id, Some(question.into()));
    // Its bot takes a while, so this answer comes first.
    let asked = bed.hands().command("slow", json!({}));
    let token = format!("aW50ZXJhY3Rpb24-of-the-fake-discord-which-is-as-long-as-a-real-one-{}", asked.id);
    let callback = format!("{}/api/v10/interactions/{}/{token}/callback?with_response=1", bed.fake.url(), asked.id);
    let answer = json!({"type": 4, "data": {"content": "here", "allowed_mentions": nobody()}}).to_string();
    let request = reqwest::Client::new().post(callback).header("content-type", "application/json").body(answer);
    let told: Value = serde_json::from_str(&request.send().await.unwrap().text().await.unwrap()).unwrap();
    assert_eq!(told["resource"]["message"]["content"], "here");
    bed.fake.assert_clean();
}

#[tokio::test]
async fn commands_come_back_as_discord_returns_them() {
    let bed = Bed::new().await;
    let http = &bed.http;
    let body = json!({
        "name": "ask", "description": "Asks", "name_localizations": {"de": "frage"},
        "options": [{"type": 3, "name": "text", "description": "Text", "required": false, "choices": []}],
    });
    let made = http.create_global_command(&body).await.unwrap();
    let plain = http.get_global_commands().await.unwrap();
    assert_eq!((plain[0].id, &plain[0].name_localizations), (made.id, &None));
    let localized = http.get_global_commands_with_localizations().await.unwrap();
    assert_eq!(localized[0].name_localizations.as_ref().unwrap()["de"], "frage");
    let option = &bed.fake.commands(None)[0]["options"][0];
    assert_eq!(option, &json!({"type": 3, "name": "text", "description": "Text"}));
    let edited = http.edit_global_command(made.id, &json!({"description": "Asks on"})).await.unwrap();
    assert_eq!((edited.description.as_str(), edited.version == made.version), ("Asks on", false));
    http.delete_global_command(made.id).await.unwrap();
    assert_eq!(code_of(&http.delete_global_command(made.id).await.unwrap_err()), 10_063);
    let of_guild = http.get_guild_commands(bed.guild.into()).await.unwrap();
    assert_eq!(of_guild.len(), commands().as_array().unwrap().len());
    bed.fake.assert_clean();
}

#[tokio::test]
async fn requests_that_the_document_refuses_are_refused_and_written_down() {
    if !crate::support::discord::judge_on() {
        return;
    }
    let bed = Bed::new().await;
    let nested =
        json!({"content": "x", "allowed_mentions": nobody(), "components": [{"type": 1, "components": [{"type": 1}]}]});
    assert_eq!(bed.send(&nested).await.unwrap_err(), 50_035);
    let wrong = json!({"content": 5, "allowed_mentions": nobody()});
    assert_eq!(bed.send(&wrong).await.unwrap_err(), 50_035);
    let violations = bed.fake.take_violations();
    assert!(violations.iter().filter(|one| one.starts_with("spec: ")).count() >= 2, "{violations:?}");
}

#[tokio::test]
async fn without_the_token_nothing_is_answered() {
    let fake = FakeDiscord::start().await;
    let guild = fake.guild("Meadow");
    let http = HttpBuilder::new("another").proxy(fake.url()).ratelimiter_disabled(true).build();
    assert!(format!("{:?}", http.get_guild(guild.into()).await.unwrap_err()).contains("401"));
    assert!(fake.take_violations()[0].starts_with("auth: "));
}

#[tokio::test]
async fn who_could_not_know_that_the_answer_arrived_may_try_again() {
    let bed = Bed::new().await;
    bed.fake.script(Script::on("POST", "/callback").takes_effect_and_drops());
    let asked = bed.hands().command("ping", json!({}));
    assert_eq!(asked.response().await.content, "pong");
    let token = format!("aW50ZXJhY3Rpb24-of-the-fake-discord-which-is-as-long-as-a-real-one-{}", asked.id);
    let again = json!({"type": 4, "data": {"content": "pong", "allowed_mentions": nobody()}});
    let again = bed.http.create_interaction_response(asked.id.into(), &token, &again, Vec::new()).await;
    assert_eq!(code_of(&again.unwrap_err()), 40_060);
    bed.fake.assert_clean();
}

#[tokio::test]
async fn limits_are_announced_and_enforced() {
    let bed = Bed::new().await;
    let body = json!({"content": "x", "allowed_mentions": nobody()});
    bed.fake.global_limit(2, Duration::from_secs(30));
    assert!(bed.send(&body).await.is_ok() && bed.send(&body).await.is_ok());
    let limited = bed.http.send_message(bed.channel.into(), Vec::new(), &body).await.unwrap_err();
    assert!(format!("{limited:?}").contains("429"), "{limited:?}");
    // Interactions are not counted.
    bed.hands().command("ping", json!({})).response().await;
    let status = bed.fake.requests_to("POST", "/messages").last().unwrap().status;
    assert_eq!(status, 429);
    bed.fake.assert_clean();
}

#[tokio::test]
async fn servers_come_and_go_and_strange_events_do_no_harm() {
    let bed = Bed::new().await;
    bed.fake.send_event("SOMETHING_NEW", Some(bed.guild), json!({"what": 1}));
    bed.fake.send_event("MESSAGE_CREATE", Some(bed.guild), json!({"id": "no number"}));
    let (second, channels) = bed.fake.guild_with("Forest", &["help"]);
    let user = bed.fake.member(second, "bea");
    bed.fake.user(second, channels[0], user).write("from the new one");
    assert!(bed.hears("from the new one").await);
    assert_eq!(bed.heard.guilds.lock().unwrap().last(), Some(&second));
    bed.fake.leave_guild(second);
    assert!(bed.http.get_guild(second.into()).await.is_err());
    bed.hands().write("still here");
    assert!(bed.hears("still here").await);
    bed.fake.assert_clean();
}

#[tokio::test]
async fn an_outage_of_the_gateway_ends() {
    let bed = Bed::new().await;
    bed.fake.refuse_connections(true);
    bed.fake.drop_tcp(None);
    let asked = bed.hands().command("ping", json!({}));
    tokio::time::sleep(A_WHILE).await;
    assert!(!bed.fake.connected(0));
    bed.fake.refuse_connections(false);
    // Resumed or begun anew, it listens again; what the outage was shorter than is answered.
    assert!(bed.fake.until(Duration::from_secs(30), |fake| fake.connected(0)).await);
    let _ = asked.outcome().await;
    bed.hands().write("back again");
    assert!(bed.hears("back again").await);
}

mod content;
mod files;
mod forms;
mod people;
mod processes;
mod threads;

mod framework {
    //! The same through poise, as the bot uses it.

    use super::*;

    type Error = Box<dyn std::error::Error + Send + Sync>;
    type Call<'a> = poise::Context<'a, (), Error>;

    async fn complete(_: Call<'_>, partial: &str) -> serenity::CreateAutocompleteResponse {
        serenity::CreateAutocompleteResponse::new().add_string_choice(format!("{partial} and more"), partial)
    }

    #[derive(Debug, poise::Modal)]
    #[name = "An entry"]
    struct Entry {
        #[name = "Question"]
        question: String,
        #[name = "Answer"]
        #[paragraph]
        answer: String,
    }

    /// Teaches.
    #[poise::command(slash_command)]
    async fn teach(ctx: poise::ApplicationContext<'_, (), Error>) -> Result<(), Error> {
        let entry: Option<Entry> = poise::execute_modal(ctx, None, None).await?;
        let allowed = serenity::CreateAllowedMentions::new();
        let text = entry.map(|entry| format!("{} = {}", entry.question, entry.answer)).unwrap_or_default();
        ctx.send(poise::CreateReply::default().content(text).allowed_mentions(allowed)).await?;
        Ok(())
    }

    /// Asks.
    #[poise::command(slash_command)]
    async fn ask(
        ctx: Call<'_>,
        #[description = "Your question"]
        #[autocomplete = "complete"]
        question: String,
    ) -> Result<(), Error> {
        ctx.defer_ephemeral().await?;
        let allowed = serenity::CreateAllowedMentions::new();
        ctx.send(poise::CreateReply::default().content(format!("you asked {question}")).allowed_mentions(allowed))
            .await?;
        Ok(())
    }

    #[tokio::test]
    async fn a_poise_bot_starts_registers_completes_and_answers() {
        let fake = FakeDiscord::start().await;
        let guild = fake.guild("Meadow");
        let channel = fake.channel(guild, "help");
        let user = fake.member(guild, "ada");
        let options = poise::FrameworkOptions { commands: vec![ask(), teach()], ..Default::default() };
        let framework = poise::Framework::builder().options(options).setup(|ctx, _, framework| {
            Box::pin(async move {
                poise::builtins::register_globally(ctx, &framework.options().commands).await?;
                Ok(())
            })
        });
        let http = HttpBuilder::new(fake.token()).proxy(fake.url()).ratelimiter_disabled(true).build();
        let intents = GatewayIntents::non_privileged();
        let client = serenity::ClientBuilder::new_with_http(http, intents).framework(framework.build());
        let mut client = client.await.unwrap();
        tokio::spawn(async move { client.start().await });
        fake.commands_registered(&["ask"], None).await;
        let hands = fake.user(guild, channel, user);
        let choices = hands.type_into("ask", "question", "how", json!({})).await;
        assert_eq!(choices[0].name, "how and more");
        let seen = hands.command("ask", json!({"question": "how?"})).wait_final().await;
        assert_eq!((seen.content.as_str(), seen.ephemeral), ("you asked how?", true));
        let opened = hands.command("teach", json!({}));
        assert_eq!(opened.modal().await.fields.len(), 2);
        let sent = hands.submit_modal(&opened, json!({"question": "why", "answer": "so"}));
        assert_eq!(sent.outcome().await, Outcome::DeferredUpdate);
        assert_eq!(opened.followups_at_least(1).await[0].content, "why = so");
        fake.assert_clean();
    }
}
