# 演示页。

demo-skip = 跳到三部手机
demo-language = 语言
demo-clock = 服务台时钟
demo-speed = 时钟速度
demo-story = 故事进度
demo-phones = 手机
demo-play = 播放故事：
demo-pause = 暂停
demo-go-on = 继续
demo-replay = 再看一遍
demo-next = 接下来：
demo-free = 自己动手
demo-fresh = 从头开始，自己动手
demo-fresh-about = 空的服务台，三部手机都由您操作
demo-welcome = 三部手机，一个服务台。
demo-welcome-next = 选一个故事播放，或在任意一部手机上直接打字。
demo-ended = 故事讲完了。
demo-ended-next = 三部手机都可以接着用。
demo-failed-story = 故事停在了这里：
demo-you-are = 现在由您扮演：
demo-taken = 故事已暂停，您可以打字或点按钮。
demo-taken-on = 故事不再往下走，由您决定。把时钟调快，可以看到提醒和升级。
demo-role = 由我来扮演
demo-role-mine = 正由您扮演
demo-phone-customer = 客户
demo-phone-engineer = 值班工程师
demo-phone-staff = 服务群
demo-write-room = 在群里说点什么

# 手机上方与聊天标题
demo-hotline-bot = 机器人 · 24 小时都在
demo-duty-bot = 机器人 · 夜间有声提醒
demo-desk-bot = 值班助手
demo-room = { $company }服务群
demo-room-about = 每单一张卡片
demo-room-members = { $count } 人
demo-customer-about = 您的客户
