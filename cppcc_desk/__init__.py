"""政协社情民意工作台: the office of a county CPPCC carries 社情民意信息 from receipt to archive."""

__version__ = "0.1.0"
