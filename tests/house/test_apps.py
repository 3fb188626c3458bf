"""Django takes the configuration that each of our apps wrote, not a plain one."""

from django.apps import AppConfig, apps

from kyodo.kernel.room import RoomConfig


def without_own_configuration(configs: list[AppConfig]) -> list[str]:
    """Return the names of our apps whose hooks would never be hung."""
    return [c.name for c in configs if c.name.startswith("kyodo.") and not isinstance(c, RoomConfig)]


def test_every_app_of_ours_hangs_its_hooks() -> None:
    assert without_own_configuration(list(apps.get_app_configs())) == []


def test_a_plain_configuration_is_found() -> None:
    import kyodo.kernel.trail

    plain = AppConfig("kyodo.kernel.trail", kyodo.kernel.trail)
    assert without_own_configuration([plain]) == ["kyodo.kernel.trail"]
