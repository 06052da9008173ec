### 聊天页：打开时的招呼、添加文件

web-title = 售后服务
web-hello = 您好，这里是售后服务，24 小时都在。
web-hello-how = 设备出现了什么情况？用一两句话告诉我们，也可以直接发照片、视频或语音。
web-start-report = 设备报修
web-start-ask = 技术咨询
web-start-tickets = 查进度
web-more = 补充、修改或撤销
web-to-confirm = 待您确认
web-drop = 松手即可添加
web-file-limit = 文件太大，发不了。请压缩后再发，或分成几个文件。
web-file-empty = 文件是空的，请重新选择。
web-too-long = 消息太长，请分几条发送。

# 服务人员
web-staff-room = 服务群
web-my-chat = 我的对话
