# 中断满十分钟再问一次。

ask-still-down = { $subject }：按您说的时间，中断已满 10 分钟。现在恢复了吗？
this-report = 您正在填写的报修
this-ticket = 服务单 { $number }
choice-still-down = 还没恢复
choice-over-late = 恢复了，断了 10 分钟以上
choice-over-soon = 恢复了，没到 10 分钟
ask-raise-outage = { $subject }：中断达到 10 分钟属于{ $level }。要调整为{ $level }吗？同意后马上呼叫值班工程师。
outage-over = 好的，已记下业务恢复，级别保持不变。
