//! The tables that a dump carries, with their columns.

use sqlx::any::AnyRow;

use crate::store::StoreError;
use crate::store::sql::followers::follower_of;
use crate::store::sql::items::change_of;
use crate::store::sql::items::item_of;
use crate::store::sql::missed::member_of;
use crate::store::sql::notices::notice_of;
use crate::store::sql::questions::question_of;
use crate::store::sql::questions::vote_of;
use crate::store::sql::reader::Reader;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Number,
    /// A number that was an `f32`, which is what it is made again when it is loaded.
    Real,
    Bytes,
}

/// What made the vector of a row.
pub(super) const MODEL: (&str, Kind) = ("model", Kind::Text);

/// What is wrong with the answer that a vote is on.
pub(super) const FLAW: (&str, Kind) = ("flaw", Kind::Text);

/// The change that closed a cluster.
pub(super) const CLOSED_IN: (&str, Kind) = ("closed_in", Kind::Number);

/// A table, the column `space` aside, which all have.
pub(super) struct Table {
    pub(super) name: &'static str,
    /// Each once; those that name a row first.
    pub(super) columns: &'static [(&'static str, Kind)],
    /// By what its rows are in order; no two of a space have the same.
    pub(super) order: &'static str,
    /// Whether a row is one that we could have written.
    pub(super) check: fn(&AnyRow) -> Result<(), StoreError>,
}

/// In an order in which each row comes after those that it refers to.
pub(super) const TABLES: [Table; 12] = [
    Table {
        name: "spaces",
        columns: &[
            ("hash_key", Kind::Bytes),
            ("version", Kind::Number),
            ("clusters", Kind::Number),
            ("suggestions", Kind::Number),
        ],
        order: "space",
        check: |row| {
            let reader = Reader::new(row, "spaces", &["space"]);
            if reader.bytes("hash_key")?.len() != 32 {
                return Err(reader.damaged("hash_key"));
            }
            for column in ["version", "clusters", "suggestions"] {
                reader.number(column)?;
            }
            Ok(())
        },
    },
    Table {
        name: "items",
        columns: &[
            ("kind", Kind::Text),
            ("id", Kind::Text),
            ("revision", Kind::Number),
            ("at", Kind::Number),
            ("document", Kind::Text),
        ],
        order: "kind, id",
        check: |row| item_of(row).map(drop),
    },
    Table {
        name: "changes",
        columns: &[
            ("number", Kind::Number),
            ("part", Kind::Number),
            ("at", Kind::Number),
            ("person", Kind::Text),
            ("name", Kind::Text),
            ("action", Kind::Text),
            ("kind", Kind::Text),
            ("id", Kind::Text),
            ("revision_before", Kind::Number),
            ("before", Kind::Text),
            ("after", Kind::Text),
        ],
        order: "number, part",
        check: |row| change_of(row).map(drop),
    },
    Table {
        name: "questions",
        columns: &[
            ("id", Kind::Text),
            ("at", Kind::Number),
            ("person", Kind::Text),
            ("place", Kind::Text),
            ("text", Kind::Text),
            ("verdict", Kind::Text),
            ("reason", Kind::Text),
            ("bar", Kind::Real),
            ("offered", Kind::Number),
            ("candidates", Kind::Text),
            ("version", Kind::Number),
            ("silent", Kind::Number),
            ("vector", Kind::Bytes),
            MODEL,
        ],
        order: "id",
        check: |row| question_of(row).map(drop),
    },
    Table {
        name: "votes",
        columns: &[
            ("question", Kind::Text),
            ("person", Kind::Text),
            ("opinion", Kind::Text),
            ("entry", Kind::Text),
            FLAW,
            ("at", Kind::Number),
        ],
        order: "question, person",
        check: |row| vote_of(row).map(drop),
    },
    Table {
        name: "clusters",
        columns: &[
            ("number", Kind::Number),
            ("person", Kind::Text),
            ("text", Kind::Text),
            ("vector", Kind::Bytes),
            MODEL,
            ("state", Kind::Text),
            ("nearest", Kind::Text),
            ("resolved_by", Kind::Text),
            CLOSED_IN,
        ],
        order: "number",
        check: check_cluster,
    },
    Table {
        name: "cluster_members",
        columns: &[
            ("cluster", Kind::Number),
            ("person", Kind::Text),
            ("normal", Kind::Text),
            ("question", Kind::Text),
            ("text", Kind::Text),
            ("vector", Kind::Bytes),
            MODEL,
            ("place", Kind::Text),
            ("first_at", Kind::Number),
            ("last_at", Kind::Number),
            ("times", Kind::Number),
        ],
        order: "cluster, person, normal",
        check: |row| {
            member_of(row)?;
            Reader::new(row, "cluster_members", &["cluster"]).stored_vector().map(drop)
        },
    },
    Table {
        name: "followers",
        columns: &[("cluster", Kind::Number), ("person", Kind::Text), ("place", Kind::Text), ("at", Kind::Number)],
        order: "cluster, person",
        check: |row| {
            Reader::new(row, "followers", &["cluster"]).number("cluster")?;
            follower_of(row).map(drop)
        },
    },
    Table {
        name: "suggestions",
        columns: &[
            ("number", Kind::Number),
            ("kind", Kind::Text),
            ("entry", Kind::Text),
            ("normal", Kind::Text),
            ("person", Kind::Text),
            ("text", Kind::Text),
            ("state", Kind::Text),
            ("at", Kind::Number),
        ],
        order: "number",
        check: check_suggestion,
    },
    Table {
        name: "suggestion_supports",
        columns: &[
            ("suggestion", Kind::Number),
            ("person", Kind::Text),
            ("question", Kind::Text),
            ("text", Kind::Text),
            ("at", Kind::Number),
        ],
        order: "suggestion, person, question",
        check: |row| {
            let reader = Reader::new(row, "suggestion_supports", &["suggestion"]);
            reader.number("suggestion")?;
            reader.person("person")?;
            reader.id("question")?;
            reader.text("text")?;
            reader.moment("at").map(drop)
        },
    },
    Table {
        name: "notices",
        columns: &[
            ("id", Kind::Text),
            ("key", Kind::Text),
            ("person", Kind::Text),
            ("place", Kind::Text),
            ("question", Kind::Text),
            ("entry", Kind::Text),
            ("at", Kind::Number),
            ("attempts", Kind::Number),
            ("taken_until", Kind::Number),
        ],
        order: "id",
        check: |row| {
            let reader = Reader::new(row, "notices", &["id"]);
            match reader.text_or_none("person")? {
                Some(_) => notice_of(row).map(drop),
                None => reader.id("id").map(drop),
            }
        },
    },
    Table {
        name: "preferences",
        columns: &[("person", Kind::Text), ("recorded", Kind::Number), ("told", Kind::Number)],
        order: "person",
        check: |row| {
            let reader = Reader::new(row, "preferences", &[]);
            reader.person("person")?;
            reader.flag("recorded")?;
            reader.flag("told").map(drop)
        },
    },
];

fn check_cluster(row: &AnyRow) -> Result<(), StoreError> {
    let reader = Reader::new(row, "clusters", &["number"]);
    reader.number("number")?;
    reader.person("person")?;
    reader.text("text")?;
    reader.stored_vector()?;
    reader.one_of("state", crate::store::ClusterState::parse)?;
    reader.entry_or_none("nearest")?;
    reader.entry_or_none("resolved_by")?;
    reader.number("closed_in").map(drop)
}

fn check_suggestion(row: &AnyRow) -> Result<(), StoreError> {
    let reader = Reader::new(row, "suggestions", &["number"]);
    reader.number("number")?;
    reader.one_of("kind", crate::store::SuggestionKind::parse)?;
    reader.entry("entry")?;
    reader.person("person")?;
    reader.text("text")?;
    reader.one_of("state", crate::store::SuggestionState::parse)?;
    reader.moment("at").map(drop)
}

impl Table {
    /// All rows of a space, in order.
    pub(super) fn select(&self) -> String {
        let columns: Vec<&str> = self.columns.iter().map(|(name, _)| *name).collect();
        format!("SELECT space, {} FROM {} WHERE space = $1 ORDER BY {}", columns.join(", "), self.name, self.order)
    }
}
