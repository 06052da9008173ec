## Muchos casos a la vez

storm-calls = { $count ->
        [one] Una llamada. Acéptela:
       *[other] { $count } llamadas juntas. Acepte las que pueda:
    }
storm-cards = { $count ->
        [one] Un caso nuevo. Su ficha sale en cuanto el grupo lo permita; ya puede aceptarlo aquí.
       *[other] { $count } casos nuevos. Sus fichas van saliendo según lo permita el grupo; ya puede aceptarlos aquí.
    }
storm-over = Pasó lo más fuerte: cada caso ya tiene su propia ficha.
storm-line =
    { $number } · { $level } · contestar al cliente { BY($due) }
    { $customer }: «{ $symptom }»
    /ack { $number }
storm-line-taken = { $number } · { $level } · { $state } · { $name }
storm-more = { $count ->
        [one] Hay uno más que no aparece aquí: /open
       *[other] Hay { $count } más que no aparecen aquí: /open
    }
btn-ack-number = Acepto { $number }
