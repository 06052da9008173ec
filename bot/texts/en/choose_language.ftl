# Choosing the language. Each under its own name.

ask-language = Choose a language. 语言 / Idioma
language-zh = 中文
language-es = Español
language-en = English
language-set = Done, English from now on.
