## Llamadas: la primera línea dice qué hacer y para cuándo

page-alert =
    Acepte el caso { $number } y responda al cliente { BY($due) }.
    { $customer }, { $level }. Llamada { $call }.
page-overdue =
    Atrasado, venció { AT($due) }: acepte el caso { $number } y responda al cliente ahora.
    { $customer }, { $level }. Llamada { $call }.
page-raised = Revise de inmediato el caso { $number }: pasó al { $level }.
page-reopened =
    Acepte el caso { $number } y responda al cliente { BY($due) }: dice que el problema sigue.
    Dice: «{ $reason }»
page-reopened-silent = Acepte el caso { $number } y responda al cliente { BY($due) }: dice que el problema sigue.
page-follow-up = Comuníquese con el cliente por el seguimiento { $number }: dio una calificación baja.
page-referred =
    Responda la consulta { $number } { BY($due) }: se la pasaron a usted y el cliente espera.
    Motivo: «{ $reason }»

## La ficha

card-title = { $number } · { $level } · { $state }
card-customer = Cliente: { $name }
card-customer-unnamed = Cliente: no dejó su nombre
card-equipment = Equipo: { $equipment }
card-project = Proyecto: { $project }
card-symptom = Descripción: «{ $symptom }»
card-files = Archivos: { $count }
card-holder = Lo atiende: { $name }
card-responded = Primera respuesta: { $at }
card-respond-by = Contestar al cliente: { BY($due) }
card-eta = Llegada prevista: { $eta }
card-waiting = Espera del cliente: { $reason }
card-score = Calificación: { $score } de 5
card-due-label = Contestar al cliente
card-next-label = Si nadie acepta, nueva llamada
btn-ack = Lo atiendo
btn-take = Tomar caso
btn-phone = Ver teléfono
btn-onsite = En camino
btn-wait = En espera
btn-solved = Resuelto
btn-say = Escribir al cliente
btn-told = Anotar lo dicho por teléfono
btn-answer = Responder
btn-refer = Pasar al responsable
btn-more = Más

## Mensajes del cliente y de colegas

customer-wrote =
    { $name } ({ $number }):
    { $text }
customer-files = { $number }: { $count ->
        [one] el cliente envió { $count } archivo; está en el caso.
       *[other] el cliente envió { $count } archivos; están en el caso.
    }
record-amended =
    { $number }: el cliente agregó datos:
    { $details }
confirmed-by-customer = { $number }: el cliente confirmó que funciona. Caso cerrado.
withdrawn-by-customer = { $number }: el cliente lo canceló. No hace falta seguir.
taken-from-you = { $number }: ahora lo atiende { $name }. Usted ya no tiene que seguir.
score-given = { $number }: el cliente calificó con { $score } de 5.
reason-given = { $number }: motivo de la insatisfacción, «{ $reason }».
comment-given = { $number }: el cliente agrega: «{ $text }»

## Después de cada acción

done-acknowledged = { $number } es suyo: las llamadas se detuvieron y el aviso va en camino al cliente. Siguiente paso: escribir al cliente { BY($due) }, como se le prometió.
done-acknowledged-late = { $number } es suyo: las llamadas se detuvieron y el aviso va en camino al cliente. El plazo prometido ya pasó: escriba al cliente ahora.
done-taken = { $number } ahora es suyo. El aviso va en camino al cliente y a quien lo tenía.
done-staff-said = Va en camino al cliente ({ $number }).
done-noted = Nota guardada en { $number }. El cliente no la ve.
done-waiting-started = { $number } espera al cliente y el plazo está en pausa. Cuando responda, el plazo sigue y le avisamos.
done-on-site-announced = { $number }: la hora de su llegada va en camino al cliente.
done-solved = { $number }: la pregunta de si ya funciona va en camino al cliente. Con su sí se cierra; si el problema sigue, le llamamos a usted.
done-answered = { $number }: la respuesta va en camino al cliente y la consulta se cerró.
done-referred = { $number } lo tiene el responsable de atención al cliente, y el aviso va en camino al cliente.
done-severity-changed = { $number } pasó al { $level } y los plazos se ajustaron. El aviso va en camino al cliente.
done-severity-proposed = { $number }: bajar al { $level } requiere el acuerdo del cliente; la pregunta va en camino. Hasta entonces el nivel no cambia.
done-cancelled = { $number } quedó cancelado, y el motivo va en camino al cliente.
files-not-passed = Los archivos no se enviaron a nadie. Para enviarlos al cliente, elija «Escribir al cliente» o responda con ellos a su mensaje.
files-not-passed-plain = Los archivos no se enviaron a nadie. Para enviarlos al cliente, elija antes «Escribir al cliente».
done-attached = Archivos agregados a { $number }.
already-held = { $number } ya lo atiende { $name }. No hace falta que siga usted.
already-yours = { $number } ya es suyo.
already-so = { $number } ya está así; no hay nada que hacer.
asked-in-private = { $name }, le preguntamos en su chat privado; responda allí.

## Lo que no se puede: por qué, y quién puede

refused-role = Su rol no permite hacerlo. Pueden: { $roles }.
refused-not-staff = Aquí solo puede actuar nuestro personal.
refused-not-taken = Nadie ha aceptado este caso. Elija primero «Lo atiendo».
refused-not-yours = Este caso lo atiende { $name }. Pídaselo, o tome el caso primero.
refused-ended = Este caso terminó y ya no se puede cambiar.
refused-not-reporter = Solo puede hacerlo el cliente que reportó el problema.
refused-not-a-question = Es un problema reportado, no una consulta. Cuando esté reparado, use «Resuelto».
refused-no-level = Una consulta no tiene nivel; solo lo tienen los problemas reportados.
refused-eta-past = Esa hora ya pasó. Escriba una posterior.
refused-not-solved = El técnico todavía no lo dio por resuelto; no hay nada que confirmar.
refused-not-closed = Se puede calificar cuando el caso esté cerrado.
refused-field = Ese dato no se cambia aquí. Dígaselo a quien atiende el caso.
refused-score = La calificación va de 1 a 5.
refused-desk-only = Ese paso lo hace el sistema, no una persona.

## Comandos

usage-ticket = Escriba: /ticket NÚMERO, por ejemplo /ticket BX-7K3M-9QK
usage-ack = Escriba: /ack NÚMERO
usage-take = Escriba: /take NÚMERO
usage-phone = Escriba: /phone NÚMERO
usage-say = Escriba: /say NÚMERO y lo que quiere decir al cliente
usage-note = Escriba: /note NÚMERO y la nota interna
usage-wait = Escriba: /wait NÚMERO y lo que falta del cliente
usage-onsite = Escriba: /onsite NÚMERO y la hora de llegada, por ejemplo 17:20
usage-solved = Escriba: /solved NÚMERO y qué se hizo
usage-severity = Escriba: /severity NÚMERO, el nivel (1, 2 o 3) y el motivo
usage-answer = Escriba: /answer NÚMERO y la respuesta
usage-refer = Escriba: /refer NÚMERO y el motivo
usage-drop = Escriba: /drop NÚMERO y el motivo de la cancelación
duty-now = De guardia: { $name }. Suplente: { $backup }.
duty-now-alone = De guardia: { $name }. No hay suplente.
duty-nobody = No hay nadie de guardia a quien llamar; las llamadas van al administrador.
phone = Teléfono de { $name }: { $phone } ({ $number })
no-phone = { $name } no dejó teléfono ({ $number }). Use «Escribir al cliente».
no-phone-kept = { $name } no dejó teléfono ({ $number }). Use «Escribir al cliente»: lo que WeChat no admita ahora saldrá cuando nos escriba.
no-phone-no-chat = { $name } no dejó teléfono ni tiene un chat abierto con nosotros ({ $number }). Solo queda esperar a que se comunique.
help-staff =
    { $commands }
    Las opciones de la ficha hacen lo mismo.
help-duty = /duty: quién está de guardia
help-mine = /mine: mis casos
help-open = /open: todos los casos abiertos
help-ticket = /ticket NÚMERO: ver la ficha
help-ack = /ack NÚMERO: lo atiendo
help-take = /take NÚMERO: tomar el caso
help-phone = /phone NÚMERO: el teléfono del cliente
help-say = /say NÚMERO texto: llega al cliente
help-note = /note NÚMERO nota: el cliente no la ve
help-wait = /wait NÚMERO qué falta: espera cliente
help-onsite = /onsite NÚMERO hora: el cliente sabe cuándo llega
help-solved = /solved NÚMERO qué se hizo: el cliente confirma
help-severity = /severity NÚMERO nivel motivo: cambiar el nivel
help-answer = /answer NÚMERO respuesta: responder la consulta
help-refer = /refer NÚMERO motivo: pasar la consulta al responsable
help-drop = /drop NÚMERO motivo: cancelar
help-new = /new: registrar un caso que llegó por teléfono
help-give = /give NÚMERO nombre: pasarlo a un colega
help-accept = /accept NÚMERO: tomar lo que le ofrecen
help-decline = /decline NÚMERO motivo: no tomarlo
help-heard = /heard NÚMERO texto: lo que dijo el cliente por teléfono
help-confirm = /confirm NÚMERO: el cliente sin chat dice que funciona
help-reject = /reject NÚMERO texto: dice que no funciona
help-rate = /rate NÚMERO nota: calificación de un cliente sin chat
help-find = /find palabras: buscar en casos abiertos y cerrados
help-next = /next: más de la última lista
help-block = /block NÚMERO motivo: no recibir más mensajes de quien lo reportó
help-unblock = /unblock NÚMERO: volver a recibirlos
invite-welcome = Le damos la bienvenida, { $name }. Ya forma parte del servicio y aquí recibirá las llamadas. /help muestra lo que puede hacer.
invite-invalid = Esa invitación ya se usó o venció. Pida otra al administrador.

## Menú de comandos

cmd-report = Reportar un problema
cmd-ask = Hacer una consulta
cmd-tickets = Mis casos
cmd-status = Ver un caso: /status NÚMERO
cmd-language = Cambiar de idioma
cmd-privacy = Qué guardamos
cmd-forget = Borrar mis datos
cmd-cancel = Dejar lo que estoy llenando
cmd-help = Ayuda
cmd-duty = Quién está de guardia
cmd-mine = Mis casos en curso
cmd-open = Todos los casos abiertos
cmd-ticket = Ver la ficha: /ticket NÚMERO
cmd-ack = Lo atiendo: /ack NÚMERO
cmd-take = Tomar el caso: /take NÚMERO
cmd-phone = Teléfono del cliente: /phone NÚMERO
cmd-say = Escribir al cliente: /say NÚMERO texto
cmd-note = Nota interna: /note NÚMERO nota
cmd-wait = Espera cliente: /wait NÚMERO qué falta
cmd-onsite = En camino: /onsite NÚMERO hora
cmd-severity = Cambiar el nivel: /severity NÚMERO nivel motivo
cmd-solved = Resuelto: /solved NÚMERO qué se hizo
cmd-drop = Cancelar: /drop NÚMERO motivo
cmd-refer = Pasar al responsable: /refer NÚMERO motivo
cmd-answer = Responder una consulta: /answer NÚMERO respuesta
cmd-next = Más de la última lista
cmd-find = Buscar casos: /find palabras
cmd-rate = Calificación por teléfono: /rate NÚMERO nota
cmd-reject = Sigue mal, por teléfono: /reject NÚMERO texto
cmd-confirm = Confirmado por teléfono: /confirm NÚMERO
cmd-heard = Dicho por teléfono: /heard NÚMERO texto
cmd-decline = No tomarlo: /decline NÚMERO motivo
cmd-accept = Tomar lo ofrecido: /accept NÚMERO
cmd-give = Pasar a un colega: /give NÚMERO nombre
cmd-new = Registrar un caso por teléfono

## Para el administrador

alarm = Alarma { $kind }: { $detail }
telegram-anonymous = No se puede saber quién actúa como administrador anónimo; no se hizo nada. Desactive el anonimato e inténtelo de nuevo.
