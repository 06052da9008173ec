-- Many at once: what may go together, the list a group is shown in a rush, and what has left lately.

-- The calls that wait in a chat, the most urgent first.
-- name: calls_waiting
SELECT o.id, o.kind, coalesce(t.severity, 9), o.ticket, 0
FROM outbox o LEFT JOIN tickets t ON t.id = o.ticket
WHERE o.chat_key = $1 AND o.state = 'pending' AND o.lane = 0 AND o.page IS NOT NULL AND o.kind = 'send'
    AND o.due_at <= $2 AND o.again_at <= $3 AND o.depends_on IS NULL
ORDER BY coalesce(t.severity, 9), o.id
LIMIT 100;

-- What waits in the lane of cards: cards, lists, topics for cards, and plain notices.
-- name: drawings_waiting
SELECT o.id, o.kind, coalesce(t.severity, 9), o.ticket, coalesce(c.external_id <> '', 0)
FROM outbox o
LEFT JOIN tickets t ON t.id = o.ticket
LEFT JOIN cards c ON c.ticket = o.ticket AND c.chat_key = o.chat_key
WHERE o.chat_key = $1 AND o.state = 'pending' AND o.lane = 2
    AND o.due_at <= $2 AND o.again_at <= $3
    AND (o.depends_on IS NULL OR EXISTS (
        SELECT 1 FROM outbox d WHERE d.id = o.depends_on AND d.state IN ('sent', 'unknown')
    ))
ORDER BY o.id
LIMIT 300;

-- name: outbox_row
SELECT {outbox o}, o.attempt, o.resent FROM outbox o WHERE o.id = $1;

-- The tickets whose first card waits in a chat, the most urgent and then the newest first.
-- name: cards_to_come
SELECT {cards c}, {tickets t}, {prompts q}, coalesce(h.name, ''), r.name, a.bot
FROM outbox o
JOIN tickets t ON t.id = o.ticket
JOIN cards c ON c.ticket = t.id AND c.chat_key = o.chat_key AND c.external_id = ''
JOIN persons r ON r.id = t.reporter
JOIN accounts a ON a.id = t.account
LEFT JOIN persons h ON h.id = t.assignee
LEFT JOIN prompts q ON q.id = c.prompt
WHERE o.chat_key = $1 AND o.state = 'pending' AND o.kind = 'card'
ORDER BY t.severity, o.id DESC
LIMIT $2;

-- Which tickets these are, as a name for what a list would show.
-- name: rush_in
SELECT coalesce(group_concat(n.ticket), ''), count(*),
    (SELECT count(*) FROM outbox p WHERE p.chat_key = $1 AND p.kind = 'list' AND p.state IN ('pending', 'claimed'))
FROM (
    SELECT o.ticket FROM outbox o JOIN cards c ON c.ticket = o.ticket AND c.chat_key = o.chat_key
    WHERE o.chat_key = $1 AND o.state = 'pending' AND o.kind = 'card' AND c.external_id = ''
    ORDER BY o.id
) n;

-- The tickets of a message that carried several calls, as they stand now.
-- name: bundle_lines
SELECT {cards c}, {tickets t}, {prompts q}, coalesce(h.name, ''), r.name, a.bot
FROM outbox o
JOIN tickets t ON t.id = o.ticket
JOIN cards c ON c.ticket = t.id AND c.chat_key = o.chat_key
JOIN persons r ON r.id = t.reporter
JOIN accounts a ON a.id = t.account
LEFT JOIN persons h ON h.id = t.assignee
LEFT JOIN prompts q ON q.id = c.prompt
WHERE o.bundle = $1
ORDER BY t.severity, o.id;

-- name: message_of
SELECT external_id FROM outbox WHERE id = $1;

-- An edit of a message that was gone is a new message.
-- name: bundle_moved
UPDATE outbox SET external_id = $2
WHERE id = (SELECT b.depends_on FROM outbox b WHERE b.id = $1) AND external_id <> $2;

-- name: bundle_renewal_waits
SELECT 1 FROM outbox WHERE depends_on = $1 AND kind = 'bundle' AND state = 'pending';

-- A card that is one line of a message ($3) has none of its own until somebody needs it.
-- name: card_bundled
UPDATE cards SET external_id = '', bundle = $3 WHERE ticket = $1 AND chat_key = $2;

-- name: card_bundle
SELECT c.bundle, t.assignee IS NOT NULL AND t.assignee = b.person
FROM cards c JOIN tickets t ON t.id = c.ticket JOIN outbox b ON b.id = c.bundle
WHERE c.ticket = $1 AND c.chat_key = $2;

-- name: list_of
SELECT external_id, shown, drawn_at FROM lists WHERE chat_key = $1;

-- name: lists_open
SELECT bot, chat FROM lists;

-- name: throttles_after
SELECT key, next_at FROM throttles WHERE next_at > $1;

-- name: list_drawn
INSERT INTO lists (chat_key, bot, chat, external_id, shown, drawn_at)
SELECT chat_key, bot, chat, $2, $3, $4 FROM outbox WHERE id = $1
ON CONFLICT (chat_key) DO UPDATE SET
    external_id = excluded.external_id, shown = excluded.shown, drawn_at = excluded.drawn_at;

-- name: list_closed
DELETE FROM lists WHERE chat_key = $1;

-- name: sending_noted
INSERT INTO sendings (bot, chat, at, weight) VALUES ($1, $2, $3, $4);

-- name: sendings_since
SELECT bot, chat, at, weight FROM sendings WHERE at > $1 ORDER BY id;

-- name: sendings_prune
DELETE FROM sendings WHERE id <= (
    SELECT max(o.id) FROM (SELECT id, at FROM sendings ORDER BY id LIMIT 2000) o WHERE o.at < $1
);
