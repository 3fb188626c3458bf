"""The schemas of all kinds as JSON Schema, for editors that check while one types."""

import json
from pathlib import Path
from typing import Any

from kyodo.kernel.packs.kinds import PACK_KINDS, PackKind


def _one_or_several(kind: PackKind[Any]) -> dict[str, Any]:
    schema = kind.schema.model_json_schema()
    parts = schema.pop("$defs", {})
    # In a file of its own a record may leave its slug to the name of the file.
    one = {**schema, "required": [key for key in schema.get("required", []) if key != "slug"]}
    return {"title": str(kind.label), "anyOf": [one, {"type": "array", "items": schema}], "$defs": parts}


def _head(file: str) -> dict[str, Any]:
    """Return the schema of a file at the top: the record that it is, and the lists in its sections."""
    whole: dict[str, Any] = {"type": "object", "properties": {}, "$defs": {}, "additionalProperties": False}
    for kind in (kind for kind in PACK_KINDS if kind.file == file):
        schema = kind.schema.model_json_schema()
        whole["$defs"].update(schema.pop("$defs", {}))
        if kind.section:
            whole["properties"][kind.section] = {"type": "array", "items": schema}
        else:
            whole["properties"].update(schema["properties"])
            whole["required"] = schema.get("required", [])
    return whole


def schemas() -> dict[str, dict[str, Any]]:
    """Return file name → JSON Schema: one for each folder, and one for each file at the top."""
    found = {f"{kind.folder}.schema.json": _one_or_several(kind) for kind in PACK_KINDS if kind.folder}
    for file in sorted({kind.file for kind in PACK_KINDS if kind.file}):
        found[f"{Path(file).stem}.schema.json"] = _head(file)
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return {name: {"$schema": dialect, **schema} for name, schema in found.items()}


def publish(folder: Path) -> list[str]:
    """Write all schemas into a folder and return their file names."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas().items():
        (folder / name).write_text(json.dumps(schema, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return sorted(schemas())
