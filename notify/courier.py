"""The courier: carries what waits in the outbox, each mail once; what may or may not have gone is left to a person."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Protocol

from domain import reply_token
from domain.acknowledgement import is_secretariat
from domain.alarms import AlarmCode
from domain.envelope import Address
from domain.notices import Outbox
from domain.programme import Programme
from notify.render import Renderer, RenderFailed
from notify.smtp import Refused, Unreachable, Unsure
from store import sending
from store.database import Database
from store.owner import gone as gone_for_good
from store.sending import Waiting

log = logging.getLogger(__name__)

LEASE = timedelta(days=2)
"""What another host's courier has had under way for longer is uncertain; no conversation takes so long."""
FIRST_WAIT = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=4)
MOST_UNSURE = 3
"""After so many mails in a row of which we do not know whether they went, the others wait for the next round."""
MOST_ATTEMPTS = 30
"""After so many tries that came to nothing, some four and a half days of them, a mail has failed."""


class Speaking(Protocol):
    """An open conversation with the server; see `notify.smtp.Conversation`."""

    def say(self, mail: bytes, sender: str, recipient: str) -> str:
        """The server's answer once it has the mail."""
        ...


class Transport(Protocol):
    """Whatever opens conversations; see `notify.smtp.SmtpTransport`."""

    def open(self) -> AbstractContextManager[Speaking]:
        """A conversation, signed in."""
        ...


@dataclass(frozen=True, slots=True)
class Round:
    """What one round did, in mails; `trouble` is why it stopped early, in one sentence, None where it did not."""

    sent: int = 0
    failed: int = 0
    """Refused for good, or not to be rendered: a person looks."""
    uncertain: int = 0
    later: int = 0
    """Queued again, the server surely not having them."""
    theirs: int = 0
    """Of these, the ones for which it is only the recipient's place that is not served at present."""
    dropped: int = 0
    """Addressed to ourselves."""
    recovered: int = 0
    """Left under way by a process that died, and now uncertain."""
    trouble: str | None = None
    alarm: AlarmCode | None = None
    """What of that trouble the operator is told of at once."""

    @property
    def shut(self) -> bool:
        """True where something was to go out and the server surely took none of it, whoever it was for."""
        return not (self.sent or self.uncertain) and (self.trouble is not None or self.later > self.theirs)

    @property
    def open(self) -> bool:
        """True where the server took a mail, or would have, for somebody else."""
        return self.sent > 0 or (self.theirs > 0 and not self.shut)


def send_round(
    database: Database,
    transport: Transport,
    renderer: Renderer,
    programme: Programme,
    clock: Callable[[], datetime],
    owner: str,
    *,
    sender: Address,
    token_key: bytes | None = None,
    gone: Callable[[str], bool] = gone_for_good,
    limit: int = 50,
    stopping: Callable[[], bool] = lambda: False,
) -> Round:
    """Carries at most `limit` due mails and settles every one; stops at the first sign that the server cannot be reached, after
    MOST_UNSURE uncertain mails in a row, and between two mails where `stopping` says so.

    `sender` stands in From and in the envelope; with a `token_key`, the address to which answers go bears a token signed with
    it (domain.reply_token). One round at a time for each `owner`: what it finds under way in its own
    name is from a round that broke off, and counts as uncertain like a dead process's."""
    with database.transaction() as session:
        found = sending.recover(session, lambda name: name == owner or gone(name), clock(), LEASE)
        waiting = sending.due(session, clock(), limit)
    done = Round(recovered=found)
    if found:
        log.warning("%d mails were left under way and are now uncertain", found)
    courier = _Courier(database, transport, renderer, programme, clock, owner, sender, token_key)
    unsure = 0
    for mail in waiting:
        if stopping():
            break
        try:
            outcome = courier.carry(mail)
        except Unreachable as error:
            log.warning("round stopped: %s", error)
            return replace(done, trouble=str(error), alarm=error.alarm)
        if outcome is not None:
            done = _counted(done, outcome)
            if outcome.alarm is not None:  # it would be the same with every other mail
                log.warning("round stopped: %s", outcome.answer)
                return replace(done, trouble=outcome.answer, alarm=outcome.alarm)
            unsure = unsure + 1 if outcome.stage is Outbox.UNCERTAIN else 0
            if unsure == MOST_UNSURE:
                log.warning("round stopped: %d mails in a row are uncertain", unsure)
                return replace(done, trouble=f"{unsure} mails in a row are uncertain: {outcome.answer}")
    return done


def wait_after(attempts: int) -> timedelta:
    """How long a mail waits after so many attempts: 5 minutes, doubling, 4 hours at most."""
    return min(FIRST_WAIT * (1 << min(attempts - 1, 10)), LONGEST_WAIT)


@dataclass(frozen=True, slots=True)
class _Courier:
    """What a mail needs on its way."""

    database: Database
    transport: Transport
    renderer: Renderer
    programme: Programme
    clock: Callable[[], datetime]
    owner: str
    sender: Address
    token_key: bytes | None

    def carry(self, mail: Waiting) -> _Outcome | None:
        """What became of the mail, None where another process took it; Unreachable before anything was touched."""
        ours = is_secretariat(mail.recipient, self.programme)
        if ours and not (mail.kind.for_operator and mail.recipient.casefold() != self.programme.mailbox.casefold()):
            return self._drop(mail)
        try:
            rendered = self._render(mail)
            text = rendered.as_bytes().decode("ascii")
            recipient = rendered["To"].addresses[0].addr_spec
        except RenderFailed as error:
            return self._fail_unsaid(mail, str(error))
        except Exception as bug:  # a mail that breaks us must not keep those behind it from being sent
            return self._fail_unsaid(mail, f"The program failed while it wrote the mail ({type(bug).__name__}).")
        with self.transport.open() as conversation:
            if not self._claim(mail, text):
                return None
            outcome = self._said(conversation, text.encode("ascii"), recipient, mail.attempts + 1)
            self._settle(mail, outcome)
        log.info("mail %d: %s", mail.id, outcome.stage.value)
        return outcome

    def _said(self, conversation: Speaking, text: bytes, recipient: str, attempts: int) -> _Outcome:
        """Says the mail and tells what came of it; whatever is not surely a no or a yes is uncertain."""
        try:
            return _Outcome(Outbox.SENT, conversation.say(text, self.sender.address, recipient))
        except (Unreachable, Refused) as error:
            # A 5xx to MAIL FROM speaks of our own address or relay, not of this mail: it may be put right.
            lasting = isinstance(error, Refused) and error.permanent and error.step != "mail"
            if lasting or attempts >= MOST_ATTEMPTS:
                return _Outcome(Outbox.FAILED, str(error))
            alarm = error.alarm if isinstance(error, Unreachable) else None
            theirs = isinstance(error, Refused) and error.theirs
            return _Outcome(Outbox.QUEUED, str(error), self.clock() + wait_after(attempts), alarm, theirs)
        except Unsure as error:
            return _Outcome(Outbox.UNCERTAIN, str(error))
        except Exception as error:
            # Where it happened and what it is, without its message: that may quote an address.
            places = "".join(traceback.format_tb(error.__traceback__))
            log.error("a bug broke the conversation:\n%s%s", places, type(error).__name__)  # noqa: TRY400
            return _Outcome(
                Outbox.UNCERTAIN, f"The program failed while the mail was under way ({type(error).__name__})."
            )

    def _render(self, mail: Waiting) -> EmailMessage:
        return self.renderer.mail(
            mail.kind,
            mail.language,
            mail.facts,
            sender=self.sender,
            recipient=mail.recipient,
            mail_id=mail.mail_id,
            at=self.clock(),
            in_reply_to=mail.in_reply_to,
            references=mail.references,
            reply_to=self._reply_to(mail),
        )

    def _reply_to(self, mail: Waiting) -> str | None:
        """Where an answer to this mail goes, None: to the programme's mailbox as it is."""
        if self.token_key is None or mail.kind.for_operator:
            return None
        return reply_token.address(self.programme.mailbox, mail.id, mail.mail_id, self.token_key)

    def _claim(self, mail: Waiting, rendered: str) -> bool:
        with self.database.transaction() as session:
            return sending.claim(session, mail.id, self.owner, self.clock(), rendered)

    def _settle(self, mail: Waiting, outcome: _Outcome) -> None:
        with self.database.transaction() as session:
            settled = sending.settle(
                session, mail.id, self.owner, outcome.stage, self.clock(), outcome.answer, outcome.next_try
            )
        if not settled:
            log.error("mail %d: %s, but its row was no longer ours", mail.id, outcome.stage.value)

    def _fail_unsaid(self, mail: Waiting, reason: str) -> _Outcome | None:
        """Failed without a word to the server: claimed and settled in one transaction, so that no crash makes it uncertain."""
        log.error("mail %d cannot be rendered: %s", mail.id, reason)
        with self.database.transaction() as session:
            if not sending.claim(session, mail.id, self.owner, self.clock(), ""):
                return None
            sending.settle(session, mail.id, self.owner, Outbox.FAILED, self.clock(), reason)
        return _Outcome(Outbox.FAILED, reason)

    def _drop(self, mail: Waiting) -> _Outcome | None:
        with self.database.transaction() as session:
            dropped = sending.drop_unsent(session, mail.id, self.clock(), because="own_address")
        return _Outcome(Outbox.DROPPED, "") if dropped else None


@dataclass(frozen=True, slots=True)
class _Outcome:
    stage: Outbox
    answer: str
    next_try: datetime | None = None
    alarm: AlarmCode | None = None
    """What the operator is told of at once: it is we who were refused, not this mail."""
    theirs: bool = False
    """Whether it is only the recipient's place that is not served."""


def _counted(done: Round, outcome: _Outcome) -> Round:
    match outcome.stage:
        case Outbox.SENT:
            return replace(done, sent=done.sent + 1)
        case Outbox.FAILED:
            return replace(done, failed=done.failed + 1)
        case Outbox.UNCERTAIN:
            return replace(done, uncertain=done.uncertain + 1)
        case Outbox.DROPPED:
            return replace(done, dropped=done.dropped + 1)
        case _:
            return replace(done, later=done.later + 1, theirs=done.theirs + outcome.theirs)
