//! `GET /api` and below: the interface for programs as pages, one for each resource, made of the same
//! document that programs read.

use app::Error;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use serde_json::Value;

use super::openapi::document;
use crate::error::PageError;
use crate::page;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "api/overview.html")]
struct OverviewPage {
    v: Visit,
    intro: String,
    parts: Vec<Part>,
    /// The resource of the page; none here.
    here: String,
    problems: Vec<Problem>,
}

#[derive(Template)]
#[template(path = "api/resource.html")]
struct ResourcePage {
    v: Visit,
    parts: Vec<Part>,
    /// The resource of the page.
    here: String,
}

/// What belongs together.
struct Part {
    name: String,
    description: String,
    operations: Vec<Operation>,
}

impl Part {
    fn is(&self, name: &str) -> bool {
        self.name == name
    }
}

struct Operation {
    id: String,
    method: String,
    path: String,
    title: String,
    text: String,
    parameters: Vec<Field>,
    body: Vec<Field>,
    example: String,
    answer: Vec<Field>,
    status: String,
}

/// A parameter, or a field of what is sent or answered.
struct Field {
    name: String,
    kind: String,
    text: String,
    is_required: bool,
}

struct Problem {
    code: &'static str,
    text: String,
}

/// The problems that programs can run into, by their codes.
const PROBLEMS: [&str; 28] = [
    "unauthenticated",
    "scope_missing",
    "forbidden",
    "not_found",
    "method_not_allowed",
    "invalid_query",
    "invalid_json",
    "invalid",
    "media_type",
    "too_large",
    "file_too_large",
    "file_empty",
    "file_kind",
    "file_too_many",
    "token_in_url",
    "cross_site",
    "key_required",
    "key_in_use",
    "key_reused",
    "version_required",
    "version_changed",
    "changed_meanwhile",
    "limited",
    "export_long",
    "export_too_many",
    "export_busy",
    "unavailable",
    "internal",
];

/// `GET /api`
pub(super) async fn show(v: Visit) -> Result<Response, PageError> {
    let described = [
        ("scope", "…".into()),
        ("what", "…".into()),
        ("line", "1".into()),
        ("column", "1".into()),
        ("n", "…".into()),
    ];
    let problem = |code: &'static str| Problem {
        code,
        text: v
            .t
            .by_id_with(&format!("api-problem-{code}"), &described)
            .unwrap_or_default(),
    };
    let page = OverviewPage {
        intro: document().info.description.clone().unwrap_or_default(),
        parts: parts(),
        here: String::new(),
        problems: PROBLEMS.map(problem).into(),
        v,
    };
    page::ok(&page)
}

/// `GET /api/{recurso}`
pub(super) async fn part(v: Visit, Path(here): Path<String>) -> Result<Response, PageError> {
    let parts = parts();
    if !parts.iter().any(|part| part.is(&here)) {
        return Err(Error::NotFound.into());
    }
    page::ok(&ResourcePage { v, parts, here })
}

/// All resources with their operations.
fn parts() -> Vec<Part> {
    let document = serde_json::to_value(document()).unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let tags = document["tags"].as_array().into_iter().flatten();
    let part = |tag: &Value| Part {
        name: text(&tag["name"]),
        description: text(&tag["description"]),
        operations: operations(&document, &text(&tag["name"])),
    };
    tags.map(part).collect()
}

fn operations(document: &Value, tag: &str) -> Vec<Operation> {
    let Some(paths) = document["paths"].as_object() else {
        return Vec::new();
    };
    let all = paths.iter().flat_map(|(path, item)| {
        ["get", "post"]
            .into_iter()
            .filter_map(move |method| Some((path, method, item.get(method)?)))
    });
    all.filter(|(_, _, operation)| operation["tags"][0] == tag)
        .map(|(path, method, operation)| Operation::of(document, path, method, operation))
        .collect()
}

impl Operation {
    fn of(document: &Value, path: &str, method: &str, operation: &Value) -> Self {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let parameters = operation["parameters"].as_array();
        let body = &operation["requestBody"]["content"]["application/json"];
        let schema = resolved(document, &body["schema"]);
        let (status, answer) = good_answer(document, operation);
        Self {
            id: text(&operation["operationId"]),
            method: method.to_uppercase(),
            path: path.to_owned(),
            title: text(&operation["summary"]),
            text: text(&operation["description"]),
            parameters: parameters
                .into_iter()
                .flatten()
                .map(|one| Field {
                    name: text(&one["name"]),
                    kind: kind(document, &one["schema"]),
                    text: text(&one["description"]),
                    is_required: one["required"] == true,
                })
                .collect(),
            body: fields(document, schema),
            example: example(schema),
            answer,
            status,
        }
    }
}

fn example(schema: &Value) -> String {
    match &schema["example"] {
        Value::Null => String::new(),
        example => serde_json::to_string_pretty(example).unwrap_or_default(),
    }
}

/// The status of the answer when all is well, and its fields.
fn good_answer(document: &Value, operation: &Value) -> (String, Vec<Field>) {
    let responses = operation["responses"].as_object();
    let good = responses
        .into_iter()
        .flatten()
        .find(|(status, _)| status.starts_with('2'));
    let Some((status, response)) = good else {
        return (String::new(), Vec::new());
    };
    let schema = resolved(document, &response["content"]["application/json"]["schema"]);
    let item = &schema["properties"]["items"]["items"];
    let fields = match item {
        Value::Null => fields(document, schema),
        item => fields(document, resolved(document, item)),
    };
    (status.clone(), fields)
}

/// What a reference leads to.
fn resolved<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    let Some(reference) = schema["$ref"].as_str() else {
        return schema;
    };
    let path = reference.trim_start_matches('#');
    document.pointer(path).unwrap_or(schema)
}

fn fields(document: &Value, schema: &Value) -> Vec<Field> {
    if let Some(parts) = schema["allOf"].as_array() {
        let parts = parts.iter().map(|part| resolved(document, part));
        return parts.flat_map(|part| fields(document, part)).collect();
    }
    let required = schema["required"].as_array();
    let is_required = |name: &str| required.is_some_and(|all| all.iter().any(|one| one == name));
    let properties = schema["properties"].as_object();
    properties
        .into_iter()
        .flatten()
        .map(|(name, field)| Field {
            is_required: is_required(name),
            name: name.clone(),
            kind: kind(document, field),
            text: field["description"].as_str().unwrap_or_default().to_owned(),
        })
        .collect()
}

/// What a value is, in a word or two; of a choice, what there is to choose from.
fn kind(document: &Value, schema: &Value) -> String {
    if let Some(values) = resolved(document, schema)["enum"].as_array() {
        let values: Vec<&str> = values.iter().filter_map(Value::as_str).collect();
        return values.join(" | ");
    }
    if let Some(name) = schema["$ref"].as_str() {
        return name.rsplit('/').next().unwrap_or_default().to_owned();
    }
    for several in ["oneOf", "anyOf", "allOf"] {
        if let Some(parts) = schema[several].as_array() {
            let kinds = parts.iter().map(|part| kind(document, part));
            let kinds: Vec<String> = kinds.filter(|one| one != "null").collect();
            return kinds.join(" | ");
        }
    }
    let name = match &schema["type"] {
        Value::Array(kinds) => kinds
            .iter()
            .filter_map(Value::as_str)
            .find(|kind| *kind != "null"),
        kind => kind.as_str(),
    };
    match (name, schema["format"].as_str()) {
        (Some("array"), _) => format!("{}[]", kind(document, &schema["items"])),
        (_, Some(format @ ("date-time" | "date"))) => format.to_owned(),
        (name, _) => name.unwrap_or_default().to_owned(),
    }
}
