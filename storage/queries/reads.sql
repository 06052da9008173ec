-- Lists for people, loops and pages; where a row class is named in braces, its columns come first and in its order.

-- name: roster
SELECT {persons p}, {accounts a}
FROM persons p LEFT JOIN accounts a ON a.person = p.id
WHERE p.staff <> '' ORDER BY p.staff, a.id;

-- name: person_by_id
SELECT {persons} FROM persons WHERE id = $1;

-- name: persons_by_staff
SELECT {persons} FROM persons WHERE staff = $1 AND staff <> '';

-- name: account_by_address
SELECT {accounts a}, {persons p} FROM accounts a JOIN persons p ON p.id = a.person
WHERE a.bot = $1 AND a.address = $2;

-- name: accounts_of_person
SELECT {accounts} FROM accounts WHERE person = $1 ORDER BY id;

-- name: persons_of_bot
SELECT {accounts a}, {persons p} FROM accounts a JOIN persons p ON p.id = a.person WHERE a.bot = $1 ORDER BY a.id;

-- name: tickets_open
SELECT {tickets t}, r.name, coalesce(h.name, '')
FROM tickets t JOIN persons r ON r.id = t.reporter LEFT JOIN persons h ON h.id = t.assignee
WHERE t.state NOT IN ('closed', 'cancelled') ORDER BY t.id DESC;

-- name: tickets_after
SELECT {tickets} FROM tickets WHERE id > $1 ORDER BY id LIMIT $2;

-- name: ticket_by_number
SELECT {tickets t}, r.name, coalesce(h.name, '')
FROM tickets t JOIN persons r ON r.id = t.reporter LEFT JOIN persons h ON h.id = t.assignee
WHERE t.number = $1;

-- name: newest_open_ticket_of_account
SELECT {tickets} FROM tickets
WHERE account = $1 AND state NOT IN ('closed', 'cancelled') ORDER BY id DESC LIMIT 1;

-- name: newest_ticket_of_account
SELECT {tickets} FROM tickets WHERE reporter = (SELECT person FROM accounts WHERE id = $1) AND account = $1
ORDER BY id DESC LIMIT 1;

-- name: ticket_counts
SELECT kind, severity, state, count(*) FROM tickets GROUP BY kind, severity, state;

-- name: events_of_ticket
SELECT {events e}, p.salt, p.words
FROM events e LEFT JOIN personal p ON p.event = e.id
WHERE e.ticket = $1 ORDER BY e.sequence;

-- name: pages_of_ticket
SELECT {pages p}, n.name, o.state, o.settled_at, o.attempt, o.resent, o.overtook
FROM pages p JOIN outbox o ON o.id = p.outbox LEFT JOIN persons n ON n.id = p.person
WHERE p.ticket = $1 ORDER BY p.id;

-- name: attachments_of_ticket
SELECT {attachments} FROM attachments WHERE ticket = $1 ORDER BY id;

-- name: open_without_timer
SELECT t.id, t.number, t.state, t.respond_due_at FROM tickets t
WHERE t.state NOT IN ('closed', 'cancelled')
    AND NOT EXISTS (SELECT 1 FROM timers m WHERE m.ticket = t.id)
    AND t.respond_due_at < $1 AND t.responded_at IS NULL;

-- name: timers_due
SELECT id FROM timers WHERE due_at <= $1 ORDER BY due_at, id LIMIT $2;

-- name: timer_next_due
SELECT min(due_at) FROM timers;

-- name: timers_of_ticket
SELECT {timers} FROM timers WHERE ticket = $1 ORDER BY due_at, id;

-- name: outbox_by_state
SELECT {outbox}, attempt, external_id, reason, settled_at FROM outbox WHERE state = $1 ORDER BY id DESC LIMIT $2;

-- name: outbox_of_ticket
SELECT {outbox}, attempt, external_id, reason, settled_at FROM outbox WHERE ticket = $1 ORDER BY id;

-- name: outbox_counts
SELECT lane, state, count(*) FROM outbox WHERE state = 'pending' GROUP BY lane, state
UNION ALL
SELECT lane, state, count(*) FROM outbox WHERE stuck_at IS NOT NULL AND state = 'claimed' GROUP BY lane, state
UNION ALL
SELECT lane, state, count(*) FROM outbox WHERE state = 'kept' GROUP BY lane, state;

-- name: outbox_oldest_page
SELECT min(created_at) FROM (
    SELECT created_at FROM outbox WHERE state = 'pending' AND lane = 0 AND due_at <= $1
    UNION ALL
    SELECT created_at FROM outbox WHERE stuck_at IS NOT NULL AND state = 'claimed' AND lane = 0
);

-- When, by desk and by wall time, the earliest of what still waits may go, if no throttle holds it longer.
-- name: outbox_next
SELECT min(due_at), min(again_at) FROM outbox WHERE state = 'pending';

-- name: alarms_untold
SELECT {alarms}, count, last_at FROM alarms WHERE told_at IS NULL ORDER BY id;

-- name: alarms_newest
SELECT {alarms}, count, last_at FROM alarms ORDER BY id DESC LIMIT $1;

-- name: parked
SELECT {parked} FROM parked ORDER BY id;

-- name: parked_by_id
SELECT {parked} FROM parked WHERE id = $1;

-- name: conversation_states
SELECT flow, version, state, count(*) FROM conversations WHERE flow <> '' GROUP BY flow, version, state;

-- name: conversations_suspended
SELECT suspended, count(*) FROM conversations WHERE suspended <> '[]' GROUP BY suspended;

-- name: prompt_flows
SELECT flow, version, state, count(*) FROM prompts
WHERE flow <> '' AND kind = 'asked' AND answered_at IS NULL GROUP BY flow, version, state;

-- name: conversations_of_account
SELECT {conversations} FROM conversations WHERE account = $1 ORDER BY id;

-- name: steps_of_conversation
SELECT {steps} FROM steps WHERE conversation = $1 ORDER BY id;

-- name: policy
SELECT {policies} FROM policies WHERE hash = $1;

-- name: invites_open
SELECT {invites} FROM invites WHERE used_at IS NULL AND expires_at > $1 ORDER BY created_at;

-- name: prompts_by_id
SELECT {prompts} FROM prompts WHERE id = $1;

-- name: file_of_account
SELECT name, mime, kind, size FROM attachments WHERE digest = $1 AND digest <> '' AND person = $2 LIMIT 1;

-- name: file_by_digest
SELECT name, mime, kind, size FROM attachments WHERE digest = $1 AND digest <> '' LIMIT 1;

-- name: file_in_chat
SELECT 1 FROM mailbox WHERE chat = $1 AND instr(body, $2) > 0 LIMIT 1;

-- name: erased_files
SELECT f.digest FROM erased_files f
WHERE NOT EXISTS (SELECT 1 FROM attachments a WHERE a.digest = f.digest AND a.digest <> '') ORDER BY f.digest;
