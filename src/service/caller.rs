//! Who wants something, and what they may have done. Checked here and nowhere else.

use std::fmt;

/// What a person may do in a space; each may do all that those before may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Anybody who can ask.
    Member,
    /// Proposes entries and changes to them.
    Teacher,
    /// Changes the knowledge at once, and decides what others propose.
    Moderator,
    /// Also sets how the space works, and takes in and gives out everything at once.
    Owner,
}

/// What somebody wants to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// Ask, browse, search, vote; see, export and delete what is held on oneself.
    Ask,
    /// Propose an entry, a change to one, or to retire it; see the history.
    Propose,
    /// Do so without anybody's approval; approve, reject, undo; see what was missed and resolve it.
    Review,
    /// Change settings, import, export with history, and delete what is held on somebody else.
    Configure,
}

impl Act {
    /// The least that one has to be.
    #[must_use]
    pub fn needs(self) -> Role {
        match self {
            Act::Ask => Role::Member,
            Act::Propose => Role::Teacher,
            Act::Review => Role::Moderator,
            Act::Configure => Role::Owner,
        }
    }
}

/// A person with what they may do; who they are is given with every call and kept nowhere as it is.
#[derive(Clone, PartialEq, Eq)]
pub struct Caller {
    /// What the front-end knows them by.
    id: String,
    /// What they are called, for the history of what they change.
    name: String,
    /// What they may do here.
    role: Role,
}

/// Somebody may not do that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} may do that, and you are {} here", plural(*.needs), singular(*.is))]
pub struct Denied {
    /// What one has to be.
    pub needs: Role,
    /// What they are.
    pub is: Role,
}

impl Caller {
    /// A person whom the front-end knows as `id`, always by the same.
    #[must_use]
    pub fn new(id: impl Into<String>, name: impl Into<String>, role: Role) -> Caller {
        Caller { id: id.into(), name: name.into(), role }
    }

    /// What the front-end knows them by.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What they are called.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The person whom a front-end knows as `id`, for an owner who looks after what is held on them.
    ///
    /// # Errors
    /// [`Denied`] where the caller is no owner.
    pub fn in_the_place_of(&self, id: &str) -> Result<Caller, Denied> {
        self.may(Act::Configure)?;
        Ok(Caller::new(id, "", Role::Member))
    }

    /// Whether they may do `act`.
    ///
    /// # Errors
    /// [`Denied`] where not.
    pub fn may(&self, act: Act) -> Result<(), Denied> {
        let needs = act.needs();
        if self.role >= needs { Ok(()) } else { Err(Denied { needs, is: self.role }) }
    }
}

/// Without the id: it is not logged.
impl fmt::Debug for Caller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Caller").field("role", &self.role).finish_non_exhaustive()
    }
}

fn plural(role: Role) -> &'static str {
    match role {
        Role::Member => "members",
        Role::Teacher => "only teachers",
        Role::Moderator => "only moderators",
        Role::Owner => "only owners",
    }
}

fn singular(role: Role) -> &'static str {
    match role {
        Role::Member => "a member",
        Role::Teacher => "a teacher",
        Role::Moderator => "a moderator",
        Role::Owner => "an owner",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_may_do_what_the_one_before_may_and_no_more_than_its_own() {
        let roles = [Role::Member, Role::Teacher, Role::Moderator, Role::Owner];
        let acts = [Act::Ask, Act::Propose, Act::Review, Act::Configure];
        for (rank, role) in roles.into_iter().enumerate() {
            for (needed, act) in acts.into_iter().enumerate() {
                assert_eq!(Caller::new("7", "Ada", role).may(act).is_ok(), rank >= needed, "{role:?} {act:?}");
            }
        }
    }

    #[test]
    fn who_is_refused_learns_who_may() {
        let denied = Caller::new("7", "Ada", Role::Member).may(Act::Review).unwrap_err();
        assert_eq!(denied.to_string(), "only moderators may do that, and you are a member here");
    }

    #[test]
    fn an_id_is_not_printed() {
        assert!(!format!("{:?}", Caller::new("123456", "Ada", Role::Owner)).contains("123456"));
    }
}
