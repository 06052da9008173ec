### El chat: el saludo al abrirlo, los archivos

web-title = Posventa
web-hello = Hola, le atiende el servicio posventa, las 24 horas.
web-hello-how = ¿Qué ocurre con el equipo? Una o dos frases bastan; también puede enviar una foto, un video o un audio.
web-start-report = Reportar un problema
web-start-ask = Hacer una consulta
web-start-tickets = Ver mi caso
web-more = Agregar, cambiar o cancelar
web-to-confirm = a confirmar
web-drop = Suelte aquí para adjuntar
web-file-limit = El archivo es demasiado grande. Envíe uno más pequeño o divídalo.
web-file-empty = El archivo está vacío. Elija otro.
web-too-long = El mensaje es demasiado largo. Envíelo en varias partes.

# El personal
web-staff-room = Grupo de servicio
web-my-chat = Mi chat
