# 多个对话共用的话。

choice-skip = 跳过
choice-back = 返回
choice-cancel = 取消
choice-yes = 是
choice-no = 否
choice-done = 好了

# 客户自己的话来说影响程度
choice-down = 完全不能用
choice-degraded = 能用，但受影响
choice-minor = 影响不大
level-critical = { level-1 }
level-major = { level-2 }
level-minor = { level-3 }
choice-accept-level = 同意调整
choice-keep-level = 保持原级别
level-kept = 好的，级别保持不变。

not-given = 未填写
nothing-changed = 好的，没有改动。
list-comma = 、
