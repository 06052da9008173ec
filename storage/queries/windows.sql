-- What a platform lets us write to a person who has turned to us, and what waits until they do so again.
-- `opened_at` and `until_at` are wall time; `message` and `touch` are the kinds of contact.

-- What has left for the chat since the contact was made ($7), or is on its way, counts to it already: we learn of it
-- after the platform. Of all that has left only the newest need be looked at.
-- name: window_open
INSERT INTO windows (bot, chat, kind, remaining, opened_at, until_at)
SELECT $1, $2, $3, max(0, $4 - max(
    (
        SELECT coalesce(sum(s.weight), 0) FROM sendings s
        WHERE s.id > (SELECT max(n.id) FROM sendings n) - 2000 AND s.bot = $1 AND s.chat = $2 AND s.at >= $7
    ),
    (
        SELECT count(DISTINCT coalesce(f.bundle, f.id)) FROM outbox f
        WHERE f.chat_key = $1 || '/' || $2 AND f.stuck_at IS NOT NULL AND f.state = 'claimed'
    )
)), $5, $6
WHERE true
ON CONFLICT (bot, chat, kind) DO UPDATE SET
    remaining = excluded.remaining, opened_at = excluded.opened_at, until_at = excluded.until_at;

-- name: windows_close
DELETE FROM windows WHERE bot = $1 AND chat = $2;

-- What a message ($1) found closed is closed for all of its chat, but for contacts since it left ($2).
-- name: windows_found_closed
DELETE FROM windows
WHERE (bot, chat) IN (SELECT o.bot, o.chat FROM outbox o WHERE o.id = $1) AND opened_at <= $2;

-- name: windows_left
SELECT kind, remaining FROM windows WHERE bot = $1 AND chat = $2 AND until_at > $3 AND remaining > 0;

-- Nobody says to which of two contacts a platform counts a message: it is counted to both.
-- name: window_spend
UPDATE windows SET remaining = max(0, remaining - $3) WHERE bot = $1 AND chat = $2;

-- A platform that was too busy for a message ($1) has not counted it; it left at $4, and was paid for by a contact
-- before that.
-- name: window_refund
UPDATE windows SET remaining = remaining + $3
WHERE kind = $2 AND opened_at <= $4 AND (bot, chat) IN (SELECT o.bot, o.chat FROM outbox o WHERE o.id = $1);

-- name: windows_prune
DELETE FROM windows WHERE until_at < $1;

-- What waits in a chat and may go, and what is kept for it, the oldest first.
-- name: parcels
SELECT {outbox o}, o.attempt, o.resent, coalesce(p.flow, ''), o.route
FROM outbox o LEFT JOIN prompts p ON p.id = o.prompt
WHERE o.id IN (
    SELECT w.id FROM outbox w
    WHERE w.chat_key = $1 AND w.state = 'pending' AND w.due_at <= $2 AND w.again_at <= $3
        AND w.kind NOT IN ('mark', 'answer_press') AND (w.not_after IS NULL OR w.not_after >= $2)
        AND (w.depends_on IS NULL OR EXISTS (
            SELECT 1 FROM outbox d WHERE d.id = w.depends_on AND d.state IN ('sent', 'unknown')
        ))
    UNION ALL
    SELECT k.id FROM outbox k WHERE k.chat_key = $1 AND k.state = 'kept'
)
ORDER BY o.id LIMIT 100;

-- name: outbox_routed
UPDATE outbox SET route = $2 WHERE id = $1;

-- name: outbox_keep
UPDATE outbox SET state = 'kept', reason = 'kept until they turn to us', stuck_at = NULL, settled_at = $2
WHERE id = $1 AND state IN ('pending', 'kept');

-- name: outbox_unkeep
UPDATE outbox SET state = 'pending', reason = '', settled_at = NULL, again_at = 0 WHERE chat_key = $1 AND state = 'kept';

-- Staff are told once of each ticket whose reporter cannot be reached, and once again after they turned to us.
-- name: unreached_noted
INSERT INTO unreached (ticket, at) VALUES ($1, $2) ON CONFLICT (ticket) DO NOTHING RETURNING ticket;

-- name: unreached_over
DELETE FROM unreached WHERE ticket IN (
    SELECT t.id FROM accounts a JOIN tickets t ON t.reporter = a.person AND t.account = a.id
    WHERE a.bot = $1 AND a.chat = $2
);

-- An answer that may go out in the response to a message: nobody knows whether it did until its channel says so.
-- name: outbox_hold
UPDATE outbox SET again_at = $2, resent = 1 WHERE id = $1;

-- A repeat of the message gets the same answer for as long as nobody else has taken it up.
-- name: outbox_held
SELECT body, state, attempt, resent FROM outbox WHERE id = $1;

-- name: outbox_hold_longer
UPDATE outbox SET again_at = max(again_at, $2) WHERE id = $1 AND state = 'pending' AND attempt = 0;

-- name: outbox_answered
UPDATE outbox SET state = 'sent', route = 'passive', resent = 0, settled_at = $2
WHERE id = $1 AND state = 'pending' AND attempt = 0 RETURNING id;

-- name: outbox_unanswered
UPDATE outbox SET again_at = 0, resent = 0
WHERE id = $1 AND state = 'pending' AND attempt = 0 AND resent = 1 RETURNING id;

-- name: ticket_row
SELECT {tickets} FROM tickets WHERE id = $1;

-- name: erase_windows
DELETE FROM windows WHERE EXISTS (
    SELECT 1 FROM accounts a WHERE a.person = $1 AND a.bot = windows.bot AND a.chat = windows.chat
);

-- What is kept for somebody who is forgotten will never be read.
-- name: erase_kept
UPDATE outbox SET state = 'expired', reason = 'forgotten', body = '{"text":""}'
WHERE state = 'kept' AND account IN (SELECT id FROM accounts WHERE person = $1) AND created_at < $2;
