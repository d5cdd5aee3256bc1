"""Coming into a class, and being slowed down at its door."""

import pytest
from django.test import Client

from tests.site.scene import PASSWORD
from tutor.people import throttle
from tutor.people.join_codes import ALPHABET, LENGTH, new_join_code, typed_join_code
from tutor.people.models import Classroom, Role, User
from tutor.people.names import name_key
from tutor.people.setup import create_first_class

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]

DORA = {"code": "ACDEFGH", "name": "Dora", "password": "open sesame"}


def test_a_new_name_makes_an_account_and_leads_to_the_course(client: Client, classroom: Classroom) -> None:
    answer = client.post("/join/", DORA)
    assert answer.url == f"/classes/{classroom.pk}/"
    dora = User.objects.get(display_name="Dora")
    assert dora.memberships.get().role == Role.STUDENT
    assert client.session["_auth_user_id"] == str(dora.pk)


def test_the_same_name_and_password_come_back_to_the_same_account(client: Client, classroom: Classroom) -> None:
    client.post("/join/", DORA)
    answer = Client().post("/join/", {**DORA, "name": "  DORA ", "code": "acd-efgh"})
    assert answer.status_code == 302
    assert User.objects.count() == 1


def test_a_taken_name_with_another_password_is_told(client: Client, classroom: Classroom) -> None:
    client.post("/join/", DORA)
    answer = Client().post("/join/", {**DORA, "password": "something else"})
    assert "has this name already" in answer.context["form"].errors["password"][0]


def test_the_same_name_in_another_class_is_another_person(client: Client, classroom: Classroom) -> None:
    Classroom.objects.create(name="10c", course_id="async-sqlalchemy", join_code="MNPQRTW")
    client.post("/join/", DORA)
    Client().post("/join/", {**DORA, "code": "MNPQRTW", "password": "something else"})
    assert User.objects.count() == 2


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("code", "NOSUCH9", "No class has this join code"),
        ("code", "", "Type the code"),
        ("code", "x" * 21, "at most 20"),
        ("code", "AC\0", "Null characters"),
        ("name", "   ", "Type the name"),
        ("name", "\u202eevil", "cannot be seen"),
        ("name", "x" * 61, "too long"),
        ("password", "12345", "at least 6"),
        ("password", "", "Choose a password"),
    ],
)
def test_bad_input_gets_a_sentence(client: Client, classroom: Classroom, field: str, value: str, sentence: str) -> None:
    answer = client.post("/join/", {**DORA, field: value})
    assert answer.status_code == 200
    assert sentence in answer.context["form"].errors[field][0]
    assert not User.objects.exists()


def test_a_closed_class_takes_nobody_new_and_lets_the_others_back(client: Client, classroom: Classroom) -> None:
    client.post("/join/", DORA)
    Classroom.objects.update(open=False)
    assert Client().post("/join/", DORA).status_code == 302
    answer = Client().post("/join/", {**DORA, "name": "Eve"})
    assert "takes nobody new" in answer.context["form"].errors["code"][0]


def test_the_link_fills_the_code_in(client: Client, classroom: Classroom) -> None:
    answer = client.get("/join/ACDEFGH/")
    assert answer.context["classroom"] == classroom
    assert answer.context["form"]["code"].value() == "ACDEFGH"


def test_a_rotated_code_is_worthless(client: Client, classroom: Classroom) -> None:
    classroom.rotate_join_code()
    assert client.get("/join/ACDEFGH/").context["classroom"] is None


@pytest.mark.parametrize("address", ["/join/", "/join/WRONGXX/"])
def test_twenty_wrong_codes_from_one_address_are_slowed_down(
    client: Client, classroom: Classroom, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    now = 1_000_000_070
    monkeypatch.setattr(throttle, "time", lambda: now)
    for _ in range(throttle.WRONG_TRIES):
        answer = client.get(address) if address != "/join/" else client.post(address, {**DORA, "code": "WRONGXX"})
        assert answer.status_code == 200
    answer = client.post("/join/", DORA)
    assert (answer.status_code, answer["Retry-After"]) == (429, "10")
    assert answer.context["message"] == "Too many wrong tries from your network. Try again in 10 seconds."
    assert client.post("/join/", DORA, REMOTE_ADDR="10.0.0.9").status_code == 302
    now += 10
    assert client.post("/join/", DORA).status_code == 302


def test_instructors_sign_in_with_their_password(client: Client, bob: User, classroom: Classroom) -> None:
    wrong = client.post("/sign-in/", {"username": "bob", "password": "guess"})
    assert "do not belong together" in wrong.context["form"].non_field_errors()[0]
    assert client.post("/sign-in/", {"username": "bob", "password": PASSWORD}).url == "/"
    assert client.get("/").url == f"/classes/{classroom.pk}/dashboard/"


def test_home_leads_everyone_to_their_place(
    client: Client, alice: User, bob: User, charlie: User, classroom: Classroom
) -> None:
    assert client.get("/").url == "/join/"
    client.force_login(alice)
    assert client.get("/").url == f"/classes/{classroom.pk}/"
    client.force_login(charlie)
    assert client.get("/").url == "/join/"


def test_signing_out_takes_a_post(client: Client, alice: User) -> None:
    client.force_login(alice)
    assert client.get("/sign-out/").status_code == 405
    client.post("/sign-out/")
    assert "_auth_user_id" not in client.session


def test_the_first_class_is_made_once() -> None:
    first = create_first_class("async-sqlalchemy")
    again = create_first_class("async-sqlalchemy")
    assert first.password
    assert User.objects.get(username=first.username).check_password(first.password)
    assert (again.username, again.password, again.join_code) == (first.username, None, first.join_code)
    assert Classroom.objects.count() == 1


def test_join_codes_are_unambiguous_and_forgiving() -> None:
    assert len(new_join_code()) == LENGTH
    assert not set("0O1IL5S8B2ZUV") & set(ALPHABET)
    assert typed_join_code(" acd efg-h ") == "ACDEFGH"


@pytest.mark.parametrize(
    ("one", "other"), [("STRASSE", "straße"), ("Ａｄａ", "ada"), ("e\u0301va", "Éva"), ("ΑΣ", "ας")]
)
def test_two_spellings_of_one_name(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)
