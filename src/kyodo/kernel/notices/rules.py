from typing import Any

from kyodo.kernel.permissions import YES, Answer, Who


def may_see_in_development(who: Who, notice: Any) -> Answer:
    """Open to anyone: the addresses exist on demo, development and test machines only."""
    return YES
