## La página de un enlace: qué hace un toque, y en nombre de quién

tap-as = Lo hace como { $name }.
tap-once = El enlace sirve una sola vez, durante un día y solo para usted. No lo reenvíe.
tap-look-often = El enlace sirve durante un día y solo para usted. No lo reenvíe.
tap-done = Resultado
tap-used = Este enlace ya se usó
tap-used-how = Lo que hace ya está hecho. Para ver el caso como está ahora, escríbanos en su chat: /ticket { $number }
tap-expired = Este enlace ya venció
tap-expired-how = Los enlaces sirven un día. Para ver el caso como está ahora, escríbanos en su chat: /ticket { $number }
tap-left = Este enlace ya no es suyo
tap-left-how = Se hizo para una persona de nuestro personal que ahora no puede usarlo. Si es un error, pregunte al administrador.
tap-foreign = No conocemos este enlace
tap-foreign-how = Quizá le falta una parte: ábralo desde el mismo mensaje.
btn-look = Leerlo
