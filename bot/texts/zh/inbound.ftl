### 修改过的消息、消息过多、暂不受理的人、稍后告知的事

# 修改消息，给修改的人
edit-command = 修改过的命令不会执行。请重新发一条。
edit-too-late = 服务单 { $number } 已经结束，这次修改没有记入。还有问题，请另发一条消息。
edited-answer = 已按您的修改更新。
edited-copy = 客户那边的内容已经更正。

# 修改消息，给另一方
customer-changed =
    { $name }（{ $number }）把消息改成：
    { $text }
relay-corrected =
    { $name }更正（服务单 { $number }）：
    { $text }

# 一下子消息太多
too-fast =
    消息来得太快了。内容都在，不会丢：接下来发的会合在一起，大约一分钟内答复。
    等不及，请拨打 { $hotline }。

# 暂不受理的人
blocked-notice = 这里发来的消息暂不受理，之前报的服务单照常处理。需要联系我们，请拨打 { $hotline }。
done-blocked = 不再接收 { $number } 报修人的消息，在办的服务单照常处理。恢复请发：/unblock { $number }
done-unblocked = 已恢复接收 { $number } 报修人的消息。
already-blocked = { $number } 的报修人已经在屏蔽中。
not-blocked = { $number } 的报修人没有被屏蔽。
refused-block-staff = 这张服务单是同事报的，不能屏蔽同事。
usage-block = 请写：/block 单号 原因。屏蔽的是这张服务单的报修人，原因只留在内部。
usage-unblock = 请写：/unblock 单号

# 稍后告知的事
notice-late = 服务单 { $number }：承诺的时间已过，还没有人接单，我们很抱歉。现在正在呼叫{ $names }，有人应答为止。等不及，请拨打 { $hotline }。
notice-late-nobody = 服务单 { $number }：承诺的时间已过，还没有人接单，我们很抱歉。正在呼叫所有能联系上的同事。等不及，请拨打 { $hotline }。
amended-field = { $field }：{ $value }
two-lines =
    { $first }
    { $rest }

# 评价
about-score = 服务单 { $number }，{ $score } 分（满分 5 分）
card-about-score = 事由：客户对 { $number } 评了 { $score } 分（满分 5 分）

# 文件
file-kept-only = { $number }：对方发来一个{ $kind }文件（{ $name }）。这类文件可能带有程序，已保存但不转发。需要的话，请找管理员取。
file-kept-only-sent = { $kind }文件已保存在服务单 { $number }，因为可能带有程序，不会转发。照片、PDF 或纯文本可以送达。
file-kind-unknown = 无法识别的
file-kind-program = 程序
file-kind-page = 网页
file-kind-archive = 压缩
file-kind-office = 旧版办公
