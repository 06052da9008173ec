## 名称

level-1 = 一级（重大故障）
level-2 = 二级（主要故障）
level-3 = 三级（次要故障）
kind-fault = 故障
kind-question = 咨询
kind-follow-up = 回访跟进

# 给同事看的状态
staff-state-new = 待接单
staff-state-acknowledged = 已接单
staff-state-working = 处理中
staff-state-waiting = 待客户
staff-state-solved = 待客户确认
staff-state-closed = 已结单
staff-state-cancelled = 已撤销

role-customer = 客户
role-supervisor = 监理工程师
role-reception = 接待人员
role-on-duty = 值班工程师
role-field = 现场工程师
role-manager = 客户服务经理
role-head = 部门主管
role-marketing = 市场营销部
role-engineering = 工程服务部
role-factory = 返修工厂
role-admin = 管理员

# 信息处理记录的各项
field-project = 工程名称
field-equipment = 主设备
field-components = 关键器件
field-symptom = 故障现象
field-cause = 原因分析
field-accepted = 是否验收
field-in_warranty = 是否在保修期内
field-materials = 维修物料清单
field-phone = 联系电话
field-since = 故障发生时间
field-down = 业务是否中断
field-lost = 数据是否丢失

## 客户：问候与帮助

greeting = 您好，这里是{ $company }售后服务，24 小时都在。请问需要什么帮助？
greeting-report = 设备报修
greeting-question = 技术咨询
greeting-status = 查进度
greeting-language = 语言 / Language
help-customer =
    直接用一句话说明设备出了什么情况，我们就会受理。也可以发下面的词：
    报修：设备有故障
    咨询：有技术问题要问
    进度：查看您的服务单
    语言：更换语言
    隐私：我们保存什么，怎样删除
    绑定：在另一个应用（Telegram、微信、网页）里也认得您
    取消：停下正在填写的内容
    急事请拨 { $hotline }。
help-numbers = 选项前有序号时，发序号即可，例如「2」。
not-understood = 这条消息对应不上当前的问题。请从选项中选一个，或发「帮助」。
unknown-command = 没有这个命令。发「帮助」查看可以怎么做。
nothing-to-cancel = 现在没有正在填写的内容。要撤销服务单，请发「进度」选择。
already-reporting = 您正在填写报修，接着回答下面的问题即可。
back-to-report = 回到刚才的报修：
back-to-before = 回到刚才的问题：
choice-new-report = 报修新故障
thanks-answered = 不客气。有需要时，直接发消息即可。
empty-message = 这条消息没有内容。请用一两句话说明情况，或直接发照片、语音。
too-long = 消息太长，我们只读到前 { $limit } 个字。请把其余内容分几条发来。
file-too-large = 文件超过 { $limit } MB，收不下；报修照常进行。请发小一些的文件、短一些的视频或屏幕照片，也可以分几次发送。
file-empty = 文件是空的，没有收到内容。请重新发送。
unknown-kind = 这种消息我们还读不了。请发文字、照片、视频、语音或文件。
edited-noted = 已记下您的修改，负责的同事会看到。
edit-not-taken = 修改过的消息不会改变您的回答。要改，请返回上一步，或重新发一条。
old-button = 这个选项已经过时，没有执行。{ $number } 的当前情况见下面的卡片。
old-button-any = 这个选项已经过时，没有执行。当前情况以最新一条消息为准。
press-done = 已收到
use-private-chat = 请在与机器人的私聊里继续，发「报修」即可。群里的内容其他人也看得到。
busy = 上一条还在处理，几秒后再试一次。
kept-safe =
    这条消息我们没能自动处理，内容已经保存，会有同事查看并联系您。
    急事请拨 { $hotline }。
storm-reception =
    短时间内收到多个一级报修，接待人员会先与您核对，再逐一派单。每条内容都已保存。
    急事请拨 { $hotline }。
person-how = 这里由工程师本人答复：说明设备的情况或您的问题，我们马上呼叫值班工程师。急事请拨 { $hotline }。
person-has-it-by = 服务单 { $number } 由{ $name }负责，已告诉对方您要找人；{ $name }最晚{ BY($due) }答复您。
person-has-it = 服务单 { $number } 由{ $name }负责，已告诉对方您要找人。您写的，{ $name }都看得到，有进展会发到这里。
person-called-by = 服务单 { $number } 还没有人接单，正在呼叫值班工程师，最晚{ BY($due) }与您联系。
person-called = 服务单 { $number } 还没有人接单，正在呼叫我们的工程师；有人接单，马上告诉您是谁。
person-worse = 情况变严重了，就发「进度」，再选「情况更严重了」。
person-hotline = 急事请拨 { $hotline }。
person-which =
    您有几张服务单：选一张，看由谁负责、接下来怎么办。
    急事请拨 { $hotline }。
start-unknown = 这个链接已失效。
start-anyway = 不影响报修：直接说明设备出了什么情况，或发照片、语音。

erased = 您的资料已删除：聊天内容、附件、称呼和联系方式。以后需要服务，直接发消息即可。
erase-later = 服务单 { $number } 还没有结束，结单后马上删除您的资料。您也可以先撤销这张服务单。

## 客户：服务单

ticket-issued =
    已受理，您的服务单号是 { $number }，{ $level }。
    值班工程师已收到通知，最晚{ BY($due) }与您联系。这期间想补充什么，直接发到这里。
    急事请拨 { $hotline }。
ticket-issued-question =
    已收到您的咨询，单号是 { $number }。
    接待人员最晚{ BY($due) }答复您。想补充什么，直接发到这里。
notice-acknowledged = 服务单 { $number }：{ $name }已接单，正在查看您的情况，最晚{ BY($due) }给您答复。
notice-acknowledged-late = 服务单 { $number }：{ $name }已接单，正在查看您的情况。这次晚于承诺的时间，我们很抱歉；答复会发到这里。
notice-taken = 服务单 { $number }：现在由{ $name }负责。之前的内容都已转交，您不用再说一遍。
relay-staff =
    { $name }（服务单 { $number }）：
    { $text }
notice-waiting =
    服务单 { $number } 还差一项：{ $reason }
    直接在这里回复即可，收到后我们马上继续；在此之前处理时限暂停计算。
notice-resumed = 服务单 { $number }：已收到您的回复，我们继续处理，恢复计时。
notice-on-site = 服务单 { $number }：{ $name }已出发，预计{ ABOUT($eta) }到达。请安排一位同事接应；时间或联系人要改，直接在这里回复。
remind-confirm =
    服务单 { $number }：{ $kind ->
        [follow_up] 这件事给您解决了吗？
       *[other] 设备恢复正常了吗？
    }
    如果到{ $closes } 仍未收到回复，服务单将自动结单；之后有问题，发来单号和情况，即可重新处理。
received-confirm =
    已附到服务单 { $number }，{ $name }会看到。
    { $kind ->
        [follow_up] 这件事给您解决了吗？
       *[other] 设备恢复正常了吗？
    }
    如果到{ $closes } 仍未收到回复，服务单将自动结单；之后有问题，发来单号和情况，即可重新处理。
notice-closed = 感谢确认，服务单 { $number } 已结单。问题再出现时，发来单号和情况，即可重新处理。
notice-settled = 感谢确认，{ $number } 已办结。以后需要时，直接发消息即可。
notice-closed-silence = 一直没有收到您的回复，服务单 { $number } 已自动结单。如果还有问题，发来单号和情况，即可重新处理。
notice-reopened = 服务单 { $number } 已重新处理，工程师已收到通知，最晚{ BY($due) }与您联系。
notice-cancelled =
    服务单 { $number } 已撤销，原因：{ $reason }
    如果问题还在，直接发消息说明，我们重新受理。
notice-withdrawn = 服务单 { $number } 已按您的要求撤销，不再处理。以后需要时，直接发消息即可。
notice-severity =
    服务单 { $number } 现为{ $level }，最晚{ BY($due) }与您联系。
    原因：{ $reason }
notice-severity-only =
    服务单 { $number } 现为{ $level }。
    原因：{ $reason }
notice-answered =
    { $name }答复您的咨询 { $number }：
    { $text }
    还有疑问，发来单号和问题。
notice-referred = 您的咨询 { $number } 需要进一步查证，已转给客户服务经理，由经理{ BY($due) }在这里答复您。
notice-escalated = 服务单 { $number }：值班工程师暂未接单，已同时通知其他负责人；时限不变，仍是{ BY($due) }与您联系。
notice-received = 已补充到服务单 { $number }，{ $name }会看到。
notice-received-nobody = 已补充到服务单 { $number }。值班工程师正在被呼叫，最晚{ BY($due) }与您联系。
notice-files = { $count } 个文件已附到服务单 { $number }，负责的同事会看到。
notice-follow-up = 关于您的评价（{ $about }）：{ $name }正在跟进，最晚{ BY($due) }与您联系。想补充什么，直接发到这里。
not-found = 没有找到可供您查询的服务单 { $number }。请核对单号（不含字母 I、L、O、U），或从您的服务单里选择。
ticket-gone = 这张服务单现在查不到，没有执行。发「进度」查看您的服务单。
unnamed-customer = 未留姓名的客户
all-right = 好的。
file-of-ticket = 服务单 { $number }：工程师发来 { $count } 个文件。
file-gone = 您发的文件没有取到，文字已保存，请把文件再发一次。
