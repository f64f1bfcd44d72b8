//! Step 1: what the ticket is about.

use crate::form::Form;
use app::intake::OpenDraft;
use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::form::Topic;
use serde::Deserialize;

use super::{Fault, Step, step_title, steps};
use crate::cookie::Cookie;
use crate::error::PageError;
use crate::page;
use crate::path::escape;
use crate::state::Web;
use crate::visit::{OwnDraft, Visit};

#[derive(Template)]
#[template(path = "portal/intake/topic.html")]
struct TopicPage {
    v: Visit,
    step: u8,
    steps: Vec<Step>,
    topics: Vec<Topic>,
    chosen: Option<String>,
    faults: Vec<Fault>,
    /// Whether there was a draft whose time is over.
    is_expired: bool,
    is_forgotten: bool,
}

impl TopicPage {
    async fn new(web: &Web, v: Visit, draft: Option<&OpenDraft>) -> Result<Self, PageError> {
        let topics = app::topic::list(web).await?;
        let chosen = draft.and_then(|open| open.draft.content.topic);
        Ok(Self {
            step: 1,
            steps: steps(&v.t, 1, ""),
            chosen: topics
                .iter()
                .find(|topic| Some(topic.id) == chosen)
                .map(|topic| topic.slug.clone()),
            topics,
            faults: Vec::new(),
            is_expired: draft.is_none() && v.cookie(Cookie::Draft).is_some(),
            is_forgotten: false,
            v,
        })
    }

    fn title(&self) -> String {
        step_title(
            &self.v.t,
            &self.v.t.intake_topic_title(),
            self.step,
            &self.faults,
        )
    }

    fn is_chosen(&self, topic: &Topic) -> bool {
        self.chosen.as_ref() == Some(&topic.slug)
    }
}

#[derive(Deserialize)]
pub(super) struct Choice {
    tema: Option<String>,
    borrado: Option<String>,
}

/// `GET /casos/nuevo`
pub(super) async fn show(
    State(web): State<Web>,
    v: Visit,
    draft: Option<OwnDraft>,
    Query(choice): Query<Choice>,
) -> Result<Response, PageError> {
    if let Some(slug) = choice.tema {
        return Ok(Redirect::to(&format!("/casos/nuevo/{}", escape(&slug))).into_response());
    }
    let mut page = TopicPage::new(&web, v, draft.as_ref().map(|own| &own.0)).await?;
    page.is_forgotten = choice.borrado.is_some();
    page::ok(&page)
}

/// `POST /casos/nuevo`
pub(super) async fn choose(
    State(web): State<Web>,
    v: Visit,
    draft: Option<OwnDraft>,
    Form(choice): Form<Choice>,
) -> Result<Response, PageError> {
    let mut page = TopicPage::new(&web, v, draft.as_ref().map(|own| &own.0)).await?;
    let slug = choice.tema.unwrap_or_default();
    if page.topics.iter().any(|topic| topic.slug == slug) {
        return Ok(Redirect::to(&format!("/casos/nuevo/{}", escape(&slug))).into_response());
    }
    let text = page.v.t.error_choose(page.v.t.intake_topic_label());
    page.faults = vec![Fault {
        anchor: "tema-1".to_owned(),
        text,
    }];
    page::unprocessable(&page)
}
