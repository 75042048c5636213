"""What a file that is no plain text is, by its first bytes, and how its user gets at the text."""

_WORD = "save it as plain text (.txt, UTF-8) first"
_UNPACK = "unpack it first"
_IMAGE = "run a text recognition over it first"

# First bytes, what they are the mark of, the way out. The first that fits wins.
_MAGIC = (
    (b"%PDF-", "a PDF", "extract its text first (pdftotext FILE.pdf FILE.txt)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (.doc, .xls, .wps)", _WORD),
    (b"{\\rtf", "an RTF document", _WORD),
    (b"\x1f\x8b", "a gzip archive", _UNPACK),
    (b"BZh", "a bzip2 archive", _UNPACK),
    (b"\xfd7zXZ\x00", "an xz archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"PAR1", "a Parquet file", "write the column that holds the texts to text files first"),
    (b"SQLite format 3\x00", "an SQLite database", "export its texts first"),
    (b"\x89PNG\r\n", "an image (PNG)", _IMAGE),
    (b"\xff\xd8\xff", "an image (JPEG)", _IMAGE),
    (b"GIF8", "an image (GIF)", _IMAGE),
    (b"II*\x00", "an image (TIFF)", _IMAGE),
    (b"MM\x00*", "an image (TIFF)", _IMAGE),
)
# A zip archive says by the names inside what it is.
_ZIPPED = (
    (b"word/", "a Word document (.docx)"),
    (b"xl/", "an Excel table (.xlsx)"),
    (b"ppt/", "a presentation (.pptx)"),
    (b"opendocument", "an OpenDocument file"),
    (b"application/epub", "an e-book (EPUB)"),
)
_HTML = (b"<!doctype html", b"<html")


def refusal(data: bytes) -> str | None:
    """Why these bytes are not read as text and what to do instead; None when nothing speaks against them.

    >>> refusal(b"%PDF-1.7 ...")
    'is a PDF: extract its text first (pdftotext FILE.pdf FILE.txt)'
    >>> refusal("政府工作报告".encode()) is None
    True
    """
    if data.startswith(b"PK\x03\x04"):
        for mark, kind in _ZIPPED:
            if mark in data[:4096] or mark in data[-65536:]:  # the archive's list of names is at its end
                return f"is {kind}: {_WORD}"
        return f"is a zip archive: {_UNPACK}"
    for magic, kind, way_out in _MAGIC:
        if data.startswith(magic):
            return f"is {kind}: {way_out}"
    if data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_HTML):
        return "is an HTML page: save it as plain text first"
    return None
