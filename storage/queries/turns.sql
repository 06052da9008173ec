-- A message in: the inbox, who it is from, and what a decision may ask beyond that.

-- name: inbox_take
INSERT INTO inbox (bot, delivery_id, received_at, address) VALUES ($1, $2, $3, $4)
ON CONFLICT (bot, delivery_id) DO NOTHING;

-- name: inbox_answer_of
SELECT answer FROM inbox WHERE bot = $1 AND delivery_id = $2;

-- name: inbox_answer
UPDATE inbox SET answer = $3 WHERE bot = $1 AND delivery_id = $2;

-- name: inbox_park
INSERT INTO inbox (bot, delivery_id, received_at, address, answer) VALUES ($1, $2, $3, '', $4)
ON CONFLICT (bot, delivery_id) DO UPDATE SET answer = excluded.answer;

-- name: facts
SELECT {accounts a}, {persons p}, {conversations c}, {prompts q}
FROM accounts a
JOIN persons p ON p.id = a.person
LEFT JOIN conversations c ON c.bot = $1 AND c.chat = $3 AND c.thread = $4 AND c.account = a.id
LEFT JOIN prompts q ON q.id = (
    SELECT n.id FROM prompts n
    WHERE n.account = a.id AND n.kind = 'asked' AND n.answered_at IS NULL
      AND (n.expires_at IS NULL OR n.expires_at > $5)
    ORDER BY n.id DESC LIMIT 1
)
WHERE a.bot = $1 AND a.address = $2;

-- name: prompt_by_token
SELECT {prompts} FROM prompts WHERE token = $1;

-- name: prompt_by_message
SELECT {prompts} FROM prompts WHERE chat_key = $1 AND external_id = $2 AND external_id <> '' ORDER BY id DESC LIMIT 1;

-- name: prompt_of_card
SELECT {prompts} FROM prompts WHERE id = (
    SELECT prompt FROM cards WHERE chat_key = $1 AND external_id = $2 AND external_id <> '' LIMIT 1
);

-- name: ticket_facts
SELECT {tickets t}, l.body, {persons p}, {accounts a}
FROM tickets t
JOIN policies l ON l.hash = t.policy
JOIN persons p ON p.id = t.reporter
JOIN accounts a ON a.id = t.account
WHERE t.id = $1;

-- name: ticket_id_by_number
SELECT id FROM tickets WHERE number = $1;

-- name: runs_of_ticket
SELECT {runs} FROM runs WHERE ticket = $1 ORDER BY id;

-- name: cards_of_ticket
SELECT {cards} FROM cards WHERE ticket = $1 ORDER BY chat_key;

-- name: open_tickets_of
SELECT id FROM tickets
WHERE reporter = $1 AND state NOT IN ('closed', 'cancelled') ORDER BY id DESC LIMIT 10;

-- The last closed ticket of somebody who will be asked how we did.
-- name: ticket_unrated_of
SELECT t.id FROM tickets t
WHERE t.reporter = $1 AND t.state = 'closed' AND t.score IS NULL
    AND EXISTS (SELECT 1 FROM timers s WHERE s.ticket = t.id AND s.kind = 'survey')
ORDER BY t.id DESC LIMIT 1;

-- name: open_tickets
SELECT {tickets} FROM tickets WHERE state NOT IN ('closed', 'cancelled') ORDER BY id DESC;

-- name: invite
SELECT {invites} FROM invites WHERE digest = $1;

-- name: guest_outages_since
SELECT count(*) FROM tickets t JOIN persons p ON p.id = t.reporter
WHERE t.severity = 1 AND t.opened_at >= $1 AND p.customer = '' AND p.staff = ''
    AND t.logged_by IS NULL;

-- name: open_outages_of_account
SELECT count(*) FROM tickets
WHERE account = $1 AND severity = 1 AND state NOT IN ('closed', 'cancelled');

-- name: timer
SELECT {timers} FROM timers WHERE id = $1;

-- name: timer_drop
DELETE FROM timers WHERE id = $1;

-- name: conversation_facts
SELECT {conversations c}, {accounts a}, {persons p}
FROM conversations c JOIN accounts a ON a.id = c.account JOIN persons p ON p.id = a.person
WHERE c.id = $1;
