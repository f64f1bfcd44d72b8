//! Compensation in the demonstration: a matrix of the organisation's own, the published one of a
//! Chilean carrier as an example, and claims in every state.

use anyhow::Context;
use app::compensation::{self, Request};
use app::{App, Error, Guest, SignedIn};
use domain::compensation::{
    Cause, Claim, ClaimStatus, Command, Evidence, Facts, Formula, IndexValue, PayeeForm, PolicyRow,
    Refusal, example,
};
use domain::{Currency, Money, Ticket, TicketCode};
use jiff::ToSpan;
use jiff::civil::Date;
use store::queue::{QueueFilter, StatusFilter};

use super::organisation::{ANDRES, LAURA, SOFIA};
use super::people::Person;
use super::play::Cast;

/// Where the demonstration's own rows and batches come from.
pub(super) const CLIENT: &str = "192.0.2.14";

/// The service of the organisation's own row.
const SERVICE: &str = "Envío nacional";

/// For how many days before the end values of the UF are there.
const UF_DAYS: i64 = 120;

/// How many open tickets are looked through for claims that wait for somebody.
const LOOKED_AT: u32 = 300;

/// Enters the matrices and the values of the UF; these are made up.
pub(super) async fn found(app: &App, cast: &Cast, today: Date) -> anyhow::Result<()> {
    let admin = &cast.staff[SOFIA];
    let from = today.checked_sub(1.year())?.first_of_year();
    let own = PolicyRow {
        id: domain::PolicyRowId(0),
        version: 0,
        service: SERVICE.into(),
        causes: [Cause::Loss, Cause::Damage, Cause::Theft].into(),
        evidence: [Evidence::Value].into(),
        value_min: Money::zero(Currency::Cop),
        value_max: None,
        formula: Formula::PctLoss {
            basis_points: 10_000,
            with_postage: true,
        },
        cap: Some(Money::whole(1_200_000, Currency::Cop)),
        valid_from: from,
        valid_to: None,
        note: "Contrato de servicio, cláusula de pérdidas y averías".into(),
        is_retired: false,
    };
    let late = PolicyRow {
        causes: [Cause::Delay].into(),
        evidence: [].into(),
        formula: Formula::Postage,
        cap: None,
        note: "Contrato de servicio, cláusula de atrasos".into(),
        ..own.clone()
    };
    let published = example::matrix(from);
    let rows = [own, late].into_iter().chain(published);
    for row in rows {
        let row = PolicyRow { version: 0, ..row };
        compensation::save_row(app, admin, row, CLIENT.into())
            .await?
            .map_err(|bad| anyhow::anyhow!("a row of the matrix is refused: {bad:?}"))?;
    }
    let value = |day: i64| {
        Ok::<_, anyhow::Error>(IndexValue {
            unit: Currency::Clf,
            date: today.checked_sub((UF_DAYS - day).days())?,
            value_e4: 391_000_000 + day * 11_900,
        })
    };
    let values: Vec<_> = (0..=UF_DAYS).map(value).collect::<Result<_, _>>()?;
    compensation::import_index_values(app, admin, Currency::Clf, values, CLIENT.into()).await?;
    Ok(())
}

/// What a solution promises in pesos is calculated, proposed and approved before it is sent.
pub(super) async fn approve(
    app: &App,
    cast: &Cast,
    by: usize,
    code: &TicketCode,
    text: &str,
) -> anyhow::Result<()> {
    let amounts = amounts(text);
    let Some(value) = amounts.first() else {
        return Ok(());
    };
    let postage = amounts.get(1).copied().unwrap_or(0);
    let Some(claim) = proposed(app, cast, by, code, *value, postage).await? else {
        return Ok(());
    };
    let approver = if by == ANDRES { SOFIA } else { ANDRES };
    let amount = claim.amount.context("what was proposed has an amount")?;
    act(
        app,
        &cast.staff[approver],
        &claim,
        Command::Approve { amount },
    )
    .await?;
    Ok(())
}

/// A claim that was asked for, calculated and proposed; none where the item has one already.
async fn proposed(
    app: &App,
    cast: &Cast,
    by: usize,
    code: &TicketCode,
    value: i64,
    postage: i64,
) -> anyhow::Result<Option<Claim>> {
    let Some(claim) = asked(app, &cast.staff[by], code).await? else {
        return Ok(None);
    };
    let claim = calculated(app, &cast.staff[by], &claim, value, postage).await?;
    let proposed = act(app, &cast.staff[by], &claim, Command::Propose).await?;
    Ok(Some(proposed))
}

/// A claim to work on: a new one, or the one whose solution was rejected.
async fn asked(app: &App, by: &SignedIn, code: &TicketCode) -> anyhow::Result<Option<Claim>> {
    let ask = Request {
        currency: Currency::Cop,
    };
    match compensation::request(app, by, code.clone(), ask).await {
        Ok(claim) => return Ok(Some(claim)),
        Err(Error::Claim(Refusal::Duplicate)) => {}
        Err(error) => return Err(error.into()),
    }
    let of = code.clone();
    let current = app
        .store
        .read(move |db| {
            let ticket = db.ticket_by_code(&of)?.ok_or(Error::NotFound)?;
            Ok::<_, Error>(db.current_claim(ticket.id)?)
        })
        .await?;
    let Some(claim) = current.filter(|claim| claim.status == ClaimStatus::Declined) else {
        return Ok(None);
    };
    let again = Command::Reconsider {
        reason: "El cliente envió más pruebas".into(),
    };
    Ok(Some(act(app, by, &claim, again).await?))
}

async fn calculated(
    app: &App,
    by: &SignedIn,
    claim: &Claim,
    value: i64,
    postage: i64,
) -> anyhow::Result<Claim> {
    let pesos = |units| Money::whole(units, Currency::Cop);
    let facts = Facts {
        service: SERVICE.into(),
        cause: Cause::Loss,
        evidence: [Evidence::Value].into(),
        value: pesos(value),
        loss: pesos(value),
        postage: pesos(postage),
        date: app.now().to_zoned(app.zone()).date(),
    };
    let reason = if claim.amount.is_some() {
        "Se sumó lo que faltaba"
    } else {
        ""
    };
    let done =
        compensation::calculate_claim(app, by, claim.id, claim.version, facts, reason.into());
    Ok(done.await?)
}

async fn act(app: &App, by: &SignedIn, claim: &Claim, command: Command) -> anyhow::Result<Claim> {
    Ok(compensation::act(app, by, claim.id, claim.version, command).await?)
}

/// Who accepted says where to pay; one of five has not got round to it.
pub(super) async fn give_account(
    app: &App,
    guest: &Guest,
    code: &TicketCode,
    person: &Person,
) -> anyhow::Result<()> {
    let view = app::ticket::for_guest(app, guest, code.clone()).await?;
    let seed: u64 = code.as_str().bytes().map(u64::from).sum();
    let waits = view.claim.is_some_and(|claim| claim.needs_payee);
    if !waits || seed.is_multiple_of(5) {
        return Ok(());
    }
    let digits: String = person
        .document
        .1
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    let bank = if seed.is_multiple_of(2) {
        "Banco del Valle"
    } else {
        "Caja Cordillera"
    };
    let form = PayeeForm {
        holder: person.name.clone(),
        tax_id_kind: "other".into(),
        tax_id: format!("{digits:0>6}"),
        bank: bank.into(),
        account_kind: "savings".into(),
        account: format!("{:011}", seed * 7_919_003 % 100_000_000_000),
    };
    let payee = form
        .checked()
        .map_err(|bad| anyhow::anyhow!("the account is refused: {bad:?}"))?;
    compensation::give_payee(app, guest, code.clone(), payee).await?;
    Ok(())
}

/// Pays what waits, and takes the bank's answer; with `is_last`, half of it waits on, and the
/// bank has not answered.
pub(super) async fn pay(app: &App, cast: &Cast, is_last: bool) -> anyhow::Result<()> {
    for payer in [SOFIA, ANDRES] {
        let payer = &cast.staff[payer];
        let payable = compensation::payable(app, payer).await?;
        let mut claims: Vec<_> = payable
            .iter()
            .filter(|one| !one.is_involved)
            .map(|one| one.summary.claim.id)
            .collect();
        if is_last {
            claims.truncate(claims.len().div_ceil(2));
        }
        if claims.is_empty() {
            continue;
        }
        let batch = compensation::make(app, payer, Currency::Cop, claims, CLIENT.into()).await?;
        if is_last {
            continue;
        }
        let today = app.now().to_zoned(app.zone()).date();
        let lines = compensation::batch(app, payer, batch.id).await?.payments;
        let answer = |(place, line): (usize, &domain::compensation::Payment)| {
            let what = if place % 9 == 8 {
                format!("devuelta;{today};Cuenta cerrada")
            } else {
                format!(
                    "pagada;{today};TRX {:06}",
                    batch.created_at.as_second() % 900_000
                )
            };
            format!("{};{what}\n", line.reference)
        };
        let text: String = lines.iter().enumerate().map(answer).collect();
        compensation::import(app, payer, batch.id, text, CLIENT.into())
            .await?
            .map_err(|bad| anyhow::anyhow!("the bank's answer is refused: {bad:?}"))?;
    }
    Ok(())
}

/// Claims of open tickets that wait for somebody of the staff, or came to nothing.
pub(super) async fn leave_open(app: &App, cast: &Cast) -> anyhow::Result<()> {
    let filter = QueueFilter {
        status: StatusFilter::Open,
        ..QueueFilter::default()
    };
    let open = app
        .store
        .read(move |db| {
            let mut tickets = Vec::new();
            for summary in db.queue(domain::Reach::All, &filter, None, LOOKED_AT)? {
                tickets.extend(db.ticket(summary.id)?);
            }
            Ok::<_, Error>(tickets)
        })
        .await?;
    let with_an_item = open
        .into_iter()
        .filter(|ticket: &Ticket| ticket.tracking_number.is_some());
    for (place, ticket) in with_an_item.enumerate() {
        let by = &cast.staff[LAURA];
        let value = 80_000 + 13_500 * i64::try_from(place)?;
        let reason = |text: &str| text.to_owned();
        // Every other ticket has none.
        match place % 16 {
            0 => drop(asked(app, by, &ticket.code).await?),
            2 => {
                if let Some(claim) = asked(app, by, &ticket.code).await? {
                    calculated(app, by, &claim, value, 18_400).await?;
                }
            }
            4 => {
                let reason = reason("Falta la factura de lo que iba en la caja");
                once(app, by, &ticket, Command::AskDocuments { reason }).await?;
            }
            6 | 7 => drop(proposed(app, cast, LAURA, &ticket.code, value, 18_400).await?),
            8 => {
                let text = format!("$ {value} y $ 18400");
                approve(app, cast, LAURA, &ticket.code, &text).await?;
            }
            10 => {
                let reason = reason("El empaque no cumplía lo que pide el contrato");
                once(app, by, &ticket, Command::Deny { reason }).await?;
            }
            12 => {
                let reason = reason("El envío llegó en el plazo ofrecido");
                once(app, by, &ticket, Command::DeclareNotApplicable { reason }).await?;
            }
            14 => {
                let reason = reason("Se abrió por error en este caso");
                once(app, by, &ticket, Command::Void { reason }).await?;
            }
            _ => {}
        }
    }
    Ok(())
}

async fn once(app: &App, by: &SignedIn, ticket: &Ticket, command: Command) -> anyhow::Result<()> {
    if let Some(claim) = asked(app, by, &ticket.code).await? {
        act(app, by, &claim, command).await?;
    }
    Ok(())
}

/// The amounts in pesos of a text: `$ 620.000`, `$38,400`.
fn amounts(text: &str) -> Vec<i64> {
    let amount = |after: &str| -> Option<i64> {
        let digits: String = after
            .trim_start()
            .chars()
            .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
            .filter(char::is_ascii_digit)
            .collect();
        digits.parse().ok().filter(|amount| *amount > 0)
    };
    text.split('$').skip(1).filter_map(amount).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_found_in_the_texts_of_solutions() {
        assert_eq!(
            amounts("Le pagamos $ 620.000, y el envío, $\u{a0}38.400."),
            [620_000, 38_400]
        );
        assert_eq!(amounts("We refund $658,400 now"), [658_400]);
        assert!(amounts("Llega el lunes, sin costo").is_empty());
    }
}
