//! The knowledge of each server, opened once for all servers that have the same.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::collections::HashMap;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::bail;
use tracing::error;
use tracing::info;
use tracing::warn;

use crate::cli::Misconfigured;
use crate::cli::discord::reload::Serving;
use crate::cli::discord::settings::direct_rules;
use crate::cli::discord::settings::rules;
use crate::cli::engine;
use crate::cli::engine::Engine;
use crate::cli::store;
use crate::cli::store::Wanted;
use crate::cli::watched;
use crate::config::Config;
use crate::config::StoreSetting;
use crate::config::discord::Common;
use crate::config::discord::DiscordConfig;
use crate::frontend::discord::Answers;
use crate::frontend::discord::Server;
use crate::frontend::discord::Servers;
use crate::frontend::progress::Bar;
use crate::frontend::wording;
use crate::matching::calibration::Target;
use crate::service::CatalogError;
use crate::service::Clock;
use crate::service::Counts;
use crate::service::FaqService;
use crate::service::MOST_PHRASINGS;
use crate::service::Opened;
use crate::service::Settings;
use crate::service::Spaces;
use crate::store::Store;
use crate::store::StoreError;

/// What is answered in each server, and each knowledge once.
pub(super) struct Open {
    pub(super) servers: Servers,
    pub(super) services: Vec<Serving>,
    /// What all of them keep in, if anything is kept.
    pub(super) store: Option<Arc<dyn Store>>,
}

/// The paths of the common knowledge; `None` where there is none.
pub(in crate::cli) fn common(config: &Config, file: &DiscordConfig) -> Option<Vec<PathBuf>> {
    match &file.knowledge {
        // As everywhere, the command line comes before a file.
        _ if config.knowledge_said => Some(config.knowledge.clone()),
        Common::Unsaid => Some(config.knowledge.clone()),
        Common::Paths(paths) => Some(paths.clone()),
        Common::Nothing => None,
    }
}

/// Opens the store and all knowledge. A server whose own cannot be read is left without; that is logged, and the others
/// go on.
pub(super) async fn open(config: &Config, engine: &Engine, file: &DiscordConfig) -> anyhow::Result<Open> {
    let store = store(config).await?;
    let mut opening = Opening { config, engine, store, known: HashMap::new(), services: Vec::new() };
    let mut servers = Servers::default();
    let any_own = file.servers.values().any(|server| server.knowledge.is_some());
    let whose = if any_own { "servers without knowledge of their own" } else { "every server" };
    let common = match common(config, file) {
        Some(paths) => Some(opening.answers(&paths, whose).await?),
        None => None,
    };
    if let Some(answers) = &common {
        let server = |rules| Arc::new(Server { answers: answers.clone(), rules });
        servers.direct = file.direct_messages.then(|| server(direct_rules(&file.rules)));
        servers.others = Some(server(rules(&file.rules, &BTreeMap::new())));
    }
    for (id, said) in &file.servers {
        let answers = match &said.knowledge {
            Some(paths) => opening.answers(paths, &format!("server {id}")).await?,
            // Without a common knowledge there is no such server: `check` has seen to it.
            None => match &common {
                Some(answers) => answers.clone(),
                None => continue,
            },
        };
        servers.named.insert((*id).into(), Arc::new(Server { answers, rules: rules(&said.rules, &said.channels) }));
    }
    let knows_nothing = |serving: &Serving| match &serving.answers {
        Answers::Files(service) => service.counts().entries == 0,
        // What is not in files may be in the store, or be taught.
        Answers::Spaces(_) => false,
    };
    if opening.services.iter().all(knows_nothing) {
        bail!("there is no knowledge to answer from for any server; the lines above say why");
    }
    Ok(Open { servers, services: opening.services, store: opening.store })
}

/// The store, made where it is not there yet; `None` where it is turned off, or where the usual one cannot be written and
/// nobody has named another.
async fn store(config: &Config) -> anyhow::Result<Option<Arc<dyn Store>>> {
    if store::address(config)?.is_none() {
        return Ok(None);
    }
    match store::open(config, Wanted::Lasting).await {
        Err(error) if config.store == StoreSetting::Usual && cannot_be_made(&error) => {
            warn!("nothing is kept, and nobody can teach, until this is mended: {}", wording::chain(error.as_ref()));
            Ok(None)
        }
        opened => opened,
    }
}

fn cannot_be_made(error: &anyhow::Error) -> bool {
    let error = error.downcast_ref::<StoreError>();
    error.is_some_and(|error| matches!(error, StoreError::ReadOnly(_) | StoreError::Full(_)))
}

/// Settings that contradict each other, or leave nobody to be answered.
pub(in crate::cli) fn check(config: &Config, file: &DiscordConfig) -> Result<(), Misconfigured> {
    if file.knowledge != Common::Nothing {
        return Ok(());
    }
    if config.knowledge_said {
        let text =
            "-k names knowledge for every server, and the settings say `knowledge = false`; take one of them out";
        return Err(Misconfigured(text.to_owned()));
    }
    if file.servers.is_empty() {
        let text = "the settings say `knowledge = false` and have no [server.ID], so nobody would be answered; add one";
        return Err(Misconfigured(text.to_owned()));
    }
    match file.servers.iter().find(|(_, server)| server.knowledge.is_none()) {
        Some((id, _)) => Err(Misconfigured(format!(
            "[server.{id}] names no `knowledge`, and with `knowledge = false` there is no common one; name some"
        ))),
        None => Ok(()),
    }
}

struct Opening<'a> {
    config: &'a Config,
    engine: &'a Engine,
    store: Option<Arc<dyn Store>>,
    /// By the files and folders, in whatever order and however written.
    known: HashMap<BTreeSet<PathBuf>, Answers>,
    services: Vec<Serving>,
}

impl Opening<'_> {
    /// What answers from this knowledge; it knows nothing yet when there is nothing in it to answer from.
    async fn answers(&mut self, paths: &[PathBuf], whose: &str) -> anyhow::Result<Answers> {
        let key: BTreeSet<PathBuf> = paths.iter().map(|path| one_name(path)).collect();
        if let Some(known) = self.known.get(&key) {
            return Ok(known.clone());
        }
        let settings = Settings {
            knowledge: paths.to_vec(),
            cache: Some(self.engine.cache.clone()),
            reads: self.engine.reads,
            target: Target::default(),
            memory: None,
            model_name: engine::model_name(self.config),
            loader: Some(engine::loader(self.config)),
        };
        let name = wording::listed(paths);
        let answers = match &self.store {
            Some(store) => self.spaces(settings, Arc::clone(store), whose, &name).await?,
            None => self.files(settings, whose, &name).await?,
        };
        self.services.push(Serving { name, answers: answers.clone() });
        self.known.insert(key, answers.clone());
        Ok(answers)
    }

    async fn spaces(
        &self,
        settings: Settings,
        store: Arc<dyn Store>,
        whose: &str,
        name: &str,
    ) -> anyhow::Result<Answers> {
        let paths = settings.knowledge.clone();
        let mut bar = Bar::counting("embedding phrasings", watched());
        let progress = |progress: crate::service::Progress| bar.at(progress.done, progress.total);
        let (model, clock) = (self.engine.handle.clone(), Clock::system());
        let opened = Spaces::open(model, settings, store, clock, MOST_PHRASINGS, progress).await;
        drop(bar);
        let (spaces, opened) = opened?;
        let counts = spaces.common().counts();
        tell(&counts, &opened, whose, name);
        if counts.entries == 0 {
            let text = wording::nothing_to_serve(&paths);
            warn!("{whose}: {text}; it is taken up as soon as it is there, and until then what is taught is answered");
        }
        Ok(Answers::Spaces(Arc::new(spaces)))
    }

    async fn files(&self, settings: Settings, whose: &str, name: &str) -> anyhow::Result<Answers> {
        let mut bar = Bar::counting("embedding phrasings", watched());
        let progress = |progress: crate::service::Progress| bar.at(progress.done, progress.total);
        let opened = FaqService::open(self.engine.handle.clone(), settings.clone(), progress).await;
        drop(bar);
        let service = match opened {
            Ok((service, opened)) => {
                tell(&service.counts(), &opened, whose, name);
                service
            }
            Err(CatalogError::NothingToServe { problems }) => {
                for line in wording::few_problems(&problems) {
                    error!("{line}");
                }
                let text = wording::nothing_to_serve(&settings.knowledge);
                error!("{whose}: {text}; it is taken up as soon as it is there, and until then nothing is answered");
                FaqService::waiting(self.engine.handle.clone(), settings).await
            }
            // The model serves all of them.
            Err(error @ (CatalogError::Model(_) | CatalogError::Store(_) | CatalogError::OtherModel { .. })) => {
                return Err(error.into());
            }
        };
        Ok(Answers::Files(Arc::new(service)))
    }
}

/// Logs what is answered from, and what was found wrong with it.
fn tell(counts: &Counts, opened: &Opened, whose: &str, name: &str) {
    let (entries, phrasings) = (counts.entries, counts.phrasings);
    info!(entries, phrasings, "{whose}: answered from {name}");
    for note in opened.notes() {
        warn!("{}", wording::plain(&note));
    }
    for line in wording::few_problems(&opened.problems) {
        warn!("{line}");
    }
}

/// The same for every way of naming the same file.
fn one_name(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}
