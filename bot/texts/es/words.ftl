# Palabras que se dicen en lugar de tocar un botón, separadas por comas. No importan mayúsculas, tildes ni signos.

words-cancel = cancelar, cancela, cancelo, déjelo, dejarlo, salir, basta
words-back = atrás, volver, regresar, anterior
words-skip = omitir, saltar, siguiente, no sé, no lo sé, ninguno, ninguna, nada
words-yes = sí, claro, correcto, así es, de acuerdo, vale, ok, okay, bueno, confirmo, acepto
words-no = no, no señor, no señora, negativo, todavía no, no gracias
words-done = listo, eso es todo, ya está, terminé, nada más
# Respuestas a «¿El equipo ya funciona bien?»
words-works = funciona, ya funciona, funciona bien, ya funciona bien, arreglado, solucionado
words-broken = no funciona, todavía no, aún no, sigue igual, sigue el problema, no quedó bien
words-help = ayuda, menú, opciones, qué puedo hacer, cómo funciona
words-report = reportar, reportar otro problema, reportar un problema, reportar una falla, reportar avería, dar parte, quiero reportar un problema
words-ask = consulta, consultar, hacer una consulta, pregunta, preguntar
words-progress = estado, caso, ver mi caso, mi caso, mis casos, ver estado, casos, avance
words-thanks = gracias, muchas gracias, mil gracias, muy amable, muchísimas gracias, se agradece
words-hello = hola, buenas, buenos días, buenas tardes, buenas noches, qué tal
words-language = idioma, idioma / language, cambiar idioma, cambiar de idioma, español
words-privacy = privacidad, mis datos, política de privacidad
words-forget = borrar mis datos, eliminar mis datos, olvídeme, borre mis datos
words-person = persona, hablar con una persona, agente, operador, recepción, humano
words-more = más, ver más, siguiente página
words-link = vincular, vincular cuentas, enlazar cuentas
words-unlink = desvincular, desvincular cuentas
