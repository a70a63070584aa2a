"""How long something will take, as people say it."""

MINUTE, HOUR = 60, 3600
_MINUTES_SAID = 90 * MINUTE
"""Up to here minutes are easier to imagine than hours."""


def estimated(seconds: float) -> str:
    """`less than a minute`, `about 25 min`, `about 11 h`."""
    if seconds < MINUTE:
        return "less than a minute"
    if seconds < _MINUTES_SAID:
        return f"about {seconds / MINUTE:.0f} min"
    return f"about {seconds / HOUR:,.0f} h"
