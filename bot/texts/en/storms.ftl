## Many tickets at once

storm-calls = { $count ->
        [one] One call. Take it:
       *[other] { $count } calls together. Take the ones you can:
    }
storm-cards = { $count ->
        [one] One new ticket. Its card follows as soon as the group may take it; it can be taken here already.
       *[other] { $count } new tickets. Their cards follow as fast as the group may take them; they can be taken here already.
    }
storm-over = The rush is over: every ticket has its own card now.
storm-line =
    { $number } · { $level } · answer the customer { BY($due) }
    { $customer }: “{ $symptom }”
    /ack { $number }
storm-line-taken = { $number } · { $level } · { $state } · { $name }
storm-more = { $count ->
        [one] One more is not listed here: /open
       *[other] { $count } more are not listed here: /open
    }
btn-ack-number = Take { $number }
