from kyodo.kernel.room import RoomConfig


class PeopleConfig(RoomConfig):
    name = "kyodo.commons.people"
