-- The codes with which cards in WeCom are changed.

-- name: card_code_put
INSERT INTO card_codes (bot, external_id, code, expires_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (bot, external_id, code) DO NOTHING;

-- name: card_codes_ended
DELETE FROM card_codes WHERE expires_at <= $1;

-- name: card_code_used
DELETE FROM card_codes WHERE bot = $1 AND external_id = $2 AND code = $3;

-- The newest first; on a card each press brings another one.
-- name: card_codes_of
SELECT bot, external_id, code, expires_at FROM card_codes
WHERE bot = $1 AND external_id = $2 AND expires_at > $3 ORDER BY expires_at DESC;
