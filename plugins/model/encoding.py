"""From the bytes of a file to its text, whatever program saved it."""

from __future__ import annotations

import re

from plugins.model.place import quoted
from plugins.model.problem import Problem, Severity, of_file

MOST_BYTES = 1024 * 1024
# Of those kept for one post: 28,000 of 350 bytes, which take 4 s to read. What is written to take
# longer meets the limit of time; twice as much of it took 2 GB of memory until then.
MOST_OF_COMMENTS = 10 * 1024 * 1024
_FOREIGN = {
    b"PK\x03\x04": "a word-processor's document or a zip file",
    b"\xd0\xcf\x11\xe0": "an old word-processor's document",
    b"{\\rtf": "a rich text (RTF) document",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"GIF8": "a picture",
    b"\xff\xd8\xff": "a picture",
}
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = bytes({*range(32), 0x7F} - {*b"\t\n\r"})
_RARE = (b"\xc2", b"\xe2\x80\xa8", b"\xe2\x80\xa9", b"\xef\xbf")  # begin one of INVISIBLE
_SAVE = (
    "Save it as plain text in UTF-8 (in most editors: Save as, Encoding, UTF-8; on the web page:"
    " paste the words into a new file, and delete this one)"
)
_LOOSE_BYTE = re.compile("[\udc80-\udcff]")  # where Python keeps a byte that is not UTF-8
INVISIBLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def read_text(path: str, data: bytes, most: int = MOST_BYTES) -> tuple[str, list[Problem]]:
    """The text of a file, its lines ending as in Unix, and what is wrong with its bytes.

    most: how many bytes it may have.
    Text in another encoding is an error, yet is read as well as it can be, so that the rest of
    the file can be checked. What is no text at all is read as "".
    """
    if refusal := _refusal(data, most):
        return "", [of_file(path, *refusal)]
    text, problem = _decode(path, data)
    problems = [problem] if problem else []
    if (problems or _may_hide(data)) and (first := INVISIBLE.search(text)):
        text, problem = _replace_invisible(path, text, first.start())
        problems.append(problem)
    return text, problems


def _decode(path: str, data: bytes) -> tuple[str, Problem | None]:
    """The text of data, and the error if it is not in UTF-8."""
    if data.startswith(_UTF_16):
        message = "This file is saved as UTF-16, not as UTF-8."
        text = _unix(data.decode("utf-16", "replace"))
        return text, Problem(path, 1, "", message, f"{_SAVE}.")
    try:
        return _unix(data.decode("utf-8-sig")), None
    except UnicodeDecodeError:
        return _read_loose_bytes(path, _unix(data.decode("utf-8-sig", "surrogateescape")))


def _unix(text: str) -> str:
    """The text with every line ending in one character, whatever system wrote it."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _may_hide(data: bytes) -> bool:
    """Whether UTF-8 may hold invisible characters: far quicker than to search for each."""
    if len(data.translate(None, _CONTROLS)) < len(data):
        return True
    return not data.isascii() and any(part in data for part in _RARE)


def _refusal(data: bytes, most: int) -> tuple[str, str] | None:
    """Why data is not read at all, and the cure."""
    if len(data) > most:
        cure = "Divide the text; pictures and recordings belong in files of their own."
        size = f"{most // 1024**2} MB"
        return f"This file has more than {size}, the most that a text may have.", cure
    for mark, kind in _FOREIGN.items():
        if data.startswith(mark):
            return f"This file is {kind}, not plain text.", f"{_SAVE}."
    if b"\0" in data and not data.startswith(_UTF_16):
        return "This file is not plain text in UTF-8: it holds bytes of value 0.", f"{_SAVE}."
    return None


def _read_loose_bytes(path: str, text: str) -> tuple[str, Problem]:
    """The text with each byte that is not UTF-8 read as Windows means it, and the error."""
    first = next(_LOOSE_BYTE.finditer(text)).start()
    read = _LOOSE_BYTE.sub(lambda match: _windows(ord(match[0]) - 0xDC00), text)
    word = _word_at(read, first)
    message = (
        f"{quoted(read[first])} in {quoted(word)} is not written in UTF-8 (it is the single byte"
        f" {ord(text[first]) - 0xDC00:02X}, as in Latin-1 or Windows-1252)."
    )
    remedy = f"{_SAVE}; or delete that character and type it again."
    return read, Problem(path, _line_at(text, first), "", message, remedy)


def _replace_invisible(path: str, text: str, first: int) -> tuple[str, Problem]:
    """The text without characters that no page can show, and the warning."""
    read = INVISIBLE.sub(lambda match: _windows(ord(match[0])), text)
    meaning = quoted(read[first]) if read[first].strip() else "a blank"
    message = f"An invisible character (U+{ord(text[first]):04X}) was read as {meaning}."
    if more := len(INVISIBLE.findall(text)) - 1:
        message = f"{message[:-1]}, and {more} more below it likewise."
    remedy = f"Type the words around it again, after {quoted(_word_at(read, max(first - 1, 0)))}."
    return read, Problem(path, _line_at(text, first), "", message, remedy, Severity.WARNING)


def _windows(code: int) -> str:
    """What code means in Windows-1252, as web browsers read it; a blank if nothing visible."""
    read = bytes([code]).decode("cp1252", "ignore") if 0x80 <= code <= 0xFF else ""
    return read or " "


def _line_at(text: str, index: int) -> int:
    return text.count("\n", 0, index) + 1


def _word_at(text: str, index: int) -> str:
    before, after = text[max(0, index - 20) : index], text[index : index + 20]
    return (re.split(r"\s", before)[-1] + re.split(r"\s", after)[0]).strip()
