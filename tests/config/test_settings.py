"""Settings: who wins, what is refused, and in which words."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.settings import PROGRAMME, Section, Settings, SettingsError, load_programme, load_settings


def toml(folder: Path, text: str) -> Path:
    path = folder / "verbale.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_defaults_need_no_file() -> None:
    assert load_settings(None, {}) == Settings()


def test_environment_wins_over_dotenv_over_file(tmp_path: Path) -> None:
    file = toml(tmp_path, '[smtp]\nhost = "file"\nlogin = "file"\nsender_name = "file"\n')
    dotenv = tmp_path / ".env"
    dotenv.write_text("VERBALE_SMTP_HOST=dotenv\nVERBALE_SMTP_LOGIN=dotenv\n")
    smtp = load_settings(file, {"VERBALE_SMTP_HOST": "environment"}, dotenv).smtp
    assert (smtp.host, smtp.login, smtp.sender_name) == ("environment", "dotenv", "file")


def every_name() -> list[str]:
    """Each setting's variable, of the sections too."""
    names = []
    for name, field in Settings.model_fields.items():
        inner = type(field.default).model_fields if isinstance(field.default, Section) else ()
        names += [f"VERBALE_{name}_{one}".upper() for one in inner] or [f"VERBALE_{name}".upper()]
    return [*names, "VERBALE_MAILBOXES_GENEVA_HOST", "VERBALE_OAUTH_X_CLIENT_ID"]


def test_a_variable_that_is_empty_is_as_good_as_none(tmp_path: Path) -> None:
    names = every_name()
    assert {"VERBALE_MAILBOX_FOLDERS", "VERBALE_MAILBOX_ACKNOWLEDGE_SINCE", "VERBALE_SMTP_PORT"} <= set(names)
    empty = dict.fromkeys(names, "")
    assert load_settings(None, empty) == Settings()
    assert load_settings(None, dict.fromkeys(names, "  ")) == Settings()
    file = toml(tmp_path, '[smtp]\nhost = "file"\n')
    dotenv = tmp_path / ".env"
    dotenv.write_text("VERBALE_SMTP_LOGIN=dotenv\nVERBALE_MAILBOX_FOLDERS=\n")
    smtp = load_settings(file, empty, dotenv).smtp
    assert (smtp.host, smtp.login) == ("file", "dotenv")


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        (
            {"VERBALE_SMTP_PORT": "many"},
            "Setting smtp.port (environment variable VERBALE_SMTP_PORT) is wrong: it has to be a whole number, such as 993. "
            "Correct it, or leave it out; docs/operating.md explains it.",
        ),
        ({"VERBALE_SMTP_PORT": "99999"}, "it has to be 65535 or less."),
        ({"VERBALE_READING_WORKERS": "0"}, "it has to be 1 or more."),
        ({"VERBALE_MAILBOX_POLL_SECONDS": "0"}, "it has to be more than 0."),
        ({"VERBALE_MAILBOX_POLL_SECONDS": "often"}, "it has to be a number, such as 60 or 0.5."),
        ({"VERBALE_MAILBOX_IDLE": "perhaps"}, "it has to be true or false."),
        ({"VERBALE_MAILBOX_ACKNOWLEDGE_SINCE": "yesterday"}, "it has to be a day such as 2026-11-01."),
        ({"VERBALE_LOG_LEVEL": "loud"}, "it has to be 'debug', 'info', 'warning' or 'error'."),
        ({"VERBALE_MAILBOX": "x"}, "it is a section, and its settings have to be given one by one."),
        (
            {"VERBALE_MAILBOX_KIND": "maildir", "VERBALE_MAILBOX_IDLE": "no"},
            "Setting mailbox.path is missing: a mailbox of kind maildir needs the path of its folder. "
            "Set VERBALE_MAILBOX_PATH, or name it in verbale.toml.",
        ),
    ],
)
def test_what_is_wrong_with_a_value_is_said_in_an_administrators_words(
    environment: dict[str, str], expected: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings(None, environment)
    assert expected in str(caught.value)
    assert "nput should" not in str(caught.value)


def test_names_with_underscores_reach_their_setting() -> None:
    settings = load_settings(None, {"VERBALE_MAILBOX_POLL_SECONDS": "5", "VERBALE_LOG_LEVEL": "debug", "OTHER": "x"})
    assert (settings.mailbox.poll_seconds, settings.log_level) == (5.0, "debug")


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"VERBALE_SMTP_PORT": "many"}, ["smtp.port", "VERBALE_SMTP_PORT"]),
        ({"VERBALE_SMTP_HOTS": "x"}, ["smtp.hots", "not known"]),
        ({"VERBALE_MAILBOX_KIND": "maildir"}, ["mailbox", "path"]),
        ({"VERBALE_MAILBOX_MOVE_TO": "INBOX"}, ["mailbox", "move_to", "not polled"]),
        ({"VERBALE_MAILBOX_MOVE_TO": "x", "VERBALE_MAILBOX_KIND": "folder", "VERBALE_MAILBOX_PATH": "/x"}, ["move_to"]),
        ({"VERBALE_NONSENSE": "x"}, ["nonsense", "VERBALE_NONSENSE"]),
        ({"VERBALE_MAILBOX": "x", "VERBALE_MAILBOX_HOST": "y"}, ["mailbox", "VERBALE_MAILBOX"]),
        (
            {"VERBALE_MAILBOX_SECURITY": "none", "VERBALE_MAILBOX_HOST": "a.example", "VERBALE_MAILBOX_PASSWORD": "x"},
            ["mailbox.security", "VERBALE_MAILBOX_SECURITY", "without encryption"],
        ),
        (
            {"VERBALE_SMTP_SECURITY": "none", "VERBALE_SMTP_HOST": "localhost", "VERBALE_SMTP_LOGIN": "x"},
            ["smtp.security", "VERBALE_SMTP_SECURITY", "without encryption"],
        ),
        *(
            (
                {"VERBALE_SMTP_SECURITY": "none", "VERBALE_SMTP_LOGIN": "x", **more},
                ["smtp.security", "VERBALE_SMTP_SECURITY", "without encryption"],
            )
            for more in (
                {"VERBALE_SMTP_HOST": "mail.example"},
                {"VERBALE_SMTP_PASSWORD": "y"},
                {"VERBALE_SMTP_HOST": "mail.example", "VERBALE_SMTP_PASSWORD": "y"},
            )
        ),
        *(
            (
                {
                    f"VERBALE_{section}_KIND": "graph",
                    f"VERBALE_{section}_SECURITY": "none",
                    f"VERBALE_{section}_LOGIN": "box@example.int",
                    f"VERBALE_{section}_OAUTH": "here",
                    "VERBALE_OAUTH_HERE_CLIENT_ID": "id",
                    "VERBALE_OAUTH_HERE_CLIENT_SECRET": "secret",
                    "VERBALE_OAUTH_HERE_TENANT": "tenant",
                    "VERBALE_OAUTH_HERE_SCOPE": "https://graph.microsoft.com/.default",
                    **more,
                },
                [f"{section.lower()}.security", f"VERBALE_{section}_SECURITY", "without encryption"],
            )
            for section in ("MAILBOX", "SMTP")
            for more in ({}, {f"VERBALE_{section}_HOST": "graph.example"})
        ),
        (
            {
                "VERBALE_OAUTH_HERE_KIND": "google",
                "VERBALE_OAUTH_HERE_CLIENT_ID": "id",
                "VERBALE_OAUTH_HERE_CERTIFICATE_FILE": "/x",
            },
            ["oauth.here.certificate_file", "VERBALE_OAUTH_HERE_CERTIFICATE_FILE", "google"],
        ),
        ({"VERBALE_SMTP_SENDER": "directory"}, ["smtp", "sender", "address"]),
        ({"VERBALE_SMTP_SENDER": "Directory <directory@example.int>"}, ["smtp", "sender", "address"]),
        ({"VERBALE_SMTP_SENDER_NAME": "Two\nlines"}, ["smtp", "sender_name", "line"]),
    ],
)
def test_a_wrong_setting_is_one_sentence_naming_it(environment: dict[str, str], words: list[str]) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings(None, environment)
    sentence = str(caught.value)
    assert [word for word in words if word not in sentence] == []
    assert "\n" not in sentence


def test_a_value_where_a_section_belongs_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="Setting mailbox "):
        load_settings(toml(tmp_path, 'mailbox = "x"\n'), {"VERBALE_MAILBOX_HOST": "y"})


def test_a_dotenv_that_is_no_text_is_named(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_bytes(b"VERBALE_SMTP_HOST=\xe9\n")
    with pytest.raises(SettingsError, match=r"\.env cannot be read"):
        load_settings(None, {}, dotenv)


def test_a_secret_is_never_repeated() -> None:
    settings = load_settings(None, {"VERBALE_SMTP_PASSWORD": "hunter2-secret"})
    assert "hunter2" not in repr(settings)
    assert settings.smtp.secret("smtp") == "hunter2-secret"


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "password"
    secret.write_text("open sesame\n")
    settings = load_settings(None, {"VERBALE_MAILBOX_PASSWORD_FILE": str(secret)})
    assert settings.mailbox.secret("mailbox") == "open sesame"
    secret.unlink()
    with pytest.raises(SettingsError, match=r"mailbox\.password_file.*cannot be read"):
        settings.mailbox.secret("mailbox")


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"verbale\.toml is not valid TOML"):
        load_settings(toml(tmp_path, "= nonsense"), {})


def test_the_programme_shipped_is_whole() -> None:
    programme = load_programme(PROGRAMME)
    assert [role.code for role in programme.roles] == ["diplomatic", "technical"]
    for texts in (programme.directory, programme.office, *(role.names for role in programme.roles)):
        assert set(texts) == set(programme.languages)


def test_a_programme_without_its_mailbox_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "programme.toml"
    path.write_text("\n".join(line for line in PROGRAMME.read_text().splitlines() if not line.startswith("mailbox")))
    with pytest.raises(SettingsError, match="mailbox is missing"):
        load_programme(path)


def test_further_mailboxes_are_named_by_file_and_environment(tmp_path: Path) -> None:
    file = toml(
        tmp_path, '[mailbox]\nhost = "one"\n[mailboxes.geneva]\nhost = "two"\nfolders = ["INBOX", "Notes, old"]\n'
    )
    environment = {"VERBALE_MAILBOXES_GENEVA_POLL_SECONDS": "5", "VERBALE_MAILBOXES_VIENNA_FOLDERS": "INBOX, Archive"}
    polled = load_settings(file, environment).polled
    assert [(name, box.host, box.poll_seconds, box.every_folder) for name, box in polled.items()] == [
        ("mailbox", "one", 60.0, ("INBOX",)),
        ("mailboxes.geneva", "two", 5.0, ("INBOX", "Notes, old")),
        ("mailboxes.vienna", "", 60.0, ("INBOX", "Archive")),
    ]


def test_the_first_mailbox_is_left_out_where_only_others_are_set() -> None:
    assert list(load_settings(None, {}).polled) == ["mailbox"]
    assert list(load_settings(None, {"VERBALE_MAILBOXES_GENEVA_HOST": "two"}).polled) == ["mailboxes.geneva"]


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"VERBALE_MAILBOXES_GENEVA_HOTS": "x"}, ["mailboxes.geneva.hots", "not known"]),
        ({"VERBALE_MAILBOXES_GENEVA_PORT": "many"}, ["mailboxes.geneva.port", "VERBALE_MAILBOXES_GENEVA_PORT"]),
        ({"VERBALE_MAILBOX_FOLDERS": "INBOX,,Archive"}, ["mailbox", "none without a name"]),
        ({"VERBALE_MAILBOX_FOLDERS": "INBOX,INBOX"}, ["mailbox", "name each folder once"]),
        ({"VERBALE_OPERATOR_ADDRESS": "Somebody <a@b.example>"}, ["operator", "one plain address"]),
        (
            {
                "VERBALE_MAILBOXES_GENEVA_AUTHSERV_ID": "mx.one.example",
                "VERBALE_MAILBOXES_VIENNA_AUTHSERV_ID": "mx.two.example",
            },
            ["the same authserv_id"],
        ),
    ],
)
def test_what_is_wrong_with_several_mailboxes_is_said(environment: dict[str, str], words: list[str]) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings(None, environment)
    assert [word for word in words if word not in str(caught.value)] == []


def test_what_gives_tokens_is_named_by_file_and_environment(tmp_path: Path) -> None:
    file = toml(tmp_path, '[oauth.gmail]\nkind = "google"\nclient_id = "app"\n[mailbox]\noauth = "gmail"\n')
    given = load_settings(file, {"VERBALE_OAUTH_GMAIL_CLIENT_SECRET": "hunter2-secret", "VERBALE_SMTP_OAUTH": "gmail"})
    gmail = given.oauth["gmail"]
    assert (given.mailbox.oauth, given.smtp.oauth, gmail.secret("oauth.gmail")) == ("gmail", "gmail", "hunter2-secret")
    assert (gmail.told("token_endpoint"), gmail.told("scope")) == (
        "https://oauth2.googleapis.com/token",
        "https://mail.google.com/",
    )
    assert "hunter2" not in repr(given)


MICROSOFT = {"VERBALE_OAUTH_X_CLIENT_ID": "app", "VERBALE_OAUTH_X_TENANT": "t", "VERBALE_OAUTH_X_CLIENT_SECRET": "s"}


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"VERBALE_MAILBOX_OAUTH": "x"}, ["mailbox.oauth", "no section oauth.x"]),
        ({"VERBALE_SMTP_OAUTH": "x"}, ["smtp.oauth", "no section oauth.x"]),
        (
            {**MICROSOFT, "VERBALE_MAILBOX_OAUTH": "x", "VERBALE_MAILBOX_PASSWORD": "y"},
            ["mailbox", "leave one of them out"],
        ),
        ({"VERBALE_OAUTH_X_KIND": "google"}, ["oauth.x", "client_id"]),
        ({"VERBALE_OAUTH_X_CLIENT_ID": "app"}, ["oauth.x", "tenant"]),
        ({**MICROSOFT, "VERBALE_OAUTH_X_CLIENT_SECRET": ""}, ["oauth.x", "client_secret"]),
        (
            {**MICROSOFT, "VERBALE_OAUTH_X_CERTIFICATE_FILE": "/x"},
            ["oauth.x.certificate_file", "client_secret is given too"],
        ),
        ({"VERBALE_OAUTH_X_KIND": "other", "VERBALE_OAUTH_X_CLIENT_ID": "app"}, ["oauth.x", "token_endpoint"]),
        ({**MICROSOFT, "VERBALE_OAUTH_X_TENNANT": "t"}, ["oauth.x.tennant", "not known"]),
    ],
)
def test_wrong_settings_of_tokens_are_one_sentence(environment: dict[str, str], words: list[str]) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings(None, environment)
    assert [word for word in words if word not in str(caught.value)] == []


def test_all_that_is_wrong_is_told_at_once_each_with_its_place(tmp_path: Path) -> None:
    """What does not go together is told with the rest, under the name of the setting that has to be changed."""
    file = toml(
        tmp_path,
        "[mailbox]\nport = 70000\n[smtp]\noauth = 'x'\npassword = 'hunter2-secret'\n[mailboxes.geneva]\nkind = 'graff'\n",
    )
    dotenv = tmp_path / ".env"
    dotenv.write_text("VERBALE_MAILBOX_MOVE_TO=INBOX\n")
    environment = {
        "VERBALE_SMTP_HOTS": "x",
        "VERBALE_MAILBOX_PASSWORD": "hunter3",
        "VERBALE_MAILBOX_PASSWORD_FILE": "/x",
    }
    with pytest.raises(SettingsError) as caught:
        load_settings(file, environment, dotenv)
    correct = "Correct it, or leave it out; docs/operating.md explains it."
    assert str(caught.value).splitlines() == [
        "7 settings are wrong:",
        f"  Setting mailbox.port (file {file}) is wrong: it has to be 65535 or less. {correct}",
        f"  Setting mailboxes.geneva.kind (file {file}) is wrong: it has to be 'imap', 'graph', 'maildir' or 'folder'. {correct}",
        "  Setting smtp.hots (environment variable VERBALE_SMTP_HOTS) is not known; docs/operating.md lists the settings.",
        "  Setting mailbox.password_file (environment variable VERBALE_MAILBOX_PASSWORD_FILE) is wrong: password is given too; "
        f"leave one of them out. {correct}",
        f"  Setting mailbox.move_to (variable VERBALE_MAILBOX_MOVE_TO in {dotenv}) is wrong: name a folder that is not polled. "
        f"{correct}",
        f"  Setting smtp.oauth (file {file}) is wrong: sign in by tokens or by a password; leave one of them out. {correct}",
        f"  Setting smtp.oauth (file {file}) is wrong: there is no section oauth.x. {correct}",
    ]
