//! Who types at the terminal, and how they type it again.

use crate::config::Config;
use crate::config::StoreSetting;
use crate::frontend::wording::typed::Typed;
use crate::service::Caller;
use crate::service::Role;

/// Whoever has a shell on the machine can read and write the store's file anyway, so they are an owner.
pub(super) fn caller(config: &Config) -> Caller {
    Caller::new(format!("terminal:{}", config.user), config.user.clone(), Role::Owner)
}

/// How commands are typed so that they mean the same knowledge, store and space; what the environment says stays said.
pub(super) fn typed(config: &Config) -> Typed {
    let mut options: Vec<(&str, String)> = Vec::new();
    if config.knowledge_said {
        options.extend(config.knowledge.iter().map(|path| ("-k", path.display().to_string())));
    }
    match &config.store {
        // It may have a password in it, and an address like that is better kept in the environment.
        StoreSetting::At(address) if config.store_said && !address.contains("://") => {
            options.push(("--store", address.clone()));
        }
        StoreSetting::At(_) | StoreSetting::Usual | StoreSetting::Off => {}
    }
    options.extend(config.space.iter().filter(|_| config.space_said).map(|space| ("--space", space.clone())));
    Typed::in_shell(&options)
}
