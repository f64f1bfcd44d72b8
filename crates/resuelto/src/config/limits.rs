//! The flags that limit how much, how often and how long.
//!
//! Their defaults come from `domain::limits` and `web::server`, so that each number stands once.

use clap::Args;
use domain::limits::{
    ApiLimits, CodeLimits, IntakeLimits, Limits, LinkLimits, LookupLimits, MailLimits,
    PhoneCodeLimits, SessionLife, SessionLimits, SignInLimits, UploadLimits,
};
use web::server::ServerLimits;

use super::value::{Size, Span, between, size_between};

/// At most this many of anything that is counted.
const MANY: u32 = 1_000_000;

/// What people may do, how often and for how long.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Limits for people")]
pub(crate) struct LimitFlags {
    /// How long a mailed code can be used
    #[arg(long, env = "RESUELTO_CODE_LIFE", value_name = "TIME", default_value_t = Span(CodeLimits::default().life))]
    code_life: Span,
    /// With how many wrong tries a code is dead
    #[arg(long, env = "RESUELTO_CODE_TRIES", value_name = "NUMBER", value_parser = between(1, 10), default_value_t = CodeLimits::default().tries)]
    code_tries: u32,
    /// How long to wait before another code is sent
    #[arg(long, env = "RESUELTO_CODE_RESEND_AFTER", value_name = "TIME", default_value_t = Span(CodeLimits::default().resend_after))]
    code_resend_after: Span,
    /// How many codes are sent for one request
    #[arg(long, env = "RESUELTO_CODES_PER_INTAKE", value_name = "NUMBER", value_parser = between(1, 100), default_value_t = CodeLimits::default().per_intake)]
    codes_per_intake: u32,
    /// How many codes are sent to one e-mail address in 24 hours
    #[arg(long, env = "RESUELTO_CODES_PER_ADDRESS_DAY", value_name = "NUMBER", value_parser = between(1, 1_000), default_value_t = CodeLimits::default().per_address_day)]
    codes_per_address_day: u32,
    /// How many wrong codes are taken for one e-mail address in 24 hours
    #[arg(long, env = "RESUELTO_CODE_FAILURES_PER_ADDRESS_DAY", value_name = "NUMBER", value_parser = between(1, 1_000), default_value_t = CodeLimits::default().failures_per_address_day)]
    code_failures_per_address_day: u32,

    /// How long a code that an agent gave on the phone can be used
    #[arg(long, env = "RESUELTO_PHONE_CODE_LIFE", value_name = "TIME", default_value_t = Span(PhoneCodeLimits::default().life))]
    phone_code_life: Span,
    /// How many codes agents give on the phone for one request
    #[arg(long, env = "RESUELTO_PHONE_CODES_PER_INTAKE", value_name = "NUMBER", value_parser = between(1, 100), default_value_t = PhoneCodeLimits::default().per_intake)]
    phone_codes_per_intake: u32,
    /// How many codes one agent gives on the phone in 24 hours
    #[arg(long, env = "RESUELTO_PHONE_CODES_PER_AGENT_DAY", value_name = "NUMBER", value_parser = between(1, 10_000), default_value_t = PhoneCodeLimits::default().per_agent_day)]
    phone_codes_per_agent_day: u32,

    /// How many requests one client address starts in an hour
    #[arg(long, env = "RESUELTO_INTAKES_PER_CLIENT_HOUR", value_name = "NUMBER", value_parser = between(1, MANY), default_value_t = IntakeLimits::default().per_client_hour)]
    intakes_per_client_hour: u32,
    /// How many requests one client address starts in 24 hours
    #[arg(long, env = "RESUELTO_INTAKES_PER_CLIENT_DAY", value_name = "NUMBER", value_parser = between(1, MANY), default_value_t = IntakeLimits::default().per_client_day)]
    intakes_per_client_day: u32,
    /// How many requests all clients together start in 24 hours
    #[arg(long, env = "RESUELTO_INTAKES_PER_DAY", value_name = "NUMBER", value_parser = between(1, MANY), default_value_t = IntakeLimits::default().per_day)]
    intakes_per_day: u32,
    /// How long an unverified request is kept with its files
    #[arg(long, env = "RESUELTO_DRAFT_LIFE", value_name = "TIME", default_value_t = Span(IntakeLimits::default().draft_life))]
    draft_life: Span,

    /// How many failed look-ups one client address has with one e-mail address
    #[arg(long, env = "RESUELTO_LOOKUP_FAILURES", value_name = "NUMBER", value_parser = between(1, 1_000), default_value_t = LookupLimits::default().failures_per_client)]
    lookup_failures: u32,
    /// How long those failures count
    #[arg(long, env = "RESUELTO_LOOKUP_WINDOW", value_name = "TIME", default_value_t = Span(LookupLimits::default().window))]
    lookup_window: Span,
    /// After how many failed look-ups of one e-mail address in 24 hours its code is required
    #[arg(long, env = "RESUELTO_LOOKUP_FAILURES_PER_ADDRESS_DAY", value_name = "NUMBER", value_parser = between(1, 10_000), default_value_t = LookupLimits::default().failures_per_address_day)]
    lookup_failures_per_address_day: u32,

    /// How long a link in a mail opens its ticket
    #[arg(long, env = "RESUELTO_LINK_LIFE", value_name = "TIME", default_value_t = Span(LinkLimits::default().life))]
    link_life: Span,
    /// How long a link to choose a password can be used
    #[arg(long, env = "RESUELTO_RESET_LINK_LIFE", value_name = "TIME", default_value_t = Span(LinkLimits::default().reset_life))]
    reset_link_life: Span,

    /// How many mails about one ticket one address gets in ten minutes; the rest is merged
    #[arg(long, env = "RESUELTO_MAILS_PER_TICKET", value_name = "NUMBER", value_parser = between(1, MANY), default_value_t = MailLimits::default().per_ticket)]
    mails_per_ticket: u32,
    /// How many mails about tickets one address gets in ten minutes; the rest is merged
    #[arg(long, env = "RESUELTO_MAILS_PER_ADDRESS", value_name = "NUMBER", value_parser = between(2, MANY), default_value_t = MailLimits::default().per_address)]
    mails_per_address: u32,

    /// After how many failed sign-ins of one account delays begin to grow
    #[arg(long, env = "RESUELTO_SIGN_IN_FAILURES", value_name = "NUMBER", value_parser = between(1, 1_000), default_value_t = SignInLimits::default().failures)]
    sign_in_failures: u32,
    /// How long those failures count
    #[arg(long, env = "RESUELTO_SIGN_IN_WINDOW", value_name = "TIME", default_value_t = Span(SignInLimits::default().window))]
    sign_in_window: Span,
    /// Whether the staff reaches the desk only with a second factor: true or false
    #[arg(long, env = "RESUELTO_STAFF_SECOND_FACTOR", value_name = "TRUE|FALSE", action = clap::ArgAction::Set, num_args = 0..=1, require_equals = true, default_missing_value = "true", default_value_t = SignInLimits::default().staff_needs_factor)]
    staff_second_factor: bool,

    /// After how long without a request a guest's session is over
    #[arg(long, env = "RESUELTO_GUEST_SESSION_IDLE", value_name = "TIME", default_value_t = Span(SessionLimits::default().guest.idle))]
    guest_session_idle: Span,
    /// After how long a guest's session is over in any case
    #[arg(long, env = "RESUELTO_GUEST_SESSION_LIFE", value_name = "TIME", default_value_t = Span(SessionLimits::default().guest.total))]
    guest_session_life: Span,
    /// After how long without a request a customer's session is over
    #[arg(long, env = "RESUELTO_CUSTOMER_SESSION_IDLE", value_name = "TIME", default_value_t = Span(SessionLimits::default().customer.idle))]
    customer_session_idle: Span,
    /// After how long a customer's session is over in any case
    #[arg(long, env = "RESUELTO_CUSTOMER_SESSION_LIFE", value_name = "TIME", default_value_t = Span(SessionLimits::default().customer.total))]
    customer_session_life: Span,
    /// After how long without a request a session of agents and administrators is over
    #[arg(long, env = "RESUELTO_STAFF_SESSION_IDLE", value_name = "TIME", default_value_t = Span(SessionLimits::default().staff.idle))]
    staff_session_idle: Span,
    /// After how long a session of agents and administrators is over in any case
    #[arg(long, env = "RESUELTO_STAFF_SESSION_LIFE", value_name = "TIME", default_value_t = Span(SessionLimits::default().staff.total))]
    staff_session_life: Span,

    /// How large one file may be
    #[arg(long, env = "RESUELTO_UPLOAD_SIZE", value_name = "SIZE", value_parser = size_between(Size(1 << 10), Size(2 << 30)), default_value_t = Size(UploadLimits::default().file_bytes))]
    upload_size: Size,
    /// How many files one message or request carries
    #[arg(long, env = "RESUELTO_UPLOAD_FILES", value_name = "NUMBER", value_parser = between(1, 100), default_value_t = UploadLimits::default().files)]
    upload_files: u32,

    /// How many requests one token of a program makes in a minute, on all nodes together
    #[arg(long, env = "RESUELTO_API_REQUESTS_A_MINUTE", value_name = "NUMBER", value_parser = between(1, MANY), default_value_t = ApiLimits::default().requests_a_minute)]
    api_requests_a_minute: u32,
}

impl LimitFlags {
    pub(crate) fn limits(&self) -> Limits {
        Limits {
            code: CodeLimits {
                life: self.code_life.0,
                tries: self.code_tries,
                resend_after: self.code_resend_after.0,
                per_intake: self.codes_per_intake,
                per_address_day: self.codes_per_address_day,
                failures_per_address_day: self.code_failures_per_address_day,
            },
            phone_code: PhoneCodeLimits {
                life: self.phone_code_life.0,
                per_intake: self.phone_codes_per_intake,
                per_agent_day: self.phone_codes_per_agent_day,
            },
            intake: IntakeLimits {
                per_client_hour: self.intakes_per_client_hour,
                per_client_day: self.intakes_per_client_day,
                per_day: self.intakes_per_day,
                draft_life: self.draft_life.0,
            },
            lookup: LookupLimits {
                failures_per_client: self.lookup_failures,
                window: self.lookup_window.0,
                failures_per_address_day: self.lookup_failures_per_address_day,
            },
            link: LinkLimits {
                life: self.link_life.0,
                reset_life: self.reset_link_life.0,
            },
            mail: MailLimits {
                per_ticket: self.mails_per_ticket,
                per_address: self.mails_per_address,
                ..MailLimits::default()
            },
            sign_in: SignInLimits {
                failures: self.sign_in_failures,
                window: self.sign_in_window.0,
                staff_needs_factor: self.staff_second_factor,
            },
            session: SessionLimits {
                guest: SessionLife {
                    idle: self.guest_session_idle.0,
                    total: self.guest_session_life.0,
                },
                customer: SessionLife {
                    idle: self.customer_session_idle.0,
                    total: self.customer_session_life.0,
                },
                staff: SessionLife {
                    idle: self.staff_session_idle.0,
                    total: self.staff_session_life.0,
                },
            },
            upload: UploadLimits {
                file_bytes: self.upload_size.0,
                files: self.upload_files,
            },
            api: ApiLimits {
                requests_a_minute: self.api_requests_a_minute,
                ..ApiLimits::default()
            },
        }
    }

    /// What is wrong with the flags together, each in a sentence.
    pub(crate) fn problems(&self) -> Vec<String> {
        [
            ("guest", self.guest_session_idle, self.guest_session_life),
            (
                "customer",
                self.customer_session_idle,
                self.customer_session_life,
            ),
            ("staff", self.staff_session_idle, self.staff_session_life),
        ]
        .into_iter()
        .filter(|(_, idle, life)| idle.0 > life.0)
        .map(|(who, idle, life)| {
            format!(
                "--{who}-session-idle ({idle}) is longer than --{who}-session-life ({life}); \
                 make it shorter or the life longer"
            )
        })
        .collect()
    }
}

/// What one client may take of the server.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Limits for connections")]
pub(crate) struct ServerFlags {
    /// Within what time the head of a request must have come
    #[arg(long, env = "RESUELTO_HEAD_TIMEOUT", value_name = "TIME", default_value_t = ServerLimits::default().head_timeout.into())]
    head_timeout: Span,
    /// How long a connection rests between two requests; longer than the proxy in front keeps its side
    #[arg(long, env = "RESUELTO_IDLE_TIMEOUT", value_name = "TIME", default_value_t = ServerLimits::default().idle_timeout.into())]
    idle_timeout: Span,
    /// Who sends or reads fewer bytes per second is cut off
    #[arg(long, env = "RESUELTO_SLOW_RATE", value_name = "SIZE", value_parser = size_between(Size(1), Size(1 << 20)), default_value_t = Size(ServerLimits::default().slow_bytes_per_second))]
    slow_rate: Size,
    /// After being slow for how long
    #[arg(long, env = "RESUELTO_SLOW_FOR", value_name = "TIME", default_value_t = ServerLimits::default().slow_for.into())]
    slow_for: Span,
    /// How large the head of a request may be
    #[arg(long, env = "RESUELTO_HEAD_SIZE", value_name = "SIZE", value_parser = size_between(Size(4 << 10), Size(1 << 20)), default_value_t = size(ServerLimits::default().head_bytes))]
    head_size: Size,
    /// How large a form without files may be
    #[arg(long, env = "RESUELTO_FORM_SIZE", value_name = "SIZE", value_parser = size_between(Size(16 << 10), Size(16 << 20)), default_value_t = size(ServerLimits::default().form_bytes))]
    form_size: Size,
    /// How many connections are open at once; fewer if the system allows fewer open files
    #[arg(long, env = "RESUELTO_CONNECTIONS", value_name = "NUMBER", value_parser = between(1, MANY), default_value_t = count(ServerLimits::default().connections))]
    connections: u32,
    /// How many connections one client address has; behind a trusted proxy, requests at once
    #[arg(long, env = "RESUELTO_CONNECTIONS_PER_ADDRESS", value_name = "NUMBER", value_parser = between(1, MANY), default_value_t = count(ServerLimits::default().connections_per_address))]
    connections_per_address: u32,
    /// How long a stop waits for requests that were accepted
    #[arg(long, env = "RESUELTO_STOP_WITHIN", value_name = "TIME", default_value_t = ServerLimits::default().stop_within.into())]
    stop_within: Span,
}

impl ServerFlags {
    pub(crate) fn limits(&self) -> ServerLimits {
        ServerLimits {
            head_timeout: self.head_timeout.std(),
            idle_timeout: self.idle_timeout.std(),
            slow_bytes_per_second: self.slow_rate.0,
            slow_for: self.slow_for.std(),
            head_bytes: bytes(self.head_size),
            form_bytes: bytes(self.form_size),
            connections: self.connections as usize,
            connections_per_address: self.connections_per_address as usize,
            stop_within: self.stop_within.std(),
        }
    }
}

fn size(bytes: usize) -> Size {
    Size(u64::try_from(bytes).unwrap_or(u64::MAX))
}

fn bytes(size: Size) -> usize {
    usize::try_from(size.0).unwrap_or(usize::MAX)
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
