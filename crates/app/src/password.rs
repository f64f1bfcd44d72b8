//! Passwords: whether one may be chosen, hashing, comparing, changing.

use std::sync::Arc;

use anyhow::Context;
use argon2::{Argon2, PasswordHasher, PasswordVerifier, password_hash::phc::PasswordHash};
use domain::Principal;
use domain::form::FieldError;
use domain::password::{MAX, MAX_BYTES, MIN, MIN_WITH_FACTOR, Weakness, check, normal, words};
use domain::thanks::fold;
use store::Tx;

use crate::audit::entry;
use crate::job::{Letter, Notice, enqueue};
use crate::oneself::Person;
use crate::{App, Error, Oneself, StolenPasswords, random};

/// How many passwords are hashed at once: each takes 19 MiB (case K5).
pub(crate) const HASHES_AT_ONCE: usize = 2;

/// With fewer guesses than that, as a power of ten, a password alone is one of those tried first: a
/// known word with a year and a sign needs a hundred million.
const GUESSES: f64 = 10.0;

/// The same beside a second factor, where eight random letters and digits are enough.
const GUESSES_WITH_FACTOR: f64 = 7.9;

/// Words that Spanish and Portuguese speakers begin with, folded; the crate knows the English
/// ones and what was breached most.
const COMMON: &[&str] = &[
    "contrasena",
    "clave",
    "claves",
    "senha",
    "secreto",
    "segredo",
    "acceso",
    "acesso",
    "entrar",
    "usuario",
    "empresa",
    "correo",
    "correio",
    "cambiame",
    "temporal",
    "provisional",
    "bienvenido",
    "bienvenida",
    "bemvindo",
    "bemvinda",
    "hola",
    "teamo",
    "tequiero",
    "amor",
    "familia",
    "jesus",
    "dios",
    "deus",
    "princesa",
    "gatito",
    "perrito",
    "colombia",
    "bogota",
    "medellin",
    "chile",
    "santiago",
    "mexico",
    "peru",
    "lima",
    "argentina",
    "ecuador",
    "espana",
    "madrid",
    "brasil",
    "saopaulo",
    "america",
    "millonarios",
    "nacional",
    "colocolo",
    "barcelona",
    "flamengo",
    "corinthians",
    "palmeiras",
    "primavera",
    "verano",
    "verao",
    "otono",
    "outono",
    "invierno",
    "inverno",
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
    "janeiro",
    "fevereiro",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
    "lunes",
    "martes",
    "miercoles",
    "jueves",
    "viernes",
    "sabado",
    "domingo",
    "segunda",
    "sexta",
];

/// The shortest password that is enough, with or without a second factor beside it.
pub fn least(has_factor: bool) -> usize {
    if has_factor { MIN_WITH_FACTOR } else { MIN }
}

/// The hash of a password that may be chosen. `known` are the names and addresses of its owner.
///
/// # Errors
///
/// [`Error::Password`] for one that is too weak.
pub(crate) async fn choose(
    app: &App,
    password: &str,
    least: usize,
    known: &[String],
) -> Result<String, Error> {
    if password.len() > MAX_BYTES {
        let over = password.chars().count().saturating_sub(MAX).max(1);
        return Err(Error::Password(Weakness::TooLong(over)));
    }
    let password = normal(password);
    let settings = app.settings();
    let host = app.base_url.host_str().unwrap_or_default();
    let mut all: Vec<&str> = known.iter().map(String::as_str).collect();
    all.extend([settings.name.as_str(), settings.legal_name.as_str(), host]);
    check(&password, least, &all).map_err(Error::Password)?;
    let known = words(&all);
    let guesses = if least < MIN {
        GUESSES_WITH_FACTOR
    } else {
        GUESSES
    };
    let stolen = app.stolen_passwords.clone();
    hashing(app, move || {
        if is_common(&password, &known, guesses) || is_stolen(stolen.as_ref(), &password)? {
            return Err(Error::Password(Weakness::TooCommon));
        }
        Argon2::default()
            .hash_password(password.as_bytes())
            .map(|hash| hash.to_string())
            .map_err(|error| anyhow::anyhow!("{error}").into())
    })
    .await?
}

fn is_common(password: &str, known: &[String], guesses: f64) -> bool {
    let known = known.iter().map(String::as_str);
    let first: Vec<&str> = known.chain(COMMON.iter().copied()).collect();
    zxcvbn::zxcvbn(&fold(password), &first).guesses_log10() < guesses
}

fn is_stolen(list: Option<&StolenPasswords>, password: &str) -> Result<bool, Error> {
    let found = list
        .map(|list| list.contains(password))
        .transpose()
        .context("the list of stolen passwords")?;
    Ok(found.unwrap_or(false))
}

/// Whether the password has the hash; without one the same work is done for nothing (case C5).
pub(crate) async fn verify(app: &App, password: &str, hash: Option<String>) -> Result<bool, Error> {
    if password.len() > MAX_BYTES {
        return Ok(false);
    }
    let password = normal(password);
    hashing(app, move || {
        if let Some(Ok(hash)) = hash.as_deref().map(PasswordHash::new) {
            return Argon2::default()
                .verify_password(password.as_bytes(), &hash)
                .is_ok();
        }
        let _ = Argon2::default().hash_password(password.as_bytes());
        false
    })
    .await
}

/// Works on a thread for it, as many at once as there is memory for. Who stops waiting takes the
/// place of nobody: it is free when the work is done.
async fn hashing<T: Send + 'static>(
    app: &App,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Error> {
    let slots = Arc::clone(&app.desk.password_slots);
    let slot = slots
        .acquire_owned()
        .await
        .map_err(|error| Error::Internal(error.into()))?;
    let task = tokio::task::spawn_blocking(move || {
        let done = work();
        drop(slot);
        done
    });
    task.await.map_err(|error| Error::Internal(error.into()))
}

/// Chooses another password, knowing the present one; all other sessions and links end, and this
/// session goes on under a new token, which it gives (cases C6, C7).
///
/// # Errors
///
/// [`Error::Invalid`] with the field `current`, [`Error::Password`] for a new one that is too
/// weak; [`Error::Limited`] after too many wrong tries; [`Error::Conflict`] if the present one was changed meanwhile.
pub async fn change(
    app: &App,
    oneself: &Oneself,
    current: &str,
    password: &str,
) -> Result<String, Error> {
    let (of, now) = (oneself.of, app.now());
    let token = random::token(&*app.random);
    let key = app
        .secret
        .counter_key("password-change", &[&of.to_string()]);
    let counted = key.clone();
    let (person, tries) = app
        .store
        .read(move |db| {
            let person = Person::load(db, of)?.ok_or(Error::NotFound)?;
            Ok::<_, Error>((person, db.hits(&counted, now)?))
        })
        .await?;
    if tries >= app.limits.sign_in.failures {
        return Err(Error::Limited);
    }
    if !verify(app, current, person.password_hash.clone()).await? {
        let window = app.limits.sign_in.window;
        app.store
            .write(move |tx| Ok::<_, Error>(tx.hit(&key, window, now)?))
            .await?;
        return Err(Error::Invalid {
            field: "current",
            error: FieldError::NotAnOption,
        });
    }
    let hash = choose(app, password, person.least(), &person.known()).await?;
    let (desk, oneself) = (app.clone(), oneself.clone());
    app.store
        .write(move |tx| {
            // Comparing and hashing take long: the owner may have put an end to it since.
            let present = Person::load(tx, of)?.ok_or(Error::NotFound)?;
            if present.password_hash != person.password_hash {
                return Err(Error::Conflict);
            }
            if tx.hits(&key, now)? >= desk.limits.sign_in.failures {
                return Err(Error::Limited);
            }
            tx.clear_hits(&key)?;
            oneself.renew_session(tx, &token)?;
            set(tx, of, &hash)?;
            tell(tx, &desk, &person, "password_changed", &oneself.client)?;
            Ok(token.clone())
        })
        .await
}

/// Keeps the hash of a password.
pub(crate) fn set(tx: &mut Tx, of: Principal, hash: &str) -> Result<(), Error> {
    match of {
        Principal::Agent(agent) => tx.set_password(agent, Some(hash))?,
        Principal::Account(account) => tx.set_account_password(account, Some(hash))?,
    }
    Ok(())
}

/// Notes in the audit log that somebody changed or chose a password, and mails who had another.
pub(crate) fn tell(
    tx: &mut Tx,
    app: &App,
    person: &Person,
    action: &str,
    client: &str,
) -> Result<(), Error> {
    let (of, at) = (person.of, app.now());
    tx.insert_audit(&entry(app, of.agent(), action, of.to_string(), client, at))?;
    if person.password_hash.is_none() {
        return Ok(());
    }
    let notice = Notice::PasswordChanged;
    enqueue(tx, app, &Letter::Security { of, notice, at })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c02_what_everybody_tries_first_is_refused() {
        let known = words(&["Laura Méndez", "Postal Cordillera"]);
        for common in [
            "contraseña12345",
            "123456789012345",
            "passwordpassword",
            "qwertyuiopasdfgh",
            "aaaaaaaaaaaaaaaaaaaa",
            "abcdefghijklmnop",
            "P@ssw0rdP@ssw0rd1",
            "bienvenido2026!!",
            "iloveyouiloveyou",
            "senha123senha123",
            "cordillera12345678",
            "Colombia2026",
            "password1",
        ] {
            assert!(is_common(common, &known, GUESSES), "{common}");
        }
        for good in [
            "siete libros en la caja",
            "cuatro buses verdes llegan",
            "una clave de quince 🌵",
            "correct horse battery staple",
            "perro azul come pan de lunes",
        ] {
            assert!(!is_common(good, &known, GUESSES), "{good}");
        }
        for (short, is_first) in [
            ("k7vq2xwm", false),
            ("Zt9!fLq2", false),
            ("password1", true),
        ] {
            assert_eq!(
                is_common(short, &known, GUESSES_WITH_FACTOR),
                is_first,
                "{short}"
            );
        }
    }
}
