"""Needs, offers and introductions: nobody's offer dies in silence (引き合わせ).

The pamphlet's own unmet need, told by 川平: universities and companies offer to work together, the
association has nobody with hands to answer, and an NPO in between would help. Here a need and an offer
each have a life; an introduction asks both sides apart, with a first step of an hour or less; a no is a
good answer and gets a kind, true reply. The coordinators' desk shows what needs a person today.
Associations come in by phone, paper or web; offerers by web; coordinators at the desk; everybody sees
how well promises are kept.
"""
