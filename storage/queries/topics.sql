-- Topics of tickets in a forum: which ticket one is of, what follows it, and what takes the place of one that is gone.

-- name: ticket_of_topic
SELECT ticket FROM cards WHERE chat_key = $1 AND thread = $2 AND thread <> '' LIMIT 1;

-- name: erased_tickets_with_topics
SELECT DISTINCT t.id FROM tickets t JOIN cards c ON c.ticket = t.id
WHERE t.reporter = $1 AND t.record = '{}' AND t.state IN ('closed', 'cancelled') AND c.thread <> '' ORDER BY t.id;

-- name: topic_of_card
SELECT thread FROM cards WHERE ticket = $1 AND chat_key = $2 AND opening IS NOT NULL;

-- What was to follow a topic or a card ($1) goes all the same when that will never come; a mark of something that did
-- not arrive, or perhaps did not, becomes the words that say so.
-- name: outbox_freed
UPDATE outbox SET depends_on = NULL, kind = CASE kind WHEN 'mark' THEN 'send' ELSE kind END
WHERE state = 'pending' AND depends_on = $1 AND EXISTS (
    SELECT 1 FROM outbox d WHERE d.id = $1 AND d.state IN ('undeliverable', 'expired', 'unknown')
        AND (d.kind IN ('topic', 'card') OR outbox.kind = 'mark')
);

-- name: topic_opened
UPDATE cards SET thread = $2, external_id = '' WHERE opening = $1;

-- name: topic_refused
UPDATE cards SET thread = '', opening = NULL WHERE opening = $1;

-- No more topics are asked for in this group until we hear that we may.
-- name: chat_without_topics
UPDATE chats SET can_manage_topics = 0
WHERE (bot, chat) = (SELECT o.bot, o.chat FROM outbox o WHERE o.id = $1);

-- Counts how often a message ($1) lost its topic; the second time it goes to the group itself.
-- name: outbox_misplaced
UPDATE outbox SET
    misplaced = misplaced + 1,
    thread = CASE
        WHEN misplaced = 0 AND EXISTS (
            SELECT 1 FROM cards c WHERE c.ticket = outbox.ticket AND c.chat_key = outbox.bot || '/' || outbox.chat
                AND c.opening IS NOT NULL
        ) THEN '*'
        ELSE ''
    END
WHERE id = $1 AND attempt = $2 AND state IN ('claimed', 'pending')
RETURNING ticket, bot || '/' || chat, thread;

-- One row when this topic ($3) still was the ticket's: from now on it waits for the one asked for by $4.
-- name: topic_gone
UPDATE cards SET opening = $4, thread = '', external_id = ''
WHERE ticket = $1 AND chat_key = $2 AND thread = $3 AND opening IS NOT NULL;

-- A message of kind $2 about the ticket $3 in the chat $4 that has its card: it opens the topic, or goes into it.
-- name: outbox_beside
INSERT INTO outbox (
    id, lane, kind, bot, chat, thread, chat_key, body, due_at, created_at, ticket, press, silent, depends_on, state
)
SELECT $1, 2, $2, c.bot, c.chat, CASE $2 WHEN 'topic' THEN '' ELSE '*' END, c.chat_key, '', $5, $5, c.ticket, '', 0,
    CASE $2 WHEN 'topic' THEN NULL ELSE c.opening END, 'pending'
FROM cards c WHERE c.ticket = $3 AND c.chat_key = $4
ON CONFLICT (ticket, chat_key) WHERE kind = 'card' AND state = 'pending' DO NOTHING;

-- name: pending_card
SELECT id FROM outbox WHERE ticket = $1 AND chat_key = $2 AND kind = 'card' AND state = 'pending';

-- The new topic ($3) first, then the card ($4), then all else that is on its way there.
-- name: outbox_behind_card
UPDATE outbox SET depends_on = CASE WHEN id = $4 THEN $3 ELSE $4 END
WHERE ticket = $1 AND bot || '/' || chat = $2 AND state = 'pending' AND thread = '*' AND kind NOT IN ('topic', 'mark');

-- name: outbox_instead
UPDATE outbox SET kind = 'send', body = $3 WHERE id = $1 AND attempt = $2 AND state IN ('claimed', 'pending');

-- name: opening_of_card
SELECT opening FROM cards WHERE ticket = $1 AND chat_key = $2;
