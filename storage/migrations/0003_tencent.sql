-- What WeChat and WeCom need. New columns follow the ones a table had.

-- cards in WeCom: each code changes its card once, until it ends (wall)
CREATE TABLE card_codes (
    bot TEXT NOT NULL,
    external_id TEXT NOT NULL,
    code TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (bot, external_id, code)
) STRICT, WITHOUT ROWID;
CREATE INDEX card_codes_ending ON card_codes (expires_at);

-- tokens: who holds the lease (wall time) fetches the next one
CREATE TABLE platform_tokens (
    key TEXT PRIMARY KEY,
    token TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    lease_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- answers in the response, and what may still be sent to a person
-- How a message has left where that is counted: passive, service or template.
ALTER TABLE outbox ADD COLUMN route TEXT NOT NULL DEFAULT '';
CREATE INDEX outbox_kept ON outbox (chat_key) WHERE state = 'kept';
CREATE INDEX outbox_by_template ON outbox (external_id) WHERE route = 'template';
-- How many messages a contact of a person still lets us write to them, until when (wall time).
CREATE TABLE windows (
    bot TEXT NOT NULL,
    chat TEXT NOT NULL,
    kind TEXT NOT NULL,
    remaining INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    until_at INTEGER NOT NULL,
    PRIMARY KEY (bot, chat, kind)
) STRICT, WITHOUT ROWID;
-- Tickets of which staff were told that their reporter cannot be reached.
CREATE TABLE unreached (
    ticket INTEGER PRIMARY KEY,
    at INTEGER NOT NULL
) STRICT;

-- linked accounts: each account's newest code by its hash, wrong guesses, and which account was joined to whom
CREATE TABLE link_codes (
    account INTEGER PRIMARY KEY REFERENCES accounts (id),
    digest TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX link_codes_digest ON link_codes (digest);
CREATE TABLE link_guesses (
    id INTEGER PRIMARY KEY,
    account INTEGER NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX link_guesses_at ON link_guesses (at);
CREATE TABLE linkings (
    id INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES accounts (id),
    person INTEGER NOT NULL REFERENCES persons (id),
    person_before INTEGER NOT NULL REFERENCES persons (id),
    linked_at INTEGER NOT NULL,
    unlinked_at INTEGER
) STRICT;
CREATE INDEX linkings_person ON linkings (person) WHERE unlinked_at IS NULL;
