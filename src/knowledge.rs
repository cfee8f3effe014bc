//! Reads and writes knowledge files.
