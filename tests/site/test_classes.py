"""Bob makes a class, runs its door, fills it from a roster, and shares the work with others."""

import re

import pytest
from django.test import Client

from tests.site.conftest import signed_in
from tests.site.scene import PASSWORD
from tutor.people.models import Classroom, Membership, Role, User
from tutor.people.staffing import add_students

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]


@pytest.fixture
def room(classroom: Classroom) -> str:
    return f"/classes/{classroom.pk}/dashboard/"


def told(answer) -> list[str]:
    """The sentences that the next page begins with."""
    return [str(message) for message in answer.context["messages"]]


class TestNewClass:
    def test_a_class_in_a_minute(self, as_bob: Client, bob: User) -> None:
        answer = as_bob.post("/classes/new/", {"name": " 11a ", "course": "async-sqlalchemy"}, follow=True)
        made = Classroom.objects.get(name="11a")
        assert answer.redirect_chain == [(f"/classes/{made.pk}/dashboard/", 302)]
        assert made.join_code in answer.text
        assert made.memberships.get().role == Role.INSTRUCTOR

    @pytest.mark.parametrize(
        ("field", "value", "sentence"),
        [
            ("name", "", "Give the class a name."),
            ("name", "x" * 101, "at most 100"),
            ("name", "\u202e", "cannot be seen"),
            ("course", "cobol", "no such course"),
        ],
    )
    def test_bad_input_gets_a_sentence(self, as_bob: Client, field: str, value: str, sentence: str) -> None:
        answer = as_bob.post("/classes/new/", {"name": "11a", "course": "async-sqlalchemy", field: value})
        assert sentence in answer.context["form"].errors[field][0]
        assert not Classroom.objects.filter(name="11a").exists()

    def test_only_for_instructors(self, as_tess: Client, as_charlie: Client, alice: User) -> None:
        for client in (as_tess, as_charlie, signed_in(alice)):
            assert client.get("/classes/new/").status_code == 404
        assert as_tess.delete("/classes/new/").status_code == 405

    def test_the_list_takes_constant_queries(
        self, as_bob: Client, bob: User, alice: User, django_assert_num_queries
    ) -> None:
        for number in range(3):
            other = Classroom.objects.create(name=f"11{number}", course_id="async-sqlalchemy")
            Membership.objects.create(user=bob, classroom=other, role=Role.ASSISTANT, name_key="bob")
        assert as_bob.get("/").url == "/classes/"
        with django_assert_num_queries(3):  # session, user, classes
            answer = as_bob.get("/classes/")
        listed = [(each.classroom.name, each.students, each.instructs) for each in answer.context["places"]]
        assert listed == [("10b", 1, True), ("110", 0, False), ("111", 0, False), ("112", 0, False)]

    def test_students_have_no_list(self, alice: User) -> None:
        assert signed_in(alice).get("/classes/").status_code == 404


class TestDoor:
    def test_closing_and_opening(self, as_bob: Client, classroom: Classroom, room: str) -> None:
        answer = as_bob.post(f"{room}door/", {"action": "close"}, follow=True)
        assert "takes nobody new" in told(answer)[0]
        assert not Classroom.objects.get(pk=classroom.pk).open
        as_bob.post(f"{room}door/", {"action": "open"})
        assert Classroom.objects.get(pk=classroom.pk).open

    def test_a_new_code(self, as_bob: Client, classroom: Classroom, room: str) -> None:
        answer = as_bob.post(f"{room}door/", {"action": "rotate"}, follow=True)
        code = Classroom.objects.get(pk=classroom.pk).join_code
        assert code != "ACDEFGH"
        assert code in told(answer)[0]

    def test_nonsense_changes_nothing(self, as_bob: Client, classroom: Classroom, room: str) -> None:
        assert as_bob.post(f"{room}door/", {"action": "burn"}).status_code == 302
        assert Classroom.objects.get(pk=classroom.pk).open

    def test_renaming(self, as_bob: Client, classroom: Classroom, room: str) -> None:
        as_bob.post(f"{room}rename/", {"name": "10b, Tuesday"})
        assert Classroom.objects.get(pk=classroom.pk).name == "10b, Tuesday"
        assert told(as_bob.post(f"{room}rename/", {"name": ""}, follow=True)) == ["Give the class a name."]


class TestRoster:
    PASTED = "name;mail\nDora;dora@example.org\nAlice;\n;\nEmil;emil@example.org\nEmil;\n"

    def test_what_was_read_is_shown_before_anything_is_made(
        self, as_bob: Client, alice: User, classroom: Classroom, room: str
    ) -> None:
        answer = as_bob.post(f"{room}people/roster/", {"pasted": self.PASTED})
        assert answer.context["fresh"] == ["Dora", "Emil"]
        assert answer.context["read"].problems == [
            "Line 6: Emil is there twice. Add a surname or a number to one of them."
        ]
        assert classroom.memberships.count() == 2

    def test_confirmed_names_get_one_time_links(self, as_bob: Client, alice: User, room: str) -> None:
        answer = as_bob.post(f"{room}people/roster/", {"pasted": self.PASTED, "confirmed": "on"}, follow=True)
        assert answer.redirect_chain == [(f"{room}people/links/", 302)]
        assert [str(member.user) for member, _ in answer.context["cards"]] == ["Dora", "Emil"]
        again = as_bob.post(f"{room}people/roster/", {"pasted": self.PASTED, "confirmed": "on"}, follow=True)
        assert told(again)[0].startswith("0 added")

    @pytest.mark.parametrize(("pasted", "sentence"), [("  \n ", "at least one"), ("x\n" * 1001, "more than 1000")])
    def test_bad_input_gets_a_sentence(self, as_bob: Client, room: str, pasted: str, sentence: str) -> None:
        answer = as_bob.post(f"{room}people/roster/", {"pasted": pasted})
        assert sentence in answer.context["form"].errors["pasted"][0]


class TestOneTimeLink:
    @pytest.fixture
    def link(self, as_bob: Client, classroom: Classroom, room: str) -> str:
        add_students(classroom, ["Dora"])
        ((_, url),) = as_bob.get(f"{room}people/links/").context["cards"]
        return url

    def test_it_opens_once(self, client: Client, classroom: Classroom, link: str) -> None:
        assert "Welcome, Dora" in client.get(link).text
        answer = client.post(link, {"password": "open sesame"}, follow=True)
        assert answer.redirect_chain[-1][0] == f"/classes/{classroom.pk}/"
        used = Client().get(link)
        assert (used.status_code, "used already" in used.text) == (404, True)
        back = Client().post("/join/", {"code": "ACDEFGH", "name": "dora", "password": "open sesame"})
        assert back.status_code == 302

    def test_a_short_password_gets_a_sentence(self, client: Client, link: str) -> None:
        assert "at least 6" in client.post(link, {"password": "12345"}).context["form"].errors["password"][0]

    def test_nobody_takes_the_name_by_the_join_code(self, client: Client, link: str) -> None:
        answer = client.post("/join/", {"code": "ACDEFGH", "name": "Dora", "password": "open sesame"})
        assert "waits for its owner" in answer.context["form"].errors["name"][0]

    def test_guessing_is_slowed_down(self, client: Client, link: str) -> None:
        wrong = re.sub("-[0-9a-f]+/$", "-0000/", link)
        assert {client.get(wrong).status_code for _ in range(21)} == {404, 429}

    def test_a_reset_makes_the_old_link_worthless(self, as_bob: Client, room: str, link: str) -> None:
        member = Membership.objects.get(user__display_name="Dora")
        as_bob.post(f"{room}people/{member.pk}/", {"action": "reset"})
        ((_, fresh),) = as_bob.get(f"{room}people/links/").context["cards"]
        assert Client().get(link).status_code == 404
        assert Client().get(fresh).status_code == 200


class TestMembers:
    def test_the_page_takes_constant_queries(
        self, as_bob: Client, alice: User, classroom: Classroom, room: str, django_assert_num_queries
    ) -> None:
        with django_assert_num_queries(7):  # session, user, membership, members, their identities, removals, unread
            as_bob.get(f"{room}people/")
        add_students(classroom, [f"S {number}" for number in range(50)])
        with django_assert_num_queries(7):
            answer = as_bob.get(f"{room}people/")
        assert len(answer.context["students"]) == 51
        assert answer.context["waiting"] == 50

    def test_a_reset_signs_the_student_out(self, as_bob: Client, alice: User, room: str) -> None:
        browser = signed_in(alice)
        answer = as_bob.post(f"{room}people/{alice.memberships.get().pk}/", {"action": "reset"}, follow=True)
        assert "Alice has no password now" in told(answer)[0]
        assert browser.get("/").url == "/join/"

    def test_a_password_that_opens_other_doors_stays(self, as_bob: Client, tess: User, room: str) -> None:
        other = Classroom.objects.create(name="not Bob's", course_id="async-sqlalchemy")
        Membership.objects.create(user=tess, classroom=other, role=Role.STUDENT, name_key="tess")
        member = tess.memberships.get(role=Role.ASSISTANT)
        answer = as_bob.post(f"{room}people/{member.pk}/", {"action": "reset"}, follow=True)
        assert "not yours to reset" in told(answer)[0]
        tess.refresh_from_db()
        assert tess.check_password(PASSWORD)

    def test_roles_change_and_a_class_keeps_an_instructor(
        self, as_bob: Client, bob: User, tess: User, room: str
    ) -> None:
        own, hers = bob.memberships.get(), tess.memberships.get()
        for action in ("student", "remove"):
            answer = as_bob.post(f"{room}people/{own.pk}/", {"action": action}, follow=True)
            assert told(answer) == ["A class needs an instructor. Make somebody else one first."]
        as_bob.post(f"{room}people/{hers.pk}/", {"action": "instructor"})
        as_bob.post(f"{room}people/{own.pk}/", {"action": "assistant"})
        assert (bob.memberships.get().role, tess.memberships.get().role) == ("assistant", "instructor")

    def test_whoever_is_removed_is_out_at_once(self, as_bob: Client, scene, room: str) -> None:
        as_bob.post(f"{room}people/{scene.attempt.learner.memberships.get().pk}/", {"action": "remove"})
        assert scene.predict().status_code == 404
        assert scene.client.get(f"/classes/{scene.attempt.classroom_id}/").status_code == 404

    def test_whoever_was_removed_is_taken_back_as_they_were(self, as_bob: Client, scene, room: str) -> None:
        member = scene.attempt.learner.memberships.get()
        as_bob.post(f"{room}people/{member.pk}/", {"action": "remove"})
        page = as_bob.get(f"{room}people/")
        (removal,) = page.context["removals"]
        assert ("Take back" in page.text, str(removal.removed_by)) == (True, "Bob")
        as_bob.post(f"{room}people/back/{removal.pk}/")
        back = scene.attempt.learner.memberships.get()
        assert (back.role, back.name_key, back.joined) == (member.role, member.name_key, member.joined)
        assert scene.predict().status_code == 201
        assert "Taken out" not in as_bob.get(f"{room}people/").text
        assert as_bob.post(f"{room}people/back/{removal.pk}/").status_code == 404

    def test_nobody_is_taken_back_under_a_name_that_is_taken(self, as_bob: Client, scene, room: str) -> None:
        classroom = scene.attempt.classroom
        as_bob.post(f"{room}people/{scene.attempt.learner.memberships.get().pk}/", {"action": "remove"})
        add_students(classroom, ["Alice"])
        answer = as_bob.post(f"{room}people/back/{classroom.removals.get().pk}/", follow=True)
        assert told(answer)[-1] == "Somebody else in this class has this name now. Take them out first."
        assert classroom.removals.exists()

    def test_another_classs_member_is_not_there(self, as_bob: Client, room: str) -> None:
        other = Classroom.objects.create(name="11a", course_id="async-sqlalchemy")
        add_students(other, ["Dora"])
        member = other.memberships.get()
        assert as_bob.post(f"{room}people/{member.pk}/", {"action": "remove"}).status_code == 404
        assert other.memberships.exists()


class TestStaff:
    def test_a_new_assistant_chooses_a_password_and_signs_in(self, as_bob: Client, room: str) -> None:
        answer = as_bob.post(f"{room}people/staff/", {"name": "Zoë Weiß", "role": "assistant"}, follow=True)
        assert told(answer) == ["Zoë Weiß is an assistant now."]
        ((member, link),) = as_bob.get(f"{room}people/links/").context["cards"]
        assert member.user.username == "zoe-wei"
        weak = Client().post(link, {"password": "password"})
        assert "too common" in weak.context["form"].errors["password"][0]
        answer = Client().post(link, {"password": "not so common 9"}, follow=True)
        assert answer.redirect_chain[-1][0] == room

    def test_a_colleague_comes_by_user_name(self, as_bob: Client, bob: User, classroom: Classroom) -> None:
        mine = Classroom.objects.create(name="11a", course_id="async-sqlalchemy")
        dana = User.objects.create_user("dana")
        Membership.objects.create(user=dana, classroom=mine, role=Role.INSTRUCTOR, name_key="dana")
        staff = f"/classes/{classroom.pk}/dashboard/people/staff/"
        body = {"name": "dana", "role": "instructor", "known": "on"}
        as_bob.post(staff, body)
        assert classroom.memberships.get(user=dana).instructs
        assert "has this name already" in told(as_bob.post(staff, body, follow=True))[-1]

    @pytest.mark.parametrize(
        ("body", "sentence"),
        [
            ({"name": "", "role": "assistant"}, "Type a name"),
            ({"name": "Dan", "role": "emperor"}, "not one of the available"),
            ({"name": "alice", "role": "assistant", "known": "on"}, "No one who teaches"),
        ],
    )
    def test_bad_input_gets_a_sentence(self, as_bob: Client, alice: User, room: str, body, sentence: str) -> None:
        before = User.objects.count()
        assert sentence in told(as_bob.post(f"{room}people/staff/", body, follow=True))[0]
        assert User.objects.count() == before


@pytest.mark.parametrize("path", ["rename/", "door/", "people/staff/", "people/1/"])
def test_assistants_are_told_and_strangers_find_nothing(
    as_tess: Client, as_charlie: Client, alice: User, room: str, path: str
) -> None:
    refused = as_tess.post(f"{room}{path}")
    assert (refused.status_code, "for its instructors" in refused.text) == (403, True)
    for client in (as_charlie, signed_in(alice)):
        assert client.post(f"{room}{path}").status_code == 404
    assert as_tess.get(f"{room}{path}").status_code == 405


def test_an_assistant_sees_people_without_links(as_tess: Client, classroom: Classroom, room: str) -> None:
    add_students(classroom, ["Dora"])
    page = as_tess.get(f"{room}people/")
    assert "Dora" in page.text
    assert "<form" not in page.text.split("<main", 1)[1].split("</main>")[0]
    assert as_tess.get(f"{room}people/links/").status_code == 403
