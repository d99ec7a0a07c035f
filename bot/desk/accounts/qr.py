"""A text as a square picture for a telephone's camera (QR), drawn as SVG for a page. Pure."""

from __future__ import annotations

import base64
from typing import Final

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

_MARGIN: Final = 4


def qr_address(text: str) -> str:
    """Return the picture as a data: address."""
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    size = code.getModuleCount()
    dark = (f"M{x + _MARGIN} {y + _MARGIN}h1v1h-1z" for y in range(size) for x in range(size) if code.isDark(y, x))
    whole = size + 2 * _MARGIN
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{whole}v{whole}H0z"/><path d="{"".join(dark)}"/></svg>'
    )
    return f"data:image/svg+xml;base64,{base64.b64encode(picture.encode()).decode()}"
