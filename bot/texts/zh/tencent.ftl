### 微信和企业微信：告警

alarm-wechat-address = 微信不认识这台服务器的地址（{ $detail }），消息发不出去。请把它加进公众号的「API IP 白名单」。消息都留着，加好后十分钟内自动发出。
over-wechat-address = 微信又接受这台服务器的地址了，留着的消息正在发出。
alarm-wechat-credentials = 微信不接受公众号的密钥（{ $detail }），消息发不出去。请核对配置 wechat.app_id 和 wechat.secret，改好后重新启动。消息都留着。
over-wechat-credentials = 微信又接受公众号的密钥了，留着的消息正在发出。
alarm-wecom-address = 企业微信不认识这台服务器的地址（{ $detail }），消息和呼叫发不出去。请在应用里把它加进「企业可信IP」。
over-wecom-address = 企业微信又接受这台服务器的地址了。
alarm-wecom-credentials = 企业微信不接受应用的密钥（{ $detail }），消息和呼叫发不出去。请核对配置 wecom.corp_id、wecom.agent_id 和 wecom.secret，改好后重新启动。
over-wecom-credentials = 企业微信又接受应用的密钥了。

## 平台发来的消息，收不下或收得不好；$section 是配置里的段名（wechat 或 wecom）
alarm-callback-plain = 发来的消息没有加密，而这里只收加密的，所以没有收下。请在公众平台的「服务器配置」里把「消息加解密方式」改成「安全模式」；确实要用明文，就改配置 { $section }.mode 后重新启动。
alarm-callback-key = 发来的消息解不开，所以没有收下：平台上的 EncodingAESKey 和配置 { $section }.aes_key 不一样。请核对，改好后重新启动。
alarm-callback-clock = 发来的消息，签名时间和这台服务器的时间差了五分钟以上，所以没有收下（{ $section }）。请校准服务器的时间。
alarm-callback-json = 发来的消息是 JSON 格式。消息照样收下，但回复不能当场给出，要另外发送（{ $section }）。请在公众平台的「服务器配置」里把「数据格式」改成 XML。
over-callback = 发来的消息又能正常收下了（{ $section }）。
