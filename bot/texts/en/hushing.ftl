## What is shown on Telegram of customers who wrote on WeChat, where their words may not go there

page-private =
    Take ticket { $number } and answer the customer { BY($due) }.
    { $level }.
page-private-overdue =
    Overdue, was due { AT($due) }: take ticket { $number } and answer the customer now.
    { $level }.
private-news = There is news in ticket { $number } ({ $level }).
private-where = The customer's words aren't shown on Telegram. Read them in WeCom or in the browser.
private-where-link = The customer's words aren't shown on Telegram. Read them in WeCom, or in the browser: { $link }
storm-line-private =
    { $number } · { $level } · answer the customer { BY($due) }
    /ack { $number }
list-line-private = { $number } · { $level } · { $state } · { $name }
waiting-private = { $number }: the customer wrote { AT($at) }, and nobody has answered.
