//! From the Markdown of a stored answer to what Discord can show.

pub(in crate::frontend::discord) mod fence;
