"""Customers and staff on Telegram, by long polling or by webhook."""
