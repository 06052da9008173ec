# Casos que llegan por teléfono, y lo que se hace por clientes sin chat.

call-ask-symptom = Una llamada: ¿qué ocurre? Anote lo que dice el cliente.
call-ask-level =
    ¿Cuánto le afecta? Pregunte a quien llama:
    No funciona: el sistema está caído, el servicio lleva 10 minutos o más interrumpido, o se perdieron datos importantes
    Funciona mal: se perdió parte del servicio, o podría detenerse pronto
    Afecta poco: hay un problema, pero lo esencial funciona
    «No funciona» llama al técnico de guardia en cuanto usted lo elige.
call-ask-equipment = ¿Qué equipo es? Nombre, modelo o número de serie. Si no lo saben, omita este paso.
call-ask-project = ¿De qué proyecto o lugar?
call-ask-caller = ¿Quién llama? Nombre y empresa.
call-ask-phone = ¿A qué número podemos llamar? Si es de un cliente que usa el chat, recibirá el caso allí.
call-ask-time = ¿Cuándo llamaron? Desde ahí corren los plazos. Elija, o escriba una hora como «14:20» o «hace 20 minutos».
choice-just-called = Llaman ahora
call-time-not-understood = No entendimos esa hora. Escríbala como «14:20» o «hace 20 minutos».
call-summary =
    Léalo a quien llama y, si todo está bien, regístrelo:
    Síntoma: { $symptom }
    Nivel: { $level }
    Equipo: { $equipment }
    Proyecto o lugar: { $project }
    Llama: { $caller }
    Teléfono: { $phone }
    Llamó: { $called }
    { $reach }
call-reaches-chat = { $name } usa el chat: allí recibe el número y las novedades.
call-reaches-phone = Ese número no tiene chat: todo se le dice por teléfono.
choice-log-call = Registrar
choice-caller = Quién llama
choice-call-time = Hora de la llamada
call-logged =
    Registrado: { $number }, { $level }. Lea el número a quien llama.
    { $name } también lo tiene en el chat. Estamos llamando al técnico de guardia, que responde { BY($due) }.
call-logged-phone =
    Registrado: { $number }, { $level }. Lea el número a quien llama.
    Estamos llamando al técnico de guardia, que responde { BY($due) }. Quien llama no tiene chat: lo demás se le dice por teléfono.
call-caller-known = { $number } ya está en el chat de { $name }, que recibe allí las novedades.
call-completed = Eso es todo; el técnico puede verlo.
call-left = De acuerdo, no se registró nada.
call-left-with-ticket = De acuerdo, lo dejamos aquí. El caso sigue abierto y el técnico ya fue avisado.
call-receipt =
    Registramos su llamada. Su número de caso es { $number }, { $level }.
    Un técnico ya fue avisado y se comunicará con usted { BY($due) }. Las novedades llegan aquí; si quiere agregar algo, escríbalo.
    Para una urgencia, llame al { $hotline }.
call-remind-confirm =
    { $number } quedó reparado; pregunte por teléfono a { $name } si funciona.
    Si funciona: /confirm { $number }
    Si no: /reject { $number } y lo que diga
call-ask-score =
    { $number } está cerrado. Pregunte por teléfono a { $name } cómo califica la atención, de 1 (muy mala) a 5 (muy buena).
    Después escriba: /rate { $number } y la calificación

card-by-phone = Llegó por teléfono: sin chat, avísele por teléfono
done-taken-phone = { $number } es suyo y las llamadas se detuvieron. El cliente no tiene chat: llámelo ahora y guarde lo que le dijo con /say { $number }.
done-said-phone = Guardado en { $number } como dicho por teléfono. No se envió nada: el cliente no tiene chat.
done-solved-phone = { $number } está reparado. El cliente no tiene chat: pregúntele por teléfono y escriba /confirm { $number }, o /reject { $number } y lo que diga.
done-by-phone = { $number }: hecho, ahora está «{ $state }». El cliente no tiene chat: dígaselo por teléfono.
done-customer-wrote = Guardado en { $number } como palabras del cliente. Si el caso lo esperaba, ya sigue.
done-confirmed = { $number }: queda anotado que el cliente lo confirmó por teléfono. Caso cerrado.
done-reopened = { $number } vuelve a estar abierto y se llama al técnico de inmediato.
done-rated = { $number }: calificación guardada.
done-record-amended = Guardado en { $number }.
refused-lower-by-phone = El cliente no tiene chat donde aceptar un nivel menor. Pueden decidirlo: { $roles }.
refused-no-chat = El cliente llamó por teléfono y no tiene chat; los archivos no le pueden llegar.
refused-own-score = Nadie anota la calificación de su propia reparación. Pida a un colega que la anote: a recepción o a cualquiera que atienda a clientes.
refused-not-logged = Solo puede hacerlo quien anotó la llamada.
refused-call-to-come = Esa hora todavía no llega. Escriba cuándo llamaron.
usage-new = Escriba: /new
usage-heard = Escriba: /heard NÚMERO y lo que dijo el cliente por teléfono
usage-confirm = Escriba: /confirm NÚMERO, cuando un cliente sin chat dijo por teléfono que funciona
usage-reject = Escriba: /reject NÚMERO y lo que el cliente dice que sigue mal
usage-rate = Escriba: /rate NÚMERO y la calificación del cliente, de 1 a 5
ask-heard = { $number }: ¿qué dijo el cliente por teléfono? Se guarda como palabras suyas.
choice-heard = Dicho por teléfono
field-caller = quién llama
