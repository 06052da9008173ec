# 把服务单转给同事。

ask-whom = { $number }：转给谁？选一位，或写姓名。
choice-give = 转给同事
choice-colleague = { $name }
ask-offer =
    { $name }想把服务单 { $number } 转给您：「{ $symptom }」
    { $promise } · { $level }
    { $silence }
    您接吗？
offer-silence-until = { BY($until) }不答复，就维持原样，并告诉问您的同事。
offer-silence = 不按时答复，就维持原样，并告诉问您的同事。
some-colleague = 同事
choice-accept-offer = 我接
choice-decline-offer = 不接
ask-decline-reason = { $number }：为什么不接？{ $name }会看到。
done-hand-over-asked = 已问{ $name }是否接手 { $number }；对方同意之前不变。
done-offer-accepted = { $number } 由您接手了，正在告诉客户和原来的同事。接下来告诉客户怎么安排：写 /say { $number }，或在卡片上选。
done-hand-over-declined = 好的，{ $number } 不变，同事会看到原因。
offer-declined = { $number }：{ $name }不接，原因是「{ $reason }」。负责人不变。
offer-lapsed = { $number }：{ $name }没有按时答复，负责人不变。要问别人，写 /give { $number }。
offer-over = { $number }：不用再答复是否接手了。
offer-accepted = { $number }：{ $name }已接手。
already-offered = 已经问过{ $name }是否接手 { $number }。
no-such-colleague = 没有叫「{ $name }」的同事现在可以接手，可以的有：{ $names }。
several-names = { $first }、{ $rest }
refused-nothing-offered = 没有人被请来接手这张服务单；要自己接手，用 /take。
refused-not-offered = 已请{ $name }接手，只有对方可以答复。
usage-give = 写法：/give 单号 同事姓名
usage-accept = 写法：/accept 单号
usage-decline = 写法：/decline 单号 原因
