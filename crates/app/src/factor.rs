//! The second factor of the staff and of people of companies: an authenticator app, with recovery
//! codes for when it is lost.

use domain::totp::{
    RECOVERY_CODES, RECOVERY_SYMBOLS, TotpSecret, recovery_code, show_recovery_code,
};
use domain::{FactorId, Permission, Principal};
use jiff::{SignedDuration, Timestamp};
use store::audit::AuditEntry;
use store::factor::Factor;
use store::{Db, Tx};

use crate::access_of::Whose;
use crate::audit::entry;
use crate::job::{Letter, Notice, enqueue};
use crate::oneself::{Person, end_access};
use crate::secret::{hex, symbols};
use crate::{App, Error, Oneself, SignedIn, random, role, seal};

/// How many wrong codes are taken within [`WINDOW`].
const TRIES: u32 = 5;

/// How many wrong codes are taken within [`DAY`].
const TRIES_A_DAY: u32 = 20;

const WINDOW: SignedDuration = SignedDuration::from_mins(15);
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// What secrets of apps are sealed for.
const SEALED_FOR: &str = "factor";

/// The longest reason for taking somebody's factor away, in characters.
const MAX_REASON: usize = 500;

/// How far somebody is with the second factor.
#[derive(Clone, Debug)]
pub enum View {
    /// There is none.
    Off,
    /// The secret was drawn, and its first code is waited for.
    Begun {
        /// The secret, to be typed.
        secret: String,
        /// The address for the picture.
        address: String,
    },
    /// It is asked for at every sign-in.
    On {
        /// From when on.
        since: Timestamp,
        /// How many recovery codes are left.
        codes_left: u32,
    },
}

/// New recovery codes: what is shown once.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// The recovery codes.
    pub codes: Vec<String>,
    /// The session goes on under a new token (case C6).
    pub session_token: String,
}

/// How far somebody is. The secret is shown only to whom signed in just now.
///
/// # Errors
///
/// When the database does not answer.
pub async fn view(app: &App, oneself: &Oneself) -> Result<View, Error> {
    let (desk, of, is_fresh) = (app.clone(), oneself.of, oneself.is_fresh(app));
    app.store
        .read(move |db| {
            let Some(factor) = db.factor(of)? else {
                return Ok(View::Off);
            };
            if let Some(since) = factor.confirmed_at {
                let codes_left = db.recovery_codes_left(factor.id)?;
                return Ok(View::On { since, codes_left });
            }
            if !is_fresh {
                return Ok(View::Off);
            }
            let person = Person::load(db, of)?.ok_or(Error::NotFound)?;
            let secret = opened(&desk, &factor)?;
            let address = secret.address(&desk.settings().name, person.email.as_str());
            Ok(View::Begun {
                secret: secret.typed(),
                address: address
                    .ok_or_else(|| Error::Internal(anyhow::anyhow!("no address for an app")))?,
            })
        })
        .await
}

/// Draws a secret for an app; one that was begun before is replaced.
///
/// # Errors
///
/// [`Error::NotFresh`]; [`Error::Conflict`] if there is a factor already.
pub async fn begin(app: &App, oneself: &Oneself) -> Result<(), Error> {
    oneself.check_fresh(app)?;
    let id: FactorId = app.id();
    let secret: [u8; 20] = random::bytes(&*app.random);
    let factor = Factor {
        id,
        of: oneself.of,
        sealed_secret: seal::seal(&app.secret, &*app.random, SEALED_FOR, id.0, &secret)?,
        created_at: app.now(),
        confirmed_at: None,
        last_step: 0,
    };
    app.store
        .write(move |tx| {
            if let Some(before) = tx.factor(factor.of)? {
                if before.confirmed_at.is_some() {
                    return Err(Error::Conflict);
                }
                tx.delete_factor(before.id)?;
            }
            Ok(tx.insert_factor(&factor)?)
        })
        .await
}

/// Turns the second factor on with its first code; all other sessions end. None if the code is
/// wrong.
///
/// # Errors
///
/// [`Error::NotFresh`]; [`Error::NotFound`] if none was begun; [`Error::Limited`].
pub async fn confirm(app: &App, oneself: &Oneself, typed: &str) -> Result<Option<Drawn>, Error> {
    oneself.check_fresh(app)?;
    let drawn = draw(app);
    let (desk, oneself, typed) = (app.clone(), oneself.clone(), typed.to_owned());
    let now = app.now();
    app.store
        .write(move |tx| {
            let (of, app) = (oneself.of, &desk);
            let factor = tx
                .factor(of)?
                .filter(|factor| factor.confirmed_at.is_none())
                .ok_or(Error::NotFound)?;
            if is_blocked(tx, app, of, now)? {
                return Err(Error::Limited);
            }
            let step = opened(app, &factor)?.step_of(&typed, factor.last_step, now);
            let Some(step) = step else {
                count_failure(tx, app, of, now)?;
                return Ok(None);
            };
            tx.use_factor_step(factor.id, step)?;
            tx.confirm_factor(factor.id, now)?;
            forget_failures(tx, app, of)?;
            keep_codes(tx, app, factor.id, &drawn.codes)?;
            oneself.renew_session(tx, &drawn.session_token)?;
            tell(tx, app, &oneself, "factor_on", Notice::FactorOn)?;
            Ok::<_, Error>(Some(drawn.clone()))
        })
        .await
}

/// Draws new recovery codes; those before are worth nothing, and all other sessions end.
///
/// # Errors
///
/// [`Error::NotFresh`]; [`Error::NotFound`] without a factor.
pub async fn renew_codes(app: &App, oneself: &Oneself) -> Result<Drawn, Error> {
    oneself.check_fresh(app)?;
    let drawn = draw(app);
    let (desk, oneself, kept) = (app.clone(), oneself.clone(), drawn.clone());
    app.store
        .write(move |tx| {
            let factor = confirmed(tx, oneself.of)?.ok_or(Error::NotFound)?;
            keep_codes(tx, &desk, factor.id, &kept.codes)?;
            oneself.renew_session(tx, &kept.session_token)?;
            let notice = Notice::CodesRenewed;
            tell(tx, &desk, &oneself, "recovery_codes_made", notice)
        })
        .await?;
    Ok(drawn)
}

/// Turns the second factor off; all other sessions end. Gives the new token of this one.
///
/// # Errors
///
/// [`Error::NotFresh`]; [`Error::NotFound`] without a factor; [`Error::Forbidden`] where the staff
/// must have one.
pub async fn turn_off(app: &App, oneself: &Oneself) -> Result<String, Error> {
    oneself.check_fresh(app)?;
    if is_required(app, oneself.of) {
        return Err(Error::Forbidden);
    }
    let token = random::token(&*app.random);
    let (desk, oneself, session) = (app.clone(), oneself.clone(), token.clone());
    app.store
        .write(move |tx| {
            let factor = tx.factor(oneself.of)?.ok_or(Error::NotFound)?;
            tx.delete_factor(factor.id)?;
            if factor.confirmed_at.is_none() {
                // Nothing was on: only what was begun is given up.
                return oneself.renew_session(tx, &session);
            }
            oneself.renew_session(tx, &session)?;
            tell(tx, &desk, &oneself, "factor_off", Notice::FactorOff)
        })
        .await?;
    Ok(token)
}

/// Takes the factor of somebody away who lost the app and the codes; all their sessions end.
///
/// # Errors
///
/// [`Error::Forbidden`] for all but administrators, and for one's own; [`Error::NotFound`] without
/// a factor; [`Error::Invalid`] for a reason that is missing or too long.
pub async fn reset(
    app: &App,
    by: &SignedIn,
    whose: Whose,
    reason: &str,
    client: String,
) -> Result<(), Error> {
    by.check(Permission::ManagePeople)?;
    let of = whose.principal();
    if of == Principal::Agent(by.agent.id) {
        return Err(Error::Forbidden);
    }
    let reason = domain::form::required(reason, MAX_REASON).map_err(|error| Error::Invalid {
        field: "reason",
        error,
    })?;
    let (desk, by, at) = (app.clone(), by.clone(), app.now());
    app.store
        .write(move |tx| {
            whose.find(tx)?;
            if let Principal::Agent(id) = of {
                role::check_person(tx, &by, id)?;
            }
            let factor = confirmed(tx, of)?.ok_or(Error::NotFound)?;
            tx.delete_factor(factor.id)?;
            end_access(tx, of, None)?;
            let (by, target) = (by.agent.id, of.to_string());
            tx.insert_audit(&AuditEntry {
                reason: Some(reason.clone()),
                ..entry(&desk, by, "factor_reset", target, &client, at)
            })?;
            let notice = Notice::FactorReset;
            enqueue(tx, &desk, &Letter::Security { of, notice, at })
        })
        .await
}

/// Whether somebody must have a second factor.
pub fn is_required(app: &App, of: Principal) -> bool {
    matches!(of, Principal::Agent(_)) && app.limits.sign_in.staff_needs_factor
}

/// The factor that is asked for, if one is.
pub(crate) fn confirmed(db: &mut Db, of: Principal) -> Result<Option<Factor>, Error> {
    let factor = db.factor(of)?;
    Ok(factor.filter(|factor| factor.confirmed_at.is_some()))
}

/// Whether what was typed is the present code of the app, or a recovery code; it is used up.
pub(crate) fn prove(
    tx: &mut Tx,
    app: &App,
    factor: &Factor,
    typed: &str,
    now: Timestamp,
) -> Result<bool, Error> {
    if let Some(step) = opened(app, factor)?.step_of(typed, factor.last_step, now) {
        return Ok(tx.use_factor_step(factor.id, step)?);
    }
    let Some(code) = recovery_code(typed) else {
        return Ok(false);
    };
    let is_right = tx.use_recovery_code(factor.id, &code_hash(app, factor.id, &code), now)?;
    if is_right {
        let (of, notice) = (factor.of, Notice::CodeUsed);
        enqueue(
            tx,
            app,
            &Letter::Security {
                of,
                notice,
                at: now,
            },
        )?;
    }
    Ok(is_right)
}

/// Whether there were too many wrong codes, so that none is compared.
pub(crate) fn is_blocked(
    db: &mut Db,
    app: &App,
    of: Principal,
    now: Timestamp,
) -> Result<bool, Error> {
    let [window, day] = counters(app, of);
    Ok(db.hits(&window, now)? >= TRIES || db.hits(&day, now)? >= TRIES_A_DAY)
}

/// Counts a wrong code; the owner is told once, for whoever typed it knows the password.
pub(crate) fn count_failure(
    tx: &mut Tx,
    app: &App,
    of: Principal,
    now: Timestamp,
) -> Result<(), Error> {
    let [window, day] = counters(app, of);
    tx.hit(&day, DAY, now)?;
    if tx.hit(&window, WINDOW, now)? == TRIES {
        let notice = Notice::FactorFailed;
        enqueue(
            tx,
            app,
            &Letter::Security {
                of,
                notice,
                at: now,
            },
        )?;
    }
    Ok(())
}

/// Forgets the wrong codes.
pub(crate) fn forget_failures(tx: &mut Tx, app: &App, of: Principal) -> Result<(), Error> {
    for key in counters(app, of) {
        tx.clear_hits(&key)?;
    }
    Ok(())
}

fn counters(app: &App, of: Principal) -> [String; 2] {
    ["factor-failed", "factor-failed-day"]
        .map(|kind| app.secret.counter_key(kind, &[&of.to_string()]))
}

fn opened(app: &App, factor: &Factor) -> Result<TotpSecret, Error> {
    let bytes = seal::open(&app.secret, SEALED_FOR, factor.id.0, &factor.sealed_secret)?;
    let bytes: [u8; 20] = bytes
        .try_into()
        .map_err(|_| Error::Internal(anyhow::anyhow!("a secret of another length")))?;
    Ok(TotpSecret::new(bytes))
}

/// New recovery codes, as they are shown, and a token.
fn draw(app: &App) -> Drawn {
    let code = |_| {
        let mut code = symbols(&random::bytes::<8>(&*app.random));
        code.truncate(RECOVERY_SYMBOLS);
        show_recovery_code(&code)
    };
    Drawn {
        codes: (0..RECOVERY_CODES).map(code).collect(),
        session_token: random::token(&*app.random),
    }
}

fn keep_codes(tx: &mut Tx, app: &App, factor: FactorId, shown: &[String]) -> Result<(), Error> {
    let hashes: Vec<String> = shown
        .iter()
        .filter_map(|code| recovery_code(code))
        .map(|code| code_hash(app, factor, &code))
        .collect();
    Ok(tx.set_recovery_codes(factor, &hashes)?)
}

/// The hash of a recovery code, under the secret outside the database.
fn code_hash(app: &App, factor: FactorId, code: &str) -> String {
    hex(&app.secret.subkey(&format!("recovery {factor} {code}")))
}

fn tell(
    tx: &mut Tx,
    app: &App,
    oneself: &Oneself,
    action: &str,
    notice: Notice,
) -> Result<(), Error> {
    let (of, at) = (oneself.of, app.now());
    let target = of.to_string();
    tx.insert_audit(&entry(app, of.agent(), action, target, &oneself.client, at))?;
    enqueue(tx, app, &Letter::Security { of, notice, at })
}
