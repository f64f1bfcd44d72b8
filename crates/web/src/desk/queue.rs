//! `GET /mesa/{vista}`: the lists of tickets, filtered by a form whose address can be shared.

use app::ticket::QueuePage;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::ticket::{Priority, TicketKind};
use domain::{AgentId, Permission, Status, TeamId, TicketCode, TopicId};
use jiff::Timestamp;
use serde::Deserialize;
use store::queue::{
    AssigneeFilter, QueueCounts, QueueCursor, QueueFilter, QueueOrder, StatusFilter, TicketSummary,
};
use text::Texts;

use super::chip::{self, Chip};
use super::deadline::Deadline;
use super::nature;
use super::screen::Screen;
use super::seat::{Frame, Seat};
use crate::error::PageError;
use crate::export;
use crate::page;
use crate::path::escape;
use crate::state::Web;
use crate::visit::Visit;

/// How many tickets a page of a list has.
const ROWS: u32 = 50;

/// The lists there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum View {
    Mine,
    Unassigned,
    Open,
    Waiting,
    Proposed,
    Resolved,
    All,
}

impl View {
    const ALL: [Self; 7] = [
        Self::Mine,
        Self::Unassigned,
        Self::Open,
        Self::Waiting,
        Self::Proposed,
        Self::Resolved,
        Self::All,
    ];

    fn slug(self) -> &'static str {
        match self {
            Self::Mine => "mios",
            Self::Unassigned => "sin-asignar",
            Self::Open => "abiertos",
            Self::Waiting => "esperan-al-cliente",
            Self::Proposed => "propuestas",
            Self::Resolved => "resueltos",
            Self::All => "todos",
        }
    }

    pub(super) fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.slug() == slug)
    }

    pub(super) fn title(self, t: &Texts) -> String {
        match self {
            Self::Mine => t.desk_view_mine(),
            Self::Unassigned => t.desk_view_unassigned(),
            Self::Open => t.desk_view_open(),
            Self::Waiting => t.desk_view_waiting(),
            Self::Proposed => t.desk_view_proposed(),
            Self::Resolved => t.desk_view_resolved(),
            Self::All => t.desk_view_all(),
        }
    }

    fn count(self, counts: &QueueCounts) -> Option<u32> {
        match self {
            Self::Mine => Some(counts.mine),
            Self::Unassigned => Some(counts.unassigned),
            Self::Open => Some(counts.open),
            Self::Waiting => Some(counts.waiting_customer),
            Self::Proposed => Some(counts.proposed),
            Self::Resolved | Self::All => None,
        }
    }

    fn status(self) -> StatusFilter {
        match self {
            Self::Mine | Self::Unassigned | Self::Open => StatusFilter::Open,
            Self::Waiting => StatusFilter::One(Status::WaitingCustomer),
            Self::Proposed => StatusFilter::Proposed,
            Self::Resolved => StatusFilter::One(Status::Resolved),
            Self::All => StatusFilter::All,
        }
    }

    /// The states to choose from within the list; none where it has one state.
    fn states(self) -> &'static [Status] {
        match self {
            Self::Mine | Self::Unassigned | Self::Open => &Status::ALL[..4],
            Self::Waiting | Self::Proposed | Self::Resolved => &[],
            Self::All => &Status::ALL,
        }
    }

    fn has_assignees(self) -> bool {
        !matches!(self, Self::Mine | Self::Unassigned)
    }

    fn order(self) -> QueueOrder {
        match self {
            Self::Resolved | Self::All => QueueOrder::NewestFirst,
            Self::Mine | Self::Unassigned | Self::Open | Self::Waiting | Self::Proposed => {
                QueueOrder::DueFirst
            }
        }
    }
}

/// What the address says of the list; the pages of tickets carry it along.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// The view, on the page of a ticket.
    pub(super) vista: String,
    /// A state, by its name.
    estado: String,
    /// An agent's key, or `nadie`.
    responsable: String,
    /// A team's key.
    equipo: String,
    /// A topic's key.
    tema: String,
    /// A priority, by its name.
    prioridad: String,
    /// A kind, by its name.
    tipo: String,
    /// `hoy`, `cerca` or `vencido`.
    plazo: String,
    /// `vence` or `nuevos`.
    orden: String,
    /// Where the page of the list begins.
    desde: String,
    /// What was done, told once.
    pub(super) hecho: String,
    /// Which composer is open.
    pub(super) pestana: String,
    /// Whether the whole history is shown.
    pub(super) todo: String,
}

impl Asked {
    fn view(&self) -> View {
        View::from_slug(&self.vista).unwrap_or(View::Mine)
    }

    pub(super) fn filter(&self, v: &Visit, me: AgentId) -> QueueFilter {
        let view = self.view();
        let state = Status::from_name(&self.estado).filter(|state| view.states().contains(state));
        QueueFilter {
            status: state.map_or(view.status(), StatusFilter::One),
            assignee: match view {
                View::Mine => AssigneeFilter::Agent(me),
                View::Unassigned => AssigneeFilter::Nobody,
                _ if self.responsable == "nadie" => AssigneeFilter::Nobody,
                _ => self
                    .responsable
                    .parse()
                    .map_or(AssigneeFilter::Any, AssigneeFilter::Agent),
            },
            team: self.equipo.parse::<TeamId>().ok(),
            topic: self.tema.parse::<TopicId>().ok(),
            priority: Priority::from_name(&self.prioridad),
            kind: TicketKind::from_name(&self.tipo),
            near_at: (self.plazo == "cerca").then(|| v.now.timestamp()),
            due_before: match self.plazo.as_str() {
                "vencido" => Some(v.now.timestamp()),
                "hoy" => end_of_day(v),
                _ => None,
            },
            order: match self.orden.as_str() {
                "vence" => QueueOrder::DueFirst,
                "nuevos" => QueueOrder::NewestFirst,
                _ => view.order(),
            },
        }
    }

    fn is_filtered(&self) -> bool {
        [
            &self.estado,
            &self.responsable,
            &self.equipo,
            &self.tema,
            &self.prioridad,
            &self.tipo,
            &self.plazo,
        ]
        .iter()
        .any(|text| !text.is_empty())
    }

    fn pairs(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let pairs = [
            ("estado", &self.estado),
            ("responsable", &self.responsable),
            ("equipo", &self.equipo),
            ("tema", &self.tema),
            ("prioridad", &self.prioridad),
            ("tipo", &self.tipo),
            ("plazo", &self.plazo),
            ("orden", &self.orden),
        ];
        pairs
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| (name, value.as_str()))
    }

    /// The filters in force, in words: `Estado: Resuelto`.
    pub(super) async fn chosen(&self, web: &Web, seat: &Seat) -> Result<Vec<String>, PageError> {
        let filter = self.filter(&seat.v, seat.by.agent.id);
        let page = app::ticket::queue(web, &seat.by, filter, None, 0).await?;
        let fields = choices(seat, self, &page).into_iter();
        let fields = fields.filter(|field| field.name != "orden");
        let said = fields.filter_map(|field| {
            let chosen = field.options.into_iter().find(|option| option.is_chosen)?;
            (!chosen.value.is_empty()).then(|| format!("{}: {}", field.label, chosen.words))
        });
        Ok(said.collect())
    }

    /// The address of the list as a file.
    fn export(&self) -> String {
        with_query(
            &format!("/mesa/{}/exportar", self.view().slug()),
            self.pairs(),
        )
    }

    /// The address of the list, from its beginning.
    pub(super) fn list(&self) -> String {
        with_query(&format!("/mesa/{}", self.view().slug()), self.pairs())
    }

    /// The address of something of a ticket, beside this list.
    pub(super) fn beside(&self, path: &str) -> String {
        let from = (!self.desde.is_empty()).then_some(("desde", self.desde.as_str()));
        with_query(
            path,
            std::iter::once(("vista", self.view().slug()))
                .chain(self.pairs())
                .chain(from),
        )
    }

    /// What the side bar calls this list.
    fn here(&self) -> String {
        let slug = self.view().slug();
        match (self.plazo.as_str(), self.equipo.as_str()) {
            ("", "") => slug.to_owned(),
            ("", team) => format!("{slug}?equipo={team}"),
            (due, _) => format!("{slug}?plazo={due}"),
        }
    }
}

fn with_query<'a>(path: &str, pairs: impl Iterator<Item = (&'static str, &'a str)>) -> String {
    let mut address = path.to_owned();
    for (at, (name, value)) in pairs.enumerate() {
        address.push(if at == 0 { '?' } else { '&' });
        address.push_str(name);
        address.push('=');
        address.push_str(&escape(value));
    }
    address
}

/// The instant at which today ends where the organisation is.
fn end_of_day(v: &Visit) -> Option<Timestamp> {
    Some(v.now.tomorrow().ok()?.start_of_day().ok()?.timestamp())
}

fn cursor(text: &str) -> Option<QueueCursor> {
    let (sort, id) = text.split_once('.')?;
    Some(QueueCursor {
        sort: sort.parse().ok()?,
        id: id.parse().ok()?,
    })
}

/// `GET /mesa/{vista}`
pub(super) async fn show(
    State(web): State<Web>,
    seat: Seat,
    Path(slug): Path<String>,
    Query(mut asked): Query<Asked>,
) -> Result<Response, PageError> {
    View::from_slug(&slug).ok_or(PageError::App(app::Error::NotFound))?;
    asked.vista = slug;
    let (frame, list) = load(&web, &seat, &asked, None).await?;
    page::ok(&Screen {
        frame,
        list,
        open: None,
        done: None,
        v: seat.v,
    })
}

/// The list that was asked for, and the frame around it.
pub(super) async fn load(
    web: &Web,
    seat: &Seat,
    asked: &Asked,
    open: Option<&TicketCode>,
) -> Result<(Frame, List), PageError> {
    let filter = asked.filter(&seat.v, seat.by.agent.id);
    let page = app::ticket::queue(web, &seat.by, filter, cursor(&asked.desde), ROWS).await?;
    let list = List::of(seat, asked, &page, open);
    let frame = Frame::new(&seat.v, &seat.by, page.counts, page.teams, &asked.here());
    Ok((frame, list))
}

/// The column of the list.
pub(super) struct List {
    pub(super) title: String,
    pub(super) count: Option<u32>,
    pub(super) rows: Vec<Row>,
    /// The address of the next page.
    pub(super) next: Option<String>,
    /// The address of the first page, if this is another.
    pub(super) first: Option<String>,
    pub(super) home: String,
    pub(super) filters: Vec<Choices>,
    /// What it can be taken away as; nothing for who may not.
    pub(super) exports: Vec<export::Choice>,
    pub(super) is_filtered: bool,
    /// What an empty list says.
    pub(super) empty: String,
    /// Whether it offers the tickets of nobody.
    pub(super) offers_unassigned: bool,
    pub(super) order: String,
    /// The address without filters.
    pub(super) plain: String,
}

/// A field of the filter.
pub(super) struct Choices {
    pub(super) name: &'static str,
    pub(super) label: String,
    pub(super) options: Vec<Choice>,
}

/// An option of a field.
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) words: String,
    pub(crate) is_chosen: bool,
}

/// A ticket in the list.
pub(super) struct Row {
    pub(super) id: String,
    pub(super) version: String,
    pub(super) href: String,
    pub(super) requester: String,
    pub(super) subject: String,
    pub(super) last_words: String,
    pub(super) at: Timestamp,
    pub(super) when: String,
    pub(super) deadline: Deadline,
    /// Said of what presses more than most.
    pub(super) priority: Option<Chip>,
    pub(super) chip: Option<Chip>,
    pub(super) short: String,
    /// Whether the requester had the last word.
    pub(super) is_unanswered: bool,
    pub(super) has_files: bool,
    pub(super) is_open: bool,
}

impl List {
    fn of(seat: &Seat, asked: &Asked, page: &QueuePage, open: Option<&TicketCode>) -> Self {
        let (v, view) = (&seat.v, asked.view());
        let is_filtered = asked.is_filtered();
        let home = asked.list();
        let mark = if home.contains('?') { '&' } else { '?' };
        let order = match asked.filter(v, seat.by.agent.id).order {
            QueueOrder::DueFirst => v.t.desk_order_due(),
            QueueOrder::NewestFirst => v.t.desk_order_new(),
        };
        let empty = match view {
            _ if is_filtered => v.t.desk_empty_filter(),
            View::Mine => v.t.desk_empty_mine(page.counts.unassigned),
            _ => v.t.desk_empty_view(),
        };
        Self {
            title: view.title(&v.t),
            count: view.count(&page.counts).filter(|_| !is_filtered),
            rows: page
                .tickets
                .iter()
                .map(|ticket| Row::of(seat, asked, page, ticket, open))
                .collect(),
            next: page
                .next
                .map(|next| format!("{home}{mark}desde={}.{}", next.sort, next.id)),
            first: cursor(&asked.desde).map(|_| home.clone()),
            filters: choices(seat, asked, page),
            offers_unassigned: view == View::Mine && !is_filtered && page.counts.unassigned > 0,
            plain: format!("/mesa/{}", view.slug()),
            exports: if seat.by.may(Permission::Export) {
                export::choices(&v.t, &asked.export(), super::export::HERE)
            } else {
                Vec::new()
            },
            home,
            is_filtered,
            empty,
            order,
        }
    }
}

fn choices(seat: &Seat, asked: &Asked, page: &QueuePage) -> Vec<Choices> {
    let (t, tag, view) = (&seat.v.t, seat.v.tag(), asked.view());
    let choices = |name, label, chosen: &str, options: Vec<(String, String)>| {
        let any = (String::new(), t.desk_filter_any());
        let options = std::iter::once(any).chain(options);
        let option = |(value, words): (String, String)| Choice {
            is_chosen: value == chosen,
            value,
            words,
        };
        Choices {
            name,
            label,
            options: options.map(option).collect(),
        }
    };
    let mut all = Vec::new();
    if !view.states().is_empty() {
        let states = view
            .states()
            .iter()
            .map(|state| (state.name().to_owned(), chip::words(t, *state)))
            .collect();
        all.push(choices(
            "estado",
            t.desk_filter_state(),
            &asked.estado,
            states,
        ));
    }
    if view.has_assignees() {
        let nobody = std::iter::once(("nadie".to_owned(), t.desk_filter_nobody()));
        let agents = page
            .agents
            .iter()
            .filter(|agent| agent.role.can_work())
            .map(|agent| (agent.id.to_string(), agent.name.clone()));
        all.push(choices(
            "responsable",
            t.desk_filter_assignee(),
            &asked.responsable,
            nobody.chain(agents).collect(),
        ));
    }
    let teams = page
        .teams
        .iter()
        .map(|team| (team.id.to_string(), team.name.clone()))
        .collect();
    all.push(choices(
        "equipo",
        t.desk_filter_team(),
        &asked.equipo,
        teams,
    ));
    let topics = page
        .topics
        .iter()
        .map(|topic| (topic.id.to_string(), topic.form.name.get(tag).to_owned()))
        .collect();
    all.push(choices("tema", t.desk_filter_topic(), &asked.tema, topics));
    for (name, label, options) in [
        (
            "prioridad",
            t.priority_label(),
            nature::priorities(t, &asked.prioridad),
        ),
        ("tipo", t.kind_label(), nature::kinds(t, &asked.tipo)),
    ] {
        all.push(Choices {
            name,
            label,
            options: nature::with_any(t, options),
        });
    }
    if view.status() == StatusFilter::Open {
        let due = vec![
            ("hoy".to_owned(), t.desk_view_today()),
            ("cerca".to_owned(), t.desk_view_near()),
            ("vencido".to_owned(), t.desk_view_overdue()),
        ];
        all.push(choices("plazo", t.desk_filter_due(), &asked.plazo, due));
    }
    let orders = [
        ("vence", t.desk_order_due(), QueueOrder::DueFirst),
        ("nuevos", t.desk_order_new(), QueueOrder::NewestFirst),
    ];
    let order = asked.filter(&seat.v, seat.by.agent.id).order;
    let option = |(value, words, this): (&str, String, QueueOrder)| Choice {
        value: value.to_owned(),
        words,
        is_chosen: this == order,
    };
    all.push(Choices {
        name: "orden",
        label: t.desk_order_label(),
        options: orders.into_iter().map(option).collect(),
    });
    all
}

impl Row {
    fn of(
        seat: &Seat,
        asked: &Asked,
        page: &QueuePage,
        ticket: &TicketSummary,
        open: Option<&TicketCode>,
    ) -> Self {
        let v = &seat.v;
        let last = ticket.last.as_ref();
        let at = last.map_or(ticket.updated_at, |last| last.at);
        let by_requester = last.is_some_and(|last| last.by.agent().is_none());
        let last_words = last.map_or_else(String::new, |last| {
            let text = last.text.split_whitespace().collect::<Vec<_>>().join(" ");
            match last.by.agent() {
                _ if last.kind == domain::MessageKind::Note => v.t.desk_note_mark(text),
                Some(agent) if agent == seat.by.agent.id => v.t.desk_you_wrote(text),
                _ => text,
            }
        });
        let reopened = ticket.reopen_count > 0 && ticket.status.is_open();
        let chip = match ticket.status {
            Status::New | Status::Open => reopened.then(|| Chip::reopened(&v.t)),
            status => Some(Chip::of(&v.t, status)),
        };
        Self {
            id: format!("caso-{}", ticket.code.short()),
            version: ticket.updated_at.as_microsecond().to_string(),
            href: asked.beside(&format!("/mesa/casos/{}", ticket.code)),
            requester: ticket.requester_name.clone(),
            subject: ticket.subject.clone(),
            last_words,
            at,
            when: when(v, at),
            deadline: Deadline::of(
                v,
                ticket.status,
                page.rings.get(&ticket.id).copied(),
                ticket.due_at,
                ticket.resolved_at,
            ),
            priority: Chip::of_priority(&v.t, ticket.nature.priority),
            chip,
            short: ticket.code.short().to_owned(),
            is_unanswered: by_requester && ticket.status.is_open(),
            has_files: ticket.has_files,
            is_open: open == Some(&ticket.code),
        }
    }
}

/// The time today, "ayer", or the day.
fn when(v: &Visit, at: Timestamp) -> String {
    let (day, today) = (v.local(at).date(), v.now.date());
    if day == today {
        v.time(&at)
    } else if today.yesterday().ok() == Some(day) {
        v.t.date_yesterday()
    } else {
        v.short_date(&at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_a_list_carries_its_filters_and_nothing_hostile() {
        let asked = Asked {
            vista: "abiertos".into(),
            equipo: "3&x=<".into(),
            desde: "5.6".into(),
            ..Asked::default()
        };

        assert_eq!(asked.list(), "/mesa/abiertos?equipo=3%26x%3D%3C");
        assert_eq!(
            asked.beside("/mesa/casos/X"),
            "/mesa/casos/X?vista=abiertos&equipo=3%26x%3D%3C&desde=5.6"
        );
        assert_eq!(
            cursor("5.6"),
            Some(QueueCursor {
                sort: 5,
                id: 6.into()
            })
        );
        assert_eq!(cursor("5"), None);
        assert_eq!(
            Asked {
                vista: "otra".into(),
                ..Asked::default()
            }
            .view(),
            View::Mine
        );
    }
}

#[cfg(test)]
mod fuzz {
    use axum::http::Uri;

    use super::*;
    use crate::corpus::fuzz;
    use crate::path;

    fn read(address: &Uri) -> Option<Asked> {
        let query = Query::<Asked>::try_from_uri(address);
        query.ok().map(|Query(asked)| asked)
    }

    #[test]
    fn o04_lists_of_the_desk() {
        fuzz("lists", |text, _| {
            let Some(asked) = path::fuzz::query(text).as_ref().and_then(read) else {
                return;
            };
            if let Some(found) = cursor(&asked.desde) {
                let written = format!("{}.{}", found.sort, found.id);
                assert_eq!(cursor(&written), Some(found), "{written}");
            }
            // Nothing of the address gets lost or changed on the way through a link.
            let link = asked.beside("/mesa/casos/X");
            if let Ok(address) = link.parse::<Uri>() {
                let again = read(&address).unwrap();
                assert_eq!(again.beside("/mesa/casos/X"), link);
                assert_eq!(again.list(), asked.list());
            }
        });
    }
}
