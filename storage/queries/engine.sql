-- What the loops of the engine ask beside claims and leases.

-- A failing timer waits; it goes by its due time like any other.
-- name: timer_put_off
UPDATE timers SET due_at = $2 WHERE id = $1;

-- A page that cannot arrive ($1) calls the next at once ($2, desk time), unless somebody else was called beside them.
-- name: rung_now
UPDATE timers SET due_at = $2, data = $3
WHERE kind = 'rung' AND due_at > $2 AND (ticket, run) IN (
    SELECT p.ticket, p.run FROM pages p
    JOIN runs r ON r.id = p.run AND r.rung = p.rung AND r.round = p.round
    WHERE p.id = $1 AND NOT EXISTS (
        SELECT 1 FROM pages q JOIN outbox o ON o.id = q.outbox
        WHERE q.ticket = p.ticket AND q.run = p.run AND q.rung = p.rung AND q.round = p.round AND q.id <> p.id
            AND o.state NOT IN ('undeliverable', 'expired')
    )
);

-- A page ($4) that cannot arrive goes by the next route of its reader at once ($2, desk time), if there is one by which
-- they were not called at this rung, and none has reached them; a row when there is.
-- name: route_next
INSERT INTO timers (id, kind, due_at, ticket, run, data)
SELECT $1, 'route', $2, p.ticket, p.run, $3
FROM pages p JOIN runs r ON r.id = p.run AND r.ended_at IS NULL AND r.rung = p.rung AND r.round = p.round
WHERE p.id = $4 AND EXISTS (
    SELECT 1 FROM accounts a WHERE a.person = p.person AND a.reachable = 1 AND a.id NOT IN (
        SELECT o.account FROM pages q JOIN outbox o ON o.id = q.outbox
        WHERE q.run = p.run AND q.rung = p.rung AND q.round = p.round AND q.person = p.person AND o.account IS NOT NULL
    )
) AND NOT EXISTS (
    SELECT 1 FROM pages q JOIN outbox o ON o.id = q.outbox
    WHERE q.run = p.run AND q.rung = p.rung AND q.round = p.round AND q.person = p.person AND o.state = 'sent'
)
RETURNING id;

-- name: page_by_id
SELECT {pages} FROM pages WHERE id = $1;

-- By which accounts somebody was called at the rung of a page.
-- name: accounts_tried
SELECT o.account FROM pages p
JOIN pages q ON q.ticket = p.ticket AND q.run = p.run AND q.rung = p.rung AND q.round = p.round AND q.person = p.person
JOIN outbox o ON o.id = q.outbox
WHERE p.id = $1 AND o.account IS NOT NULL;

-- One row when this message was a page that went out although its ticket had been acknowledged meanwhile.
-- name: page_withdrawn
SELECT id FROM outbox WHERE id = $1 AND withdrawn = 1;

-- New tickets that nobody will be called for again.
-- name: tickets_unpaged
SELECT t.id, t.number FROM tickets t
WHERE t.state = 'new' AND t.state NOT IN ('closed', 'cancelled')
    AND NOT EXISTS (SELECT 1 FROM timers m WHERE m.ticket = t.id AND m.kind = 'rung')
    AND NOT EXISTS (SELECT 1 FROM runs r WHERE r.ticket = t.id AND r.ended_at IS NULL)
ORDER BY t.id;

-- name: parked_count
SELECT count(*) FROM parked;
