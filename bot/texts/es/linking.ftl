## Dos chats de una misma persona

link-code =
    Su código: { $code }
    En la otra aplicación, escríbanos «vincular» y este código { BY($until) }. Desde entonces los dos chats muestran todos sus casos.
    ¿Ya tiene un código de allí? Entonces escríbalo aquí.
link-done =
    Listo: este chat y el de { $channel } ya son los dos suyos, y ambos muestran todos sus casos.
    Las novedades de un caso llegan adonde lo reportó; lo que no llegue allí va al otro. «desvincular» lo deshace.
link-done-other =
    Su chat de { $channel } se vinculó con este: ambos muestran ya todos sus casos.
    Si no fue usted, escriba «desvincular» cuanto antes.
link-wrong = Ese código no es correcto o ya venció. En la otra aplicación escriba «vincular» y recibirá uno nuevo.
link-too-many = Se escribió demasiadas veces un código incorrecto. Espere { $minutes } minutos y pida uno nuevo.
link-own = Ese código es para la otra aplicación: escríbanos allí «vincular» y el código.
link-already = Estos dos chats ya están vinculados.
link-not-staff = Nuestro personal no se vincula con códigos. Pida al administrador una invitación para esta aplicación.
link-refused = No podemos vincular estos dos chats. Llame al { $hotline } y lo resolvemos.
unlink-done = Listo: este chat y el de { $channel } vuelven a estar separados. Cada uno conserva los casos que se reportaron en él.
unlink-done-other = Su chat de { $channel } ya no está vinculado con este. Cada uno conserva los casos que se reportaron en él.
unlink-none = Este chat no está vinculado con ningún otro. Para vincular uno, escriba «vincular».
channel-telegram = Telegram
channel-wechat = WeChat
channel-wecom = WeCom
channel-web = el navegador
channel-other = otra aplicación
cmd-link = Usar dos aplicaciones como una: vincular otro chat
cmd-unlink = Separar chats vinculados
