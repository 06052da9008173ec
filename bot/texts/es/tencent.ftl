### WeChat y WeCom: alarmas

alarm-wechat-address = WeChat no conoce la dirección de este servidor ({ $detail }) y no sale nada. Añádala a la lista de IP de la cuenta (API IP白名单). Los mensajes se guardan y salen a más tardar diez minutos después.
over-wechat-address = WeChat vuelve a aceptar la dirección de este servidor; los mensajes guardados ya están saliendo.
alarm-wechat-credentials = WeChat no acepta la clave de la cuenta ({ $detail }) y no sale nada. Revise wechat.app_id y wechat.secret y reinicie. Los mensajes se guardan.
over-wechat-credentials = WeChat vuelve a aceptar la clave de la cuenta; los mensajes guardados ya están saliendo.
alarm-wecom-address = WeCom no conoce la dirección de este servidor ({ $detail }): no salen mensajes ni llamadas. Añádala a las IP de confianza de la aplicación (企业可信IP).
over-wecom-address = WeCom vuelve a aceptar la dirección de este servidor.
alarm-wecom-credentials = WeCom no acepta la clave de la aplicación ({ $detail }): no salen mensajes ni llamadas. Revise wecom.corp_id, wecom.agent_id y wecom.secret y reinicie.
over-wecom-credentials = WeCom vuelve a aceptar la clave de la aplicación.

## Mensajes que una plataforma nos envía y no se aceptan, o no como es debido; $section es la parte de la configuración (wechat o wecom)
alarm-callback-plain = Los mensajes llegan sin cifrar y aquí solo se aceptan cifrados, así que no entra ninguno. Ponga 消息加解密方式 en 安全模式 en la configuración del servidor de la cuenta (服务器配置); si tiene que ser texto sin cifrar, cambie { $section }.mode y reinicie.
alarm-callback-key = Los mensajes no se pueden descifrar, así que no entra ninguno: la plataforma tiene otra EncodingAESKey que { $section }.aes_key. Compárelas y reinicie.
alarm-callback-clock = Los mensajes llevan una hora que difiere de la de este servidor en más de cinco minutos, así que no entra ninguno ({ $section }). Ponga en hora el servidor.
alarm-callback-json = Los mensajes llegan en JSON. Se aceptan, pero las respuestas no salen en el acto, sino aparte ({ $section }). Ponga 数据格式 en XML en la configuración del servidor de la cuenta (服务器配置).
over-callback = Los mensajes vuelven a llegar como es debido ({ $section }).
