"""Bridges to other libraries; each is imported when it is used and names its extra when that is missing."""
