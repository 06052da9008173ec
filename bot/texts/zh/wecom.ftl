## 企业微信

# 选项很多时，卡片底部按钮上的字
wecom-choose = 选好了

alarm-wecom-party = 部门收不到企业微信里的服务单卡片（{ $detail }），找个人的消息照常。请检查 wecom.staff_party 和应用的可见范围。
over-wecom-party = 部门又能收到企业微信里的服务单卡片了。
