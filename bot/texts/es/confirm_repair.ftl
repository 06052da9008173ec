# El cliente confirma si ya funciona.

ask-works =
    Caso { $number }: { $holder } nos informa que el problema quedó resuelto: { $note }
    ¿El equipo ya funciona bien?
    Si no tenemos su respuesta { BY($closes_at) }, cerraremos el caso. Si el problema vuelve, responda a este mensaje y lo retomamos.
choice-works = Sí, funciona
choice-broken = Sigue el problema
ask-what-is-wrong = Lamentamos que no haya quedado bien. ¿Qué ocurre ahora en el caso { $number }? Una frase o una foto bastan y lo retomamos enseguida.
repair-not-answered = De acuerdo, lo dejamos por ahora. Si no tenemos su respuesta { BY($closes_at) }, cerraremos el caso { $number }. Si el problema vuelve, escríbanos.
