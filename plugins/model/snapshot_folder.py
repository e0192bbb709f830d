"""How COMMENTS_SNAPSHOT is read, also by a build without news, which loads little else."""

from __future__ import annotations

from typing import Any

from plugins.model.encoding import INVISIBLE

_LONGEST = 200  # bytes of its name, so that a disk takes it and those of the files in it


def read_snapshot_folder(value: Any) -> str:
    """A folder beside the settings file or deeper, and none but that: it holds people's names.

    What begins with / or ~ is no place on the machine here, and is not taken for one inside.
    """
    if not isinstance(value, str):
        raise ValueError("text in quotes")
    folder = value.strip().rstrip("/")
    is_elsewhere = {"", ".", ".."} & set(folder.split("/")) or folder.startswith("~")
    is_odd = "\\" in folder or INVISIBLE.search(folder)
    if is_elsewhere or is_odd or len(folder.encode()) > _LONGEST:
        raise ValueError(
            'a folder of the repository, such as ".comments" (which may be a link to one elsewhere)'
        )
    return folder
