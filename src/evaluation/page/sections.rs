//! The page from the top: what it comes to, what became of the questions, the charts, the figures.

use std::fmt::Write;

use crate::evaluation::Outcome;
use crate::evaluation::curves;
use crate::evaluation::marks::Mark;
use crate::evaluation::marks::count;
use crate::evaluation::page::About;
use crate::evaluation::page::Page;
use crate::evaluation::page::charts;
use crate::evaluation::page::charts::Across;
use crate::evaluation::page::charts::Curve;
use crate::evaluation::page::charts::Group;
use crate::evaluation::page::markup::counted;
use crate::evaluation::page::markup::escaped;
use crate::evaluation::page::markup::number;
use crate::evaluation::page::markup::percent;
use crate::evaluation::page::markup::said;
use crate::evaluation::report::FIGURES;
use crate::evaluation::report::Figure;
use crate::evaluation::report::Run;
use crate::evaluation::scores::Scores;
use crate::evaluation::scores::share;

/// Bins of the histograms, one for five hundredths.
const BINS: usize = 20;

/// Title, what was measured, and the figures that matter to whoever runs a community.
pub(super) fn head(page: &Page<'_>, scores: &Scores) -> String {
    let about = &page.about;
    let mut html = format!(
        "<header>\n<p class=\"brand\">Askwell · evaluation</p>\n<h1>{}</h1>\n<p class=\"lead\">{}</p>\n<p class=\"how\">{}</p>\n</header>\n",
        headline(scores),
        lead(scores),
        measured(about),
    );
    html.push_str("<section class=\"tiles\" aria-label=\"In short\">\n");
    for (name, value, said) in tiles(scores) {
        let _ = writeln!(html, "<div class=\"tile\"><h2>{name}</h2><p class=\"value\">{value}</p><p>{said}</p></div>");
    }
    html + "</section>\n"
}

fn headline(scores: &Scores) -> String {
    match scores.wrong_answers {
        None => "No question was answered".to_owned(),
        Some(0.0) => "All answers that were given are right".to_owned(),
        Some(wrong) => format!("{} of the answers are right", percent(1.0 - wrong)),
    }
}

fn lead(scores: &Scores) -> String {
    let of_hundred = |share: f64| format!("{:.0}", share * 100.0);
    let known = share(scores.in_scope, scores.questions).unwrap_or(0.0);
    let answered = scores.answered.unwrap_or(0.0);
    let wrong = answered * scores.wrong_answers.unwrap_or(0.0);
    let wrong = match wrong * 100.0 {
        0.0 => "and none of these answers is wrong".to_owned(),
        few if few < 0.95 => "and fewer than one of these answers is wrong".to_owned(),
        few if few < 1.5 => "and 1 of these answers is wrong".to_owned(),
        few => format!("and {few:.0} of these answers are wrong"),
    };
    format!(
        "Of 100 questions like these, {} have an answer in the knowledge. {} get an answer at once, {wrong}.",
        of_hundred(known),
        of_hundred(answered),
    )
}

fn measured(about: &About) -> String {
    let mut text = format!(
        "{} put to {} with {}, {}, with the model {}",
        counted(about.questions, "labelled question", "labelled questions"),
        counted(about.entries, "entry", "entries"),
        counted(about.phrasings, "phrasing", "phrasings"),
        escaped(&about.date),
        said(&about.model),
    );
    if let Some(drawn) = about.entries_drawn {
        let _ = write!(text, "; {} of the entries at a time, drawn by chance", drawn);
    }
    if about.leave_out {
        text.push_str("; a fifth of the entries left out at a time, whose questions then have no answer");
    }
    if about.knowledges > 1 {
        let _ = write!(text, "; so each question was asked {} times", number(about.knowledges));
    }
    if about.typos > 0 {
        let _ =
            write!(text, "; {} put into each question", counted(about.typos.into(), "typing error", "typing errors"));
    }
    if let Some(kept) = about.phrasings_kept {
        let _ = write!(text, "; at most {} kept of each entry", counted(kept.into(), "phrasing", "phrasings"));
    }
    text + "."
}

/// Name, value and what it means.
fn tiles(scores: &Scores) -> Vec<(&'static str, String, String)> {
    let verdicts = &scores.verdicts;
    let shown = |share: Option<f64>| share.map_or_else(|| "–".to_owned(), percent);
    let out = verdicts.out_of_scope();
    let helped = verdicts.answered_right + verdicts.choice_with_right;
    let mut tiles = vec![
        (
            "Answers that are right",
            shown(scores.wrong_answers.map(|wrong| 1.0 - wrong)),
            format!(
                "{} of {}.",
                number(verdicts.answered() - verdicts.wrong_answers()),
                counted(verdicts.answered(), "answer", "answers")
            ),
        ),
        (
            "Known questions helped",
            shown(share(helped, scores.in_scope)),
            format!(
                "Of {} that the knowledge answers, {} got the right answer and {} a choice with it.",
                counted(scores.in_scope, "question", "questions"),
                number(verdicts.answered_right),
                number(verdicts.choice_with_right),
            ),
        ),
    ];
    if out > 0 {
        tiles.push((
            "Silent when it should be",
            shown(share(verdicts.out_abstained, out)),
            format!(
                "Of {} that nothing answers, {} got no answer and {} a wrong one.",
                counted(out, "question", "questions"),
                number(verdicts.out_abstained),
                number(verdicts.out_answered),
            ),
        ));
    }
    if let Some(ece) = scores.ece {
        tiles.push((
            "Confidence is off by",
            format!("{:.0}\u{a0}points", ece * 100.0),
            "On average, between how sure it says it is and how often it is right. 0 would be perfect.".to_owned(),
        ));
    }
    tiles
}

/// What became of the questions, as a bar for those with an answer and one for those without.
pub(super) fn fates(scores: &Scores) -> String {
    let verdicts = &scores.verdicts;
    let mut html = "<section>\n<h2>What people get</h2>\n".to_owned();
    let known = [
        ("right", "answered right", verdicts.answered_right),
        ("choice", "offered in a choice", verdicts.choice_with_right),
        ("silent", "not answered", verdicts.missed),
        ("lame", "choice without the right one", verdicts.choice_without),
        ("wrong", "answered wrong", verdicts.answered_wrong),
    ];
    let unknown = [
        ("right", "rightly not answered", verdicts.out_abstained),
        ("lame", "a choice, none of it right", verdicts.out_choice),
        ("wrong", "answered all the same", verdicts.out_answered),
    ];
    if scores.in_scope > 0 {
        html += &fate(
            &format!("{} with an answer in the knowledge", counted(scores.in_scope, "question", "questions")),
            &known,
        );
    }
    if verdicts.out_of_scope() > 0 {
        html += &fate(&format!("{} without one", counted(verdicts.out_of_scope(), "question", "questions")), &unknown);
    }
    html + "</section>\n"
}

fn fate(title: &str, parts: &[(&str, &str, usize)]) -> String {
    let all: usize = parts.iter().map(|(_, _, number)| number).sum();
    let mut html = format!("<h3>{title}</h3>\n{}<ul class=\"legend\">\n", charts::stacked(title, parts));
    for (class, name, part) in parts {
        let _ = writeln!(
            html,
            "<li><span class=\"key {class}\"></span>{name} <b>{}</b> <span class=\"faint\">{}</span></li>",
            number(*part),
            percent(share(*part, all).unwrap_or(0.0)),
        );
    }
    html + "</ul>\n"
}

/// The four charts.
pub(super) fn charts(page: &Page<'_>, scores: &Scores) -> String {
    let marks: Vec<Mark> = page.outcomes.iter().map(Outcome::mark).collect();
    let plain_marks: Vec<Mark> = page.plain.iter().map(|plain| plain.mark).collect();
    let (judged, plain) = (curves::by_confidence(&marks), curves::by_confidence(&plain_marks));
    let bar = f64::from(page.about.bar);
    let bar_name = format!("bar {}", percent(bar));
    let now = scores.answered.zip(scores.wrong_answers.map(|wrong| 1.0 - wrong));

    let (points, plain_points) = (curves::precision_by_coverage(&judged), curves::precision_by_coverage(&plain));
    let drawn = [Curve { class: "curve", points: &points }, Curve { class: "curve other", points: &plain_points }];
    let coverage = charts::coverage(&drawn, page.outcomes.len(), now, &bar_name);

    let spread = |of: fn(&Mark) -> bool, value: &dyn Fn(usize, &Mark) -> f64, marks: &[Mark]| {
        let values = marks.iter().enumerate().filter(|(_, mark)| of(mark)).map(|(at, mark)| value(at, mark));
        curves::histogram(values, BINS)
    };
    let right: fn(&Mark) -> bool = |mark| mark.in_scope() && mark.first_is_right();
    let wrong: fn(&Mark) -> bool = |mark| mark.in_scope() && !mark.first_is_right();
    let out: fn(&Mark) -> bool = |mark| !mark.in_scope();
    let histogram = |title: &str, across: &Across, value: &dyn Fn(usize, &Mark) -> f64, marks: &[Mark], bar| {
        let [right, wrong, out] = [right, wrong, out].map(|of| spread(of, value, marks));
        let above = [
            Group { class: "right", name: "answerable, right entry first", counts: &right },
            Group { class: "wrong", name: "answerable, wrong entry first", counts: &wrong },
        ];
        let below = Group { class: "none", name: "not answerable", counts: &out };
        charts::mirrored(title, across, &above, &below, bar)
    };
    let confidence = |_: usize, mark: &Mark| f64::from(mark.confidence);
    let confidences = histogram(
        "Confidence of questions that have an answer and of those that have none",
        &Across { name: "confidence", shown: percent },
        &confidence,
        &marks,
        Some((bar, bar_name.as_str())),
    );
    let cosine = |at: usize, _: &Mark| page.plain[at].cosine.map_or(0.0, f64::from);
    let cosines = histogram(
        "Cosine of the closest phrasing, of questions that have an answer and of those that have none",
        &Across { name: "cosine", shown: |cosine| format!("{cosine:.2}") },
        &cosine,
        &plain_marks,
        None,
    );
    let spread_keys = "<ul class=\"legend\"><li><span class=\"key right\"></span>answerable, right entry first</li>\
        <li><span class=\"key wrong\"></span>answerable, wrong entry first</li>\
        <li><span class=\"key none\"></span>not answerable</li></ul>";

    let mut html = "<section>\n<h2>Can the confidence be trusted?</h2>\n<div class=\"charts\">\n".to_owned();
    let figures = [
        (
            "Is it as often right as it says?",
            "Points on the dashed line: yes. Below it, it is too sure of itself; above it, too modest. The bars below are \
             how many questions each point stands for.",
            charts::reliability(&judged),
            "",
        ),
        (
            "What would a stricter bar give?",
            "Further to the left fewer questions are answered, and more of the answers are right. The circle is what \
             people get now.",
            coverage,
            "<ul class=\"legend\"><li><span class=\"key curve\"></span>Askwell</li>\
             <li><span class=\"key other\"></span>plain cosine</li></ul>",
        ),
        (
            "Does the confidence tell them apart?",
            "Questions with an answer stand above the line and should be far to the right; those without hang below it and \
             should be far to the left.",
            confidences,
            spread_keys,
        ),
        (
            "Would a cosine alone?",
            "The same questions by the cosine of the closest phrasing: where the two sides overlap, no bar on it could \
             tell them apart.",
            cosines,
            spread_keys,
        ),
    ];
    for (title, said, chart, keys) in figures {
        let _ = writeln!(
            html,
            "<figure>\n<figcaption><h3>{title}</h3><p>{said}</p></figcaption>\n{chart}{keys}\n</figure>"
        );
    }
    html.push_str("</div>\n");
    html += &bins(&judged);
    html + "</section>\n"
}

/// The reliability diagram as a table.
fn bins(judged: &[curves::Judged]) -> String {
    let mut html = "<details>\n<summary>The first chart as a table</summary>\n<div class=\"wide\"><table>\n<thead><tr>\
        <th scope=\"col\">confidence</th><th scope=\"col\" class=\"n\">questions</th>\
        <th scope=\"col\" class=\"n\">mean confidence</th><th scope=\"col\" class=\"n\">right</th>\
        </tr></thead>\n<tbody>\n"
        .to_owned();
    let bins = curves::bins(judged);
    for (at, bin) in bins.iter().enumerate() {
        let edge = |at: usize| percent(count(at) / count(bins.len()));
        let (questions, confidence, right) = match bin {
            Some(bin) => (number(bin.questions), percent(bin.confidence), percent(bin.right)),
            None => ("0".to_owned(), "–".to_owned(), "–".to_owned()),
        };
        let _ = writeln!(
            html,
            "<tr><th scope=\"row\">{} to {}</th><td class=\"n\">{questions}</td><td class=\"n\">{confidence}</td>\
             <td class=\"n\">{right}</td></tr>",
            edge(at),
            edge(at + 1),
        );
    }
    html + "</tbody>\n</table></div>\n</details>\n"
}

/// The figures of the field, a column for each run.
pub(super) fn figures(runs: &[Run<'_>]) -> String {
    let mut html =
        "<section>\n<h2>All figures</h2>\n<p>Plain cosine takes the closest phrasing and nothing else, with a \
        confidence from its cosine alone; lexical compares words without a model. The best of each line is bold.</p>\n\
        <div class=\"wide\"><table>\n<thead><tr><th scope=\"col\">figure</th>"
            .to_owned();
    for run in runs {
        let _ = write!(html, "<th scope=\"col\" class=\"n\">{}</th>", said(run.name));
    }
    html.push_str("</tr></thead>\n<tbody>\n");
    for Figure { name, more_is_better, of } in FIGURES {
        let values: Vec<Option<f64>> = runs.iter().map(|run| of(run.scores)).collect();
        let best = more_is_better
            .and_then(|more| values.iter().flatten().copied().reduce(|a, b| if more { a.max(b) } else { a.min(b) }));
        let _ = write!(html, "<tr><th scope=\"row\">{}</th>", escaped(name));
        for value in values {
            let shown = value.map_or_else(|| "–".to_owned(), |value| format!("{value:.3}"));
            let class = if best.is_some() && value == best { "n best" } else { "n" };
            let _ = write!(html, "<td class=\"{class}\">{shown}</td>");
        }
        html.push_str("</tr>\n");
    }
    html + "</tbody>\n</table></div>\n</section>\n"
}

/// What the words mean, and how to make the page again.
pub(super) fn foot(page: &Page<'_>) -> String {
    format!(
        "<footer>\n<p><b>Confidence</b> is the probability that the first entry is the right one. So that {} of \
         the answers are right, an entry is shown as the answer from {} on; below that, two or three are offered if one of them is probably right, or nothing. \
         <b>accuracy@1</b>: share of the questions with an answer whose right entry comes first. <b>AUROC</b>: how probably \
         a right one is surer than a wrong one. <b>Coverage</b>: share of the questions that could be answered with one \
         answer of 20 wrong. <b>ECE</b>: mean distance of confidence and share of right ones, over 15 bins.</p>\n\
         <p>Made by askwell {} on {}. <code>askwell eval --report</code> with the same file shows what has changed \
         since. This page holds the questions it was made with; nothing in it is sent anywhere.</p>\n</footer>\n",
        percent(f64::from(page.about.target)),
        percent(f64::from(page.about.bar)),
        escaped(&page.about.version),
        escaped(&page.about.date),
    )
}
