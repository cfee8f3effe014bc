//! What is offered to choose from while somebody types `/config`.

use crate::service::Mode;
use crate::service::Setting;

/// What a role may be for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, poise::ChoiceParameter)]
pub(super) enum May {
    #[name = "Teach"]
    Teach,
    #[name = "Approve"]
    Approve,
    #[name = "Be called for help"]
    BeCalled,
}

/// What is reacted to in a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, poise::ChoiceParameter)]
pub(super) enum React {
    #[name = "Nothing"]
    Nothing,
    #[name = "Commands and buttons"]
    Commands,
    #[name = "Mentions too"]
    Mentions,
    #[name = "Silent trial"]
    Trial,
    #[name = "Answer unasked"]
    Unasked,
    #[name = "As the server"]
    AsServer,
}

impl React {
    /// The value of the setting; `default` is as the server has it.
    pub(super) fn value(self) -> &'static str {
        match self {
            React::Nothing => Mode::Off.name(),
            React::Commands => Mode::Commands.name(),
            React::Mentions => Mode::Mention.name(),
            React::Trial => Mode::Trial.name(),
            React::Unasked => Mode::Auto.name(),
            React::AsServer => "default",
        }
    }
}

/// The settings, as they are offered.
#[derive(Clone, Copy, Debug, poise::ChoiceParameter)]
pub(super) enum Choice {
    #[name = "Record questions"]
    Recording,
    #[name = "Learn from votes"]
    Learning,
    #[name = "Days questions are kept"]
    RetentionDays,
    #[name = "Share of right answers"]
    Right,
    #[name = "Share of right answers in threads"]
    RightThreads,
    #[name = "Share of right answers nobody asked for"]
    RightUnasked,
    #[name = "What I react to"]
    Mode,
    #[name = "Answers to commands are private"]
    Private,
    #[name = "Language"]
    Language,
    #[name = "Roles that may teach"]
    Teachers,
    #[name = "Roles that may approve"]
    Moderators,
    #[name = "Role to call for help"]
    Helpers,
    #[name = "Questions of a member in half a minute"]
    CooldownMember,
    #[name = "Answers in a channel in half a minute"]
    CooldownChannel,
    #[name = "Seconds before an answer is repeated"]
    CooldownRepeat,
    #[name = "Unasked answers in a channel in an hour"]
    Hourly,
    #[name = "Minutes to listen on in a thread"]
    FollowUp,
}

impl From<Choice> for Setting {
    fn from(choice: Choice) -> Setting {
        match choice {
            Choice::Recording => Setting::Recording,
            Choice::Learning => Setting::Learning,
            Choice::RetentionDays => Setting::RetentionDays,
            Choice::Right => Setting::Right,
            Choice::RightThreads => Setting::RightThreads,
            Choice::RightUnasked => Setting::RightUnasked,
            Choice::Mode => Setting::Mode,
            Choice::Private => Setting::Private,
            Choice::Language => Setting::Language,
            Choice::Teachers => Setting::Teachers,
            Choice::Moderators => Setting::Moderators,
            Choice::Helpers => Setting::Helpers,
            Choice::CooldownMember => Setting::CooldownMember,
            Choice::CooldownChannel => Setting::CooldownChannel,
            Choice::CooldownRepeat => Setting::CooldownRepeat,
            Choice::Hourly => Setting::Hourly,
            Choice::FollowUp => Setting::FollowUp,
        }
    }
}
