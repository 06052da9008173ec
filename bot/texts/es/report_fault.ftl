# Reportar un problema.

ask-kind = Recibimos su mensaje. ¿Es un problema con un equipo o solo una consulta?
choice-report-fault = Es un problema
choice-just-question = Es una consulta
choice-add-to = Agregar a { $number }
ask-symptom = ¿Qué ocurre con el equipo? Una o dos frases bastan: desde cuándo y si muestra alguna alarma. También puede enviar una foto, un video o un audio.
symptom-words-please = Recibimos el archivo; falta que nos lo explique con unas palabras.
ask-severity =
    ¿Cuánto le afecta en este momento?
    No funciona: el sistema está caído, el servicio lleva 10 minutos o más interrumpido, o se perdieron datos importantes
    Funciona mal: se perdió parte del servicio, o podría detenerse pronto
    Afecta poco: hay un problema, pero lo esencial funciona
    Si tiene dudas, elija lo más parecido.
ask-down = ¿El sistema o el servicio está interrumpido ahora?
choice-down-now = Sigue interrumpido
choice-down-ended = Se cortó, menos de 10 min
choice-down-ended-long = Se cortó, 10 min o más
choice-down-never = No se cortó
ask-since = ¿Desde cuándo está interrumpido? Elija una opción o escriba la hora, por ejemplo «14:20» o «hace 20 minutos».
choice-just-now = Acaba de empezar
choice-under-10 = Menos de 10 min
choice-over-10 = 10 min o más
since-not-understood = No entendimos la hora. Escríbala así: «14:20» o «hace 20 minutos».
ask-lost = ¿Se perdieron datos importantes?
ask-proposed-level = Por lo que nos indica ({ $why }), esto corresponde más bien al { $level }. ¿Lo cambiamos? Si no, queda en { $picked }: usted decide.
why-data-lost = se perdieron datos importantes
why-long-outage = 10 minutos o más de interrupción
why-still-running = el sistema funciona y no se perdieron datos
ask-equipment = ¿Qué equipo es? Sirve el nombre, el modelo o el número de serie. Si no lo sabe, elija «Omitir».
ask-project = ¿En qué proyecto o lugar está? Si no lo sabe, elija «Omitir».
ask-photos = { $count ->
        [0] ¿Tiene fotos, videos o audios? Envíelos aquí; si no, elija «Omitir».
        [one] Recibimos { $count } archivo. Envíe los demás o elija «Eso es todo».
       *[other] Recibimos { $count } archivos. Envíe los demás o elija «Eso es todo».
    }
choice-photos-done = Eso es todo
ask-phone = ¿A qué teléfono podemos llamarle si hace falta? Si prefiere no darlo, elija «Omitir».
ask-summary =
    Revise los datos. Si está todo bien, envíelo:
    Qué ocurre: { $symptom }
    Gravedad: { $level }
    Interrupción: { $down }
    Desde: { $since }
    Datos importantes: { $lost }
    Equipo: { $equipment }
    Proyecto o lugar: { $project }
    Archivos: { $photos }
    Teléfono: { $phone }
    Al enviarlo recibe el número de caso y la hora de respuesta.
down-yes = sigue interrumpido
down-ended = se cortó, menos de 10 min
down-ended-long = se cortó, 10 min o más
down-no = no se cortó
lost-yes = se perdieron
lost-no = no se perdieron
phone-not-understood = Ahí no vimos un número de teléfono. Escriba uno al que podamos llamar o elija «Omitir»; si lo envía otra vez así, lo anotamos tal cual.
choice-send = Enviar
choice-change = Cambiar algo
ask-change = ¿Qué quiere cambiar?
choice-symptom = Qué ocurre
choice-severity = Gravedad
choice-equipment = Equipo
choice-project = Proyecto o lugar
choice-phone = Teléfono
report-completed = Ya tenemos todos los datos y el técnico los ve. Cualquier novedad se la escribimos aquí.
report-added = Lo agregamos al caso { $number }; quien lo atiende lo verá.
report-cancelled = De acuerdo, no enviamos nada. Cuando lo necesite, escríbanos.
report-left-with-ticket = De acuerdo, lo dejamos aquí. Su caso está abierto y el técnico le responderá en el plazo indicado. Si quiere agregar algo, escríbalo aquí.
report-waiting = Su reporte quedó a medias: responda a la pregunta siguiente o escriba «cancelar». Si todavía no tiene un número de caso, el reporte no se ha enviado.
report-issued-waiting = Su caso { $number } ya está con nosotros; no tiene que hacer nada más. Si quiere, responda a la pregunta siguiente: ayuda al técnico. Para omitir el resto, escriba «cancelar»; el caso sigue abierto.
