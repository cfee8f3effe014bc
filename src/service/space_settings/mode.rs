//! What is reacted to.

use std::fmt;

/// What is reacted to in a place, from nothing to everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// Nothing: commands are answered with where to go instead, to the asker alone.
    Off,
    /// Commands, menus and buttons.
    Commands,
    /// These, and messages that address the bot.
    Mention,
    /// These; what would be answered beyond that is decided and recorded, and nothing of it is shown.
    Trial,
    /// Also questions that are put to nobody, where the answer is all but certain.
    Auto,
}

impl Mode {
    /// All of them.
    pub const ALL: [Mode; 5] = [Mode::Off, Mode::Commands, Mode::Mention, Mode::Trial, Mode::Auto];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Mode::Off => "off",
            Mode::Commands => "commands",
            Mode::Mention => "mention",
            Mode::Trial => "trial",
            Mode::Auto => "auto",
        }
    }

    /// The mode of this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Mode> {
        Mode::ALL.into_iter().find(|mode| mode.name() == name)
    }

    /// Whether messages that address the bot are answered.
    #[must_use]
    pub fn is_addressable(self) -> bool {
        self >= Mode::Mention
    }

    /// Whether questions that are put to nobody are looked at.
    #[must_use]
    pub fn reads_all(self) -> bool {
        self >= Mode::Trial
    }
}

impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
