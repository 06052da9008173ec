### Personas y grupos: a quién llegan los mensajes, quién se fue, qué le falta a un grupo

## Clientes a los que no llegamos

card-unreachable = Los mensajes del bot no llegan al cliente: llámelo por teléfono o, si no hay número, espere su mensaje.
customer-unreachable = { $number }: los mensajes del bot ya no llegan a { $name } (bloqueó el bot, dejó de seguirnos o cerró su cuenta). Llame al cliente por teléfono.
customer-unreachable-nowhere = { $number }: los mensajes del bot ya no llegan a { $name } (bloqueó el bot, dejó de seguirnos o cerró su cuenta). No dejó teléfono ni tiene otro chat: solo queda esperar su mensaje, y le avisaremos.
customer-back = { $number }: los mensajes vuelven a llegar a { $name }.
customer-kept = { $number }: WeChat no nos deja escribir ahora a { $name }: tras cada mensaje suyo solo admite unos pocos nuestros. Lo que tenemos que decir, también lo que usted escriba ahora, queda guardado hasta que nos escriba. Llame al cliente por teléfono: /phone { $number }
customer-kept-phone = { $number }: WeChat no nos deja escribir ahora a { $name }: tras cada mensaje suyo solo admite unos pocos nuestros. Lo que tenemos que decir, también lo que usted escriba ahora, queda guardado hasta que nos escriba. Llame al cliente por teléfono: { $phone }
customer-kept-nowhere = { $number }: WeChat no nos deja escribir ahora a { $name }: tras cada mensaje suyo solo admite unos pocos nuestros. Lo que tenemos que decir, también lo que usted escriba ahora, queda guardado hasta que nos escriba. El cliente no dejó teléfono: búsquelo por otro medio o espere su mensaje.
done-said-unreached = Guardado en { $number }, pero los mensajes del bot no llegan al cliente (bloqueó el bot, dejó de seguirnos o cerró su cuenta). Si vuelve, no es seguro que lo reciba. Llámelo por teléfono: /phone { $number }
done-unreached = { $number }: hecho, ahora está «{ $state }». Los mensajes del bot no llegan al cliente (bloqueó el bot, dejó de seguirnos o cerró su cuenta): dígaselo por teléfono, /phone { $number }
done-said-nowhere = Guardado en { $number }, pero los mensajes del bot no llegan al cliente (bloqueó el bot, dejó de seguirnos o cerró su cuenta). Si vuelve, no es seguro que lo reciba. No dejó teléfono ni tiene otro chat: solo queda esperar su mensaje, y le avisaremos.
done-nowhere = { $number }: hecho, ahora está «{ $state }». Los mensajes del bot no llegan al cliente (bloqueó el bot, dejó de seguirnos o cerró su cuenta). No dejó teléfono ni tiene otro chat: solo queda esperar su mensaje, y le avisaremos.

## Colegas: sin contacto, que se fueron, que volvieron

staff-unreachable =
    Las llamadas no llegan a { $name }: bloqueó el bot, cerró su cuenta o nunca abrió el bot. Desde ahora se llama a quien sigue.
    Casos abiertos a su cargo: { $tickets }.
    Llame a { $name } por teléfono: basta con que abra el chat del bot y escriba algo.
staff-reached = Las llamadas vuelven a llegar a { $name }.
staff-left =
    { $name } ya no está en el grupo de trabajo: no puede ver ni atender casos y ya no recibe llamadas.
    Casos abiertos a su cargo: { $tickets }. Tómelos con /take NÚMERO, o abra la ficha y páselos a alguien.
    Para devolverle los permisos, agréguelo otra vez al grupo o envíele una nueva invitación.
staff-back = { $name } volvió al grupo de trabajo y tiene otra vez sus permisos.
no-tickets = ninguno
refused-suspended = Usted ya no está en el grupo de trabajo; no se hizo nada. Sus permisos vuelven cuando regrese al grupo, o el administrador puede invitarlo de nuevo.

## El grupo de trabajo: qué falta y qué hacer

group-gone = No se encuentra el grupo de trabajo «{ $title }»: los casos no se muestran ahí y las llamadas salen por privado. Revise telegram.staff_chat en la configuración y agregue el bot al grupo.
group-out = Sacaron al bot del grupo de trabajo «{ $title }»: los casos no se muestran ahí y las llamadas salen por privado. Agréguelo otra vez y hágalo administrador; lo demás se arregla solo.
group-muted = El bot no puede escribir en el grupo de trabajo «{ $title }». Permítale escribir o hágalo administrador.
group-deaf = En el grupo de trabajo «{ $title }» el bot solo ve los comandos, no lo que se escribe. Hágalo administrador, o desactive el modo de privacidad en @BotFather y agréguelo de nuevo.
group-topics = El grupo de trabajo «{ $title }» usa temas, pero el bot no puede crearlos: los casos se muestran solo como fichas. Dele permiso para gestionar temas.
group-mended = Todo vuelve a estar bien en el grupo de trabajo «{ $title }».

## Después de un tiempo sin recibir nada

outage-presses = No hubo conexión con Telegram desde { $since } hasta { $until }. Los botones pulsados en ese tiempo pueden no haber tenido efecto: púlselos otra vez. Los botones de las fichas abiertas siguen sirviendo, y también /ack NÚMERO.
outage-messages = No hubo conexión con Telegram desde { $since } hasta { $until }. Los mensajes y botones de ese tiempo pueden haberse perdido: llame por teléfono a los clientes que esperan. Los botones de las fichas abiertas siguen sirviendo.

## Alarmas: sin conexión con Telegram

alarm-token = Telegram no acepta el token del bot: no entra ni sale nada. Consulte el token en @BotFather, póngalo en telegram.token y reinicie.
over-token = Telegram vuelve a aceptar el token del bot.
alarm-conflict = Otro programa recibe mensajes con el mismo token, y algunos no llegan aquí. Deténgalo (suele ser un servidor viejo o una máquina de pruebas); si no lo encuentra, pida un token nuevo a @BotFather. Lo demás se arregla solo.
alarm-hooked = Alguien puso un webhook a este bot ({ $detail }) y sus mensajes van allá. Detenga ese programa; si deben llegar aquí, reinicie este: quitará el webhook.
over-conflict = Todos los mensajes vuelven a llegar aquí.
alarm-webhook = Alguien cambió el webhook en Telegram ({ $detail }); ya se volvió a poner el nuestro. Si se repite, otro programa usa el mismo token: deténgalo o pida un token nuevo a @BotFather.
alarm-undelivered = Telegram no puede entregar mensajes a nuestro webhook: { $detail }. Revise la dirección pública, el certificado y el proxy inverso. Los mensajes se guardan 24 horas como máximo.
over-webhook = Los mensajes de Telegram vuelven a llegar.
alarm-away = Hace más de 10 minutos que no hay conexión con Telegram: no pasan mensajes ni llamadas. Revise la red del servidor. Los mensajes se guardan 24 horas como máximo; los botones, dos minutos y medio.
over-away = Hay otra vez conexión con Telegram.
alarm-over = La alarma { $kind } terminó.
