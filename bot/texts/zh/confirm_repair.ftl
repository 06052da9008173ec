# 请客户确认是否修好。

ask-works =
    { $kind ->
        [follow_up] { $number }：{ $holder }就您的评价回复：{ $note }
       *[other] 服务单 { $number }：{ $holder }反馈故障已排除：{ $note }
    }
    { $kind ->
        [follow_up] 这件事给您解决了吗？
       *[other] 请您确认设备是否恢复正常。
    }
    如果到{ $closes_at } 仍未收到回复，服务单将自动结单；之后有问题，发来单号和情况，即可重新处理。
choice-works = 已恢复
choice-broken = 还有问题
choice-settled = 已解决
choice-unsettled = 还没解决
ask-what-is-wrong = 抱歉还没有修好。服务单 { $number } 现在是什么情况？写一句话，或发张照片，我们马上重新处理。
repair-not-answered = 好的，先不确认。如果到{ $closes_at } 仍未收到回复，服务单 { $number } 将自动结单；之后有问题，直接发消息即可。
