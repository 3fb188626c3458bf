"""Plans with their checklists, calls, postings of groups, questionnaires, reports."""

from kyodo.center.courses.models.after import Answer, Photo, Questionnaire, Report
from kyodo.center.courses.models.before import Call, Plan, Posting, Step, TakenRoom, TrustedGroup

__all__ = ["Answer", "Call", "Photo", "Plan", "Posting", "Questionnaire", "Report", "Step", "TakenRoom", "TrustedGroup"]
