# 查进度、补充、撤销。

ask-which-ticket = 您要看哪一张服务单？
choice-ticket = { $number } { $stage }
no-open-tickets = 您目前没有处理中的服务单。设备有问题，直接说明情况即可报修。
ticket-not-found = 没有找到可供您查询的这张服务单。请核对单号（不含字母 I、L、O、U），或发「进度」从您的服务单里选择。
ticket-status =
    服务单 { $number }：{ $stage }
    级别：{ $level }
    内容：{ $symptom }
    负责人：{ $holder }
    { $next }
stage-new = 已受理
stage-acknowledged = 已接单
stage-working = 处理中
stage-waiting = 等待您的回复
stage-solved = 待您确认
stage-closed = 已结单
stage-cancelled = 已撤销
nobody-yet = 暂无，正在呼叫值班工程师
next-respond = 最晚{ BY($due_at) }与您联系。
next-working = 正在处理，有进展会发到这里。
next-waiting =
    还差一项：{ $reason }
    收到后我们马上继续，在此之前时限暂停计算。
next-on-site = 工程师预计{ ABOUT($eta_at) }到达。
next-confirm = 请确认设备是否恢复正常；{ BY($closes_at) }未回复将自动结单。
next-ended = 这张服务单已经结束。还有问题，直接发消息即可。
choice-add-information = 补充情况
choice-more-severe = 情况更严重了
choice-withdraw = 撤销服务单
ask-addition = 要补充到服务单 { $number } 的内容，直接发文字、照片或语音。只发文件的话，发完选「好了」。
addition-passed-on = 已补充到服务单 { $number }，负责的同事会看到。
ask-worse-level =
    服务单 { $number } 现在的影响有多大？
    完全不能用：系统瘫痪，或业务中断达到 10 分钟，或重要数据丢失
    能用，但受影响：部分功能或性能下降，或担心很快会停
ask-withdraw = 确定撤销服务单 { $number } 吗？撤销后我们不再处理。
choice-withdraw-yes = 确定撤销
choice-withdraw-no = 不撤销
