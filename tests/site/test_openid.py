"""Coming in through an OpenID Connect provider, which is a real one; and whoever tries to without being let."""

import os
import subprocess
import sys
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from tests.openid_provider import NAME
from tests.site.openid_visitor import joined, leave, through, who
from tests.site.scene import PASSWORD
from tutor.embedded.home import BASE
from tutor.openid import someone
from tutor.people.invitations import link
from tutor.people.models import Classroom, Identity, Membership, User
from tutor.people.staffing import add_students, reset_password

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store", "provider")]


def test_a_newcomer_joins_without_a_password_and_comes_back(client: Client, classroom: Classroom) -> None:
    page = through(client, code="acd-efgh")
    assert page.redirect_chain[-1][0] == "/openid/join/"
    assert f"{NAME} says that you are Dora North" in page.text
    assert (page.context["form"]["code"].value(), page.context["form"]["name"].value()) == ("ACDEFGH", "Dora North")
    answer = client.post("/openid/join/", {"code": "ACDEFGH", "name": "Dora"})
    assert answer.url == f"/classes/{classroom.pk}/"
    dora = User.objects.get(display_name="Dora")
    assert who(client) == dora
    assert someone.REMEMBERED not in client.session
    assert not dora.has_usable_password()
    again = Client()
    assert through(again).redirect_chain[0][0] == "/"
    assert who(again) == dora
    assert through(Client(), code="ACDEFGH").redirect_chain[0][0] == f"/classes/{classroom.pk}/"


def test_no_more_is_kept_than_who_it_is(client: Client, classroom: Classroom) -> None:
    dora = joined(client, classroom)
    identity = dora.identities.get()
    assert (identity.subject, identity.name) == ("sub-dora", "Dora North")
    assert (dora.email, dora.first_name, dora.last_name) == ("", "", "")
    assert parse_qs(urlsplit(leave(Client())).query)["scope"][0].split() != ["openid", "profile", "email"]


def test_in_a_second_class_only_the_code_is_asked(client: Client, classroom: Classroom) -> None:
    dora = joined(client, classroom)
    other = Classroom.objects.create(name="10c", course_id="async-sqlalchemy", join_code="MNPQRTW")
    page = through(client, code="MNPQRTW")
    assert "but not in this class" in page.text
    assert "name" not in page.context["form"].fields
    assert client.post("/openid/join/", {"code": "MNPQRTW"}).url == f"/classes/{other.pk}/"
    assert list(dora.memberships.order_by("pk").values_list("classroom", flat=True)) == [classroom.pk, other.pk]
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"code": "NOSUCH9", "name": "Dora"}, "code", "No class has this join code"),
        ({"code": "ACDEFGH", "name": "ALICE"}, "name", "has this name already"),
        ({"code": "ACDEFGH", "name": "\u202e"}, "name", "cannot be seen"),
        ({"code": "MNPQRTW", "name": "Dora"}, "code", "takes nobody new"),
    ],
)
def test_who_may_not_join_is_told_why(
    client: Client, classroom: Classroom, alice: User, fields: dict[str, str], field: str, sentence: str
) -> None:
    Classroom.objects.create(name="10c", course_id="async-sqlalchemy", join_code="MNPQRTW", open=False)
    through(client)
    answer = client.post("/openid/join/", fields)
    assert sentence in answer.context["form"].errors[field][0]
    assert (who(client), User.objects.count(), Identity.objects.count()) == (None, 1, 0)


def test_who_came_long_ago_comes_again(client: Client, classroom: Classroom, monkeypatch: pytest.MonkeyPatch) -> None:
    through(client)
    later = someone.time() + someone.REMEMBERED_SECONDS + 1
    monkeypatch.setattr(someone, "time", lambda: later)
    assert client.post("/openid/join/", {"code": "ACDEFGH", "name": "Dora"}).url == "/join/"


def test_a_name_without_a_password_is_not_open_to_one(client: Client, classroom: Classroom) -> None:
    joined(client, classroom)
    answer = Client().post("/join/", {"code": "ACDEFGH", "name": "dora", "password": "a good guess"})
    assert "signs in without a password" in answer.context["form"].errors["name"][0]


def test_a_password_is_asked_before_an_account_is_connected(client: Client, alice: User) -> None:
    client.force_login(alice)
    answer = client.post("/openid/connect/", {"current": "wrong"})
    assert "This is not your password" in answer.context["form"].errors["current"][0]
    assert "Connected" in through(client, url="/openid/connect/", current=PASSWORD).text
    other = Client()
    through(other)
    assert who(other) == alice
    assert "Disconnected" in client.post("/openid/disconnect/", follow=True).text
    assert through(Client()).redirect_chain[-1][0] == "/openid/join/"


def test_who_has_no_password_stays_connected(client: Client, classroom: Classroom) -> None:
    dora = joined(client, classroom)
    assert "only way in" in client.post("/openid/disconnect/", follow=True).text
    assert dora.identities.exists()


def test_an_account_there_is_one_person_here(client: Client, classroom: Classroom, alice: User) -> None:
    dora = joined(Client(), classroom)
    client.force_login(alice)
    assert "belongs to somebody else" in through(client, url="/openid/connect/", current=PASSWORD).text
    assert Identity.objects.get().user == dora


def test_a_one_time_link_is_claimed_instead_of_a_password(client: Client, classroom: Classroom) -> None:
    add_students(classroom, ["Dora"])
    dora = User.objects.get()
    one_time = link(dora)
    assert f"Continue with {NAME}" in client.get(one_time).text
    through(client, url=one_time.replace("/welcome/", "/openid/claim/"))
    assert who(client) == dora
    assert client.get(one_time).status_code == 404
    assert not User.objects.get().waits
    late = through(Client(), "sub-eve", url=one_time.replace("/welcome/", "/openid/claim/"))
    assert "used already" in late.text
    assert Identity.objects.count() == 1


def test_a_withdrawn_password_takes_the_connected_account_with_it(
    client: Client, classroom: Classroom, bob: User
) -> None:
    dora = joined(client, classroom)
    reset_password(Membership.objects.get(user=dora), bob)
    assert User.objects.get(pk=dora.pk).waits
    assert client.get(f"/classes/{classroom.pk}/").status_code == 302
    assert through(Client()).redirect_chain[-1][0] == "/openid/join/"


def test_people_shows_who_still_waits_in_one_query_more(
    as_bob: Client, classroom: Classroom, django_assert_max_num_queries: Any
) -> None:
    joined(Client(), classroom)
    add_students(classroom, [f"Student {n}" for n in range(30)])
    with django_assert_max_num_queries(10):
        page = as_bob.get(f"/classes/{classroom.pk}/dashboard/people/")
    assert page.context["waiting"] == 30


def test_the_provider_asks_each_time_who_it_is(client: Client) -> None:
    """A classroom's machine is used by many."""
    assert parse_qs(urlsplit(leave(client)).query)["prompt"] == ["select_account"]


def test_behind_a_proxy_the_public_address_comes_back(client: Client, settings) -> None:
    settings.ORIGIN = "https://class.example"
    query = parse_qs(urlsplit(leave(client)).query)
    assert query["redirect_uri"] == ["https://class.example/openid/callback/"]


def test_an_installation_without_a_provider_has_none_of_it() -> None:
    program = """
import django
django.setup()
from django.conf import settings
from django.core.management import call_command
from django.test import Client
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
call_command("check")
page = Client(headers={"host": "localhost"})
assert page.get("/join/").status_code == 200 and "Continue with" not in page.get("/join/").text
assert page.post("/openid/").status_code == 404
assert not [name for name in settings.INSTALLED_APPS if "allauth" in name]
"""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("CLASSROOM_OIDC")}
    plain |= {"DJANGO_SETTINGS_MODULE": "tutor.settings"}
    done = subprocess.run(
        [sys.executable, "-c", program], env=plain, cwd=BASE, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"CLASSROOM_OIDC_CLIENT_SECRET": ""}, "belong together"),
        ({"CLASSROOM_OIDC_ISSUER": "http://login.example"}, "CLASSROOM_OIDC_ISSUER: "),
        ({"CLASSROOM_OIDC_ISSUER": "login.example"}, "starts with https://"),
    ],
)
def test_half_a_configuration_is_told_without_its_secrets(change: dict[str, str], sentence: str) -> None:
    command = [sys.executable, str(BASE / "manage.py"), "check"]
    done = subprocess.run(command, env=os.environ | change, cwd=BASE, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("classroom: CLASSROOM_OIDC_ISSUER")
    assert done.stderr.count("\n") == 1
    assert sentence in done.stderr
    assert "between the two of us" not in done.stderr
    assert os.environ["CLASSROOM_SECRET_KEY"] not in done.stderr
