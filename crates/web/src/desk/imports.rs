//! `/mesa/organizaciones/importar`: companies and their people from a table.

use app::Error;
use app::account::{ImportPage, NotTaken};
use askama::Template;
use axum::Router;
use axum::extract::{Multipart, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::ImportId;
use domain::import::{Column, MAX_PEOPLE, Person, Problem, Wrong};
use domain::sheet::BadSheet;

use super::form::Errors;
use super::seat::{Frame, Seat};
use crate::account::role_words;
use crate::document::answer;
use crate::error::PageError;
use crate::page;
use crate::sheet::{self, MAX_BYTES, Picked};
use crate::state::Web;
use crate::visit::Visit;

/// The page that everything here begins at.
const HERE: &str = "/mesa/organizaciones/importar";

/// How many problems and people are listed; the others are counted.
const SHOWN: usize = 100;

/// The addresses of this page.
pub(super) fn routes() -> Router<Web> {
    Router::new()
        .route("/mesa/organizaciones/importar", get(show).post(look))
        .route("/mesa/organizaciones/importar/plantilla.csv", get(template))
        .route("/mesa/organizaciones/importar/{id}", get(one).post(take))
}

#[derive(Template)]
#[template(path = "desk/import.html")]
struct StartPage {
    v: Visit,
    frame: Frame,
    errors: Errors,
    /// Line, column, and what is wrong there.
    problems: Vec<(String, String)>,
    /// How many problems are not listed.
    more: usize,
    most: usize,
    size: String,
    columns: Vec<(String, String)>,
}

impl StartPage {
    async fn new(web: &Web, seat: Seat) -> Result<Self, PageError> {
        let frame = seat.frame(web, "organizaciones").await?;
        let t = &seat.v.t;
        let explained = |column: Column| {
            let words = t.by_id(&format!("import-about-{}", column.name()));
            (column_words(&seat.v, column), words.unwrap_or_default())
        };
        Ok(Self {
            frame,
            errors: Errors::default(),
            problems: Vec::new(),
            more: 0,
            most: MAX_PEOPLE,
            size: t.file_size(MAX_BYTES as u64),
            columns: Column::ALL.map(explained).into(),
            v: seat.v,
        })
    }
}

fn column_words(v: &Visit, column: Column) -> String {
    v.t.by_id(&format!("import-column-{}", column.name()))
        .unwrap_or_default()
}

/// `GET /mesa/organizaciones/importar`
async fn show(State(web): State<Web>, seat: Seat) -> Result<Response, PageError> {
    // Asks whether the visitor may.
    app::account::organizations(&web, &seat.by).await?;
    page::ok(&StartPage::new(&web, seat).await?)
}

/// `GET /mesa/organizaciones/importar/plantilla.csv`
async fn template(State(web): State<Web>, seat: Seat) -> Result<Response, PageError> {
    app::account::organizations(&web, &seat.by).await?;
    let heading = Column::ALL.map(|column| column_words(&seat.v, column));
    let file = report::plain_rows([heading]).map_err(|error| Error::Internal(error.into()))?;
    let name = format!("{}.csv", seat.v.t.import_template_name());
    Ok(answer(&name, "text/csv; charset=utf-8", file))
}

/// `POST /mesa/organizaciones/importar`
async fn look(State(web): State<Web>, seat: Seat, form: Multipart) -> Result<Response, PageError> {
    // Who may not is told so before the table is looked at.
    app::account::organizations(&web, &seat.by).await?;
    let t = seat.v.t;
    let refused = match sheet::read(form).await?.picked {
        Picked::Nothing => Refused::Words(t.import_error_none()),
        Picked::TooLarge => Refused::Words(t.import_error_large(t.file_size(MAX_BYTES as u64))),
        Picked::File(bytes) => match app::account::look_at_import(&web, &seat.by, &bytes).await {
            Ok(id) => return Ok(Redirect::to(&format!("{HERE}/{id}")).into_response()),
            Err(error) => Refused::of(&seat.v, error)?,
        },
    };
    start_again(&web, seat, refused).await
}

/// What is said of a table that is not taken.
enum Refused {
    Words(String),
    Problems(Vec<Problem>),
}

impl Refused {
    fn of(v: &Visit, error: NotTaken) -> Result<Self, Error> {
        let t = &v.t;
        Ok(match error {
            NotTaken::App(error) => return Err(error),
            NotTaken::Problems(problems) => Self::Problems(problems),
            NotTaken::Sheet(BadSheet::Encoding) => Self::Words(t.import_error_encoding()),
            NotTaken::Sheet(BadSheet::Empty) => Self::Words(t.import_error_empty()),
            NotTaken::Sheet(BadSheet::TooMany(most)) => Self::Words(t.import_error_many(most)),
            NotTaken::Sheet(BadSheet::Line(line)) => {
                Self::Words(t.import_error_line(line.to_string()))
            }
        })
    }
}

async fn start_again(web: &Web, seat: Seat, refused: Refused) -> Result<Response, PageError> {
    let mut page = StartPage::new(web, seat).await?;
    let t = page.v.t;
    match refused {
        Refused::Words(text) => page.errors.add("archivo", text),
        Refused::Problems(problems) => {
            page.errors
                .add("archivo", t.import_error_problems(problems.len()));
            page.more = problems.len().saturating_sub(SHOWN);
            page.problems = problems
                .iter()
                .take(SHOWN)
                .map(|one| {
                    let column = column_words(&page.v, one.column);
                    (
                        t.import_place(column, one.line.to_string()),
                        problem_words(&page.v, &one.wrong),
                    )
                })
                .collect();
        }
    }
    page::unprocessable(&page)
}

fn problem_words(v: &Visit, wrong: &Wrong) -> String {
    let t = &v.t;
    match wrong {
        Wrong::TooLong(over) => t.error_too_long(*over),
        Wrong::Twice(line) => t.import_wrong_twice(line.to_string()),
        Wrong::NoColumn
        | Wrong::Missing
        | Wrong::NotAnEmail
        | Wrong::NotAUsername
        | Wrong::NotARole
        | Wrong::NotAnAnswer
        | Wrong::Taken
        | Wrong::NoAccess => t
            .by_id(&format!("import-wrong-{}", wrong.name()))
            .unwrap_or_default(),
    }
}

#[derive(Template)]
#[template(path = "desk/import_one.html")]
struct OnePage {
    v: Visit,
    frame: Frame,
    id: ImportId,
    is_done: bool,
    made: usize,
    invited: usize,
    people: Vec<Listed>,
    /// How many people are not listed.
    more: usize,
}

/// Somebody who is to be invited.
struct Listed {
    line: u64,
    organization: String,
    name: String,
    email: String,
    role: String,
}

/// `GET /mesa/organizaciones/importar/{id}`
async fn one(
    State(web): State<Web>,
    seat: Seat,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let ImportPage {
        people,
        made,
        invited,
        done_at,
    } = app::account::import(&web, &seat.by, id).await?;
    let frame = seat.frame(&web, "organizaciones").await?;
    let listed = |person: &Person| Listed {
        line: person.line,
        organization: person.organization.clone(),
        name: person.name.clone(),
        email: person.email.to_string(),
        role: role_words(&seat.v.t, person.role),
    };
    page::ok(&OnePage {
        frame,
        id,
        is_done: done_at.is_some(),
        made,
        invited,
        more: people.len().saturating_sub(SHOWN),
        people: people.iter().take(SHOWN).map(listed).collect(),
        v: seat.v,
    })
}

/// `POST /mesa/organizaciones/importar/{id}`
async fn take(
    State(web): State<Web>,
    seat: Seat,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let id: ImportId = id.parse().map_err(|_| Error::NotFound)?;
    let client = seat.v.client.clone();
    match app::account::take_import(&web, &seat.by, id, client).await {
        Ok(()) => Ok(Redirect::to(&format!("{HERE}/{id}")).into_response()),
        Err(error) => {
            let refused = Refused::of(&seat.v, error)?;
            start_again(&web, seat, refused).await
        }
    }
}
