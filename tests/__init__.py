"""The tests mirror ``src/kyodo`` file for file; ``house/``, ``journeys/`` and ``factories/`` stand beside them."""
