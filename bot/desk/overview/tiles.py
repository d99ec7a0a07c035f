"""Where each bureau's tile lies: as on a map, one square each. A bureau without a place comes after the others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# Each line a row from north to south, each word a column from west to east; a dot is empty.
_GRID: Final = """
municipal .          .        .         .          .         .         .         .         chengkou .        .
.         .          .        .         .          .         .         .         kaizhou   wuxi     .        .
.         .          .        .         .          .         .         liangping wanzhou   yunyang  fengjie  wushan
tongnan   .          hechuan  .         .          .         dianjiang zhongxian shizhu    .        .        .
dazu      tongliang  .        beibei    liangjiang changshou fengdou   .         .         .        .        .
rongchang .          bishan   shapingba yuzhong    fuling    .         .         qianjiang .        .        .
.         yongchuan  gaoxin   jiulongpo nanan      .         wulong    pengshui  .         .        .        .
.         jiangjin   .        dadukou   banan      nanchuan  .         .         youyang   .        .        .
.         .          .        qijiang   wansheng   .         .         .         .         xiushan  .        .
"""

PLACES: Final[Mapping[str, tuple[int, int]]] = {
    code: (row, column)
    for row, line in enumerate(_GRID.strip().splitlines(), start=1)
    for column, code in enumerate(line.split(), start=1)
    if code != "."
}


def short(name: str) -> str:
    """Return a bureau's name as it fits a tile: 石柱 for 石柱土家族自治县."""
    return name.partition("土家族")[0].partition("苗族")[0].removesuffix("县") if name.endswith("自治县") else name
