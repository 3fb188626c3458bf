"""講座・イベント: what the support center adds to gatherings.

A plan with a checklist counted back from the date; calls (募集) and who may propose; postings of groups, moderated by
a rule that everybody can read; after the event a questionnaire without names, and a report that stays in the archive
as the event's page; a poster and a page to pass round (回覧板) made from the record. Signing up, places and the waiting
list belong to ``commons/gatherings``.
"""
