# 同事处理服务单时要补一句话的操作。

ask-more = { $number }：还要做什么？
choice-say = 回复客户
choice-told = 记下电话答复
choice-note = 内部备注
choice-answer = 答复咨询
choice-refer = 转给经理
choice-set-severity = 调整级别
choice-cancel-ticket = 撤销服务单
ask-wait-reason = { $number }：需要客户提供什么？您写的话会原样发给客户，处理时限随即暂停。
ask-eta = { $number }：预计什么时候到？可以选一个，也可以写时间，比如「17:20」或「40 分钟后」。客户会收到这个时间。
choice-eta-30 = 30 分钟后
choice-eta-60 = 1 小时后
choice-eta-120 = 2 小时后
eta-not-understood = 没有看懂这个时间。请写成「17:20」或「40 分钟后」。
ask-solution = { $number }：做了哪些处理？写一句话，发给客户确认。
ask-say = { $number }：{ $way ->
        [phone] 在电话里对客户说了什么？会记进服务单，不会发送。
       *[chat] 要对客户说什么？您写的话会原样转达，可以附照片。
    }
ask-note = { $number }：写一条内部备注，客户看不到。
ask-answer = { $number }：怎样答复？您写的话会发给客户，咨询随即结单。
ask-referral = { $number }：为什么转给客户服务经理？经理会看到这句话。
ask-level = { $number } 现为{ $level }，改为哪一级？
ask-level-reason = { $number }：为什么改为{ $level }？客户会看到这句话。
ask-cancel-reason = { $number }：为什么撤销？客户会看到这句话。
