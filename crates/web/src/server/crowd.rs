//! Who is here, and whether there is room for one more.

use std::{
    collections::HashMap,
    net::{IpAddr, Ipv6Addr},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// Counts those present, by address.
#[derive(Debug)]
pub(super) struct Crowd {
    per_address: usize,
    present: Mutex<HashMap<IpAddr, usize>>,
}

/// A place in the crowd; free again when dropped.
#[derive(Debug)]
pub(super) struct Seat {
    crowd: Arc<Crowd>,
    household: IpAddr,
}

impl Crowd {
    /// A crowd in which one address takes at most `per_address` seats.
    pub(super) fn new(per_address: usize) -> Arc<Self> {
        Arc::new(Self {
            per_address,
            present: Mutex::default(),
        })
    }

    /// A seat for `address`, unless it has too many already.
    pub(super) fn seat(self: &Arc<Self>, address: IpAddr) -> Option<Seat> {
        let household = household(address);
        let mut present = self.present();
        let seats = present.entry(household).or_default();
        if *seats >= self.per_address {
            return None;
        }
        *seats += 1;
        Some(Seat {
            crowd: Arc::clone(self),
            household,
        })
    }

    fn present(&self) -> MutexGuard<'_, HashMap<IpAddr, usize>> {
        // The counts are whole after every statement, so a panic elsewhere does not spoil them.
        self.present.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut present = self.crowd.present();
        if let Some(seats) = present.get_mut(&self.household) {
            *seats -= 1;
            if *seats == 0 {
                present.remove(&self.household);
            }
        }
    }
}

/// What one customer of a network provider has: an IPv4 address or a /64 of IPv6.
fn household(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(v4) => IpAddr::V4(v4),
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Crowd;

    #[test]
    fn k03_one_address_takes_no_more_than_its_seats() {
        let crowd = Crowd::new(2);
        let greedy = "203.0.113.9".parse().unwrap();
        let first = crowd.seat(greedy).unwrap();
        let _second = crowd.seat(greedy).unwrap();

        assert!(crowd.seat(greedy).is_none());
        assert!(crowd.seat("203.0.113.10".parse().unwrap()).is_some());

        drop(first);
        assert!(crowd.seat(greedy).is_some());
    }

    #[test]
    fn k03_the_addresses_of_one_ipv6_customer_count_together() {
        let crowd = Crowd::new(1);
        let _seat = crowd.seat("2001:db8:1:2::1".parse().unwrap()).unwrap();

        assert!(
            crowd
                .seat("2001:db8:1:2:ffff::9".parse().unwrap())
                .is_none()
        );
        assert!(crowd.seat("2001:db8:1:3::1".parse().unwrap()).is_some());
    }

    #[test]
    fn nobody_present_leaves_nothing_behind() {
        let crowd = Crowd::new(1);

        drop(crowd.seat("203.0.113.9".parse().unwrap()));

        assert!(crowd.present().is_empty());
    }
}
