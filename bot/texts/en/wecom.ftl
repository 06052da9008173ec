## WeCom

# On the button under a choice of many
wecom-choose = Choose

alarm-wecom-party = The department doesn't get the ticket cards in WeCom ({ $detail }); messages to single people still go out. Please check wecom.staff_party and the application's visible range (可见范围).
over-wecom-party = The department gets the ticket cards in WeCom again.
