//! stub
use crate::embedding::UnitVector;
/// stub
#[derive(Debug, Default)]
pub struct Leaders;
impl Leaders {
    /// stub
    #[must_use]
    pub fn new() -> Leaders {
        Leaders
    }
    /// stub
    #[must_use]
    pub fn assign(&self, _text: &str, _vector: &UnitVector) -> Option<u64> {
        None
    }
    /// stub
    pub fn add(&mut self, _number: u64, _text: &str, _vector: &UnitVector) {}
}
