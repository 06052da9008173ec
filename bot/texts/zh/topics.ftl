## Topics of tickets in a forum of staff, and groups that move

# The name of a topic: Telegram shows its first forty characters or so.
topic-name = { $number } · { $level } · { $symptom }
topic-name-only = { $number } · { $level }
card-topic = 注意：{ $name }在这里写的话会发给客户；其他人写的只有我们自己看得到。
line-not-delivered = 这条消息没有确认送达客户，客户可能已屏蔽我们。请改打电话，号码在卡片的「显示电话」里。
group-moved =
    Telegram 给工作群换了新编号：{ $old } 现在是 { $new }。相关内容已全部转移，没有丢失，不必着急。
    方便时请把配置里的 staff_chat 改为 { $new }。
