"""What other rooms may use of joint works."""

from kyodo.commons.collaborations.actions import (
    confirm_partner,
    edit_collaboration,
    hide_collaboration,
    move_collaboration,
    set_drawing,
    set_story,
    show_collaboration,
    start_collaboration,
)
from kyodo.commons.collaborations.drafts import PartnerDraft, TieDraft
from kyodo.commons.collaborations.ended import AFTER_END, AfterEnd
from kyodo.commons.collaborations.models import Collaboration, Event, Partner, Span, Tie, YearFigure
from kyodo.commons.collaborations.pictures import Picture, PicturedPartner, PicturedTie, as_of
from kyodo.commons.collaborations.queries import (
    NetworkPartner,
    NetworkWork,
    address_of,
    drawn,
    events_of,
    figures_of,
    listed,
    network_rows,
    of_actor,
    picture_of,
    pictures_of,
    spans_of,
)
from kyodo.commons.collaborations.rules import MAY, keeps_collaborations, may_change, may_confirm, may_see
from kyodo.commons.collaborations.states import COLLABORATION, OVER, CollaborationState, Confirmation, TieKind

__all__ = [
    "AFTER_END",
    "COLLABORATION",
    "MAY",
    "OVER",
    "AfterEnd",
    "Collaboration",
    "CollaborationState",
    "Confirmation",
    "Event",
    "NetworkPartner",
    "NetworkWork",
    "Partner",
    "PartnerDraft",
    "Picture",
    "PicturedPartner",
    "PicturedTie",
    "Span",
    "Tie",
    "TieDraft",
    "TieKind",
    "YearFigure",
    "address_of",
    "as_of",
    "confirm_partner",
    "drawn",
    "edit_collaboration",
    "events_of",
    "figures_of",
    "hide_collaboration",
    "keeps_collaborations",
    "listed",
    "may_change",
    "may_confirm",
    "may_see",
    "move_collaboration",
    "network_rows",
    "of_actor",
    "picture_of",
    "pictures_of",
    "set_drawing",
    "set_story",
    "show_collaboration",
    "spans_of",
    "start_collaboration",
]
