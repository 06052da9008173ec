-- What a platform took as its own form, and then could not deliver.

-- name: outbox_bounced
UPDATE outbox SET route = '', reason = $3
WHERE external_id = $2 AND route = 'template' AND bot = $1
RETURNING ticket, lane, state;
