## Two chats of one person

link-code =
    Your code: { $code }
    In the other app, write “link” and this code to us { BY($until) }. From then on both chats show all your tickets.
    Have you got a code there already? Then write it here.
link-done =
    Done: this chat and the one in { $channel } are yours together now, and both show all your tickets.
    News of a ticket goes where you reported it; what does not arrive there goes to the other one. “unlink” undoes this.
link-done-other =
    Your chat in { $channel } has been linked with this one: both show all your tickets now.
    If that wasn't you, write “unlink” at once.
link-wrong = That code is wrong or too old. In the other app write “link” and you get a new one.
link-too-many = That was the wrong code too often. Wait { $minutes } minutes, then ask for a new one.
link-own = That code belongs into the other app: write “link” and the code to us there.
link-already = These two chats are linked already.
link-not-staff = Our own staff are not linked by code. Ask the administrator for an invitation for this app.
link-refused = We can't link these two chats. Call { $hotline } and we'll sort it out.
unlink-done = Done: this chat and the one in { $channel } are separate again. Each keeps the tickets reported in it.
unlink-done-other = Your chat in { $channel } is no longer linked with this one. Each keeps the tickets reported in it.
unlink-none = This chat isn't linked with any other. To link one, write “link”.
channel-telegram = Telegram
channel-wechat = WeChat
channel-wecom = WeCom
channel-web = the browser
channel-other = another app
cmd-link = Use two apps as one: link a second chat
cmd-unlink = Separate linked chats
