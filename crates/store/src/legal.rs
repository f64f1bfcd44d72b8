//! Classes of requests by law.

use diesel::prelude::*;
use domain::LegalClassId;
use domain::legal::{KeptClass, LegalClass};

use crate::columns::{changed, json};
use crate::known::Known;
use crate::schema::legal_class;
use crate::{Db, Error, Tx};

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = legal_class)]
struct ClassRow {
    id: i64,
    code: String,
    data: String,
    version: i64,
}

impl Db {
    /// All classes, in the order in which they were made.
    pub fn legal_classes(&mut self) -> Result<Vec<KeptClass>, Error> {
        let rows: Vec<ClassRow> = legal_class::table
            .order(legal_class::id)
            .select(ClassRow::as_select())
            .load(self.conn())?;
        let classes = &mut self.link.classes;
        rows.into_iter().map(|row| row.read(classes)).collect()
    }
}

impl Tx {
    /// Keeps a new class.
    ///
    /// # Errors
    ///
    /// [`Error::Unique`] `legal_class_code_key` if the code is taken.
    pub fn insert_legal_class(
        &mut self,
        id: LegalClassId,
        class: &LegalClass,
    ) -> Result<(), Error> {
        diesel::insert_into(legal_class::table)
            .values(ClassRow::of(id, class, 1)?)
            .execute(self.conn())?;
        self.renew_rulebook()
    }

    /// Keeps the changes of a class whose version is that of the one it replaces.
    ///
    /// # Errors
    ///
    /// [`Error::Unique`] `legal_class_code_key`, [`Error::Stale`] if there is none or somebody
    /// else saved it since.
    pub fn save_legal_class(&mut self, kept: &KeptClass) -> Result<(), Error> {
        let unchanged = legal_class::table
            .find(kept.id.0)
            .filter(legal_class::version.eq(kept.version));
        let row = ClassRow::of(kept.id, &kept.class, kept.version + 1)?;
        let rows = diesel::update(unchanged).set(row).execute(self.conn())?;
        changed(rows)?;
        self.renew_rulebook()
    }
}

impl ClassRow {
    fn of(id: LegalClassId, class: &LegalClass, version: i64) -> Result<Self, Error> {
        Ok(Self {
            id: id.0,
            code: class.code.clone(),
            data: json(class)?,
            version,
        })
    }

    fn read(self, classes: &mut Known<LegalClass>) -> Result<KeptClass, Error> {
        Ok(KeptClass {
            id: LegalClassId(self.id),
            class: classes.read(self.id, self.data, "legal_class.data")?,
            version: self.version,
        })
    }
}
