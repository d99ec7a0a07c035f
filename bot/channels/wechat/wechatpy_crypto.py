"""wechatpy's encryption without its API client, which would load requests and urllib3 with every start.

The first lines of wechatpy import everything it has. Of it we use sixty lines (decision 62), so the package stands
there unread while they are loaded; whoever imports wechatpy afterwards gets all of it, with the same classes.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec, module_from_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING or "wechatpy" in sys.modules:
    from wechatpy.crypto import PrpCrypto
    from wechatpy.exceptions import InvalidAppIdException
else:
    _spec = find_spec("wechatpy")
    if _spec is None:
        raise ModuleNotFoundError("wechatpy is not installed", name="wechatpy")
    sys.modules["wechatpy"] = module_from_spec(_spec)
    try:
        from wechatpy.crypto import PrpCrypto
        from wechatpy.exceptions import InvalidAppIdException
    finally:
        del sys.modules["wechatpy"]

__all__ = ["InvalidAppIdException", "PrpCrypto"]
