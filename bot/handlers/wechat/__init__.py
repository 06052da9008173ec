"""Customers on WeChat: a certified service account (服务号)."""
