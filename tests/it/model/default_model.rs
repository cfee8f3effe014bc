//! The model that comes with the repository.

use askwell::embedding::Embedder;
use askwell::embedding::Side;
use askwell::embedding::model_dir;

use super::copied_model;
use super::default_model;
use super::embedder;
use super::vector;

#[test]
fn a_text_always_has_the_same_vector() {
    let texts = [
        "How do I reset my password?",
        "x",
        "",
        "🎉",
        "Wo finde ich die Einstellungen?",
        &"a long question about everything and ".repeat(100),
    ];
    let mut used = embedder(default_model());
    let first: Vec<Vec<f32>> = texts.iter().map(|text| vector(&mut used, text)).collect();
    // In another order, so that each follows a text of another length.
    for (text, expected) in texts.iter().zip(&first).rev() {
        assert_eq!(&vector(&mut used, text), expected, "{text}");
        assert_eq!(&vector(&mut embedder(default_model()), text), expected, "{text}");
    }
}

#[test]
fn vectors_are_of_length_one_and_tell_meanings_apart() {
    let mut model = embedder(default_model());
    assert_eq!(model.dimensions(), 384);
    let mut of = |text: &str| model.embed(text, Side::Query).unwrap();
    let question = of("How do I reset my password?");
    assert!((question.cosine(&question) - 1.0).abs() < 1e-5);
    let near = question.cosine(&of("I forgot my password, what now?"));
    let far = question.cosine(&of("What is the weather like in Lisbon?"));
    assert!(near > 0.6 && far < 0.3, "{near} {far}");
    assert_eq!(of("How do I reset my password?"), of("HOW DO I RESET MY PASSWORD?"));
}

#[test]
fn a_long_text_is_cut_at_the_maximum_length() {
    let model = default_model();
    assert_eq!(model.max_length, 256);
    let mut model = embedder(model);
    let long = "word ".repeat(300);
    assert_eq!(vector(&mut model, &long), vector(&mut model, &format!("{long} and another ending")));
    assert_ne!(vector(&mut model, &long), vector(&mut model, &"word ".repeat(200)));
}

#[test]
fn the_prefix_of_each_side_is_put_before_the_text() {
    let folder = copied_model();
    std::fs::remove_file(folder.path().join("SHA256SUMS")).unwrap();
    let prompts = r#"{"prompts": {"query": "find: ", "passage": "text: "}}"#;
    std::fs::write(folder.path().join("config_sentence_transformers.json"), prompts).unwrap();
    let model = model_dir::open(folder.path()).unwrap();
    assert_ne!(model.fingerprint, default_model().fingerprint);
    let (mut with, mut without) = (embedder(model), embedder(default_model()));
    for (side, prefix) in [(Side::Query, "find: "), (Side::Passage, "text: ")] {
        let expected = without.embed(&format!("{prefix}my password"), side).unwrap();
        assert_eq!(with.embed("my password", side).unwrap(), expected);
    }
}

#[test]
fn the_weights_may_lie_in_another_folder_and_without_a_list() {
    let folder = copied_model();
    std::fs::remove_file(folder.path().join("SHA256SUMS")).unwrap();
    std::fs::create_dir(folder.path().join("onnx")).unwrap();
    std::fs::rename(folder.path().join("model.onnx"), folder.path().join("onnx/model.onnx")).unwrap();
    let model = model_dir::open(folder.path()).unwrap();
    assert_eq!(model.fingerprint, default_model().fingerprint);
    assert_eq!(vector(&mut embedder(model), "word"), vector(&mut embedder(default_model()), "word"));
}
