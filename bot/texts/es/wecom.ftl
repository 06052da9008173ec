## WeCom

# En el botón debajo de muchas opciones
wecom-choose = Elegir

alarm-wecom-party = El departamento no recibe en WeCom las tarjetas de los casos ({ $detail }); los mensajes a cada persona siguen llegando. Revise wecom.staff_party y el alcance visible de la aplicación (可见范围).
over-wecom-party = El departamento vuelve a recibir en WeCom las tarjetas de los casos.
