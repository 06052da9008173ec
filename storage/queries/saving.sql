-- What a decision writes beside the plain rows, whose inserts follow from their classes.

-- name: prompt_answered
UPDATE prompts SET answered_at = $2 WHERE id = $1 AND answered_at IS NULL;

-- A question the desk has put to an account ($1) about a ticket ($2), in a state of a talk ($3).
-- name: prompts_over
UPDATE prompts SET expires_at = $4
WHERE account = $1 AND kind = 'asked' AND answered_at IS NULL AND ticket = $2 AND state = $3;

-- name: timers_cancel_of_ticket
DELETE FROM timers WHERE ticket = $1 AND kind = $2;

-- name: timers_cancel_of_conversation
DELETE FROM timers WHERE conversation = $1 AND kind = $2;

-- A page on its way cannot be called back, but it is not tried again.
-- name: pages_withdraw
UPDATE outbox SET
    withdrawn = 1,
    reason = 'withdrawn',
    stuck_at = CASE state WHEN 'pending' THEN NULL ELSE stuck_at END,
    state = CASE state WHEN 'pending' THEN 'expired' ELSE state END
WHERE ticket = $1 AND lane = 0 AND state IN ('pending', 'claimed');

-- name: alarm_again
UPDATE alarms SET count = count + 1, last_at = $2
WHERE id = (SELECT id FROM alarms WHERE kind = $1 AND at > $3 AND cleared_at IS NULL ORDER BY at DESC LIMIT 1);

-- name: attachments_to_ticket
UPDATE attachments SET ticket = $2 WHERE conversation = $1 AND ticket IS NULL;
