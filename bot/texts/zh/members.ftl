### 人和工作群：谁收得到消息、谁离开了、群里缺什么

## 客户收不到消息

card-unreachable = 客户收不到机器人的消息：请打电话联系；没有电话，就等客户再来消息。
customer-unreachable = { $number }：{ $name }收不到机器人的消息了（屏蔽了机器人、取消了关注或注销了账号）。请打电话联系客户。
customer-unreachable-nowhere = { $number }：{ $name }收不到机器人的消息了（屏蔽了机器人、取消了关注或注销了账号）。客户没有留电话，也没有别的聊天，只能等客户再来消息，到时会通知您。
customer-back = { $number }：{ $name }又能收到消息了。
customer-kept = { $number }：微信现在不让我们给{ $name }发消息：客户每来一条消息，我们只能发几条。要说的话，包括您接下来发的，都留着，等客户再来联系时一起发出。请打电话联系客户：/phone { $number }
customer-kept-phone = { $number }：微信现在不让我们给{ $name }发消息：客户每来一条消息，我们只能发几条。要说的话，包括您接下来发的，都留着，等客户再来联系时一起发出。请打电话联系客户：{ $phone }
customer-kept-nowhere = { $number }：微信现在不让我们给{ $name }发消息：客户每来一条消息，我们只能发几条。要说的话，包括您接下来发的，都留着，等客户再来联系时一起发出。客户没有留电话，请用别的办法联系，或等客户再来消息。
done-said-unreached = 已记在 { $number } 里，但客户收不到机器人的消息（屏蔽了机器人、取消了关注或注销了账号），以后恢复了也不一定补发。请打电话联系：/phone { $number }
done-unreached = { $number } 已办好，现在是「{ $state }」。客户收不到机器人的消息（屏蔽了机器人、取消了关注或注销了账号），请打电话告知：/phone { $number }
done-said-nowhere = 已记在 { $number } 里，但客户收不到机器人的消息（屏蔽了机器人、取消了关注或注销了账号），以后恢复了也不一定补发。客户没有留电话，也没有别的聊天，只能等客户再来消息，到时会通知您。
done-nowhere = { $number } 已办好，现在是「{ $state }」。客户收不到机器人的消息（屏蔽了机器人、取消了关注或注销了账号），没有留电话，也没有别的聊天，只能等客户再来消息，到时会通知您。

## 同事：联系不上、离开、回来

staff-unreachable =
    呼叫不到{ $name }：对方屏蔽了机器人、注销了账号，或从没打开过机器人。从现在起由下一位接听呼叫。
    名下未结的服务单：{ $tickets }。
    请打电话告诉{ $name }：打开和机器人的对话，发一条消息，就会恢复。
staff-reached = { $name }又能收到呼叫了。
staff-left =
    { $name }已离开工作群：不能再看或处理服务单，也不再被呼叫。
    名下未结的服务单：{ $tickets }。请用 /take 单号 接手，或打开卡片交给别人。
    要恢复权限，请把对方加回工作群，或发一个新的邀请。
staff-back = { $name }已回到工作群，权限已恢复。
no-tickets = 没有
refused-suspended = 您已不在工作群里，没有执行。回到群里后权限会自动恢复，也可以请管理员重新邀请您。

## 工作群：缺什么，怎么办

group-gone = 找不到工作群「{ $title }」，群里收不到服务单，呼叫改由私聊发出。请核对配置 telegram.staff_chat，并把机器人加进群。
group-out = 机器人被移出了工作群「{ $title }」，群里收不到服务单，呼叫改由私聊发出。请把它加回来并设为管理员，之后会自动恢复。
group-muted = 机器人在工作群「{ $title }」里不能发言。请允许它发言，或设为管理员。
group-deaf = 机器人在工作群「{ $title }」里看不到大家写的话，只看得到命令。请把它设为管理员，或在 @BotFather 关闭隐私模式再重新加入。
group-topics = 工作群「{ $title }」开启了话题，但机器人不能建话题，服务单暂时只用卡片。请给它「管理话题」的权限。
group-mended = 工作群「{ $title }」已恢复正常。

## 收不到消息的一段时间之后

outage-presses = 从{ $since }到{ $until }没有连上 Telegram。这段时间里按过的按钮可能没有生效：请再按一次，未结的卡片按钮仍然有效，也可以发 /ack 单号。
outage-messages = 从{ $since }到{ $until }没有连上 Telegram。这段时间里的消息和按过的按钮可能已经丢失：请打电话问问在等的客户，未结的卡片按钮仍然有效。

## 告警：接不上 Telegram

alarm-token = Telegram 不接受机器人的令牌，收不到也发不出消息。请在 @BotFather 查看令牌，更新配置 telegram.token 后重新启动。
over-token = Telegram 又接受机器人的令牌了。
alarm-conflict = 另一个程序在用同一个令牌收消息，一部分消息到不了这里。请停掉那个程序（常见的是旧服务器或测试机）；找不到就在 @BotFather 换新令牌。停掉后会自动恢复。
alarm-hooked = 有人给这个机器人设置了 webhook（{ $detail }），消息都送到那里去了。请停掉那个程序；如果本来就该由这里接收，重新启动本程序即可，它会取消那个 webhook。
over-conflict = 消息又都到这里来了。
alarm-webhook = Telegram 的 webhook 被别人改了（{ $detail }），刚才已改回。如果反复出现，说明有另一个程序在用同一个令牌：请停掉它，或在 @BotFather 换新令牌。
alarm-undelivered = Telegram 无法把消息送到我们的 webhook：{ $detail }。请检查公网地址、证书和反向代理。消息最多保留 24 小时。
over-webhook = Telegram 的消息又能送到了。
alarm-away = 连不上 Telegram 已超过 10 分钟，消息和呼叫都不通。请检查服务器的网络。消息最多保留 24 小时，按钮只保留两分半钟。
over-away = 又连上 Telegram 了。
alarm-over = 告警 { $kind } 已解除。
