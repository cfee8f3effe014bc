//! `askwell edit`.

use std::io::Write;

use crate::cli::Exit;
use crate::cli::answer;
use crate::cli::arguments::curating::Edit;
use crate::cli::desk::Desk;
use crate::cli::store::Wanted;
use crate::cli::teach::answers_missed;
use crate::config::Config;
use crate::entry::EntryId;
use crate::frontend::wording::curating;
use crate::frontend::wording::typed::quoted;
use crate::service::CurateError;
use crate::service::EntryChange;
use crate::service::Near;
use crate::service::Planned;
use crate::service::WritingError;

pub(super) async fn edit(config: &Config, edit: &Edit, out: &mut impl Write) -> anyhow::Result<Exit> {
    let id = entry_id(&edit.id)?;
    let planned = if edit.retire {
        Planned::Retire(id)
    } else if edit.restore {
        Planned::Restore(id)
    } else {
        let some = |list: &[String]| (!list.is_empty()).then(|| list.to_vec());
        let change = EntryChange {
            questions: some(&edit.questions),
            add_questions: edit.add_question.clone(),
            drop_questions: edit.drop_question.clone(),
            answer: answer::named(&edit.answer)?,
            topic: edit.topic.clone(),
            tags: some(&edit.tags),
            source: edit.source.clone(),
            review_by: edit.review_by.map(|day| day.0),
        };
        Planned::Edit(id, change, edit.answers_missed)
    };
    let desk = Desk::open(config, Wanted::Made).await?;
    let missed = answers_missed(edit.answers_missed);
    let ways_out = |near: &Near| {
        let questions = desk.typed.add_questions(&near.entry.id, std::slice::from_ref(&near.written)) + &missed;
        let answer = match &planned {
            Planned::Edit(_, EntryChange { answer: Some(answer), .. }, _) => quoted(answer.trim()),
            _ => "…".to_owned(),
        };
        let replace = desk.typed.replace_answer(&near.entry.id, &answer) + &missed;
        curating::ways_out(&questions, &replace, &format!("{} --keep-both", Desk::same_command()))
    };
    desk.write(&planned, &edit.writing, ways_out, out).await
}

/// The id that was typed.
pub(super) fn entry_id(text: &str) -> Result<EntryId, CurateError> {
    EntryId::new(text.trim()).map_err(|error| WritingError::Id(error.to_string()).into())
}
