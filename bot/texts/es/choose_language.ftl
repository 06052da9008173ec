# Elegir el idioma. Cada uno con su propio nombre.

ask-language = Elija el idioma. Language / 语言
language-zh = 中文
language-es = Español
language-en = English
language-set = De acuerdo, desde ahora en español.
