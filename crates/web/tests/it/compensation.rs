//! Compensation, from the wish to the money (cases L4 and D5).

use app::Error;
use app::compensation::{self, Request as Ask};
use domain::compensation::{
    Cause, Claim, ClaimStatus, Command, Evidence, Facts, Formula, IndexValue, PolicyRow, Refusal,
    example,
};
use domain::{Agent, Currency, Money, PolicyRowId};
use jiff::ToSpan;
use jiff::civil::date;
use store::on_both_engines;

use crate::browser::{Browser, Upload};
use crate::desk::{Case, Desk};

const MARIANA: &str = "mariana.rios@correo.example";
const ACCOUNT: &str = "01234567899";
const CLIENT: &str = "192.0.2.10";

fn cop(units: i64) -> Money {
    Money::whole(units, Currency::Cop)
}

/// All of the loss and the shipping, up to 1.200.000 pesos.
fn row() -> PolicyRow {
    PolicyRow {
        id: PolicyRowId(0),
        version: 0,
        service: "Envío nacional".into(),
        causes: [Cause::Loss, Cause::Damage].into(),
        evidence: [Evidence::Value].into(),
        value_min: cop(0),
        value_max: None,
        formula: Formula::PctLoss {
            basis_points: 10_000,
            with_postage: true,
        },
        cap: Some(cop(1_200_000)),
        valid_from: date(2026, 1, 1),
        valid_to: None,
        note: String::new(),
        is_retired: false,
    }
}

pub(crate) async fn with_policy(desk: &Desk) {
    let ines = desk.signed_in(&desk.staff.ines).await;
    let saved = compensation::save_row(&desk.app, &ines, row(), CLIENT.into()).await;
    saved.unwrap().unwrap();
}

fn facts(value: i64, postage: i64) -> Facts {
    Facts {
        service: "Envío nacional".into(),
        cause: Cause::Loss,
        evidence: [Evidence::Value].into(),
        value: cop(value),
        loss: cop(value),
        postage: cop(postage),
        date: date(2026, 3, 1),
    }
}

async fn act(desk: &Desk, by: &Agent, claim: &Claim, command: Command) -> Result<Claim, Error> {
    let by = desk.signed_in(by).await;
    compensation::act(&desk.app, &by, claim.id, claim.version, command).await
}

/// A claim of a ticket that Laura calculated and proposed.
async fn proposed(desk: &Desk, case: &Case, value: i64, postage: i64) -> Claim {
    with_policy(desk).await;
    let laura = desk.signed_in(&desk.staff.laura).await;
    let code = case.code.parse().unwrap();
    let ask = Ask {
        currency: Currency::Cop,
    };
    let claim = compensation::request(&desk.app, &laura, code, ask)
        .await
        .unwrap();
    let claim = compensation::calculate_claim(
        &desk.app,
        &laura,
        claim.id,
        claim.version,
        facts(value, postage),
        String::new(),
    )
    .await
    .unwrap();
    act(desk, &desk.staff.laura, &claim, Command::Propose)
        .await
        .unwrap()
}

fn approve(claim: &Claim) -> Command {
    Command::Approve {
        amount: claim.amount.unwrap(),
    }
}

/// A claim that waits to be paid; Laura proposed it, `approver` approved it.
async fn payable(desk: &Desk, case: &mut Case, approver: &Agent, value: i64) -> Claim {
    let claim = proposed(desk, case, value, 0).await;
    act(desk, approver, &claim, approve(&claim)).await.unwrap();
    desk.propose(case).await;
    case.accept().await.is(200);
    let path = case.path("/pago");
    let page = case.browser.open(&path).await.is(200);
    case.browser.submit(&page, &path, &payee()).await.is(200);
    current(desk, case).await
}

async fn current(desk: &Desk, case: &Case) -> Claim {
    let id = desk.ticket(case).await.id;
    let found = desk.app.store.read(move |db| db.current_claim(id)).await;
    found.unwrap().unwrap()
}

fn payee() -> [(&'static str, &'static str); 6] {
    [
        ("titular", "Mariana Ríos"),
        ("tipo_documento", "rut"),
        ("documento", "12.345.678-5"),
        ("banco", "=Banco; de Prueba"),
        ("tipo_cuenta", "savings"),
        ("cuenta", ACCOUNT),
    ]
}

/// A table as a file.
fn table(content: &[u8]) -> Upload<'_> {
    Upload {
        field: "archivo",
        name: "tabla.csv",
        kind: "text/csv",
        content,
    }
}

/// Tables that are wrong, with what is said of each: `good` is a line that alone would be taken.
fn wrong_tables(good: &str) -> Vec<(Vec<u8>, &'static str)> {
    let wide = good.encode_utf16().flat_map(u16::to_le_bytes).collect();
    vec![
        (
            [good.as_bytes(), b"A\xf1o;1\n"].concat(),
            "no está en UTF-8",
        ),
        (wide, "no está en UTF-8"),
        (good.repeat(100_000).into_bytes(), "El archivo pesa más de"),
        (good.repeat(2).into_bytes(), "Línea 2: está dos veces"),
        (b"\n\n".to_vec(), "Pegue el contenido del archivo"),
    ]
}

/// Sends each table as a file and, if it is a short text, typed too: it is refused, and markup in
/// it is text.
async fn refuse(
    browser: &mut Browser,
    page: &crate::browser::Page,
    to: (&str, &str),
    tables: &[(Vec<u8>, &str)],
) {
    let (action, field) = to;
    for (content, words) in tables {
        let mut answers = vec![
            browser
                .submit_with(page, action, &[], &[table(content)])
                .await,
        ];
        let text = std::str::from_utf8(content).unwrap_or_default();
        if !text.is_empty() && text.len() < 1_000 && !text.contains('\0') {
            answers.push(browser.submit(page, action, &[(field, text)]).await);
        }
        for answer in answers {
            assert_eq!(answer.status, 422, "{words}: {}", answer.words());
            assert!(answer.says(words), "{words}: {}", answer.words());
            assert!(!answer.body.contains("<script>alert"), "{words}");
        }
    }
}

/// The page of a claim, where somebody presses something.
async fn press(browser: &mut Browser, case: &Case, action: &str) -> crate::browser::Page {
    let here = format!("/mesa/casos/{}/indemnizacion", case.code);
    let page = browser.open(&here).await.is(200);
    browser
        .submit(&page, &format!("{here}/{action}"), &[])
        .await
}

on_both_engines! {
    async fn a_claim_goes_from_the_wish_to_the_money(desk: Desk) {
        with_policy(&desk).await;
        let mut case = desk.ticket_of(MARIANA).await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        let here = format!("/mesa/casos/{}/indemnizacion", case.code);

        // Laura asks for it, calculates it and proposes it.
        let page = laura.at_desk(&case.code).await;
        let page = laura.submit(&page, &format!("{here}/pedir"), &[]).await.is(200);
        let wrong = laura.submit(&page, &format!("{here}/calcular"), &[("servicio", "Envío nacional"), ("causa", "loss"), ("valor", "620.000"), ("perdida", "700.000"), ("envio", "mucho"), ("fecha", "2026-03-01")]).await;
        assert_eq!(wrong.status, 422, "{}", wrong.words());
        assert_eq!(wrong.form("/calcular").value("perdida"), Some("700.000"));
        let none = laura.submit(&wrong, &format!("{here}/calcular"), &[("perdida", "620.000"), ("envio", "38.400")]).await;
        assert!(none.status == 422 && none.says("Ninguna fila de la política corresponde"), "{}", none.words());
        let page = laura.submit(&none, &format!("{here}/calcular"), &[("prueba", "value")]).await.is(200);
        assert!(page.says("$ 658.400") && page.says("100 % de la pérdida de $ 620.000"), "{}", page.words());
        press(&mut laura, &case, "proponer").await.is(200);

        // Neither she nor somebody with a lower limit approves it.
        let page = laura.open(&here).await;
        assert!(page.says("Quien propone no puede aprobar") && !page.has_form("/aprobar"), "{}", page.words());
        let mut camila = desk.agent(&desk.staff.camila).await;
        assert!(camila.open(&here).await.says("El monto supera su límite"));
        assert!(!case.page().await.says("658.400"));
        let mut andres = desk.agent(&desk.staff.andres).await;
        press(&mut andres, &case, "aprobar").await.is(200);

        // It goes with the solution, and is accepted with it.
        assert!(laura.at_desk(&case.code).await.says("Incluye indemnización de $ 658.400"));
        laura.propose(&case.code, "Le pagamos el valor declarado.").await;
        desk.run_jobs().await;
        let page = case.page().await;
        assert!(page.says("$ 658.400") && page.says("Indemnización. La pagamos en 5 días") && page.says("Por aceptar"), "{}", page.words());
        let page = case.accept().await;
        assert!(page.says("Díganos en qué cuenta le pagamos"), "{}", page.words());

        // Where to pay: checked, sealed and masked.
        let path = case.path("/pago");
        let page = case.browser.open(&path).await.is(200);
        let mut mistyped = payee();
        mistyped[2].1 = "12.345.678-4";
        let page = case.browser.submit(&page, &path, &mistyped).await;
        assert!(page.status == 422 && page.says("el dígito de verificación no coincide"), "{}", page.words());
        assert_eq!(page.form("/pago").value("cuenta"), Some(ACCOUNT));
        let page = case.browser.submit(&page, &path, &payee()).await.is(200);
        assert!(page.says("cuenta ···7899") && !page.body.contains(ACCOUNT), "{}", page.words());
        assert!(!desk.dump().await.contains(ACCOUNT));
        assert!(!laura.open(&here).await.body.contains(ACCOUNT));

        // Who approved does not pay; somebody else does.
        let page = andres.open("/mesa/indemnizaciones").await.is(200);
        assert!(page.says("Usted la propuso o la aprobó") && !page.has_form("/lotes"), "{}", page.words());
        let id = current(&desk, &case).await.id.to_string();
        let refused = andres.post("/mesa/indemnizaciones/lotes", &[("moneda", "COP"), ("indemnizacion", &id)]).await;
        assert!(refused.status == 422 && refused.says("no puede pagar"), "{}", refused.words());
        let mut ines = desk.agent(&desk.staff.ines).await;
        let page = ines.open("/mesa/indemnizaciones").await;
        let page = ines.submit(&page, "/mesa/indemnizaciones/lotes", &[("indemnizacion", &id)]).await.is(200);
        assert!(page.says("1 pago por $ 658.400"), "{}", page.words());

        // The file for the bank is the one whose hash is shown.
        let batch = page.path.split('?').next().unwrap().to_owned();
        let file = ines.post(&format!("{batch}/archivo"), &[]).await.is(200);
        assert!(file.body.contains(ACCOUNT) && file.body.contains("\"'=Banco; de Prueba\";savings"), "{}", file.body);
        assert!(file.body.ends_with("TOTAL;1;;;;;;658400;COP\r\n"), "{}", file.body);
        let reference = format!("{}-1-1", case.code);

        // The bank's answer counts once, whatever is sent.
        let answer = format!("referencia;resultado;fecha;nota\n{reference};pagada;2026-03-01;TRX 88\n");
        let unknown = ines.submit(&page, &format!("{batch}/respuesta"), &[("respuesta", "X-1-1;pagada;2026-03-01;TRX\n")]).await;
        assert!(unknown.status == 422 && unknown.says("el lote no tiene esa referencia"), "{}", unknown.words());
        let page = ines.submit(&unknown, &format!("{batch}/respuesta"), &[("respuesta", &answer)]).await.is(200);
        assert!(page.says("Pagadas: 1. Devueltas: 0. Ya estaban: 0."), "{}", page.words());
        let again = ines.submit_with(&page, &format!("{batch}/respuesta"), &[], &[table(answer.as_bytes())]).await.is(200);
        assert!(again.says("Pagadas: 0. Devueltas: 0. Ya estaban: 1."), "{}", again.words());
        let otherwise = answer.replace("pagada", "devuelta");
        let contrary = ines.submit(&page, &format!("{batch}/respuesta"), &[("respuesta", &otherwise)]).await;
        assert!(contrary.status == 422 && contrary.says("dice lo contrario"), "{}", contrary.words());
        assert!(case.page().await.says("Pagada el 1 mar"));
        assert_eq!(desk.letters_of(MARIANA, "compensation_settled").await.len(), 1);
        let closed = case.browser.post(&path, &payee()).await;
        assert_eq!(closed.status, 409, "{}", closed.words());

        let log = ines.open("/mesa/auditoria").await;
        for told in ["Cambió la política de indemnización", "Hizo un lote de pagos", "Descargó un lote de pagos", "Registró la respuesta del banco"] {
            assert!(log.says(told), "{told}: {}", log.words());
        }
    }

    async fn l04_two_approve_at_once_and_one_of_them_did(desk: Desk) {
        let case = desk.ticket_of(MARIANA).await;
        let claim = proposed(&desk, &case, 620_000, 38_400).await;

        let (one, other) = tokio::join!(
            act(&desk, &desk.staff.andres, &claim, approve(&claim)),
            act(&desk, &desk.staff.ines, &claim, approve(&claim)),
        );

        assert_eq!(u8::from(one.is_ok()) + u8::from(other.is_ok()), 1);
        assert_eq!(current(&desk, &case).await.approvers.len(), 1);
    }

    async fn l04_an_amount_that_changed_after_its_approval_is_approved_again(desk: Desk) {
        let case = desk.ticket_of(MARIANA).await;
        let claim = proposed(&desk, &case, 620_000, 38_400).await;
        let claim = act(&desk, &desk.staff.andres, &claim, approve(&claim)).await.unwrap();

        let adjust = Command::Adjust { amount: cop(900_000), reason: "Factura nueva".into() };
        let changed = act(&desk, &desk.staff.laura, &claim, adjust).await.unwrap();

        assert!(changed.approvers.is_empty() && changed.proposer.is_none());
        let stale = act(&desk, &desk.staff.andres, &claim, approve(&claim)).await;
        assert!(matches!(stale, Err(Error::Conflict)));
        let unasked = act(&desk, &desk.staff.andres, &changed, approve(&changed)).await;
        assert!(matches!(unasked, Err(Error::Claim(Refusal::IllegalMove { .. }))));
    }

    async fn l04_a_claim_is_in_one_batch_whoever_makes_them(desk: Desk) {
        let mut case = desk.ticket_of(MARIANA).await;
        let claim = payable(&desk, &mut case, &desk.staff.camila, 90_000).await;
        let (andres, ines) = (desk.signed_in(&desk.staff.andres).await, desk.signed_in(&desk.staff.ines).await);

        let make = |by| compensation::make(&desk.app, by, Currency::Cop, vec![claim.id], CLIENT.into());
        let (one, other) = tokio::join!(make(&andres), make(&ines));

        assert_eq!(u8::from(one.is_ok()) + u8::from(other.is_ok()), 1);
        assert_eq!(desk.number("SELECT count(*) AS number FROM payment").await, 1);
    }

    async fn a_returned_payment_asks_for_the_account_again_and_goes_out_under_another_reference(desk: Desk) {
        let mut case = desk.ticket_of(MARIANA).await;
        let claim = payable(&desk, &mut case, &desk.staff.camila, 90_000).await;
        let ines = desk.signed_in(&desk.staff.ines).await;
        let make = || compensation::make(&desk.app, &ines, Currency::Cop, vec![claim.id], CLIENT.into());
        let batch = make().await.unwrap();
        let answer = format!("{}-1-1;devuelta;2026-03-01;Cuenta cerrada", case.code);
        let import = compensation::import(&desk.app, &ines, batch.id, answer, CLIENT.into()).await;
        assert_eq!(import.unwrap().unwrap().returned, 1);

        let page = case.page().await;
        assert!(page.says("El banco devolvió el pago"), "{}", page.words());
        let path = case.path("/pago");
        let page = case.browser.open(&path).await.is(200);
        case.browser.submit(&page, &path, &payee()).await.is(200);
        let second = make().await.unwrap();

        let lines = desk.app.store.read(move |db| db.payments(second.id)).await.unwrap();
        assert_eq!(lines[0].reference, format!("{}-1-2", case.code));
    }

    async fn d05_what_the_staff_weighs_is_not_on_the_customers_page(desk: Desk) {
        let mut case = desk.ticket_of(MARIANA).await;
        let claim = proposed(&desk, &case, 620_000, 38_400).await;

        let page = case.page().await;
        assert!(page.says("Indemnización En evaluación"), "{}", page.words());
        for hidden in ["658", "620.000", "Por aprobar", "Envío nacional"] {
            assert!(!page.body.contains(hidden), "{hidden}: {}", page.words());
        }
        act(&desk, &desk.staff.andres, &claim, approve(&claim)).await.unwrap();
        desk.propose(&case).await;
        desk.run_jobs().await;

        // Who looks up by code and address proves the address to see the amount.
        let mut looked_up = desk.browser();
        looked_up.look_up(&case.code, MARIANA).await;
        let page = looked_up.open(&case.path("")).await.is(200);
        assert!(page.says("Confirme su correo para ver el monto") && !page.body.contains("658"), "{}", page.words());
        let asked = looked_up.get(&case.path("/pago")).await;
        assert_eq!(asked.status, 303);
    }

    async fn a_ticket_does_not_end_while_its_claim_waits(desk: Desk) {
        let case = desk.ticket_of(MARIANA).await;
        let claim = proposed(&desk, &case, 620_000, 38_400).await;
        let laura = desk.signed_in(&desk.staff.laura).await;
        let ticket = desk.ticket(&case).await;

        let close = |version| app::ticket::close(&desk.app, &laura, ticket.code.clone(), version, "Listo".into());
        let refused = close(ticket.version).await;
        assert!(matches!(refused, Err(Error::Claim(Refusal::Unfinished))));

        let void = Command::Void { reason: "Apareció la caja".into() };
        act(&desk, &desk.staff.laura, &claim, void).await.unwrap();
        close(ticket.version).await.unwrap();
    }

    async fn nothing_is_asked_for_while_a_solution_waits(desk: Desk) {
        let case = desk.ticket_of(MARIANA).await;
        with_policy(&desk).await;
        let laura = desk.signed_in(&desk.staff.laura).await;
        let mut browser = desk.agent(&desk.staff.laura).await;
        let path = format!("/mesa/casos/{}", case.code);
        let ask = Ask { currency: Currency::Cop };
        assert!(browser.open(&path).await.is(200).body.contains("/indemnizacion/pedir"));

        desk.propose(&case).await;

        let code = case.code.parse().unwrap();
        let refused = compensation::request(&desk.app, &laura, code, ask).await;
        assert!(matches!(refused, Err(Error::Claim(Refusal::TicketNotOpen))));
        assert!(!browser.open(&path).await.is(200).body.contains("/indemnizacion/pedir"));
    }

    async fn who_gives_the_request_up_gives_up_the_claim(desk: Desk) {
        let mut case = desk.ticket_of(MARIANA).await;
        proposed(&desk, &case, 620_000, 38_400).await;

        let page = case.browser.open(&case.path("/desistir")).await.is(200);
        case.browser.submit(&page, "/desistir", &[("motivo", "Ya llegó")]).await.is(200);

        assert_eq!(current(&desk, &case).await.status, ClaimStatus::Void);
        let mut laura = desk.agent(&desk.staff.laura).await;
        let page = laura.open(&format!("/mesa/casos/{}/indemnizacion", case.code)).await.is(200);
        assert!(page.says("Desistió de la solicitud"), "{}", page.words());
    }

    async fn a_day_without_a_value_is_refused_until_it_is_loaded(desk: Desk) {
        let ines = desk.signed_in(&desk.staff.ines).await;
        for row in example::matrix(date(2026, 1, 1)) {
            let row = PolicyRow { version: 0, ..row };
            compensation::save_row(&desk.app, &ines, row, CLIENT.into()).await.unwrap().unwrap();
        }
        let clp = |units| Money::new(units, Currency::Clp);
        let facts = Facts {
            service: example::HOME.into(),
            evidence: [Evidence::Documents].into(),
            value: clp(2_000_000),
            loss: clp(2_000_000),
            postage: clp(4_990),
            ..facts(0, 0)
        };
        let preview = || compensation::preview(&desk.app, &ines, facts.clone());
        let missing = preview().await;
        assert!(matches!(missing, Err(Error::Claim(Refusal::IndexMissing { .. }))));

        let mut browser = desk.agent(&desk.staff.ines).await;
        let page = browser.open("/mesa/ajustes/indemnizacion").await.is(200);
        let to = "/mesa/ajustes/indemnizacion/uf";
        let wrong = browser.submit(&page, to, &[("valores", "2026-03-01;39.412,07\n2026-02-30;1")]).await;
        assert!(wrong.status == 422 && wrong.says("Línea 2"), "{}", wrong.words());
        assert!(matches!(preview().await, Err(Error::Claim(Refusal::IndexMissing { .. }))));
        let latin = browser.submit_with(&page, to, &[], &[table(b"2026-03-01;39.412,07;A\xf1o")]).await;
        assert!(latin.status == 422 && latin.says("no está en UTF-8"), "{}", latin.words());
        let file = table("\u{feff}2026-03-01;39.412,07\r\n".as_bytes());
        let page = browser.submit_with(&page, to, &[], &[file]).await.is(200);
        assert!(page.says("Días nuevos: 1. Días corregidos: 0."), "{}", page.words());

        let done = preview().await.unwrap();
        assert_eq!(done.amount, clp(985_302));
        // A mended value changes nothing that was calculated.
        let values = vec![IndexValue { unit: Currency::Clf, date: date(2026, 3, 1), value_e4: 400_000_000 }];
        let import = compensation::import_index_values(&desk.app, &ines, Currency::Clf, values, CLIENT.into());
        assert_eq!(import.await.unwrap(), (0, 1));
        assert_eq!(done.repeated().unwrap(), done);
        assert_eq!(preview().await.unwrap().amount, clp(1_000_000));
    }

    async fn j04_an_answer_of_the_bank_with_faults_is_told_line_by_line_and_changes_nothing(desk: Desk) {
        let mut case = desk.ticket_of(MARIANA).await;
        let claim = payable(&desk, &mut case, &desk.staff.camila, 90_000).await;
        let by = desk.signed_in(&desk.staff.ines).await;
        let batch = compensation::make(&desk.app, &by, Currency::Cop, vec![claim.id], CLIENT.into()).await.unwrap();
        let mut ines = desk.agent(&desk.staff.ines).await;
        let here = format!("/mesa/indemnizaciones/lotes/{}", batch.id);
        let page = ines.open(&here).await.is(200);
        let before = desk.dump_of(|table| !crate::crawl::is_a_visit(table)).await;
        let good = format!("{}-1-1;pagada;2026-03-01;TRX 88\n", case.code);
        let mut tables = wrong_tables(&good);
        for (line, words) in [
            ("<script>alert(1)</script>;pagada;2026-03-01;x", "Línea 2: el lote no tiene esa referencia"),
            ("=HYPERLINK(A1);pagada;2026-03-01;x", "Línea 2: el lote no tiene esa referencia"),
            ("X-1-1;<script>alert(1)</script>;2026-03-01;x", "Línea 2: diga pagada o devuelta"),
            ("X-1-1;pagada;=HOY();x", "Línea 2: la fecha debe ser como 2026-03-31"),
            ("X-1-1;devuelta;2026-03-01;", "Línea 2: falta la nota"),
            ("X-1-1", "Línea 2: no tiene las columnas esperadas"),
        ] {
            tables.push((format!("{good}{line}\n").into_bytes(), words));
        }

        let to = format!("{here}/respuesta");
        refuse(&mut ines, &page, (to.as_str(), "respuesta"), &tables).await;

        assert_eq!(desk.dump_of(|table| !crate::crawl::is_a_visit(table)).await, before);
        assert!(!case.page().await.says("Pagada el"));
        let done = ines.submit_with(&page, "/respuesta", &[], &[table(good.as_bytes())]).await.is(200);
        assert!(done.says("Pagadas: 1. Devueltas: 0. Ya estaban: 0."), "{}", done.words());
    }

    async fn j04_values_of_a_unit_with_faults_are_told_line_by_line_and_change_nothing(desk: Desk) {
        let mut ines = desk.agent(&desk.staff.ines).await;
        let to = "/mesa/ajustes/indemnizacion/uf";
        let page = ines.open("/mesa/ajustes/indemnizacion").await.is(200);
        let good = "2026-03-01;39.412,07\n";
        let mut tables = wrong_tables(good);
        for (line, words) in [
            ("<script>alert(1)</script>;1", "Línea 2: la fecha debe ser como 2026-03-31"),
            ("=HOY();1", "Línea 2: la fecha debe ser como 2026-03-31"),
            ("2026-03-02;=A1*2", "Línea 2: el valor no es un número posible"),
            ("2026-03-02;<script>alert(1)</script>", "Línea 2: el valor no es un número posible"),
            ("2026-03-02;1;<script>alert(1)</script>", "Línea 2: no tiene las columnas esperadas"),
        ] {
            tables.push((format!("{good}{line}\n").into_bytes(), words));
        }
        let days = date(2010, 1, 1).series(1.day()).take(4_001);
        let many: Vec<String> = days.map(|day| format!("{day};1\n")).collect();
        tables.push((many.concat().into_bytes(), "hay demasiadas líneas"));

        refuse(&mut ines, &page, (to, "valores"), &tables).await;

        assert_eq!(desk.number("SELECT count(*) AS number FROM index_value").await, 0);
        let done = ines.submit_with(&page, to, &[], &[table(good.as_bytes())]).await.is(200);
        assert!(done.says("Días nuevos: 1. Días corregidos: 0."), "{}", done.words());
    }

    async fn only_administrators_change_the_matrix_and_each_change_is_a_version(desk: Desk) {
        for agent in [&desk.staff.laura, &desk.staff.andres, &desk.staff.victor] {
            let mut browser = desk.agent(agent).await;
            assert_eq!(browser.get("/mesa/ajustes/indemnizacion").await.status, 403);
            let signed_in = desk.signed_in(agent).await;
            let saved = compensation::save_row(&desk.app, &signed_in, row(), CLIENT.into()).await;
            assert!(matches!(saved, Err(Error::Forbidden)));
        }
        let mut victor = desk.agent(&desk.staff.victor).await;
        assert_eq!(victor.get("/mesa/indemnizaciones").await.status, 403);

        let mut ines = desk.agent(&desk.staff.ines).await;
        let to = "/mesa/ajustes/indemnizacion";
        let page = ines.open(to).await.is(200);
        let typed = [("servicio", "Sobre certificado"), ("moneda", "COP"), ("desde", "0"), ("hasta", ""), ("formula", "pct"), ("cuanto", "101"), ("tope", "25"), ("moneda_tope", "CLF"), ("vale_desde", "2026-01-01")];
        let wrong = ines.submit(&page, to, &typed).await;
        assert_eq!(wrong.status, 422, "{}", wrong.words());
        assert_eq!(wrong.form(to).value("servicio"), Some("Sobre certificado"));
        let page = ines.submit(&wrong, to, &[("causa", "loss"), ("cuanto", "33,5"), ("tope", "50.000"), ("moneda_tope", "COP")]).await.is(200);
        assert!(page.says("Un porcentaje de la pérdida: 33,50 %"), "{}", page.words());
        let id = desk.number("SELECT id AS number FROM policy_row").await;
        let form = ines.open(&format!("{to}?fila={id}")).await.is(200);
        ines.submit(&form, to, &[("cuanto", "50")]).await.is(200);
        let stale = ines.submit(&form, to, &[("cuanto", "60")]).await;
        assert_eq!(stale.status, 409, "{}", stale.words());
        assert!(stale.says("Quedó guardado: 50 Usted escribió: 60"), "{}", stale.words());
        assert_eq!(stale.body.matches("Usted escribió").count(), 1, "{}", stale.words());
        assert_eq!(desk.number("SELECT count(*) AS number FROM policy_row").await, 2);
        // Who has seen it may go on.
        ines.submit(&stale, to, &[]).await.is(200);
        assert_eq!(desk.number("SELECT count(*) AS number FROM policy_row").await, 3);
    }
}
