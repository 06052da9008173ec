# 客户直接说的词，用顿号分开。大小写、全角半角、首尾标点都不影响。

words-cancel = 取消、算了、不用了、退出、停止
words-back = 返回、上一步、后退、回去
words-skip = 跳过、略过、不清楚、不知道、没有了
words-yes = 是、是的、对、对的、好、好的、可以、行、嗯、有、同意、确认、没错
words-no = 否、不、不是、不对、没、没有、不行、不用、不同意
words-done = 好了、发完了、完成、就这些
words-help = 帮助、怎么用、菜单、功能
words-report = 报修、我要报修、设备报修、故障报修、報修、维修
words-ask = 咨询、技术咨询、我要咨询、提问
words-progress = 进度、查进度、查询进度、工单、服务单、我的服务单、状态
words-thanks = 谢谢、多谢、感谢、谢谢您、谢谢你、辛苦了
words-hello = 你好、您好、在吗、早上好、下午好、晚上好、嗨
words-language = 语言、换语言、切换语言、中文
words-privacy = 隐私、隐私政策、隐私说明
words-forget = 删除我的资料、删除资料、忘记我
words-person = 人工、转人工、联系人工、人工客服、真人
words-more = 更多、下一页、继续看
