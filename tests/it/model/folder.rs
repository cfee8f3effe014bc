//! Model folders: what is followed, and what is refused.

use std::path::Path;

use askwell::embedding::fastembed::FastEmbedder;
use askwell::embedding::model_dir;
use askwell::embedding::model_dir::Model;
use askwell::embedding::model_dir::ModelError;
use askwell::embedding::model_dir::Pooling;

use super::copied_model;
use super::loaded;

/// A folder with the least that a model needs, and `files` beside it; `open` does not look into the weights.
fn folder_with(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let least = [
        ("model.onnx", "weights"),
        ("tokenizer.json", "{}"),
        ("config.json", r#"{"max_position_embeddings": 512}"#),
        ("tokenizer_config.json", r#"{"model_max_length": 1000000000000000019884624838656, "pad_token": "[PAD]"}"#),
        ("1_Pooling/config.json", r#"{"pooling_mode_cls_token": false, "pooling_mode_mean_tokens": true}"#),
    ];
    for (name, content) in least.iter().chain(files) {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }
    folder
}

fn open_with(files: &[(&str, &str)]) -> Result<Model, ModelError> {
    model_dir::open(folder_with(files).path())
}

#[track_caller]
fn check_pooling(config: &str, expected: Result<Pooling, &str>) {
    match (open_with(&[("1_Pooling/config.json", config)]), expected) {
        (Ok(model), Ok(pooling)) => assert_eq!(model.pooling, pooling, "{config}"),
        (Err(error), Err(part)) => {
            assert!(error.to_string().contains(part) && error.to_string().contains("1_Pooling/config.json"), "{error}");
        }
        (got, expected) => panic!("{config}: {got:?} instead of {expected:?}"),
    }
}

#[test]
fn pooling_is_what_the_folder_says() {
    check_pooling(r#"{"pooling_mode_mean_tokens": true}"#, Ok(Pooling::Mean));
    check_pooling(r#"{"pooling_mode_cls_token": true, "pooling_mode_mean_tokens": false}"#, Ok(Pooling::Cls));
    check_pooling(
        r#"{"word_embedding_dimension": 8, "pooling_mode": "cls", "include_prompt": true}"#,
        Ok(Pooling::Cls),
    );
    check_pooling(r#"{"pooling_mode_max_tokens": true}"#, Err("the pooling mode max"));
    check_pooling(r#"{"pooling_mode_lasttoken": true}"#, Err("the pooling mode lasttoken"));
    check_pooling(r#"{"pooling_mode": ["mean", "max"]}"#, Err("mean with max"));
    check_pooling("{}", Err("does not name"));
    check_pooling("[]", Err("not an object"));
    let folder = folder_with(&[]);
    std::fs::remove_dir_all(folder.path().join("1_Pooling")).unwrap();
    let model = model_dir::open(folder.path()).unwrap();
    assert_eq!((model.pooling, model.notes.len()), (Pooling::Mean, 1));
}

#[test]
fn the_shortest_length_counts() {
    let length = |files: &[(&str, &str)]| open_with(files).unwrap().max_length;
    assert_eq!(length(&[]), 512);
    assert_eq!(length(&[("sentence_bert_config.json", r#"{"max_seq_length": 256}"#)]), 256);
    assert_eq!(length(&[("sentence_bert_config.json", r#"{"max_seq_length": 9999}"#)]), 512);
    assert_eq!(length(&[("tokenizer_config.json", r#"{"model_max_length": 128}"#)]), 128);
    assert_eq!(length(&[("config.json", r#"{"max_position_embeddings": null}"#)]), 512);
}

#[test]
fn prefixes_are_the_prompts_of_the_folder() {
    let prefixes = |settings: &str| {
        let prefixes = open_with(&[("config_sentence_transformers.json", settings)]).unwrap().prefixes;
        (prefixes.query, prefixes.passage)
    };
    let pair = |query: &str, passage: &str| (query.to_owned(), passage.to_owned());
    assert_eq!(prefixes("{}"), pair("", ""));
    assert_eq!(prefixes(r#"{"prompts": {"query": "q: ", "passage": "p: "}}"#), pair("q: ", "p: "));
    assert_eq!(prefixes(r#"{"prompts": {"query": "q: ", "document": "d: ", "passage": ""}}"#), pair("q: ", "d: "));
    assert_eq!(prefixes(r#"{"prompts": {"a": "both "}, "default_prompt_name": "a"}"#), pair("both ", "both "));
}

#[test]
fn a_step_that_is_not_built_in_is_refused() {
    let modules = r#"[{"type": "sentence_transformers.models.Transformer", "path": ""},
        {"type": "sentence_transformers.models.Dense", "path": "2_Dense"}]"#;
    let error = open_with(&[("modules.json", modules)]).unwrap_err().to_string();
    assert!(error.contains("`Dense`") && error.contains("2_Dense"), "{error}");
}

#[test]
fn what_is_missing_or_no_json_is_named() {
    for name in ["tokenizer.json", "config.json", "tokenizer_config.json"] {
        let folder = folder_with(&[]);
        std::fs::remove_file(folder.path().join(name)).unwrap();
        let error = model_dir::open(folder.path()).unwrap_err();
        assert!(matches!(&error, ModelError::Missing(path) if path.ends_with(name)), "{error}");
    }
    for name in ["config.json", "tokenizer_config.json", "1_Pooling/config.json", "modules.json"] {
        let error = open_with(&[(name, "{\"a\": ")]).unwrap_err();
        assert!(matches!(&error, ModelError::Json { path, .. } if path.ends_with(name)), "{error}");
    }
    let folder = folder_with(&[]);
    std::fs::remove_file(folder.path().join("model.onnx")).unwrap();
    assert!(matches!(model_dir::open(folder.path()), Err(ModelError::NoOnnx(_))));
    assert!(matches!(model_dir::open(Path::new("no/such/folder")), Err(ModelError::NoFolder(_))));
}

#[test]
fn weights_are_found_where_exporters_put_them() {
    for name in ["onnx/model.onnx", "model_quantized.onnx", "onnx/model_int8.onnx"] {
        let folder = folder_with(&[(name, "weights")]);
        std::fs::remove_file(folder.path().join("model.onnx")).unwrap();
        assert!(model_dir::open(folder.path()).is_ok(), "{name}");
        let candidates = ["nowhere".into(), folder.path().to_path_buf()];
        assert_eq!(model_dir::locate_default(&candidates).unwrap(), folder.path());
    }
    let error = model_dir::locate_default(&["here".into(), "there".into()]).unwrap_err().to_string();
    assert!(error.contains("`here`, `there`"), "{error}");
}

#[test]
fn every_part_that_changes_vectors_changes_the_fingerprint() {
    let plain = open_with(&[]).unwrap().fingerprint;
    assert_eq!(plain, open_with(&[("README.md", "of no matter")]).unwrap().fingerprint);
    for change in [
        ("model.onnx", "other weights"),
        ("model.onnx_data", "more weights"),
        ("tokenizer.json", "{ }"),
        ("special_tokens_map.json", "{}"),
        ("1_Pooling/config.json", r#"{"pooling_mode_cls_token": true}"#),
        ("sentence_bert_config.json", r#"{"max_seq_length": 256}"#),
        ("sentence_bert_config.json", r#"{"do_lower_case": true}"#),
        ("config_sentence_transformers.json", r#"{"prompts": {"query": "q: "}}"#),
        ("config_sentence_transformers.json", r#"{"prompts": {"passage": "q: "}}"#),
    ] {
        assert_ne!(plain, open_with(&[change]).unwrap().fingerprint, "{change:?}");
    }
}

#[test]
fn damage_to_a_listed_file_is_named() {
    let folder = copied_model();
    for name in ["model.onnx", "tokenizer.json", "1_Pooling/config.json"] {
        let path = folder.path().join(name);
        let whole = std::fs::read(&path).unwrap();
        let mut other = whole.clone();
        other[whole.len() / 2] ^= 1;
        for bytes in [&other[..], &whole[..whole.len() / 2]] {
            std::fs::write(&path, bytes).unwrap();
            let error = model_dir::open(folder.path()).unwrap_err();
            assert!(matches!(&error, ModelError::Damaged(at) if *at == path), "{error}");
        }
        std::fs::remove_file(&path).unwrap();
        let error = model_dir::open(folder.path()).unwrap_err();
        assert!(matches!(&error, ModelError::Missing(at) if *at == path) || name == "model.onnx", "{error}");
        std::fs::write(&path, whole).unwrap();
    }
    assert!(model_dir::open(folder.path()).is_ok());
}

#[test]
fn weights_or_tokenizer_cut_short_are_named_without_a_list_too() {
    for name in ["model.onnx", "tokenizer.json"] {
        let folder = copied_model();
        std::fs::remove_file(folder.path().join("SHA256SUMS")).unwrap();
        let path = folder.path().join(name);
        let whole = std::fs::read(&path).unwrap();
        std::fs::write(&path, &whole[..whole.len() / 2]).unwrap();
        let model = model_dir::open(folder.path()).unwrap();
        let error = FastEmbedder::new(model, &loaded(), 1).err().unwrap().to_string();
        assert!(error.contains(name) && error.contains("cut short"), "{error}");
    }
}
