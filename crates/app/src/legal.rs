//! Classes of requests by law: loaded from the pack of a country, edited, and given to topics.

use domain::calendar::Country;
use domain::form::{FieldError, Topic};
use domain::legal::{ClassFault, KeptClass, LegalClass, MAX_CLASSES, class_of, pack};
use domain::{LegalClassId, Permission};
use jiff::civil::Date;
use serde_json::{Value, json};
use store::{Db, Tx};

use crate::audit::{Change, note};
use crate::{App, Error, SignedIn};

/// All classes and all topics.
///
/// # Errors
///
/// [`Error::Forbidden`] for all but administrators.
pub async fn list(app: &App, by: &SignedIn) -> Result<(Vec<KeptClass>, Vec<Topic>), Error> {
    by.check(Permission::ManageSettings)?;
    app.store
        .read(|db| Ok((db.legal_classes()?, db.topics(false)?)))
        .await
}

/// One class and all topics.
///
/// # Errors
///
/// [`Error::Forbidden`], [`Error::NotFound`].
pub async fn one(
    app: &App,
    by: &SignedIn,
    id: LegalClassId,
) -> Result<(KeptClass, Vec<Topic>), Error> {
    let (classes, topics) = list(app, by).await?;
    let found = classes.into_iter().find(|kept| kept.id == id);
    Ok((found.ok_or(Error::NotFound)?, topics))
}

/// Adds the classes of a country that are not there yet; gives how many.
///
/// # Errors
///
/// [`Error::Forbidden`]; [`Error::Invalid`] (`classes`) for too many.
pub async fn load_pack(
    app: &App,
    by: &SignedIn,
    country: Country,
    client: String,
) -> Result<usize, Error> {
    by.check(Permission::ManageSettings)?;
    let news: Vec<(LegalClassId, LegalClass)> = pack(country)
        .into_iter()
        .map(|class| (app.id(), class))
        .collect();
    let (desk, by, at) = (app.clone(), by.agent.id, app.now());
    app.store
        .write(move |tx| {
            let known = tx.legal_classes()?;
            let is_new = |code: &str| known.iter().all(|kept| kept.class.code != code);
            let missing = news.iter().filter(|(_, class)| is_new(&class.code));
            let mut count = 0;
            for (id, class) in missing {
                count += 1;
                if known.len() + count > MAX_CLASSES {
                    return Err(invalid("classes"));
                }
                tx.insert_legal_class(*id, class)?;
                let change = Change {
                    by,
                    action: "legal_class_created",
                    target: format!("legal_class {}", class.name.es),
                    before: Value::Null,
                    after: told(class),
                    client: &client,
                    at,
                };
                note(tx, &desk, &change)?;
            }
            Ok(count)
        })
        .await
}

/// Makes a class.
///
/// # Errors
///
/// [`Error::Forbidden`]; [`Error::Invalid`] for what is wrong (`code`, also where it is taken,
/// `name`, `days`, `extension`, `transfer`, `incomplete`, `source`, `validity`), a topic that has another class (`topics`) or
/// one class too many (`classes`).
pub async fn create(
    app: &App,
    by: &SignedIn,
    class: LegalClass,
    client: String,
) -> Result<LegalClassId, Error> {
    by.check(Permission::ManageSettings)?;
    check(&class)?;
    let (desk, by, at, id) = (app.clone(), by.agent.id, app.now(), app.id());
    app.store
        .write(move |tx| {
            let known = tx.legal_classes()?;
            if known.len() >= MAX_CLASSES {
                return Err(invalid("classes"));
            }
            check_topics(&known, id, &class)?;
            check_known(tx, &class)?;
            tx.insert_legal_class(id, &class).map_err(taken)?;
            let change = Change {
                by,
                action: "legal_class_created",
                target: format!("legal_class {}", class.name.es),
                before: Value::Null,
                after: told(&class),
                client: &client,
                at,
            };
            note(tx, &desk, &change)?;
            Ok(id)
        })
        .await
}

/// Changes a class. Tickets that were filed keep the term that they were promised.
///
/// # Errors
///
/// As [`create`]; [`Error::NotFound`]; [`Error::Conflict`] if somebody saved it since.
pub async fn save(app: &App, by: &SignedIn, kept: KeptClass, client: String) -> Result<(), Error> {
    by.check(Permission::ManageSettings)?;
    check(&kept.class)?;
    let (desk, by, at) = (app.clone(), by.agent.id, app.now());
    app.store
        .write(move |tx| {
            let known = tx.legal_classes()?;
            let before = known.iter().find(|one| one.id == kept.id);
            let before = before.ok_or(Error::NotFound)?;
            check_topics(&known, kept.id, &kept.class)?;
            check_known(tx, &kept.class)?;
            tx.save_legal_class(&kept).map_err(taken)?;
            let change = Change {
                by,
                action: "legal_class_saved",
                target: format!("legal_class {}", before.class.name.es),
                before: told(&before.class),
                after: told(&kept.class),
                client: &client,
                at,
            };
            note(tx, &desk, &change)
        })
        .await
}

/// Topics as they promise an answer to who files on a day: by the law of their class, if one is in
/// force then, or else as they say themselves.
pub(crate) fn as_promised<T>(db: &mut Db, mut topics: T, day: Date) -> Result<T, Error>
where
    T: AsMut<[Topic]>,
{
    let classes = db.legal_classes()?;
    for topic in topics.as_mut() {
        if let Some(KeptClass { class, .. }) = class_of(&classes, topic.id, day) {
            topic.form.answer_days = class.days;
            topic.form.answer_counts = class.counts;
        }
    }
    Ok(topics)
}

/// A topic has one class on each day.
fn check_topics(known: &[KeptClass], id: LegalClassId, class: &LegalClass) -> Result<(), Error> {
    let others = known.iter().filter(|kept| kept.id != id);
    let others = others.filter(|kept| kept.class.meets(class));
    let mut taken = others.flat_map(|kept| &kept.class.topics);
    if taken.any(|topic| class.topics.contains(topic)) {
        return Err(invalid("topics"));
    }
    Ok(())
}

fn check_known(tx: &mut Tx, class: &LegalClass) -> Result<(), Error> {
    for topic in &class.topics {
        tx.topic(*topic)?.ok_or(invalid("topics"))?;
    }
    Ok(())
}

fn check(class: &LegalClass) -> Result<(), Error> {
    match class.faults().first() {
        None => Ok(()),
        Some(ClassFault::Code) => Err(invalid("code")),
        Some(ClassFault::Name) => Err(invalid("name")),
        Some(ClassFault::Days) => Err(invalid("days")),
        Some(ClassFault::Extension) => Err(invalid("extension")),
        Some(ClassFault::Transfer) => Err(invalid("transfer")),
        Some(ClassFault::Incomplete) => Err(invalid("incomplete")),
        Some(ClassFault::Source) => Err(invalid("source")),
        Some(ClassFault::Validity) => Err(invalid("validity")),
    }
}

fn invalid(field: &'static str) -> Error {
    Error::Invalid {
        field,
        error: FieldError::NotAnOption,
    }
}

fn taken(error: store::Error) -> Error {
    if error.is_unique("legal_class_code_key") {
        invalid("code")
    } else {
        error.into()
    }
}

fn told(class: &LegalClass) -> Value {
    serde_json::to_value(class).unwrap_or_else(|_| json!({ "code": class.code }))
}
