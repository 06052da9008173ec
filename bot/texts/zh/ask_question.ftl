# 咨询。

ask-question = 请说说您的问题，可以附上照片。我们收到后马上给您单号和答复时间。
question-words-please = 文件已收到，还需要您写下问题。
question-cancelled = 好的，这次没有提交。需要时直接发消息即可。
