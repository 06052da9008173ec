# 接手别人的服务单。

ask-takeover = 服务单 { $number } 现由{ $holder }负责。要由您接手吗？
choice-take-over = 接手
choice-leave-it = 不接手
takeover-left = 好的，{ $number } 仍由{ $holder }负责。
