# 请客户同意降低级别。

ask-lower-level =
    服务单 { $number }：工程师建议由{ $picked }调整为{ $level }，原因：{ $reason }
    您同意吗？不同意就保持原级别，以您的选择为准。
choice-agree = 同意
offer-withdrawn = 这个建议已经撤回，级别没有变化。
