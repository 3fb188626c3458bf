"""Jobs: periodic work and the worker, without a broker.

Rooms hang a :class:`~kyodo.kernel.jobs.wall.Job` on ``JOBS``; each due run is claimed by one
compare-and-set with a lease, so many workers never run one twice. ``kyodo work`` is the one
process that runs due jobs and everything that hangs on ``RUNNERS``.
"""
