# Hacer una consulta.

ask-question = ¿Cuál es su consulta? Puede agregar fotos. Al recibirla le damos un número y la hora de respuesta.
question-words-please = Recibimos el archivo; falta que escriba su consulta.
question-cancelled = De acuerdo, no enviamos nada. Cuando lo necesite, escríbanos.
