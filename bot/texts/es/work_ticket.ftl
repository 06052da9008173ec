# Acciones del personal que piden unas palabras.

ask-more = { $number }: ¿qué más quiere hacer?
choice-say = Escribir al cliente
choice-told = Anotar lo dicho por teléfono
choice-note = Nota interna
choice-answer = Responder la consulta
choice-refer = Pasar al responsable
choice-set-severity = Cambiar el nivel
choice-cancel-ticket = Cancelar el caso
ask-wait-reason = { $number }: ¿qué le falta del cliente? Lo que escriba le llega tal cual y el plazo queda en pausa.
ask-eta = { $number }: ¿a qué hora llega? Elija una opción o escríbala, por ejemplo «17:20» o «en 40 minutos». El cliente recibe esa hora.
choice-eta-30 = En 30 minutos
choice-eta-60 = En 1 hora
choice-eta-120 = En 2 horas
eta-not-understood = No entendimos la hora. Escríbala así: «17:20» o «en 40 minutos».
ask-solution = { $number }: ¿qué se hizo? Una frase basta; se la enviamos al cliente para que confirme.
ask-say = { $number }: { $way ->
        [phone] ¿qué le dijo al cliente por teléfono? Queda en el caso; no se envía.
       *[chat] ¿qué le decimos al cliente? Lo que escriba le llega tal cual. Puede agregar fotos.
    }
ask-note = { $number }: escriba una nota interna. El cliente no la ve.
ask-answer = { $number }: ¿cuál es la respuesta? Lo que escriba le llega al cliente y la consulta se cierra.
ask-referral = { $number }: ¿por qué pasa al responsable de atención al cliente? Esa persona lo leerá.
ask-level = { $number } está en { $level }. ¿A qué nivel pasa?
ask-level-reason = { $number }: ¿por qué pasa al { $level }? El cliente lo leerá.
ask-cancel-reason = { $number }: ¿por qué se cancela? El cliente lo leerá.
