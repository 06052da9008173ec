-- The timeline's chain, and the anchors over its heads.

-- name: anchor_newest
SELECT id, digest FROM anchors ORDER BY id DESC LIMIT 1;

-- name: anchor_heads_due
SELECT id, sequence, head FROM tickets WHERE sequence > anchored ORDER BY id;

-- name: anchor_add
INSERT INTO anchors (id, at, digest) VALUES ($1, $2, $3);

-- name: anchor_head_add
INSERT INTO anchored_heads (anchor, ticket, sequence, head) VALUES ($1, $2, $3, $4);

-- name: anchor_heads_done
UPDATE tickets SET anchored = sequence WHERE sequence > anchored;

-- name: audit_tickets
SELECT id, number, sequence, head FROM tickets WHERE id > $1 ORDER BY id LIMIT $2;

-- name: audit_strays
SELECT DISTINCT e.ticket FROM events e WHERE NOT EXISTS (SELECT 1 FROM tickets t WHERE t.id = e.ticket);

-- name: audit_anchors
SELECT id, digest FROM anchors ORDER BY id;

-- name: audit_anchor_heads
SELECT h.ticket, h.sequence, h.head, e.hash
FROM anchored_heads h LEFT JOIN events e ON e.ticket = h.ticket AND e.sequence = h.sequence
WHERE h.anchor = $1 ORDER BY h.ticket;
