## 客户在微信里写的内容不得进入 Telegram 时，Telegram 上显示什么

page-private =
    请接单 { $number }，{ BY($due) }答复客户。
    { $level }。
page-private-overdue =
    已超时，应在{ $due } 前答复：请马上接单 { $number } 并答复客户。
    { $level }。
private-news = 服务单 { $number }（{ $level }）有新情况。
private-where = 客户写的内容不在 Telegram 上显示，请到企业微信或网页查看。
private-where-link = 客户写的内容不在 Telegram 上显示，请到企业微信查看，或打开网页：{ $link }
storm-line-private =
    { $number } · { $level } · 最晚{ BY($due) }答复客户
    /ack { $number }
list-line-private = { $number } · { $level } · { $state } · { $name }
waiting-private = { $number }：客户{ AT($at) }发来消息，还没有人答复。
