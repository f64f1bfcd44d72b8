//! The first start: no account exists, and whoever holds the printed secret makes the first one
//! (case C18).

use domain::form::{Form, Topic};
use domain::legal::Days;
use domain::settings::ConsentText;
use domain::{Agent, EmailAddress, Localized, Presence, Role, Settings, Team};
use subtle::ConstantTimeEq;
use text::{Language, Texts, Word};

use crate::audit::entry;
use crate::password::{choose, least};
use crate::{App, Error, random, token_hash};

/// What the first person decides.
#[derive(Clone, Debug)]
pub struct FirstSteps {
    /// The organisation's name.
    pub organisation: String,
    /// First letters of ticket codes.
    pub prefix: String,
    /// `case`, `ticket` or `request`.
    pub word: String,
    /// The default language, as a tag.
    pub language: String,
    /// Region for dates and amounts, such as `es-CO`.
    pub region: String,
    /// IANA time zone.
    pub zone: String,
    /// The telephone line; may be empty.
    pub line: String,
    /// The administrator's name.
    pub name: String,
    /// The administrator's address.
    pub email: EmailAddress,
    /// The administrator's password.
    pub password: String,
}

/// The one-time secret of a set-up: its hash stays in memory, and it is new at every start.
pub struct SetupSecret(String);

impl SetupSecret {
    /// Draws a secret, if no administrator exists yet, and gives the token for the printed link.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn draw(app: &App) -> Result<Option<(Self, String)>, Error> {
        if is_done(app).await? {
            return Ok(None);
        }
        let token = random::token(&*app.random);
        Ok(Some((Self(token_hash(&token)), token)))
    }

    /// Whether this is the token, in a time that tells nothing.
    pub fn matches(&self, token: &str) -> bool {
        self.0.as_bytes().ct_eq(token_hash(token).as_bytes()).into()
    }
}

/// Whether an administrator exists: the set-up pages are gone then.
///
/// # Errors
///
/// When the database does not answer.
pub async fn is_done(app: &App) -> Result<bool, Error> {
    app.store.read(|db| Ok(db.has_admin()?)).await
}

/// Makes the organisation, its first team and topics, and the first administrator.
///
/// # Errors
///
/// [`Error::NotFound`] once an administrator exists, [`Error::Invalid`] with the field to mend.
pub async fn complete(app: &App, steps: FirstSteps, client: String) -> Result<(), Error> {
    let settings = settings(&steps)?;
    let name = domain::form::required(&steps.name, 120).map_err(|error| Error::Invalid {
        field: "name",
        error,
    })?;
    let known = [
        name.clone(),
        steps.email.to_string(),
        steps.organisation.clone(),
    ];
    let hash = choose(app, &steps.password, least(false), &known).await?;
    let (desk, now) = (app.clone(), app.now());
    let team = Team {
        id: app.id(),
        name: Texts::of(Language::Es, Word::Case).setup_first_team(),
        colour: 1,
    };
    let topics = first_topics(app, &team);
    let admin = Agent {
        id: app.id(),
        name,
        email: steps.email.clone(),
        role: Role::ADMIN,
        team: team.id,
        is_active: true,
        language: Some(steps.language.clone()),
        presence: Presence::Available,
        has_password: true,
        created_at: now,
    };
    let saved = settings.clone();
    app.store
        .write(move |tx| {
            if tx.has_admin()? {
                return Err(Error::NotFound);
            }
            let version = tx.settings()?.map_or(0, |(_, version)| version);
            tx.save_settings(&saved, version)?;
            tx.insert_team(&team)?;
            for topic in &topics {
                tx.insert_topic(topic)?;
            }
            tx.insert_agent(&admin, Some(&hash))?;
            tx.insert_audit(&entry(&desk, admin.id, "set_up", "settings", &client, now))?;
            Ok(())
        })
        .await?;
    app.keep_settings(settings);
    Ok(())
}

fn settings(steps: &FirstSteps) -> Result<Settings, Error> {
    use domain::form::{FieldError, required};
    let invalid = |field, error| Error::Invalid { field, error };
    let prefix = steps.prefix.trim().to_uppercase();
    if !domain::TicketCode::is_prefix(&prefix) {
        return Err(invalid("prefix", FieldError::NotAnOption));
    }
    if jiff::tz::TimeZone::get(&steps.zone).is_err() {
        return Err(invalid("zone", FieldError::NotAnOption));
    }
    Ok(Settings {
        name: required(&steps.organisation, 80).map_err(|error| invalid("organisation", error))?,
        prefix,
        word: Word::parse(&steps.word)
            .ok_or_else(|| invalid("word", FieldError::NotAnOption))?
            .id()
            .to_owned(),
        language: Language::parse(&steps.language)
            .ok_or_else(|| invalid("language", FieldError::NotAnOption))?
            .tag()
            .to_owned(),
        region: steps.region.clone(),
        zone: steps.zone.clone(),
        line: domain::form::phone(&steps.line).map_err(|error| invalid("line", error))?,
        ..default_settings()
    })
}

/// What an organisation begins with: checklist, kinds of solutions and consent in three languages.
pub fn default_settings() -> Settings {
    Settings {
        identity_checklist: vec![
            localized(Texts::setup_check_name),
            localized(Texts::setup_check_document),
            localized(Texts::setup_check_question),
        ],
        solution_codes: vec![
            ("solved".into(), localized(Texts::setup_solution_solved)),
            (
                "explained".into(),
                localized(Texts::setup_solution_explained),
            ),
            (
                "compensated".into(),
                localized(Texts::setup_solution_compensated),
            ),
            (
                "not_applicable".into(),
                localized(Texts::setup_solution_not_applicable),
            ),
        ],
        consent: ConsentText {
            version: "1".into(),
            text: localized(Texts::setup_consent),
        },
        ..Settings::default()
    }
}

/// Three topics that every organisation can begin with; the administrator changes them later.
fn first_topics(app: &App, team: &Team) -> Vec<Topic> {
    let topic = |position, slug: &str, icon: &str, answer_days, name, hint| Topic {
        id: app.id(),
        slug: slug.to_owned(),
        position,
        is_active: true,
        team: team.id,
        form: Form {
            name,
            hint,
            heading: localized(Texts::setup_topic_heading),
            icon: icon.to_owned(),
            answer_days,
            kind: domain::ticket::TicketKind::default(),
            answer_counts: Days::Business,
            description_missing: localized(Texts::setup_topic_description_missing),
            fields: Vec::new(),
        },
    };
    vec![
        topic(
            1,
            "queja-o-reclamo",
            "alertc",
            15,
            localized(Texts::setup_topic_complaint),
            localized(Texts::setup_topic_complaint_hint),
        ),
        topic(
            2,
            "informacion",
            "book",
            10,
            localized(Texts::setup_topic_information),
            localized(Texts::setup_topic_information_hint),
        ),
        topic(
            3,
            "sugerencia",
            "star",
            15,
            localized(Texts::setup_topic_suggestion),
            localized(Texts::setup_topic_suggestion_hint),
        ),
    ]
}

fn localized(text: impl Fn(&Texts) -> String) -> Localized {
    let [es, en, pt_br] = [Language::Es, Language::En, Language::PtBr]
        .map(|language| text(&Texts::of(language, Word::Case)));
    Localized { es, en, pt_br }
}
