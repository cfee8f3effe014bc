//! An embedder that survives its own panics.

use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;

use super::Factory;
use crate::embedding::EmbedError;
use crate::embedding::Embedder;
use crate::embedding::Fingerprint;
use crate::embedding::Side;
use crate::embedding::UnitVector;

/// How to make a session, and what it must be like.
pub(super) struct Blueprint {
    pub(super) fingerprint: Fingerprint,
    pub(super) dimensions: usize,
    pub(super) words: Vec<String>,
    factory: Factory,
}

impl Blueprint {
    pub(super) fn new(first: &dyn Embedder, factory: Factory) -> Blueprint {
        Blueprint {
            fingerprint: first.fingerprint().clone(),
            dimensions: first.dimensions(),
            words: first.words(),
            factory,
        }
    }

    fn build(&self) -> Result<Box<dyn Embedder>, EmbedError> {
        let embedder = catch_unwind(AssertUnwindSafe(|| (self.factory)())).map_err(|panic| panicked(&*panic))??;
        if *embedder.fingerprint() != self.fingerprint || embedder.dimensions() != self.dimensions {
            return Err(EmbedError::Model("its files have changed since the start".to_owned()));
        }
        Ok(embedder)
    }
}

/// One thread's embedder. After a panic its state may be broken, so the next text gets a new one.
pub(super) struct Session<'a> {
    blueprint: &'a Blueprint,
    embedder: Option<Box<dyn Embedder>>,
}

impl<'a> Session<'a> {
    pub(super) fn with(blueprint: &'a Blueprint, embedder: Box<dyn Embedder>) -> Session<'a> {
        Session { blueprint, embedder: Some(embedder) }
    }

    pub(super) fn new(blueprint: &'a Blueprint) -> Result<Session<'a>, EmbedError> {
        Ok(Session::with(blueprint, blueprint.build()?))
    }

    pub(super) fn embed(&mut self, text: &str, side: Side) -> Result<UnitVector, EmbedError> {
        let mut embedder = match self.embedder.take() {
            Some(embedder) => embedder,
            None => self.blueprint.build()?,
        };
        match catch_unwind(AssertUnwindSafe(|| embedder.embed(text, side))) {
            Ok(result) => {
                self.embedder = Some(embedder);
                result.and_then(|vector| self.checked(vector))
            }
            Err(panic) => {
                // What panicked once may panic again while it is taken down.
                drop(catch_unwind(AssertUnwindSafe(|| drop(embedder))));
                Err(panicked(&*panic))
            }
        }
    }

    /// The index is a matrix with one width; a vector of another would stop the program there.
    fn checked(&self, vector: UnitVector) -> Result<UnitVector, EmbedError> {
        let (got, expected) = (vector.as_slice().len(), self.blueprint.dimensions);
        if got == expected {
            Ok(vector)
        } else {
            Err(EmbedError::Model(format!("it gave {got} dimensions instead of {expected}")))
        }
    }
}

fn panicked(panic: &(dyn Any + Send)) -> EmbedError {
    let message = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    EmbedError::Model(format!("it panicked: {}", message.unwrap_or("no message")))
}
