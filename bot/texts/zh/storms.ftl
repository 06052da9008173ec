## 同时来的多张服务单

storm-calls = 合并了 { $count } 次呼叫，能接的请接单：
storm-cards = 新到 { $count } 张服务单。群里消息有限额，卡片会陆续发出；现在就可以在这里接单。
storm-over = 高峰已过：每张服务单都有自己的卡片了。
storm-line =
    { $number } · { $level } · 最晚{ BY($due) }答复客户
    { $customer }：「{ $symptom }」
    /ack { $number }
storm-line-taken = { $number } · { $level } · { $state } · { $name }
storm-more = 还有 { $count } 张没有列出：/open
btn-ack-number = 接单 { $number }
