-- What Telegram to the last rule needs beside the first form. New columns follow the ones a table had.

-- members and groups
ALTER TABLE persons ADD COLUMN suspended_at INTEGER;
-- When what was wrong was mended; a later alarm of the kind is a new one.
ALTER TABLE alarms ADD COLUMN cleared_at INTEGER;
CREATE INDEX runs_going ON runs (ticket) WHERE ended_at IS NULL;
CREATE TABLE chats (
    bot TEXT NOT NULL,
    chat TEXT NOT NULL,
    configured TEXT NOT NULL,
    title TEXT NOT NULL,
    status TEXT NOT NULL,
    is_forum INTEGER NOT NULL,
    can_manage_topics INTEGER NOT NULL,
    can_write INTEGER NOT NULL,
    sees_all INTEGER NOT NULL,
    moved_to TEXT NOT NULL,
    checked_at INTEGER NOT NULL,
    PRIMARY KEY (bot, chat)
) STRICT, WITHOUT ROWID;

-- topics
ALTER TABLE cards ADD COLUMN opening INTEGER;
ALTER TABLE outbox ADD COLUMN reply_to TEXT NOT NULL DEFAULT '';
-- 1 once the topic it was meant for was gone: the next time it goes to the group itself.
ALTER TABLE outbox ADD COLUMN misplaced INTEGER NOT NULL DEFAULT 0;
ALTER TABLE attachments ADD COLUMN line TEXT NOT NULL DEFAULT '';
CREATE INDEX cards_topic ON cards (chat_key, thread) WHERE thread <> '';
CREATE INDEX cards_opening ON cards (opening) WHERE opening IS NOT NULL;

-- inbound
ALTER TABLE conversations ADD COLUMN burst_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN burst INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN gathering INTEGER;
ALTER TABLE steps ADD COLUMN message_id TEXT NOT NULL DEFAULT '';
ALTER TABLE steps ADD COLUMN ticket INTEGER;
ALTER TABLE steps ADD COLUMN outbox INTEGER;
ALTER TABLE persons ADD COLUMN blocked_at INTEGER;
CREATE TABLE gatherings (
    id INTEGER PRIMARY KEY,
    bot TEXT NOT NULL,
    chat TEXT NOT NULL,
    name TEXT NOT NULL,
    said TEXT NOT NULL,
    timer INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    attachment INTEGER,
    taken_at INTEGER,
    UNIQUE (bot, chat, name)
) STRICT;
CREATE INDEX gatherings_old ON gatherings (created_at);

-- staff at work by phone: calls written down, hand-overs, lists
ALTER TABLE tickets ADD COLUMN logged_by INTEGER;
ALTER TABLE tickets ADD COLUMN by_phone INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tickets ADD COLUMN offered_to INTEGER;
ALTER TABLE tickets ADD COLUMN offered_by INTEGER;
-- The message that this one replaces in place, "" when it is a new one.
ALTER TABLE outbox ADD COLUMN edits TEXT NOT NULL DEFAULT '';
CREATE INDEX persons_phone ON persons (phone) WHERE phone <> '';
CREATE INDEX tickets_closed ON tickets (closed_at) WHERE closed_at IS NOT NULL;
CREATE INDEX prompts_lists ON prompts (account, id) WHERE state = 'list';
CREATE INDEX timers_digest ON timers (id) WHERE kind = 'digest';

-- delivery
-- The message that carried this one along with others (its own id for the one that carries), and where a card went so.
ALTER TABLE outbox ADD COLUMN bundle INTEGER;
ALTER TABLE cards ADD COLUMN bundle INTEGER;
CREATE INDEX outbox_bundle ON outbox (bundle) WHERE bundle IS NOT NULL;
-- What has left lately (wall time): what a platform counts must be known again after a restart. Pruned by the minute.
CREATE TABLE sendings (
    id INTEGER PRIMARY KEY,
    bot TEXT NOT NULL,
    chat TEXT NOT NULL,
    at INTEGER NOT NULL,
    weight INTEGER NOT NULL
) STRICT;
-- In a rush a group has one list of the tickets whose cards wait; `shown` is what it showed last, `drawn_at` wall time.
CREATE TABLE lists (
    chat_key TEXT PRIMARY KEY,
    bot TEXT NOT NULL,
    chat TEXT NOT NULL,
    external_id TEXT NOT NULL,
    shown TEXT NOT NULL,
    drawn_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- the inbox: what a taken message did is kept, how it came is not (ADR 11); nobody is looked up by address any more
DROP INDEX inbox_sender;
ALTER TABLE inbox DROP COLUMN raw;
ALTER TABLE inbox DROP COLUMN attempts;
