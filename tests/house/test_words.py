"""No civic word in the kernel, the face or their texts."""

from pathlib import Path

from tests.house.checks.places import SRC
from tests.house.checks.words import civic_words

FILES = [path for ending in ("py", "html", "po") for path in sorted((SRC / "kernel").rglob(f"*.{ending}"))]
#: Words that the parts of an address have in every country's post.
ALLOWED = {"text/postcode.py": frozenset({"city", "neighborhood"})}


def test_the_kernel_knows_no_civic_word() -> None:
    kernel = SRC / "kernel"
    found = [
        line
        for path in FILES
        for line in civic_words(path, ALLOWED.get(path.relative_to(kernel).as_posix(), frozenset()))
    ]
    assert found == []


def test_a_planted_word_is_found(tmp_path: Path) -> None:
    path = tmp_path / "planted.py"
    path.write_text("class WardKind:\n    city_name = ''  # 区役所\n    forward = toward = reward = granted = 1\n")
    assert civic_words(path) == ["planted.py:1 Ward", "planted.py:2 city", "planted.py:2 区役所"]
