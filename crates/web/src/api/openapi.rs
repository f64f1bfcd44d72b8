//! The document that describes the interface (`OpenAPI` 3.1), made of the handlers themselves.

use std::sync::LazyLock;

use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::{Operation, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{
    ContentBuilder, OpenApi as Document, Ref, RefOr, Required, ResponseBuilder, path::PathItem,
};
use utoipa::{Modify, OpenApi};

use super::{
    claim, event, export, file, message, organization, problem, solution, staff, ticket,
    verification,
};

/// The media type of problems.
const PROBLEM: &str = "application/problem+json";

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Resuelto",
        version = "1",
        description = "Tickets of customers, for programs. Every request carries a token \
            (`Authorization: Bearer …`), which people make in the settings of the desk or of \
            their company; it never does more than they may do themselves.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
    ),
    paths(
        ticket::list, ticket::create, ticket::show, verification::begin, verification::confirm,
        message::list, message::write, event::list, file::list, file::upload, file::download,
        solution::list, solution::propose, solution::accept, solution::reject, solution::rate,
        solution::reopen, organization::list, organization::show, organization::create,
        organization::change, organization::members, organization::invite,
        organization::change_member, organization::invite_again, staff::list, staff::show,
        staff::teams, staff::team, claim::list, claim::show, claim::ask, claim::calculate,
        claim::adjust, claim::propose, claim::approve, claim::send_back, claim::ask_documents,
        claim::receive_documents, claim::declare_not_applicable, claim::deny, claim::reconsider,
        claim::void, export::download, export::ask, export::list, export::show, export::file,
    ),
    components(schemas(problem::Sent)),
    tags(
        (name = "tickets", description = "Cases of customers"),
        (name = "messages", description = "What people write to each other"),
        (name = "events", description = "The history of tickets"),
        (name = "files", description = "What people attach"),
        (name = "solutions", description = "What is proposed and what becomes of it"),
        (name = "compensation", description = "Claims for compensation"),
        (name = "exports", description = "The list of tickets as a file"),
        (name = "organizations", description = "Companies and their people"),
        (name = "staff", description = "The people of the staff and their teams"),
    ),
    modifiers(&Common),
)]
struct Described;

/// What is the same for all operations.
struct Common;

impl Modify for Common {
    fn modify(&self, document: &mut Document) {
        if let Some(components) = document.components.as_mut() {
            let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
            components.add_security_scheme("token", SecurityScheme::Http(bearer));
        }
        document.security = Some(vec![SecurityRequirement::new("token", [""; 0])]);
        for (path, item) in &mut document.paths.paths {
            for (method, operation) in operations(item) {
                complete(path, method, operation);
            }
        }
    }
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = (&'static str, &mut Operation)> {
    let get = item.get.as_mut().map(|one| ("get", one));
    let post = item.post.as_mut().map(|one| ("post", one));
    get.into_iter().chain(post)
}

/// Adds what every operation answers, and the headers of those that write.
fn complete(path: &str, method: &str, operation: &mut Operation) {
    operation.operation_id = Some(name(path, method));
    let is_write = method == "post";
    let mut parameters = operation.parameters.take().unwrap_or_default();
    if is_write {
        parameters.push(RefOr::T(header(
            "Idempotency-Key",
            "Chosen by the program for this request. The same request again under the same key \
             is answered as the first time, for 24 hours, and done once.",
            Required::True,
            "^[!-~][\\t -~]{0,254}$",
        )));
    }
    if is_write && names_version(path) {
        parameters.push(RefOr::T(header(
            "If-Match",
            "The `ETag` of what was read, which is its version in quotes. Programs of the staff \
             must name it.",
            Required::False,
            "^\"[0-9]{1,18}\"$",
        )));
    }
    operation.parameters = Some(parameters);
    let mut statuses = vec!["400", "401", "403", "404", "405", "429", "500", "503"];
    if is_write {
        statuses.extend(["409", "412", "413", "415", "422", "428"]);
    }
    let limits = [
        (
            "RateLimit-Limit",
            "How many requests the token has in a minute",
        ),
        ("RateLimit-Remaining", "How many are left"),
        (
            "RateLimit-Reset",
            "In how many seconds the next minute begins",
        ),
    ];
    for response in operation.responses.responses.values_mut() {
        let RefOr::T(response) = response else {
            continue;
        };
        for (name, description) in limits {
            let number = ObjectBuilder::new().schema_type(Type::Integer);
            let header = HeaderBuilder::new()
                .schema(Some(number))
                .description(Some(description));
            response
                .headers
                .insert(name.to_owned(), header.build().into());
        }
    }
    for status in statuses {
        let content = ContentBuilder::new()
            .schema(Some(Ref::from_schema_name("Problem")))
            .build();
        let response = ResponseBuilder::new()
            .description("A problem")
            .content(PROBLEM, content);
        let responses = &mut operation.responses.responses;
        responses.insert(status.to_owned(), response.build().into());
    }
}

/// Whether a write there names the version that was read.
fn names_version(path: &str) -> bool {
    path.contains("/claim/")
        || path.ends_with("/solutions")
        || path.ends_with("/reopen")
        || path.ends_with("/organizations/{id}")
        || path.ends_with("/members/{id}")
}

fn header(
    name: &str,
    description: &str,
    required: Required,
    pattern: &str,
) -> utoipa::openapi::path::Parameter {
    let schema = ObjectBuilder::new()
        .schema_type(Type::String)
        .pattern(Some(pattern));
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Header)
        .required(required)
        .description(Some(description))
        .schema(Some(schema))
        .build()
}

/// A name of an operation that no other has: `post_tickets_code_messages`.
fn name(path: &str, method: &str) -> String {
    let parts = path.trim_start_matches("/api/v1/").split('/');
    let parts = parts.map(|part| part.trim_matches(['{', '}']));
    std::iter::once(method)
        .chain(parts)
        .collect::<Vec<_>>()
        .join("_")
}

/// The document, made once.
pub(super) fn document() -> &'static Document {
    static DOCUMENT: LazyLock<Document> = LazyLock::new(Described::openapi);
    &DOCUMENT
}

/// `GET /api/openapi.json`
pub(super) async fn show() -> Response {
    static TEXT: LazyLock<String> =
        LazyLock::new(|| serde_json::to_string(document()).unwrap_or_default());
    ([(CONTENT_TYPE, "application/json")], TEXT.as_str()).into_response()
}
