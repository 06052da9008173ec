# Tomar un caso que tiene otra persona.

ask-takeover = El caso { $number } lo atiende { $holder }. ¿Lo toma usted?
choice-take-over = Sí, lo tomo
choice-leave-it = No
takeover-left = De acuerdo, el caso { $number } sigue con { $holder }.
