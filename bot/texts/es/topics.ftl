## Topics of tickets in a forum of staff, and groups that move

# The name of a topic: Telegram shows its first forty characters or so.
topic-name = { $number } · { $level } · { $symptom }
topic-name-only = { $number } · { $level }
card-topic = Atención: lo que { $name } escriba aquí le llega al cliente; lo que escriban los demás queda entre nosotros.
line-not-delivered = No consta que esta línea haya llegado al cliente: puede que nos haya bloqueado. Llámele por teléfono; la opción «Ver teléfono» de la ficha muestra el número.
group-moved =
    Telegram ha dado al grupo de trabajo un número nuevo: { $old } es ahora { $new }. Todo se ha trasladado, no se ha perdido nada y no hay prisa.
    Cuando le venga bien, escriba staff_chat = { $new } en la configuración.
