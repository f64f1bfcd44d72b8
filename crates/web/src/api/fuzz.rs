//! What programs send, mangled (case O4): bodies, queries, cursors, and the headers that are read.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt::Debug;

use axum::extract::Query;
use axum::http::header::IF_MATCH;
use axum::http::{HeaderMap, HeaderValue, Uri};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::{
    claim, export, file, message, openapi, organization, paging, sent, solution, ticket,
    verification,
};
use crate::corpus::fuzz;
use crate::path;

/// A body: its name in the document, and whether bytes are taken as one.
struct Body {
    name: Cow<'static, str>,
    is_taken: fn(&[u8]) -> bool,
}

impl Body {
    fn of<T: DeserializeOwned + Debug + ToSchema>() -> Self {
        Self {
            name: T::name(),
            is_taken: is_taken::<T>,
        }
    }
}

/// All that handlers take.
fn bodies() -> Vec<Body> {
    vec![
        Body::of::<claim::Adjustment>(),
        Body::of::<claim::Approval>(),
        Body::of::<claim::NewCalculation>(),
        Body::of::<claim::NewClaim>(),
        Body::of::<claim::Reason>(),
        Body::of::<export::Wish>(),
        Body::of::<message::NewMessage>(),
        Body::of::<organization::ChangedMember>(),
        Body::of::<organization::ChangedOrganization>(),
        Body::of::<organization::NewMember>(),
        Body::of::<organization::NewOrganization>(),
        Body::of::<sent::Nothing>(),
        Body::of::<solution::Acceptance>(),
        Body::of::<solution::NewSolution>(),
        Body::of::<solution::Rejection>(),
        Body::of::<solution::Reopening>(),
        Body::of::<solution::Stars>(),
        Body::of::<ticket::Create>(),
        Body::of::<verification::Confirm>(),
    ]
}

/// The names of all bodies that the document tells programs of.
fn described() -> BTreeSet<String> {
    let document = serde_json::to_value(openapi::document()).unwrap();
    let paths = document["paths"].as_object().unwrap();
    let schemas = paths.values().filter_map(|path| {
        let content = &path["post"]["requestBody"]["content"];
        content["application/json"]["schema"]["$ref"].as_str()
    });
    let names = schemas.map(|place| place.rsplit('/').next().unwrap_or_default().to_owned());
    names.collect()
}

/// What is taken is an object without NUL, and reads the same when it is written again; with a
/// name that is not known, or a NUL in a text, it is not taken.
fn is_taken<T: DeserializeOwned + Debug>(bytes: &[u8]) -> bool {
    let read = |value: &Value| sent::parse::<T>(value.to_string().as_bytes());
    let Ok(taken) = sent::parse::<T>(bytes) else {
        return false;
    };
    let value: Value = serde_json::from_slice(bytes).unwrap();
    let fields = value.as_object().expect("an object");
    let written = value.to_string();
    assert!(!written.replace(r"\\", "").contains(r"\u0000"), "{written}");
    assert_eq!(format!("{:?}", read(&value)), format!("Ok({taken:?})"));

    let with = |name: &str, text: &str| {
        let mut other = value.clone();
        other[name] = json!(text);
        other
    };
    assert!(read(&with("a name of nobody", "x")).is_err(), "{written}");
    for (name, _) in fields.iter().filter(|(_, field)| field.is_string()) {
        assert!(read(&with(name, "a\0")).is_err(), "{name} in {written}");
    }
    true
}

/// A query that is taken reads the same when it is written again, and is not taken with a name that
/// is not known.
fn is_query<T: DeserializeOwned + Debug>(asked: &Uri) {
    let Ok(taken) = sent::query::<T>(asked) else {
        return;
    };
    let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(asked).unwrap();
    let pair = |(name, value): &(String, String)| {
        format!("{}={}", path::escape(name), path::escape(value))
    };
    let mut pairs: Vec<String> = pairs.iter().map(pair).collect();
    let Some(written) = path::fuzz::query(&pairs.join("&")) else {
        return;
    };
    let again = sent::query::<T>(&written);
    assert_eq!(format!("{again:?}"), format!("Ok({taken:?})"), "{written}");
    pairs.push("nobody=x".to_owned());
    if let Some(foreign) = path::fuzz::query(&pairs.join("&")) {
        assert!(sent::query::<T>(&foreign).is_err(), "{foreign}");
    }
}

#[test]
fn o04_bodies_of_programs() {
    let taken = RefCell::new(BTreeSet::new());
    let bodies = bodies();

    fuzz("bodies", |_, bytes| {
        // What is no JSON is refused before it is known what it should be: one tells for all.
        let is_json = serde_json::from_slice::<Value>(bytes).is_ok();
        let tried = &bodies[..if is_json { bodies.len() } else { 1 }];
        for body in tried.iter().filter(|body| (body.is_taken)(bytes)) {
            taken.borrow_mut().insert(body.name.to_string());
        }
    });

    // Whoever adds a body adds it here, and one that is taken to the corpus.
    assert_eq!(taken.into_inner(), described());
}

#[test]
fn o04_queries_of_programs() {
    fuzz("queries", |text, _| {
        let Some(asked) = path::fuzz::query(text) else {
            return;
        };
        is_query::<claim::Asked>(&asked);
        is_query::<export::Wish>(&asked);
        is_query::<file::Called>(&asked);
        is_query::<paging::Part>(&asked);
        is_query::<ticket::Asked>(&asked);
    });
}

#[test]
fn o04_cursors_of_programs() {
    fuzz("cursors", |text, _| {
        let place = paging::cursor(Some(text)).ok();
        assert_ne!(place, Some(None), "a cursor that is there is never none");
        if let Some(Some((sort, id))) = place {
            let written = paging::next(sort, id);
            assert_eq!(paging::cursor(Some(&written)).ok(), place, "{written}");
        }
        if let Ok(limit) = paging::limit(text.parse().ok()) {
            assert!((1..=100).contains(&limit), "{limit}");
        }
    });
}

#[test]
fn o04_headers_of_programs() {
    fuzz("headers", |_, bytes| {
        let Ok(value) = HeaderValue::from_bytes(bytes) else {
            return;
        };
        let mut headers = HeaderMap::new();
        headers.insert(sent::KEY, value.clone());
        headers.insert(IF_MATCH, value);
        if let Some(key) = sent::key(&headers) {
            assert!((1..=255).contains(&key.len()), "{}", key.len());
            assert_eq!(key.as_bytes(), bytes);
        }
        if let Ok(seen) = sent::version(&headers) {
            let seen = seen.expect("a version that is there is never none");
            let tag = sent::etag(seen).parse().unwrap();
            headers.insert(IF_MATCH, tag);
            assert_eq!(sent::version(&headers).ok(), Some(Some(seen)));
        }
    });
}
