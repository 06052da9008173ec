-- The first form of everything. Instants are microseconds UTC, truth is 0 or 1, JSON is text.
-- The columns of a row class come first, in its order; what only the engine knows follows them.

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE persons (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    zone TEXT NOT NULL,
    staff TEXT NOT NULL,
    roles TEXT NOT NULL,
    customer TEXT NOT NULL,
    phone TEXT NOT NULL,
    forgotten_at INTEGER,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX persons_staff ON persons (staff) WHERE staff <> '';

CREATE TABLE accounts (
    id INTEGER PRIMARY KEY,
    bot TEXT NOT NULL,
    address TEXT NOT NULL,
    person INTEGER NOT NULL REFERENCES persons (id),
    chat TEXT NOT NULL,
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    reachable INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (bot, address)
) STRICT;
CREATE INDEX accounts_person ON accounts (person);
CREATE INDEX accounts_chat ON accounts (bot, chat);

CREATE TABLE conversations (
    id INTEGER PRIMARY KEY,
    bot TEXT NOT NULL,
    chat TEXT NOT NULL,
    thread TEXT NOT NULL,
    account INTEGER NOT NULL REFERENCES accounts (id),
    flow TEXT NOT NULL,
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    answers TEXT NOT NULL,
    ticket INTEGER,
    suspended TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (bot, chat, thread, account)
) STRICT;
CREATE INDEX conversations_account ON conversations (account);

CREATE TABLE steps (
    id INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL,
    at INTEGER NOT NULL,
    flow TEXT NOT NULL,
    version INTEGER NOT NULL,
    source TEXT NOT NULL,
    "trigger" TEXT NOT NULL,
    target TEXT NOT NULL,
    said TEXT NOT NULL
) STRICT;
CREATE INDEX steps_conversation ON steps (conversation);

CREATE TABLE prompts (
    id INTEGER PRIMARY KEY,
    token TEXT NOT NULL UNIQUE,
    scope TEXT NOT NULL,
    kind TEXT NOT NULL,
    account INTEGER,
    conversation INTEGER,
    ticket INTEGER,
    stage INTEGER NOT NULL,
    flow TEXT NOT NULL,
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    choices TEXT NOT NULL,
    answers TEXT NOT NULL,
    external_id TEXT NOT NULL,
    expires_at INTEGER,
    answered_at INTEGER,
    created_at INTEGER NOT NULL,
    -- Where the message with these buttons was sent: a reply to it is found by chat and message id.
    chat_key TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX prompts_asked ON prompts (account, id) WHERE kind = 'asked' AND answered_at IS NULL;
CREATE INDEX prompts_sent ON prompts (chat_key, external_id) WHERE external_id <> '';

CREATE TABLE policies (
    hash TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE tickets (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    severity INTEGER NOT NULL,
    reporter INTEGER NOT NULL REFERENCES persons (id),
    language TEXT NOT NULL,
    notice_at INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    policy TEXT NOT NULL REFERENCES policies (hash),
    respond_due_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    stage INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    assignee INTEGER,
    last_assignee INTEGER,
    on_site INTEGER NOT NULL,
    eta_at INTEGER,
    waiting_for TEXT NOT NULL,
    responded_at INTEGER,
    solved_at INTEGER,
    closed_at INTEGER,
    closed_by TEXT NOT NULL,
    reopened INTEGER NOT NULL,
    score INTEGER,
    score_reason TEXT NOT NULL,
    media INTEGER NOT NULL,
    parent INTEGER,
    severity_offer INTEGER,
    record TEXT NOT NULL,
    account INTEGER NOT NULL REFERENCES accounts (id),
    head BLOB NOT NULL,
    -- Up to which event the newest anchor vouches for the timeline.
    anchored INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX tickets_reporter ON tickets (reporter, id);
CREATE INDEX tickets_open ON tickets (id) WHERE state NOT IN ('closed', 'cancelled');
CREATE INDEX tickets_account_open ON tickets (account) WHERE state NOT IN ('closed', 'cancelled');
CREATE INDEX tickets_outages ON tickets (opened_at) WHERE severity = 1;
CREATE INDEX tickets_to_anchor ON tickets (id) WHERE sequence > anchored;

CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    ticket INTEGER NOT NULL REFERENCES tickets (id),
    sequence INTEGER NOT NULL,
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    at INTEGER NOT NULL,
    "by" INTEGER,
    data TEXT NOT NULL,
    digest BLOB NOT NULL,
    hash BLOB NOT NULL,
    UNIQUE (ticket, sequence)
) STRICT;

CREATE TABLE personal (
    event INTEGER PRIMARY KEY,
    ticket INTEGER NOT NULL,
    salt BLOB NOT NULL,
    words TEXT NOT NULL
) STRICT;
CREATE INDEX personal_ticket ON personal (ticket);

CREATE TABLE anchors (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    digest BLOB NOT NULL
) STRICT;

CREATE TABLE anchored_heads (
    anchor INTEGER NOT NULL REFERENCES anchors (id),
    ticket INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    head BLOB NOT NULL,
    PRIMARY KEY (anchor, ticket)
) STRICT, WITHOUT ROWID;

CREATE TABLE timers (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    ticket INTEGER,
    conversation INTEGER,
    run INTEGER,
    data TEXT NOT NULL
) STRICT;
CREATE INDEX timers_due ON timers (due_at);
CREATE INDEX timers_ticket ON timers (ticket, kind) WHERE ticket IS NOT NULL;
CREATE INDEX timers_conversation ON timers (conversation, kind) WHERE conversation IS NOT NULL;

CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    ticket INTEGER NOT NULL REFERENCES tickets (id),
    cause TEXT NOT NULL,
    rung INTEGER NOT NULL,
    round INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    first INTEGER,
    ended_at INTEGER
) STRICT;
CREATE INDEX runs_ticket ON runs (ticket);

CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    lane INTEGER NOT NULL,
    kind TEXT NOT NULL,
    bot TEXT NOT NULL,
    chat TEXT NOT NULL,
    thread TEXT NOT NULL,
    chat_key TEXT NOT NULL,
    body TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    ticket INTEGER,
    person INTEGER,
    account INTEGER,
    page INTEGER,
    prompt INTEGER,
    press TEXT NOT NULL,
    silent INTEGER NOT NULL,
    not_after INTEGER,
    depends_on INTEGER,
    state TEXT NOT NULL,
    -- Counts the claims; only the newest may settle.
    attempt INTEGER NOT NULL DEFAULT 0,
    -- Wall time: not before this, held until then, on its way (or being retried) since.
    again_at INTEGER NOT NULL DEFAULT 0,
    claimed_until INTEGER,
    stuck_at INTEGER,
    -- Whether an earlier attempt may have arrived, and how often it was sent in spite of that.
    resent INTEGER NOT NULL DEFAULT 0,
    -- A page whose ticket was acknowledged while it was on its way: it is never tried again.
    withdrawn INTEGER NOT NULL DEFAULT 0,
    -- The stuck message of the same chat that this one went past.
    overtook INTEGER,
    external_id TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    settled_at INTEGER
) STRICT;
CREATE INDEX outbox_pending ON outbox (lane, id) WHERE state = 'pending';
CREATE INDEX outbox_chat ON outbox (chat_key, lane, id) WHERE state = 'pending';
CREATE INDEX outbox_late ON outbox (not_after) WHERE state = 'pending' AND not_after IS NOT NULL;
CREATE INDEX outbox_following ON outbox (depends_on) WHERE state = 'pending' AND depends_on IS NOT NULL;
CREATE INDEX outbox_stuck ON outbox (chat_key) WHERE stuck_at IS NOT NULL;
CREATE INDEX outbox_ticket ON outbox (ticket) WHERE ticket IS NOT NULL;
CREATE INDEX outbox_account ON outbox (account) WHERE account IS NOT NULL;
-- Many changes of a ticket are one edit of its card.
CREATE UNIQUE INDEX outbox_card ON outbox (ticket, chat_key) WHERE kind = 'card' AND state = 'pending';

CREATE TABLE pages (
    id INTEGER PRIMARY KEY,
    ticket INTEGER NOT NULL REFERENCES tickets (id),
    run INTEGER NOT NULL,
    rung INTEGER NOT NULL,
    round INTEGER NOT NULL,
    person INTEGER NOT NULL,
    outbox INTEGER NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX pages_ticket ON pages (ticket);

CREATE TABLE cards (
    ticket INTEGER NOT NULL REFERENCES tickets (id),
    chat_key TEXT NOT NULL,
    bot TEXT NOT NULL,
    chat TEXT NOT NULL,
    thread TEXT NOT NULL,
    language TEXT NOT NULL,
    prompt INTEGER,
    external_id TEXT NOT NULL,
    PRIMARY KEY (ticket, chat_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX cards_message ON cards (chat_key, external_id) WHERE external_id <> '';

CREATE TABLE throttles (
    key TEXT PRIMARY KEY,
    next_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE attachments (
    id INTEGER PRIMARY KEY,
    bot TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    mime TEXT NOT NULL,
    size INTEGER NOT NULL,
    remote TEXT NOT NULL,
    digest TEXT NOT NULL,
    state TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    person INTEGER NOT NULL,
    ticket INTEGER,
    conversation INTEGER,
    attempt INTEGER NOT NULL DEFAULT 0,
    -- Wall time: leased until, or put off until.
    claimed_until INTEGER NOT NULL DEFAULT 0,
    reason TEXT NOT NULL DEFAULT '',
    -- 1 once the other side of the ticket has been sent the file.
    handed_on INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX attachments_to_hand_on ON attachments (id) WHERE state = 'stored' AND handed_on = 0 AND ticket IS NOT NULL;
CREATE INDEX attachments_pending ON attachments (claimed_until) WHERE state = 'pending';
CREATE INDEX attachments_ticket ON attachments (ticket) WHERE ticket IS NOT NULL;
CREATE INDEX attachments_conversation ON attachments (conversation) WHERE conversation IS NOT NULL;
CREATE INDEX attachments_person ON attachments (person);
CREATE INDEX attachments_digest ON attachments (digest) WHERE digest <> '';

-- Files whose rows an erasure removed; the upkeep deletes them from the disk.
CREATE TABLE erased_files (
    digest TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE alarms (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL,
    at INTEGER NOT NULL,
    count INTEGER NOT NULL DEFAULT 1,
    last_at INTEGER NOT NULL DEFAULT 0,
    told_at INTEGER
) STRICT;
CREATE INDEX alarms_kind ON alarms (kind, at);
CREATE INDEX alarms_untold ON alarms (id) WHERE told_at IS NULL;

CREATE TABLE parked (
    id INTEGER PRIMARY KEY,
    bot TEXT NOT NULL,
    delivery_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    reason TEXT NOT NULL,
    payload BLOB NOT NULL
) STRICT;

CREATE TABLE invites (
    digest TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    roles TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER,
    person INTEGER
) STRICT, WITHOUT ROWID;

-- `id` is the order of arrival, which pruning follows.
CREATE TABLE inbox (
    id INTEGER PRIMARY KEY,
    bot TEXT NOT NULL,
    delivery_id TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 1,
    address TEXT NOT NULL,
    answer BLOB NOT NULL DEFAULT x'',
    raw BLOB NOT NULL DEFAULT x'',
    UNIQUE (bot, delivery_id)
) STRICT;
CREATE INDEX inbox_sender ON inbox (address);

-- The web channel's own messages; `id` grows with each change of an entry.
CREATE TABLE mailbox (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    chat TEXT NOT NULL,
    at INTEGER NOT NULL,
    author INTEGER NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (chat, key)
) STRICT;
CREATE INDEX mailbox_chat ON mailbox (chat, id);

-- Thin until the registry of customers and equipment comes.
CREATE TABLE customers (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    language TEXT NOT NULL DEFAULT '',
    zone TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE TABLE contacts (
    person INTEGER NOT NULL REFERENCES persons (id),
    customer TEXT NOT NULL REFERENCES customers (id),
    role TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (person, customer)
) STRICT, WITHOUT ROWID;

CREATE TABLE sites (
    id TEXT PRIMARY KEY,
    customer TEXT NOT NULL REFERENCES customers (id),
    name TEXT NOT NULL,
    zone TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE TABLE equipment (
    id TEXT PRIMARY KEY,
    site TEXT REFERENCES sites (id),
    name TEXT NOT NULL,
    serial TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
