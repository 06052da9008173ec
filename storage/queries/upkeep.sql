-- The rare writes of loops and commands.

-- name: meta_get
SELECT value FROM meta WHERE key = $1;

-- name: meta_set
INSERT INTO meta (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value;

-- $1 is wall time, $2 the end of the lease.
-- name: attachments_lease
UPDATE attachments SET attempt = attempt + 1, claimed_until = $2
WHERE id IN (
    SELECT id FROM attachments WHERE state = 'pending' AND claimed_until <= $1 ORDER BY claimed_until, id LIMIT $3
)
RETURNING {attachments}, attempt;

-- Nobody else fetches for this database: what is leased when it is opened was held by a process that died.
-- name: attachments_holder_died
UPDATE attachments SET claimed_until = 0 WHERE state = 'pending' AND claimed_until > 0;

-- name: attachment_stored
UPDATE attachments SET state = 'stored', digest = $2, size = $3, reason = ''
WHERE id = $1 AND state = 'pending';

-- name: attachments_to_hand_on
SELECT {attachments} FROM attachments
WHERE state = 'stored' AND handed_on = 0 AND ticket IS NOT NULL ORDER BY id LIMIT $1;

-- Files of a ticket, by their message, that are fetched for the first time and have come in since $1.
-- name: attachments_coming
SELECT ticket, person, created_at FROM attachments
WHERE state = 'pending' AND reason = '' AND ticket IS NOT NULL AND created_at > $1;

-- name: attachment_handed_on
UPDATE attachments SET handed_on = 1 WHERE id = $1;

-- name: attachment_is
UPDATE attachments SET mime = $2, kind = $3 WHERE id = $1;

-- name: attachment_failed
UPDATE attachments SET state = 'failed', reason = $2 WHERE id = $1 AND state = 'pending';

-- name: attachment_again
UPDATE attachments SET claimed_until = $2, reason = $3 WHERE id = $1 AND state = 'pending';

-- name: alarm_told
UPDATE alarms SET told_at = $2 WHERE id = $1;

-- name: parked_drop
DELETE FROM parked WHERE id = $1;

-- Arrivals are in the order of `id`: a bounded stretch from the oldest on, so that no turn is long.
-- name: inbox_prune
DELETE FROM inbox WHERE id <= (
    SELECT max(o.id) FROM (SELECT id, received_at FROM inbox ORDER BY id LIMIT 1000) o WHERE o.received_at < $1
);

-- name: throttles_prune
DELETE FROM throttles WHERE next_at < $1;

-- name: erased_file_gone
DELETE FROM erased_files WHERE digest = $1;

-- Messages that went past a stuck one of their chat, from $1 (an id) on.
-- name: outbox_overtaken
SELECT id, overtook, ticket, chat_key FROM outbox WHERE overtook IS NOT NULL AND id > $1 ORDER BY id LIMIT 100;
