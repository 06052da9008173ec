# El cliente confirma si ya funciona.

ask-works =
    { $kind ->
        [follow_up] { $number }: { $holder }, sobre su calificación: { $note }
       *[other] Caso { $number }: { $holder } nos informa que el problema quedó resuelto: { $note }
    }
    { $kind ->
        [follow_up] ¿Quedó resuelto para usted?
       *[other] ¿El equipo ya funciona bien?
    }
    Si no tenemos su respuesta { BY($closes_at) }, cerraremos el caso. Si el problema vuelve, escriba el número y lo que ocurre, y lo retomamos.
choice-works = Sí, funciona
choice-broken = Sigue el problema
choice-settled = Sí, quedó resuelto
choice-unsettled = No está resuelto
ask-what-is-wrong = Lamentamos que no haya quedado bien. ¿Qué ocurre ahora en el caso { $number }? Una frase o una foto bastan y lo retomamos enseguida.
repair-not-answered = De acuerdo, lo dejamos por ahora. Si no tenemos su respuesta { BY($closes_at) }, cerraremos el caso { $number }. Si el problema vuelve, escríbanos.
