-- Messages that are taken as one, and what an edited message had become.

-- name: gathering_by_name
SELECT {gatherings g}, f.ticket, f.conversation FROM gatherings g LEFT JOIN attachments f ON f.id = g.attachment
WHERE g.bot = $1 AND g.chat = $2 AND g.name = $3;

-- name: gathering
SELECT {gatherings g}, f.ticket, f.conversation FROM gatherings g LEFT JOIN attachments f ON f.id = g.attachment
WHERE g.id = $1;

-- The newest line that a message ($2) became in its conversation ($1), and what came after it.
-- name: steps_since_message
SELECT {steps} FROM steps WHERE conversation = $1 AND id >= (
    SELECT max(s.id) FROM steps s WHERE s.conversation = $1 AND s.message_id = $2
) ORDER BY id LIMIT 200;

-- name: timers_alike
SELECT data FROM timers WHERE ticket = $1 AND kind = $2 ORDER BY id;

-- When silence closes a ticket.
-- name: ticket_closes_at
SELECT due_at FROM timers WHERE ticket = $1 AND kind = 'close' ORDER BY due_at LIMIT 1;

-- name: outbox_external_id
SELECT external_id FROM outbox WHERE id = $1;

-- What came with an album is needed no longer than its message in the inbox.
-- name: gatherings_prune
DELETE FROM gatherings WHERE taken_at IS NOT NULL AND created_at < $1;
