-- What the web chat's pages ask.

-- Entries of two chats (a person's own, the staff room) that show a file; the digest is 64 hex signs.
-- name: web_file
SELECT body FROM mailbox WHERE chat IN ($1, $2) AND body LIKE '%' || $3 || '%' ORDER BY id DESC LIMIT 20;
