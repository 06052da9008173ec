# 报修。

ask-kind = 已收到您的消息。请问是设备故障要报修，还是只想咨询？
choice-report-fault = 故障报修
choice-just-question = 只是咨询
choice-add-to = 补充到 { $number }
ask-symptom = 设备出现了什么情况？请用一两句话说明，比如从什么时候开始、有没有告警。可以直接发照片、视频或语音。
symptom-words-please = 文件已收到，还需要一句文字说明。
ask-severity =
    目前对您的影响有多大？
    完全不能用：系统瘫痪，或业务中断达到 10 分钟，或重要数据丢失
    能用，但受影响：部分功能或性能下降，或担心很快会停
    影响不大：有问题，但关键业务正常
    拿不准也没关系，选最接近的即可。
ask-down = 系统或业务现在中断了吗？
choice-down-now = 现在还中断
choice-down-ended = 断过，不到 10 分钟
choice-down-ended-long = 断过，10 分钟以上
choice-down-never = 没有中断
ask-since = 从什么时候开始中断的？可以选一个，也可以写时间，比如「14:20」或「20 分钟前」。
choice-just-now = 刚刚
choice-under-10 = 不到 10 分钟
choice-over-10 = 10 分钟以上
since-not-understood = 没有看懂这个时间。请写成「14:20」或「20 分钟前」。
ask-lost = 重要数据是否丢失？
ask-proposed-level = 按您的回答（{ $why }），这更接近{ $level }。要改成{ $level }吗？不改就保持{ $picked }，以您的选择为准。
why-data-lost = 重要数据丢失
why-long-outage = 中断已达 10 分钟
why-still-running = 系统仍在运行，数据也没有丢失
ask-equipment = 是哪台设备？名称、型号或序列号都可以，不清楚就跳过。
ask-project = 在哪个工程、哪个地点？不清楚就跳过。
ask-photos = { $count ->
        [0] 有现场照片、视频或录音吗？直接发到这里，没有就跳过。
       *[other] 已收到 { $count } 个文件。还有就继续发，没有了选「发完了」。
    }
choice-photos-done = 发完了
ask-phone = 留一个联系电话，工程师需要时直接打给您。不方便就跳过。
ask-summary =
    请核对，没有问题就提交：
    故障现象：{ $symptom }
    影响程度：{ $level }
    业务中断：{ $down }
    中断开始：{ $since }
    重要数据：{ $lost }
    设备：{ $equipment }
    工程、地点：{ $project }
    附件：{ $photos } 个
    联系电话：{ $phone }
    提交后马上给您服务单号和答复时间。
down-yes = 现在还中断
down-ended = 断过，不到 10 分钟
down-ended-long = 断过，10 分钟以上
down-no = 没有中断
lost-yes = 有丢失
lost-no = 没有丢失
phone-not-understood = 这里没看到电话号码。请写一个能打通的号码，或选「跳过」；照样再发一次，我们就原样记下。
choice-send = 提交
choice-change = 修改
ask-change = 要改哪一项？
choice-symptom = 故障现象
choice-severity = 影响程度
choice-equipment = 设备
choice-project = 工程、地点
choice-phone = 联系电话
report-completed = 情况已补充完整，工程师能看到全部内容。有进展会发到这里。
report-added = 已补充到服务单 { $number }，负责的同事会看到。
report-cancelled = 好的，这次没有提交。需要时直接发消息即可。
report-left-with-ticket = 好的，先到这里。服务单已经受理，工程师会在承诺的时间前联系您；想补充什么，直接发到这里。
report-waiting = 您的报修还没有填完，接着回答下面的问题即可；不需要了就发「取消」。如果还没有服务单号，这份报修就还没有提交。
report-issued-waiting = 服务单 { $number } 我们已经收到，您不用再做什么。方便的话可以回答下面的问题，对工程师有帮助；不想补充就发「取消」，服务单照常处理。
