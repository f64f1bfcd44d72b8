//! How much is allowed, how often and for how long.
//!
//! Plain numbers without rules; the rules that use them stand with their subject. Every number
//! is a setting of the program, and [`Limits::default`] is what its documentation promises.
//! Limits of the HTTP server itself (slow clients, connections) are not here but beside it.

use jiff::{SignedDuration, Timestamp};

const DAY_HOURS: i64 = 24;

/// Every limit that an organisation can set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// Codes sent by e-mail to prove an address.
    pub code: CodeLimits,
    /// One-time codes given by an agent on the phone.
    pub phone_code: PhoneCodeLimits,
    /// New requests of guests, before they are verified.
    pub intake: IntakeLimits,
    /// Looking a ticket up by its code and an e-mail address.
    pub lookup: LookupLimits,
    /// Links in mails that open a ticket.
    pub link: LinkLimits,
    /// Letters about tickets.
    pub mail: MailLimits,
    /// Signing in with a password.
    pub sign_in: SignInLimits,
    /// Sessions of guests, customers and staff.
    pub session: SessionLimits,
    /// Files sent by people.
    pub upload: UploadLimits,
    /// Requests of programs.
    pub api: ApiLimits,
}

/// Limits of the codes sent by e-mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeLimits {
    /// How long a code can be used after it was issued.
    pub life: SignedDuration,
    /// How many wrong tries one code survives; with the last of them it is dead.
    pub tries: u32,
    /// How long to wait before another code can be asked for.
    pub resend_after: SignedDuration,
    /// How many codes are sent for one intake.
    pub per_intake: u32,
    /// How many codes are sent to one address in 24 hours.
    pub per_address_day: u32,
    /// How many wrong tries one address has in 24 hours, over all its codes.
    pub failures_per_address_day: u32,
}

impl Default for CodeLimits {
    fn default() -> Self {
        Self {
            life: SignedDuration::from_mins(10),
            tries: 5,
            resend_after: SignedDuration::from_secs(60),
            per_intake: 3,
            per_address_day: 10,
            failures_per_address_day: 20,
        }
    }
}

/// Limits of the codes that agents give on the phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhoneCodeLimits {
    /// How long such a code can be used after it was given.
    pub life: SignedDuration,
    /// How many such codes one intake gets.
    pub per_intake: u32,
    /// How many such codes one agent gives in 24 hours.
    pub per_agent_day: u32,
}

impl Default for PhoneCodeLimits {
    fn default() -> Self {
        Self {
            life: SignedDuration::from_mins(10),
            per_intake: 1,
            per_agent_day: 20,
        }
    }
}

/// Limits of requests that are not verified yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntakeLimits {
    /// How many one client address starts in an hour.
    pub per_client_hour: u32,
    /// How many one client address starts in 24 hours.
    pub per_client_day: u32,
    /// How many all clients together start in 24 hours.
    pub per_day: u32,
    /// How long a draft is kept for its author; then it disappears with its files.
    pub draft_life: SignedDuration,
}

impl Default for IntakeLimits {
    fn default() -> Self {
        Self {
            per_client_hour: 20,
            per_client_day: 240,
            per_day: 5_000,
            draft_life: SignedDuration::from_hours(DAY_HOURS),
        }
    }
}

/// Limits of looking a ticket up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookupLimits {
    /// How many failures one client address has with one e-mail address within [`window`](Self::window).
    pub failures_per_client: u32,
    /// How long those failures count.
    pub window: SignedDuration,
    /// How many failures one e-mail address has in 24 hours, from wherever; then its code is required.
    pub failures_per_address_day: u32,
}

impl Default for LookupLimits {
    fn default() -> Self {
        Self {
            failures_per_client: 5,
            window: SignedDuration::from_mins(15),
            failures_per_address_day: 20,
        }
    }
}

/// Limits of the links in mails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkLimits {
    /// How long a link opens its ticket.
    pub life: SignedDuration,
    /// How long a link to choose a new password, or an invitation's first one, can be used.
    pub reset_life: SignedDuration,
}

impl Default for LinkLimits {
    fn default() -> Self {
        Self {
            life: SignedDuration::from_hours(30 * DAY_HOURS),
            reset_life: SignedDuration::from_mins(60),
        }
    }
}

/// Limits of the letters about tickets that one address gets; what is more waits for a digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailLimits {
    /// How many about one ticket within [`window`](Self::window).
    pub per_ticket: u32,
    /// How many in all within [`window`](Self::window), the digest among them.
    pub per_address: u32,
    /// How long a letter counts, and how long the first that is held waits for the digest.
    pub window: SignedDuration,
}

impl Default for MailLimits {
    fn default() -> Self {
        Self {
            per_ticket: 10,
            per_address: 30,
            window: SignedDuration::from_mins(10),
        }
    }
}

/// Limits of signing in with a password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignInLimits {
    /// How many failures one account has within [`window`](Self::window) before delays begin to grow.
    pub failures: u32,
    /// How long those failures count.
    pub window: SignedDuration,
    /// Whether the staff reaches the desk only with a second factor.
    pub staff_needs_factor: bool,
}

impl Default for SignInLimits {
    fn default() -> Self {
        Self {
            failures: 10,
            window: SignedDuration::from_mins(15),
            staff_needs_factor: false,
        }
    }
}

/// How long sessions live.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionLimits {
    /// Sessions of guests, bound to one e-mail address.
    pub guest: SessionLife,
    /// Sessions of customers with an account.
    pub customer: SessionLife,
    /// Sessions of agents, supervisors and administrators.
    pub staff: SessionLife,
}

impl Default for SessionLimits {
    fn default() -> Self {
        Self {
            guest: SessionLife {
                idle: SignedDuration::from_mins(30),
                total: SignedDuration::from_hours(8),
            },
            customer: SessionLife {
                idle: SignedDuration::from_hours(DAY_HOURS),
                total: SignedDuration::from_hours(14 * DAY_HOURS),
            },
            staff: SessionLife {
                idle: SignedDuration::from_mins(60),
                total: SignedDuration::from_hours(12),
            },
        }
    }
}

/// How far the clocks of two nodes may be apart.
const CLOCKS_DIFFER: SignedDuration = SignedDuration::from_mins(1);

/// How long one kind of session lives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionLife {
    /// After this time without a request the session is over.
    pub idle: SignedDuration,
    /// After this time the session is over, however busy it was.
    pub total: SignedDuration,
}

impl SessionLife {
    /// Whether a session that began and was last used then goes on. One of a time that has not come,
    /// by more than clocks differ, does not: the clock was set back, and nobody knows how old it is.
    pub fn holds(&self, created_at: Timestamp, seen_at: Timestamp, now: Timestamp) -> bool {
        let idle = now.duration_since(seen_at);
        -CLOCKS_DIFFER < idle && idle < self.idle && now.duration_since(created_at) < self.total
    }
}

/// Limits of the files that people send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UploadLimits {
    /// The size of the largest file, in bytes.
    pub file_bytes: u64,
    /// How many files one message or intake carries.
    pub files: u32,
}

impl Default for UploadLimits {
    fn default() -> Self {
        Self {
            // 25 MB as file managers count them: the larger reading, so that nobody is refused
            // a file that their own computer shows as 25 MB.
            file_bytes: 25 * 1024 * 1024,
            files: 10,
        }
    }
}

/// Limits of the requests of programs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiLimits {
    /// How many requests one token makes in a minute, on all nodes together.
    pub requests_a_minute: u32,
    /// How many requests without a good token come from one address in a minute, on each node.
    pub unknown_a_minute: u32,
}

impl Default for ApiLimits {
    fn default() -> Self {
        Self {
            requests_a_minute: 600,
            unknown_a_minute: 60,
        }
    }
}
