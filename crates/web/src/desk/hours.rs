//! `/mesa/ajustes/capacidad/personas/{id}`: what somebody can do, and when they work.

use crate::form::Form;
use app::Error;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::AgentId;
use domain::assignment::parse_skills;
use domain::shift::{Shift, parse_day, show_day};
use serde::Deserialize;

use super::assignment::skills_error;
use super::form::Errors;
use super::seat::{Frame, Seat};
use crate::error::PageError;
use crate::page;
use crate::state::Web;
use crate::visit::Visit;

/// The names of the fields for the days, Monday first.
const DAYS: [&str; 7] = [
    "lunes",
    "martes",
    "miercoles",
    "jueves",
    "viernes",
    "sabado",
    "domingo",
];

#[derive(Template)]
#[template(path = "desk/hours.html")]
struct HoursPage {
    v: Visit,
    frame: Frame,
    errors: Errors,
    id: AgentId,
    name: String,
    zone_here: String,
    days: Vec<Day>,
    typed: Sent,
}

/// The field of a day.
struct Day {
    field: &'static str,
    label: String,
    value: String,
}

/// Skills and hours as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    habilidades: String,
    lunes: String,
    martes: String,
    miercoles: String,
    jueves: String,
    viernes: String,
    sabado: String,
    domingo: String,
    zona: String,
}

impl Sent {
    fn days(&self) -> [&str; 7] {
        [
            &self.lunes,
            &self.martes,
            &self.miercoles,
            &self.jueves,
            &self.viernes,
            &self.sabado,
            &self.domingo,
        ]
    }

    fn of(skills: &[String], shift: &Shift) -> Self {
        let [lunes, martes, miercoles, jueves, viernes, sabado, domingo] =
            shift.days.each_ref().map(|day| show_day(day));
        Self {
            habilidades: skills.join(", "),
            lunes,
            martes,
            miercoles,
            jueves,
            viernes,
            sabado,
            domingo,
            zona: shift.zone.clone(),
        }
    }

    /// What was typed, or what is wrong with it.
    fn read(&self, v: &Visit) -> Result<(Vec<String>, Shift), Errors> {
        let t = &v.t;
        let mut errors = Errors::default();
        let skills = parse_skills(&self.habilidades).unwrap_or_else(|_| {
            errors.add("habilidades", skills_error(t));
            Vec::new()
        });
        let mut shift = Shift {
            zone: self.zona.trim().to_owned(),
            ..Shift::default()
        };
        for ((field, typed), day) in DAYS.into_iter().zip(self.days()).zip(&mut shift.days) {
            match parse_day(typed) {
                Ok(stretches) => *day = stretches,
                Err(_) => errors.add(field, t.desk_hours_error()),
            }
        }
        if errors.is_empty() {
            Ok((skills, shift))
        } else {
            Err(errors)
        }
    }
}

fn labels(v: &Visit) -> [String; 7] {
    let t = &v.t;
    [
        t.desk_hours_monday(),
        t.desk_hours_tuesday(),
        t.desk_hours_wednesday(),
        t.desk_hours_thursday(),
        t.desk_hours_friday(),
        t.desk_hours_saturday(),
        t.desk_hours_sunday(),
    ]
}

/// `GET /mesa/ajustes/capacidad/personas/{id}`
pub(super) async fn show(
    State(web): State<Web>,
    seat: Seat,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    shown(&web, seat, id, None, Errors::default()).await
}

/// The page, with what was typed or else what holds.
async fn shown(
    web: &Web,
    seat: Seat,
    id: AgentId,
    typed: Option<Sent>,
    errors: Errors,
) -> Result<Response, PageError> {
    let member = app::assignment::member(web, &seat.by, id).await?;
    let frame = seat.frame(web, "ajustes/capacidad").await?;
    let typed = typed.unwrap_or_else(|| {
        let shift = member.shift.clone().unwrap_or_default();
        Sent::of(&member.skills, &shift)
    });
    let v = seat.v;
    let days = DAYS.into_iter().zip(labels(&v)).zip(typed.days());
    let days = days.map(|((field, label), value)| Day {
        field,
        label,
        value: value.to_owned(),
    });
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = HoursPage {
        days: days.collect(),
        frame,
        errors,
        id,
        name: member.agent.name,
        zone_here: v.settings.zone.clone(),
        typed,
        v,
    };
    page::html(status, &page)
}

/// `POST /mesa/ajustes/capacidad/personas/{id}/turno`
pub(super) async fn save(
    State(web): State<Web>,
    seat: Seat,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let id: AgentId = id.parse().map_err(|_| Error::NotFound)?;
    let errors = match sent.read(&seat.v) {
        Err(errors) => errors,
        Ok((skills, shift)) => {
            let client = seat.v.client.clone();
            let set = app::assignment::set_hours(&web, &seat.by, id, skills, shift, client).await;
            match set {
                Ok(()) => {
                    let there = "/mesa/ajustes/capacidad?hecho=turno";
                    return Ok(Redirect::to(there).into_response());
                }
                Err(Error::Invalid { .. }) => {
                    let mut errors = Errors::default();
                    errors.add("zona", seat.v.t.desk_hours_zone_error());
                    errors
                }
                Err(error) => return Err(error.into()),
            }
        }
    };
    shown(&web, seat, id, Some(sent), errors).await
}
