//! How many of the answers are asked to be right, in channels, threads and direct messages.

use std::collections::HashMap;
use std::time::Duration;

use askwell::frontend::discord::Rules;
use askwell::frontend::discord::Servers;
use askwell::frontend::discord::Targets;
use askwell::matching::calibration::Target;
use serde_json::json;

use crate::support::discord::FakeDiscord;
use crate::support::discord::Seen;
use crate::support::discord_bot::FAQ;
use crate::support::discord_bot::Running;
use crate::support::discord_bot::knowing;
use crate::support::discord_bot::relaxed;

const SOON: Duration = Duration::from_secs(10);

/// Its answer is right rather probably, and not almost certainly.
const QUESTION: &str = "at what time do you open in the morning?";

fn rules(channels: f32, threads: f32) -> Rules {
    let target = |share| Target::new(share).unwrap();
    Rules { targets: Targets { channels: target(channels), threads: target(threads) }, ..relaxed() }
}

/// Whether it was answered, rather than asked back.
#[track_caller]
fn answered(seen: &Seen) -> bool {
    let (text, labels) = (seen.text(), seen.labels());
    let answered = text.contains("From ten to six");
    assert!(answered || text.contains("Did you mean"), "neither answered nor asked back: {text} {labels:?}");
    answered
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_question_is_answered_by_the_target_of_where_it_is_asked() {
    let knowing = knowing(FAQ).await;
    let (low, high) = (0.6, 0.999);
    for (in_channels, in_threads, directly) in [(low, high, high), (high, low, low), (low, low, high)] {
        let fake = FakeDiscord::start().await;
        let guild = fake.guild("Games");
        let (channel, forum) = (fake.channel(guild, "help"), fake.forum(guild, "questions"));
        let ada = fake.member(guild, "Ada");
        let (thread, post) = (fake.thread(channel, "Opening", ada), fake.thread(forum, "Holidays", ada));
        let others = Some(knowing.server(rules(in_channels, in_threads)));
        let direct = Some(knowing.server(rules(directly, directly)));
        let running = Running::start(&fake, Servers { named: HashMap::new(), others, direct });
        fake.ready().await;
        fake.commands_registered(&["ask"], None).await;
        let mention = format!("<@{}> {QUESTION}", fake.bot_user_id());
        // Twice, since the second time it is known what is a thread.
        for place in [channel, thread, post, channel, thread, post] {
            let target = if place == channel { in_channels } else { in_threads };
            let (hands, expected) = (fake.user(guild, place, ada), target <= low);
            let seen = fake.reply_to(hands.write(&mention), SOON).await.unwrap();
            assert_eq!(answered(&seen), expected, "mentioned where {target} is asked for: {}", seen.text());
            let seen = hands.command("ask", json!({"question": QUESTION})).response().await;
            assert_eq!(answered(&seen), expected, "commanded where {target} is asked for: {}", seen.text());
        }
        let seen = fake.reply_to(fake.user_in_dm(ada).write(QUESTION), SOON).await.unwrap();
        assert_eq!(answered(&seen), directly <= low, "directly, where {directly} is asked for: {}", seen.text());
        let times = usize::from(in_channels.to_bits() != in_threads.to_bits());
        for place in [channel, thread, post] {
            let looked_up = fake.requests_to("GET", &format!("/channels/{place}"));
            assert_eq!(looked_up.len(), times, "a channel is looked up once, and where it matters");
        }
        running.stop().await.unwrap();
        fake.assert_clean();
    }
}
