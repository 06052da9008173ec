# Calificación.

ask-score = Cerramos el caso { $number }. ¿Cómo califica la atención? Basta una nota del 1 al 5.
score-1 = 1 Muy mala
score-2 = 2 Mala
score-3 = 3 Regular
score-4 = 4 Buena
score-5 = 5 Muy buena
ask-low-reason = Lamentamos no haber cumplido. ¿Qué falló sobre todo? El responsable de atención al cliente lo revisará y se comunicará con usted { BY($call_by) }.
reason-slow = Tardaron
reason-not-fixed = No quedó bien
reason-manner = El trato
reason-cost = El costo
reason-other = Otro motivo
ask-comment = Si quiere contarnos más, escríbalo aquí y lo leerá el responsable. Si no, elija «Omitir».
rating-thanks = Gracias por su calificación. Se la pasamos a quien lo atendió.
rating-followed-up = Gracias. Ya lo tiene el responsable de atención al cliente, que se comunicará con usted en el plazo indicado.
rating-invites = Gracias por su calificación. Se la pasamos a quien lo atendió. Si quiere agregar unas palabras, elija esa opción; si no, no hace falta nada más.
choice-comment = Agregar unas palabras
ask-words = ¿Qué nos quiere decir?
comment-thanks = Gracias, lo hemos transmitido.
