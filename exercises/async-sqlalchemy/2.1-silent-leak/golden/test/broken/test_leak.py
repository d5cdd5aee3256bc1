import database
from main import ap


def test_leak():
    assert database
