//! Fits the coefficients that every knowledge's confidence starts from, and measures them on sets that they were not
//! fitted on.
//!
//! A set is a knowledge with labelled questions, [`Subject`](crate::evaluation::Subject). It is asked in several [`settings`], since what communities have
//! differs: all of its entries, some left out so that their questions should not be answered, few of them, few phrasings
//! of each. What the best candidates looked like, and whether they were right, are the [`trials`]; [`fit`] makes
//! coefficients of them, and [`measured`] says what those are worth, leaving out the set's whole family when fitting:
//! sets of one family were written by the same people, and one tells too much of the other.

pub mod fit;
pub mod measured;
pub mod record;
pub mod second_look;
pub mod settings;
pub mod table;
pub mod trials;

pub use self::settings::Setting;
pub use self::trials::Trial;
pub use self::trials::rereadings;
pub use self::trials::tried;

/// A setting of a set with what became of the questions in it.
#[derive(Clone, Debug)]
pub struct Tried {
    /// Which.
    pub setting: Setting,
    /// The knowledges that were asked in it.
    pub trials: Vec<Trial>,
}

/// A set with what became of its questions.
#[derive(Clone, Debug)]
pub struct TriedSet {
    /// The folder's name.
    pub name: String,
    /// Whether its questions count in the fit; others are only measured on.
    pub fitted: bool,
    /// In all settings that it has entries for.
    pub settings: Vec<Tried>,
}

impl TriedSet {
    /// The sets that belong together share it: the name up to the first `_`.
    #[must_use]
    pub fn family(&self) -> &str {
        family(&self.name)
    }
}

/// The name of a set's family: `name` up to the first `_`.
#[must_use]
pub fn family(name: &str) -> &str {
    name.split('_').next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_of_one_family_share_the_first_word() {
        assert_eq!(["hint3_curekart", "hint3_x_y", "rasa", ""].map(family), ["hint3", "hint3", "rasa", ""]);
    }
}
