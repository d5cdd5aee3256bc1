"""Addresses of what those who teach see."""

from django.urls import path

from tutor.dashboard import (
    attempt_page,
    belief_page,
    classes,
    exports,
    members,
    projector,
    regrades,
    review_pages,
    schedule,
    views,
)
from tutor.dashboard.statistics import pages as statistics_pages

ROOM = "classes/<int:classroom_id>/dashboard/"
STUDENT = f"{ROOM}students/<int:learner_id>/"

urlpatterns = [
    path("classes/", classes.classes, name="classes"),
    path("classes/new/", classes.new_class, name="new-class"),
    path(ROOM, views.dashboard, name="dashboard"),
    path(f"{ROOM}matrix.json", views.matrix_json, name="matrix"),
    path(f"{ROOM}rename/", classes.rename, name="rename-class"),
    path(f"{ROOM}door/", classes.door, name="door"),
    path(f"{ROOM}people/", members.people, name="people"),
    path(f"{ROOM}people/roster/", members.roster, name="roster"),
    path(f"{ROOM}people/links/", members.links, name="links"),
    path(f"{ROOM}people/staff/", members.add_staff, name="add-staff"),
    path(f"{ROOM}people/<int:member_id>/", members.change_member, name="change-member"),
    path(f"{ROOM}people/back/<int:removal_id>/", members.back, name="take-back"),
    path(STUDENT, attempt_page.student, name="student"),
    path(f"{STUDENT}<name:exercise_id>/", attempt_page.attempt, name="attempt"),
    path(f"{STUDENT}<name:exercise_id>/lower/", attempt_page.lower, name="lower-their-hand"),
    path(f"{STUDENT}<name:exercise_id>/<name:step_id>/comment/", attempt_page.comment, name="comment"),
    path(f"{ROOM}beliefs/<name:belief_id>/", belief_page.belief, name="belief"),
    path(f"{ROOM}questions/", statistics_pages.questions, name="questions"),
    path(f"{ROOM}questions/<name:exercise_id>/", statistics_pages.exercise_questions, name="exercise-questions"),
    path(f"{ROOM}questions/<name:exercise_id>/regrade/", regrades.regrade, name="regrade"),
    path(f"{ROOM}questions/<name:exercise_id>/regrade/progress.json", regrades.progress, name="regrade-progress"),
    path(f"{ROOM}votes/", projector.choose, name="votes"),
    path(f"{ROOM}votes/counts.json", projector.counts, name="vote-counts"),
    path(f"{ROOM}votes/<name:exercise_id>/<name:step_id>/", projector.project, name="project"),
    path(f"{ROOM}votes/<name:exercise_id>/<name:step_id>/move/", projector.move, name="move-vote"),
    path(f"{ROOM}review/", review_pages.queue, name="review-queue"),
    path(f"{ROOM}review/<int:explanation_id>/", review_pages.review, name="review"),
    path(f"{ROOM}review/<name:exercise_id>/<name:step_id>/next/", review_pages.read_next, name="review-next"),
    path(f"{ROOM}export/", exports.exports, name="exports"),
    path(f"{ROOM}export/<slug:table>.<slug:form>", exports.export, name="export"),
    path(f"{ROOM}schedule/", schedule.schedule, name="schedule"),
    path(f"{ROOM}schedule/<name:exercise_id>/", schedule.set_dates, name="set-dates"),
]
