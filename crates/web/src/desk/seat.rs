//! What every page of the desk begins with: who signed in, and the frame around the page.

use app::SignedIn;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use domain::policy::{BuiltIn, RoleRecord};
use domain::{Permission, Presence, Team};
use store::queue::QueueCounts;
use text::{Language, Texts};

use super::queue::Choice;
use crate::cookie::Cookie;
use crate::error::PageError;
use crate::state::Web;
use crate::visit::{AsAgent, Visit};

/// A request of an agent who signed in, in the language of the account.
pub(super) struct Seat {
    pub(super) v: Visit,
    pub(super) by: SignedIn,
}

impl FromRequestParts<Web> for Seat {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, PageError> {
        let AsAgent(by) = AsAgent::from_request_parts(parts, web).await?;
        Ok(Self::of(Visit::of(parts, web), by))
    }
}

/// The visit of an agent, in the language of the account.
pub(crate) fn in_own_language(mut v: Visit, by: &SignedIn) -> Visit {
    if let Some(language) = by.agent.language.as_deref().and_then(Language::parse) {
        v.t = Texts::of(v.t.locale().with_language(language), v.t.word());
    }
    v
}

impl Seat {
    /// The visit of an agent, in the language of the account.
    pub(super) fn of(v: Visit, by: SignedIn) -> Self {
        Self {
            v: in_own_language(v, &by),
            by,
        }
    }

    /// The frame of a page that no view of tickets is part of.
    pub(super) async fn frame(&self, web: &Web, here: &'static str) -> Result<Frame, PageError> {
        let (counts, teams) = app::ticket::counts(web, &self.by).await?;
        Ok(Frame::new(&self.v, &self.by, counts, teams, here))
    }
}

/// The side bar: where one can go and how much waits there.
pub(super) struct Frame {
    pub(super) views: Vec<Place>,
    pub(super) deadlines: Vec<Place>,
    pub(super) teams: Vec<Place>,
    pub(super) manage: Vec<Place>,
    pub(super) name: String,
    pub(super) initials: String,
    pub(super) presence: String,
    pub(super) is_available: bool,
    /// What one can say of one's own presence.
    pub(super) presences: Vec<Choice>,
    /// Where to go back to from here.
    pub(super) back: String,
    /// Whether shortcuts of one key are on.
    pub(super) has_keys: bool,
}

/// One line of the side bar.
pub(super) struct Place {
    pub(super) href: String,
    pub(super) icon: &'static str,
    pub(super) words: String,
    pub(super) count: Option<u32>,
    /// `n--warn`, `n--bad` or nothing.
    pub(super) tone: &'static str,
    /// The keys that lead there, for the script.
    pub(super) keys: &'static str,
    /// The colour of a team, 1 to 4; 0 for none.
    pub(super) colour: u8,
    pub(super) is_here: bool,
}

impl Visit {
    /// How many tickets a list has, as [`QueueCounts`] knows it.
    pub(super) fn counted(&self, count: i64) -> String {
        self.t.number_up_to(count, QueueCounts::MOST.into())
    }
}

impl Frame {
    #[expect(
        clippy::too_many_lines,
        reason = "one line for each place of the sidebar"
    )]
    pub(super) fn new(
        v: &Visit,
        by: &SignedIn,
        counts: QueueCounts,
        teams: Vec<Team>,
        here: &str,
    ) -> Self {
        let place = |slug: &str, icon, words, count, keys| Place {
            href: format!("/mesa/{slug}"),
            icon,
            words,
            count,
            tone: "",
            keys,
            colour: 0,
            is_here: here == slug,
        };
        let late = Place {
            tone: if counts.overdue > 0 { "n--bad" } else { "" },
            ..place(
                "abiertos?plazo=vencido",
                "i-alertc",
                v.t.desk_view_overdue(),
                Some(counts.overdue),
                "g v",
            )
        };
        let manage = [
            (
                by.may(Permission::CheckIdentity),
                place("validar", "i-phone", v.t.desk_nav_validate(), None, ""),
            ),
            (
                by.may(Permission::Pay),
                place("indemnizaciones", "i-money", v.t.claims_nav(), None, ""),
            ),
            (
                by.may(Permission::Oversee),
                place("auditoria", "i-shield", v.t.desk_nav_audit(), None, ""),
            ),
            (
                by.may(Permission::Oversee),
                place("correo", "i-mail", v.t.desk_nav_mail(), None, ""),
            ),
            (
                by.may(Permission::Distribute),
                place(
                    "ajustes/asignacion",
                    "i-branch",
                    v.t.desk_nav_assignment(),
                    None,
                    "",
                ),
            ),
            (
                by.may(Permission::Distribute),
                place(
                    "ajustes/capacidad",
                    "i-half",
                    v.t.desk_nav_capacity(),
                    None,
                    "",
                ),
            ),
            (
                by.may(Permission::ManagePeople),
                place(
                    "organizaciones",
                    "i-book",
                    v.t.desk_nav_organizations(),
                    None,
                    "",
                ),
            ),
            (
                by.may(Permission::ManagePeople),
                place(
                    "ajustes/personas",
                    "i-users",
                    v.t.desk_nav_people(),
                    None,
                    "",
                ),
            ),
            (
                by.may(Permission::ManagePeople),
                place("ajustes/roles", "i-shield", v.t.desk_nav_roles(), None, ""),
            ),
            (
                by.may(Permission::ManageSettings),
                place(
                    "ajustes/indemnizacion",
                    "i-money",
                    v.t.claims_settings_nav(),
                    None,
                    "",
                ),
            ),
            (
                by.may(Permission::ManageSettings),
                place("ajustes", "i-gear", v.t.desk_nav_settings(), None, ""),
            ),
        ];
        Self {
            views: vec![
                place(
                    "mios",
                    "i-user",
                    v.t.desk_view_mine(),
                    Some(counts.mine),
                    "g m",
                ),
                place(
                    "sin-asignar",
                    "i-inbox",
                    v.t.desk_view_unassigned(),
                    Some(counts.unassigned),
                    "g s",
                ),
                place(
                    "abiertos",
                    "i-half",
                    v.t.desk_view_open(),
                    Some(counts.open),
                    "g a",
                ),
                place("todos", "i-list", v.t.desk_view_all(), None, ""),
            ],
            deadlines: vec![
                place(
                    "abiertos?plazo=hoy",
                    "i-clock",
                    v.t.desk_view_today(),
                    None,
                    "",
                ),
                late,
                place(
                    "esperan-al-cliente",
                    "i-hourglass",
                    v.t.desk_view_waiting(),
                    Some(counts.waiting_customer),
                    "",
                ),
                place(
                    "propuestas",
                    "i-flag",
                    v.t.desk_view_proposed(),
                    Some(counts.proposed),
                    "",
                ),
                place("resueltos", "i-check", v.t.desk_view_resolved(), None, ""),
            ],
            teams: teams
                .into_iter()
                .map(|team| {
                    let slug = format!("abiertos?equipo={}", team.id);
                    Place {
                        colour: team.colour.clamp(1, 4),
                        ..place(&slug, "", team.name, None, "")
                    }
                })
                .collect(),
            manage: manage
                .into_iter()
                .filter(|(may, _)| *may)
                .map(|(_, place)| place)
                .collect(),
            name: by.agent.name.clone(),
            initials: text::format::initials(&by.agent.name),
            presence: presence(&v.t, by.agent.presence),
            is_available: by.agent.presence == Presence::Available,
            presences: presences(&v.t, by.agent.presence),
            back: format!("/mesa/{here}"),
            has_keys: v.cookie(Cookie::Keys).as_deref() != Some("no"),
        }
    }
}

pub(super) fn presence(t: &Texts, presence: Presence) -> String {
    match presence {
        Presence::Available => t.desk_presence_available(),
        Presence::Paused => t.desk_presence_paused(),
        Presence::Away => t.desk_presence_away(),
    }
}

/// All presences, one of them chosen.
pub(super) fn presences(t: &Texts, chosen: Presence) -> Vec<Choice> {
    let choice = |one: Presence| Choice {
        value: one.name().to_owned(),
        words: presence(t, one),
        is_chosen: one == chosen,
    };
    Presence::ALL.into_iter().map(choice).collect()
}

/// What a role is called: in the reader's language if it is one that is always there.
pub(super) fn role(t: &Texts, role: &RoleRecord) -> String {
    match role.role.built_in() {
        Some(built_in) => built_in_role(t, built_in),
        None => role.name.clone(),
    }
}

/// What one of the roles is called that are always there.
pub(super) fn built_in_role(t: &Texts, role: BuiltIn) -> String {
    match role {
        BuiltIn::Viewer => t.desk_role_viewer(),
        BuiltIn::Agent => t.desk_role_agent(),
        BuiltIn::Supervisor => t.desk_role_supervisor(),
        BuiltIn::Admin => t.desk_role_admin(),
    }
}

/// The colour of somebody's initials: always the same for the same name.
pub(super) fn avatar(name: &str) -> &'static str {
    const COLOURS: [&str; 5] = ["av--a", "av--b", "av--c", "av--d", "av--n"];
    let sum = name.bytes().fold(0usize, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(usize::from(byte))
    });
    COLOURS[sum % COLOURS.len()]
}
