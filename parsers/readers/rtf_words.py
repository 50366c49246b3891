"""RTF's control words by what they mean for reading."""

from __future__ import annotations

_SKIPPED_WORDS = """
    fonttbl colortbl stylesheet info fldinst themedata colorschememapping datastore latentstyles rsidtbl listtable
    listoverridetable revtbl generator xmlnstbl bkmkstart bkmkend nonshppict sp object objdata template pgdsctbl
    filetbl annotation atnid atnauthor private userprops nonesttables falt panose mmathPr datafield xe tc
"""
SKIPPED = frozenset(_SKIPPED_WORDS.split())
"""Destinations in which nothing is to be read."""
ENTERED = {"shpinst", "shppict", "formfield", "nestrow", "nesttableprops"}
"""Starred destinations in which something is to be read."""
CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
"""A font's character set -> its codec."""
SAID = {
    "tab": "\t", "line": "\n", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
    "endash": "–", "emdash": "—", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
"""Words that stand for characters."""
REGIONS = {"header": "header", "headerl": "header", "headerr": "header", "headerf": "header",
            "footer": "footer", "footerl": "footer", "footerr": "footer", "footerf": "footer", "shptxt": "textbox"}  # fmt: skip
"""Destinations that are regions of a page."""
