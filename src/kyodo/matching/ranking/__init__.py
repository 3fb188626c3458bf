"""Who may fit whom, in both directions, with reasons in words and never a bare score.

``scoring`` weighs one pair, ``index`` orders all for one wish, both without a database; ``reads`` gathers
what they need and keeps it while no public data changes; ``words`` says it; ``rank`` is the door.
"""

from kyodo.matching.ranking.rank import Candidate, guests_for, hosts_for, other_hosts

__all__ = ["Candidate", "guests_for", "hosts_for", "other_hosts"]
