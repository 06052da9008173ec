-- Access tokens of platforms, each fetched by one process at a time.

-- name: token_get
SELECT token, expires_at FROM platform_tokens WHERE key = $1 AND token <> '';

-- name: token_put
INSERT INTO platform_tokens (key, token, expires_at, lease_until) VALUES ($1, $2, $3, 0)
ON CONFLICT (key) DO UPDATE SET token = excluded.token, expires_at = excluded.expires_at, lease_until = 0;

-- name: token_lease
INSERT INTO platform_tokens (key, token, expires_at, lease_until) VALUES ($1, '', 0, $3)
ON CONFLICT (key) DO UPDATE SET lease_until = excluded.lease_until WHERE platform_tokens.lease_until <= $2
RETURNING key;

-- name: token_release
UPDATE platform_tokens SET lease_until = 0 WHERE key = $1 AND lease_until = $2;
