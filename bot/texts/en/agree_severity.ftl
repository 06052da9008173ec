# The customer agrees to a lower level, or not.

ask-lower-level =
    Ticket { $number }: the engineer suggests going from { $picked } to { $level }. Reason: { $reason }
    Do you agree? If not, the level stays as it is: the choice is yours.
choice-agree = I agree
offer-withdrawn = That suggestion was taken back; the level hasn't changed.
