//! What was asked in numbers and as a picture.

use serenity::all::CreateAttachment;
use serenity::all::CreateEmbed;
use serenity::all::CreateEmbedFooter;
use time::Date;

use crate::frontend::discord::chart;
use crate::frontend::discord::chart::Chart;
use crate::frontend::discord::chart::Series;
use crate::frontend::discord::reply;
use crate::frontend::discord::reply::Post;
use crate::frontend::discord::reply::Reply;
use crate::frontend::wording;
use crate::frontend::wording::words::Words;
use crate::service::Figures;
use crate::service::Statistics;

/// Days that are looked back on, of which today is one.
pub(super) const DAYS: u16 = 30;

/// From one day that is named below the chart to the next.
const A_WEEK: usize = 7;

/// The file of the picture.
const FILE: &str = "questions.png";

/// The numbers and the picture; words alone where nothing was asked.
pub(super) fn shown(statistics: &Statistics, words: Words) -> Reply {
    let total = statistics.total();
    if total.asked == 0 {
        return reply::notice(&words.say_with("stats-nothing", &[("days", statistics.days.len().into())]));
    }
    let of = |part: u64, whole: u64| match whole {
        0 => part.to_string(),
        whole => format!("{part} ({})", wording::percent(share(part, whole))),
    };
    let embed = CreateEmbed::new()
        .title(words.say_with("title-stats", &[("days", statistics.days.len().into())]))
        .colour(reply::SHOWN)
        .field(words.say("field-stats-asked"), total.asked.to_string(), true)
        .field(words.say("field-stats-answered"), of(total.answered, total.asked), true)
        .field(words.say("field-stats-chosen"), of(total.chosen, total.asked), true)
        .field(words.say("field-stats-missed"), of(total.missed, total.asked), true)
        .field(words.say("field-stats-undecided"), of(total.undecided(), total.asked), true)
        .field(words.say("field-stats-helpful"), of(total.helpful, total.answered + total.chosen), true)
        .footer(CreateEmbedFooter::new(words.say("stats-footer")))
        .attachment(FILE);
    let mut file = CreateAttachment::bytes(picture(statistics, words), FILE);
    file.description = Some(in_words(statistics, &total, words));
    Reply { posts: vec![Post { embeds: vec![embed], files: vec![file], ..Post::default() }], deletable: false }
}

fn picture(statistics: &Statistics, words: Words) -> Vec<u8> {
    let values = |figure: fn(&Figures) -> u64| statistics.days.iter().map(|day| figure(&day.figures)).collect();
    let values: [Vec<u64>; 5] = [
        values(|figures| figures.answered),
        values(|figures| figures.chosen),
        values(Figures::undecided),
        values(|figures| figures.missed),
        values(|figures| figures.helpful),
    ];
    let labels = [
        words.say("field-stats-answered"),
        words.say("field-stats-chosen"),
        words.say("field-stats-undecided"),
        words.say("field-stats-missed"),
        words.say("field-stats-helpful"),
    ];
    // Today is named, and each day that is whole weeks before it.
    let last = statistics.days.len().saturating_sub(1);
    let named = statistics.days.iter().enumerate().filter(|(at, _)| (last - at).is_multiple_of(A_WEEK));
    let days: Vec<(usize, String)> = named.map(|(at, day)| (at, date(day.date, words))).collect();
    let series = |at: usize| Series { label: &labels[at], values: &values[at] };
    chart::png(&Chart { bars: [series(0), series(1), series(2), series(3)], line: series(4), days: &days })
}

/// What the picture says, for those who do not see it.
fn in_words(statistics: &Statistics, total: &Figures, words: Words) -> String {
    let busiest = statistics.days.iter().max_by_key(|day| day.figures.asked);
    let (day, most) = busiest.map(|day| (date(day.date, words), day.figures.asked)).unwrap_or_default();
    words.say_with(
        "stats-alt",
        &[
            ("asked", total.asked.into()),
            ("answered", total.answered.into()),
            ("chosen", total.chosen.into()),
            ("missed", total.missed.into()),
            ("helpful", total.helpful.into()),
            ("day", day.into()),
            ("most", most.into()),
        ],
    )
}

/// A day of the year, in short.
fn date(date: Date, words: Words) -> String {
    let (day, month) = (u64::from(date.day()), u64::from(u8::from(date.month())));
    words.say_with("stats-day", &[("day", day.into()), ("month", month.into())])
}

#[expect(clippy::cast_precision_loss, reason = "for whole percents")]
fn share(part: u64, whole: u64) -> f32 {
    part as f32 / whole as f32
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;
    use crate::frontend::wording::language::Language;
    use crate::service::Day;

    fn month() -> Statistics {
        let dates = std::iter::successors(Some(date!(2026 - 10 - 30)), |date| date.next_day()).take(30);
        let day = |(at, date): (u64, Date)| {
            let weekend = matches!(at % 7, 1 | 2);
            let asked = if weekend { 6 + at % 5 } else { 18 + (at * 7) % 23 };
            let (missed, chosen) = (asked / 6 + at % 3, asked / 9);
            let answered = asked - missed - chosen - at % 2;
            Day { date, figures: Figures { asked, answered, chosen, missed, helpful: answered / 3 + at % 4 } }
        };
        Statistics { days: (0..).zip(dates).map(day).collect() }
    }

    /// Where `ASKWELL_CHARTS` names a folder, the pictures are left there for somebody to look at.
    #[test]
    fn every_language_is_drawn_and_told() {
        for language in Language::ALL {
            let words = Words::of(language);
            let reply = shown(&month(), words);
            let file = &reply.posts[0].files[0];
            let alt = file.description.clone().unwrap();
            assert!(alt.chars().count() <= 1_024 && !alt.contains('{'), "{alt}");
            if let Some(folder) = std::env::var_os("ASKWELL_CHARTS") {
                let path = std::path::Path::new(&folder).join(format!("stats-{}.png", language.code()));
                std::fs::write(path, &file.data).unwrap();
            }
            let days: Vec<String> = month().days.iter().map(|day| super::date(day.date, words)).collect();
            for text in days.iter().chain([
                &words.say("field-stats-answered"),
                &words.say("field-stats-chosen"),
                &words.say("field-stats-undecided"),
                &words.say("field-stats-missed"),
                &words.say("field-stats-helpful"),
            ]) {
                assert!(chart::can_write(text), "{}: {text}", language.code());
            }
        }
    }

    #[test]
    fn where_nothing_was_asked_there_is_no_picture() {
        let mut month = month();
        month.days.iter_mut().for_each(|day| day.figures = Figures::default());
        let reply = shown(&month, Words::ENGLISH);
        assert!(reply.posts[0].files.is_empty() && reply.posts[0].embeds.is_empty());
        assert!(reply.posts[0].content.contains("30"), "{}", reply.posts[0].content);
    }
}
