"""Baoxiu (报修): the after-sales desk that answers in chat and keeps its promises."""
