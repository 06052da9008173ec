-- Accounts of one person: the codes that link them, and what a linking joins.

-- The account a code ($1, its hash) links at the instant $2.
-- name: link_code
SELECT {accounts a}, {persons p}
FROM link_codes c JOIN accounts a ON a.id = c.account JOIN persons p ON p.id = a.person
WHERE c.digest = $1 AND c.expires_at > $2
ORDER BY c.created_at DESC LIMIT 1;

-- name: link_code_asked
SELECT 1 FROM link_codes WHERE account = $1 AND expires_at > $2;

-- Wrong codes since $2: of one account, and of everybody.
-- name: link_guesses_since
SELECT coalesce(sum(account = $1), 0), count(*) FROM link_guesses WHERE at > $2;

-- name: link_guesses_prune
DELETE FROM link_guesses WHERE at < $1;

-- name: newest_tickets_of
SELECT id FROM tickets WHERE reporter = $1 ORDER BY id DESC LIMIT 100;

-- name: newest_tickets_by
SELECT id FROM tickets WHERE reporter = $1 AND account = $2 ORDER BY id DESC LIMIT 100;

-- The linking of a person ($1) that would be undone: that of the account they write with ($2), else the newest.
-- name: linking_to_undo
SELECT {linkings} FROM linkings WHERE person = $1 AND unlinked_at IS NULL ORDER BY account = $2 DESC, id DESC LIMIT 1;

-- Persons whose account belongs to this one ($1) now, and who may have tickets from before.
-- name: persons_joined
SELECT person_before FROM linkings WHERE person = $1 AND unlinked_at IS NULL;

-- Another account by which the reporter of a ticket is reached: whom its own ($2) does not reach.
-- name: account_instead
SELECT {accounts} FROM accounts WHERE person = $1 AND id <> $2 AND reachable = 1 AND bot <> 'phone:calls'
ORDER BY id DESC LIMIT 1;

-- What an account ($1) did not get about tickets, at the instant $2 or since, and what still waits for it, goes to
-- another one of the same person; the buttons with it.
-- name: prompts_redirect
UPDATE prompts SET account = $3, scope = 'account:' || $3
WHERE answered_at IS NULL AND id IN (
    SELECT o.prompt FROM outbox o
    WHERE o.account = $1 AND o.kind = 'send' AND o.ticket IS NOT NULL AND o.edits = ''
        AND (o.state IN ('pending', 'kept') OR (o.state = 'undeliverable' AND o.settled_at >= $2))
);

-- name: outbox_redirect
UPDATE outbox SET
    bot = $4, chat = $5, thread = '', chat_key = $6, account = $3, reply_to = '',
    state = 'pending', again_at = 0, stuck_at = NULL, claimed_until = NULL, settled_at = NULL,
    reason = 'sent to another account of theirs'
WHERE account = $1 AND kind = 'send' AND ticket IS NOT NULL AND edits = ''
    AND (state IN ('pending', 'kept') OR (state = 'undeliverable' AND settled_at >= $2));

-- name: link_code_rows
SELECT {link_codes} FROM link_codes ORDER BY account;
