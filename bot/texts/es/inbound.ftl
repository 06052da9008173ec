### Mensajes editados, demasiados a la vez, personas a las que no se atiende, lo que se dice después

# Ediciones, para quien las hizo
edit-command = Un comando editado no hace nada. Envíelo otra vez en un mensaje nuevo.
edit-too-late = El caso { $number } ya terminó y su corrección no se agregó. Si queda algo pendiente, escriba un mensaje nuevo.
edited-answer = Cambiado según su corrección.
edited-copy = Ya corregimos lo que recibió el cliente.

# Ediciones, para la otra parte
customer-changed =
    { $name } ({ $number }) cambió un mensaje por:
    { $text }
relay-corrected =
    Corrección de { $name } (caso { $number }):
    { $text }

# Demasiados mensajes a la vez
too-fast =
    Llegaron muchos mensajes a la vez. No se pierde nada: lo que escriba ahora lo juntamos y lo respondemos en un minuto, más o menos.
    Si no puede esperar, llame al { $hotline }.

# Personas a las que no se atiende
blocked-notice = Por ahora no recibimos mensajes desde aquí. Lo que ya reportó sigue su curso. Para hablar con nosotros, llame al { $hotline }.
done-blocked = Ya no recibimos nada de quien reportó { $number }; sus casos abiertos siguen. Para deshacerlo: /unblock { $number }
done-unblocked = Volvemos a atender a quien reportó { $number }.
already-blocked = Quien reportó { $number } ya está bloqueado.
not-blocked = Quien reportó { $number } no está bloqueado.
refused-block-staff = Ese caso lo reportó alguien de la empresa, y no se puede bloquear a un colega.
usage-block = Escriba: /block NÚMERO y el motivo. Bloquea a quien reportó ese caso; el motivo queda entre nosotros.
usage-unblock = Escriba: /unblock NÚMERO

# Lo que se dice después
notice-late = Caso { $number }: nadie lo aceptó en el plazo prometido y lo lamentamos. Ahora llamamos a { $names } y seguiremos hasta que alguien responda. Si no puede esperar, llame al { $hotline }.
notice-late-nobody = Caso { $number }: nadie lo aceptó en el plazo prometido y lo lamentamos. Llamamos a todos los que podemos localizar. Si no puede esperar, llame al { $hotline }.
amended-field = { $field }: { $value }
two-lines =
    { $first }
    { $rest }

# Calificaciones
about-score = { $score } de 5 por el caso { $number }
card-about-score = Motivo: el cliente dio { $score } de 5 por { $number }

# Archivos
file-kept-only = { $number }: llegó de la otra parte un archivo de tipo { $kind } ({ $name }). Esos archivos pueden traer programas: lo guardamos y no lo reenviamos. Si lo necesita, pídalo al administrador.
file-kept-only-sent = Los archivos de tipo { $kind } se guardan con el caso { $number }, pero no se reenvían porque pueden traer programas. Una foto, un PDF o un texto simple sí llegan.
file-kind-unknown = desconocido
file-kind-program = programa
file-kind-page = página web
file-kind-archive = comprimido
file-kind-office = documento de Office antiguo
