# Privacidad y borrado de datos.

privacy-policy =
    Guardamos lo que usted escribe, sus archivos, su nombre y su cuenta, solo para atender sus casos. Lo ven las personas que los atienden y ningún otro cliente.
    Los conservamos hasta que usted nos pida borrarlos. El registro de reparaciones queda, sin datos personales.
    Puede borrar sus datos cuando quiera.
choice-forget = Borrar mis datos
ask-forget = ¿Borramos sus datos? Se eliminan mensajes, archivos, nombre y contacto, y no se pueden recuperar. El registro de las reparaciones se conserva sin datos personales.
choice-forget-yes = Sí, borrarlos
choice-forget-no = No borrar
privacy-forgotten = De acuerdo. Si no tiene casos abiertos, borramos sus datos ahora; si los tiene, en cuanto se cierren.
privacy-kept = De acuerdo, no borramos nada.
