-- Groups of staff, who belongs to them, and whom messages reach.

-- name: chats
SELECT {chats} FROM chats ORDER BY bot, chat;

-- name: chat
SELECT {chats} FROM chats WHERE bot = $1 AND chat = $2;

-- name: account_facts
SELECT {accounts a}, {persons p} FROM accounts a JOIN persons p ON p.id = a.person WHERE a.id = $1;

-- name: open_tickets_held
SELECT {tickets} FROM tickets WHERE assignee = $1 AND state NOT IN ('closed', 'cancelled') ORDER BY id DESC;

-- name: person_readmit
UPDATE persons SET suspended_at = NULL WHERE id = $1;

-- A card whose message is forgotten is sent anew.
-- name: cards_forget
UPDATE cards SET external_id = '' WHERE chat_key = $1 AND external_id <> '';

-- What waits for somebody ($1) who has left us says nothing more about tickets.
-- name: outbox_withhold
UPDATE outbox SET state = 'expired', reason = 'they have left the staff', stuck_at = NULL, settled_at = $2
WHERE state = 'pending' AND person = $1 AND ticket IS NOT NULL;

-- Where only somebody ($1) was called who is out of reach now, the next call is due at once ($2, desk time). Who lost
-- one account ($4, else null) and was called by another, or is about to be, is not out of reach.
-- name: rungs_without
UPDATE timers SET due_at = $2, data = $3
WHERE kind = 'rung' AND due_at > $2 AND (ticket, run) IN (
    SELECT r.ticket, r.id FROM runs r
    JOIN pages p ON p.ticket = r.ticket AND p.run = r.id AND p.rung = r.rung AND p.round = r.round
    WHERE r.ended_at IS NULL AND p.person = $1
        AND NOT EXISTS (
            SELECT 1 FROM pages q JOIN outbox o ON o.id = q.outbox
            WHERE q.ticket = p.ticket AND q.run = p.run AND q.rung = p.rung AND q.round = p.round
                AND (q.person <> $1 OR o.account <> $4)
                AND o.state NOT IN ('undeliverable', 'expired')
        )
        AND ($4 IS NULL OR NOT EXISTS (SELECT 1 FROM timers m WHERE m.kind = 'route' AND m.ticket = r.ticket))
);

-- An account ($4) that turned out to be lost is told about once: when it counted as reachable until now.
-- name: reach_lost
INSERT INTO timers (id, kind, due_at, data)
SELECT $1, 'reach', $2, $3 FROM accounts WHERE id = $4 AND reachable = 1;

-- One row for each alarm of a kind ($1) that stood until now ($2).
-- name: alarm_clear
UPDATE alarms SET cleared_at = $2 WHERE kind = $1 AND cleared_at IS NULL RETURNING id;
