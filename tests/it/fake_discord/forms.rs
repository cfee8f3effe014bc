//! Forms: how they open, what is refused in them, and how what was written is answered.

#![allow(clippy::needless_pass_by_value, reason = "`json!` is written where it is handed over")]

use serde_json::Value;
use serde_json::json;
use serenity::model::application::Interaction;

use super::Bed;
use super::nobody;
use super::serenity;
use crate::support::discord::Outcome;

/// A form of these rows.
fn form(rows: Value) -> Value {
    json!({"type": 9, "data": {"custom_id": "quiet form", "title": "Teach", "components": rows}})
}

fn row(field: Value) -> Value {
    json!({"type": 1, "components": [field]})
}

fn text(name: &str) -> Value {
    json!({"type": 4, "custom_id": name, "label": name, "style": 1})
}

/// `text(name)` with another field in it.
fn with(name: &str, field: &str, value: Value) -> Value {
    let mut text = text(name);
    text[field] = value;
    text
}

fn says(content: &str) -> Value {
    json!({"content": content, "allowed_mentions": nobody()})
}

#[tokio::test]
async fn a_form_opens_from_a_command_a_button_and_a_menu_with_what_stands_in_it() {
    let bed = Bed::new().await;
    let ada = bed.hands();
    let rows = json!([row(with("question", "value", json!("When?"))), row(with("answer", "required", json!(false)))]);

    let wise = ada.write("a wise word");
    let by_command = ada.command("quiet", json!({}));
    let by_menu = ada.message_menu("Quiet menu", wise);
    let mut data = says("press");
    data["components"] = json!([row(json!({"type": 2, "style": 1, "label": "Teach", "custom_id": "quiet button"}))]);
    let sent = bed.send(&data).await.unwrap().id.get();
    let by_button = ada.click(sent, "Teach");
    for (opener, message) in [(&by_command, None), (&by_menu, None), (&by_button, Some(sent))] {
        bed.answer(opener, &form(rows.clone())).await.unwrap();
        assert_eq!(opener.outcome().await, Outcome::Modal);
        let opened = opener.modal().await;
        assert_eq!((opened.title.as_str(), opened.field("question").value.as_str()), ("Teach", "When?"));
        assert!(!opened.field("answer").required);

        let submitted = ada.submit_modal(opener, json!({"answer": "At noon."}));
        let Interaction::Modal(heard) = bed.heard.interaction(submitted.id).await else { panic!("no form came") };
        assert_eq!(heard.message.as_ref().map(|message| message.id.get()), message);
        let texts: Vec<_> = heard.data.components.iter().map(|row| format!("{:?}", row.components)).collect();
        assert!(texts[0].contains("When?") && texts[1].contains("At noon."), "{texts:?}");
        // A form that came from a message may change it; one that came from none may not.
        let update = json!({"type": 7, "data": says("changed")});
        let expected = if message.is_some() { Ok(()) } else { Err(50_035) };
        assert_eq!(bed.answer(&submitted, &update).await, expected);
        if message.is_none() {
            bed.answer(&submitted, &json!({"type": 4, "data": says("taught")})).await.unwrap();
            assert_eq!(submitted.response().await.content, "taught");
        }
    }
    assert_eq!(bed.fake.message(sent).unwrap().content, "changed");
    assert_eq!(bed.fake.take_violations().len(), 2);
}

#[tokio::test]
async fn a_form_is_answered_once_by_no_other_form_and_then_closed() {
    let bed = Bed::new().await;
    let ada = bed.hands();
    let opener = ada.command("quiet", json!({}));
    bed.answer(&opener, &form(json!([row(text("question"))]))).await.unwrap();
    let bea = bed.fake.user(bed.guild, bed.channel, bed.fake.member(bed.guild, "bea"));
    let texts = || json!({"question": "When?"});
    assert_eq!(bea.try_submit_modal(&opener, texts()).err().unwrap().0, "the form is open at somebody else's");
    assert_eq!(ada.try_submit_modal(&opener, json!({})).err().unwrap().0, "question is required");
    let submitted = ada.submit_modal(&opener, texts());
    assert_eq!(bed.answer(&submitted, &form(json!([row(text("again"))]))).await, Err(50_035));
    assert!(bed.fake.take_violations()[0].contains("a callback of type 9 to an interaction of type 5"));

    // It stays open until it was answered, and can be sent off again.
    let submitted = ada.submit_modal(&opener, texts());
    bed.answer(&submitted, &json!({"type": 5, "data": {"flags": 64}})).await.unwrap();
    assert_eq!(submitted.outcome().await, Outcome::Deferred);
    let token = submitted.token();
    bed.http.edit_original_interaction_response(&token, &says("taught"), Vec::new()).await.unwrap();
    let seen = submitted.wait_final().await;
    assert_eq!((seen.content.as_str(), seen.ephemeral), ("taught", true));
    assert_eq!(ada.try_submit_modal(&opener, texts()).err().unwrap().0, "the form was submitted");
    bed.fake.assert_clean();
}

#[tokio::test]
async fn fields_may_stand_in_labels_and_be_menus() {
    let bed = Bed::new().await;
    let ada = bed.hands();
    let opener = ada.command("quiet", json!({}));
    let options = json!([{"label": "Wrong", "value": "w"}, {"label": "Old", "value": "o", "default": true}]);
    let mut field = text("why");
    field.as_object_mut().unwrap().remove("label");
    let rows = json!([
        {"type": 10, "content": "Say what is wrong."},
        {"type": 18, "label": "Reason", "component": {"type": 3, "custom_id": "reason", "options": options}},
        {"type": 18, "label": "Why?", "description": "In your words", "component": field},
    ]);
    bed.answer(&opener, &form(rows)).await.unwrap();
    let opened = opener.modal().await;
    assert_eq!(opened.texts, ["Say what is wrong."]);
    assert_eq!((opened.field("reason").value.as_str(), opened.field("why").label.as_str()), ("o", "Why?"));
    let refused = |texts: Value| ada.try_submit_modal(&opener, texts).err().unwrap().0;
    assert_eq!(refused(json!({"reason": "Nothing", "why": "x"})), "Reason has no Nothing");
    assert_eq!(refused(json!({"reason": ["w", "o"], "why": "x"})), "Reason: 1 to 1 are to be chosen");
    let submitted = ada.submit_modal(&opener, json!({"reason": "Wrong", "why": "because"}));
    bed.answer(&submitted, &json!({"type": 4, "data": says("thanks")})).await.unwrap();
    assert_eq!(submitted.response().await.content, "thanks");
    bed.fake.assert_clean();
}

#[tokio::test]
async fn each_limit_of_forms_bites() {
    let bed = Bed::new().await;
    let ada = bed.hands();
    let mut long_title = form(json!([row(text("a"))]));
    long_title["data"]["title"] = json!("x".repeat(46));
    let mut long_id = form(json!([row(text("a"))]));
    long_id["data"]["custom_id"] = json!("x".repeat(101));
    let one = |field: Value| form(json!([row(field)]));
    let unlabelled = json!({"type": 4, "custom_id": "a", "style": 1});
    let broken = [
        long_title,
        long_id,
        form(json!([])),
        form((0..6).map(|at| row(text(&at.to_string()))).collect()),
        form(json!([row(text("a")), row(text("a"))])),
        form(json!([{"type": 1, "components": [text("a"), text("b")]}])),
        one(unlabelled),
        one(with("a", "label", json!("x".repeat(46)))),
        one(with("a", "placeholder", json!("x".repeat(101)))),
        one(with("a", "value", json!("x".repeat(4_001)))),
        one(with("a", "max_length", json!(4_001))),
        one(with("a", "style", json!(3))),
        one(json!({"type": 4, "custom_id": "a", "label": "a", "style": 1, "value": "xy", "max_length": 1})),
        one(json!({"type": 4, "custom_id": "a", "label": "a", "style": 1, "min_length": 2, "max_length": 1})),
        one(with(&"x".repeat(101), "label", json!("a"))),
        form(json!([{"type": 18, "label": "x".repeat(46), "component": text("a")}])),
        form(json!([{"type": 2, "style": 1, "label": "a", "custom_id": "a"}])),
    ];
    for body in broken {
        let opener = ada.command("quiet", json!({}));
        assert_eq!(bed.answer(&opener, &body).await, Err(50_035), "{body}");
        assert!(!bed.fake.take_violations().is_empty(), "{body}");
    }
    // At the limits, all is well.
    let mut full = with(&"x".repeat(100), "value", json!("x".repeat(4_000)));
    full["label"] = json!("x".repeat(45));
    let mut rows: Vec<Value> = (1..5).map(|at| row(text(&at.to_string()))).collect();
    rows.push(row(full));
    let mut fine = form(json!(rows));
    fine["data"]["title"] = json!("x".repeat(45));
    let opener = ada.command("quiet", json!({}));
    bed.answer(&opener, &fine).await.unwrap();
    let asked = ada.try_submit_modal(&opener, json!({"1": "x".repeat(4_001)})).err().unwrap();
    assert_eq!(asked.0, "1 must have 0 to 4000 characters");
    bed.fake.assert_clean();
}

/// Interactions carry what the person's server and Discord speak, and which roles they have.
#[tokio::test]
async fn an_interaction_brings_languages_and_roles() {
    let bed = Bed::new().await;
    bed.fake.locale(bed.guild, "de");
    let role = bed.fake.role(bed.guild, "teachers", 0, false);
    bed.fake.give_role(bed.guild, bed.user, role);
    let asked = bed.hands().with_locale("fr").command("quiet", json!({}));
    let Interaction::Command(heard) = bed.heard.interaction(asked.id).await else { panic!("no command came") };
    assert_eq!((heard.locale.as_str(), heard.guild_locale.as_deref()), ("fr", Some("de")));
    assert_eq!(heard.member.as_ref().unwrap().roles, [serenity::RoleId::new(role)]);
    let guild = bed.http.get_guild(bed.guild.into()).await.unwrap();
    assert_eq!(guild.preferred_locale, "de");
    assert!(guild.roles.contains_key(&serenity::RoleId::new(role)));
    bed.fake.delete_role(bed.guild, role);
    let member = bed.http.get_member(bed.guild.into(), bed.user.into()).await.unwrap();
    assert!(member.roles.is_empty());
    bed.fake.assert_clean();
}
