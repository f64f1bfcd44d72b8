//! The staff: sessions, accounts, passwords.

use domain::policy::RoleRecord;
use domain::{
    Agent, AgentId, EmailAddress, Permission, Presence, Principal, RoleId, SessionId, TeamId,
};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use store::audit::AuditEntry;
use store::session::AgentSession;

use crate::audit::{Change, entry, note};
use crate::email_change::check_free;
use crate::job::{Letter, enqueue};
use crate::oneself::{Person, end_access};
use crate::secret::symbols;
use crate::{App, Error, SignedIn, assignment, factor, password, random, role, token_hash};

/// How long an invitation is good for.
const INVITATION_LIFE: SignedDuration = SignedDuration::from_hours(7 * 24);

/// The agent of a cookie; none when idle or open for too long, or not active any more (C7, C17),
/// nor for who has no second factor where the staff must have one.
///
/// # Errors
///
/// When the database does not answer.
pub async fn session(app: &App, token: &str) -> Result<Option<SignedIn>, Error> {
    let Some(by) = unfinished_session(app, token).await? else {
        return Ok(None);
    };
    let of = Principal::Agent(by.agent.id);
    if !factor::is_required(app, of) {
        return Ok(Some(by));
    }
    let has_factor = app.store.read(move |db| db.has_factor(of)).await?;
    Ok(Some(by).filter(|_| has_factor))
}

/// The agent of a cookie as [`session`], also without the second factor that the staff must have:
/// such a session is good for setting one up and for nothing else.
///
/// # Errors
///
/// When the database does not answer.
pub async fn unfinished_session(app: &App, token: &str) -> Result<Option<SignedIn>, Error> {
    let (hash, now, life) = (
        token_hash(token),
        app.now(),
        app.limits.session.staff.clone(),
    );
    let signed_in = app
        .store
        .read(move |db| {
            let Some(session) = db.agent_session(&hash)? else {
                return Ok::<_, Error>(None);
            };
            let alive = life.holds(session.created_at, session.seen_at, now);
            let agent = db
                .agent(session.agent)?
                .filter(|agent| alive && agent.is_active);
            Ok(agent.map(|agent| SignedIn { session, agent }))
        })
        .await?;
    if let Some(by) = signed_in
        .as_ref()
        .filter(|by| now.duration_since(by.session.seen_at).as_secs() >= 60)
    {
        let mut session = by.session.clone();
        session.seen_at = now;
        app.note(move |tx| Ok(tx.save_agent_session(&session)?))
            .await;
    }
    Ok(signed_in)
}

/// Who is behind a session that was opened before, with what they may do by now; none if it is not
/// good any more. Asking does not keep it alive.
///
/// # Errors
///
/// When the database does not answer.
pub async fn still(app: &App, by: &SignedIn) -> Result<Option<SignedIn>, Error> {
    let (hash, now, life) = (
        by.session.token_hash.clone(),
        app.now(),
        app.limits.session.staff.clone(),
    );
    app.store
        .read(move |db| {
            let Some(session) = db.agent_session(&hash)? else {
                return Ok(None);
            };
            let alive = life.holds(session.created_at, session.seen_at, now);
            let agent = db
                .agent(session.agent)?
                .filter(|agent| alive && agent.is_active);
            Ok(agent.map(|agent| SignedIn { session, agent }))
        })
        .await
}

/// Ends a session: the own one, or another of the same agent; administrators end any.
///
/// # Errors
///
/// [`Error::NotFound`] for a session of somebody else.
pub async fn end_session(
    app: &App,
    by: &SignedIn,
    owner: AgentId,
    id: SessionId,
) -> Result<(), Error> {
    if owner != by.agent.id {
        by.check(Permission::ManagePeople)?;
    }
    app.store
        .write(move |tx| {
            let own = tx
                .agent_sessions(owner)?
                .iter()
                .any(|session| session.id == id);
            if !own {
                return Err(Error::NotFound);
            }
            Ok(tx.delete_agent_session(id)?)
        })
        .await
}

/// The agent's own sessions, newest first.
///
/// # Errors
///
/// When the database does not answer.
pub async fn sessions(app: &App, by: &SignedIn) -> Result<Vec<AgentSession>, Error> {
    let (agent, now, life) = (by.agent.id, app.now(), app.limits.session.staff.clone());
    app.store
        .read(move |db| {
            let mut all = db.agent_sessions(agent)?;
            all.retain(|one| life.holds(one.created_at, one.seen_at, now));
            Ok(all)
        })
        .await
}

/// Says whether new work may be given.
///
/// # Errors
///
/// When the database does not answer.
pub async fn set_presence(app: &App, by: &SignedIn, presence: Presence) -> Result<(), Error> {
    let (desk, id) = (app.clone(), by.agent.id);
    app.store
        .write(move |tx| {
            let mut agent = tx.agent(id)?.ok_or(Error::NotFound)?;
            agent.presence = presence;
            tx.save_agent(&agent)?;
            match presence {
                Presence::Available => assignment::try_the_queue(tx, &desk),
                Presence::Paused | Presence::Away => Ok(()),
            }
        })
        .await
}

/// Chooses the language of the desk for oneself; none means the organisation's.
///
/// # Errors
///
/// When the database does not answer.
pub async fn set_language(
    app: &App,
    by: &SignedIn,
    language: Option<text::Language>,
) -> Result<(), Error> {
    let id = by.agent.id;
    app.store
        .write(move |tx| {
            let mut agent = tx.agent(id)?.ok_or(Error::NotFound)?;
            agent.language = language.map(|language| language.tag().to_owned());
            Ok(tx.save_agent(&agent)?)
        })
        .await
}

/// All agents and teams, for administrators.
///
/// # Errors
///
/// [`Error::Forbidden`].
pub async fn list(app: &App, by: &SignedIn) -> Result<(Vec<Agent>, Vec<domain::Team>), Error> {
    by.check(Permission::ManagePeople)?;
    app.store.read(|db| Ok((db.agents()?, db.teams()?))).await
}

/// All agents with the versions to change them with, and all teams, for administrators.
///
/// # Errors
///
/// [`Error::Forbidden`].
pub async fn list_to_edit(
    app: &App,
    by: &SignedIn,
) -> Result<(Vec<(Agent, i64)>, Vec<domain::Team>), Error> {
    by.check(Permission::ManagePeople)?;
    app.store
        .read(|db| Ok((db.agents_to_edit()?, db.teams()?)))
        .await
}

/// A person to be invited.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// The full name.
    pub name: String,
    /// The address.
    pub email: EmailAddress,
    /// What they may do.
    pub role: RoleId,
    /// Where they work.
    pub team: TeamId,
}

/// Makes an account and mails the link to choose a password.
///
/// # Errors
///
/// [`Error::Forbidden`]; [`Error::Invalid`] for a name that is missing or an address that has an
/// account already.
pub async fn invite(
    app: &App,
    by: &SignedIn,
    invitation: Invitation,
    client: String,
) -> Result<AgentId, Error> {
    by.check(Permission::ManagePeople)?;
    let name = domain::form::required(&invitation.name, 120).map_err(|error| Error::Invalid {
        field: "name",
        error,
    })?;
    let (desk, inviter, now) = (app.clone(), by.clone(), app.now());
    let by = by.agent.id;
    let (id, nonce): (AgentId, _) = (app.id(), random::number(&*app.random));
    app.store
        .write(move |tx| {
            let role = role::chosen(tx, invitation.role)?;
            role::check_within(tx, &inviter, &[&role])?;
            check_free(tx, &invitation.email, None, now)?;
            tx.insert_agent(
                &Agent {
                    id,
                    name: name.clone(),
                    email: invitation.email.clone(),
                    role: role.role,
                    team: invitation.team,
                    is_active: true,
                    language: None,
                    presence: Presence::Available,
                    has_password: false,
                    created_at: now,
                },
                None,
            )?;
            let expires_at = make_link(tx, &desk, id, nonce, INVITATION_LIFE)?;
            enqueue(
                tx,
                &desk,
                &Letter::Invitation {
                    agent: id,
                    by,
                    nonce,
                    expires_at,
                },
            )?;
            let target = format!("agent {id}");
            tx.insert_audit(&AuditEntry {
                after: Some(role.name.clone()),
                ..entry(&desk, by, "agent_invited", target, &client, now)
            })?;
            Ok(id)
        })
        .await
}

/// Mails an agent another link to choose a password; the links before end. Also for those who
/// forgot theirs: the old one works until a new one is chosen.
///
/// # Errors
///
/// [`Error::Forbidden`]; [`Error::NotFound`] for somebody who may not sign in.
pub async fn invite_again(
    app: &App,
    by: &SignedIn,
    id: AgentId,
    client: String,
) -> Result<(), Error> {
    by.check(Permission::ManagePeople)?;
    let (desk, inviter, now) = (app.clone(), by.clone(), app.now());
    let by = by.agent.id;
    let nonce = random::number(&*app.random);
    app.store
        .write(move |tx| {
            let agent = tx
                .agent(id)?
                .filter(|agent| agent.is_active)
                .ok_or(Error::NotFound)?;
            let role = role::chosen(tx, agent.role.id)?;
            role::check_within(tx, &inviter, &[&role])?;
            let expires_at = make_link(tx, &desk, id, nonce, INVITATION_LIFE)?;
            enqueue(
                tx,
                &desk,
                &Letter::Invitation {
                    agent: id,
                    by,
                    nonce,
                    expires_at,
                },
            )?;
            let (action, target) = ("agent_invited_again", format!("agent {id}"));
            tx.insert_audit(&entry(&desk, by, action, target, &client, now))?;
            Ok(())
        })
        .await
}

/// What an administrator decides about somebody of the staff.
#[derive(Clone, Copy, Debug)]
pub struct AgentChange {
    /// What they may do.
    pub role: RoleId,
    /// Where they work.
    pub team: TeamId,
    /// Whether they may sign in.
    pub is_active: bool,
}

/// Changes role, team and whether somebody may sign in; the sessions and the programs of who may do
/// something else from now on, or nothing, end at once.
///
/// # Errors
///
/// [`Error::Forbidden`], also for somebody who may do more than whoever asks, and for giving a
/// role that may; [`Error::Invalid`] `role` for none, `last` for taking the last administrator
/// away; [`Error::Conflict`] if somebody changed them since `version` was read.
pub async fn change(
    app: &App,
    by: &SignedIn,
    id: AgentId,
    wanted: AgentChange,
    version: i64,
    client: String,
) -> Result<(), Error> {
    by.check(Permission::ManagePeople)?;
    let AgentChange {
        role,
        team,
        is_active,
    } = wanted;
    let (desk, by, at) = (app.clone(), by.clone(), app.now());
    app.store
        .write(move |tx| {
            let mut agent = tx.agent(id)?.ok_or(Error::NotFound)?;
            let had = tx.role(agent.role.id)?.ok_or(Error::NotFound)?;
            let gets = role::chosen(tx, role)?;
            role::check_within(tx, &by, &[&had, &gets])?;
            tx.team(team)?.ok_or(Error::NotFound)?;
            let told = |agent: &Agent, role: &RoleRecord| {
                json!({
                    "role": role.name,
                    "team": agent.team,
                    "is_active": agent.is_active,
                })
            };
            let before = told(&agent, &had);
            let ended = agent.role.id != role || (agent.is_active && !is_active);
            (agent.role, agent.team, agent.is_active) = (gets.role, team, is_active);
            tx.save_agent_rights(&agent, version)?;
            if !tx.has_admin()? {
                return Err(Error::Invalid {
                    field: "last",
                    error: domain::form::FieldError::NotAnOption,
                });
            }
            if ended {
                tx.delete_agent_sessions(id, None)?;
                tx.revoke_api_tokens_of(Principal::Agent(id))?;
            }
            if is_active && gets.role.can_work() {
                assignment::try_the_queue(tx, &desk)?;
            } else {
                assignment::release_tickets_of(tx, &desk, id)?;
            }
            let change = Change {
                by: by.agent.id,
                action: "agent_changed",
                target: format!("agent {id}"),
                before,
                after: told(&agent, &gets),
                client: &client,
                at,
            };
            note(tx, &desk, &change)
        })
        .await
}

/// The agent whom a link lets choose a password.
///
/// # Errors
///
/// [`Error::NotFound`] for a link that never was, was used, or has ended.
pub async fn invited(app: &App, token: &str) -> Result<Agent, Error> {
    let (hash, now) = (token_hash(token), app.now());
    app.store
        .read(move |db| {
            let link = db
                .agent_link(&hash)?
                .filter(|link| link.used_at.is_none() && now < link.expires_at);
            let agent = link.ok_or(Error::NotFound)?.agent;
            db.agent(agent)?
                .filter(|agent| agent.is_active)
                .ok_or(Error::NotFound)
        })
        .await
}

/// Chooses the password of an invited agent; the link works once. Other sessions end.
///
/// # Errors
///
/// [`Error::NotFound`] as [`invited`], [`Error::Password`] for one that is too weak.
pub async fn choose_password(
    app: &App,
    token: &str,
    password: &str,
    client: String,
) -> Result<(), Error> {
    let of = Principal::Agent(invited(app, token).await?.id);
    let person = app.store.read(move |db| Person::load(db, of)).await?;
    let person = person.ok_or(Error::NotFound)?;
    let hash = password::choose(app, password, person.least(), &person.known()).await?;
    let (desk, token, now) = (app.clone(), token_hash(token), app.now());
    app.store
        .write(move |tx| {
            if !tx.use_agent_link(&token, now)? {
                return Err(Error::NotFound);
            }
            password::set(tx, of, &hash)?;
            end_access(tx, of, None)?;
            assignment::try_the_queue(tx, &desk)?;
            password::tell(tx, &desk, &person, "password_chosen", &client)
        })
        .await
}

/// Whether the password that a link lets somebody choose may be shorter, for there is a second
/// factor beside it: the shortest.
///
/// # Errors
///
/// When the database does not answer.
pub async fn least_password(app: &App, id: AgentId) -> Result<usize, Error> {
    let of = Principal::Agent(id);
    let has_factor = app.store.read(move |db| db.has_factor(of)).await?;
    Ok(password::least(has_factor))
}

/// Entries of the audit log, newest first.
///
/// # Errors
///
/// [`Error::Forbidden`] for all but supervisors.
pub async fn audit_log(
    app: &App,
    by: &SignedIn,
    after: Option<domain::AuditId>,
    action: Option<String>,
    agent: Option<AgentId>,
    limit: u32,
) -> Result<(Vec<AuditEntry>, Vec<Agent>), Error> {
    by.check(Permission::Oversee)?;
    app.store
        .read(move |db| {
            Ok((
                db.audit(after, action.as_deref(), agent, limit)?,
                db.agents()?,
            ))
        })
        .await
}

/// Mails somebody of the staff a link to choose another password.
pub(crate) fn mail_reset(
    tx: &mut store::Tx,
    app: &App,
    id: AgentId,
    nonce: i64,
) -> Result<(), Error> {
    let expires_at = make_link(tx, app, id, nonce, app.limits.link.reset_life)?;
    let letter = Letter::AgentPasswordReset {
        agent: id,
        nonce,
        expires_at,
    };
    enqueue(tx, app, &letter)
}

/// Makes a link to choose another password for who just proved the address; where it leads.
pub(crate) fn reset_path(
    tx: &mut store::Tx,
    app: &App,
    id: AgentId,
    nonce: i64,
) -> Result<String, Error> {
    make_link(tx, app, id, nonce, app.limits.link.reset_life)?;
    let token = invitation_token(app, id, nonce);
    Ok(format!("/ingresar/clave/{token}"))
}

/// Only the newest link works (case C10).
fn make_link(
    tx: &mut store::Tx,
    app: &App,
    id: AgentId,
    nonce: i64,
    life: SignedDuration,
) -> Result<Timestamp, Error> {
    let now = app.now();
    let expires_at = now.saturating_add(life).unwrap_or(now);
    tx.delete_agent_links(id)?;
    tx.insert_agent_link(&store::agent::AgentLink {
        token_hash: token_hash(&invitation_token(app, id, nonce)),
        agent: id,
        created_at: now,
        expires_at,
        used_at: None,
    })?;
    Ok(expires_at)
}

/// The token of an invitation, derived so that the job that mails it holds no secret.
pub(crate) fn invitation_token(app: &App, agent: AgentId, nonce: i64) -> String {
    symbols(&app.secret.subkey(&format!("invitation {agent} {nonce}")))
}
