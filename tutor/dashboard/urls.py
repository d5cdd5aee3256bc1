"""Addresses of what those who teach see."""

from django.urls import path

from tutor.dashboard import belief_page, classes, members, schedule, views

urlpatterns = [
    path("classes/", classes.classes, name="classes"),
    path("classes/new/", classes.new_class, name="new-class"),
    path("classes/<int:classroom_id>/dashboard/", views.dashboard, name="dashboard"),
    path("classes/<int:classroom_id>/dashboard/matrix.json", views.matrix_json, name="matrix"),
    path("classes/<int:classroom_id>/dashboard/rename/", classes.rename, name="rename-class"),
    path("classes/<int:classroom_id>/dashboard/door/", classes.door, name="door"),
    path("classes/<int:classroom_id>/dashboard/people/", members.people, name="people"),
    path("classes/<int:classroom_id>/dashboard/people/roster/", members.roster, name="roster"),
    path("classes/<int:classroom_id>/dashboard/people/links/", members.links, name="links"),
    path("classes/<int:classroom_id>/dashboard/people/staff/", members.add_staff, name="add-staff"),
    path("classes/<int:classroom_id>/dashboard/people/<int:member_id>/", members.change_member, name="change-member"),
    path("classes/<int:classroom_id>/dashboard/beliefs/<name:belief_id>/", belief_page.belief, name="belief"),
    path("classes/<int:classroom_id>/dashboard/schedule/", schedule.schedule, name="schedule"),
    path("classes/<int:classroom_id>/dashboard/schedule/<name:exercise_id>/", schedule.set_dates, name="set-dates"),
]
