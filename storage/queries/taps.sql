-- What the page of a link shows.

-- name: tap
SELECT {prompts q}, {tickets t}, {accounts a}, {persons p}, coalesce(h.name, '')
FROM prompts q
JOIN tickets t ON t.id = q.ticket
JOIN accounts a ON a.id = q.account
JOIN persons p ON p.id = a.person
LEFT JOIN persons h ON h.id = t.assignee
WHERE q.token = $1;

-- What the customer of a ticket has written since it was opened.
-- name: words_of_customer
SELECT e.kind, e.at, coalesce(p.words, '{}')
FROM events e JOIN tickets t ON t.id = e.ticket LEFT JOIN personal p ON p.event = e.id
WHERE e.ticket = $1 AND e."by" = t.reporter AND e.kind IN ('customer_wrote', 'attached', 'revised', 'record_amended')
ORDER BY e.sequence DESC LIMIT 20;
