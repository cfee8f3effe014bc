//! What the confidence of a knowledge rests on, in words for those who keep it.

use std::fmt::Write;

use crate::frontend::wording::counted;
use crate::frontend::wording::plain;
use crate::service::Both;
use crate::service::Picture;
use crate::service::Rehearsed;

/// Below this share of phrasings that find their entry without themselves, a knowledge's phrasings are far from each
/// other: people's other words will be, too.
const FAR_BELOW: f64 = 0.7;

/// Fewer phrasings that were asked without themselves say nothing about the share.
const FEWEST: usize = 10;

/// The whole page of `askwell calibrate`.
#[must_use]
pub fn picture(picture: &Picture, model: &str) -> String {
    let entries = counted(picture.entries, "entry", "entries");
    let phrasings = counted(picture.phrasings, "phrasing", "phrasings");
    let mut page = format!("{entries} with {phrasings}, read with {}\n", plain(model));
    page += "\nRehearsed: the knowledge was asked\n";
    page += &rehearsed("its phrasings, each without itself", &picture.without_itself);
    page += &rehearsed("its phrasings, without their entry", &picture.without_entry);
    page += &rehearsed("chatter that it does not answer", &picture.chatter);
    page += "\nWhat the confidence is made of                          in general      here\n";
    let usual = picture.usual;
    // Writing into a `String` cannot fail.
    let _ = writeln!(page, "  an entry as close as is usual{:>35} {:>9}", percent(usual.general), percent(usual.here));
    page += "  and the odds of being right are multiplied by\n";
    let effects = &picture.effects;
    page += &effect("when it leads the others by twice as much", effects.lead);
    page += &effect("with all of the question's words, not half", effects.words);
    page += &effect("with a score higher by a tenth", effects.score);
    let _ = writeln!(page, "    {:<46}{:>14.2}", "with twice as many entries, up to 100", effects.size);
    page += "\nTo be right   it answers from   of the phrasings   of those   without their   of the\n";
    page += "              a confidence of   without themselves right      entry           chatter\n";
    for bar in &picture.bars {
        let share = |share: Option<f64>| share.map_or_else(|| "-".to_owned(), percent);
        let _ = writeln!(
            page,
            "  {:<12}{:<18}{:<19}{:<11}{:<16}{}",
            percent(f64::from(bar.target)),
            percent(f64::from(bar.bar)),
            share(bar.answered),
            share(bar.right),
            share(bar.without_entry_answered),
            share(bar.chatter_answered)
        );
    }
    page.push('\n');
    for sentence in judgement(picture) {
        page += &sentence;
        page.push('\n');
    }
    page
}

/// What follows for whoever keeps the knowledge, a sentence each; at least one.
#[must_use]
pub fn judgement(picture: &Picture) -> Vec<String> {
    let mut sentences = Vec::new();
    if picture.adapted {
        sentences.push("The general calibration was drawn towards what this knowledge showed.".to_owned());
    } else {
        sentences.push(
            "Few phrasings could be asked without themselves: the general calibration is used. \
             Entries with two phrasings and more would tell more."
                .to_owned(),
        );
    }
    let Rehearsed { questions, right, .. } = picture.without_itself;
    if let Some(right) = right.filter(|right| questions >= FEWEST && *right < FAR_BELOW) {
        sentences.push(format!(
            "The phrasings of this knowledge are far from each other: without itself, only {} found their entry.",
            percent(right)
        ));
    }
    if !picture.lost.is_empty() {
        let named: Vec<String> = picture
            .lost
            .iter()
            .map(|lost| format!("{} ({} of {} lost)", plain(lost.entry.as_str()), lost.lost, lost.asked))
            .collect();
        sentences.push(format!("More phrasings would help these entries most: {}.", named.join(", ")));
    }
    sentences
}

fn rehearsed(what: &str, rehearsed: &Rehearsed) -> String {
    let mut line = format!("  {what:<36}{:>5}", rehearsed.questions);
    if let Some(right) = rehearsed.right {
        let _ = write!(line, "   the entry came first for {}", percent(right));
    }
    if let Some(confidence) = rehearsed.confidence {
        let _ = write!(line, "   confidence {} on average", percent(confidence));
    }
    line + "\n"
}

fn effect(when: &str, Both { general, here }: Both) -> String {
    format!("    {when:<46}{general:>14.2} {here:>9.2}\n")
}

fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}
