"""An officer's morning in a real browser: sign in, look at the page and its boxes, accept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from domain.envelope import Authentication
from domain.missions import Known
from domain.reading import Attachment
from domain.stages import Stage
from domain.submission import Action, Evidence, Finding, Kind, Severity
from store import directory, missions
from tests.builders.chromium import PATIENCE, chromium, served
from tests.builders.office import JANE, LOGIN, PASSWORD, Office, a_reading, read_at

SCREENSHOTS = Path(__file__).resolve().parents[2] / "build" / "screenshots"

OMAR = JANE.model_copy(update={"name": "Omar Sample", "honorific": "H.E. Mr", "role": "diplomatic", "phones": ()})


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    with chromium() as running:
        yield running


def a_page(browser: Browser, complaints: list[str], width: int = 1280, scripts: bool = True) -> Page:
    """A window of this width; what the console and the pages complain about is written down."""

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    page = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=scripts).new_page()
    page.set_default_timeout(1000 * PATIENCE)
    page.on("console", hear)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page


def enter(page: Page, address: str) -> None:
    """Signs in as an officer does; afterwards the page is there that was wanted."""
    page.goto(address)
    page.get_by_label("Login").fill(LOGIN)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile(f"^{re.escape(address)}/?$"))
    page.wait_for_load_state("load")


def overflow(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def a_doubtful_note(office: Office) -> int:
    """A note with two contacts, findings and two uncertain values."""
    findings = [
        Finding(
            code="missing_phone", severity=Severity.WARNING, path="contacts[1].phones", message="No number is given."
        ),
        Finding(code="no_signature", severity=Severity.INFO, message="The note bears no visible seal."),
    ]
    verdicts = Authentication(spf="pass", dkim="pass", dmarc="pass", by="mx.example.int")
    uncertain = ["contacts[0].phones", "note_verbale.reference"]
    return office.receive(
        a_reading([JANE, OMAR], findings=findings, uncertain=uncertain, authentication=verdicts, pages=3)
    )


def test_an_officer_reviews_and_accepts(office: Office, browser: Browser) -> None:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    number = a_doubtful_note(office)
    complaints: list[str] = []
    with served(office.app) as address:
        page = a_page(browser, complaints)
        enter(page, address)
        page.screenshot(path=SCREENSHOTS / "queue.png")
        page.get_by_role("link", name="Singapore").click()
        expect(page.get_by_role("heading", name="What needs your eye")).to_be_visible()

        picture = page.locator("#page-0-1 img")
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("image => image.naturalWidth") == 1020  # 8.5 inches at 120 dots
        shown, box = picture.bounding_box(), page.locator("#box-contacts-0-name-0 rect").bounding_box()
        assert shown is not None
        assert box is not None
        scale = shown["width"] / 612
        name = printed_at("Jane Example")
        assert box["x"] - shown["x"] == pytest.approx((name[0] - 1.5) * scale, abs=2)
        assert box["y"] - shown["y"] == pytest.approx((name[1] - 1.5) * scale, abs=2)
        assert box["width"] == pytest.approx((name[2] - name[0] + 3) * scale, abs=3)
        page.screenshot(path=SCREENSHOTS / "submission.png")

        page.locator("#contacts-0-phones .where a").click()
        expect(page.locator("#box-contacts-0-phones-0 rect")).to_be_in_viewport()
        expect(page).to_have_url(re.compile("#box-contacts-0-phones-0$"))
        page.locator("#box-contacts-0-emails-0 rect").click()
        expect(page.locator("#in-contacts-0-emails")).to_be_in_viewport()
        page.locator("#in-contacts-0-name").focus()
        expect(page.locator("#box-contacts-0-name-0")).to_have_class(re.compile("lit"))
        page.screenshot(path=SCREENSHOTS / "boxes.png")

        page.locator("#in-contacts-1-phones").fill("+1 212 555 0100")
        page.locator("#in-contacts-1-phones").press("Tab")
        page.locator("#in-contacts-1-name").press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("Everything you typed is kept")
        expect(page.locator("#in-contacts-1-phones")).to_have_value("+1 212 555 0100")
        page.screenshot(path=SCREENSHOTS / "not-yet.png")
        assert office.stage(number) is Stage.IN_REVIEW

        page.get_by_label("Uncertain – I compared it with the document").check()
        page.get_by_role("button", name="Accept").click()
        expect(page.get_by_role("status")).to_contain_text("Accepted. The directory stands as you decided.")
        page.screenshot(path=SCREENSHOTS / "accepted.png")
        page.get_by_role("link", name="Look at it again").click()
        expect(page.locator(".record .note.good").get_by_text(f"Accepted by {LOGIN}")).to_be_visible()
        page.screenshot(path=SCREENSHOTS / "decided.png")
    assert office.stage(number) is Stage.ACCEPTED
    assert [text for text in complaints if "422" not in text] == []


def test_the_desk_works_without_script_on_a_narrow_window(office: Office, browser: Browser) -> None:
    number = a_doubtful_note(office)
    with served(office.app) as address:
        page = a_page(browser, [], width=400, scripts=False)
        enter(page, f"{address}/submissions/{number}")
        page.wait_for_load_state("load")
        page.screenshot(path=SCREENSHOTS / "narrow.png", full_page=True)
        assert page.url == f"{address}/submissions/{number}"
        page.get_by_label("Uncertain – I compared it with the document").check()
        page.get_by_role("button", name="Accept").click()
        expect(page.get_by_role("status")).to_contain_text("Accepted.")
        page.screenshot(path=SCREENSHOTS / "narrow-queue.png", full_page=True)
    assert office.stage(number) is Stage.ACCEPTED


@pytest.mark.parametrize("scripts", [True, False])
def test_what_stops_a_decision_is_in_view_at_once_on_a_narrow_window(
    office: Office, browser: Browser, scripts: bool
) -> None:
    number = a_doubtful_note(office)
    with served(office.app) as address:
        page = a_page(browser, [], width=400, scripts=scripts)
        enter(page, f"{address}/submissions/{number}")
        page.get_by_role("button", name="Accept").click()
        expect(page.get_by_role("alert")).to_be_in_viewport()
        page.get_by_label("Uncertain – I compared it with the document").check()
        page.get_by_role("button", name="Check first").click()
        expect(page.get_by_role("status")).to_be_in_viewport()
    assert office.stage(number) is Stage.IN_REVIEW


ARABIC_FORM = (
    "مرفق: بيانات جهات الاتصال\n\nجهة الاتصال التقنية\n"
    "الاسم\tالسيدة لينا المثال\nالجهة\tالمركز الوطني للأمن السيبراني\nالبريد الإلكتروني\tlina@example.int"
)


@pytest.mark.parametrize("width", [400, 1280])
def test_a_word_form_is_read_and_marked_beside_the_record(office: Office, browser: Browser, width: int) -> None:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    lina = JANE.model_copy(update={"name": "لينا المثال", "emails": ("lina@example.int",)})
    evidence = {
        "contacts[0].name": (Evidence(attachment="form.docx", text="لينا المثال"),),
        "contacts[0].emails": (Evidence(attachment="form.docx", text="lina@example.int"),),
    }
    form = Attachment(path="form.docx", media_type="application/msword", size=5, sha256="c" * 64, text=ARABIC_FORM)
    number = office.receive(a_reading([lina], evidence=evidence, attachments=(form,), uncertain=["contacts[0].emails"]))
    complaints: list[str] = []
    with served(office.app) as address:
        page = a_page(browser, complaints, width)
        enter(page, f"{address}/submissions/{number}")
        label = page.get_by_role("cell", name="الاسم", exact=True)
        name = page.locator("#box-contacts-0-name-0").element_handle()
        # Both places of one moment: the page may still be finding its layout.
        apart = "(label, name) => label.getBoundingClientRect().left - name.getBoundingClientRect().right"
        assert label.evaluate(apart, name) >= 0  # an Arabic table begins at the right
        page.locator("#contacts-0-emails .where a").click()
        expect(page.locator("#box-contacts-0-emails-0")).to_be_in_viewport()
        page.screenshot(path=SCREENSHOTS / f"word-{width}.png")
        page.locator("#box-contacts-0-name-0").click()
        expect(page.locator("#in-contacts-0-name")).to_be_in_viewport()
    assert complaints == []


def test_an_officer_settles_a_held_mail_from_the_list(office: Office, browser: Browser) -> None:
    number = office.receive(a_reading(authentication=Authentication(dmarc="fail")))
    complaints: list[str] = []
    with served(office.app) as address:
        page = a_page(browser, complaints)
        enter(page, f"{address}/submissions/{number}")
        page.get_by_role("button", name="Accept").click()
        expect(page.get_by_role("status")).to_contain_text("Accepted.")
        page.get_by_role("link", name="Mails 1").click()
        expect(page.get_by_role("listitem").filter(has_text="Confirmation")).to_contain_text("DMARC failed")
        page.screenshot(path=SCREENSHOTS / "mails.png")
        page.get_by_role("button", name="Send it", exact=True).click()
        expect(page.get_by_role("status")).to_contain_text("goes out with the next round")
        expect(page.get_by_text("No mail waits for you.")).to_be_visible()
    assert complaints == []


@pytest.mark.parametrize("width", [400, 1280])
def test_no_page_is_wider_than_its_window(office: Office, browser: Browser, width: int) -> None:
    long = "Unbroken" * 40
    contact = JANE.model_copy(update={"name": long, "institution": long, "emails": (f"{long.lower()}@example.int",)})
    wide = Attachment(
        path=f"{long}.xlsx", media_type=long, size=1, sha256="d" * 64, text="\t".join([long] * 30) + f"\n\n{long}"
    )
    files = (*a_reading().attachments, wide)
    sender = f"{long.lower()}@example.int"
    number = office.receive(a_reading([contact, OMAR], subject=long, body=long, sender=sender, attachments=files))
    shunted = office.receive(None, Stage.SHUNTED)
    with served(office.app) as address:
        page = a_page(browser, [], width)
        enter(page, address)
        for path in (
            "/",
            "/mails",
            f"/submissions/{number}",
            f"/submissions/{number}/pages/0/1",
            f"/submissions/{shunted}",
            "/nowhere",
        ):
            page.goto(address + path)
            assert overflow(page) == 0, path
            for pane in page.locator(".pane").all():
                assert pane.evaluate("pane => pane.scrollWidth - pane.clientWidth") == 0, path


def printed_at(text: str) -> tuple[float, float, float, float]:
    """Where the text is printed on the note's page."""
    box = read_at(text).box
    assert box is not None
    return box


def test_the_button_of_a_withdrawal_says_that_the_contact_leaves(office: Office, browser: Browser) -> None:
    entered = office.receive(a_reading())
    leaver = JANE.model_copy(update={"action": Action.REMOVE})
    number = office.receive(a_reading([leaver], kind=Kind.WITHDRAWAL, evidence={}))
    with served(office.app) as address:
        page = a_page(browser, [])
        enter(page, f"{address}/submissions/{entered}")
        page.get_by_role("button", name="Accept").click()
        expect(page.get_by_role("status")).to_contain_text("Accepted.")
        page.goto(f"{address}/submissions/{number}")
        button = page.get_by_role("button", name="Accept the withdrawal")
        button.scroll_into_view_if_needed()
        page.screenshot(path=SCREENSHOTS / "withdrawal.png")
        page.get_by_role("button", name="Check first").click()
        expect(page.get_by_role("status")).to_contain_text("end the entry of Jane Example: it leaves the directory")
        button.click()
        expect(page.get_by_role("status")).to_contain_text("Accepted.")
    with office.database.reading() as session:
        assert directory.entries(session, in_force_at=office.now) == []


def test_an_officer_says_that_a_look_alikes_address_is_the_missions(office: Office, browser: Browser) -> None:
    verdicts = Authentication(spf="pass", dkim="pass", dmarc="none", by="mx.example.int")
    with office.database.transaction() as session:
        missions.add(session, [Known("SGP", "singapore.example")], office.now, actor="operator")
    sender = "mission@singapoer.example"
    found = "The sender's domain singapoer.example resembles singapore.example."
    findings = [Finding(code="look_alike_sender", severity=Severity.ERROR, message=found)]
    number = office.receive(a_reading(sender=sender, authentication=verdicts, findings=findings))
    complaints: list[str] = []
    with served(office.app) as address:
        page = a_page(browser, complaints)
        enter(page, f"{address}/submissions/{number}")
        expect(page.locator(".standing")).to_have_text(
            re.compile("Look-alike.*SPF pass.*DKIM pass.*DMARC none.*by mx.example.int")
        )
        page.screenshot(path=SCREENSHOTS / "look-alike.png")
        tick = page.get_by_label("This address is the Mission's")
        expect(tick).not_to_be_checked()
        tick.check()
        page.screenshot(path=SCREENSHOTS / "remember.png")
        page.get_by_role("button", name="Accept", exact=True).click()
        expect(page.get_by_role("status")).to_contain_text("Accepted.")
        page.goto(f"{address}/submissions/{number}")
        expect(page.locator(".standing")).to_contain_text("Known address of Singapore")
        page.screenshot(path=SCREENSHOTS / "known.png")
    assert complaints == []


@pytest.mark.parametrize("width", [1280, 600])
def test_an_officer_looks_up_what_became_of_a_mailbox(office: Office, browser: Browser, width: int) -> None:
    office.receive(a_reading())
    complaints: list[str] = []
    with served(office.app) as address:
        page = a_page(browser, complaints, width)
        enter(page, address)
        page.get_by_role("link", name="Ledger").click()
        expect(page.get_by_role("heading", name="Ledger")).to_be_visible()
        expect(page.get_by_role("row").nth(1)).to_contain_text("imap://example")
        assert overflow(page) == 0
        page.screenshot(path=SCREENSHOTS / f"ledger-{width}.png")
    assert complaints == []
