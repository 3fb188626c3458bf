from kyodo.commons.actors.public import HANDOVER
from kyodo.matching import handover

HANDOVER.hang(handover.SECTION)
