-- What staff ask for: lists, searches, what waits for one of them, and the figures of a morning.

-- name: list_open
SELECT {tickets t} FROM tickets t
WHERE t.state NOT IN ('closed', 'cancelled')
    AND ($1 = 0 OR (t.kind = 'fault' AND t.severity = $1))
    AND ($2 = '' OR t.state = $2)
    AND ($3 = 0 OR (t.responded_at IS NULL AND t.respond_due_at < $3))
    AND ($4 = 0 OR t.assignee = $4)
ORDER BY t.severity, t.respond_due_at, t.id LIMIT $5;

-- The words of one who looks for a ticket, each as a pattern; the newest tickets alone are looked at.
-- name: list_found
SELECT {tickets t} FROM (SELECT * FROM tickets ORDER BY id DESC LIMIT $7) t
JOIN persons r ON r.id = t.reporter
WHERE (lower(r.name || ' ' || t.record) LIKE $1 ESCAPE '\' OR lower(t.number) LIKE $2 ESCAPE '\')
    AND (lower(r.name || ' ' || t.record) LIKE $3 ESCAPE '\' OR lower(t.number) LIKE $4 ESCAPE '\')
    AND (lower(r.name || ' ' || t.record) LIKE $5 ESCAPE '\' OR lower(t.number) LIKE $6 ESCAPE '\')
ORDER BY t.id DESC LIMIT $8;

-- name: names_of_persons
SELECT id, name FROM persons WHERE id IN (SELECT value FROM json_each($1));

-- Tickets nobody has taken for which this person was called, and the ladder still runs.
-- name: calls_to
SELECT {tickets t} FROM tickets t
WHERE t.state = 'new' AND EXISTS (
    SELECT 1 FROM pages p JOIN runs r ON r.id = p.run
    WHERE p.ticket = t.id AND p.person = $1 AND r.ended_at IS NULL
)
ORDER BY t.severity, t.respond_due_at LIMIT $2;

-- name: offers_to
SELECT {tickets t} FROM tickets t
WHERE t.offered_to = $1 AND t.state NOT IN ('closed', 'cancelled') ORDER BY t.severity, t.id LIMIT $2;

-- The newest words of the customers whose tickets this person has, where nobody has answered since.
-- name: words_unanswered
SELECT e.ticket, e.at, coalesce(p.words, '{}')
FROM tickets t
JOIN events e ON e.id = (
    SELECT w.id FROM events w
    WHERE w.ticket = t.id AND (w.kind = 'customer_wrote' OR (w.kind = 'attached' AND w.by = t.reporter))
    ORDER BY w.sequence DESC LIMIT 1
)
LEFT JOIN personal p ON p.event = e.id
WHERE t.assignee = $1 AND t.state NOT IN ('closed', 'cancelled') AND NOT EXISTS (
    SELECT 1 FROM events s
    WHERE s.ticket = t.id AND s.sequence > e.sequence
        AND s.kind IN ('staff_said', 'answered', 'waiting_started', 'on_site_announced', 'solved')
)
ORDER BY e.at LIMIT $2;

-- Persons with a chat whose telephone the platform vouched for, by the ways in which a number may be written.
-- name: callers
SELECT {persons p}, {accounts a} FROM persons p JOIN accounts a ON a.person = p.id
WHERE p.phone IN (SELECT value FROM json_each($1)) AND p.phone <> '' AND p.staff = '' AND a.bot <> $2
ORDER BY p.id, a.reachable DESC, a.id DESC;

-- name: ticket_of_caller
UPDATE tickets SET reporter = $2, account = $3 WHERE id = $1;

-- name: newest_list
SELECT {prompts} FROM prompts WHERE account = $1 AND state = 'list' ORDER BY id DESC LIMIT 1;

-- name: digest_open
SELECT t.assignee, t.severity, t.kind, count(*),
    sum(t.responded_at IS NULL AND t.respond_due_at < $1), sum(t.state = 'waiting'), sum(t.state = 'solved')
FROM tickets t WHERE t.state NOT IN ('closed', 'cancelled') GROUP BY t.assignee, t.severity, t.kind;

-- What was solved (and closed, or not yet) between $1 and $2, and the scores of what was closed then.
-- name: digest_day
SELECT
    (SELECT count(*) FROM tickets t WHERE t.state = 'solved' AND t.solved_at >= $1 AND t.solved_at < $2)
    + (SELECT count(*) FROM tickets t WHERE t.closed_at >= $1 AND t.solved_at >= $1 AND t.solved_at < $2),
    (SELECT count(*) FROM tickets t WHERE t.closed_at >= $1 AND t.closed_at < $2 AND t.score IS NOT NULL),
    (SELECT coalesce(sum(t.score), 0) FROM tickets t WHERE t.closed_at >= $1 AND t.closed_at < $2);

-- name: timers_of_digest
SELECT {timers} FROM timers WHERE kind = 'digest' ORDER BY id;

-- What lists have shown in web chats, and in messages; then what was looked for in them.
-- name: erase_lists_shown
UPDATE mailbox SET body = '{"text":""}' WHERE (chat, key) IN (
    SELECT o.chat, o.external_id FROM prompts p JOIN outbox o ON o.id = json_extract(p.answers, '$.row')
    WHERE p.state = 'list'
);

-- name: erase_lists
UPDATE outbox SET body = '{"text":""}' WHERE body <> '' AND state NOT IN ('pending', 'claimed') AND id IN (
    SELECT json_extract(p.answers, '$.row') FROM prompts p WHERE p.state = 'list'
);

-- name: erase_words_sought
UPDATE prompts SET answers = json_set(json_remove(answers, '$.words', '$.row'), '$.kind', 'open') WHERE state = 'list';
