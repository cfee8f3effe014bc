//! What a sentence-transformers folder says about how its model is to be used.

use serde_json::Value;

use super::ModelError;
use super::Pooling;
use super::Prefixes;
use super::checked::CheckedFolder;

/// What nearly every model of this kind can take, for folders that do not say.
const USUAL_MAX_LENGTH: usize = 512;

/// Names under which the prefix of what is stored is found; sentence-transformers knows the last three.
const PASSAGE_PROMPTS: [&str; 3] = ["passage", "document", "corpus"];

/// All settings of one folder.
pub(super) struct Layout {
    pub(super) pooling: Pooling,
    pub(super) prefixes: Prefixes,
    pub(super) max_length: usize,
    pub(super) lower_case: bool,
    /// As `fastembed` wants it.
    pub(super) tokenizer_config: Vec<u8>,
    pub(super) notes: Vec<String>,
}

impl Layout {
    pub(super) fn read(checked: &mut CheckedFolder) -> Result<Layout, ModelError> {
        let mut notes = Vec::new();
        check_modules(checked)?;
        let prompts = object(checked, "config_sentence_transformers.json")?.unwrap_or_default();
        let prefixes = prefixes(&prompts);
        let pooling = pooling(checked, &prefixes, &mut notes)?;
        let bert = object(checked, "sentence_bert_config.json")?.unwrap_or_default();
        let config = required_object(checked, "config.json")?;
        let tokenizer = required_object(checked, "tokenizer_config.json")?;
        let limits = [&bert["max_seq_length"], &tokenizer["model_max_length"], &config["max_position_embeddings"]];
        let max_length = limits.into_iter().filter_map(length).min().unwrap_or_else(|| {
            notes.push(format!("the model names no maximum length; {USUAL_MAX_LENGTH} is taken"));
            USUAL_MAX_LENGTH
        });
        Ok(Layout {
            pooling,
            prefixes,
            max_length,
            lower_case: bert["do_lower_case"].as_bool().unwrap_or(false),
            tokenizer_config: completed(tokenizer, max_length),
            notes,
        })
    }
}

/// A length in word pieces. "No limit" is written as a number with 30 digits.
pub(in crate::embedding) fn length(value: &Value) -> Option<usize> {
    let number = value.as_f64()?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "in range, as checked")]
    (1.0..1e9).contains(&number).then_some(number as usize)
}

/// `fastembed` demands two fields that not every model's file has. As one text is embedded at a time, nothing is
/// ever padded, and any word will do for that.
pub(in crate::embedding) fn completed(mut tokenizer_config: Value, max_length: usize) -> Vec<u8> {
    if tokenizer_config["model_max_length"].as_f64().is_none() {
        tokenizer_config["model_max_length"] = max_length.into();
    }
    let pad = &tokenizer_config["pad_token"];
    if pad.as_str().or_else(|| pad["content"].as_str()).is_none() {
        tokenizer_config["pad_token"] = "[PAD]".into();
    }
    tokenizer_config.to_string().into_bytes()
}

/// Refuses models with a step that is left out here.
fn check_modules(checked: &mut CheckedFolder) -> Result<(), ModelError> {
    let Some(modules) = json(checked, "modules.json")? else { return Ok(()) };
    for module in modules.as_array().into_iter().flatten() {
        let kind = module["type"].as_str().unwrap_or_default().rsplit('.').next().unwrap_or_default();
        let elsewhere = kind == "Transformer" && module["path"].as_str().is_some_and(|path| !path.is_empty());
        if elsewhere || !["Transformer", "Pooling", "Normalize"].contains(&kind) {
            let what = format!("the step `{kind}` in `{}` (modules.json)", module["path"].as_str().unwrap_or_default());
            return Err(ModelError::Unsupported { folder: checked.folder().to_path_buf(), what });
        }
    }
    Ok(())
}

fn prefixes(settings: &Value) -> Prefixes {
    let prompts = &settings["prompts"];
    let named = |name: &str| prompts[name].as_str();
    let default = settings["default_prompt_name"].as_str().and_then(named);
    let query = named("query").or(default).unwrap_or_default().to_owned();
    // An empty prompt may be written out, and one with another name may not.
    let passage = PASSAGE_PROMPTS.into_iter().filter_map(named).find(|prompt| !prompt.is_empty());
    let passage = passage.or(default).unwrap_or_default().to_owned();
    Prefixes { query, passage }
}

fn pooling(checked: &mut CheckedFolder, prefixes: &Prefixes, notes: &mut Vec<String>) -> Result<Pooling, ModelError> {
    const FILE: &str = "1_Pooling/config.json";
    let Some(settings) = object(checked, FILE)? else {
        notes.push(format!("the model has no {FILE}; the mean of its word pieces is taken"));
        return Ok(Pooling::Mean);
    };
    let unsupported = |what: String| ModelError::Unsupported { folder: checked.folder().to_path_buf(), what };
    if settings["include_prompt"].as_bool() == Some(false) && *prefixes != Prefixes::default() {
        return Err(unsupported(format!("its prefixes left out of the pooling ({FILE})")));
    }
    let modes = pooling_modes(&settings);
    match modes.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["mean"] => Ok(Pooling::Mean),
        ["cls"] => Ok(Pooling::Cls),
        [] => Err(unsupported(format!("a pooling mode that it does not name ({FILE})"))),
        _ => Err(unsupported(format!("the pooling mode {} ({FILE})", modes.join(" with ")))),
    }
}

/// The modes that are on, in one of the two ways of writing them: `"pooling_mode_mean_tokens": true`, and
/// `"pooling_mode": "mean"` or a list.
fn pooling_modes(settings: &Value) -> Vec<String> {
    let listed = match &settings["pooling_mode"] {
        Value::String(mode) => vec![mode.clone()],
        Value::Array(modes) => modes.iter().filter_map(|mode| mode.as_str().map(str::to_owned)).collect(),
        _ => Vec::new(),
    };
    let flags = settings.as_object().into_iter().flatten().filter(|(_, value)| value.as_bool() == Some(true));
    let flagged = flags
        .filter_map(|(key, _)| key.strip_prefix("pooling_mode_"))
        .map(|mode| mode.strip_suffix("_tokens").or_else(|| mode.strip_suffix("_token")).unwrap_or(mode).to_owned());
    if listed.is_empty() { flagged.collect() } else { listed }
}

fn json(checked: &mut CheckedFolder, name: &str) -> Result<Option<Value>, ModelError> {
    let Some(bytes) = checked.optional(name)? else { return Ok(None) };
    let path = checked.folder().join(name);
    serde_json::from_slice(&bytes).map(Some).map_err(|error| ModelError::Json { path, message: error.to_string() })
}

fn object(checked: &mut CheckedFolder, name: &str) -> Result<Option<Value>, ModelError> {
    match json(checked, name)? {
        Some(value) if !value.is_object() => {
            Err(ModelError::Json { path: checked.folder().join(name), message: "it is not an object".to_owned() })
        }
        other => Ok(other),
    }
}

fn required_object(checked: &mut CheckedFolder, name: &str) -> Result<Value, ModelError> {
    object(checked, name)?.ok_or_else(|| ModelError::Missing(checked.folder().join(name)))
}
