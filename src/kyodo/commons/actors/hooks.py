from kyodo.commons.actors import pack  # noqa: F401 - hangs the kinds of a city pack
