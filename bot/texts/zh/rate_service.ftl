# 满意度。

ask-score = 服务单 { $number } 已结单。这次服务您满意吗？选 1 到 5 分即可。
score-1 = 1 很不满意
score-2 = 2 不满意
score-3 = 3 一般
score-4 = 4 满意
score-5 = 5 很满意
ask-low-reason = 很抱歉没有让您满意。主要是哪方面？客户服务经理会亲自跟进，最晚{ BY($call_by) }联系您。
reason-slow = 响应慢
reason-not-fixed = 没修好
reason-manner = 服务态度
reason-cost = 费用
reason-other = 其他
ask-comment = 想说得具体些，写在这里，客户服务经理会看到。没有就跳过。
rating-thanks = 谢谢您的评价，已转给负责的工程师。
rating-followed-up = 谢谢，已转给客户服务经理，会按上面的时间联系您。
rating-invites = 谢谢您的评价，已转给负责的工程师。想再说几句，选「说几句」；不说也可以。
choice-comment = 说几句
ask-words = 您想对我们说什么？
comment-thanks = 谢谢，已经转达。
