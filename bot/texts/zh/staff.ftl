## 呼叫：第一行说要做什么、最晚什么时候

page-alert =
    请接单 { $number }，{ BY($due) }要答复客户。
    { $level }，{ $customer }。第 { $call } 次呼叫。
page-overdue =
    已超时，应在{ BY($due) }答复：请马上接单 { $number } 并答复客户。
    { $level }，{ $customer }。第 { $call } 次呼叫。
page-raised = 请马上查看 { $number }：已升为{ $level }。
page-reopened =
    请接单 { $number }，{ BY($due) }要答复客户：客户反馈问题还在，需重新处理。
    客户说：「{ $reason }」
page-reopened-silent = 请接单 { $number }，{ BY($due) }要答复客户：客户反馈问题还在，需重新处理。
page-follow-up = 请联系客户，跟进 { $number }：客户给了低分。
page-referred =
    请答复咨询 { $number }，{ BY($due) }要答复：同事转来，客户在等。
    转来的原因：「{ $reason }」

## 卡片

card-title = { $number } · { $level } · { $state }
card-customer = 客户：{ $name }
card-customer-unnamed = 客户：未留姓名
card-equipment = 设备：{ $equipment }
card-project = 工程：{ $project }
card-symptom = 情况：「{ $symptom }」
card-files = 附件：{ $count } 个
card-holder = 负责人：{ $name }
card-responded = 首次响应：{ $at }
card-respond-by = 答复客户：最晚{ BY($due) }
card-eta = 预计到达：{ $eta }
card-waiting = 等待客户：{ $reason }
card-score = 满意度：{ $score } 分
card-due-label = 答复客户
card-next-label = 无人接单则再次呼叫
btn-ack = 我来处理
btn-take = 接手
btn-phone = 显示电话
btn-onsite = 出发上门
btn-wait = 等待客户
btn-solved = 已解决
btn-say = 回复客户
btn-told = 记下电话答复
btn-answer = 答复
btn-refer = 转给经理
btn-more = 更多

## 来自客户和同事的消息

customer-wrote =
    { $name }（{ $number }）：
    { $text }
customer-files = { $number }：客户发来 { $count } 个文件，已附到服务单。
record-amended =
    { $number }：客户补充了情况：
    { $details }
confirmed-by-customer = { $number }：客户确认已恢复，已结单。
withdrawn-by-customer = { $number }：客户已撤销，不用再处理。
taken-from-you = { $number } 已由{ $name }接手，您不用再处理。
score-given = { $number }：客户评价 { $score } 分，满分 5 分。
reason-given = { $number }：客户不满意的原因是「{ $reason }」。
comment-given = { $number }：客户补充说「{ $text }」

## 做完一个操作之后

done-acknowledged = { $number } 由您负责了，呼叫已停止，正在告诉客户。下一步：{ BY($due) }回复客户，这是对客户的承诺。
done-acknowledged-late = { $number } 由您负责了，呼叫已停止，正在告诉客户。承诺的时间已过，请马上回复客户。
done-taken = { $number } 由您接手了，正在告诉客户和原来的同事。
done-staff-said = 正在转达给客户（{ $number }）。
done-noted = 备注已记在 { $number } 里，客户看不到。
done-waiting-started = { $number } 转为等待客户，时限已暂停。客户一回复就恢复计时，并通知您。
done-on-site-announced = { $number }：正在把到达时间转告客户。
done-solved = { $number } 正在请客户确认。客户确认后结单；客户说没修好，会马上呼叫您。
done-answered = { $number }：答复正在发给客户，咨询已结单。
done-referred = { $number } 已转给客户服务经理，正在告诉客户。
done-severity-changed = { $number } 改为{ $level }，时限随之变化，正在告诉客户。
done-severity-proposed = { $number }：降为{ $level }要客户同意，正在问客户；同意之前级别不变。
done-cancelled = { $number } 已撤销，正在把原因转告客户。
files-not-passed = 文件没有发给任何人。要发给客户，先选「回复客户」，或直接回复客户的那条消息。
files-not-passed-plain = 文件没有发给任何人。要发给客户，先选「回复客户」。
done-attached = 文件已附到 { $number }。
already-held = { $number } 已由{ $name }负责，您不用处理。
already-yours = { $number } 已经由您负责。
already-so = { $number } 已经是这样，不用再做。
asked-in-private = { $name }，已在私聊里问您，请到那里回答。

## 不能做的操作：为什么，谁可以

refused-role = 您的角色不能做这个操作，可以做的有：{ $roles }。
refused-not-staff = 只有我们的同事可以在这里操作。
refused-not-taken = 这张服务单还没有人接单。先选「我来处理」，再做这个操作。
refused-not-yours = 这张服务单由{ $name }负责，请对方来做，或先接手。
refused-ended = 这张服务单已经结束，不能再改。
refused-not-reporter = 只有报修的客户本人可以做这个操作。
refused-not-a-question = 这是故障报修，不是咨询；修好后请用「已解决」。
refused-no-level = 咨询没有级别，只有故障报修有。
refused-eta-past = 这个时间已经过去了，请写一个之后的时间。
refused-not-solved = 工程师还没有反馈修好，现在不用确认。
refused-not-closed = 服务单结单后才能评价。
refused-field = 这一项不能在这里修改，请告诉负责的工程师。
refused-score = 请给 1 到 5 分。
refused-desk-only = 这一步由系统完成，不用人来做。

## 命令

usage-ticket = 写法：/ticket 单号，例如 /ticket BX-7K3M-9QK
usage-ack = 写法：/ack 单号
usage-take = 写法：/take 单号
usage-phone = 写法：/phone 单号
usage-say = 写法：/say 单号 要对客户说的话
usage-note = 写法：/note 单号 内部备注
usage-wait = 写法：/wait 单号 需要客户提供什么
usage-onsite = 写法：/onsite 单号 到达时间，例如 17:20
usage-solved = 写法：/solved 单号 做了哪些处理
usage-severity = 写法：/severity 单号 级别（1、2 或 3） 原因
usage-answer = 写法：/answer 单号 答复
usage-refer = 写法：/refer 单号 原因
usage-drop = 写法：/drop 单号 撤销原因
duty-now = 现在值班：{ $name }；备班：{ $backup }。
duty-now-alone = 现在值班：{ $name }，没有备班。
duty-nobody = 现在没有能呼叫到的值班人员，呼叫会转给管理员。
phone = { $name }的电话：{ $phone }（{ $number }）
no-phone = { $name }没有留电话（{ $number }），可以用「回复客户」联系。
no-phone-kept = { $name }没有留电话（{ $number }）。用「回复客户」写的话，微信现在不让发的，会在客户再来消息时送到。
no-phone-no-chat = { $name }没有留电话，聊天也联系不上（{ $number }），只能等客户再联系我们。
help-staff =
    { $commands }
    卡片上的选项作用相同。
help-duty = /duty：现在谁值班
help-mine = /mine：我负责的
help-open = /open：所有未结的
help-ticket = /ticket 单号：看卡片
help-ack = /ack 单号：我来处理
help-take = /take 单号：接手
help-phone = /phone 单号：客户的电话
help-say = /say 单号 话：转达给客户
help-note = /note 单号 备注：客户看不到
help-wait = /wait 单号 缺什么：等待客户
help-onsite = /onsite 单号 时间：告诉客户到达时间
help-solved = /solved 单号 做了什么：请客户确认
help-severity = /severity 单号 级别 原因：调整级别
help-answer = /answer 单号 答复：答复咨询
help-refer = /refer 单号 原因：咨询转给经理
help-drop = /drop 单号 原因：撤销
help-new = /new：登记电话报修
help-give = /give 单号 姓名：转给同事
help-accept = /accept 单号：接手转来的
help-decline = /decline 单号 原因：不接手
help-heard = /heard 单号 话：客户在电话里说的
help-confirm = /confirm 单号：没有聊天的客户确认已恢复
help-reject = /reject 单号 情况：客户说还有问题
help-rate = /rate 单号 分数：没有聊天的客户的评分
help-find = /find 词：查找未结和已结的服务单
help-next = /next：列表的下一页
help-block = /block 单号 原因：不再接收报修人的消息
help-unblock = /unblock 单号：恢复接收
invite-welcome = 欢迎{ $name }，您已加入服务台。以后的呼叫会发到这里。发 /help 看所有命令。
invite-invalid = 这个邀请已经用过或已过期，请管理员重新发一个。

## 命令菜单

cmd-report = 报修：设备有故障
cmd-ask = 咨询：有技术问题
cmd-tickets = 我的服务单
cmd-status = 查一张服务单：/status 单号
cmd-language = 更换语言
cmd-privacy = 我们保存什么
cmd-forget = 删除我的资料
cmd-cancel = 停下正在填写的内容
cmd-help = 帮助
cmd-duty = 现在谁值班
cmd-mine = 我负责的服务单
cmd-open = 所有未结的服务单
cmd-ticket = 看卡片：/ticket 单号
cmd-ack = 我来处理：/ack 单号
cmd-take = 接手：/take 单号
cmd-phone = 客户的电话：/phone 单号
cmd-say = 转达给客户：/say 单号 话
cmd-note = 内部备注：/note 单号 备注
cmd-wait = 等待客户：/wait 单号 缺什么
cmd-onsite = 出发上门：/onsite 单号 时间
cmd-severity = 调整级别：/severity 单号 级别 原因
cmd-solved = 已解决：/solved 单号 做了什么
cmd-drop = 撤销：/drop 单号 原因
cmd-refer = 转给经理：/refer 单号 原因
cmd-answer = 答复咨询：/answer 单号 答复
cmd-next = 列表的下一页
cmd-find = 查找服务单：/find 词
cmd-rate = 电话评分：/rate 单号 分数
cmd-reject = 电话说还有问题：/reject 单号 情况
cmd-confirm = 电话确认已恢复：/confirm 单号
cmd-heard = 客户电话里说的：/heard 单号 话
cmd-decline = 不接手：/decline 单号 原因
cmd-accept = 接手转来的：/accept 单号
cmd-give = 转给同事：/give 单号 姓名
cmd-new = 登记电话报修

## 给管理员

alarm = 告警 { $kind }：{ $detail }
telegram-anonymous = 匿名管理员的操作无法确认是谁，没有执行。请关闭匿名身份后再试。
