"""WeCom (企业微信): staff in an application of their company, by text, command and card."""
