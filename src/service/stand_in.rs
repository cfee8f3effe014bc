//! What the tests of this module share: a service on a stand-in model that can be held up.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::Condvar;
use std::sync::Mutex;

use tempfile::TempDir;
use tokio::sync::mpsc;

use crate::embedding::EmbedError;
use crate::embedding::Embedder;
use crate::embedding::Fingerprint;
use crate::embedding::Side;
use crate::embedding::UnitVector;
use crate::embedding::cross_encoder::PairReader;
use crate::embedding::lexical::LexicalEmbedder;
use crate::embedding::worker::ModelHandle;
use crate::matching::calibration::Target;
use crate::matching::chatter::CHATTER;
use crate::matching::screening::Reads;
use crate::service::FaqService;
use crate::service::Settings;

/// A service and the folder with its knowledge.
pub(super) struct Trial {
    pub(super) service: FaqService,
    pub(super) model: ModelHandle,
    pub(super) folder: TempDir,
}

impl Trial {
    /// A service that knows what is in `text`, a knowledge file in plain text.
    pub(super) async fn knowing(text: &str) -> Trial {
        Trial::with_gate(text, &Gate::new().0).await
    }

    /// The same, with a model that every question has to pass `gate` to reach.
    pub(super) async fn with_gate(text: &str, gate: &Gate) -> Trial {
        Trial::on(text, Trial::model(gate)).await
    }

    /// A model that every question has to pass `gate` to reach.
    fn model(gate: &Gate) -> ModelHandle {
        let gated = |gate: &Gate| Box::new(Gated { words: LexicalEmbedder::new(), gate: gate.clone() });
        let first = gated(gate);
        let gate = gate.clone();
        let factory = move || -> Result<Box<dyn Embedder>, EmbedError> { Ok(gated(&gate)) };
        ModelHandle::start(first, Box::new(factory), NonZeroUsize::MIN).unwrap()
    }

    /// The same, with a cross-encoder beside the model.
    pub(super) async fn with_reader(text: &str, reader: PairReader) -> Trial {
        Trial::on(text, Trial::model(&Gate::new().0).with_reader(reader)).await
    }

    async fn on(text: &str, model: ModelHandle) -> Trial {
        let folder = TempDir::new().unwrap();
        std::fs::write(folder.path().join("faq.txt"), text).unwrap();
        let settings = Settings {
            knowledge: vec![folder.path().to_owned()],
            cache: None,
            reads: Reads::Anything,
            target: Target::default(),
            memory: None,
            model_name: "all-MiniLM-L6-v2".to_owned(),
            loader: None,
        };
        let (service, _) = FaqService::open(model.clone(), settings, |_| ()).await.unwrap();
        Trial { service, model, folder }
    }

    /// The knowledge file.
    pub(super) fn file(&self) -> PathBuf {
        self.folder.path().join("faq.txt")
    }
}

/// Holds questions up while it is closed, and tells which have come to it.
#[derive(Clone)]
pub(super) struct Gate {
    shared: Arc<(Mutex<bool>, Condvar)>,
    begun: mpsc::UnboundedSender<String>,
}

impl Gate {
    /// An open gate, and the questions that come to it.
    pub(super) fn new() -> (Gate, mpsc::UnboundedReceiver<String>) {
        let (begun, begins) = mpsc::unbounded_channel();
        (Gate { shared: Arc::default(), begun }, begins)
    }

    pub(super) fn close(&self) {
        *self.shared.0.lock().unwrap() = true;
    }

    pub(super) fn open(&self) {
        *self.shared.0.lock().unwrap() = false;
        self.shared.1.notify_all();
    }

    fn pass(&self, text: &str) {
        let _ = self.begun.send(text.to_owned());
        let (closed, opened) = &*self.shared;
        drop(opened.wait_while(closed.lock().unwrap(), |closed| *closed).unwrap());
    }
}

struct Gated {
    words: LexicalEmbedder,
    gate: Gate,
}

impl Embedder for Gated {
    fn fingerprint(&self) -> &Fingerprint {
        self.words.fingerprint()
    }

    fn dimensions(&self) -> usize {
        self.words.dimensions()
    }

    fn embed(&mut self, text: &str, side: Side) -> Result<UnitVector, EmbedError> {
        // What a knowledge rehearses with when it is loaded is no question.
        if side == Side::Query && !CHATTER.lines().any(|line| line == text) {
            self.gate.pass(text);
        }
        self.words.embed(text, side)
    }
}
