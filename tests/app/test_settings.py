"""Settings: three sources, each value checked by itself."""

import pytest

from effllm_desktop.app import settings_file
from effllm_desktop.app.settings import SWITCHES, Settings
from effllm_desktop.domain.errors import BadInput, StorageFailed


@pytest.fixture
def file(tmp_path):
    return tmp_path / "config.toml"


def test_nothing_set_gives_the_defaults(file):
    reading = settings_file.read(file, {})
    assert reading.settings == Settings()
    assert reading.problems == ()


def test_an_empty_file_sets_nothing(file):
    file.write_text("\n")
    assert settings_file.read(file, {}).settings == Settings()


def test_the_environment_wins_over_the_file_and_the_file_over_the_default(file):
    file.write_text('theme = "dark"\nretries = 2\narxiv_interval = 0.5\n')
    found = settings_file.read(
        file, {"EFFLLM_RETRIES": "7", "EFFLLM_LIBRARY": "elsewhere"}
    ).settings
    assert (found.theme, found.retries, found.arxiv_interval) == ("dark", 7, 0.5)
    assert found.host_interval == 1.0


def test_every_setting_can_come_from_the_environment(file):
    given = {
        "EFFLLM_THEME": "light",
        "EFFLLM_ARXIV_API_URL": "http://127.0.0.1:8000/",
        "EFFLLM_ARXIV_SITE_URL": "http://127.0.0.1:8001",
        "EFFLLM_SEMANTIC_SCHOLAR_URL": "http://127.0.0.1:8002",
        "EFFLLM_OPENALEX_URL": "http://127.0.0.1:8003",
        "EFFLLM_GITHUB_API_URL": "http://127.0.0.1:8004",
        "EFFLLM_GITHUB_RAW_URL": "http://127.0.0.1:8005",
        "EFFLLM_ARXIV_INTERVAL": "0",
        "EFFLLM_HOST_INTERVAL": "0.1",
        "EFFLLM_CONNECT_TIMEOUT": "1",
        "EFFLLM_READ_TIMEOUT": "2",
        "EFFLLM_TOTAL_TIMEOUT": "3",
        "EFFLLM_RETRIES": "0",
        "EFFLLM_OFFLINE": "yes",
        "EFFLLM_CONTACT": " me@example.org ",
        "EFFLLM_ARXIV_VERSION": "newest",
        "EFFLLM_PDF_LIMIT": "2.5 GB",
        "EFFLLM_LARGEST_PDF": "1000",
        "EFFLLM_REFRESH_DAILY": "on",
        "EFFLLM_GITHUB_TOKEN": "ghp_x",
        "EFFLLM_CITATION_KEY": "{author}:{year}",
        "EFFLLM_CITATION_STYLE": " ~/styles/ieee.CSL ",
    }
    reading = settings_file.read(file, given)
    assert reading.problems == ()
    assert reading.settings == Settings(
        "light",
        "http://127.0.0.1:8000",
        "http://127.0.0.1:8001",
        "http://127.0.0.1:8002",
        "http://127.0.0.1:8003",
        "http://127.0.0.1:8004",
        "http://127.0.0.1:8005",
        0.0,
        0.1,
        1.0,
        2.0,
        3.0,
        0,
        offline=True,
        contact="me@example.org",
        arxiv_version="newest",
        pdf_limit=2_500_000_000,
        largest_pdf=1000,
        refresh_daily=True,
        github_token="ghp_x",
        citation_key="{author}:{year}",
        citation_style="~/styles/ieee.CSL",
    )
    assert reading.settings.bases == tuple(f"http://127.0.0.1:800{n}" for n in range(6))


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("theme", "pink", "system, light or dark"),
        ("citation_key", "{isbn}", "a pattern such as"),
        ("citation_style", "ieee.xml", "a .csl file"),
        ("citation_style", "a\n.csl", "a .csl file"),
        ("arxiv_api_url", "export.arxiv.org", "an address"),
        ("openalex_url", "https://api.openalex.org/?key=1", "an address"),
        ("arxiv_interval", "-1", "seconds"),
        ("host_interval", "soon", "seconds"),
        ("read_timeout", "nan", "seconds"),
        ("total_timeout", "inf", "seconds"),
        ("retries", "-3", "whole number"),
        ("retries", "2.5", "whole number"),
        ("offline", "maybe", "true or false"),
        ("contact", "me\nX-Evil: 1", "plain letters"),
        ("contact", "me (mine)", "plain letters"),
        ("arxiv_version", "v1", "listed or newest"),
        ("pdf_limit", "much", "5 GB"),
        ("pdf_name", "{colour}", "a pattern of {author}"),
        ("largest_pdf", "-1", "500 MB"),
    ],
)
def test_a_value_that_cannot_be_used_is_left_out_and_said_once(file, name, value, wanted):
    variable = f"EFFLLM_{name.upper()}"
    reading = settings_file.read(file, {variable: value, "EFFLLM_RETRIES_": "x"})
    assert reading.settings == Settings()
    (problem,) = reading.problems
    assert isinstance(problem, BadInput)
    assert value in problem.what
    assert variable in problem.what
    assert wanted in problem.hint


def test_one_bad_value_does_not_spoil_the_others(file):
    file.write_text(
        "retries = true\narxiv_interval = true\npdf_limit = true\n"
        "offline = true\nhost_interval = 2\n"
    )
    reading = settings_file.read(file, {})
    assert len(reading.problems) == 3
    assert reading.settings == Settings(offline=True, host_interval=2.0)


def test_a_name_that_nobody_knows_is_told(file):
    file.write_text("them = 'dark'\n")
    (problem,) = settings_file.read(file, {}).problems
    assert "“them”" in problem.what
    assert "theme" in problem.hint


@pytest.mark.parametrize("damage", [b"theme = ", b"\xff\xfe", b"[theme"])
def test_a_file_that_cannot_be_read_leaves_the_defaults(file, damage):
    file.write_bytes(damage)
    reading = settings_file.read(file, {"EFFLLM_RETRIES": "1"})
    (problem,) = reading.problems
    assert str(file) in problem.what
    assert reading.settings == Settings(retries=1)


def test_a_folder_in_the_place_of_the_file_is_told(file):
    file.mkdir()
    (problem,) = settings_file.read(file, {}).problems
    assert isinstance(problem, StorageFailed)


def test_saving_keeps_what_a_person_wrote(file):
    file.write_text("# mine\nretries = 2 # few\n")
    settings_file.save(file, "theme", "dark")
    settings_file.save(file, "retries", 3)
    assert file.read_text() == '# mine\nretries = 3 # few\ntheme = "dark"\n'
    assert settings_file.read(file, {}).settings == Settings(theme="dark", retries=3)


def test_the_first_saved_setting_makes_the_file(tmp_path):
    file = tmp_path / "new" / "config.toml"
    settings_file.save(file, "offline", value=True)
    assert settings_file.read(file, {}).settings.offline is True


def test_nothing_wrong_is_saved(file):
    with pytest.raises(BadInput):
        settings_file.save(file, "theme", "pink")
    assert not file.exists()


def test_a_file_that_a_person_must_mend_is_not_overwritten(file):
    file.write_text("theme = ")
    with pytest.raises(BadInput):
        settings_file.save(file, "theme", "dark")
    assert file.read_text() == "theme = "


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "taken").touch()
    with pytest.raises(StorageFailed, match="cannot be written"):
        settings_file.save(tmp_path / "taken" / "config.toml", "theme", "dark")


def test_a_secret_is_not_repeated(file):
    reading = settings_file.read(file, {"EFFLLM_GITHUB_TOKEN": "ghp_secret with a blank"})
    (problem,) = reading.problems
    assert problem.what.startswith("What stands there cannot be the setting github_token")
    assert "ghp_secret" not in str(problem)
    assert problem.__cause__ is None


def test_services_that_are_off_are_named_in_one_way(file):
    said = {"EFFLLM_SERVICES_OFF": " GitHub,example.org , localhost:8000,github,"}
    reading = settings_file.read(file, said)
    assert reading.problems == ()
    assert reading.settings.services_off == "example.org, github, localhost:8000"
    assert reading.settings.off == {"example.org", "github", "localhost:8000"}


def test_what_cannot_be_understood_switches_all_services_off(file):
    reading = settings_file.read(file, {"EFFLLM_SERVICES_OFF": "githb"})
    assert "githb" in reading.problems[0].what
    assert "all are off" in reading.problems[0].hint
    assert reading.settings.off == set(SWITCHES)
