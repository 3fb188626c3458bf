"""What the casebook keeps: cases, and the support that each of them used."""

from kyodo.casebook.models.case import Case
from kyodo.casebook.models.scheme import SchemeUsed

__all__ = ["Case", "SchemeUsed"]
