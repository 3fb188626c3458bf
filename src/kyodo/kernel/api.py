"""What every operation of the read API answers when a question cannot be used."""

from ninja import Schema


class Wrong(Schema):
    """Why a question could not be answered."""

    detail: str


class WrongParameter(Schema):
    """One parameter that cannot be used, and why."""

    where: str
    what: str


class WrongParameters(Schema):
    """Which parameters cannot be used."""

    detail: list[WrongParameter]
