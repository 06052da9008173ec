## 聊天页

web-subtitle = 售后服务，24 小时都在
web-skip = 跳到输入框
web-language = 语言
web-conversation = 对话
web-write = 输入消息
web-send = 发送
web-attach = 添加照片、视频或文件
web-note = 您写的内容会保存在服务单里。
web-privacy = 隐私
web-choices = 选项
web-newest = 到最新消息
web-typing = 正在输入
web-today = 今天
web-photo = 照片
web-voice = 语音
web-video = 视频
web-document = 文件
web-files = 附件
web-page = 呼叫
web-sending = 正在发送
web-uploading = 正在上传
web-failed = 没有发出，点一下重发
web-offline = 现在没有网络。您写的内容已保存，连上后自动发出。
web-noscript = 这个页面需要 JavaScript。请换一个浏览器打开，或拨打

web-ticket = 您的服务单
web-ticket-data = 服务单详情
web-level = 级别
web-customer = 客户
web-equipment = 设备
web-holder = 负责人
web-urgent = 急事请拨
web-zone = 时间所用时区：
web-left = 剩余
web-late-by = 已超时
web-met = 已答复
web-paused = 计时已暂停

## 聊天页上方的服务单

web-time = { TIME($at) }
web-by = { BY($due) }
web-about = { ABOUT($due) }
web-question = 咨询
web-level-1 = 一级（重大故障）
web-level-2 = 二级（主要故障）
web-level-3 = 三级（次要故障）
web-state-new = 已受理
web-state-acknowledged = 已接单
web-state-working = 处理中
web-state-waiting = 等待您的回复
web-state-solved = 待您确认
web-state-closed = 已结单
web-state-cancelled = 已撤销
web-step-received = 已受理
web-step-accepted = 已接单
web-step-working = 处理中
web-step-solved = 已解决
web-note-received = 已通知值班工程师。
web-note-accepted = 由{ $name }负责。
web-note-waiting = 等待您的回复，计时已暂停。
web-note-solved = 由您确认是否恢复正常。
web-promise-respond = 最晚{ BY($due) }与您联系
web-promise-late = 应在{ BY($due) }与您联系，已经超时。我们仍在呼叫工程师，急事请直接拨打热线
web-promise-eta = { $name }预计{ ABOUT($due) }到达
web-promise-working = { $name }正在处理，有进展会发到这里
web-promise-waiting = 等待您的回复，计时已暂停
web-promise-solved = 请确认设备是否恢复正常
web-promise-closed = 已结单。问题再出现，直接发消息即可
web-promise-cancelled = 已撤销，不再处理
web-fact-project = 工程
web-fact-equipment = 设备
web-fact-site = 地点

## 请求没有完成的原因

web-error-not-found = 没有找到，或您无法查看。
web-error-too-large = 内容太大，发不了。
web-error-bad-request = 这个请求读不懂，请刷新页面再试。
web-error-bad-fields = 这个请求的内容不对：{ $detail }
web-error-busy = 现在有些忙，您的内容还在，几秒后再试。
web-error-no-session = 对话已过期，请刷新页面。
web-error-forbidden = 您不能进入这里。
web-error-too-many = 发得太快，请过几秒再试。
web-error-too-long = 消息太长，最多 { $limit } 个字，请分几条发送。
web-error-too-many-files = 一条消息最多附 { $limit } 个文件。
web-error-empty = 这条消息没有内容。
web-error-unknown-file = 文件没有找到，请重新上传。
web-error-empty-file = 文件是空的，请重新选择。
web-error-file-too-large = 文件超过 { $limit } MB，发不了。
web-error-no-file = 没有收到文件，请重新选择。
