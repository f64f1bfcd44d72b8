-- The desk. Whole numbers are BIGINT, instants microseconds since 1970 UTC, enums and JSON TEXT.
-- Ids are made by the program and grow with time. What belongs to a ticket has ticket_id as the
-- first column of its key. Open work is `status < 4`, written as that literal in every query.

CREATE TABLE settings (
    id BIGINT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    data TEXT NOT NULL
);

-- When people work: zone, hours, holidays and days changed by hand are in plan. Without a row there is one by the
-- time zone of the settings.
CREATE TABLE calendar (
    id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    is_default BOOLEAN NOT NULL,
    plan TEXT NOT NULL,
    version BIGINT NOT NULL
);
CREATE UNIQUE INDEX calendar_name_key ON calendar (name);

-- Classes of requests by law: term, source, validity and the topics that are of it are in data.
CREATE TABLE legal_class (
    id BIGINT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL,
    data TEXT NOT NULL,
    version BIGINT NOT NULL
);
CREATE UNIQUE INDEX legal_class_code_key ON legal_class (code);

-- What is promised of tickets beside their answers: the first that fits.
CREATE TABLE deadline_policy (
    id BIGINT NOT NULL PRIMARY KEY,
    position BIGINT NOT NULL,
    version BIGINT NOT NULL,
    data TEXT NOT NULL
);
CREATE INDEX deadline_policy_position ON deadline_policy (position, id);

CREATE TABLE team (
    id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    colour SMALLINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX team_name_key ON team (name);

-- What the staff may do. The first four are always there: what they allow is in the program, so that
-- their grants are null; null limits are those that they begin with.
CREATE TABLE role (
    id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    grants TEXT,
    limits TEXT,
    gets_tickets BOOLEAN NOT NULL,
    version BIGINT NOT NULL
);
CREATE UNIQUE INDEX role_name_key ON role (name);
INSERT INTO role (id, name, gets_tickets, version)
VALUES (1, 'viewer', false, 1), (2, 'agent', true, 1), (3, 'supervisor', true, 1), (4, 'admin', false, 1);

CREATE TABLE agent (
    id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    role_id BIGINT NOT NULL REFERENCES role (id),
    team_id BIGINT NOT NULL REFERENCES team (id),
    is_active BOOLEAN NOT NULL,
    language TEXT,
    presence TEXT NOT NULL,
    password_hash TEXT,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX agent_email_key ON agent (email);
CREATE INDEX agent_team ON agent (team_id);
CREATE INDEX agent_role ON agent (role_id);

CREATE TABLE agent_link (
    token_hash TEXT NOT NULL PRIMARY KEY,
    agent_id BIGINT NOT NULL REFERENCES agent (id),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX agent_link_agent ON agent_link (agent_id);

-- How much is given to whom; who is not here has what the role has. Apart from agent, which every
-- request reads: here is written with each ticket that is assigned.
CREATE TABLE duty (
    agent_id BIGINT NOT NULL PRIMARY KEY REFERENCES agent (id),
    capacity BIGINT,
    last_assigned_at BIGINT,
    skills TEXT NOT NULL,
    shift TEXT,
    was_on BOOLEAN NOT NULL
);

CREATE TABLE absence (
    id BIGINT NOT NULL PRIMARY KEY,
    agent_id BIGINT NOT NULL REFERENCES agent (id),
    from_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    substitute_id BIGINT REFERENCES agent (id),
    stage TEXT NOT NULL
);
CREATE INDEX absence_open ON absence (from_at, id) WHERE stage <> 'ended';

CREATE TABLE topic (
    id BIGINT NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL,
    position BIGINT NOT NULL,
    is_active BOOLEAN NOT NULL,
    team_id BIGINT NOT NULL REFERENCES team (id),
    form TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX topic_slug_key ON topic (slug);

-- Where tickets go, the first that fits; what is null is not asked.
CREATE TABLE rule (
    id BIGINT NOT NULL PRIMARY KEY,
    position BIGINT NOT NULL,
    topic_id BIGINT REFERENCES topic (id),
    organization_id BIGINT,
    language TEXT,
    keyword TEXT,
    team_id BIGINT NOT NULL REFERENCES team (id),
    skills TEXT NOT NULL
);
CREATE INDEX rule_position ON rule (position, id);

CREATE TABLE contact (
    id BIGINT NOT NULL PRIMARY KEY,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX contact_email_key ON contact (email);

CREATE TABLE organization (
    id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    member_sees_all BOOLEAN NOT NULL,
    is_active BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE UNIQUE INDEX organization_name_key ON organization (name);

CREATE TABLE account (
    id BIGINT NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL REFERENCES organization (id),
    contact_id BIGINT NOT NULL REFERENCES contact (id),
    username TEXT,
    role TEXT NOT NULL,
    is_active BOOLEAN NOT NULL,
    language TEXT,
    password_hash TEXT,
    case_columns TEXT,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX account_contact_id_key ON account (contact_id);
CREATE UNIQUE INDEX account_username_key ON account (username);
CREATE INDEX account_organization ON account (organization_id, id);

CREATE TABLE account_link (
    token_hash TEXT NOT NULL PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES account (id),
    purpose TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX account_link_account ON account_link (account_id);

-- The second factor of who signs in, one each; the secret is sealed. Until confirmed_at it asks nothing.
-- last_step is that of the code used last: none works twice.
CREATE TABLE factor (
    id BIGINT NOT NULL PRIMARY KEY,
    agent_id BIGINT REFERENCES agent (id),
    account_id BIGINT REFERENCES account (id),
    sealed_secret TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    confirmed_at BIGINT,
    last_step BIGINT NOT NULL
);
CREATE UNIQUE INDEX factor_agent_id_key ON factor (agent_id);
CREATE UNIQUE INDEX factor_account_id_key ON factor (account_id);

CREATE TABLE recovery_code (
    code_hash TEXT NOT NULL PRIMARY KEY,
    factor_id BIGINT NOT NULL REFERENCES factor (id),
    used_at BIGINT
);
CREATE INDEX recovery_code_factor ON recovery_code (factor_id);

-- Somebody whose password was right, and whose second factor is asked for next. It is no session.
CREATE TABLE sign_in_step (
    token_hash TEXT NOT NULL PRIMARY KEY,
    agent_id BIGINT REFERENCES agent (id),
    account_id BIGINT REFERENCES account (id),
    expires_at BIGINT NOT NULL
);
CREATE INDEX sign_in_step_expiry ON sign_in_step (expires_at);

-- What programs show to act in somebody's name. One of agent_id and account_id has a value. They stay when
-- they are revoked: what was done with them names them.
CREATE TABLE api_token (
    id BIGINT NOT NULL PRIMARY KEY,
    token_hash TEXT NOT NULL,
    agent_id BIGINT REFERENCES agent (id),
    account_id BIGINT REFERENCES account (id),
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    is_revoked BOOLEAN NOT NULL
);
CREATE UNIQUE INDEX api_token_token_hash_key ON api_token (token_hash);
CREATE INDEX api_token_agent ON api_token (agent_id, id);
CREATE INDEX api_token_account ON api_token (account_id, id);

-- Requests of programs that changed something, with their answers, by the key that the program chose.
CREATE TABLE api_request (
    token_id BIGINT NOT NULL REFERENCES api_token (id),
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    answer TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (token_id, key)
);
CREATE INDEX api_request_at ON api_request (at);

-- A change of address: asked for, confirmed from the new one, undone from the old one.
CREATE TABLE email_change (
    id BIGINT NOT NULL PRIMARY KEY,
    agent_id BIGINT REFERENCES agent (id),
    account_id BIGINT REFERENCES account (id),
    old_email TEXT NOT NULL,
    new_email TEXT NOT NULL,
    undo_hash TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    undo_until BIGINT NOT NULL,
    state TEXT NOT NULL
);
CREATE UNIQUE INDEX email_change_undo_hash_key ON email_change (undo_hash);
CREATE INDEX email_change_agent ON email_change (agent_id, id);
CREATE INDEX email_change_account ON email_change (account_id, id);

-- search holds code, subject and tracking number without case and accents.
-- due_at is the largest number where there is none: a row comparison skips nulls. So are next_due_at, when the next
-- term of the staff is over, and near_at, from when on that is near; whoever saves the clocks writes them.
-- solution_id has no reference: a solution refers to its ticket already.
CREATE TABLE ticket (
    id BIGINT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL,
    version BIGINT NOT NULL,
    status SMALLINT NOT NULL,
    subject TEXT NOT NULL,
    topic_id BIGINT NOT NULL REFERENCES topic (id),
    answers TEXT NOT NULL,
    tracking_number TEXT,
    priority TEXT NOT NULL,
    kind TEXT NOT NULL,
    requester_id BIGINT NOT NULL REFERENCES contact (id),
    organization_id BIGINT REFERENCES organization (id),
    language TEXT NOT NULL,
    verified_by_agent BIGINT REFERENCES agent (id),
    team_id BIGINT NOT NULL REFERENCES team (id),
    assignee_id BIGINT REFERENCES agent (id),
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    next_due_at BIGINT NOT NULL DEFAULT 9223372036854775807,
    near_at BIGINT NOT NULL DEFAULT 9223372036854775807,
    solution_id BIGINT,
    silent_since BIGINT,
    reminded BOOLEAN NOT NULL,
    waiting_until BIGINT,
    is_prolonged BOOLEAN NOT NULL,
    resolution TEXT,
    resolved_at BIGINT,
    rated_stars SMALLINT,
    rated_at BIGINT,
    reopen_count BIGINT NOT NULL,
    follow_up_of BIGINT REFERENCES ticket (id),
    next_check_at BIGINT,
    search TEXT NOT NULL
);
CREATE UNIQUE INDEX ticket_code_key ON ticket (code);
CREATE INDEX ticket_queue ON ticket (team_id, next_due_at, id) WHERE status < 4;
CREATE INDEX ticket_mine ON ticket (assignee_id, next_due_at, id) WHERE status < 4;
CREATE INDEX ticket_open ON ticket (next_due_at, id) WHERE status < 4;
CREATE INDEX ticket_asked ON ticket (team_id, id) WHERE status = 2;
CREATE INDEX ticket_third ON ticket (team_id, id) WHERE status = 3;
CREATE INDEX ticket_proposed ON ticket (due_at, id) WHERE status = 4;
CREATE INDEX ticket_team_newest ON ticket (team_id, created_at DESC, id DESC);
CREATE INDEX ticket_newest ON ticket (created_at DESC, id DESC);
CREATE INDEX ticket_requester ON ticket (requester_id, created_at DESC, id DESC);
CREATE INDEX ticket_organization ON ticket (organization_id, created_at DESC, id DESC)
    WHERE organization_id IS NOT NULL;
CREATE INDEX ticket_tracking ON ticket (tracking_number) WHERE tracking_number IS NOT NULL;
CREATE INDEX ticket_check ON ticket (next_check_at, id) WHERE next_check_at IS NOT NULL;

-- The clocks of a ticket, all in one row: whoever changes the ticket changes them. next_check_at is when the timer has
-- something to tell.
CREATE TABLE clock (
    ticket_id BIGINT NOT NULL PRIMARY KEY REFERENCES ticket (id),
    next_check_at BIGINT,
    data TEXT NOT NULL
);
CREATE INDEX clock_check ON clock (next_check_at) WHERE next_check_at IS NOT NULL;

-- Agents who are told what happens to a ticket that is not theirs.
CREATE TABLE follower (
    ticket_id BIGINT NOT NULL REFERENCES ticket (id),
    agent_id BIGINT NOT NULL REFERENCES agent (id),
    PRIMARY KEY (ticket_id, agent_id)
);

CREATE TABLE message (
    ticket_id BIGINT NOT NULL REFERENCES ticket (id),
    id BIGINT NOT NULL,
    by_role TEXT NOT NULL,
    by_id BIGINT,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (ticket_id, id)
);

-- Only ever added to. The data is the event itself; the kind stands beside it for live pages.
CREATE TABLE event (
    ticket_id BIGINT NOT NULL REFERENCES ticket (id),
    id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    by_role TEXT NOT NULL,
    by_id BIGINT,
    kind TEXT NOT NULL,
    data TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (ticket_id, id)
);
CREATE INDEX event_id ON event (id);

CREATE TABLE solution (
    ticket_id BIGINT NOT NULL REFERENCES ticket (id),
    id BIGINT NOT NULL,
    author_id BIGINT NOT NULL REFERENCES agent (id),
    code TEXT NOT NULL,
    text TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    status TEXT NOT NULL,
    decided_at BIGINT,
    decided_by TEXT,
    reason TEXT,
    PRIMARY KEY (ticket_id, id)
);

CREATE TABLE rating (
    ticket_id BIGINT NOT NULL REFERENCES ticket (id),
    cycle BIGINT NOT NULL,
    stars SMALLINT NOT NULL,
    comment TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (ticket_id, cycle)
);

-- A table of companies and people that was looked at, and perhaps taken; it goes after a day.
CREATE TABLE import (
    id BIGINT NOT NULL PRIMARY KEY,
    agent_id BIGINT NOT NULL REFERENCES agent (id),
    content TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    done_at BIGINT,
    organizations BIGINT NOT NULL,
    people BIGINT NOT NULL
);
CREATE INDEX import_made ON import (made_at);

-- Many tickets that an account filed at once, and what became of each number.
CREATE TABLE filing (
    id BIGINT NOT NULL PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES account (id),
    subject TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX filing_account ON filing (account_id, id DESC);

CREATE TABLE filing_line (
    filing_id BIGINT NOT NULL REFERENCES filing (id),
    position BIGINT NOT NULL,
    number TEXT NOT NULL,
    ticket_id BIGINT REFERENCES ticket (id),
    left_out TEXT,
    PRIMARY KEY (filing_id, position)
);

CREATE TABLE consent (
    ticket_id BIGINT NOT NULL REFERENCES ticket (id),
    id BIGINT NOT NULL,
    text_version TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    at BIGINT NOT NULL,
    channel TEXT NOT NULL,
    client TEXT NOT NULL,
    PRIMARY KEY (ticket_id, id)
);

CREATE TABLE draft (
    id BIGINT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    owner_hash TEXT NOT NULL,
    content TEXT NOT NULL,
    email TEXT,
    reference TEXT NOT NULL,
    ticket_id BIGINT REFERENCES ticket (id),
    failed_codes BIGINT NOT NULL,
    codes_sent BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX draft_reference_key ON draft (reference);
CREATE INDEX draft_owner ON draft (owner_hash, id);
CREATE INDEX draft_expiry ON draft (expires_at, id);

-- Tickets that were filed together share the objects of their files, each with a row of its own.
-- Staged in a draft (draft_id) or in a composer (ticket_id and session_id), or part of a message.
CREATE TABLE file (
    id BIGINT NOT NULL PRIMARY KEY,
    draft_id BIGINT REFERENCES draft (id),
    ticket_id BIGINT REFERENCES ticket (id),
    session_id BIGINT,
    message_id BIGINT,
    is_public BOOLEAN NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    size_bytes BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    object_key TEXT NOT NULL,
    thumbnail_key TEXT,
    scan TEXT NOT NULL,
    scan_find TEXT,
    at BIGINT NOT NULL,
    FOREIGN KEY (ticket_id, message_id) REFERENCES message (ticket_id, id)
);
CREATE INDEX file_object ON file (object_key);
CREATE INDEX file_thumbnail ON file (thumbnail_key);
CREATE INDEX file_draft ON file (draft_id, id) WHERE draft_id IS NOT NULL;
CREATE INDEX file_ticket ON file (ticket_id, id) WHERE ticket_id IS NOT NULL;
CREATE INDEX file_staged ON file (at, id) WHERE session_id IS NOT NULL;
CREATE INDEX file_unscanned ON file (id) WHERE scan = 'unscanned';

-- The digits are derived from the nonce and a key outside of the database.
CREATE TABLE otp (
    id BIGINT NOT NULL PRIMARY KEY,
    purpose TEXT NOT NULL,
    subject BIGINT NOT NULL,
    email TEXT NOT NULL,
    nonce BIGINT NOT NULL,
    agent_id BIGINT REFERENCES agent (id),
    issued_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX otp_subject ON otp (purpose, subject, id DESC);
CREATE INDEX otp_issued ON otp (issued_at);

-- What time it was last on each node: a start finds by it that the clock was set back.
CREATE TABLE heartbeat (
    node BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL
);

CREATE TABLE counter (
    name TEXT NOT NULL PRIMARY KEY,
    hits BIGINT NOT NULL,
    ends_at BIGINT NOT NULL
);
CREATE INDEX counter_end ON counter (ends_at);

CREATE TABLE link (
    id BIGINT NOT NULL PRIMARY KEY,
    token_hash TEXT NOT NULL,
    nonce BIGINT NOT NULL,
    ticket_id BIGINT NOT NULL REFERENCES ticket (id),
    contact_id BIGINT NOT NULL REFERENCES contact (id),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT
);
CREATE UNIQUE INDEX link_token_hash_key ON link (token_hash);
CREATE INDEX link_ticket ON link (ticket_id);

-- Letters about tickets of the last minutes, by address; those that are held wait for a digest.
CREATE TABLE mailing (
    id BIGINT NOT NULL PRIMARY KEY,
    email TEXT NOT NULL,
    ticket_id BIGINT NOT NULL REFERENCES ticket (id),
    language TEXT NOT NULL,
    is_staff BOOLEAN NOT NULL,
    is_held BOOLEAN NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX mailing_email ON mailing (email, id);
CREATE INDEX mailing_at ON mailing (at, id);

CREATE TABLE guest_session (
    id BIGINT NOT NULL PRIMARY KEY,
    token_hash TEXT NOT NULL,
    contact_id BIGINT NOT NULL REFERENCES contact (id),
    ticket_id BIGINT REFERENCES ticket (id),
    account_id BIGINT REFERENCES account (id),
    level TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    client TEXT NOT NULL,
    user_agent TEXT NOT NULL
);
CREATE UNIQUE INDEX guest_session_token_hash_key ON guest_session (token_hash);
CREATE INDEX guest_session_account ON guest_session (account_id, id) WHERE account_id IS NOT NULL;
CREATE INDEX guest_session_seen ON guest_session (seen_at);
CREATE INDEX guest_session_created ON guest_session (created_at);

CREATE TABLE agent_session (
    id BIGINT NOT NULL PRIMARY KEY,
    token_hash TEXT NOT NULL,
    agent_id BIGINT NOT NULL REFERENCES agent (id),
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    client TEXT NOT NULL,
    user_agent TEXT NOT NULL
);
CREATE UNIQUE INDEX agent_session_token_hash_key ON agent_session (token_hash);
CREATE INDEX agent_session_agent ON agent_session (agent_id, id);

CREATE TABLE device (
    token_hash TEXT NOT NULL PRIMARY KEY,
    contact_id BIGINT REFERENCES contact (id),
    agent_id BIGINT REFERENCES agent (id),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX device_expiry ON device (expires_at);

-- state 0 is ready or being worked on, 1 given up.
CREATE TABLE job (
    id BIGINT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    state SMALLINT NOT NULL,
    run_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    lease BIGINT NOT NULL,
    claimed_at BIGINT,
    locked_until BIGINT,
    worker TEXT,
    error TEXT,
    unique_key TEXT
);
CREATE UNIQUE INDEX job_unique_key_key ON job (unique_key);
CREATE INDEX job_ready ON job (run_at, id) WHERE state = 0;
CREATE INDEX job_long ON job (run_at, id) WHERE state = 0 AND kind = 'export';
CREATE INDEX job_scan ON job (run_at, id) WHERE state = 0 AND kind = 'scan';
CREATE INDEX job_failing ON job (kind, run_at, id) WHERE state = 0 AND error IS NOT NULL;
CREATE INDEX job_buried ON job (id) WHERE state = 1;

-- A list that is made into a file when nobody waits for it; wanted says which. One of agent_id and
-- account_id says for whom.
CREATE TABLE export (
    id BIGINT NOT NULL PRIMARY KEY,
    agent_id BIGINT REFERENCES agent (id),
    account_id BIGINT REFERENCES account (id),
    wanted TEXT NOT NULL,
    format TEXT NOT NULL,
    title TEXT NOT NULL,
    state TEXT NOT NULL,
    rows_total BIGINT NOT NULL,
    rows_done BIGINT NOT NULL,
    object_key TEXT,
    size_bytes BIGINT NOT NULL,
    client TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX export_object_key_key ON export (object_key);
CREATE INDEX export_agent ON export (agent_id, id DESC) WHERE agent_id IS NOT NULL;
CREATE INDEX export_account ON export (account_id, id DESC) WHERE account_id IS NOT NULL;
CREATE INDEX export_expiry ON export (expires_at, id);

CREATE TABLE audit (
    id BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    agent_id BIGINT REFERENCES agent (id),
    action TEXT NOT NULL,
    target TEXT NOT NULL,
    before TEXT,
    after TEXT,
    reason TEXT,
    client TEXT NOT NULL
);
CREATE INDEX audit_action ON audit (action, id DESC);
CREATE INDEX audit_agent ON audit (agent_id, id DESC);

-- The matrix of compensation. Rows never change: an edited one is a new version beside the old.
CREATE TABLE policy_row (
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    is_newest BOOLEAN NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (id, version)
);
CREATE INDEX policy_newest ON policy_row (id) WHERE is_newest;

-- What a unit of account was worth on a day, in ten-thousandths.
CREATE TABLE index_value (
    unit TEXT NOT NULL,
    date TEXT NOT NULL,
    value_e4 BIGINT NOT NULL,
    PRIMARY KEY (unit, date)
);

-- customer_state and shown_amount are what the requester may know, for lists of tickets.
-- is_current marks the newest claim of a ticket; batch_id has no reference: a payment has it.
CREATE TABLE claim (
    id BIGINT NOT NULL PRIMARY KEY,
    ticket_id BIGINT NOT NULL REFERENCES ticket (id),
    number BIGINT NOT NULL,
    is_current BOOLEAN NOT NULL,
    version BIGINT NOT NULL,
    status TEXT NOT NULL,
    customer_state TEXT,
    shown_amount BIGINT,
    tracking_number TEXT,
    currency TEXT NOT NULL,
    calculation TEXT,
    amount BIGINT,
    proposer_id BIGINT REFERENCES agent (id),
    approvers TEXT NOT NULL,
    solution_id BIGINT,
    payee TEXT,
    sealed_payee TEXT,
    batch_id BIGINT,
    attempt BIGINT NOT NULL,
    paid_on TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX claim_ticket_id_number_key ON claim (ticket_id, number);
CREATE UNIQUE INDEX claim_ticket_id_key ON claim (ticket_id) WHERE is_current;
CREATE UNIQUE INDEX claim_tracking_number_key ON claim (tracking_number)
    WHERE status NOT IN ('not_applicable', 'denied', 'void');
CREATE INDEX claim_status ON claim (status, id DESC);

-- Only ever added to.
CREATE TABLE claim_event (
    id BIGINT NOT NULL PRIMARY KEY,
    claim_id BIGINT NOT NULL REFERENCES claim (id),
    at BIGINT NOT NULL,
    by_role TEXT NOT NULL,
    by_id BIGINT,
    kind TEXT NOT NULL,
    data TEXT NOT NULL
);
CREATE UNIQUE INDEX claim_event_claim_id_id_key ON claim_event (claim_id, id);

CREATE TABLE payment_batch (
    id BIGINT NOT NULL PRIMARY KEY,
    payer_id BIGINT NOT NULL REFERENCES agent (id),
    created_at BIGINT NOT NULL,
    currency TEXT NOT NULL,
    payments BIGINT NOT NULL,
    total BIGINT NOT NULL,
    sha256 TEXT NOT NULL
);

-- One attempt to pay one claim; the reference says which, so that none is paid twice.
CREATE TABLE payment (
    reference TEXT NOT NULL PRIMARY KEY,
    batch_id BIGINT NOT NULL REFERENCES payment_batch (id),
    claim_id BIGINT NOT NULL REFERENCES claim (id),
    ticket_id BIGINT NOT NULL REFERENCES ticket (id),
    amount BIGINT NOT NULL,
    currency TEXT NOT NULL,
    sealed_payee TEXT NOT NULL,
    state TEXT NOT NULL,
    decided_on TEXT,
    note TEXT NOT NULL
);
CREATE INDEX payment_batch_lines ON payment (batch_id, reference);
