"""What was said after an event, in figures without persons."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from kyodo.center.courses.cells import SMALLEST, Cell, shown
from kyodo.center.courses.models import Answer, Questionnaire
from kyodo.center.courses.states import LearntBy, NextStep, Satisfaction
from kyodo.kernel.registry import Text


@dataclass(frozen=True)
class Question:
    """A question with its cells; ``cells`` None: fewer than five answered."""

    title: Text
    cells: list[Cell] | None


@dataclass(frozen=True)
class Results:
    """The figures of a questionnaire, and what was written, in an order that tells nothing."""

    count: int
    questions: list[Question]
    words: list[str]
    own: list[str]


QUESTIONS = (("satisfaction", Satisfaction), ("learnt_by", LearntBy), ("next_step", NextStep))


def results(questionnaire: Questionnaire) -> Results:
    """Return the figures of a questionnaire; one query. Words stay closed until five people answered."""
    names = ("satisfaction", "learnt_by", "next_step", "words", "own_answer")
    rows: list[dict[str, Any]] = [dict(row) for row in questionnaire.answers.values(*names)]
    questions = []
    for name, choices in QUESTIONS:
        counts = Counter(row[name] for row in rows if row[name])
        questions.append(Question(Answer._meta.get_field(name).verbose_name, shown(counts, choices.choices)))  # type: ignore[union-attr]
    may_read = len(rows) >= SMALLEST
    words = sorted(row["words"] for row in rows if row["words"]) if may_read else []
    own = sorted(row["own_answer"] for row in rows if row["own_answer"]) if may_read else []
    return Results(len(rows), questions, words, own)
