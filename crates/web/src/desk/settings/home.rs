//! `GET|POST /mesa/ajustes/inicio`: what the home page of the portal says, and the footer's links.

use askama::Template;
use axum::response::Response;
use domain::Settings;
use domain::settings::{FooterLink, MAX_LINKS, is_link};

use super::compare::Comparison;
use super::part::{Checks, Part, Sheet, Tab, Told};
use super::sent::{InLanguages, Sent};
use crate::desk::seat::Frame;
use crate::error::PageError;
use crate::page;
use crate::visit::Visit;

/// The longest notice and lead, in characters.
const SENTENCES: usize = 400;

/// The longest heading and words of a link, in characters.
const HEADING: usize = 120;

#[derive(Template)]
#[template(path = "desk/settings/home.html")]
struct HomePage {
    v: Visit,
    frame: Frame,
    tabs: Vec<Tab>,
    told: Told,
    texts: Vec<InLanguages>,
    links: Vec<Link>,
    can_add: bool,
}

struct Link {
    number: usize,
    words: InLanguages,
    url_id: String,
    url: String,
}

pub(super) struct Home;

impl Part for Home {
    const PATH: &'static str = "/mesa/ajustes/inicio";

    fn fill(settings: &Settings) -> Sent {
        let mut sent = Sent::default();
        sent.set_localized("aviso", &settings.notice);
        sent.set_localized("titulo", &settings.hero_title);
        sent.set_localized("entrada", &settings.hero_lead);
        for (row, link) in settings.links.iter().enumerate() {
            sent.set(format!("enlace_{row}_id"), "");
            sent.set_localized(&format!("enlace_{row}_texto"), &link.label);
            sent.set(format!("enlace_{row}_url"), &link.url);
        }
        sent
    }

    fn take(sent: &Sent, checks: &mut Checks<'_>, mut settings: Settings) -> Settings {
        let t = checks.t;
        settings.notice = checks.localized(sent, "aviso", SENTENCES);
        settings.hero_title = checks.localized(sent, "titulo", HEADING);
        settings.hero_lead = checks.localized(sent, "entrada", SENTENCES);
        let rows = sent.rows("enlace");
        settings.links = (0..rows)
            .map(|row| {
                let (words, url) = (format!("enlace_{row}_texto"), format!("enlace_{row}_url"));
                let missing = t.desk_settings_link_missing();
                let link = FooterLink {
                    label: checks.needed_localized(sent, &words, HEADING, missing),
                    url: sent.get(&url).trim().to_owned(),
                };
                checks.that(&url, is_link(&link.url), t.desk_settings_link_error());
                link
            })
            .collect();
        let too_many = t.desk_settings_too_many(MAX_LINKS);
        checks.that("enlaces", rows <= MAX_LINKS, too_many);
        settings
    }

    fn compare(both: &mut Comparison<'_>) {
        let t = both.t;
        both.three("aviso", t.desk_settings_notice());
        both.three("titulo", t.desk_settings_hero());
        both.three("entrada", t.desk_settings_lead());
        both.rows(
            "enlace",
            |number| t.desk_settings_link(number),
            |both, row| {
                both.languages(&format!("{row}_texto"));
                both.line(&format!("{row}_url"), t.desk_settings_link_url());
            },
        );
    }

    fn page(sheet: Sheet, sent: &Sent) -> Result<Response, PageError> {
        let t = &sheet.v.t;
        let text = |id: &str, label| InLanguages::of(t, sent, id, label);
        let rows = sent.rows("enlace");
        let page = HomePage {
            texts: vec![
                text("aviso", t.desk_settings_notice())
                    .hint(t.desk_settings_notice_hint())
                    .long(),
                text("titulo", t.desk_settings_hero()).hint(t.desk_settings_ours_hint()),
                text("entrada", t.desk_settings_lead())
                    .hint(t.desk_settings_ours_hint())
                    .long(),
            ],
            links: (0..rows)
                .map(|row| {
                    let url_id = format!("enlace_{row}_url");
                    Link {
                        number: row,
                        words: text(
                            &format!("enlace_{row}_texto"),
                            t.desk_settings_link(row + 1),
                        ),
                        url: sent.get(&url_id).to_owned(),
                        url_id,
                    }
                })
                .collect(),
            can_add: rows < MAX_LINKS,
            told: sheet.told,
            tabs: sheet.tabs,
            frame: sheet.frame,
            v: sheet.v,
        };
        page::html(page.told.status, &page)
    }
}
