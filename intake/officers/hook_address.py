"""Where other systems may be called: by https, and nowhere inside our own network that the operator did not name.

An address is judged twice, each time by the same parser that will call it: as it is written when it is entered,
and as its name resolves whenever it is called (`notices.hook_post`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

from yarl import URL

from intents.signs import has_control_characters

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address

EXAMPLE: Final = "10.20.0.0/16,10.30.4.7"
LONGEST: Final = 500
_HTTPS: Final = "请填写以 https:// 开头的完整地址，例如 https://taizhang.example.gov.cn/shangmi。"
_NAME: Final = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,62})\.){0,30}[a-z][a-z0-9-]{0,62}\.?", re.IGNORECASE)
# IPv6 addresses that stand for an IPv4 address in their last 32 bits: NAT64 (RFC 6052, RFC 8215).
_NAT64: Final = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
# Inside for whoever runs there, or nobody's, though not all of them are private by the registries: site-local,
# documentation, protocol assignments, anycast of relays, AS112, SRv6, and what tells a cloud's machines of
# themselves.
_NEVER_OUTSIDE: Final = tuple(
    ip_network(network)
    for network in (
        "192.0.0.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.175.48.0/24",
        "100.100.100.200/32",
        "168.63.129.16/32",
        "fec0::/10",
        "3fff::/20",
        "5f00::/16",
        "2001:4:112::/48",
        "2620:4f:8000::/48",
    )
)


class AddressRefused(Exception):
    """An address that cannot be called. The text is a sentence: what is wrong, what to do."""


def networks_in(text: str) -> tuple[Network, ...]:
    """Return the networks that a setting names, separated by commas; ValueError for anything else."""
    return tuple(ip_network(part.strip()) for part in text.split(",") if part.strip())


def fit_address(text: str, inside: Sequence[Network]) -> str:
    """Return the address as it will be called, or raise AddressRefused.

    inside  networks of our own that may be called
    """
    written = text.strip()
    if len(written) > LONGEST or has_control_characters(written):
        raise AddressRefused(f"地址最长 {LONGEST} 个字符，不能有换行等控制字符。")
    try:
        url = URL(written)
        port = url.port
    except ValueError:
        raise AddressRefused(_HTTPS) from None
    if url.scheme != "https" or not url.host or not port:
        raise AddressRefused(_HTTPS)
    if url.user is not None or url.password is not None:
        raise AddressRefused("地址里不要写用户名和密码；对方可以凭签名确认是我们发的。")
    if url.fragment:
        raise AddressRefused("地址里不要带 # 和后面的部分。")
    literal = _literal_in(url.host)
    # "127.1" and "2130706433" are no names: a client takes them for addresses, each in its own way.
    if literal is None and _NAME.fullmatch(url.raw_host or "") is None:
        raise AddressRefused(_HTTPS)
    if literal is not None and not may_be_called(literal, inside):
        raise AddressRefused(
            "不能回调本机或者内部网络的地址。确要回调专网里的系统，请系统管理人员在 "
            "SHANGMI_WEBHOOK_NETWORKS 里写明那个网段。"
        )
    return str(url)


def _literal_in(host: str) -> Address | None:
    """Return the IP address that a host is written as; None for a name."""
    try:
        return ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        return None


def may_be_called(address: Address, inside: Sequence[Network]) -> bool:
    """Say whether this address is out in the internet, or in a network that the operator named."""
    return all(_may(one, inside) for one in _meant_by(address))


def _may(address: Address, inside: Sequence[Network]) -> bool:
    if any(address in network for network in inside):
        return True
    if any(address in network for network in _NEVER_OUTSIDE):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _meant_by(address: Address) -> Iterator[Address]:
    """Give the address, and each one that it may lead to by its form: one that hides another must pass as both."""
    if not isinstance(address, IPv6Address):
        yield address
        return
    if address.ipv4_mapped is not None:
        # The very same address, written otherwise.
        yield address.ipv4_mapped
        return
    hidden = [address.sixtofour, *(address.teredo or ())]
    if any(address in network for network in _NAT64):
        hidden.append(IPv4Address(int(address) & 0xFFFFFFFF))
    yield address
    yield from (one for one in hidden if one is not None)
