//! Answers, questions back, and that there is no answer.

use serenity::all::CreateActionRow;
use serenity::all::GuildId;
use serenity::all::Mentionable;
use serenity::all::UserId;

use crate::entry::Entry;
use crate::entry::normalized;
use crate::frontend::discord::echo::echo;
use crate::frontend::discord::press::Feedback;
use crate::frontend::discord::press::Press;
use crate::frontend::discord::reply::ANSWERED;
use crate::frontend::discord::reply::Post;
use crate::frontend::discord::reply::Reply;
use crate::frontend::discord::reply::SHOWN;
use crate::frontend::discord::reply::To;
use crate::frontend::discord::reply::UNKNOWN;
use crate::frontend::discord::reply::UNSURE;
use crate::frontend::discord::reply::button;
use crate::frontend::discord::reply::card::Card;
use crate::frontend::discord::reply::card::MAX_LABEL;
use crate::frontend::discord::reply::card::add_row;
use crate::frontend::discord::reply::card::plain_card;
use crate::frontend::discord::reply::feedback;
use crate::frontend::discord::reply::label;
use crate::frontend::wording;
use crate::matching::judgement::Verdict;
use crate::service::Answer;
use crate::store::RowId;

/// Longest question in a list of two or three.
const MAX_LISTED: usize = 400;

/// What came of a question.
pub(in crate::frontend::discord) fn answer(answer: &Answer, to: &To<'_>) -> Reply {
    match answer.judgement.verdict {
        Verdict::Answer => answered(answer, to),
        Verdict::Choose => choice(answer, to),
        Verdict::Abstain => unknown(answer, to),
    }
}

/// The entry that the asker picked, from a choice or from what was suggested while typing.
pub(in crate::frontend::discord) fn chosen(entry: &Entry, to: &To<'_>) -> Reply {
    let card = Card { remark: Some(to.words.say("chosen")), ..Card::of(entry, SHOWN) };
    to.reply(card.posts(to))
}

/// The same, as the answer to the recorded question with this receipt: what others think of it counts.
pub(in crate::frontend::discord) fn chosen_for(entry: &Entry, receipt: &RowId, to: &To<'_>) -> Reply {
    let mut reply = chosen(entry, to);
    add_row(&mut reply.posts, Some(feedback::under_chosen(receipt.clone(), &entry.id, to)));
    reply
}

/// The entry that answers now what somebody had asked in vain, in one message under `about`, which says so; it was asked
/// in `server`.
pub(in crate::frontend::discord) fn notified(
    entry: &Entry,
    about: String,
    server: Option<GuildId>,
    to: &To<'_>,
) -> Reply {
    let mut posts = Card { max_posts: 1, ..Card::of(entry, ANSWERED) }.posts(to);
    posts[0].content = about;
    add_row(&mut posts, Some(feedback::stop_telling(server, to)));
    to.reply(posts)
}

/// An entry as somebody asked to see it, by its name.
pub(in crate::frontend::discord) fn shown(entry: &Entry, to: &To<'_>) -> Reply {
    let card = Card {
        with_phrasings: true,
        remark: Some(to.words.say_with("entry-id", &[("id", entry.id.as_str().into())])),
        ..Card::of(entry, SHOWN)
    };
    to.reply(card.posts(to))
}

/// An entry as it would look, for those who decide on it. What does not fit into one message is attached.
pub(super) fn as_draft(entry: &Entry, to: &To<'_>) -> Post {
    let remark = Some(to.words.say_with("entry-id", &[("id", entry.id.as_str().into())]));
    let card = Card { with_phrasings: true, remark, max_posts: 1, ..Card::of(entry, SHOWN) };
    card.posts(to).swap_remove(0)
}

/// The answer that somebody has given meanwhile, to a member who wished to be told of it.
pub(in crate::frontend::discord) fn given_meanwhile(entry: &Entry, to: &To<'_>) -> Reply {
    let mut reply = to.reply(Card::of(entry, SHOWN).posts(to));
    reply.posts[0].content = to.words.say("feedback-answered-already");
    reply
}

/// An entry that `by` shows to all, perhaps for somebody in particular. The mentions only look like some: nothing that
/// is sent addresses anybody.
pub(in crate::frontend::discord) fn sent(entry: &Entry, to: &To<'_>, by: UserId, for_whom: Option<UserId>) -> Reply {
    let mut reply = to.reply(Card::of(entry, SHOWN).posts(to));
    let for_whom = for_whom.map(|user| user.mention().to_string());
    reply.posts[0].content = wording::discord::sent(to.words, &by.mention().to_string(), for_whom.as_deref());
    reply
}

/// After the asker said that nothing offered was it; `receipt` is that of their question, where it is recorded.
pub(in crate::frontend::discord) fn none_of_these(receipt: Option<&RowId>, to: &To<'_>) -> Reply {
    let mut posts = vec![plain_card(to.words.say("none-of-these"), UNKNOWN, to)];
    add_row(&mut posts, feedback::wishes(receipt.cloned().as_slice(), to));
    to.reply(posts)
}

fn answered(answer: &Answer, to: &To<'_>) -> Reply {
    match answer_card(answer, to) {
        Some((card, to)) => {
            let mut posts = card.posts(&to);
            add_row(&mut posts, feedback::under_answer(answer, &to));
            to.reply(posts)
        }
        None => unknown(answer, to),
    }
}

/// The card with the answer, and what it stands under.
pub(super) fn answer_card<'a>(answer: &'a Answer, to: &To<'a>) -> Option<(Card<'a>, To<'a>)> {
    let (entry, best) = (answer.entry()?, answer.judgement.candidates.first()?);
    let sure = wording::confidence(to.words, best.confidence);
    let remark = Some(match answer.read_as() {
        [] => sure,
        changes => format!("{sure} · {}", wording::read_as(to.words, changes)),
    });
    // The title is how the author would put it; the phrasing that matched may be as sloppy as people's questions are.
    let title = normalized(entry.title().as_str());
    let matched = (normalized(&best.phrasing) != title)
        .then(|| to.words.say_with("matched", &[("phrasing", (&best.phrasing).into())]));
    // Those words twice above each other would say nothing.
    let asked = to.asked.filter(|asked| normalized(asked) != title);
    let past_review = answer.past_review.map(|day| wording::past_review(to.words, day));
    Some((Card { remark, matched, past_review, ..Card::of(entry, ANSWERED) }, To { asked, ..*to }))
}

fn choice(answer: &Answer, to: &To<'_>) -> Reply {
    let offered = wording::offered(answer);
    let names: Vec<String> =
        (0..).zip(offered).map(|(at, candidate)| wording::shown_phrasing(answer, at, candidate)).collect();
    let labels: Vec<String> = names.iter().map(|name| label(name, MAX_LABEL)).collect();
    let same = |one: &String| labels.iter().filter(|label| *label == one).count() > 1;
    // What does not fit on a button, or is the same on two, stands above them in full; numbers tell which is which.
    let numbered = labels.iter().any(|label| label.ends_with('…') || same(label));
    let mut text = match answer.read_as() {
        [] => String::new(),
        changes => format!("{}\n", echo(&wording::read_as(to.words, changes), MAX_LISTED)),
    };
    text.push_str(&wording::which_one(to.words, answer.judgement.reason, offered.len()));
    let mut buttons = Vec::new();
    for (number, (candidate, name)) in (1..).zip(offered.iter().zip(&names)) {
        let mut name = name.clone();
        if numbered {
            text.push_str(&format!("\n**{number}.** {}", echo(&name, MAX_LISTED)));
            name = format!("{number}. {name}");
        }
        let (asker, entry) = (to.asker, candidate.entry.short());
        let press = match answer.receipt.clone() {
            Some(receipt) => Press::Feedback { asker, act: Feedback::Chose { receipt, entry } },
            None => Press::Choose { asker, entry },
        };
        buttons.push(button(&label(&name, MAX_LABEL), to.sign(&press)));
    }
    let none = match offered.len() {
        1 => to.words.say("button-not-this"),
        _ => to.words.say("button-none-of-these"),
    };
    let press = match answer.receipt.clone() {
        Some(receipt) => Press::Feedback { asker: to.asker, act: Feedback::NoneOffered { receipt } },
        None => Press::NoneOfThese { asker: to.asker },
    };
    buttons.push(button(&none, to.sign(&press)));
    let mut post = plain_card(text, UNSURE, to);
    // One below the other: next to each other, long labels are cut on a telephone.
    post.rows = buttons.into_iter().map(|button| CreateActionRow::Buttons(vec![button])).collect();
    to.reply(vec![post])
}

fn unknown(answer: &Answer, to: &To<'_>) -> Reply {
    let near: Vec<String> = wording::near(answer).map(|candidate| echo(&candidate.phrasing, MAX_LISTED)).collect();
    let mut posts = vec![plain_card(wording::discord::unknown(to.words, answer, &near), UNKNOWN, to)];
    add_row(&mut posts, feedback::under_nothing(answer, to));
    to.reply(posts)
}
