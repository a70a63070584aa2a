"""One request to another machine: no redirect followed, nothing read that nobody asks for.

Nothing is sent but what a request needs: no cookies, no passwords of a `.netrc`, no referrer.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any

from effllm_desktop.domain.errors import AppError, BadInput, FetchFailed, NoNetwork, Offline
from effllm_desktop.net.line import Line
from effllm_desktop.net.outage import has_way_out, is_cut_off
from effllm_desktop.net.reach import Origin, Reach, Target, origin

if TYPE_CHECKING:
    import socket

    import requests

CHUNK = 16 * 1024
_REDIRECTS = (301, 302, 303, 307, 308)
_AGAIN = "Try again later."
_CUT_OFF = "This machine has no network."
_CUT_OFF_HINT = "Try again when there is one."
_NO_SUCH_PROXY = "The proxy on the way to {} is of a kind that cannot be used."
_NO_SUCH_PROXY_HINT = "Name one for http and https in the system's settings; SOCKS is not known."


@dataclass(frozen=True, slots=True)
class Manners:
    """How the program presents itself, whom it may ask, and how long it waits. Times in seconds."""

    user_agent: str
    connect_timeout: float
    read_timeout: float
    total_timeout: float
    bases: tuple[str, ...]
    offline: bool = False

    def require_online(self) -> None:
        """Raise Offline where the settings say that no machine is asked."""
        if self.offline:
            raise Offline("The program is set to stay offline.", "To change that: offline = false.")


class Answer:
    """What a machine said: status and headers are there, the body comes as it is read."""

    def __init__(self, response: "requests.Response", line: Line, manners: Manners) -> None:
        self._response = response
        self._line = line
        self._manners = manners
        self.status = response.status_code
        self.headers: Mapping[str, str] = response.headers
        self.url = response.url or ""
        self.received = 0

    @property
    def redirected_to(self) -> str | None:
        """The address that we are sent on to, if we are."""
        to = self.headers.get("Location")
        if self.status not in _REDIRECTS or not to:
            return None
        from urllib.parse import urljoin

        return urljoin(self.url, to)

    def chunks(self) -> Iterator[bytes]:
        """The body as it comes over the line. Raises FetchFailed, Cancelled."""
        while True:
            with _translated(origin(self.url), self._line, self._manners):
                self._line.check()
                if self._line.late:
                    raise TimeoutError
                chunk: bytes = self._response.raw.read1(CHUNK, decode_content=False)
            if not chunk:
                return
            self.received += len(chunk)
            yield chunk


class Web:
    """Asks other machines over one line."""

    def __init__(self, manners: Manners, line: Line) -> None:
        self._manners = manners
        self._line = line
        self._reach = Reach(manners.bases)

    @contextmanager
    def ask(
        self, url: str, headers: Mapping[str, str], body: bytes | None = None
    ) -> Iterator[Answer]:
        """Ask for an address; with a body it is sent there (POST).

        Raises Offline, NoNetwork, BadInput, FetchFailed, Cancelled.
        """
        self._manners.require_online()
        self._reach.require(url)
        self._line.begin(self._manners.total_timeout)
        session = self._session(url)
        try:
            with _translated(origin(url), self._line, self._manners):
                response = session.request(
                    "GET" if body is None else "POST",
                    url,
                    data=body,
                    headers={"User-Agent": self._manners.user_agent, **headers},
                    timeout=(self._manners.connect_timeout, self._manners.read_timeout),
                    allow_redirects=False,
                    stream=True,
                )
            with response:
                yield Answer(response, self._line, self._manners)
        finally:
            session.close()
            self._line.hang_up()

    def _session(self, url: str) -> "requests.Session":
        import requests
        from requests.utils import get_environ_proxies

        session = requests.Session()
        session.trust_env = False  # it would read passwords from ~/.netrc
        session.proxies = dict(get_environ_proxies(url))
        session.verify = os.environ.get("REQUESTS_CA_BUNDLE") or True
        session.headers.clear()
        adapter = _adapter(self)
        session.mount("http://", adapter)
        session.mount("https://", adapter)
        return session

    def connect_to_proxy(self, place: Origin, timeout: float) -> "socket.socket":
        """A connection to the system's own proxy, which may be in the reader's network.

        Raises OSError, Cancelled.
        """
        began, problems = monotonic(), list[OSError]()
        for family, *_, address in self._line.addresses(place.host, place.port):
            left = max(began + timeout - monotonic(), 0.001)
            try:
                return self._line.connect(family, address, timeout=left)
            except OSError as error:
                problems.append(error)
        raise problems[-1] if problems else OSError(f"{place.host} has no address.")

    def connect(self, place: Origin, timeout: float) -> "socket.socket":
        """A connection to one of the addresses of a machine; each is looked at first.

        Raises OSError, and NoNetwork where no other machine could be reached either.
        """
        began, problems, targets = monotonic(), list[OSError](), list[Target]()
        try:
            targets = self._reach.targets(place, self._line)
        except OSError as error:
            problems.append(error)
        for target in targets:
            left = max(began + timeout - monotonic(), 0.001)
            try:
                return self._line.connect(*target, timeout=left)
            except OSError as error:
                problems.append(error)
        self._line.check()
        near = any(target.is_near for target in targets)
        if is_cut_off(problems, self._reach.names_beside(place), self._line, near=near):
            raise NoNetwork(_CUT_OFF, _CUT_OFF_HINT) from problems[-1]
        raise problems[-1]


def _adapter(web: Web) -> Any:
    """What makes the connections of a session: ours, so that its line can cut them."""
    from requests.adapters import HTTPAdapter

    class Adapter(HTTPAdapter):
        def proxy_manager_for(self, proxy: Any, **kwargs: Any) -> Any:
            manager = super().proxy_manager_for(proxy, **kwargs)
            manager.pool_classes_by_scheme = _pools(web.connect_to_proxy)
            return manager

    adapter = Adapter()
    adapter.poolmanager.pool_classes_by_scheme = _pools(web.connect)
    return adapter


def _pools(connect: Callable[[Origin, float], "socket.socket"]) -> dict[str, Any]:
    """Pools of connections that are opened by `connect`."""
    from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
    from urllib3.connection import HTTPConnection, HTTPSConnection
    from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

    def opened(connection: HTTPConnection, scheme: str) -> "socket.socket":
        place = Origin(scheme, connection._dns_host.rstrip("."), connection.port)  # noqa: SLF001
        seconds = connection.timeout
        try:
            return connect(place, seconds if isinstance(seconds, int | float) else 60)
        except TimeoutError as error:
            raise ConnectTimeoutError(connection, str(error)) from error
        except OSError as error:
            raise NewConnectionError(connection, str(error)) from error

    class Plain(HTTPConnection):
        def _new_conn(self) -> "socket.socket":
            return opened(self, "http")

    class Secure(HTTPSConnection):
        def _new_conn(self) -> "socket.socket":
            return opened(self, "https")

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


@contextmanager
def _translated(place: Origin, line: Line, manners: Manners) -> Iterator[None]:
    """Raise what the libraries say of the world in our words."""
    import requests
    import urllib3

    try:
        yield
    except requests.exceptions.InvalidProxyURL as error:
        raise FetchFailed(_NO_SUCH_PROXY.format(place.host), _NO_SUCH_PROXY_HINT) from error
    except requests.exceptions.InvalidURL as error:
        raise BadInput(f"“{place.host}” is no name of a machine.") from error
    except (OSError, urllib3.exceptions.HTTPError) as error:  # those of requests are OSErrors
        line.check()
        raise _in_words(error, place.host, late=line.late, manners=manners) from error


def _in_words(error: Exception, host: str, *, late: bool, manners: Manners) -> AppError:
    import requests
    import urllib3

    if late:
        return FetchFailed(
            f"{host} took longer than {manners.total_timeout:g} s, so it was given up.", _AGAIN
        )
    if isinstance(error, requests.ConnectTimeout):
        said = f"{host} did not take the call within {manners.connect_timeout:g} s."
    elif isinstance(error, requests.Timeout | urllib3.exceptions.TimeoutError):
        said = f"{host} said nothing for {manners.read_timeout:g} s."
    elif isinstance(error, requests.exceptions.SSLError):
        if "CERTIFICATE_VERIFY_FAILED" in str(error):
            return FetchFailed(
                f"The connection to {host} is not safe: its certificate does not hold.",
                "Check the date of this computer, or the network that it is in.",
            )
        said = f"No safe connection to {host} could be made."
    elif isinstance(
        error, requests.exceptions.InvalidSchema
    ):  # SOCKS, of addresses only http comes
        return FetchFailed(_NO_SUCH_PROXY.format(host), _NO_SUCH_PROXY_HINT)
    elif isinstance(error, requests.exceptions.ProxyError):
        if not _is_refused(error) and not has_way_out():
            return NoNetwork(_CUT_OFF, _CUT_OFF_HINT)
        said = f"The proxy on the way to {host} does not work."
    elif _not_connected(error):
        said = f"{host} cannot be reached."
    else:
        said = f"The connection to {host} broke before everything was there."
    return FetchFailed(said, _AGAIN, passing=True)


def _not_connected(error: Exception) -> bool:
    """Whether nobody answered at all: an unknown name, a closed door, no network."""
    import urllib3

    reason = getattr(error.args[0], "reason", None) if error.args else None
    return isinstance(reason, urllib3.exceptions.NewConnectionError)


def _is_refused(error: BaseException) -> bool:
    """Whether the machine that was called is there, and said no."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ConnectionError):
        cause = cause.__cause__ or cause.__context__
    return cause is not None
