use store::device::{Device, DeviceOwner};
use store::{Error, Store, on_both_engines};

use crate::desk::{self, ANA, MARIA, at};

on_both_engines! {
    async fn a_known_browser_is_found_until_its_time_is_over(store: Store) {
        let device = |owner, hash: &str, expires| Device {
            token_hash: hash.to_owned(),
            owner,
            created_at: at(0),
            expires_at: at(expires),
        };
        let of_maria = move || device(DeviceOwner::Contact(MARIA), "one", 10);
        let of_ana = move || device(DeviceOwner::Agent(ANA), "two", 20);
        let found: Result<_, Error> = store.write(move |tx| {
            desk::open(tx)?;
            tx.insert_device(&of_maria())?;
            tx.insert_device(&of_ana())?;
            let found = (tx.device("one")?, tx.device("two")?, tx.device("three")?);
            let removed = tx.delete_devices_before(at(15))?;
            Ok((found, removed, tx.device("one")?, tx.device("two")?.is_some()))
        }).await;

        let both = (Some(of_maria()), Some(of_ana()), None);
        assert_eq!(found.unwrap(), (both, 1, None, true));
    }
}
