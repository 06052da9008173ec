# Pasar un caso a un colega.

ask-whom = { $number }: ¿quién debe tomarlo? Elija, o escriba un nombre.
choice-give = Pasar a un colega
choice-colleague = { $name }
ask-offer =
    { $name } le pide tomar el caso { $number }: «{ $symptom }»
    { $promise } · { $level }
    { $silence }
    ¿Lo toma?
offer-silence-until = Si no responde { BY($until) }, todo queda como está y avisamos a quien lo pidió.
offer-silence = Si no responde a tiempo, todo queda como está y avisamos a quien lo pidió.
some-colleague = Su colega
choice-accept-offer = Sí, lo tomo
choice-decline-offer = No
ask-decline-reason = { $number }: ¿por qué no? { $name } lo leerá.
done-hand-over-asked = Le preguntamos a { $name } si toma { $number }. Hasta que diga que sí, nada cambia.
done-offer-accepted = { $number } ahora es suyo. El aviso va en camino al cliente y a quien lo tenía. Ahora cuéntele al cliente cómo sigue: /say { $number }, o las opciones de la ficha.
done-hand-over-declined = De acuerdo, { $number } queda donde está y su colega sabe por qué.
offer-declined = { $number }: { $name } no lo toma. Motivo: «{ $reason }». Todo queda como estaba.
offer-lapsed = { $number }: { $name } no respondió a tiempo. Todo queda como estaba; pregunte a otra persona con /give { $number }.
offer-over = { $number }: la pregunta de si lo toma ya no está abierta; no hace falta que haga nada.
offer-accepted = { $number }: { $name } lo tomó.
already-offered = Ya le preguntamos a { $name } si toma { $number }.
no-such-colleague = Nadie llamado «{ $name }» puede tomarlo ahora. Pueden: { $names }.
several-names = { $first }, { $rest }
refused-nothing-offered = A nadie se le pidió tomar este caso. Para tomarlo usted, use /take.
refused-not-offered = Se le pidió a { $name }; solo esa persona puede responder.
usage-give = Escriba: /give NÚMERO y el nombre del colega
usage-accept = Escriba: /accept NÚMERO
usage-decline = Escriba: /decline NÚMERO y el motivo
