"""kyodo: a platform on which a Japanese city runs its 協働まちづくり.

The folders carry the names of the pamphlet; ``docs/MAP.md`` leads from a word of the
pamphlet to its folder and its address.
"""

__version__ = "0.1.0"
