from kyodo.kernel.room import RoomConfig


class NewslettersConfig(RoomConfig):
    name = "kyodo.center.newsletters"
