"""What an act is, by the option of the forms that files it."""

from __future__ import annotations

from collections.abc import Mapping

# What an act is, as stories tell it, by the option of the forms.
ACT_OPTIONS: Mapping[str, str] = {
    "obtain": "用盗窃、利诱、越权下载等手段拿走",
    "disclose": "披露给别人或者公开",
    "use": "自己使用或者让别人使用",
    "breach": "违反保密约定或者保密要求",
    "induce": "教唆、引诱或者帮助他人这样做",
}
