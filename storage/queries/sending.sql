-- The way out: what is too late, whose lease has ended, what may go now, and what became of it.
-- `now` is desk time and `wall` is wall time; the lanes are 0 page, 1 reply, 2 update, 3 survey, 4 announcement.

-- name: outbox_expire
UPDATE outbox SET state = 'expired', reason = 'too late', stuck_at = NULL, settled_at = $1
WHERE state = 'pending' AND not_after IS NOT NULL AND not_after < $1;

-- Nobody else sends from this database: what is still claimed when it is opened was held by a process that died.
-- name: outbox_holder_died
UPDATE outbox SET claimed_until = 0 WHERE stuck_at IS NOT NULL AND state = 'claimed';

-- A message whose sender died may have arrived: calls, answers and cards go once more, the rest does not.
-- name: outbox_lease_ended
UPDATE outbox SET
    state = CASE WHEN lane <= 2 AND kind <> 'answer_press' AND withdrawn = 0 THEN 'pending' ELSE 'unknown' END,
    stuck_at = CASE WHEN lane <= 2 AND kind <> 'answer_press' AND withdrawn = 0 THEN stuck_at END,
    reason = 'the lease ended',
    bundle = NULL,
    resent = resent + (lane <= 2 AND kind <> 'answer_press' AND withdrawn = 0),
    claimed_until = NULL,
    settled_at = CASE WHEN lane <= 2 AND kind <> 'answer_press' AND withdrawn = 0 THEN NULL ELSE $2 END
WHERE stuck_at IS NOT NULL AND state = 'claimed' AND claimed_until < $1
    AND NOT (kind = 'card' AND EXISTS (
        SELECT 1 FROM outbox n
        WHERE n.kind = 'card' AND n.ticket = outbox.ticket AND n.chat_key = outbox.chat_key
            AND (n.state = 'pending' OR (n.state = 'claimed' AND n.id > outbox.id))
    ));

-- A newer request for the same card says all that the lost one said.
-- name: outbox_lost_cards
UPDATE outbox SET state = 'unknown', reason = 'the lease ended', stuck_at = NULL, claimed_until = NULL, settled_at = $2
WHERE stuck_at IS NOT NULL AND state = 'claimed' AND claimed_until < $1;

-- What waits for a message that will never arrive waits in vain.
-- name: outbox_orphans
UPDATE outbox SET state = 'expired', reason = 'what it follows was not sent', settled_at = $1
WHERE state = 'pending' AND depends_on IS NOT NULL
    AND (SELECT d.state FROM outbox d WHERE d.id = outbox.depends_on) IN ('undeliverable', 'expired');

-- The same for what follows one message.
-- name: outbox_orphans_of
UPDATE outbox SET state = 'expired', reason = 'what it follows was not sent', settled_at = $2
WHERE state = 'pending' AND depends_on = $1;

-- Chat by chat the first message whose time has come; a long queue in one chat costs no more than a short one.
-- name: outbox_heads
WITH RECURSIVE waiting (chat_key) AS (
    SELECT min(n.chat_key) FROM outbox n WHERE n.state = 'pending'
    UNION ALL
    SELECT (SELECT min(n.chat_key) FROM outbox n WHERE n.state = 'pending' AND n.chat_key > waiting.chat_key)
    FROM waiting WHERE waiting.chat_key IS NOT NULL
    LIMIT $3
)
SELECT (
    SELECT w.id FROM outbox w
    WHERE w.chat_key = waiting.chat_key AND w.state = 'pending' AND w.due_at <= $1 AND w.again_at <= $2
        AND (w.not_after IS NULL OR w.not_after >= $1)
        AND (w.depends_on IS NULL OR EXISTS (
            SELECT 1 FROM outbox d WHERE d.id = w.depends_on AND d.state IN ('sent', 'unknown')
        ))
    ORDER BY w.lane, w.id LIMIT 1
) FROM waiting;

-- The same without the chats of bots ($4, JSON) that may send calls alone now: they are passed over in one step each,
-- a chat name being the bot's, a stroke, and more ('0' is the sign after the stroke).
-- name: outbox_heads_but
WITH RECURSIVE waiting (chat_key) AS (
    SELECT min(n.chat_key) FROM outbox n WHERE n.state = 'pending'
    UNION ALL
    SELECT (
        SELECT min(n.chat_key) FROM outbox n
        WHERE n.state = 'pending' AND n.chat_key > coalesce(
            (
                SELECT h.value || '0' FROM json_each($4) h
                WHERE waiting.chat_key > h.value || '/' AND waiting.chat_key < h.value || '0'
            ),
            waiting.chat_key
        )
    )
    FROM waiting WHERE waiting.chat_key IS NOT NULL
    LIMIT $3
)
SELECT (
    SELECT w.id FROM outbox w
    WHERE w.chat_key = waiting.chat_key AND w.state = 'pending' AND w.due_at <= $1 AND w.again_at <= $2
        AND (w.not_after IS NULL OR w.not_after >= $1)
        AND (w.depends_on IS NULL OR EXISTS (
            SELECT 1 FROM outbox d WHERE d.id = w.depends_on AND d.state IN ('sent', 'unknown')
        ))
    ORDER BY w.lane, w.id LIMIT 1
) FROM waiting;

-- The calls and the answers to presses among what waits, the oldest first: they are looked for beside a crowd.
-- name: outbox_urgent
SELECT * FROM (
    SELECT w.id FROM outbox w
    WHERE w.lane = 1 AND w.kind = 'answer_press' AND w.state = 'pending' ORDER BY w.id LIMIT $3
)
UNION ALL
SELECT * FROM (
    SELECT min(w.id) FROM outbox w
    WHERE w.lane = 0 AND w.state = 'pending' AND w.due_at <= $1 AND w.again_at <= $2 GROUP BY w.chat_key LIMIT $3
);

-- The messages that come first whatever their chat, of bots that may send: for when very many chats wait.
-- name: outbox_front
SELECT w.id FROM outbox w
WHERE w.state = 'pending' AND w.due_at <= $1 AND w.again_at <= $2
    AND NOT EXISTS (SELECT 1 FROM throttles t WHERE t.key = w.bot AND t.next_at > $2)
ORDER BY w.lane, w.id
LIMIT $3;

-- Which of these ($4, JSON) may go: nothing before it waits in its chat, nothing of its chat is on its way (both for
-- 30 s at most: $3 is that long ago). A page does not even wait for a message of a lower lane that is on its way, nor
-- for another page that is to be tried again later.
-- name: outbox_ready
SELECT {outbox o}, o.attempt, o.resent
FROM json_each($4) j JOIN outbox o ON o.id = j.value
WHERE o.state = 'pending' AND (o.not_after IS NULL OR o.not_after >= $1)
    AND NOT EXISTS (SELECT 1 FROM throttles t WHERE t.key IN (o.bot, o.chat_key) AND t.next_at > $2)
    AND (o.depends_on IS NULL OR EXISTS (
        SELECT 1 FROM outbox d WHERE d.id = o.depends_on AND d.state IN ('sent', 'unknown')
    ))
    AND NOT EXISTS (
        SELECT 1 FROM outbox f
        WHERE f.chat_key = o.chat_key AND f.stuck_at > $3 AND f.state = 'claimed' AND (o.lane > 0 OR f.lane = 0)
    )
    AND NOT EXISTS (
        SELECT 1 FROM outbox e
        WHERE e.chat_key = o.chat_key AND e.state = 'pending' AND (e.lane, e.id) < (o.lane, o.id)
            AND e.due_at <= $1 AND (e.stuck_at IS NULL OR e.stuck_at > $3) AND (o.lane > 0 OR e.again_at <= $2)
            AND (e.depends_on IS NULL OR EXISTS (
                SELECT 1 FROM outbox d WHERE d.id = e.depends_on AND d.state IN ('sent', 'unknown')
            ))
    );

-- Its chat's stuck message before it was overtaken, or ($4) one that waits and is less urgent.
-- name: outbox_claim
UPDATE outbox SET
    state = 'claimed',
    attempt = attempt + 1,
    stuck_at = coalesce(stuck_at, $2),
    claimed_until = $3,
    overtook = coalesce(overtook, $4, (
        SELECT f.id FROM outbox f
        WHERE f.chat_key = outbox.chat_key AND f.stuck_at IS NOT NULL AND f.id <> outbox.id
            AND (f.lane, f.id) < (outbox.lane, outbox.id)
        LIMIT 1
    ))
WHERE id = $1;

-- name: outbox_together
UPDATE outbox SET bundle = $2 WHERE id = $1;

-- name: card_to_send
SELECT {cards c}, {tickets t}, {prompts q}, coalesce(h.name, ''), r.name, a.bot, a.reachable OR EXISTS (
    SELECT 1 FROM accounts o WHERE o.person = t.reporter AND o.reachable = 1 AND o.bot <> 'phone:calls'
)
FROM tickets t
JOIN accounts a ON a.id = t.account
JOIN cards c ON c.ticket = t.id AND c.chat_key = $2
JOIN persons r ON r.id = t.reporter
LEFT JOIN persons h ON h.id = t.assignee
LEFT JOIN prompts q ON q.id = c.prompt
WHERE t.id = $1;

-- name: outbox_settle
-- What went more than once keeps the reason why.
UPDATE outbox SET
    state = $3,
    external_id = $4,
    reason = coalesce(nullif($5, ''), reason),
    settled_at = $6,
    stuck_at = NULL,
    claimed_until = NULL
WHERE id = $1 AND attempt = $2 AND state IN ('claimed', 'pending')
RETURNING kind, ticket, chat_key, page, prompt;

-- Put back for another try; a withdrawn page is not, nor a card that somebody has asked for anew.
-- name: outbox_again
UPDATE outbox SET
    state = CASE
        WHEN withdrawn = 1 THEN 'expired'
        WHEN kind = 'card' AND EXISTS (
            SELECT 1 FROM outbox n
            WHERE n.kind = 'card' AND n.state = 'pending' AND n.ticket = outbox.ticket
                AND n.chat_key = outbox.chat_key AND n.id <> outbox.id
        ) THEN 'expired'
        ELSE 'pending'
    END,
    again_at = $3, resent = resent + $4, reason = $5, claimed_until = NULL, bundle = NULL,
    stuck_at = CASE WHEN withdrawn = 1 THEN NULL ELSE stuck_at END
WHERE id = $1 AND attempt = $2 AND state IN ('claimed', 'pending');

-- name: card_sent
UPDATE cards SET external_id = $3, bundle = NULL WHERE ticket = $1 AND chat_key = $2;

-- name: card_prompt_sent
UPDATE prompts SET external_id = $3, chat_key = $2
WHERE id = (SELECT c.prompt FROM cards c WHERE c.ticket = $1 AND c.chat_key = $2);

-- name: prompt_sent
UPDATE prompts SET external_id = $3, chat_key = $2 WHERE id = $1;

-- name: throttle
INSERT INTO throttles (key, next_at) VALUES ($1, $2)
ON CONFLICT (key) DO UPDATE SET next_at = excluded.next_at WHERE excluded.next_at > throttles.next_at;

-- name: account_unreachable
UPDATE accounts SET reachable = 0 WHERE id = $1;
