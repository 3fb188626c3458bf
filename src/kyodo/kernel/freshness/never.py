"""Pages of somebody's own, which no cache keeps."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponseBase

NEVER = "max-age=0, no-cache, no-store, must-revalidate, private"


def never_kept[**P, R: HttpResponseBase](view: Callable[P, R]) -> Callable[P, R]:
    """Let no browser and no cache on the way keep what a view answers.

    Django's own reads and writes the same words of the header piece by piece at each answer, and every page of somebody
    who has signed in passes here.
    """

    @wraps(view)
    def told(*args: P.args, **more: P.kwargs) -> R:
        response = view(*args, **more)
        response.headers["Cache-Control"] = NEVER
        return response

    return told
