"""Links that lead out of the book, asked for one by one: what is gone is told apart from what is only slow or shut.

- Gone: the other place says so (404, 410), or has lost its name.
- Slow: no answer in time, one that says to come later, or none at all. It may be well in an hour.
- Shut: there, but not for a program, as many publishers are.
- A DOI is there if the registry knows it; it is not followed, since where it leads is often shut.
- Places are asked side by side, each one thing at a time.
"""

import socket
import ssl
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urldefrag, urlsplit

THERE, GONE, SLOW, SHUT = "there", "gone", "slow", "shut"
TIMEOUT_S = 20
PLACES_AT_ONCE = 16
_REGISTRIES = {"doi.org", "dx.doi.org"}
_AGENT = "Mozilla/5.0 (compatible; link check of The VMO Question)"
_LATER = {408, 425, 429}


class _NotFollowed(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *redirect):
        return None


def asked(addresses, timeout_s=TIMEOUT_S, registries=_REGISTRIES):
    """Ask for every address.

    Parameters
    ----------
    addresses : iterable of str
    timeout_s : float
    registries : collection of str
        Hosts whose redirect is the answer.

    Returns
    -------
    dict of str to (str, str)
        For each address one of ``there``, ``gone``, ``slow`` and ``shut``, and what was heard.
    """
    by_place = {}
    for address in addresses:
        by_place.setdefault(urlsplit(address).netloc, []).append(address)

    def ask_place(own):
        return {address: _asked(urldefrag(address)[0], timeout_s, registries) for address in own}

    with ThreadPoolExecutor(PLACES_AT_ONCE) as pool:
        found = [*pool.map(ask_place, by_place.values())]
    heard = {address: verdict for own in found for address, verdict in own.items()}
    return {address: heard[address] for address in addresses}


def _asked(address, timeout_s, registries):
    is_registry = urlsplit(address).netloc in registries
    opener = urllib.request.build_opener(*([_NotFollowed] if is_registry else []))
    for method in ("HEAD", "GET"):  # some places answer the one and not the other
        request = urllib.request.Request(address, method=method, headers={"User-Agent": _AGENT})
        try:
            with opener.open(request, timeout=timeout_s) as answer:
                return THERE, str(answer.status)
        except urllib.error.HTTPError as error:
            error.close()
            if 300 <= error.code < 400:
                return THERE, str(error.code)
            verdict = _of_status(error.code), str(error.code)
        except (OSError, ValueError) as error:
            return _of_error(error)
    return verdict


def _of_status(code):
    if code in (404, 410):
        return GONE
    return SLOW if code >= 500 or code in _LATER else SHUT


def _of_error(error):
    reason = getattr(error, "reason", error)
    if isinstance(reason, socket.gaierror) and reason.errno == socket.EAI_NONAME:
        return GONE, "no place of that name"
    if isinstance(reason, TimeoutError):
        return SLOW, "no answer in time"
    return (SHUT if isinstance(reason, ssl.SSLError) else SLOW), str(reason)
