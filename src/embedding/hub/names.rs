//! What models are called, and what their authors say must stand before a text.

use ::fastembed::EmbeddingModel;
use ::fastembed::ModelInfo;
use ::fastembed::TextEmbedding;

use super::HubError;
use crate::embedding::model_dir::Prefixes;

/// A group of models from the same authors that are to be used in the same way.
struct Family {
    /// How the names of its models begin, in lower case.
    start: &'static str,
    author: &'static str,
    /// What stands before questions and phrasings alike.
    prefix: &'static str,
}

impl Family {
    const fn plain(start: &'static str, author: &'static str) -> Family {
        Family { start, author, prefix: "" }
    }
}

/// `fastembed` adds no prefixes, so these do. A question is compared with other questions here, so what a model's
/// authors say of texts of the same kind counts, not what they say of searching long passages: an instruction on one
/// side only would keep a question from being equal to itself. The first row that fits counts.
const FAMILIES: [Family; 14] = [
    Family::plain("all-", "sentence-transformers"),
    Family::plain("paraphrase-", "sentence-transformers"),
    Family::plain("clip-", "sentence-transformers"),
    // Cards of BAAI/bge-*, mixedbread-ai/mxbai-* and Snowflake/snowflake-arctic-embed-*: an instruction before
    // queries for passages, none otherwise.
    Family::plain("bge-", "BAAI"),
    Family::plain("mxbai-", "mixedbread-ai"),
    Family::plain("snowflake-arctic-embed-", "Snowflake"),
    Family::plain("gte-", "Alibaba-NLP"),
    Family::plain("jina-embeddings-v2-", "jinaai"),
    // Cards of nomic-ai/nomic-embed-text-v1 and -v1.5, and of lightonai/modernbert-embed-large, trained on the same:
    // a prefix is required, and that of short questions is the nearest to what is done here.
    Family { start: "nomic-embed-", author: "nomic-ai", prefix: "search_query: " },
    Family { start: "modernbert-embed-", author: "lightonai", prefix: "search_query: " },
    // Card of intfloat/multilingual-e5-base: "query: " on both sides where both are of the same kind.
    Family { start: "multilingual-e5-", author: "intfloat", prefix: "query: " },
    Family { start: "e5-", author: "intfloat", prefix: "query: " },
    // Card of google/embeddinggemma-300m, "Prompt Instructions", sentence similarity.
    Family { start: "embeddinggemma-", author: "google", prefix: "task: sentence similarity | query: " },
    Family::plain("", ""),
];

/// A model of the list, and how it is to be used.
pub(super) struct Named {
    pub(super) info: ModelInfo<EmbeddingModel>,
    pub(super) prefixes: Prefixes,
}

/// The name its authors gave the model.
pub(super) fn name_of(info: &ModelInfo<EmbeddingModel>) -> String {
    let base = base_name(&info.model_code);
    let author = family_of(base).author;
    if author.is_empty() { info.model_code.clone() } else { format!("{author}/{base}") }
}

/// The model called `typed`: by its short name, its authors' name with or without the author, or its repository.
/// Where a quantized model shares the name, the other one is meant. Case does not matter.
pub(super) fn resolve(typed: &str) -> Result<Named, HubError> {
    let all = TextEmbedding::list_supported_models();
    let fits = |info: &&ModelInfo<EmbeddingModel>| names_of(info).any(|name| name.eq_ignore_ascii_case(typed));
    // A short name fits exactly one; of the others, full precision comes first, as its short name is the shorter.
    let found = all.iter().filter(fits).min_by_key(|info| info.model.to_string().len());
    match found {
        Some(info) => {
            let family = family_of(base_name(&info.model_code));
            let prefixes = Prefixes { query: family.prefix.to_owned(), passage: family.prefix.to_owned() };
            Ok(Named { info: info.clone(), prefixes })
        }
        None => Err(HubError::UnknownName { name: typed.to_owned(), nearest: nearest(typed, &all) }),
    }
}

fn names_of(info: &ModelInfo<EmbeddingModel>) -> impl Iterator<Item = String> {
    let base = base_name(&info.model_code).to_owned();
    [info.model.to_string(), name_of(info), info.model_code.clone(), base].into_iter()
}

/// `Qdrant/bge-small-en-v1.5-onnx-Q` holds what its authors call `bge-small-en-v1.5`.
fn base_name(repository: &str) -> &str {
    let name = repository.rsplit('/').next().unwrap_or(repository);
    ["-onnx-Q", "-onnx", "-ONNX", "-text"].into_iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name)
}

fn family_of(base: &str) -> &'static Family {
    let base = base.to_ascii_lowercase();
    let last = &FAMILIES[FAMILIES.len() - 1];
    FAMILIES.iter().find(|family| base.starts_with(family.start)).unwrap_or(last)
}

/// The three names that share most pairs of neighbouring letters with what was typed.
fn nearest(typed: &str, all: &[ModelInfo<EmbeddingModel>]) -> Vec<String> {
    const SHOWN: usize = 3;
    let wanted = pairs(typed);
    let mut names: Vec<(usize, String)> = all
        .iter()
        .flat_map(|info| [info.model.to_string(), name_of(info)])
        .map(|name| {
            let have = pairs(&name);
            let shared = wanted.iter().filter(|pair| have.contains(pair)).count();
            // In thousandths of all, so that a long name is not near to everything.
            (2_000 * shared / (wanted.len() + have.len()).max(1), name)
        })
        .collect();
    names.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    names.dedup();
    names.into_iter().take(SHOWN).map(|(_, name)| name).collect()
}

fn pairs(text: &str) -> Vec<[char; 2]> {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    letters.windows(2).map(|pair| [pair[0], pair[1]]).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[track_caller]
    fn check(typed: &str, expected: &str) {
        let short = match resolve(typed) {
            Ok(named) => named.info.model.to_string(),
            Err(error) => error.to_string(),
        };
        assert_eq!(short, expected, "{typed}");
    }

    #[test]
    fn a_model_is_found_by_each_of_its_names() {
        check("BAAI/bge-small-en-v1.5", "BGESmallENV15");
        check("Xenova/bge-small-en-v1.5", "BGESmallENV15");
        check("bge-small-en-v1.5", "BGESmallENV15");
        check("bgesmallenv15q", "BGESmallENV15Q");
        check("Qdrant/bge-small-en-v1.5-onnx-Q", "BGESmallENV15Q");
        check("sentence-transformers/all-MiniLM-L6-v2", "AllMiniLML6V2");
        check("Xenova/all-MiniLM-L6-v2", "AllMiniLML6V2Q");
        check("intfloat/multilingual-e5-small", "MultilingualE5Small");
        check("google/embeddinggemma-300m", "EmbeddingGemma300M");
    }

    #[test]
    fn a_wrong_name_gets_the_nearest_ones() {
        let error = resolve("BAAI/bge-smal-en").err().unwrap().to_string();
        assert!(error.contains("`BAAI/bge-smal-en`") && error.contains("BAAI/bge-small-en-v1.5"), "{error}");
        assert!(resolve("").is_err());
    }

    #[test]
    fn every_model_has_a_family_and_every_name_finds_its_model() {
        let mut by_name: BTreeMap<String, usize> = BTreeMap::new();
        for info in TextEmbedding::list_supported_models() {
            assert_ne!(family_of(base_name(&info.model_code)).author, "", "{}", info.model_code);
            assert_eq!(resolve(&info.model.to_string()).unwrap().info.model, info.model);
            assert!(resolve(&name_of(&info)).is_ok());
            *by_name.entry(name_of(&info)).or_default() += 1;
        }
        // Full precision, and at most two quantized ones.
        assert!(by_name.values().all(|&count| count <= 3), "{by_name:?}");
    }

    #[test]
    fn prefixes_are_those_of_the_family() {
        for (name, prefix) in [
            ("AllMiniLML6V2", ""),
            ("BGELargeENV15Q", ""),
            ("MultilingualE5Large", "query: "),
            ("NomicEmbedTextV15Q", "search_query: "),
        ] {
            let Prefixes { query, passage } = resolve(name).unwrap().prefixes;
            assert_eq!((query.as_str(), passage.as_str()), (prefix, prefix), "{name}");
        }
    }
}
