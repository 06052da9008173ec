## La página del chat

web-subtitle = Posventa, 24 horas
web-skip = Ir al mensaje
web-language = Idioma
web-conversation = Conversación
web-write = Escriba su mensaje
web-send = Enviar
web-attach = Adjuntar foto, video o archivo
web-note = Lo que escriba queda en su caso.
web-privacy = Privacidad
web-choices = Opciones
web-newest = Ir al último mensaje
web-typing = Escribiendo
web-today = Hoy
web-photo = Foto
web-voice = Audio
web-video = Video
web-document = Archivo
web-files = Archivos
web-page = Llamada
web-sending = Enviando
web-uploading = Subiendo el archivo
web-failed = No se envió; toque para reintentar
web-offline = No hay conexión. Lo que escriba se guarda y se envía en cuanto vuelva.
web-noscript = Esta página necesita JavaScript. Ábrala en otro navegador o llame al

web-ticket = Su caso
web-ticket-data = Datos del caso
web-level = Gravedad
web-customer = Cliente
web-equipment = Equipo
web-holder = Lo atiende
web-urgent = Urgencias
web-zone = Horas en la zona:
web-left = Quedan
web-late-by = Vencido hace
web-met = Respondido
web-paused = Plazo en pausa

## El caso, encima de la conversación

web-time = { TIME($at) }
web-by = { BY($due) }
web-about = { ABOUT($due) }
web-question = Consulta
web-level-1 = Nivel 1 (crítica)
web-level-2 = Nivel 2 (grave)
web-level-3 = Nivel 3 (menor)
web-state-new = Recibido
web-state-acknowledged = Aceptado
web-state-working = En curso
web-state-waiting = En espera de su respuesta
web-state-solved = Resuelto, a confirmar
web-state-closed = Cerrado
web-state-cancelled = Cancelado
web-step-received = Recibido
web-step-accepted = Aceptado
web-step-working = En curso
web-step-solved = Resuelto
web-note-received = Avisamos al técnico de guardia.
web-note-accepted = Lo atiende { $name }.
web-note-waiting = Falta su respuesta; el plazo está en pausa.
web-note-solved = Usted confirma que funciona bien.
web-promise-respond = Nos comunicaremos con usted { BY($due) }
web-promise-late = Debimos comunicarnos con usted { BY($due) }. Seguimos avisando a los técnicos; si urge, llame a la línea de atención
web-promise-eta = { $name } llegará { ABOUT($due) }
web-promise-working = { $name } está en ello; cualquier novedad se la escribimos aquí
web-promise-waiting = Esperamos su respuesta; el plazo está en pausa
web-promise-solved = Díganos si el equipo ya funciona bien
web-promise-closed = Caso cerrado. Si el problema vuelve, escríbanos
web-promise-cancelled = Caso cancelado; ya no lo atendemos
web-fact-project = Proyecto
web-fact-equipment = Equipo
web-fact-site = Lugar

## Por qué algo no se hizo

web-error-not-found = No existe o usted no puede verlo.
web-error-too-large = Es demasiado grande para enviarlo.
web-error-bad-request = No entendimos la solicitud. Vuelva a cargar la página.
web-error-bad-fields = La solicitud tiene un dato incorrecto: { $detail }
web-error-busy = Hay mucha actividad. Lo que escribió sigue ahí; inténtelo en unos segundos.
web-error-no-session = La conversación venció. Vuelva a cargar la página.
web-error-forbidden = Usted no puede entrar aquí.
web-error-too-many = Van demasiados mensajes seguidos. Espere unos segundos.
web-error-too-long = El mensaje es demasiado largo: caben { $limit } caracteres. Envíelo en varias partes.
web-error-too-many-files = Un mensaje lleva como máximo { $limit } archivos.
web-error-empty = El mensaje está vacío.
web-error-unknown-file = No encontramos el archivo. Súbalo otra vez.
web-error-empty-file = El archivo está vacío. Elija otro.
web-error-file-too-large = El archivo pasa de { $limit } MB y no se puede enviar.
web-error-no-file = No llegó ningún archivo. Elíjalo otra vez.
