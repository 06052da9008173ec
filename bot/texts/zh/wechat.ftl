### 微信：发文件，聊天下方的菜单

wechat-file = 「{ $name }」在微信里发不出来。需要的话告诉我们，我们换一种方式给您。

## 菜单：前三个一级标题最多 16 个字节

wechat-menu-report = 报修
wechat-menu-tickets = 服务单
wechat-menu-progress = 查进度
wechat-menu-mine = 我的服务单
wechat-menu-ask = 咨询
wechat-menu-help = 帮助
wechat-menu-how = 怎么用
wechat-menu-cancel = 取消
wechat-menu-language = 换语言
wechat-menu-privacy = 隐私
