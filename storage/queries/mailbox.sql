-- The web channel's own messages.

-- name: mailbox_drop
DELETE FROM mailbox WHERE chat = $1 AND key = $2 RETURNING at;

-- name: mailbox_add
INSERT INTO mailbox (id, key, chat, at, author, body)
VALUES ((SELECT coalesce(max(id), 0) + 1 FROM mailbox), $1, $2, $3, $4, $5) RETURNING id;

-- name: mailbox_since
SELECT id, key, chat, at, author, body FROM mailbox WHERE chat = $1 AND id > $2 ORDER BY id LIMIT $3;

-- name: mailbox_newest
SELECT id, key, chat, at, author, body FROM (
    SELECT * FROM mailbox WHERE chat = $1 ORDER BY id DESC LIMIT $2
) m ORDER BY id;
