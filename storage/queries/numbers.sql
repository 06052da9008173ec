-- What a typed number may choose from.

-- The question under the newest message to an account ($1), or in it where it carried several; none where that asks
-- nothing. An answer that is held for the response to a message (resent) has been read, for all we know.
-- name: prompt_listed
SELECT {prompts} FROM prompts WHERE choices <> '[]' AND id = (
    SELECT coalesce(
        (SELECT max(q.id) FROM outbox b JOIN prompts q ON q.id = b.prompt WHERE b.bundle = n.bundle AND q.choices <> '[]'),
        n.prompt
    )
    FROM (
        SELECT o.prompt, o.bundle FROM outbox o
        WHERE o.account = $1
            AND (o.state IN ('sent', 'unknown', 'claimed') OR (o.state = 'pending' AND o.resent > 0 AND o.attempt = 0))
        ORDER BY o.id DESC LIMIT 1
    ) n
);
