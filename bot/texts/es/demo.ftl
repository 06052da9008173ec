# La página de demostración.

demo-skip = Ir a los tres teléfonos
demo-language = Idioma
demo-clock = Reloj del servicio
demo-speed = Velocidad del reloj
demo-story = Avance de la historia
demo-phones = Teléfonos
demo-play = Ver la historia:
demo-pause = Pausa
demo-go-on = Continuar
demo-replay = Verla otra vez
demo-next = Después:
demo-free = Por su cuenta
demo-fresh = Empezar de cero, por su cuenta
demo-fresh-about = Un servicio vacío; usted maneja los tres teléfonos
demo-welcome = Tres teléfonos, un mismo servicio.
demo-welcome-next = Elija una historia o escriba directamente en cualquiera de los teléfonos.
demo-ended = Fin de la historia.
demo-ended-next = Puede seguir en cualquiera de los teléfonos.
demo-failed-story = La historia se detuvo aquí:
demo-you-are = Ahora usted es
demo-taken = La historia está en pausa; escriba o toque los botones.
demo-taken-on = La historia ya no sigue sola: decide usted. Acelere el reloj para ver recordatorios y avisos a otros.
demo-role = Hacer este papel
demo-role-mine = Usted hace este papel
demo-phone-customer = Cliente
demo-phone-engineer = Técnico de guardia
demo-phone-staff = Grupo de servicio
demo-write-room = Escriba en el grupo

# Encima de los teléfonos y en sus títulos
demo-hotline-bot = Bot · las 24 horas
demo-duty-bot = Bot · avisa con sonido de noche
demo-desk-bot = Asistente de guardia
demo-room = Grupo de { $company }
demo-room-about = una ficha por caso
demo-room-members = { $count } personas
demo-customer-about = su cliente
