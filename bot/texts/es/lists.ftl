# Listas de casos, lo que espera a cada persona, y el resumen de la mañana.

list-mine = { $count ->
        [one] Tiene { $count } caso
       *[other] Tiene { $count } casos
    }{ $pages ->
        [1] {""}
       *[other] {", "}página { $page } de { $pages }
    }:
list-open = { $count ->
        [one] { $count } caso abierto
       *[other] { $count } casos abiertos
    }{ $pages ->
        [1] {""}
       *[other] {", "}página { $page } de { $pages }
    }:
list-found = { $count ->
        [one] { $count } caso con «{ $words }»
       *[other] { $count } casos con «{ $words }»
    }{ $pages ->
        [1] {""}
       *[other] {", "}página { $page } de { $pages }
    }:
list-line = { $number } { $level }, { $state }, { $name }. Contestar al cliente: { $due }. { $customer }: «{ $symptom }»
list-line-answered = { $number } { $level }, { $state }, { $name }. { $customer }: «{ $symptom }»
list-line-own = { $number } { $level }, { $state }. Contestar al cliente: { $due }. { $customer }: «{ $symptom }»
list-line-own-answered = { $number } { $level }, { $state }. { $customer }: «{ $symptom }»
list-nobody = nadie
list-empty-mine = Ahora no tiene casos abiertos. /open muestra los de todos.
list-empty-open = Ahora no hay ningún caso abierto.
list-empty-filtered = Ahora no hay casos abiertos{ $level ->
        [0] {""}
       *[other] {" "}de nivel { $level }
    }{ $state ->
        [waiting] {" "}en espera del cliente
       *[any] {""}
    }{ $late ->
        [yes] {" "}con el plazo vencido
       *[no] {""}
    }. /open muestra todos los abiertos.
list-empty-found = No encontramos ningún caso con «{ $words }». Pruebe con otra palabra o con parte del número.
list-over = Eso era todo. /open muestra los casos abiertos, /mine los suyos.
choice-list-ticket = { $number }
choice-next-page = Ver más
choice-previous-page = Página anterior
usage-open = Escriba: /open, o con 1, 2 o 3 para un nivel, «espera», «vencidos», o p2 para la segunda página
usage-mine = Escriba: /mine, o /mine p2 para la segunda página
usage-find = Escriba: /find y palabras del síntoma, del cliente, del equipo, o parte del número

waiting-heading = Esto espera por usted:
waiting-call = { $number }, { $level }: le llamamos y nadie lo ha aceptado; responda { BY($due) }. /ack { $number }
waiting-offer = { $number }: { $name } le pide tomarlo. /accept { $number }, o /decline { $number } y el motivo
waiting-words = { $number }, el cliente { AT($at) }: «{ $text }»
waiting-files = { $number }: el cliente envió archivos { AT($at) }.
waiting-eta = { $number }: su llegada estaba prevista { AT($eta) }. ¿Todavía no llega? Dé otra hora: /onsite { $number }
waiting-late = { $number }: el plazo para contestar al cliente venció { AT($due) }. Escríbale ahora: /say { $number }
waiting-due = { $number }: el plazo para contestar al cliente vence { AT($due) }. /say { $number }

digest-heading = Lo que está abierto, { DATE($day) }:
digest-own = { $name }, con usted: { $count } abiertos, { $late } vencidos, { $waiting } en espera del cliente, { $solved } a confirmar. /mine los muestra.
digest-desk =
    El servicio: { $count } abiertos, { $late } vencidos, { $waiting } en espera del cliente, { $solved } a confirmar, { $nobody } sin aceptar.
    Nivel 1: { $level1 }. Nivel 2: { $level2 }. Nivel 3: { $level3 }. Consultas y seguimientos: { $others }.
digest-day = Resueltos desde ayer: { $solved }.
digest-scores = Calificaciones desde ayer: { $count }, promedio { $score }.
duty-after = Después: { $name }.
