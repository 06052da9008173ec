## 同一个人的两个聊天

link-code =
    您的绑定码：{ $code }
    { BY($until) }，在另一个应用里给我们发「绑定」加上这个码。之后两边都能看到您的全部服务单。
    如果那边已经给了您绑定码，直接发到这里就行。
link-done =
    绑定好了：这里和{ $channel }现在都是您本人，两边都能看到您的全部服务单。
    服务单的消息发到您当初报修的那一边；那边送不到，就发到另一边。发「解绑」可以取消。
link-done-other =
    您在{ $channel }的聊天刚刚与这里绑定，两边现在都能看到您的全部服务单。
    如果不是您本人操作，请马上发「解绑」。
link-wrong = 绑定码不对，或者已经过期。在另一个应用里发「绑定」，就能拿到新的。
link-too-many = 绑定码错得太多了。请等 { $minutes } 分钟，再要一个新的。
link-own = 这个码要发到另一个应用里：在那边给我们发「绑定」加上这个码。
link-already = 这两边已经绑定过了。
link-not-staff = 我方人员不用绑定码。请向管理员要这个应用的邀请。
link-refused = 这两边没法绑定。请拨 { $hotline }，我们来处理。
unlink-done = 已解绑：这里和{ $channel }各归各，服务单留在当初报修的那一边。
unlink-done-other = 您在{ $channel }的聊天已与这里解绑，服务单留在当初报修的那一边。
unlink-none = 这里没有和别的应用绑定。想绑定，请发「绑定」。
channel-telegram = Telegram
channel-wechat = 微信
channel-wecom = 企业微信
channel-web = 网页
channel-other = 另一个应用
cmd-link = 两个应用当一个用：绑定另一边
cmd-unlink = 解除绑定
