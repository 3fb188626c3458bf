from kyodo.kernel.room import RoomConfig


class ConsultationsConfig(RoomConfig):
    name = "kyodo.center.consultations"
