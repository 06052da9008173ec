### WeChat: files, the menu under the chat

wechat-file = WeChat cannot show “{ $name }” here. If you need it, tell us and we'll get it to you another way.

## The menu: 16 bytes for the three entries that are always seen (report, tickets, help)

wechat-menu-report = Report a fault
wechat-menu-tickets = My tickets
wechat-menu-progress = How is it going?
wechat-menu-mine = All my tickets
wechat-menu-ask = Ask a question
wechat-menu-help = Help
wechat-menu-how = How this works
wechat-menu-cancel = Stop filling in
wechat-menu-language = Language
wechat-menu-privacy = Privacy
