# 电话报修，以及替没有聊天的客户办的事。

call-ask-symptom = 电话报修：出现了什么情况？把客户说的记下来。
call-ask-level =
    影响有多大？请问来电的客户：
    完全不能用：系统瘫痪或业务中断达到 10 分钟，或重要数据丢失
    能用，但受影响：部分功能或性能下降，或担心很快会停
    影响不大：有问题，但关键业务正常
    选「完全不能用」会马上呼叫值班工程师。
call-ask-equipment = 是哪台设备？名称、型号或序列号都可以；客户不清楚就跳过。
call-ask-project = 哪个工程或现场？
call-ask-caller = 来电的是谁？姓名和单位。
call-ask-phone = 回电号码是多少？如果是在聊天里的客户，服务单会发到客户的聊天里。
call-ask-time = 客户什么时候来电？时限从那时算起。选一个，或写时间，例如「14:20」「20分钟前」。
choice-just-called = 现在来电
call-time-not-understood = 没看懂这个时间。请写成「14:20」或「20分钟前」。
call-summary =
    念给客户核对，没有问题就登记：
    故障现象：{ $symptom }
    故障级别：{ $level }
    设备：{ $equipment }
    工程或现场：{ $project }
    来电人：{ $caller }
    电话：{ $phone }
    来电时间：{ $called }
    { $reach }
call-reaches-chat = { $name }在聊天里：单号和进展会发过去。
call-reaches-phone = 这个号码没有聊天：所有进展都要打电话告知。
choice-log-call = 登记
choice-caller = 来电人
choice-call-time = 来电时间
call-logged =
    已登记：{ $number }，{ $level }。把单号念给客户。
    { $name }的聊天里也收到了。正在呼叫值班工程师，{ BY($due) }答复客户。
call-logged-phone =
    已登记：{ $number }，{ $level }。把单号念给客户。
    正在呼叫值班工程师，{ BY($due) }答复客户。客户没有聊天，其余都要打电话告知。
call-caller-known = { $number } 已发到{ $name }的聊天里，以后的进展也发到那里。
call-completed = 都记下了，工程师可以看到。
call-left = 好的，没有登记。
call-left-with-ticket = 好的，先记到这里。服务单已生成，工程师已收到呼叫。
call-receipt =
    您的来电已登记，服务单号是 { $number }，{ $level }。
    工程师已收到通知，{ BY($due) }与您联系。进展会发到这里，想补充什么，直接发来。
    急事请拨 { $hotline }。
call-remind-confirm =
    { $number } 已修好，请打电话问{ $name }是否恢复正常。
    已恢复：/confirm { $number }
    还有问题：/reject { $number } 客户说的情况
call-ask-score =
    { $number } 已结单。请打电话问{ $name }满意度，1 分（很不满意）到 5 分（很满意）。
    然后写：/rate { $number } 分数

card-by-phone = 电话报修：客户没有聊天，请电话告知
done-taken-phone = { $number } 由您负责了，呼叫已停止。客户没有聊天：现在打电话，再用 /say { $number } 记下说了什么。
done-said-phone = 已按电话告知记在 { $number } 里。客户没有聊天，没有发送消息。
done-solved-phone = { $number } 已修好。客户没有聊天：打电话确认后写 /confirm { $number }，或 /reject { $number } 客户说的情况。
done-by-phone = { $number } 已办好，现在是「{ $state }」。客户没有聊天，请打电话告知。
done-customer-wrote = 已作为客户的话记在 { $number } 里。如果在等客户，现在继续处理。
done-confirmed = { $number }：已记下客户电话确认恢复，已结单。
done-reopened = { $number } 重新处理，马上呼叫工程师。
done-rated = { $number }：评分已记下。
done-record-amended = 已记在 { $number } 里。
refused-lower-by-phone = 客户没有聊天，无法同意降低级别。可以决定的有：{ $roles }。
refused-no-chat = 客户是电话报修，没有聊天，文件发不过去。
refused-own-score = 自己处理的服务单不能自己记评分，请换一位同事来记：接待人员，或其他负责客户的同事。
refused-not-logged = 只有登记这个来电的同事可以做。
refused-call-to-come = 这个时间还没到，请写客户来电的时间。
usage-new = 写法：/new
usage-heard = 写法：/heard 单号 客户在电话里说的话
usage-confirm = 写法：/confirm 单号（没有聊天的客户电话确认已恢复时）
usage-reject = 写法：/reject 单号 客户说还有什么问题
usage-rate = 写法：/rate 单号 客户给的分数（1 到 5）
ask-heard = { $number }：客户在电话里说了什么？会作为客户的话记下。
choice-heard = 客户来电说
field-caller = 来电人
