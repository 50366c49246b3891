"""Word's binary format: paragraphs and tables put together from a stretch of its text."""

from __future__ import annotations

from dataclasses import dataclass, field

from parsers.document import Block, Cell, Line, Paragraph, Table


@dataclass
class DocBlocks:
    """Puts paragraphs and tables together from a stretch of text."""

    region: str
    blocks: list[Block] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    cells: list[tuple[Line, ...]] = field(default_factory=list)
    rows: list[tuple[list[int], list[tuple[Line, ...]]]] = field(default_factory=list)

    def line(self, text: str) -> None:
        """A line ended."""
        if text.strip():
            self.lines.append(Line(text.strip()))

    def paragraph(self, in_table: bool) -> None:
        """A paragraph ended; in a table it is a part of its cell."""
        if in_table:
            return
        self.table()
        if self.lines:
            self.blocks.append(Paragraph(tuple(self.lines), self.region))  # type: ignore[arg-type]
        self.lines = []

    def cell(self) -> None:
        """A cell ended."""
        self.cells.append(tuple(self.lines))
        self.lines = []

    def row(self, edges: list[int]) -> None:
        """A row ended."""
        if self.cells:
            self.rows.append((edges, self.cells))
        self.cells = []

    def table(self) -> None:
        """The rows so far are a table."""
        rows, self.rows = self.rows, []
        if not rows:
            return
        edges = sorted({edge for own, _ in rows for edge in own[1:]})
        columns = [edge for edge, before in zip(edges, [-(10**9), *edges], strict=False) if edge - before > 40]
        width = max(len(columns), *(len(cells) for _, cells in rows))
        table = []
        for own, cells in rows:
            placed = [Cell(spanned=True) if len(own) > len(cells) else Cell()] * width
            for at, lines in enumerate(cells):
                place = sum(1 for edge in columns if edge <= own[at] + 40) if len(own) > at else at
                placed[min(place, width - 1)] = Cell(lines)
            table.append(tuple(placed))
        if width == 1:
            self.blocks.extend(Paragraph(cell.lines, self.region) for row in table for cell in row if cell.lines)  # type: ignore[arg-type]
        elif any(cell.lines for row in table for cell in row):
            self.blocks.append(Table(tuple(table), self.region))  # type: ignore[arg-type]
