//! The page on which somebody keeps the tokens of their programs: one for the settings of the desk
//! and for managers of companies.

use app::Error;
use app::account::By;
use app::token::{Listed, Wanted};
use domain::ApiTokenId;
use domain::form::FieldError;
use domain::token::ApiScope;
use jiff::Timestamp;
use text::Texts;

use crate::desk::Choice;
use crate::desk::form::{Errors, words};
use crate::error::PageError;
use crate::state::Web;
use crate::visit::Visit;

/// What the page shows besides its frame.
pub(crate) struct Tokens {
    /// Where the forms go.
    pub(crate) base: &'static str,
    pub(crate) rows: Vec<Row>,
    pub(crate) scopes: Vec<Choice>,
    pub(crate) lives: Vec<Choice>,
    pub(crate) name: String,
    /// The token that was just made: shown this once.
    pub(crate) made: Option<String>,
}

/// A token.
pub(crate) struct Row {
    pub(crate) id: ApiTokenId,
    pub(crate) name: String,
    pub(crate) maker: String,
    pub(crate) scopes: Vec<String>,
    pub(crate) expires_at: Timestamp,
    pub(crate) used_at: Option<Timestamp>,
    pub(crate) is_good: bool,
}

/// A form as it was sent: the scopes are boxes of one name.
pub(crate) type Sent = Vec<(String, String)>;

/// The token that a form asks for.
pub(crate) fn wanted(sent: &Sent) -> Wanted {
    let all = |wanted: &'static str| {
        let pairs = sent.iter().filter(move |(name, _)| name == wanted);
        pairs.map(|(_, value)| value.clone())
    };
    Wanted {
        name: all("nombre").next().unwrap_or_default(),
        scopes: all("alcance").collect(),
        days: all("dias")
            .next()
            .and_then(|days| days.parse().ok())
            .unwrap_or(0),
    }
}

impl Tokens {
    /// The tokens of somebody, and the form with what was typed.
    pub(crate) async fn of(
        web: &Web,
        v: &Visit,
        by: &By,
        base: &'static str,
        typed: &Wanted,
    ) -> Result<Self, PageError> {
        let listed = app::token::list(web, by).await?;
        let days = |days: u16| Choice {
            value: days.to_string(),
            words: v.t.api_days(days),
            is_chosen: typed.days == days || (typed.days == 0 && days == 90),
        };
        let scope = |scope: ApiScope| Choice {
            value: scope.name().to_owned(),
            words: scope_words(&v.t, scope),
            is_chosen: typed.scopes.iter().any(|name| name == scope.name()),
        };
        Ok(Self {
            base,
            rows: listed.into_iter().map(|one| Row::of(&v.t, one)).collect(),
            scopes: app::token::scopes(by).into_iter().map(scope).collect(),
            lives: app::token::lives().map(days).into(),
            name: typed.name.clone(),
            made: None,
        })
    }
}

impl Row {
    fn of(t: &Texts, listed: Listed) -> Self {
        let token = listed.token;
        Self {
            id: token.id,
            maker: listed.maker,
            scopes: token
                .scopes
                .iter()
                .map(|one| scope_words(t, *one))
                .collect(),
            expires_at: token.expires_at,
            used_at: token.used_at,
            is_good: listed.is_good,
            name: token.name,
        }
    }
}

fn scope_words(t: &Texts, scope: ApiScope) -> String {
    let id = scope.name().replace(':', "-");
    t.by_id(&format!("api-scope-{id}")).unwrap_or_default()
}

/// What is wrong with the form, beside its field; another fault is one of the page.
pub(crate) fn errors(v: &Visit, error: Error) -> Result<Errors, PageError> {
    let t = &v.t;
    let (field, words) = match &error {
        Error::Limited => ("nombre", t.api_limited(domain::token::MAX_TOKENS)),
        Error::Invalid { field, error } => match (*field, error) {
            ("scopes", FieldError::Missing) => ("alcance", t.api_scopes_missing()),
            ("scopes", _) => ("alcance", t.error_option()),
            ("days", _) => ("dias", t.error_option()),
            (_, error) => ("nombre", words(t, error, t.api_name_missing())),
        },
        _ => return Err(error.into()),
    };
    let mut errors = Errors::default();
    errors.add(field, words);
    Ok(errors)
}
