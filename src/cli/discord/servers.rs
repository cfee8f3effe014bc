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
use crate::cli::engine::Engine;
use crate::cli::watched;
use crate::config::Config;
use crate::config::discord::Common;
use crate::config::discord::DiscordConfig;
use crate::frontend::discord::Server;
use crate::frontend::discord::Servers;
use crate::frontend::progress::Bar;
use crate::frontend::wording;
use crate::matching::calibration::Target;
use crate::service::CatalogError;
use crate::service::FaqService;
use crate::service::Settings;

/// What is answered in each server, and each knowledge once.
pub(super) struct Open {
    pub(super) servers: Servers,
    pub(super) services: Vec<Serving>,
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

/// Opens all knowledge. A server whose own cannot be read is left without; that is logged, and the others go on.
pub(super) async fn open(config: &Config, engine: &Engine, file: &DiscordConfig) -> anyhow::Result<Open> {
    let mut opening = Opening { engine, known: HashMap::new(), services: Vec::new() };
    let mut servers = Servers::default();
    let any_own = file.servers.values().any(|server| server.knowledge.is_some());
    let whose = if any_own { "servers without knowledge of their own" } else { "every server" };
    let common = match common(config, file) {
        Some(paths) => Some(opening.service(&paths, whose).await?),
        None => None,
    };
    if let Some(service) = &common {
        let server = |rules| Arc::new(Server { service: Arc::clone(service), rules });
        servers.direct = file.direct_messages.then(|| server(direct_rules(&file.rules)));
        servers.others = Some(server(rules(&file.rules, &BTreeMap::new())));
    }
    for (id, said) in &file.servers {
        let service = match &said.knowledge {
            Some(paths) => opening.service(paths, &format!("server {id}")).await?,
            // Without a common knowledge there is no such server: `check` has seen to it.
            None => match &common {
                Some(service) => Arc::clone(service),
                None => continue,
            },
        };
        servers.named.insert((*id).into(), Arc::new(Server { service, rules: rules(&said.rules, &said.channels) }));
    }
    if opening.services.iter().all(|serving| serving.service.counts().entries == 0) {
        bail!("there is no knowledge to answer from for any server; the lines above say why");
    }
    Ok(Open { servers, services: opening.services })
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
    engine: &'a Engine,
    /// By the files and folders, in whatever order and however written.
    known: HashMap<BTreeSet<PathBuf>, Arc<FaqService>>,
    services: Vec<Serving>,
}

impl Opening<'_> {
    /// The service on this knowledge; one that knows nothing yet when there is nothing in it to answer from.
    async fn service(&mut self, paths: &[PathBuf], whose: &str) -> anyhow::Result<Arc<FaqService>> {
        let key: BTreeSet<PathBuf> = paths.iter().map(|path| one_name(path)).collect();
        if let Some(known) = self.known.get(&key) {
            return Ok(known.clone());
        }
        let settings = || Settings {
            knowledge: paths.to_vec(),
            cache: Some(self.engine.cache.clone()),
            reads: self.engine.reads,
            target: Target::default(),
            memory: None,
            model_name: "all-MiniLM-L6-v2".to_owned(),
            loader: None,
        };
        let name = wording::listed(paths);
        let mut bar = Bar::counting("embedding phrasings", watched());
        let progress = |progress: crate::service::Progress| bar.at(progress.done, progress.total);
        let opened = FaqService::open(self.engine.handle.clone(), settings(), progress).await;
        drop(bar);
        let service = match opened {
            Ok((service, opened)) => {
                let counts = service.counts();
                let (entries, phrasings) = (counts.entries, counts.phrasings);
                info!(entries, phrasings, "{whose}: answered from {name}");
                for note in opened.notes() {
                    warn!("{}", wording::plain(&note));
                }
                for line in wording::few_problems(&opened.problems) {
                    warn!("{line}");
                }
                service
            }
            Err(CatalogError::NothingToServe { problems }) => {
                for line in wording::few_problems(&problems) {
                    error!("{line}");
                }
                let text = wording::nothing_to_serve(paths);
                error!("{whose}: {text}; it is taken up as soon as it is there, and until then nothing is answered");
                FaqService::waiting(self.engine.handle.clone(), settings()).await
            }
            // The model serves all of them.
            Err(error @ (CatalogError::Model(_) | CatalogError::Store(_) | CatalogError::OtherModel { .. })) => {
                return Err(error.into());
            }
        };
        let service = Arc::new(service);
        self.services.push(Serving { name, service: Arc::clone(&service) });
        self.known.insert(key, Arc::clone(&service));
        Ok(service)
    }
}

/// The same for every way of naming the same file.
fn one_name(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}
