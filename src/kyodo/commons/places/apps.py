from kyodo.kernel.room import RoomConfig


class PlacesConfig(RoomConfig):
    name = "kyodo.commons.places"
