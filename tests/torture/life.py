"""A life of the real program: `python -m tests.torture.life` takes lives to live from standard input, one JSON object a line.

`cold` ones are lived here, by a process that began as the program begins; the others in a forked child, which has the
program's modules loaded already and differs in nothing else. Each answer is one line: the code with which the life ended."""

from __future__ import annotations

import contextlib
import functools
import json
import os
import signal
import sys
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.torture.doom import Doom


@dataclass(frozen=True)
class Life:
    """What a life is given: settings as environment, where it dies (None: it does not), and whether it is `verbale run`."""

    environment: dict[str, str]
    ports: dict[int, str]
    report: str
    """File for the points that were reached, where it lives to tell."""
    log: str
    readings: str
    """Folder with what was read in messages before, and where what is read now is kept."""
    fatal: str | None = None
    service: bool = False
    cold: bool = False
    patience: float = 600.0
    """Seconds after which a life that does not end counts as stuck."""

    def told(self) -> str:
        """One line."""
        return json.dumps(asdict(self))


def live(life: Life) -> None:
    """Fetches, works and sends as the program does, with small bounds, so that a few mails are many batches."""
    os.environ.update(life.environment)
    doom = Doom(life.fatal)
    _tighten(life.readings, fork=not life.cold and not life.service)
    doom.watch(life.ports)
    from config.logging import set_up_logging
    from config.settings import settings_from_here
    from verbale.wiring import opened

    settings = settings_from_here()
    set_up_logging(settings.log_level)
    with opened(settings) as house:
        if life.service:
            _serve(house)
        else:
            for _, came in house.fetch():
                if isinstance(came, Exception):
                    raise came
            house.work()
            house.sweep()
            house.send()
            for one in house.polled:
                house.relieve(one)
    Path(life.report).write_text(json.dumps(doom.reached), encoding="utf-8")


def _tighten(readings: str, *, fork: bool) -> None:
    """Batches of three, nothing above 100 kB fetched whole; a mail that says so kills its reader, and no other is understood
    twice."""
    import ingest.graph
    import ingest.imap
    import parsers.worker
    import verbale.wiring
    from ingest.mailbox import Bounds
    from tests.torture.readings import remembered

    bounds = Bounds(batch_count=3, alone_above=20_000, piece=8_000, largest=100_000)
    for module in (ingest.imap, ingest.graph):
        module.Bounds = functools.partial(Bounds, **asdict(bounds))  # type: ignore[attr-defined]
    parsers.worker.reading_of = functools.partial(remembered, readings)
    if fork:
        workers = parsers.worker.Workers
        verbale.wiring.parser_workers = lambda settings, programme: workers(programme, count=1, method="fork")  # type: ignore[assignment]


def _serve(house: Any) -> None:
    """`verbale run`, until nothing waits any more."""
    from domain.notices import Outbox
    from domain.stages import Stage
    from store import outbox, queue
    from verbale.service import Service

    seen: set[str] = set()

    def after(step: str) -> None:
        seen.add(step)
        if step != "send" or not seen.issuperset({"poll", "work", "sweep"}):
            return
        with house.database.reading() as session:
            mails = outbox.counts(session)
            waiting = queue.count(session, [Stage.RECEIVED, Stage.READ])
        if not waiting and not mails[Outbox.QUEUED] and not mails[Outbox.SENDING]:
            service.schedule.stop_soon()

    service = Service(house, after)
    service.run()


def _warm() -> None:
    """Afterwards a child of ours has the program's modules loaded, and what they load at the first reading."""
    for module in (
        "alembic.command",
        "alembic.context",
        "msal",
        "notify.calendar",
        "notify.graph",
        "notify.smtp",
        "parsers.read",
        "pebble",
        "psycopg",
        "ingest.graph_moving",
        "ingest.imap",
        "ingest.moving",
        "verbale.service",
        "verbale.tokens.microsoft",
        "verbale.tokens.refresh",
    ):
        import_module(module)
    from config.settings import PROGRAMME, load_programme
    from parsers.limits import Limits
    from parsers.tasks import reading_of

    samples = Path(__file__).resolve().parents[2] / "verbale" / "samples"
    for file in sorted(samples.glob("*.eml")):
        if file.stat().st_size < 10_000:
            reading_of(file.read_bytes(), file.name, load_programme(PROGRAMME), Limits(), None, False)


def _into(log: str) -> None:
    with open(log, "ab") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)


def _in_a_child(life: Life) -> int:
    """The code with which the child ended; whatever it left behind is killed."""
    child = os.fork()
    if child == 0:
        os.setsid()
        _into(life.log)
        signal.alarm(int(life.patience))
        code = 1
        try:
            live(life)
            code = 0
        except BaseException:
            import traceback

            traceback.print_exc()
        finally:
            sys.stdout.flush()
            os._exit(code)
    _, status = os.waitpid(child, 0)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(status)


def main() -> None:
    """Until there is no further line."""
    warm = False
    for line in sys.stdin:
        said = json.loads(line)
        life = Life(**{**said, "ports": {int(port): name for port, name in said["ports"].items()}})
        if life.cold:
            _into(life.log)
            signal.alarm(int(life.patience))
            live(life)
            return
        if not warm:
            _warm()
            warm = True
        print(_in_a_child(life), flush=True)


if __name__ == "__main__":
    main()
