//! What comes of something that a person did.

use std::time::Duration;

use serde_json::Value;

use super::super::PATIENCE;
use super::super::seen::Seen;
use super::super::state::First;
use super::super::state::World;
use super::Hands;

/// A suggestion of an autocomplete.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Choice {
    pub(crate) name: String,
    pub(crate) value: Value,
}

/// What became of an interaction.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Outcome {
    /// Not answered yet, and still in time.
    Pending,
    /// "The application did not respond": no answer in time.
    Failed,
    /// A message came, at once or after it was announced.
    Answered,
    /// The message that the component is on changed, at once or after it was announced.
    Updated,
    /// Announced ("is thinking"), and nothing came yet.
    Deferred,
    /// Taken note of without a sign; nothing changed yet.
    DeferredUpdate,
    /// Suggestions came.
    Choices,
    /// A form was opened.
    Modal,
}

/// Something that a person did, and what comes of it.
#[derive(Clone)]
pub(crate) struct Interaction {
    pub(super) hands: Hands,
    /// Its id, as in its events and its callback.
    pub(crate) id: u64,
}

impl Interaction {
    /// What opens its callback and its messages to the bot.
    pub(crate) fn token(&self) -> String {
        super::token(self.id)
    }

    /// Who did it.
    pub(crate) fn by(&self) -> u64 {
        self.hands.user
    }

    /// Waits for the first answer, as the person sees it: a message, or "is thinking". Panics where none came in time,
    /// or where it was another kind of answer.
    pub(crate) async fn response(&self) -> Seen {
        self.try_response().await.unwrap_or_else(|| panic!("{}", self.failure()))
    }

    /// As [`Interaction::response`]; nothing where there is nothing to be seen.
    pub(crate) async fn try_response(&self) -> Option<Seen> {
        self.first().await?;
        let world = self.hands.fake.shared.world();
        let message = world.interactions.get(&self.id)?.original?;
        world.messages.get(&message).map(|message| Seen::of(&world, message))
    }

    /// Waits for the first answer or the deadline.
    pub(crate) async fn outcome(&self) -> Outcome {
        let _ = self.first().await;
        self.outcome_now()
    }

    /// What has become of it so far.
    pub(crate) fn outcome_now(&self) -> Outcome {
        let world = self.hands.fake.shared.world();
        let Some(interaction) = world.interactions.get(&self.id) else { return Outcome::Failed };
        match &interaction.first {
            None if interaction.asked.elapsed() >= world.settings.deadline => Outcome::Failed,
            None => Outcome::Pending,
            Some((First::Message { updates: false }, _)) => Outcome::Answered,
            Some((First::Message { updates: true }, _)) => Outcome::Updated,
            Some((First::Deferred { updates: false }, _)) if interaction.settled.is_some() => Outcome::Answered,
            Some((First::Deferred { updates: false }, _)) => Outcome::Deferred,
            Some((First::Deferred { updates: true }, _)) if interaction.settled.is_some() => Outcome::Updated,
            Some((First::Deferred { updates: true }, _)) if !interaction.followups.is_empty() => Outcome::Answered,
            Some((First::Deferred { updates: true }, _)) => Outcome::DeferredUpdate,
            Some((First::Choices(_), _)) => Outcome::Choices,
            Some((First::Modal(_), _)) => Outcome::Modal,
        }
    }

    /// Waits for the answer itself: the first one, or after "is thinking" what came in its place, or after a silent
    /// acknowledgement the change of the message or the first new one. Panics where it does not come.
    pub(crate) async fn wait_final(&self) -> Seen {
        self.try_final(PATIENCE).await.unwrap_or_else(|| panic!("{}", self.failure()))
    }

    /// As [`Interaction::wait_final`], with another patience and without the panic.
    pub(crate) async fn try_final(&self, patience: Duration) -> Option<Seen> {
        self.first().await?;
        let shared = &self.hands.fake.shared;
        let done = |world: &mut World| {
            let interaction = world.interactions.get(&self.id)?;
            let message = match &interaction.first.as_ref()?.0 {
                First::Message { .. } => interaction.original,
                First::Deferred { .. } if interaction.settled.is_some() => interaction.original,
                First::Deferred { updates: true } => interaction.followups.first().copied(),
                _ => None,
            };
            let message = world.messages.get(&message?)?;
            Some(Seen::of(world, message))
        };
        shared.wait(patience, done).await
    }

    /// What came after the first answer, so far.
    pub(crate) fn followups(&self) -> Vec<Seen> {
        let world = self.hands.fake.shared.world();
        let ids = world.interactions.get(&self.id).map(|one| one.followups.clone()).unwrap_or_default();
        ids.iter().filter_map(|id| world.messages.get(id)).map(|message| Seen::of(&world, message)).collect()
    }

    /// Waits for so many messages after the first answer.
    pub(crate) async fn followups_at_least(&self, count: usize) -> Vec<Seen> {
        let enough = |world: &mut World| (world.interactions.get(&self.id)?.followups.len() >= count).then_some(());
        let enough = self.hands.fake.shared.wait(PATIENCE, enough).await;
        assert!(enough.is_some(), "only {} messages followed", self.followups().len());
        self.followups()
    }

    /// Time from the action to the first answer.
    pub(crate) fn latency(&self) -> Option<Duration> {
        let world = self.hands.fake.shared.world();
        let interaction = world.interactions.get(&self.id)?;
        interaction.first.as_ref().map(|(_, at)| at.duration_since(interaction.asked))
    }

    /// Time from the action to the answer itself, after "is thinking" too.
    pub(crate) fn final_latency(&self) -> Option<Duration> {
        let world = self.hands.fake.shared.world();
        let interaction = world.interactions.get(&self.id)?;
        let first = interaction.first.as_ref().filter(|(first, _)| !matches!(first, First::Deferred { .. }));
        let at = interaction.settled.or(first.map(|(_, at)| *at))?;
        Some(at.duration_since(interaction.asked))
    }

    /// Waits for the suggestions; none where there was no answer in time.
    pub(crate) async fn choices(&self) -> Vec<Choice> {
        let _ = self.first().await;
        let world = self.hands.fake.shared.world();
        let Some((First::Choices(choices), _)) = world.interactions.get(&self.id).and_then(|one| one.first.as_ref())
        else {
            return Vec::new();
        };
        let choice = |choice: &Value| Choice {
            name: choice["name"].as_str().unwrap_or_default().to_owned(),
            value: choice["value"].clone(),
        };
        choices.iter().map(choice).collect()
    }

    /// Waits for the first answer of any kind; nothing after the deadline.
    pub(super) async fn first(&self) -> Option<()> {
        let shared = &self.hands.fake.shared;
        let left = {
            let world = shared.world();
            let asked = world.interactions.get(&self.id)?.asked;
            world.settings.deadline.saturating_sub(asked.elapsed())
        };
        let answered = |world: &mut World| world.interactions.get(&self.id)?.first.as_ref().map(|_| ());
        // A little more, so that an answer in the last moment is seen.
        shared.wait(left + Duration::from_millis(20), answered).await
    }

    pub(super) fn failure(&self) -> String {
        let violations = self.hands.fake.violations();
        format!("the person sees no answer, but {:?}; violations: {violations:?}", self.outcome_now())
    }
}
