-- A group that has another id from now on: $1 is the bot, $2 the old id, $3 the new one.
-- Messages keep neither their numbers nor their place: what pointed at one points at nothing, rather than at another.

-- name: move_chat_from
INSERT INTO chats (
    bot, chat, configured, title, status, is_forum, can_manage_topics, can_write, sees_all, moved_to, checked_at
)
VALUES ($1, $2, $2, '', '', 0, 0, 1, 1, $3, 0)
ON CONFLICT (bot, chat) DO UPDATE SET moved_to = excluded.moved_to;

-- name: move_chat_to
INSERT INTO chats (
    bot, chat, configured, title, status, is_forum, can_manage_topics, can_write, sees_all, moved_to, checked_at
)
SELECT o.bot, $3, o.configured, o.title, o.status, 0, o.can_manage_topics, o.can_write, o.sees_all, '', 0
FROM chats o WHERE o.bot = $1 AND o.chat = $2
ON CONFLICT (bot, chat) DO UPDATE SET configured = excluded.configured;

-- name: move_conversations
UPDATE conversations SET chat = $3
WHERE bot = $1 AND chat = $2 AND NOT EXISTS (
    SELECT 1 FROM conversations n
    WHERE n.bot = $1 AND n.chat = $3 AND n.thread = conversations.thread AND n.account = conversations.account
);

-- What an album that is still gathered answers is found under a name that no message of the new group can have.
-- name: move_gathered_replies
UPDATE prompts SET chat_key = $1 || '/' || $3, scope = 'chat:' || $1 || '/' || $3, external_id = 'moved-' || (
    SELECT min(json_extract(g.said, '$.reply_to')) FROM gatherings g
    WHERE g.bot = $1 AND g.chat = $2 AND g.taken_at IS NULL AND json_extract(g.said, '$.reply_to') IN (
        prompts.external_id, (SELECT c.external_id FROM cards c WHERE c.prompt = prompts.id)
    )
)
WHERE id IN (
    SELECT p.id FROM gatherings g JOIN prompts p
        ON p.chat_key = $1 || '/' || $2 AND p.external_id = json_extract(g.said, '$.reply_to')
    WHERE g.bot = $1 AND g.chat = $2 AND g.taken_at IS NULL AND p.external_id <> ''
    UNION
    SELECT c.prompt FROM gatherings g JOIN cards c
        ON c.chat_key = $1 || '/' || $2 AND c.external_id = json_extract(g.said, '$.reply_to')
    WHERE g.bot = $1 AND g.chat = $2 AND g.taken_at IS NULL AND c.external_id <> ''
);

-- name: move_gatherings
UPDATE gatherings SET chat = $3, said = json_set(
    said, '$.chat', $3, '$.thread', '', '$.message_id', '',
    '$.reply_to', CASE json_extract(said, '$.reply_to') WHEN '' THEN '' ELSE 'moved-' || json_extract(said, '$.reply_to') END
)
WHERE bot = $1 AND chat = $2 AND taken_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM gatherings n WHERE n.bot = $1 AND n.chat = $3 AND n.name = gatherings.name
);

-- name: move_prompts
UPDATE prompts SET scope = 'chat:' || $1 || '/' || $3
WHERE scope = 'chat:' || $1 || '/' || $2 AND (
    (chat_key = $1 || '/' || $2 AND external_id <> '')
    OR id IN (SELECT c.prompt FROM cards c WHERE c.chat_key = $1 || '/' || $2)
    OR id IN (
        SELECT o.prompt FROM outbox o
        WHERE o.bot = $1 AND o.chat = $2 AND o.prompt IS NOT NULL AND (o.state = 'pending' OR o.stuck_at IS NOT NULL)
    )
);

-- name: move_prompts_sent
UPDATE prompts SET chat_key = $1 || '/' || $3, external_id = ''
WHERE chat_key = $1 || '/' || $2 AND external_id <> '';

-- name: move_cards
UPDATE cards SET chat = $3, chat_key = $1 || '/' || $3, external_id = '', thread = '', opening = NULL,
    bundle = NULL
WHERE chat_key = $1 || '/' || $2 AND NOT EXISTS (
    SELECT 1 FROM cards n WHERE n.ticket = cards.ticket AND n.chat_key = $1 || '/' || $3
);

-- name: move_cards_left
DELETE FROM cards WHERE chat_key = $1 || '/' || $2 AND $3 <> '';

-- What waits for a card that is void needs not wait: the newer request for that card goes before it by its number.
-- name: move_outbox_followers
UPDATE outbox SET depends_on = NULL
WHERE state = 'pending' AND depends_on IN (
    SELECT c.id FROM outbox c
    WHERE c.state = 'pending' AND c.kind = 'card' AND c.bot = $1 AND c.chat = $2 AND EXISTS (
        SELECT 1 FROM outbox n
        WHERE n.ticket = c.ticket AND n.chat_key = $1 || '/' || $3 AND n.kind = 'card' AND n.state = 'pending'
    )
);

-- Of two requests for one card the newer chat's says it all.
-- name: move_outbox_void
UPDATE outbox SET state = 'expired', reason = 'the group has moved', stuck_at = NULL, settled_at = created_at
WHERE state = 'pending' AND bot = $1 AND chat = $2 AND kind = 'card' AND EXISTS (
    SELECT 1 FROM outbox n
    WHERE n.ticket = outbox.ticket AND n.chat_key = $1 || '/' || $3 AND n.kind = 'card' AND n.state = 'pending'
);

-- A mark has no line left to be put under, and waits on: where the customer was not reached it says so in words.
-- name: move_outbox
UPDATE outbox SET
    chat = $3,
    chat_key = CASE chat_key WHEN $1 || '/' || $2 THEN $1 || '/' || $3 ELSE chat_key END,
    thread = CASE thread WHEN '*' THEN '*' ELSE '' END,
    reply_to = '',
    edits = ''
WHERE (state = 'pending' OR stuck_at IS NOT NULL) AND bot = $1 AND chat = $2;

-- name: move_throttles
DELETE FROM throttles WHERE $3 <> '' AND key IN ($1 || '/' || $2, $1 || '/' || $2 || '#rest');

-- name: move_lists
DELETE FROM lists WHERE chat_key = $1 || '/' || $2 AND $3 <> '';

-- name: move_attachments
UPDATE attachments SET line = ''
WHERE line <> '' AND bot = $1 AND $3 <> '' AND substr(line, 1, length($2) + 1) = $2 || '/';
