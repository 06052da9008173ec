# 服务单列表、等您处理的事、早上的摘要。

list-mine = 您负责 { $count } 张服务单{ $pages ->
        [1] {""}
       *[other] ，第 { $page } 页，共 { $pages } 页
    }：
list-open = 未结服务单 { $count } 张{ $pages ->
        [1] {""}
       *[other] ，第 { $page } 页，共 { $pages } 页
    }：
list-found = 含「{ $words }」的服务单 { $count } 张{ $pages ->
        [1] {""}
       *[other] ，第 { $page } 页，共 { $pages } 页
    }：
list-line = { $number } { $level }，{ $state }，{ $name }。答复客户：{ $due }。{ $customer }：「{ $symptom }」
list-line-answered = { $number } { $level }，{ $state }，{ $name }。{ $customer }：「{ $symptom }」
list-line-own = { $number } { $level }，{ $state }。答复客户：{ $due }。{ $customer }：「{ $symptom }」
list-line-own-answered = { $number } { $level }，{ $state }。{ $customer }：「{ $symptom }」
list-nobody = 无人
list-empty-mine = 您现在没有未结的服务单。/open 看所有未结的。
list-empty-open = 现在没有未结的服务单。
list-empty-filtered = 现在没有{ $late ->
        [yes] 已超时的
       *[no] {""}
    }{ $state ->
        [waiting] 等待客户的
       *[any] {""}
    }{ $level ->
        [1] 一级
        [2] 二级
        [3] 三级
       *[other] {""}
    }未结服务单。/open 看所有未结的。
list-empty-found = 没有找到含「{ $words }」的服务单。可以换个词，或写单号的一部分。
list-over = 就这些了。/open 看所有未结的，/mine 看您负责的。
choice-list-ticket = { $number }
choice-next-page = 更多
choice-previous-page = 上一页
usage-open = 写法：/open，后面可加级别 1、2、3，或「等待」「超时」，或 p2 看第二页
usage-mine = 写法：/mine，或 /mine p2 看第二页
usage-find = 写法：/find 现象、客户、设备里的词，或单号的一部分

waiting-heading = 这些在等您：
waiting-call = { $number }，{ $level }：呼叫过您，还没有人接单，{ BY($due) }要答复。/ack { $number }
waiting-offer = { $number }：{ $name }想转给您。/accept { $number }，或 /decline { $number } 原因
waiting-words = { $number }，客户{ $at }：「{ $text }」
waiting-files = { $number }：客户{ $at } 发来文件。
waiting-eta = { $number }：预计{ $eta } 到达，时间已过。还没到就改时间：/onsite { $number }
waiting-late = { $number }：答复客户应在{ BY($due) }，已超时。现在就写：/say { $number }
waiting-due = { $number }：答复客户最晚{ BY($due) }。/say { $number }

digest-heading = { DATE($day) }未结情况：
digest-own = { $name }，您这里：未结 { $count }，超时 { $late }，等待客户 { $waiting }，待确认 { $solved }。/mine 查看。
digest-desk =
    服务台：未结 { $count }，超时 { $late }，等待客户 { $waiting }，待确认 { $solved }，无人接单 { $nobody }。
    一级 { $level1 }，二级 { $level2 }，三级 { $level3 }，咨询和跟进 { $others }。
digest-day = 昨天到现在解决 { $solved } 张。
digest-scores = 昨天到现在评分 { $count } 个，平均 { $score } 分。
duty-after = 再往后：{ $name }。
