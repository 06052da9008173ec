# Ver cómo va, agregar algo, cancelar.

ask-which-ticket = ¿Qué caso quiere ver?
choice-ticket = { $number } { $stage }
no-open-tickets = No tiene casos abiertos. Si hay un problema con un equipo, escriba qué ocurre.
ticket-not-found = No encontramos ningún caso con ese número que usted pueda consultar. Revíselo (no lleva las letras I, L, O ni U) o escriba «estado» para elegir entre sus casos.
ticket-status =
    Caso { $number }: { $stage }
    Gravedad: { $level }
    Contenido: { $symptom }
    Lo atiende: { $holder }
    { $next }
stage-new = recibido
stage-acknowledged = aceptado
stage-working = en curso
stage-waiting = espera su respuesta
stage-solved = a confirmar
stage-closed = cerrado
stage-cancelled = cancelado
nobody-yet = todavía nadie; estamos avisando al técnico de guardia
next-respond = Nos comunicaremos con usted { BY($due_at) }.
next-working = Estamos en ello; cualquier novedad se la escribimos aquí.
next-waiting =
    Nos falta un dato: { $reason }
    En cuanto lo recibamos, continuamos; hasta entonces el plazo queda en pausa.
next-on-site = El técnico llegará { ABOUT($eta_at) }.
next-confirm = Falta que usted confirme si ya funciona. Si no nos responde { BY($closes_at) }, el caso se cierra.
next-ended = Este caso terminó. Si queda algo pendiente, escríbanos.
choice-add-information = Agregar información
choice-more-severe = Ahora es más grave
choice-withdraw = Cancelar el caso
ask-addition = Envíe lo que quiera agregar al caso { $number }: texto, fotos o audios. Si solo envía archivos, elija «Listo» al terminar.
addition-passed-on = Lo agregamos al caso { $number }; quien lo atiende lo verá.
ask-worse-level =
    ¿Cuánto le afecta ahora el problema del caso { $number }?
    No funciona: el sistema está caído, el servicio lleva 10 minutos o más interrumpido, o se perdieron datos importantes
    Funciona mal: se perdió parte del servicio, o podría detenerse pronto
ask-withdraw = ¿Cancelamos el caso { $number }? Si lo cancela, dejamos de atenderlo.
choice-withdraw-yes = Sí, cancelarlo
choice-withdraw-no = No, seguir
