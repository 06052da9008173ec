-- What an erasure removes of a person ($1): all from before they came back ($2, desk time), or all there is. Their open
-- tickets stay whole until they end; the chain keeps its digests.

-- Whoever reports anew after asking to be forgotten begins anew.
-- name: erase_until
SELECT min(t.opened_at) FROM tickets t JOIN persons p ON p.id = t.reporter
WHERE p.id = $1 AND t.opened_at > p.forgotten_at;

-- name: erase_personal
DELETE FROM personal WHERE ticket IN (
    SELECT id FROM tickets WHERE reporter = $1 AND opened_at < $2 AND state IN ('closed', 'cancelled')
);

-- name: erase_tickets
UPDATE tickets SET record = '{}', waiting_for = ''
WHERE reporter = $1 AND opened_at < $2 AND state IN ('closed', 'cancelled');

-- name: erase_steps
UPDATE steps SET said = '' WHERE said <> '' AND at < $2 AND conversation IN (
    SELECT c.id FROM conversations c JOIN accounts a ON a.id = c.account WHERE a.person = $1
);

-- What staff typed about their tickets, in talks of their own.
-- name: erase_steps_of_tickets
UPDATE steps SET said = '' WHERE said <> ''
    AND conversation IN (
        SELECT c.id FROM tickets t
        JOIN events e ON e.ticket = t.id
        JOIN accounts a ON a.person = e."by"
        JOIN conversations c ON c.account = a.id
        WHERE t.reporter = $1 AND t.opened_at < $2 AND t.state IN ('closed', 'cancelled')
    )
    AND ticket IN (
        SELECT id FROM tickets WHERE reporter = $1 AND opened_at < $2 AND state IN ('closed', 'cancelled')
    );

-- While a call is written down its words are of no ticket yet: all that those have typed so who took one of this
-- person's calls goes, since nothing tells which was whose.
-- name: erase_steps_of_calls
UPDATE steps SET said = '' WHERE said <> '' AND flow = 'log_call' AND conversation IN (
    SELECT c.id FROM tickets t
    JOIN accounts a ON a.person = t.logged_by
    JOIN conversations c ON c.account = a.id
    WHERE t.reporter = $1 AND t.opened_at < $2 AND t.state IN ('closed', 'cancelled')
);

-- The questions and summaries of such calls; in web chats first, which are found by them.
-- name: erase_mailbox_of_calls
UPDATE mailbox SET body = '{"text":""}' WHERE (chat, key) IN (
    SELECT o.chat, o.external_id FROM tickets t
    JOIN accounts a ON a.person = t.logged_by
    JOIN outbox o ON o.account = a.id
    JOIN prompts p ON p.id = o.prompt
    WHERE p.flow = 'log_call' AND o.external_id <> ''
        AND t.reporter = $1 AND t.opened_at < $2 AND t.state IN ('closed', 'cancelled')
);

-- name: erase_outbox_of_calls
UPDATE outbox SET body = '{"text":""}' WHERE body <> '' AND state NOT IN ('pending', 'claimed') AND id IN (
    SELECT o.id FROM tickets t
    JOIN accounts a ON a.person = t.logged_by
    JOIN outbox o ON o.account = a.id
    JOIN prompts p ON p.id = o.prompt
    WHERE p.flow = 'log_call'
        AND t.reporter = $1 AND t.opened_at < $2 AND t.state IN ('closed', 'cancelled')
);

-- name: erase_conversations
UPDATE conversations SET answers = '{}', suspended = '[]', flow = '', version = 0, state = '', ticket = NULL
WHERE updated_at < $2 AND account IN (SELECT id FROM accounts WHERE person = $1)
    AND NOT EXISTS (
        SELECT 1 FROM tickets t WHERE t.id = conversations.ticket AND t.state NOT IN ('closed', 'cancelled')
    );

-- name: erase_gatherings
DELETE FROM gatherings WHERE created_at < $2 AND EXISTS (
    SELECT 1 FROM accounts a WHERE a.person = $1 AND a.bot = gatherings.bot AND a.chat = gatherings.chat
);

-- name: erase_parked
UPDATE parked SET payload = x'' WHERE EXISTS (
    SELECT 1 FROM inbox i JOIN accounts a ON a.address = i.address AND a.bot = i.bot
    WHERE a.person = $1 AND i.received_at < $2 AND i.bot = parked.bot AND i.delivery_id = parked.delivery_id
);

-- name: erase_mailbox
UPDATE mailbox SET body = '{"text":""}' WHERE id IN (
    SELECT m.id FROM mailbox m JOIN accounts a ON a.chat = m.chat WHERE a.person = $1 AND m.at < $2
    UNION
    SELECT m.id FROM mailbox m
    JOIN outbox o ON o.chat = m.chat AND o.external_id = m.key
    JOIN tickets t ON t.id = o.ticket
    WHERE t.reporter = $1 AND t.opened_at < $2 AND t.state IN ('closed', 'cancelled')
);

-- name: erase_outbox_of_accounts
UPDATE outbox SET body = '{"text":""}' WHERE body <> '' AND state NOT IN ('pending', 'claimed') AND created_at < $2
    AND account IN (SELECT id FROM accounts WHERE person = $1);

-- name: erase_outbox_of_tickets
UPDATE outbox SET body = '{"text":""}' WHERE body <> '' AND state NOT IN ('pending', 'claimed')
    AND ticket IN (
        SELECT id FROM tickets WHERE reporter = $1 AND opened_at < $2 AND state IN ('closed', 'cancelled')
    );

-- name: erase_remember_files
INSERT INTO erased_files (digest)
SELECT DISTINCT f.digest FROM attachments f WHERE f.digest <> '' AND (
    f.person = $1 AND f.created_at < $2 AND NOT EXISTS (
        SELECT 1 FROM tickets t
        WHERE t.id = f.ticket AND (t.opened_at >= $2 OR t.state NOT IN ('closed', 'cancelled'))
    )
    OR f.ticket IN (
        SELECT id FROM tickets WHERE reporter = $1 AND opened_at < $2 AND state IN ('closed', 'cancelled')
    )
)
ON CONFLICT (digest) DO NOTHING;

-- name: erase_attachments
DELETE FROM attachments WHERE
    person = $1 AND created_at < $2 AND NOT EXISTS (
        SELECT 1 FROM tickets t
        WHERE t.id = attachments.ticket AND (t.opened_at >= $2 OR t.state NOT IN ('closed', 'cancelled'))
    )
    OR ticket IN (SELECT id FROM tickets WHERE reporter = $1 AND opened_at < $2 AND state IN ('closed', 'cancelled'));

-- name: erase_accounts
UPDATE accounts SET name = '' WHERE person = $1;

-- name: erase_person
UPDATE persons SET name = '', phone = '', forgotten_at = coalesce(forgotten_at, $2) WHERE id = $1;
