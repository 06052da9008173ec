## Lo que Telegram muestra de clientes que escribieron por WeChat, donde sus palabras no deben llegar allí

page-private =
    Acepte el caso { $number } y responda al cliente { BY($due) }.
    { $level }.
page-private-overdue =
    Atrasado, venció { AT($due) }: acepte el caso { $number } y responda al cliente ahora.
    { $level }.
private-news = Hay novedades en el caso { $number } ({ $level }).
private-where = Lo que escribe el cliente no se muestra en Telegram. Léalo en WeCom o en el navegador.
private-where-link = Lo que escribe el cliente no se muestra en Telegram. Léalo en WeCom o en el navegador: { $link }
storm-line-private =
    { $number } · { $level } · contestar al cliente { BY($due) }
    /ack { $number }
list-line-private = { $number } · { $level } · { $state } · { $name }
waiting-private = { $number }: el cliente escribió { AT($at) } y nadie ha respondido.
