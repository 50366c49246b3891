"""A folder of a mailbox by Microsoft Graph in which a mail of ours is looked for."""

from __future__ import annotations

from urllib.parse import quote

from domain.graph import Line
from ingest.graph_asking import Resync
from ingest.graph_folder import GraphFolder
from ingest.mailbox import passing


class GraphSent:
    """As `ingest.sent_folder.Searched`: nothing but GET, so that nothing there ever changes."""

    def __init__(self, line: Line, folder: str) -> None:
        self._line = line
        self._folder = GraphFolder(line, folder)

    def check(self) -> None:
        """Returns where there is such a folder."""
        _ = self._folder.id

    def holds(self, mail_id: str) -> bool:
        """Whether a message in it bears this Message-ID."""
        wanted = quote("internetMessageId eq '" + mail_id.replace("'", "''") + "'", safe="")
        target = f"{self._folder.address}/messages?$filter={wanted}&$select=internetMessageId"
        try:
            found = self._folder.asking.told(target).get("value")
        except Resync:
            raise passing(f"{self._folder.asking.place} did not let itself be searched") from None
        return isinstance(found, list) and any(
            isinstance(one, dict) and one.get("internetMessageId") == mail_id for one in found
        )

    @property
    def answers(self) -> int:
        """How many of the server's answers have come."""
        return self._line.answers

    def interrupt(self) -> None:
        """What another thread waits for on this connection ends at once."""
        self._line.interrupt()

    def close(self) -> None:
        """Closes the connection."""
        self._line.close()
