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
