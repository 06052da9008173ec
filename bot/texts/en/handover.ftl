# Handing a ticket to a colleague.

ask-whom = { $number }: who should take it? Pick one, or write a name.
choice-give = Hand over
choice-colleague = { $name }
ask-offer =
    { $name } asks you to take ticket { $number }: “{ $symptom }”
    { $promise } · { $level }
    { $silence }
    Will you?
offer-silence-until = If you don't answer { BY($until) }, it stays as it is and whoever asked is told.
offer-silence = If you don't answer in time, it stays as it is and whoever asked is told.
some-colleague = Your colleague
choice-accept-offer = Yes, I'll take it
choice-decline-offer = No
ask-decline-reason = { $number }: why not? { $name } will read it.
done-hand-over-asked = { $name } has been asked to take { $number }. Until they say yes, nothing changes.
done-offer-accepted = { $number } is now yours. Word is on its way to the customer and to whoever had it. Now tell the customer what happens next: /say { $number }, or choose on the card.
done-hand-over-declined = All right, { $number } stays where it is, and the colleague knows why.
offer-declined = { $number }: { $name } doesn't take it. Reason: “{ $reason }”. It stays as it was.
offer-lapsed = { $number }: { $name } did not answer in time. It stays as it was; ask somebody else with /give { $number }.
offer-over = { $number }: the question whether you take it is over; nothing for you to do.
offer-accepted = { $number }: { $name } has taken it.
already-offered = { $name } has been asked to take { $number } already.
no-such-colleague = Nobody called “{ $name }” can take it now. These can: { $names }.
several-names = { $first }, { $rest }
refused-nothing-offered = Nobody has been asked to take this ticket. To take it yourself, use /take.
refused-not-offered = { $name } was asked to take it, so only they can answer.
usage-give = Write: /give NUMBER and the colleague's name
usage-accept = Write: /accept NUMBER
usage-decline = Write: /decline NUMBER and the reason
