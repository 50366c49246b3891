"""Which lines of a mail's text are the writer's, which are quoted or forwarded, and which are a signature.

Nothing is dropped: quoted and forwarded lines stay readable in paragraphs of the region `quoted`, with the header lines that
introduce them first, so that who reads on can tell a forwarded note from our own quoted mail.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from parsers.document import Block, Line, Paragraph, Table
from parsers.expressions import later

Region = Literal["body", "quoted", "signature"]

_MARK = re.compile(r"^\s?(?:>\s?)+")
_SIGNATURE = re.compile(r"^(?:--|—|–|__|\*\*)\s?$|^[-_]{2}\s*$")
_RULERS = (
    "original message", "forwarded message", "begin forwarded message",
    "message d'origine", "message original", "message transféré", "message réexpédié", "début du message réexpédié",
    "mensaje original", "mensaje reenviado", "inicio del mensaje reenviado",
    "исходное сообщение", "пересылаемое сообщение", "пересланное сообщение", "перенаправленное сообщение",
    "начало переадресованного сообщения",
    "الرسالة الأصلية", "رسالة معاد توجيهها", "رسالة محولة", "الرسالة المعاد توجيهها",
    "原始邮件", "邮件原件", "转发的邮件", "转发邮件",
    "ursprüngliche nachricht", "weitergeleitete nachricht", "anfang der weitergeleiteten nachricht",
    "mensagem original", "mensagem encaminhada", "mensagem reencaminhada",
)  # fmt: skip
"""What mail programs write, mostly between dashes, above what they quote or forward."""
_RULE = re.compile(
    rf"^\W*[-_=*]{{2,}}\s*(?:{'|'.join(_RULERS)})\s*[-_=*]*\W*$|^(?:{'|'.join(_RULERS)})\s*[:：]$", re.IGNORECASE
)
_RULER = re.compile(r"^\s*[_-]{20,}\s*$")
_VERBS = (
    "wrote", "writes", "a écrit", "écrit", "escribió", "пишет", "писал", "писала", "написал", "написала", "написал(а)",
    "كتب", "كتبت", "كتب/كتبت", "写道", "写到", "schrieb", "escreveu",
)  # fmt: skip
_SAID = re.compile(rf"(?:{'|'.join(re.escape(verb) for verb in _VERBS)})\s*[:：]\s*$", re.IGNORECASE)
_WROTE = re.compile(rf"\b(?:{'|'.join(re.escape(verb) for verb in _VERBS)})\b", re.IGNORECASE)
_ADDRESS = re.compile(r"<?[\w.+'-]+@[\w.-]+\.\w+>?")
_FROM = r"(?:from|de|von|от|من|发件人|寄件者|寄件人|expéditeur|remitente)"
_OTHERS = (
    r"(?:sent|date|to|cc|subject|reply-to|envoyé(?: le)?|à|objet|date|copie|enviado(?: el)?|fecha|para|asunto|data|assunto"
    r"|отправлено|дата|кому|копия|тема|تاريخ الإرسال|أرسلت|أُرسلت|التاريخ|إلى|نسخة|الموضوع|مرسل"
    r"|发送时间|发送日期|日期|收件人|抄送|主题|gesendet|datum|an|betreff)"
)
_HEADER_FROM = re.compile(rf"^\W*{_FROM}\W*\s*[:：]", re.IGNORECASE)
_HEADER_OTHER = later(rf"^\W*{_OTHERS}\W*\s*[:：]", re.IGNORECASE)


def mark(blocks: Sequence[Block]) -> list[Block]:
    """The same blocks with the regions of paragraphs and tables set; paragraphs in which the region changes are cut there.

    ">" marks are taken off quoted lines. Paragraphs that already have a region keep it."""
    places: list[int] = []
    texts: list[str] = []
    for block in blocks:
        texts.append("")
        places.append(len(texts))
        texts.extend([line.text for line in block.lines] if isinstance(block, Paragraph) else ["\x00"])
    regions = _regions(texts)
    marked: list[Block] = []
    for block, at in zip(blocks, places, strict=True):
        if isinstance(block, Table) and block.region == "body":
            marked.append(replace(block, region=regions[at]))
        elif isinstance(block, Paragraph) and block.region == "body":
            marked.extend(_cut(block.lines, regions[at : at + len(block.lines)]))
        else:
            marked.append(block)
    return marked


def names_writer(text: str) -> bool:
    """True for a line that tells who wrote the mail quoted below it: its header, or what mail programs write above it."""
    return _HEADER_FROM.match(text) is not None or _SAID.search(text) is not None


def _cut(lines: Iterable[Line], regions: Iterable[Region]) -> list[Paragraph]:
    paragraphs: list[Paragraph] = []
    held: list[Line] = []
    region: Region = "body"
    for line, own in zip(lines, regions, strict=True):
        bare = (
            replace(line, text=_MARK.sub("", line.text), words=())
            if own == "quoted" and _MARK.match(line.text)
            else line
        )
        if held and (own != region or not bare.text.strip()):
            paragraphs.append(Paragraph(tuple(held), region))
            held = []
        region = own
        if bare.text.strip():
            held.append(bare)
    if held:
        paragraphs.append(Paragraph(tuple(held), region))
    return paragraphs


def _regions(texts: list[str]) -> list[Region]:
    state: Region = "body"
    regions: list[Region] = []
    rest_is_quoted = False
    attribution = 0
    for at, text in enumerate(texts):
        if not attribution and not rest_is_quoted and text:
            attribution, rest_is_quoted = _attribution(texts, at)
            rest_is_quoted = rest_is_quoted or _begins_quotation(texts, at)
        if rest_is_quoted or attribution or _MARK.match(text):
            attribution = max(0, attribution - 1)
            state = "body"
            regions.append("quoted")
        elif state == "signature" or _SIGNATURE.match(text):
            state = "signature"
            regions.append("signature")
        else:
            regions.append("body")
    return regions


def _begins_quotation(texts: list[str], at: int) -> bool:
    """True where everything from here on is quoted: people answer above such headers."""
    text = texts[at]
    if _RULE.match(text):
        return True
    following = [line for line in texts[at + 1 : at + 9] if line.strip()]
    if _RULER.match(text):
        return bool(following) and _is_header_block(following)
    return bool(_HEADER_FROM.match(text)) and _is_header_block([text, *following])


def _is_header_block(lines: list[str]) -> bool:
    return bool(_HEADER_FROM.match(lines[0])) and sum(1 for line in lines[1:6] if _HEADER_OTHER.match(line)) >= 2


def _attribution(texts: list[str], at: int) -> tuple[int, bool]:
    """How many lines from here say who wrote what follows (mail programs break long ones), and whether all the rest is quoted."""
    for length in (1, 2, 3):
        lines = texts[at : at + length]
        if not all(line.strip() and not _MARK.match(line) for line in lines):
            break
        joined = " ".join(lines)
        if not joined.rstrip(" \u200e\u200f\u202a-\u202e").endswith((":", "：")) or not re.search(r"\d", lines[0]):
            continue
        following = next((line for line in texts[at + length :] if line.strip()), "")
        said, address = _SAID.search(joined) or _WROTE.search(joined), _ADDRESS.search(joined)
        if _MARK.match(following) and (said or address):
            return length, False
        if said and address and following:
            return length, True
    return 0, False
