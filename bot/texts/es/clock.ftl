# Cómo se dicen las horas. clock-date es un formato de fecha de CLDR.
clock-date = d MMM
clock-date-other-year = d MMM y

clock-moment-today = hoy { $hour ->
        [1] a la
       *[other] a las
    } { $time }
clock-moment-tomorrow = mañana { $hour ->
        [1] a la
       *[other] a las
    } { $time }
clock-moment-yesterday = ayer { $hour ->
        [1] a la
       *[other] a las
    } { $time }
clock-moment-other = { $date }, { $time }

# Un plazo, con su preposición: antes de las 16:30
clock-by-today = antes de { $hour ->
        [1] la
       *[other] las
    } { $time }
clock-by-tomorrow = antes de mañana { $hour ->
        [1] a la
       *[other] a las
    } { $time }
clock-by-yesterday = antes de { $hour ->
        [1] la
       *[other] las
    } { $time } de ayer
clock-by-other = antes del { $date }, { $time }

clock-at-today = { $hour ->
        [1] a la
       *[other] a las
    } { $time }
clock-at-tomorrow = mañana { $hour ->
        [1] a la
       *[other] a las
    } { $time }
clock-at-yesterday = ayer { $hour ->
        [1] a la
       *[other] a las
    } { $time }
clock-at-other = el { $date } { $hour ->
        [1] a la
       *[other] a las
    } { $time }

clock-about-today = hacia { $hour ->
        [1] la
       *[other] las
    } { $time }
clock-about-tomorrow = mañana hacia { $hour ->
        [1] la
       *[other] las
    } { $time }
clock-about-yesterday = ayer hacia { $hour ->
        [1] la
       *[other] las
    } { $time }
clock-about-other = el { $date } hacia { $hour ->
        [1] la
       *[other] las
    } { $time }

# Una duración, en dos unidades como mucho: 3 horas y 5 minutos
clock-day = { $count ->
        [one] { $count } día
       *[other] { $count } días
    }
clock-hour = { $count ->
        [one] { $count } hora
       *[other] { $count } horas
    }
clock-minute = { $count ->
        [one] { $count } minuto
       *[other] { $count } minutos
    }
clock-second = { $count ->
        [one] { $count } segundo
       *[other] { $count } segundos
    }
clock-together = { $large } y { $small }
