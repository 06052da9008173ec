### WeChat and WeCom: alarms

alarm-wechat-address = WeChat doesn't know this server's address ({ $detail }), so nothing goes out. Please add it to the account's API IP list (API IP白名单). The messages are kept and go out within ten minutes after that.
over-wechat-address = WeChat accepts this server's address again; what was kept is going out.
alarm-wechat-credentials = WeChat doesn't accept the account's secret ({ $detail }), so nothing goes out. Please check wechat.app_id and wechat.secret, and start again. The messages are kept.
over-wechat-credentials = WeChat accepts the account's secret again; what was kept is going out.
alarm-wecom-address = WeCom doesn't know this server's address ({ $detail }), so neither messages nor calls go out. Please add it to the application's trusted IPs (企业可信IP).
over-wecom-address = WeCom accepts this server's address again.
alarm-wecom-credentials = WeCom doesn't accept the application's secret ({ $detail }), so neither messages nor calls go out. Please check wecom.corp_id, wecom.agent_id and wecom.secret, and start again.
over-wecom-credentials = WeCom accepts the application's secret again.

## Messages a platform posts to us that can't be taken, or not as they should; $section is the part of the configuration (wechat or wecom)
alarm-callback-plain = Messages arrive unencrypted, and only encrypted ones are taken, so none of them gets in. Please set 消息加解密方式 to 安全模式 in the account's server configuration (服务器配置); if it has to be plain text, change { $section }.mode and start again.
alarm-callback-key = Messages can't be decrypted, so none of them gets in: the platform has another EncodingAESKey than { $section }.aes_key. Please compare them and start again.
alarm-callback-clock = Messages are signed more than five minutes away from this server's time, so none of them gets in ({ $section }). Please set the server's clock.
alarm-callback-json = Messages arrive as JSON. They are taken, but answers can't go out at once and are sent separately ({ $section }). Please set 数据格式 to XML in the account's server configuration (服务器配置).
over-callback = Messages arrive as they should again ({ $section }).
