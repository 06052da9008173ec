# 选择语言。各语言用自己的名字。

ask-language = 请选择语言。Language / Idioma
language-zh = 中文
language-es = Español
language-en = English
language-set = 好的，之后都用中文。
