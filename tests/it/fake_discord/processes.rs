//! Two processes of one bot, each with half of the shards.

use std::sync::Arc;

use serde_json::json;
use serenity::http::HttpBuilder;
use serenity::model::gateway::GatewayIntents;

use super::ALL_INTENTS;
use super::Bot;
use super::Heard;
use super::SOON;
use super::serenity;
use crate::support::discord::FakeDiscord;

/// A process with one of two shards.
struct Process {
    heard: Arc<Heard>,
    shards: Arc<serenity::ShardManager>,
}

async fn process(fake: &FakeDiscord, shard: u32) -> Process {
    let heard = Arc::new(Heard::default());
    let http = HttpBuilder::new(fake.token()).proxy(fake.url()).ratelimiter_disabled(true).build();
    let bot = Bot { heard: Arc::clone(&heard) };
    let intents = GatewayIntents::from_bits_truncate(ALL_INTENTS);
    let mut client = serenity::ClientBuilder::new_with_http(http, intents).event_handler(bot).await.unwrap();
    let shards = Arc::clone(&client.shard_manager);
    tokio::spawn(async move { client.start_shard(shard, 2).await });
    Process { heard, shards }
}

impl Process {
    async fn hears(&self, fake: &FakeDiscord, text: &str) -> bool {
        let heard = || self.heard.messages.lock().unwrap().iter().any(|message| message.content == text);
        fake.until(SOON, |_| heard()).await
    }

    fn count(&self) -> usize {
        self.heard.messages.lock().unwrap().len()
    }
}

#[tokio::test]
async fn each_process_hears_of_its_own_servers() {
    let fake = FakeDiscord::builder().shards(2).start().await;
    let places: Vec<(u64, u64)> = ["Meadow", "Forest"]
        .map(|name| fake.guild_with(name, &["help"]))
        .map(|(guild, channels)| (guild, channels[0]))
        .into();
    let (first, second) = (process(&fake, 0).await, process(&fake, 1).await);
    fake.ready_times(2).await;
    let http = HttpBuilder::new(fake.token()).proxy(fake.url()).ratelimiter_disabled(true).build();
    http.set_application_id(fake.application_id().into());
    http.create_global_commands(&json!([{"name": "ping", "description": "A command"}])).await.unwrap();

    let ada = fake.member(places[0].0, "ada");
    fake.join(places[1].0, ada);
    let hands: Vec<_> = places.iter().map(|(guild, channel)| fake.user(*guild, *channel, ada)).collect();
    for (at, hands) in hands.iter().enumerate() {
        hands.write(&format!("in {at}"));
        assert_eq!(hands.command("ping", json!({})).response().await.content, "pong");
    }
    fake.user_in_dm(ada).write("to nobody's server");
    assert!(first.hears(&fake, "in 0").await && first.hears(&fake, "to nobody's server").await);
    assert!(second.hears(&fake, "in 1").await);
    // Beside these, each has heard of the answer in its own channel.
    assert!(fake.until(SOON, |_| (first.count(), second.count()) == (3, 2)).await);

    // One is cut off and comes back; the other goes on and is told nothing of it.
    fake.drop_tcp(Some(1));
    hands[0].write("still here");
    hands[1].write("while away");
    assert!(first.hears(&fake, "still here").await && second.hears(&fake, "while away").await);
    assert_eq!(fake.resumes(), [(1, 2)]);

    // One ends: what happens in its servers meanwhile reaches nobody, until another takes its place.
    second.shards.shutdown_all().await;
    assert!(fake.until(SOON, |fake| !fake.connected(1)).await && fake.connected(0));
    hands[1].write("unheard");
    let third = process(&fake, 1).await;
    fake.ready_times(3).await;
    hands[1].write("heard again");
    assert!(third.hears(&fake, "heard again").await);
    assert_eq!(third.count(), 1);
    fake.assert_clean();
}
