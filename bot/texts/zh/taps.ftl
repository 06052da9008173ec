## 链接打开的页面：点一下会做什么，以谁的名义

tap-as = 以{ $name }的名义操作。
tap-once = 链接只能用一次，一天内有效，只供您本人使用。请不要转发。
tap-look-often = 链接一天内有效，只供您本人使用。请不要转发。
tap-done = 处理结果
tap-used = 这个链接已经用过了
tap-used-how = 要做的已经做了。想看服务单现在的情况，请在聊天里发：/ticket { $number }
tap-expired = 这个链接过期了
tap-expired-how = 链接只在一天内有效。想看服务单现在的情况，请在聊天里发：/ticket { $number }
tap-left = 这个链接您已不能使用
tap-left-how = 它是给我方一位人员的，而此人现在不能使用。如有误，请找管理员。
tap-foreign = 我们不认识这个链接
tap-foreign-how = 可能少了一段：请从原来的消息里打开。
btn-look = 查看
