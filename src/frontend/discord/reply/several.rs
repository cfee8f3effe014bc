//! What came of a post with several questions: the answers one after the other, each under its question, then what is
//! open.

use serenity::all::CreateEmbed;
use serenity::all::Mentionable;
use serenity::all::UserId;

use crate::frontend::discord::echo::echo;
use crate::frontend::discord::reply::MAX_EMBEDS_LENGTH;
use crate::frontend::discord::reply::Post;
use crate::frontend::discord::reply::Reply;
use crate::frontend::discord::reply::To;
use crate::frontend::discord::reply::UNKNOWN;
use crate::frontend::discord::reply::answering::answer;
use crate::frontend::discord::reply::answering::answer_card;
use crate::frontend::discord::reply::card::MAX_POSTS;
use crate::frontend::discord::reply::card::add_row;
use crate::frontend::discord::reply::card::plain_card;
use crate::frontend::discord::reply::feedback;
use crate::frontend::discord::split::units;
use crate::frontend::wording;
use crate::service::PostAnswer;

/// Longest piece of one answer among several, in UTF-16 units: four of them fit a message. The whole is attached.
const MAX_PART: usize = 1_200;

/// Longest question in the list of what is open, and longest remark on it: of all that a post may have, they fit the
/// 4,096 of a description.
const MAX_LISTED: usize = 200;

/// Rows that answers may fill in a message, which has five: one is left for what people think of them and the button that deletes it.
const MAX_ROWS: usize = 4;

/// What came of a post, or of a single question.
pub(in crate::frontend::discord) fn post(post: &PostAnswer, to: &To<'_>) -> Reply {
    if let Some(single) = post.single() {
        return answer(single, to);
    }
    let mut posts: Vec<Post> = Vec::new();
    let mut left_out: Vec<String> = Vec::new();
    let sure = post.sure();
    for sure in &sure {
        let asked = sure.questions.join(" / ");
        let under = To { asked: Some(&asked), ..*to };
        let Some((mut card, under)) = answer_card(sure.answer, &under) else { continue };
        (card.max_part, card.max_posts) = (MAX_PART, 1);
        for next in card.posts(&under) {
            if let Err(next) = added(&mut posts, next) {
                if posts.len() < MAX_POSTS {
                    posts.push(next);
                } else {
                    left_out.push(echo(&asked, MAX_LISTED));
                }
            }
        }
    }
    let open: Vec<(String, Option<String>)> = post
        .open()
        .map(|open| {
            let perhaps = wording::perhaps(to.words, open).map(|perhaps| echo(&perhaps, MAX_LISTED));
            (echo(&open.question, MAX_LISTED), perhaps)
        })
        .collect();
    if !open.is_empty() || !left_out.is_empty() || post.passed_over > 0 {
        let text = wording::discord::left_open(to.words, &open, &left_out, post.passed_over, !sure.is_empty());
        let above = To { asked: None, ..*to };
        if let Err(last) = added(&mut posts, plain_card(text, UNKNOWN, &above)) {
            posts.push(last);
        }
    }
    add_row(&mut posts, feedback::under_post(post, to));
    to.reply(posts)
}

/// What came of what somebody wrote, for another who asked to have it answered; `link` leads there.
pub(in crate::frontend::discord) fn from_message(
    answered: &PostAnswer,
    to: &To<'_>,
    author: UserId,
    link: &str,
) -> Reply {
    let mut reply = post(answered, to);
    reply.posts[0].content =
        to.words.say_with("about-message", &[("author", author.mention().to_string().into()), ("link", link.into())]);
    reply
}

/// What came of a question that was put to nobody; it says so.
pub(in crate::frontend::discord) fn unasked(answered: &PostAnswer, to: &To<'_>) -> Reply {
    let mut reply = post(answered, to);
    reply.posts[0].content = to.words.say("unasked");
    reply
}

/// Puts `next` into the last of `posts`.
///
/// # Errors
/// `next` again, where that has no room.
fn added(posts: &mut [Post], next: Post) -> Result<(), Post> {
    let Some(last) = posts.last_mut() else { return Err(next) };
    let length: usize = last.embeds.iter().chain(&next.embeds).map(length).sum();
    let fits = length <= MAX_EMBEDS_LENGTH
        && last.rows.len() + next.rows.len() <= MAX_ROWS
        && last.files.len() + next.files.len() <= 1;
    if !fits {
        return Err(next);
    }
    last.embeds.extend(next.embeds);
    last.rows.extend(next.rows);
    last.files.extend(next.files);
    Ok(())
}

/// What Discord counts of a frame, in UTF-16 units.
fn length(embed: &CreateEmbed) -> usize {
    let embed = serde_json::to_value(embed).unwrap_or_default();
    let of = |value: &serde_json::Value| units(value.as_str().unwrap_or_default());
    let fields = embed["fields"].as_array().into_iter().flatten();
    of(&embed["title"])
        + of(&embed["description"])
        + of(&embed["author"]["name"])
        + of(&embed["footer"]["text"])
        + fields.map(|field| of(&field["name"]) + of(&field["value"])).sum::<usize>()
}
