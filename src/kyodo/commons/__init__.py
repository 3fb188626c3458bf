"""The commons: the civic nouns that every room needs, their facts and lives."""
