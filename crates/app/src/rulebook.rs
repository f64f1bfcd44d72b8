//! What every filing goes by and hardly anybody changes: kept in memory, yet as it is in the
//! transaction that asks for it.

use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};

use domain::assignment::{Absence, Rule};
use domain::clock::KeptPolicy;
use domain::form::Topic;
use domain::legal::{KeptClass, LegalClass, class_of};
use domain::{Agent, TopicId};
use jiff::civil::Date;
use store::Db;

use crate::{App, Error};

/// After so long it is read again, as the settings are: whoever changes the database by other means
/// than the store says nothing of it.
const LIFE: Duration = Duration::from_secs(2);

/// Everything as it was in one transaction.
pub(crate) struct Rulebook {
    /// What the database said of it then.
    mark: i64,
    read_at: Instant,
    topics: Vec<Arc<Topic>>,
    classes: Vec<KeptClass>,
    /// The policies that promise terms, in their order.
    pub(crate) policies: Vec<KeptPolicy>,
    /// The rules that lead to teams, in their order.
    pub(crate) rules: Vec<Rule>,
    /// Those that are not over, the earliest first.
    pub(crate) absences: Vec<Absence>,
    /// Everybody, active or not, by name.
    pub(crate) agents: Vec<Agent>,
}

impl Rulebook {
    fn read(db: &mut Db, mark: i64) -> Result<Self, Error> {
        Ok(Self {
            mark,
            read_at: Instant::now(),
            topics: db.topics(false)?.into_iter().map(Arc::new).collect(),
            classes: db.legal_classes()?,
            policies: db.deadline_policies()?,
            rules: db.rules()?,
            absences: db.absences()?,
            agents: db.agents()?,
        })
    }

    fn holds(&self, mark: i64) -> bool {
        self.mark == mark && self.read_at.elapsed() < LIFE
    }

    /// A topic, active or not.
    pub(crate) fn topic(&self, id: TopicId) -> Option<&Arc<Topic>> {
        self.topics.iter().find(|topic| topic.id == id)
    }

    /// The class of the tickets of a topic that count as filed on a day.
    pub(crate) fn class_of(&self, topic: TopicId, day: Date) -> Option<&LegalClass> {
        class_of(&self.classes, topic, day).map(|kept| &kept.class)
    }
}

impl App {
    /// The rulebook as this transaction sees it: that in memory, if nothing in it has changed since.
    pub(crate) fn rulebook(&self, db: &mut Db) -> Result<Arc<Rulebook>, Error> {
        let mark = db.rulebook_mark()?;
        let known = self.desk.rulebook.read();
        let known = known.unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(known) = known.filter(|known| known.holds(mark)) {
            return Ok(known);
        }
        let read = Arc::new(Rulebook::read(db, mark)?);
        let mut place = self
            .desk
            .rulebook
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        *place = Some(Arc::clone(&read));
        Ok(read)
    }
}
