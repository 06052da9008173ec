-- What an erasure removes of a person ($1). Their open tickets stay whole until they end; the chain keeps its digests.

-- name: erase_personal
DELETE FROM personal WHERE ticket IN (
    SELECT id FROM tickets WHERE reporter = $1 AND state IN ('closed', 'cancelled')
);

-- name: erase_tickets
UPDATE tickets SET record = '{}', waiting_for = ''
WHERE reporter = $1 AND state IN ('closed', 'cancelled');

-- name: erase_steps
UPDATE steps SET said = '' WHERE said <> '' AND conversation IN (
    SELECT c.id FROM conversations c JOIN accounts a ON a.id = c.account WHERE a.person = $1
);

-- name: erase_conversations
UPDATE conversations SET answers = '{}', suspended = '[]', flow = '', version = 0, state = '', ticket = NULL
WHERE account IN (SELECT id FROM accounts WHERE person = $1)
    AND NOT EXISTS (
        SELECT 1 FROM tickets t WHERE t.id = conversations.ticket AND t.state NOT IN ('closed', 'cancelled')
    );

-- name: erase_parked
UPDATE parked SET payload = x'' WHERE EXISTS (
    SELECT 1 FROM inbox i JOIN accounts a ON a.address = i.address AND a.bot = i.bot
    WHERE a.person = $1 AND i.bot = parked.bot AND i.delivery_id = parked.delivery_id
);

-- name: erase_inbox
UPDATE inbox SET raw = x'' WHERE id IN (
    SELECT i.id FROM inbox i JOIN accounts a ON a.address = i.address AND a.bot = i.bot WHERE a.person = $1
);

-- name: erase_mailbox
UPDATE mailbox SET body = '{"text":""}' WHERE id IN (
    SELECT m.id FROM mailbox m JOIN accounts a ON a.chat = m.chat WHERE a.person = $1
    UNION
    SELECT m.id FROM mailbox m
    JOIN outbox o ON o.chat = m.chat AND o.external_id = m.key
    JOIN tickets t ON t.id = o.ticket
    WHERE t.reporter = $1 AND t.state IN ('closed', 'cancelled')
);

-- name: erase_outbox_of_accounts
UPDATE outbox SET body = '{"text":""}' WHERE body <> '' AND state NOT IN ('pending', 'claimed')
    AND account IN (SELECT id FROM accounts WHERE person = $1);

-- name: erase_outbox_of_tickets
UPDATE outbox SET body = '{"text":""}' WHERE body <> '' AND state NOT IN ('pending', 'claimed')
    AND ticket IN (SELECT id FROM tickets WHERE reporter = $1 AND state IN ('closed', 'cancelled'));

-- name: erase_remember_files
INSERT INTO erased_files (digest)
SELECT DISTINCT f.digest FROM attachments f WHERE f.digest <> '' AND (
    f.person = $1 AND NOT EXISTS (
        SELECT 1 FROM tickets t WHERE t.id = f.ticket AND t.state NOT IN ('closed', 'cancelled')
    )
    OR f.ticket IN (SELECT id FROM tickets WHERE reporter = $1 AND state IN ('closed', 'cancelled'))
)
ON CONFLICT (digest) DO NOTHING;

-- name: erase_attachments
DELETE FROM attachments WHERE
    person = $1 AND NOT EXISTS (
        SELECT 1 FROM tickets t WHERE t.id = attachments.ticket AND t.state NOT IN ('closed', 'cancelled')
    )
    OR ticket IN (SELECT id FROM tickets WHERE reporter = $1 AND state IN ('closed', 'cancelled'));

-- name: erase_accounts
UPDATE accounts SET name = '' WHERE person = $1;

-- name: erase_person
UPDATE persons SET name = '', phone = '', forgotten_at = coalesce(forgotten_at, $2) WHERE id = $1;
