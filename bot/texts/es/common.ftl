# Lo que comparten varias conversaciones.

choice-skip = Omitir
choice-back = Atrás
choice-cancel = Cancelar
choice-yes = Sí
choice-no = No
choice-done = Listo

# Cuánto afecta, en palabras del cliente
choice-down = No funciona
choice-degraded = Funciona mal
choice-minor = Afecta poco
level-critical = { level-1 }
level-major = { level-2 }
level-minor = { level-3 }
choice-accept-level = Cambiar el nivel
choice-keep-level = Dejarlo igual
level-kept = De acuerdo, el nivel queda igual.

not-given = sin indicar
nothing-changed = De acuerdo, no cambiamos nada.
list-comma = {", "}
