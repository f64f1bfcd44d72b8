//! Many tracking numbers at once, for who has an account: typed or from a file, checked before
//! anything is filed.

use app::Error;
use app::account::{Checked, CheckedLine};
use askama::Template;
use axum::extract::{Multipart, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::TicketCode;
use domain::form::{FieldError, Topic};
use domain::parcels::{LeftOut, MAX_PARCELS, from_csv};

use super::{Step, own_or_begun, steps};
use crate::cookie::Cookie;
use crate::desk::form::Errors;
use crate::error::PageError;
use crate::page;
use crate::sheet::{self, MAX_BYTES, Picked, Sent};
use crate::state::Web;
use crate::visit::{AsMember, OwnDraft, Visit};

#[derive(Template)]
#[template(path = "portal/intake/numbers.html")]
struct NumbersPage {
    v: Visit,
    step: u8,
    steps: Vec<Step>,
    slug: String,
    most: usize,
    errors: Errors,
    typed: String,
    checked: Option<Shown>,
}

/// The numbers that were understood, and those that were not.
struct Shown {
    ready: Vec<String>,
    left_out: Vec<LineOut>,
    /// How many have an open ticket.
    open: usize,
    anyway: bool,
}

/// A number without a ticket to be.
struct LineOut {
    number: String,
    words: String,
    /// The ticket that it has already.
    code: Option<TicketCode>,
}

impl NumbersPage {
    fn new(v: Visit, topic: &Topic, checked: Option<&Checked>) -> Self {
        Self {
            step: 2,
            steps: steps(&v.t, 2, &topic.slug),
            slug: topic.slug.clone(),
            most: MAX_PARCELS,
            errors: Errors::default(),
            typed: checked.map_or_else(String::new, |checked| checked.parcels.typed.clone()),
            checked: checked.map(|checked| Shown::of(&v, checked)),
            v,
        }
    }

    fn title(&self) -> String {
        let title = self.v.t.parcels_title();
        if self.errors.is_empty() {
            title
        } else {
            self.v.t.page_title_error(title)
        }
    }
}

impl Shown {
    fn of(v: &Visit, checked: &Checked) -> Self {
        let (mut ready, mut left_out) = (Vec::new(), Vec::new());
        for (one, (number, outcome)) in checked.lines.iter().zip(checked.outcomes()) {
            match outcome {
                Ok(_) => ready.push(number.to_owned()),
                Err(why) => left_out.push(LineOut::of(v, number, one, why)),
            }
        }
        Self {
            ready,
            left_out,
            open: checked.open(),
            anyway: checked.parcels.anyway,
        }
    }
}

impl LineOut {
    fn of(v: &Visit, number: &str, one: &CheckedLine, why: LeftOut) -> Self {
        Self {
            number: number.to_owned(),
            words: why_words(v, why),
            code: one.open.clone().filter(|_| why == LeftOut::Open),
        }
    }
}

/// Why there is no ticket for a number.
pub(crate) fn why_words(v: &Visit, why: LeftOut) -> String {
    v.t.by_id(&format!("parcels-left-{}", why.name()))
        .unwrap_or_default()
}

/// A topic that asks for a tracking number.
async fn topic_with_numbers(web: &Web, slug: String) -> Result<Topic, PageError> {
    let topic = app::topic::by_slug(web, slug).await?;
    match topic.form.tracking_field() {
        Some(_) => Ok(topic),
        None => Err(Error::NotFound.into()),
    }
}

/// `GET /casos/nuevo/{tema}/numeros`
pub(super) async fn show(
    State(web): State<Web>,
    v: Visit,
    AsMember(guest): AsMember,
    draft: Option<OwnDraft>,
    Path(slug): Path<String>,
) -> Result<Response, PageError> {
    let topic = topic_with_numbers(&web, slug).await?;
    let checked = match &draft {
        Some(OwnDraft(open)) if open.draft.ticket.is_none() => {
            app::account::parcels(&web, &guest, open).await?
        }
        Some(_) | None => None,
    };
    page::ok(&NumbersPage::new(v, &topic, checked.as_ref()))
}

/// `POST /casos/nuevo/{tema}/numeros`
pub(super) async fn save(
    State(web): State<Web>,
    v: Visit,
    AsMember(guest): AsMember,
    draft: Option<OwnDraft>,
    Path(slug): Path<String>,
    form: Multipart,
) -> Result<Response, PageError> {
    let topic = topic_with_numbers(&web, slug).await?;
    let sent = sheet::read(form).await?;
    let (open, token) = own_or_begun(&web, &v, draft, Some(&guest)).await?;
    app::intake::choose_topic(&web, &open, topic.slug.clone()).await?;
    let cookie = Cookie::Draft.set(&web, &token);
    let details = format!("/casos/nuevo/{}", topic.slug);

    if sent.has("uno") {
        app::account::drop_parcels(&web, &guest, &open).await?;
        return Ok((cookie, Redirect::to(&details)).into_response());
    }
    if sent.has("seguir") {
        app::account::file_anyway(&web, &guest, &open, sent.has("todos")).await?;
        let checked = app::account::parcels(&web, &guest, &open).await?;
        if checked.as_ref().is_some_and(|checked| checked.count() > 0) {
            return Ok((cookie, Redirect::to(&details)).into_response());
        }
        let mut page = NumbersPage::new(v, &topic, checked.as_ref());
        let text = page.v.t.parcels_error_nothing_left();
        page.errors.add("numeros", text);
        return Ok((cookie, page::unprocessable(&page)?).into_response());
    }
    let (field, text) = match numbers(&sent) {
        Err(()) => (
            "archivo",
            v.t.parcels_error_file(v.t.file_size(MAX_BYTES as u64)),
        ),
        Ok(typed) => match app::account::keep_parcels(&web, &guest, &open, &topic, &typed).await {
            Ok(()) => {
                let there = format!("{details}/numeros#resultado");
                return Ok((cookie, Redirect::to(&there)).into_response());
            }
            Err(Error::Invalid { error, .. }) => ("numeros", error_words(&v, &typed, &error)),
            Err(error) => return Err(error.into()),
        },
    };
    let mut page = NumbersPage::new(v, &topic, None);
    page.errors.add(field, text);
    sent.text("numeros").clone_into(&mut page.typed);
    Ok((cookie, page::unprocessable(&page)?).into_response())
}

/// What was typed, and behind it what stands in the file; nothing if that is too large.
fn numbers(sent: &Sent) -> Result<String, ()> {
    let typed = sent.text("numeros").trim();
    match &sent.picked {
        Picked::TooLarge => Err(()),
        Picked::Nothing => Ok(typed.to_owned()),
        // Numbers are plain letters and digits in every encoding of a spreadsheet.
        Picked::File(bytes) => {
            let file = from_csv(&String::from_utf8_lossy(bytes));
            Ok(format!("{typed}\n{file}").trim().to_owned())
        }
    }
}

fn error_words(v: &Visit, typed: &str, error: &FieldError) -> String {
    match error {
        FieldError::TooLong(_) if typed.chars().count() > domain::parcels::MAX_TYPED => {
            v.t.parcels_error_long()
        }
        FieldError::TooLong(over) => v.t.parcels_error_many(MAX_PARCELS, *over),
        FieldError::Missing
        | FieldError::TrackingForm
        | FieldError::TrackingCheck
        | FieldError::NotAnOption
        | FieldError::NotADate
        | FieldError::NotAnAmount
        | FieldError::NotAnEmail
        | FieldError::NotAPhone => v.t.parcels_error_none(),
    }
}
