//! Step 3: files, kept with the draft as they come.

use app::file::Desk;
use app::intake::OpenDraft;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::FileId;
use domain::file::File;
use domain::form::Topic;
use serde::Deserialize;

use super::{Aside, Fault, Step, at_step, step_title, steps};
use crate::error::PageError;
use crate::page;
use crate::portal::files::{self, Upload};
use crate::state::Web;
use crate::visit::{OwnDraft, Visit};

#[derive(Template)]
#[template(path = "portal/intake/files.html")]
struct FilesPage {
    v: Visit,
    step: u8,
    steps: Vec<Step>,
    slug: String,
    files: Vec<File>,
    faults: Vec<Fault>,
    aside: Aside,
    max_files: u32,
    max_bytes: u64,
    /// What just happened, once.
    done: Option<String>,
}

impl FilesPage {
    async fn new(
        web: &Web,
        v: Visit,
        open: &OpenDraft,
        slug: &str,
    ) -> Result<(Self, Topic), PageError> {
        let (view, topic) = at_step(web, open, slug).await?;
        let page = Self {
            step: 3,
            steps: steps(&v.t, 3, slug),
            slug: slug.to_owned(),
            aside: Aside::of(&v, &topic, Some(&view)),
            files: view.files,
            faults: Vec::new(),
            max_files: web.limits.upload.files,
            max_bytes: web.limits.upload.file_bytes,
            done: None,
            v,
        };
        Ok((page, topic))
    }

    fn title(&self) -> String {
        step_title(
            &self.v.t,
            &self.v.t.intake_files_title(),
            self.step,
            &self.faults,
        )
    }

    fn rules(&self) -> String {
        self.v
            .t
            .intake_files_rules(self.max_files, self.v.t.file_size(self.max_bytes))
    }

    /// "2,4 MB · Listo", or why it is held back.
    fn ready(&self, file: &File) -> String {
        let size = self.v.t.file_size(file.size_bytes);
        match self.v.hold_words(file, false) {
            Some(words) => format!("{size} · {words}"),
            None => self.v.t.file_ready(size),
        }
    }

    /// Whether its small picture can be shown.
    fn has_picture(&self, file: &File) -> bool {
        file.thumbnail.is_some() && self.v.hold(file).is_none()
    }
}

#[derive(Deserialize)]
pub(super) struct Told {
    #[serde(default)]
    agregados: String,
    quitado: Option<String>,
}

/// `GET /casos/nuevo/{tema}/archivos`
pub(super) async fn show(
    State(web): State<Web>,
    v: Visit,
    OwnDraft(open): OwnDraft,
    Path(slug): Path<String>,
    Query(told): Query<Told>,
) -> Result<Response, PageError> {
    let (mut page, _) = FilesPage::new(&web, v, &open, &slug).await?;
    let added: Vec<&str> = told.agregados.split(',').collect();
    let names: Vec<&str> = page
        .files
        .iter()
        .filter(|file| added.contains(&file.id.to_string().as_str()))
        .map(|file| file.name.as_str())
        .collect();
    page.done = match (names.is_empty(), told.quitado) {
        (false, _) => Some(page.v.t.intake_files_added(names.join(", "))),
        (true, Some(_)) => Some(page.v.t.intake_files_removed_one()),
        (true, None) => None,
    };
    page::ok(&page)
}

/// `POST /casos/nuevo/{tema}/archivos`
pub(super) async fn add(
    State(web): State<Web>,
    v: Visit,
    OwnDraft(open): OwnDraft,
    Path(slug): Path<String>,
    upload: Upload,
) -> Result<Response, PageError> {
    // Where the draft belongs on another page, nothing is kept.
    let (_, topic) = at_step(&web, &open, &slug).await?;
    let received = files::receive(&web, &Desk::Draft(open.clone()), upload).await?;
    let here = format!("/casos/nuevo/{}/archivos", topic.slug);
    if v.wants_json {
        return Ok(received.json(&web, &v, |id| format!("{here}/{id}/quitar")));
    }
    if !received.refused.is_empty() {
        let status = received.status();
        let (mut page, _) = FilesPage::new(&web, v, &open, &slug).await?;
        page.faults = received
            .refused
            .iter()
            .map(|refused| fault(&web, &page.v, refused))
            .collect();
        return page::html(status, &page);
    }
    if received.has("seguir") {
        return Ok(Redirect::to(&format!("/casos/nuevo/{}/revisar", topic.slug)).into_response());
    }
    if received.files.is_empty() {
        let (mut page, _) = FilesPage::new(&web, v, &open, &slug).await?;
        page.faults = vec![Fault {
            anchor: "archivo".to_owned(),
            text: page.v.t.error_file_none(),
        }];
        return page::unprocessable(&page);
    }
    let ids: Vec<String> = received
        .files
        .iter()
        .map(|file| file.id.to_string())
        .collect();
    Ok(Redirect::to(&format!("{here}?agregados={}", ids.join(","))).into_response())
}

fn fault(web: &Web, v: &Visit, refused: &files::Refused) -> Fault {
    let text =
        v.t.intake_files_refused(refused.name.as_str(), refused.message(web, v));
    Fault {
        anchor: "archivo".to_owned(),
        text,
    }
}

/// `GET /casos/nuevo/{tema}/archivos/{id}`: a small picture of one's own file.
pub(super) async fn thumbnail(
    State(web): State<Web>,
    OwnDraft(open): OwnDraft,
    Path((_, id)): Path<(String, FileId)>,
) -> Result<Response, PageError> {
    Ok(files::thumbnail(
        app::file::open_thumbnail(&web, &Desk::Draft(open), id).await?,
    ))
}

/// `POST /casos/nuevo/{tema}/archivos/{id}/quitar`
pub(super) async fn remove(
    State(web): State<Web>,
    v: Visit,
    OwnDraft(open): OwnDraft,
    Path((slug, id)): Path<(String, FileId)>,
) -> Result<Response, PageError> {
    let (_, topic) = at_step(&web, &open, &slug).await?;
    match app::file::remove(&web, &Desk::Draft(open), id).await {
        // Pressed twice: it is gone already.
        Ok(()) | Err(app::Error::NotFound) => {}
        Err(error) => return Err(error.into()),
    }
    if v.wants_json {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    Ok(Redirect::to(&format!("/casos/nuevo/{}/archivos?quitado=1", topic.slug)).into_response())
}
