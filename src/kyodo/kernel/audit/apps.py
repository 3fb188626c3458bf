from kyodo.kernel.room import RoomConfig


class AuditConfig(RoomConfig):
    name = "kyodo.kernel.audit"
