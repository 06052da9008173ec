# A los diez minutos de interrupción se pregunta otra vez.

ask-still-down = { $subject }: según lo que nos indicó, la interrupción ya lleva 10 minutos. ¿Ya se restableció el servicio?
this-report = El problema que está reportando
this-ticket = Caso { $number }
choice-still-down = Todavía no
choice-over-late = Sí, duró 10 min o más
choice-over-soon = Sí, duró menos de 10 min
ask-raise-outage = { $subject }: una interrupción de 10 minutos o más corresponde al { $level }. ¿Cambiamos el nivel? Si acepta, avisamos de inmediato al técnico de guardia.
outage-over = De acuerdo, anotamos que el servicio se restableció. El nivel queda igual.
