# 时刻的说法。clock-date 是 CLDR 的日期格式。
clock-date = M月d日
clock-date-other-year = y年M月d日

clock-moment-today = 今天 { $time }
clock-moment-tomorrow = 明天 { $time }
clock-moment-yesterday = 昨天 { $time }
clock-moment-other = { $date } { $time }

# 期限：最晚今天 16:30 前
clock-by-today = 今天 { $time } 前
clock-by-tomorrow = 明天 { $time } 前
clock-by-yesterday = 昨天 { $time } 前
clock-by-other = { $date } { $time } 前

clock-at-today = 今天 { $time }
clock-at-tomorrow = 明天 { $time }
clock-at-yesterday = 昨天 { $time }
clock-at-other = { $date } { $time }

clock-about-today = 今天 { $time } 左右
clock-about-tomorrow = 明天 { $time } 左右
clock-about-yesterday = 昨天 { $time } 左右
clock-about-other = { $date } { $time } 左右

# 时长，最多两个单位，中间不加空格：3小时5分钟
clock-day = { $count }天
clock-hour = { $count }小时
clock-minute = { $count }分钟
clock-second = { $count }秒
clock-together = { $large }{ $small }
