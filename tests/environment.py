"""A pytest plugin (`-p tests.environment`): settings for the tests, made before Django reads them.

Nothing is started here: the addresses are those at which `tests.services` will listen once a test needs them.
"""

import json
import os
import secrets
import shutil
import tempfile
from pathlib import Path

import pytest

from tests import openid_provider
from tests.services import postgres_url, valkey_url

FOLDER = Path(tempfile.mkdtemp(prefix="classroom-test-"))
(FOLDER / "static").mkdir()

# A provider of OpenID Connect will answer here, once a test needs it.
OPENID_LISTENER = openid_provider.listen()

os.environ |= openid_provider.site_settings(openid_provider.issuer_of(OPENID_LISTENER)) | {
    "CLASSROOM_SECRET_KEY": secrets.token_hex(),
    "CLASSROOM_DATA": str(FOLDER),
    "CLASSROOM_DATABASE_URL": postgres_url(FOLDER),
    "CLASSROOM_REDIS_URL": valkey_url(FOLDER),
    # A course that stays as it is, whatever becomes of the real ones.
    "CLASSROOM_COURSES": str(Path(__file__).resolve().parent / "courses"),
    "CLASSROOM_ALLOWED_HOSTS": json.dumps(["testserver", "localhost", "127.0.0.1"]),
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let whoever wants to see the lesson say where its pictures go."""
    parser.addoption("--pictures", type=Path, help="the folder for the pictures of tests/browser/test_lesson.py")


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    shutil.rmtree(FOLDER, ignore_errors=True)
