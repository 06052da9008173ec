### WeChat: archivos, el menú bajo el chat

wechat-file = WeChat no puede mostrar aquí «{ $name }». Si lo necesita, díganoslo y se lo hacemos llegar de otra forma.

## El menú: 16 bytes para las tres entradas siempre visibles (reportar, casos, ayuda)

wechat-menu-report = Reportar
wechat-menu-tickets = Mis casos
wechat-menu-progress = ¿Cómo va?
wechat-menu-mine = Todos mis casos
wechat-menu-ask = Hacer una consulta
wechat-menu-help = Ayuda
wechat-menu-how = Cómo funciona
wechat-menu-cancel = Dejar de llenar
wechat-menu-language = Idioma
wechat-menu-privacy = Privacidad
