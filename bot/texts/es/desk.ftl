## Nombres

level-1 = nivel 1 (crítica)
level-2 = nivel 2 (grave)
level-3 = nivel 3 (menor)
kind-fault = falla
kind-question = consulta
kind-follow-up = seguimiento

# Estados, para el personal
staff-state-new = sin aceptar
staff-state-acknowledged = aceptado
staff-state-working = en curso
staff-state-waiting = espera cliente
staff-state-solved = por confirmar
staff-state-closed = cerrado
staff-state-cancelled = cancelado

role-customer = cliente
role-supervisor = supervisor de obra
role-reception = recepción
role-on-duty = técnico de guardia
role-field = técnico de campo
role-manager = responsable de atención al cliente
role-head = jefe de departamento
role-marketing = área comercial
role-engineering = servicio de ingeniería
role-factory = taller
role-admin = administrador

# Campos del registro de información
field-project = nombre del proyecto
field-equipment = equipo principal
field-components = componentes clave
field-symptom = síntomas
field-cause = análisis de la causa
field-accepted = recepción definitiva
field-in_warranty = en garantía
field-materials = materiales de reparación
field-phone = teléfono
field-since = inicio de la falla
field-down = servicio interrumpido
field-lost = pérdida de datos

## Cliente: saludo y ayuda

greeting = Hola, le atiende el servicio posventa de { $company }, las 24 horas. ¿En qué podemos ayudarle?
greeting-report = Reportar un problema
greeting-question = Hacer una consulta
greeting-status = Ver mi caso
greeting-language = Idioma / Language
help-customer =
    Cuéntenos en una frase qué ocurre con el equipo y abrimos un caso. También puede escribir una de estas palabras:
    reportar: un equipo tiene un problema
    consulta: tiene una pregunta técnica
    estado: ver sus casos
    idioma: cambiar de idioma
    privacidad: qué guardamos y cómo borrarlo
    vincular: usar otra aplicación (Telegram, WeChat, navegador) como la misma persona
    cancelar: dejar lo que está llenando
    Para una urgencia, llame al { $hotline }.
help-numbers = Si las opciones llevan número, basta con escribirlo, por ejemplo «2».
not-understood = Ese mensaje no responde a la pregunta. Elija una opción o escriba «ayuda».
unknown-command = Ese comando no existe. Escriba «ayuda» para ver qué puede hacer.
nothing-to-cancel = No hay nada a medio llenar. Para cancelar un caso, escriba «estado» y elíjalo.
already-reporting = Ya está reportando un problema: responda a la pregunta siguiente.
back-to-report = Volvamos al problema que estaba reportando:
back-to-before = Volvamos a la pregunta anterior:
choice-new-report = Reportar otro problema
thanks-answered = Con gusto. Escríbanos aquí cuando lo necesite.
empty-message = El mensaje llegó vacío. Cuéntenos en una o dos frases qué ocurre, o envíe una foto o un audio.
too-long = El mensaje es demasiado largo: leímos los primeros { $limit } caracteres. Envíe el resto en varios mensajes.
file-too-large = El archivo pasa de { $limit } MB y no podemos recibirlo; su reporte sigue sin él. Envíe uno más pequeño, un video más corto o una foto de la pantalla, o divídalo en partes.
file-empty = El archivo llegó vacío. Envíelo otra vez.
unknown-kind = Todavía no podemos leer ese tipo de mensaje. Envíe texto, fotos, videos, audios o archivos.
edited-noted = Anotamos su corrección; quien atiende el caso la verá.
edit-not-taken = Editar un mensaje no cambia su respuesta. Para corregirla, vuelva atrás o escriba otro mensaje.
old-button = Esa opción ya no es válida y no se hizo nada. La ficha muestra cómo está { $number }.
old-button-any = Esa opción ya no es válida y no se hizo nada. Vale lo que dice el último mensaje.
press-done = Recibido
use-private-chat = Siga en un chat privado con el bot: escriba ahí «reportar». Lo que escriba en el grupo lo ven los demás.
busy = Su mensaje anterior todavía se está procesando. Inténtelo de nuevo en unos segundos.
kept-safe =
    No pudimos procesar su mensaje, pero quedó guardado. Una persona lo revisará y se comunicará con usted.
    Para una urgencia, llame al { $hotline }.
storm-reception =
    Recibimos varios avisos críticos en poco tiempo. Recepción los confirmará con usted antes de avisar a los técnicos. Todo lo que envió quedó guardado.
    Para una urgencia, llame al { $hotline }.
person-how = Aquí responde una persona: cuéntenos qué pasa o haga su consulta y avisamos de inmediato al técnico de guardia. Si es urgente, llame al { $hotline }.
person-has-it-by = { $name } atiende el caso { $number }, ya sabe que usted quiere hablar con una persona y le responderá { BY($due) }.
person-has-it = { $name } atiende el caso { $number } y ya sabe que usted quiere hablar con una persona. Lee lo que usted escribe, y aquí le avisaremos de los avances.
person-called-by = Nadie ha aceptado aún el caso { $number }. Estamos avisando al técnico de guardia, que se comunicará con usted { BY($due) }.
person-called = Nadie ha aceptado aún el caso { $number }. Estamos avisando a nuestros técnicos y le diremos quién lo atiende en cuanto alguien lo acepte.
person-worse = Si el problema empeoró, escriba «estado» y elija «Ahora es más grave».
person-hotline = Si es urgente, llame al { $hotline }.
person-which =
    Tiene varios casos: elija uno para ver quién lo atiende y qué sigue.
    Si es urgente, llame al { $hotline }.
start-unknown = Ese enlace ya no es válido.
start-anyway = Puede reportar un problema aquí: escriba qué ocurre con el equipo, o envíe una foto o un audio.

erased = Borramos sus datos: mensajes, archivos, nombre y contacto. Si más adelante necesita algo, escríbanos.
erase-later = El caso { $number } sigue abierto. Borraremos sus datos en cuanto se cierre. También puede cancelarlo antes.

## Cliente: su caso

ticket-issued =
    Recibido. Su número de caso es { $number }, { $level }.
    El técnico de guardia ya fue avisado y se comunicará con usted { BY($due) }. Si quiere agregar algo, escríbalo aquí.
    Para una urgencia, llame al { $hotline }.
ticket-issued-question =
    Recibimos su consulta. Su número es { $number }.
    Recepción le responderá { BY($due) }. Si quiere agregar algo, escríbalo aquí.
notice-acknowledged = Caso { $number }: { $name } ya lo está atendiendo y le responderá { BY($due) }.
notice-acknowledged-late = Caso { $number }: { $name } ya lo está atendiendo. Pasamos del plazo prometido y lo lamentamos; le responderá aquí.
notice-taken = Caso { $number }: ahora lo atiende { $name }, que ya tiene toda la información. No hace falta que la repita.
relay-staff =
    { $name } (caso { $number }):
    { $text }
notice-waiting =
    Para seguir con su caso { $number } nos falta un dato: { $reason }
    Responda aquí mismo. En cuanto lo recibamos, continuamos; hasta entonces el plazo queda en pausa.
notice-resumed = Caso { $number }: recibimos su respuesta. Continuamos y el plazo vuelve a correr.
notice-on-site = Caso { $number }: { $name } va en camino y llegará { ABOUT($eta) }. Le agradecemos que alguien pueda recibirlo. Para cambiar la hora o el contacto, responda aquí mismo.
remind-confirm =
    Caso { $number }: { $kind ->
        [follow_up] ¿quedó resuelto para usted?
       *[other] ¿el equipo ya funciona bien?
    }
    Si no tenemos su respuesta { BY($closes) }, cerraremos el caso. Si el problema vuelve, escriba el número y lo que ocurre, y lo retomamos.
received-confirm =
    Lo agregamos al caso { $number }; { $name } lo verá.
    { $kind ->
        [follow_up] ¿Quedó resuelto para usted?
       *[other] ¿El equipo ya funciona bien?
    }
    Si no tenemos su respuesta { BY($closes) }, cerraremos el caso. Si el problema vuelve, escriba el número y lo que ocurre, y lo retomamos.
notice-closed = Gracias por confirmarlo. Cerramos el caso { $number }. Si el problema vuelve, escriba el número y lo que ocurre, y lo retomamos.
notice-settled = Gracias. { $number } queda resuelto. Si nos necesita otra vez, escríbanos.
notice-closed-silence = No tuvimos su respuesta y cerramos el caso { $number }. Si el problema sigue, escriba el número y lo que ocurre, y lo retomamos.
notice-reopened = Reabrimos el caso { $number }. El técnico ya fue avisado y se comunicará con usted { BY($due) }.
notice-cancelled =
    El caso { $number } quedó cancelado. Motivo: { $reason }
    Si el problema sigue, escríbanos y abrimos otro.
notice-withdrawn = Cancelamos el caso { $number } como usted pidió. Si vuelve a necesitarnos, escríbanos.
notice-severity =
    El caso { $number } pasa al { $level }. Nos comunicaremos con usted { BY($due) }.
    Motivo: { $reason }
notice-severity-only =
    El caso { $number } pasa al { $level }.
    Motivo: { $reason }
notice-answered =
    { $name } responde a su consulta { $number }:
    { $text }
    Si le queda alguna duda, escriba el número y su duda.
notice-referred = Su consulta { $number } requiere una revisión. La tiene el responsable de atención al cliente, que le responderá aquí { BY($due) }.
notice-escalated = Caso { $number }: el técnico de guardia aún no lo ha aceptado y ya avisamos también a otro responsable. El plazo no cambia: nos comunicaremos con usted { BY($due) }.
notice-received = Lo agregamos al caso { $number }; { $name } lo verá.
notice-received-nobody = Lo agregamos al caso { $number }. Estamos avisando al técnico de guardia, que se comunicará con usted { BY($due) }.
notice-files = { $count ->
        [one] Agregamos { $count } archivo
       *[other] Agregamos { $count } archivos
    } al caso { $number }; quien lo atiende lo verá.
notice-follow-up = Sobre su calificación ({ $about }): { $name } lo está revisando y se comunicará con usted { BY($due) }. Si quiere agregar algo, escríbalo aquí.
not-found = No encontramos ningún caso { $number } que usted pueda consultar. Revise el número (no lleva las letras I, L, O ni U) o elija entre sus casos.
ticket-gone = No encontramos ese caso y no se hizo nada. Escriba «estado» para ver sus casos.
unnamed-customer = Cliente sin nombre
all-right = De acuerdo.
file-of-ticket = { $count ->
        [one] El técnico envió un archivo
       *[other] El técnico envió { $count } archivos
    } del caso { $number }.
file-gone = No pudimos obtener el archivo que envió. Su mensaje quedó guardado; envíe el archivo otra vez, por favor.
