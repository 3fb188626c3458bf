from kyodo.kernel.room import RoomConfig


class BookingsConfig(RoomConfig):
    name = "kyodo.center.bookings"
