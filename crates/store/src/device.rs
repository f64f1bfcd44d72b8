//! Browsers that proved an address before.

use diesel::prelude::*;
use domain::{AgentId, ContactId};
use jiff::Timestamp;

use crate::columns::{instant, micros};
use crate::schema::device;
use crate::{Db, Error, Tx};

/// A browser that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// What its token becomes when it is hashed; the token is not kept.
    pub token_hash: String,
    /// Whose.
    pub owner: DeviceOwner,
    /// When it became known.
    pub created_at: Timestamp,
    /// From when on it is unknown again.
    pub expires_at: Timestamp,
}

/// Whose browser it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeviceOwner {
    /// Somebody outside.
    Contact(ContactId),
    /// A member of the staff.
    Agent(AgentId),
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = device, treat_none_as_default_value = false)]
struct DeviceRow {
    token_hash: String,
    contact_id: Option<i64>,
    agent_id: Option<i64>,
    created_at: i64,
    expires_at: i64,
}

impl Db {
    /// The browser whose token has this hash, whatever its age.
    pub fn device(&mut self, token_hash: &str) -> Result<Option<Device>, Error> {
        let query = device::table
            .find(token_hash)
            .select(DeviceRow::as_select());
        let row = query.first(self.conn()).optional()?;
        row.map(Device::try_from).transpose()
    }
}

impl Tx {
    /// Keeps a browser that became known.
    pub fn insert_device(&mut self, new: &Device) -> Result<(), Error> {
        let (contact_id, agent_id) = match new.owner {
            DeviceOwner::Contact(contact) => (Some(contact.0), None),
            DeviceOwner::Agent(agent) => (None, Some(agent.0)),
        };
        let row = DeviceRow {
            token_hash: new.token_hash.clone(),
            contact_id,
            agent_id,
            created_at: micros(new.created_at),
            expires_at: micros(new.expires_at),
        };
        diesel::insert_into(device::table)
            .values(row)
            .execute(self.conn())?;
        Ok(())
    }

    /// Forgets all browsers of somebody.
    pub fn delete_devices_of(&mut self, owner: DeviceOwner) -> Result<(), Error> {
        let devices = diesel::delete(device::table);
        match owner {
            DeviceOwner::Contact(contact) => devices
                .filter(device::contact_id.eq(contact.0))
                .execute(self.conn())?,
            DeviceOwner::Agent(agent) => devices
                .filter(device::agent_id.eq(agent.0))
                .execute(self.conn())?,
        };
        Ok(())
    }

    /// Forgets the browsers whose time was over before `before`; returns how many.
    pub fn delete_devices_before(&mut self, before: Timestamp) -> Result<usize, Error> {
        let old = device::table.filter(device::expires_at.lt(micros(before)));
        Ok(diesel::delete(old).execute(self.conn())?)
    }
}

impl TryFrom<DeviceRow> for Device {
    type Error = Error;

    fn try_from(row: DeviceRow) -> Result<Self, Error> {
        let owner = match (row.contact_id, row.agent_id) {
            (Some(contact), None) => DeviceOwner::Contact(ContactId(contact)),
            (None, Some(agent)) => DeviceOwner::Agent(AgentId(agent)),
            other => return Err(Error::corrupt("owner of a device", other)),
        };
        Ok(Self {
            token_hash: row.token_hash,
            owner,
            created_at: instant(row.created_at, "device.created_at")?,
            expires_at: instant(row.expires_at, "device.expires_at")?,
        })
    }
}
