//! How many sockets the system lets us have.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tracing::warn;

/// What the database, the files and the mail need beside the connections of clients.
const OTHERS: u64 = 256;

/// Even a strangled desk lets a few in.
const FEW: u64 = 16;

/// Raises the limit of open files as far as it goes; how many of `wanted` connections fit.
///
/// Linux gives processes 1,024 unless they ask for more, so that a thousand idle visitors would
/// close the door to everybody.
pub(crate) fn make_room(wanted: usize) -> usize {
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit {
        current: limit.maximum,
        maximum: limit.maximum,
    };
    let current = match setrlimit(Resource::Nofile, raised) {
        Ok(()) => limit.maximum,
        Err(_) => limit.current,
    };
    let fitting = fitting(wanted, current);
    if fitting < wanted {
        warn!(
            wanted,
            fitting,
            "Fewer connections than wanted: raise the limit of open files (LimitNOFILE=, ulimit -n)"
        );
    }
    fitting
}

/// How many of `wanted` connections fit into `files` open files; `None` is without limit.
fn fitting(wanted: usize, files: Option<u64>) -> usize {
    let room = files.map_or(u64::MAX, |files| files.saturating_sub(OTHERS).max(FEW));
    wanted.min(usize::try_from(room).unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::fitting;

    #[test]
    fn connections_leave_room_for_the_rest() {
        assert_eq!(fitting(20_000, Some(1_024)), 768);
        assert_eq!(fitting(20_000, Some(100_000)), 20_000);
        assert_eq!(fitting(20_000, Some(10)), 16);
        assert_eq!(fitting(20_000, None), 20_000);
    }
}
