"""Text messages that platforms send, made up."""

from __future__ import annotations

BAITIAO_POLITE = (
    "【京东金融】尊敬的用户，您的京东白条账户已于2026年3月10日注销成功，受理编号ZX2026030600158472。"
)
BAITIAO = (
    "【京东金融】您的京东白条账户已于2026年3月10日注销成功，受理编号ZX20240305-8801，如有疑问请致电95118。"
)
JIEBEI = "您的借呗账户已于2026年3月10日注销成功。".encode()
