# El cliente acepta, o no, un nivel más bajo.

ask-lower-level =
    Caso { $number }: el técnico propone pasar del { $picked } al { $level }. Motivo: { $reason }
    ¿Está de acuerdo? Si no, se mantiene el nivel actual: usted decide.
choice-agree = De acuerdo
offer-withdrawn = Esa propuesta ya se retiró; el nivel no cambió.
