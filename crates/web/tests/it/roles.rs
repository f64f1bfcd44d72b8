//! Roles: the page that keeps them, and what they mean for everybody who has one (cases C7, D6, D8).

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use app::role::Wanted;
use domain::policy::{BuiltIn, Grants, Scope};
use domain::{Agent, Permission, Role, RoleId, TeamId, TicketId};
use store::on_both_engines;
use store::queue::{QueueFilter, StatusFilter};

use crate::desk::{Case, Desk, Request};
use crate::html;
use crate::live::next;

const MARIANA: &str = "mariana.rios@correo.example";

/// A role that an administrator made.
pub(crate) async fn role_of(desk: &Desk, name: &str, grants: Grants) -> RoleId {
    let ines = desk.signed_in(&desk.staff.ines).await;
    let wanted = Wanted {
        name: name.into(),
        grants,
        gets_tickets: false,
        limits: Vec::new(),
    };
    app::role::create(&desk.app, &ines, wanted, "test".into())
        .await
        .unwrap()
}

/// Gives somebody a role.
pub(crate) async fn give(desk: &Desk, to: &Agent, role: RoleId) {
    let ines = desk.signed_in(&desk.staff.ines).await;
    desk.change(&ines, to.id, role, to.team, true).await;
}

/// Puts a ticket where it is to be.
pub(crate) async fn put(
    desk: &Desk,
    case: &Case,
    team: TeamId,
    assignee: Option<&Agent>,
) -> TicketId {
    let mut ticket = desk.ticket(case).await;
    let id = ticket.id;
    (ticket.team, ticket.assignee) = (team, assignee.map(|agent| agent.id));
    let kept = desk
        .app
        .store
        .write(move |tx| tx.save_ticket(&mut ticket.clone(), None));
    kept.await.unwrap();
    id
}

on_both_engines! {
    async fn d06_lists_search_counters_exports_and_live_events_tell_of_the_same_tickets(desk: Desk) {
        let ines = desk.signed_in(&desk.staff.ines).await;
        app::team::create(&desk.app, &ines, "Pagos", 2, "test".into()).await.unwrap();
        let teams: Vec<TeamId> = app::team::list(&desk.app, &ines).await.unwrap().into_iter().map(|(team, _)| team.id).collect();
        let staff = desk.staff.clone();
        let mut cases = Vec::new();
        for (number, team) in teams.iter().enumerate() {
            for (place, assignee) in [None, Some(&staff.laura), Some(&staff.camila)].into_iter().enumerate() {
                let case = desk.filed(&Request::of(&format!("persona{number}{place}@correo.example"))).await;
                put(&desk, &case, *team, assignee).await;
                cases.push(case);
            }
        }
        let mut changes = desk.app.changes();
        let app = desk.app.clone();
        let watch = tokio::spawn(async move { app.watch_events().await });
        let mut heard = Vec::new();
        for case in &cases {
            app::ticket::note(&desk.app, &ines, case.code.parse().unwrap(), app::ticket::MessageDraft { text: "Una nota".into(), ..Default::default() }).await.unwrap();
            let id = desk.ticket(case).await.id;
            loop {
                let change = tokio::time::timeout(Duration::from_secs(30), changes.recv()).await.unwrap().unwrap();
                if change.ticket == id {
                    heard.push((case.code.clone(), change));
                    break;
                }
            }
        }
        watch.abort();

        for scope in Scope::ALL {
            let grants = Grants::NONE.with(Permission::Read, scope).with(Permission::Export, scope);
            let role = role_of(&desk, scope.name(), grants).await;
            for agent in [&staff.laura, &staff.camila] {
                give(&desk, agent, role).await;
                let by = desk.signed_in(agent).await;
                let mut browser = desk.agent(agent).await;
                let allowed: BTreeSet<String> = {
                    let mut codes = BTreeSet::new();
                    for case in &cases {
                        let ticket = desk.ticket(case).await;
                        if domain::policy::allows(&by.agent, Permission::Read, ticket.facts()) {
                            codes.insert(case.code.clone());
                        }
                    }
                    codes
                };
                let filter = QueueFilter { status: StatusFilter::All, ..QueueFilter::default() };
                let page = app::ticket::queue(&desk.app, &by, filter, None, 99).await.unwrap();
                let listed: BTreeSet<String> = page.tickets.iter().map(|ticket| ticket.code.to_string()).collect();
                assert_eq!(listed, allowed, "{scope:?} in the list of {}", agent.name);
                assert_eq!(page.counts.open as usize, allowed.len(), "{scope:?} counted for {}", agent.name);
                let exported = browser.get("/mesa/todos/exportar?formato=csv").await;
                assert_eq!(exported.status == 200, scope != Scope::Nothing, "{scope:?}: {}", exported.status);
                for case in &cases {
                    let is_allowed = allowed.contains(&case.code);
                    let found = app::ticket::find(&desk.app, &by, &case.code).await.unwrap();
                    assert_eq!(!found.is_empty(), is_allowed, "{scope:?} searched for by {}", agent.name);
                    assert_eq!(exported.body.contains(&case.code), is_allowed && exported.status == 200, "{scope:?} exported by {}", agent.name);
                    let opened = browser.get(&format!("/mesa/casos/{}", case.code)).await.status;
                    assert_eq!(opened, if is_allowed { 200 } else { 404 }, "{scope:?} opened by {}", agent.name);
                }
                let told: BTreeSet<String> = heard.iter().filter(|(_, change)| change.is_for(&by)).map(|(code, _)| code.clone()).collect();
                assert_eq!(told, allowed, "{scope:?} told to {}", agent.name);
            }
        }
    }

    async fn d08_what_is_out_of_reach_is_not_there_and_keeps_no_trace(desk: Desk) {
        let case = desk.ticket_of(MARIANA).await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        laura.reply(&case.code, "Le contamos el lunes.").await;
        let own = Permission::ALL.into_iter().filter(|one| one.has_scope()).fold(Grants::NONE, |grants, one| grants.with(one, Scope::Own));
        let own = role_of(&desk, "Solo lo propio", own).await;
        give(&desk, &desk.staff.camila, own).await;
        let mut camila = desk.agent(&desk.staff.camila).await;
        let version = desk.ticket(&case).await.version.to_string();
        let before = desk.dump_of(|table| !crate::crawl::is_a_visit(table)).await;

        for below in ["", "/expediente", "/consentimiento", "/cerrar", "/indemnizacion", "/eventos"] {
            assert_eq!(camila.get(&format!("/mesa/casos/{}{below}", case.code)).await.status, 404, "{below}");
        }
        for act in ["tomar", "asignar", "soltar", "en-gestion", "cerrar", "cancelar", "spam"] {
            let fields = [("version", version.as_str()), ("motivo", "Porque sí"), ("responsable", "2"), ("hasta", "2026-03-10")];
            assert_eq!(camila.post(&format!("/mesa/casos/{}/{act}", case.code), &fields).await.status, 404, "{act}");
        }
        assert!(!camila.open(&format!("/mesa/buscar?q={}", case.code)).await.says("Caja de libros"));
        assert!(!camila.open(&format!("/mesa/buscar?q={MARIANA}")).await.says("Caja de libros"));
        assert!(!camila.open("/mesa/todos").await.says("Caja de libros"));
        assert_eq!(desk.dump_of(|table| !crate::crawl::is_a_visit(table)).await, before);

        // Once it is hers, it is there.
        let page = laura.at_desk(&case.code).await;
        let to = desk.staff.camila.id.to_string();
        laura.submit(&page, "/asignar", &[("responsable", &to)]).await.is(200);
        assert!(camila.at_desk(&case.code).await.says("Caja de libros"));
    }

    async fn d09_who_left_a_team_does_nothing_there(desk: Desk) {
        let ines = desk.signed_in(&desk.staff.ines).await;
        let case = desk.ticket_of(MARIANA).await;
        let team = Permission::ALL.into_iter().filter(|one| one.has_scope()).fold(Grants::NONE, |grants, one| grants.with(one, Scope::Team));
        let team = role_of(&desk, "Su equipo", team).await;
        give(&desk, &desk.staff.camila, team).await;
        let mut camila = desk.agent(&desk.staff.camila).await;
        camila.note(&case.code, "Ya llamé a la bodega").await;
        app::team::create(&desk.app, &ines, "Pagos", 2, "test".into()).await.unwrap();
        let teams = app::team::list(&desk.app, &ines).await.unwrap();
        let other = teams.iter().map(|(team, _)| team.id).find(|id| *id != desk.staff.camila.team).unwrap();
        desk.change(&ines, desk.staff.camila.id, team, other, true).await;

        let fields = [("texto".to_owned(), "Otra nota".to_owned())];
        let answer = camila.post_parts(&format!("/mesa/casos/{}/nota", case.code), &fields, &[]).await;

        assert_eq!(answer.status, 404);
        camila.open(&format!("/mesa/casos/{}", case.code)).await.is(404);
    }

    async fn d13_a_new_role_allows_nothing_until_somebody_says_so(desk: Desk) {
        let case = desk.ticket_of(MARIANA).await;
        let empty = role_of(&desk, "Nueva", Grants::default()).await;
        give(&desk, &desk.staff.camila, empty).await;
        let mut camila = desk.agent(&desk.staff.camila).await;

        camila.open(&format!("/mesa/casos/{}", case.code)).await.is(404);
        let list = camila.open("/mesa/todos").await.is(200);
        assert!(!list.says("Caja de libros"), "{}", list.words());
        for path in ["/mesa/validar", "/mesa/auditoria", "/mesa/correo", "/mesa/ajustes", "/mesa/ajustes/roles", "/mesa/organizaciones", "/mesa/indemnizaciones"] {
            assert_eq!(camila.get(path).await.status, 403, "{path}");
            assert!(!html::links(&list.body).contains(&path.to_owned()), "{path}");
        }
    }

    async fn c07_open_streams_end_within_seconds_of_another_role(desk: Desk) {
        let laura = desk.agent(&desk.staff.laura).await;
        let (status, mut stream) = laura.stream("/mesa/eventos").await;
        assert_eq!(status, 200);
        let began = Instant::now();

        give(&desk, &desk.staff.laura, Role::VIEWER.id).await;

        while next(&mut stream).await.is_some() {}
        assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
    }

    async fn personal_data_is_masked_for_those_who_may_not_see_it(desk: Desk) {
        let request = Request { phone: "+57 300 555 0148".into(), ..Request::default() };
        let case = desk.filed(&request).await;
        let reading = Grants::NONE.with(Permission::Read, Scope::All).with(Permission::Note, Scope::All);
        let reading = role_of(&desk, "Sin datos", reading).await;
        give(&desk, &desk.staff.camila, reading).await;
        let mut camila = desk.agent(&desk.staff.camila).await;
        let mut laura = desk.agent(&desk.staff.laura).await;

        for below in ["", "?pestana=nota", "/consentimiento"] {
            let path = format!("/mesa/casos/{}{below}", case.code);
            let (full, masked) = (laura.open(&path).await.is(200), camila.open(&path).await.is(200));
            assert!(full.body.contains(MARIANA), "{below}");
            assert!(!masked.body.contains(MARIANA) && masked.body.contains("ma…@correo.example"), "{below}: {}", masked.words());
            assert!(!masked.body.contains("3005550148") && !masked.body.contains("300 555 0148"), "{below}: {}", masked.words());
        }
        assert!(!camila.open(&format!("/mesa/buscar?q={MARIANA}")).await.says("Caja de libros"));
        assert!(laura.open(&format!("/mesa/buscar?q={MARIANA}")).await.says("Caja de libros"));
    }

    async fn an_administrator_copies_a_role_changes_it_and_removes_it(desk: Desk) {
        let mut ines = desk.agent(&desk.staff.ines).await;
        let matrix = ines.open("/mesa/ajustes/roles").await.is(200);
        assert!(matrix.says("Toda la mesa") && matrix.says("Administración") && matrix.says("$ 1.500.000 COP"), "{}", matrix.words());

        let page = ines.open(&format!("/mesa/ajustes/roles/nuevo?copia={}", Role::AGENT.id)).await.is(200);
        let answer = ines.submit_once(&page, "/mesa/ajustes/roles", &[("nombre", "")]).await.is(422);
        assert!(answer.says("Escriba el nombre del rol"), "{}", answer.words());
        let answer = ines.submit_once(&page, "/mesa/ajustes/roles", &[("nombre", "Atención junior"), ("hasta_COP", "mucho")]).await.is(422);
        assert!(answer.body.contains("mucho") && answer.body.contains("Atención junior"), "{}", answer.words());
        let made = ines.submit(&page, "/mesa/ajustes/roles", &[("nombre", "Atención junior"), ("read", "team"), ("hasta_COP", "20.000")]).await.is(200);
        assert!(made.says("Creamos el rol") && made.says("Atención junior") && made.says("$ 20.000 COP"), "{}", made.words());
        let taken = ines.submit_once(&page, "/mesa/ajustes/roles", &[("nombre", "Atención junior")]).await.is(422);
        assert!(taken.says("Ya hay un rol con ese nombre"), "{}", taken.words());

        let ines_by = desk.signed_in(&desk.staff.ines).await;
        let roles = app::role::matrix(&desk.app, &ines_by).await.unwrap().roles;
        let junior = roles.into_iter().find(|role| role.name == "Atención junior").unwrap();
        assert_eq!(junior.role.grants.scope(Permission::Reply), Scope::Team, "no further than reading");
        give(&desk, &desk.staff.camila, junior.role.id).await;
        let path = format!("/mesa/ajustes/roles/{}", junior.role.id);
        let (old, page) = (ines.open(&path).await.is(200), ines.open(&path).await.is(200));
        let saved = ines.submit(&page, &path, &[("reply", "own"), ("sin_limite", "si")]).await.is(200);
        assert!(saved.says("Guardamos el rol"), "{}", saved.words());
        // L9: with a fault in between, too.
        let faulty = ines.submit_once(&old, &path, &[("nombre", "")]).await.is(422);
        for old in [&old, &faulty] {
            let late = ines.submit_once(old, &path, &[("nombre", "Otro")]).await.is(409);
            assert!(late.says("Otra persona cambió este rol"), "{}", late.words());
            assert!(late.says("Nombre del rol Quedó guardado: Atención junior Usted escribió: Otro"), "{}", late.words());
            assert!(late.says("Cualquier monto, en cualquier moneda Quedó guardado: Sí Usted escribió: No"), "{}", late.words());
            assert_eq!(late.form(&path).value("nombre"), Some("Otro"));
        }
        let log = ines.open("/mesa/auditoria?accion=role_saved").await.is(200);
        assert!(log.says("Atención junior") && log.body.contains("own"), "{}", log.words());

        let page = ines.open(&path).await.is(200);
        let held = ines.submit_once(&page, &format!("{path}/borrar"), &[]).await.is(422);
        assert!(held.says("Alguien tiene este rol"), "{}", held.words());
        give(&desk, &desk.staff.camila, Role::AGENT.id).await;
        let page = ines.submit(&page, &format!("{path}/borrar"), &[]).await.is(200);
        assert!(page.says("Borramos el rol") && !page.says("Atención junior"), "{}", page.words());
        ines.open(&path).await.is(404);
    }

    async fn of_a_role_that_is_always_there_only_the_limits_change(desk: Desk) {
        let mut ines = desk.agent(&desk.staff.ines).await;
        let path = format!("/mesa/ajustes/roles/{}", Role::SUPERVISOR.id);
        let page = ines.open(&path).await.is(200);

        let fields = [("version", "1"), ("nombre", "Otro"), ("read", "nothing"), ("manage_people", "si"), ("hasta_CLP", "90.000")];
        let answer = ines.post(&path, &fields).await;

        assert_eq!(answer.status, 303, "{} {}", page.words(), answer.words());
        let by = desk.signed_in(&desk.staff.ines).await;
        let matrix = app::role::matrix(&desk.app, &by).await.unwrap();
        let kept = matrix.roles.iter().find(|role| role.role.id == Role::SUPERVISOR.id).unwrap();
        assert_eq!((kept.role, kept.name.as_str()), (Role::SUPERVISOR, "supervisor"));
        assert_eq!(kept.limits, [domain::compensation::UpTo::Amount(domain::Money::whole(90_000, domain::Currency::Clp))]);
        let borrar = ines.post(&format!("{path}/borrar"), &[]).await;
        assert_eq!(borrar.status, 422);
    }

    async fn nobody_gives_what_they_do_not_have_and_somebody_always_administers(desk: Desk) {
        let keeper = Role::AGENT.grants.with(Permission::ManagePeople, Scope::All);
        let keeper = role_of(&desk, "Personas", keeper).await;
        give(&desk, &desk.staff.camila, keeper).await;
        let mut camila = desk.agent(&desk.staff.camila).await;
        let ids = |agent: &Agent| format!("/mesa/ajustes/personas/{}", agent.id);
        let team = desk.staff.laura.team.to_string();
        let [viewer, .., admin] = BuiltIn::ALL.map(|one| one.role().id.to_string());

        // Herself or somebody else more than she has; or somebody who has more.
        for (whom, role) in [(&desk.staff.camila, &admin), (&desk.staff.laura, &admin), (&desk.staff.ines, &viewer)] {
            let fields = [("rol", role.as_str()), ("equipo", &team), ("activa", "si")];
            let answer = camila.post(&ids(whom), &fields).await;
            assert_eq!(answer.status, 409, "{} as {role}: {}", whom.name, answer.words());
        }
        let again = camila.post(&format!("{}/invitar", ids(&desk.staff.ines)), &[]).await;
        assert_eq!(again.status, 403);
        let fields = [("nombre", "Todo"), ("read", "all"), ("manage_settings", "si")];
        assert_eq!(camila.post("/mesa/ajustes/roles", &fields).await.status, 422);
        assert_eq!(desk.number("SELECT count(*) AS number FROM agent WHERE role_id = 4").await, 1);

        // The last who administers stays.
        let mut ines = desk.agent(&desk.staff.ines).await;
        for fields in [vec![("version", "1"), ("rol", viewer.as_str()), ("equipo", &team), ("activa", "si")], vec![("version", "1"), ("rol", admin.as_str()), ("equipo", &team)]] {
            let answer = ines.post(&ids(&desk.staff.ines), &fields).await;
            assert_eq!(answer.status, 409);
            assert!(answer.says("Debe quedar al menos una persona"), "{}", answer.words());
        }
        // Nor does somebody count who was invited and may never come.
        let page = ines.open("/mesa/ajustes/personas").await.is(200);
        let fields = [("nombre", "Ana Paz"), ("correo", "ana.paz@cordillera.example"), ("rol", admin.as_str()), ("equipo", &team)];
        ines.submit(&page, "/mesa/ajustes/personas", &fields).await.is(200);
        let fields = [("version", "1"), ("rol", viewer.as_str()), ("equipo", &team), ("activa", "si")];
        let answer = ines.post(&ids(&desk.staff.ines), &fields).await.is(409);
        assert!(answer.says("Debe quedar al menos una persona"), "{}", answer.words());
        ines.open("/mesa/ajustes/roles").await.is(200);
    }

    async fn l09_two_administrators_do_not_overwrite_somebodys_role_unseen(desk: Desk) {
        let (mut one, mut two) = (desk.agent(&desk.staff.ines).await, desk.agent(&desk.staff.ines).await);
        let path = format!("/mesa/ajustes/personas/{}", desk.staff.laura.id);
        let [viewer, _, supervisor, _] = BuiltIn::ALL.map(|one| one.role().id.to_string());
        let stale = two.open("/mesa/ajustes/personas").await.is(200);
        let page = one.open("/mesa/ajustes/personas").await.is(200);
        one.submit(&page, &path, &[("rol", &supervisor)]).await.is(200);
        let before = desk.dump_of(|table| ["agent", "audit"].contains(&table)).await;

        let told = two.submit(&stale, &path, &[("rol", &viewer)]).await.is(409);

        assert!(told.says("Otra persona cambió esta cuenta"), "{}", told.words());
        assert!(told.says("Laura Méndez · Rol Quedó guardado: Supervisión Usted escribió: Solo consulta"), "{}", told.words());
        assert!(!told.says("Equipo Quedó guardado"), "{}", told.words());
        assert_eq!(told.form(&path).value("rol"), Some(viewer.as_str()));
        assert_eq!(desk.dump_of(|table| ["agent", "audit"].contains(&table)).await, before);
        // Who has seen it may go on; what Laura says of herself meanwhile is nobody's change.
        let by = desk.signed_in(&desk.staff.laura).await;
        app::agent::set_presence(&desk.app, &by, domain::Presence::Away).await.unwrap();
        two.submit(&told, &path, &[]).await.is(200);
        assert_eq!(desk.number("SELECT role_id AS number FROM agent WHERE id = 1").await.to_string(), viewer);
    }

    async fn administrators_who_approve_nothing_still_administer(desk: Desk) {
        let mut ines = desk.agent(&desk.staff.ines).await;
        let path = "/mesa/ajustes/roles/4";
        let page = ines.open(path).await.is(200);
        ines.submit(&page, path, &[("sin_limite", ""), ("hasta_CLP", "90000")]).await.is(200);

        let supervisor = BuiltIn::Supervisor.role().id.to_string();
        let team = desk.staff.laura.team.to_string();
        let fields = [("version", "1"), ("rol", supervisor.as_str()), ("equipo", &team), ("activa", "si")];
        let people = format!("/mesa/ajustes/personas/{}", desk.staff.laura.id);
        ines.post(&people, &fields).await.is(303);
    }

    async fn who_manages_people_does_not_end_the_sessions_of_who_may_do_more(desk: Desk) {
        let keeper = Role::AGENT.grants.with(Permission::ManagePeople, Scope::All);
        let keeper = role_of(&desk, "Personas", keeper).await;
        give(&desk, &desk.staff.camila, keeper).await;
        let mut ines = desk.agent(&desk.staff.ines).await;
        let session = desk.signed_in_as(&ines).await.session.id;
        let mut camila = desk.agent(&desk.staff.camila).await;

        let path = format!("/mesa/ajustes/personas/{}/sesiones/{session}/cerrar", desk.staff.ines.id);
        let refused = camila.post(&path, &[]).await;

        assert_eq!(refused.status, 403, "{}", refused.words());
        ines.open("/mesa/ajustes/roles").await.is(200);
    }
}
