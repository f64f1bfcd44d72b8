//! Files: staged, or part of a message. Their bytes are elsewhere, see [`Blobs`](crate::Blobs).

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Nullable};
use domain::file::{File, Kind, Place, Scan};
use domain::{DraftId, FileId, MessageId, SessionId, TicketId};
use jiff::Timestamp;

use crate::columns::{changed, instant, micros, named, number, size};
use crate::prepared::prepared;
use crate::schema::{export, file};
use crate::{Db, Error, Tx};

/// How many keys are asked for in one statement.
const KEYS: usize = 500;

#[derive(Queryable, QueryableByName, Selectable, Insertable)]
#[diesel(table_name = file, treat_none_as_default_value = false)]
struct FileRow {
    id: i64,
    #[diesel(embed)]
    place: PlaceRow,
    name: String,
    kind: String,
    size_bytes: i64,
    sha256: String,
    object_key: String,
    thumbnail_key: Option<String>,
    scan: String,
    scan_find: Option<String>,
    at: i64,
}

#[derive(Queryable, QueryableByName, Selectable, Insertable)]
#[diesel(table_name = file, treat_none_as_default_value = false)]
struct PlaceRow {
    draft_id: Option<i64>,
    ticket_id: Option<i64>,
    session_id: Option<i64>,
    message_id: Option<i64>,
    is_public: bool,
}

const PLACE: &str = "
    UPDATE file SET draft_id = $1, ticket_id = $2, session_id = $3, message_id = $4, is_public = $5
    WHERE id = $6";

const READ_OR_STAGED: &str = "
    SELECT id, draft_id, ticket_id, session_id, message_id, is_public, name, kind, size_bytes,
        sha256, object_key, thumbnail_key, scan, scan_find, at
    FROM file WHERE ticket_id = $1 AND (message_id IS NOT NULL OR session_id = $2) ORDER BY id";

impl Db {
    /// A file, wherever it belongs.
    pub fn file(&mut self, id: FileId) -> Result<Option<File>, Error> {
        let query = file::table.find(id.0).select(FileRow::as_select());
        let row = query.first(self.conn()).optional()?;
        row.map(File::try_from).transpose()
    }

    /// The files staged in a draft, in the order in which they came.
    pub fn files_of_draft(&mut self, draft: DraftId) -> Result<Vec<File>, Error> {
        let rows = file::table
            .filter(file::draft_id.eq(draft.0))
            .order(file::id)
            .select(FileRow::as_select())
            .load(self.conn())?;
        rows.into_iter().map(File::try_from).collect()
    }

    /// The files that a session has staged for a message to a ticket.
    pub fn files_of_composer(
        &mut self,
        ticket: TicketId,
        session: SessionId,
    ) -> Result<Vec<File>, Error> {
        let rows = file::table
            .filter(file::ticket_id.eq(ticket.0))
            .filter(file::session_id.eq(session.0))
            .order(file::id)
            .select(FileRow::as_select())
            .load(self.conn())?;
        rows.into_iter().map(File::try_from).collect()
    }

    /// The files that came with the messages of a ticket.
    pub fn files_of_ticket(&mut self, ticket: TicketId) -> Result<Vec<File>, Error> {
        let rows = file::table
            .filter(file::ticket_id.eq(ticket.0))
            .filter(file::message_id.is_not_null())
            .order(file::id)
            .select(FileRow::as_select())
            .load(self.conn())?;
        rows.into_iter().map(File::try_from).collect()
    }

    /// The files that came with the messages of a ticket, and those that a session has staged for
    /// another one; [`File::place`] tells them apart.
    pub fn files_of_page(
        &mut self,
        ticket: TicketId,
        session: SessionId,
    ) -> Result<Vec<File>, Error> {
        let rows: Vec<FileRow> = prepared(READ_OR_STAGED)
            .bind::<BigInt, _>(ticket.0)
            .bind::<BigInt, _>(session.0)
            .load(self.conn())?;
        rows.into_iter().map(File::try_from).collect()
    }

    /// Files that were staged for a message before `before` and never sent. Those of drafts are
    /// removed with their draft.
    pub fn staged_files_before(
        &mut self,
        before: Timestamp,
        limit: u32,
    ) -> Result<Vec<FileId>, Error> {
        let ids: Vec<i64> = file::table
            .filter(file::session_id.is_not_null())
            .filter(file::at.lt(micros(before)))
            .order((file::at, file::id))
            .limit(limit.into())
            .select(file::id)
            .load(self.conn())?;
        Ok(ids.into_iter().map(FileId).collect())
    }

    /// Files that came while there was no scanner, oldest first.
    pub fn unscanned_files(&mut self, limit: u32) -> Result<Vec<FileId>, Error> {
        let ids: Vec<i64> = file::table
            .filter(sql::<Bool>("scan = 'unscanned'"))
            .order(file::id)
            .limit(limit.into())
            .select(file::id)
            .load(self.conn())?;
        Ok(ids.into_iter().map(FileId).collect())
    }

    /// Which of these keys of the file store belong to a file or are a small picture of one.
    pub fn known_keys(&mut self, keys: &[String]) -> Result<Vec<String>, Error> {
        let mut known = Vec::new();
        for keys in keys.chunks(KEYS) {
            let files = file::table.filter(file::object_key.eq_any(keys));
            known.extend(files.select(file::object_key).load::<String>(self.conn())?);
            let pictures = file::table.filter(file::thumbnail_key.eq_any(keys));
            let pictures = pictures.select(file::thumbnail_key);
            known.extend(
                pictures
                    .load::<Option<String>>(self.conn())?
                    .into_iter()
                    .flatten(),
            );
            let lists = export::table.filter(export::object_key.eq_any(keys));
            let lists = lists.select(export::object_key);
            known.extend(
                lists
                    .load::<Option<String>>(self.conn())?
                    .into_iter()
                    .flatten(),
            );
        }
        Ok(known)
    }
}

impl Tx {
    /// Keeps a new file.
    pub fn insert_file(&mut self, new: &File) -> Result<(), Error> {
        let row = FileRow {
            id: new.id.0,
            place: PlaceRow::from(new.place),
            name: new.name.clone(),
            kind: new.kind.name().to_owned(),
            size_bytes: size(new.size_bytes)?,
            sha256: new.sha256.clone(),
            object_key: new.key.clone(),
            thumbnail_key: new.thumbnail.clone(),
            scan: new.scan.name().to_owned(),
            scan_find: new.scan.find().map(str::to_owned),
            at: micros(new.at),
        };
        diesel::insert_into(file::table)
            .values(row)
            .execute(self.conn())?;
        Ok(())
    }

    /// Moves a file to where it now belongs.
    ///
    /// # Errors
    ///
    /// [`Error::Stale`] if it was deleted meanwhile.
    pub fn place_file(&mut self, id: FileId, place: &Place) -> Result<(), Error> {
        let place = PlaceRow::from(*place);
        let rows = prepared(PLACE)
            .bind::<Nullable<BigInt>, _>(place.draft_id)
            .bind::<Nullable<BigInt>, _>(place.ticket_id)
            .bind::<Nullable<BigInt>, _>(place.session_id)
            .bind::<Nullable<BigInt>, _>(place.message_id)
            .bind::<Bool, _>(place.is_public)
            .bind::<BigInt, _>(id.0)
            .execute(self.conn())?;
        changed(rows)
    }

    /// Names the small picture of a file, and of all that share its content.
    ///
    /// # Errors
    ///
    /// [`Error::Stale`] if the file was deleted meanwhile.
    pub fn set_thumbnail(&mut self, id: FileId, key: &str) -> Result<(), Error> {
        let object: Option<String> = file::table
            .find(id.0)
            .select(file::object_key)
            .first(self.conn())
            .optional()?;
        let object = object.ok_or(Error::Stale)?;
        diesel::update(file::table.filter(file::object_key.eq(object)))
            .set(file::thumbnail_key.eq(key))
            .execute(self.conn())?;
        Ok(())
    }

    /// Keeps what the scanner said of a file, and of all that share its content; false if there is
    /// no such file any more.
    pub fn set_scan(&mut self, id: FileId, scan: &Scan) -> Result<bool, Error> {
        let object: Option<String> = file::table
            .find(id.0)
            .select(file::object_key)
            .first(self.conn())
            .optional()?;
        let Some(object) = object else {
            return Ok(false);
        };
        diesel::update(file::table.filter(file::object_key.eq(object)))
            .set((file::scan.eq(scan.name()), file::scan_find.eq(scan.find())))
            .execute(self.conn())?;
        Ok(true)
    }

    /// Removes a file that is still staged in a composer and was put there before a time, as
    /// [`Tx::delete_file`] does.
    pub fn delete_staged_file(
        &mut self,
        id: FileId,
        before: Timestamp,
    ) -> Result<Vec<String>, Error> {
        let is_staged = file::table
            .find(id.0)
            .filter(file::session_id.is_not_null())
            .filter(file::at.lt(micros(before)));
        let found: Option<i64> = is_staged.select(file::id).first(self.conn()).optional()?;
        found.map_or_else(|| Ok(Vec::new()), |_| self.delete_file(id))
    }

    /// Removes a file; returns the keys of what lies in the file store, which is to be deleted
    /// once this is committed. None if there is no such file.
    pub fn delete_file(&mut self, id: FileId) -> Result<Vec<String>, Error> {
        let keys: Option<(String, Option<String>)> = file::table
            .find(id.0)
            .select((file::object_key, file::thumbnail_key))
            .first(self.conn())
            .optional()?;
        diesel::delete(file::table.find(id.0)).execute(self.conn())?;
        self.unused_keys(keys)
    }

    /// The keys of files that were removed, without those that other files share.
    pub(crate) fn unused_keys(
        &mut self,
        removed: impl IntoIterator<Item = (String, Option<String>)>,
    ) -> Result<Vec<String>, Error> {
        let mut keys: Vec<String> = removed
            .into_iter()
            .flat_map(|(key, thumbnail)| [Some(key), thumbnail])
            .flatten()
            .collect();
        let shared = self.known_keys(&keys)?;
        keys.retain(|key| !shared.contains(key));
        Ok(keys)
    }
}

impl From<Place> for PlaceRow {
    fn from(place: Place) -> Self {
        let nowhere = Self {
            draft_id: None,
            ticket_id: None,
            session_id: None,
            message_id: None,
            is_public: false,
        };
        match place {
            Place::Draft(draft) => Self {
                draft_id: Some(draft.0),
                ..nowhere
            },
            Place::Composer { ticket, session } => Self {
                ticket_id: Some(ticket.0),
                session_id: Some(session.0),
                ..nowhere
            },
            Place::Message {
                ticket,
                message,
                public,
            } => Self {
                ticket_id: Some(ticket.0),
                message_id: Some(message.0),
                is_public: public,
                ..nowhere
            },
        }
    }
}

impl TryFrom<PlaceRow> for Place {
    type Error = Error;

    fn try_from(row: PlaceRow) -> Result<Self, Error> {
        match (row.draft_id, row.ticket_id, row.session_id, row.message_id) {
            (Some(draft), None, None, None) => Ok(Self::Draft(DraftId(draft))),
            (None, Some(ticket), Some(session), None) => Ok(Self::Composer {
                ticket: TicketId(ticket),
                session: SessionId(session),
            }),
            (None, Some(ticket), None, Some(message)) => Ok(Self::Message {
                ticket: TicketId(ticket),
                message: MessageId(message),
                public: row.is_public,
            }),
            other => Err(Error::corrupt("place of a file", other)),
        }
    }
}

impl TryFrom<FileRow> for File {
    type Error = Error;

    fn try_from(row: FileRow) -> Result<Self, Error> {
        Ok(Self {
            id: FileId(row.id),
            place: row.place.try_into()?,
            name: row.name,
            kind: named(&row.kind, "file.kind", Kind::from_name)?,
            size_bytes: number(row.size_bytes, "file.size_bytes")?,
            sha256: row.sha256,
            key: row.object_key,
            thumbnail: row.thumbnail_key,
            scan: Scan::from_name(&row.scan, row.scan_find)
                .ok_or_else(|| Error::corrupt("file.scan", &row.scan))?,
            at: instant(row.at, "file.at")?,
        })
    }
}
