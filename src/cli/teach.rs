//! `askwell teach`.

use std::io::Write;

use crate::cli::Exit;
use crate::cli::answer;
use crate::cli::arguments::curating::Teach;
use crate::cli::desk::Desk;
use crate::cli::store::Wanted;
use crate::config::Config;
use crate::frontend::wording::curating;
use crate::frontend::wording::typed::quoted;
use crate::service::Near;
use crate::service::NewEntry;
use crate::service::Planned;

pub(super) async fn teach(config: &Config, teach: &Teach, out: &mut impl Write) -> anyhow::Result<Exit> {
    let named = answer::named(&teach.answer)?;
    let was_piped = named.is_none();
    let answer = match named {
        Some(answer) => answer,
        None => answer::from_standard_input()?,
    };
    let new = NewEntry {
        id: teach.id.clone(),
        questions: teach.questions.clone(),
        answer,
        topic: teach.topic.clone(),
        tags: teach.tags.clone(),
        source: teach.source.clone(),
        review_by: teach.review_by,
    };
    let desk = Desk::open(config, Wanted::Made).await?;
    let missed = answers_missed(teach.answers_missed);
    let ways_out = |near: &Near| {
        let answer = quoted(new.answer.trim());
        let questions = desk.typed.add_questions(&near.entry.id, &new.questions) + &missed;
        let replace = desk.typed.replace_answer(&near.entry.id, &answer) + &missed;
        // What came through a pipe is gone.
        let again = if was_piped { format!(" --answer {answer}") } else { String::new() };
        curating::ways_out(&questions, &replace, &format!("{}{again} --keep-both", Desk::same_command()))
    };
    let planned = Planned::Teach(new.clone(), teach.answers_missed);
    desk.write(&planned, &teach.writing, ways_out, out).await
}

/// The option that says which missed question is answered, after a space; empty where it is none.
pub(super) fn answers_missed(number: Option<u64>) -> String {
    number.map(|number| format!(" --answers-missed {number}")).unwrap_or_default()
}
