"""Addresses of the learner's pages and of what they send."""

from django.urls import path

from tutor.attempts import downloads, pages, replay, run_views, solutions, story_pages, talk_views, views, vote_views

urlpatterns = [
    path("classes/<int:classroom_id>/", pages.course_page, name="course"),
    path("classes/<int:classroom_id>/vote/", vote_views.vote_page, name="vote"),
    path("classes/<int:classroom_id>/collisions/", story_pages.collision_map, name="collisions"),
    path("classes/<int:classroom_id>/summary/", story_pages.summary, name="summary"),
    path("classes/<int:classroom_id>/<name:exercise_id>/", pages.exercise_page, name="exercise"),
    path("classes/<int:classroom_id>/<name:exercise_id>/<name:step_id>/", pages.step_page, name="step"),
    path(
        "classes/<int:classroom_id>/<name:exercise_id>/<name:step_id>/solution/",
        solutions.solution_page,
        name="solution",
    ),
    path("attempts/<int:attempt_id>/<name:step_id>/prediction/", views.prediction, name="prediction"),
    path("attempts/<int:attempt_id>/<name:step_id>/explanation/", views.explanation, name="explanation"),
    path("attempts/<int:attempt_id>/<name:step_id>/marks/", views.marks, name="marks"),
    path("attempts/<int:attempt_id>/<name:step_id>/draft/", views.draft, name="draft"),
    path("attempts/<int:attempt_id>/<name:step_id>/versions/", views.draft_versions, name="versions"),
    path(
        "attempts/<int:attempt_id>/<name:step_id>/versions/<int:version_id>/",
        views.draft_version,
        name="version",
    ),
    path("attempts/<int:attempt_id>/<name:step_id>/runs/", run_views.ask, name="runs"),
    path("attempts/<int:attempt_id>/<name:step_id>/talk/", talk_views.look, name="talk"),
    path("attempts/<int:attempt_id>/<name:step_id>/talk/say/", talk_views.say, name="say"),
    path("attempts/<int:attempt_id>/<name:step_id>/hand/", talk_views.raise_hand, name="raise-hand"),
    path("attempts/<int:attempt_id>/<name:step_id>/hand/lower/", talk_views.lower_hand, name="lower-hand"),
    path("runs/<uuid:run_id>/", run_views.show, name="run"),
    path("runs/<uuid:run_id>/events/", run_views.events, name="run-events"),
    path("runs/<uuid:run_id>/cancel/", run_views.cancel, name="run-cancel"),
    path("runs/<uuid:run_id>/replay/", replay.replay_page, name="replay"),
    path("runs/<uuid:run_id>/replay/events/", replay.replay_events, name="replay-events"),
    path("runs/<uuid:run_id>/events.ndjson", downloads.events, name="run-events-file"),
    path("runs/<uuid:run_id>/queries.sql", downloads.statements, name="run-statements-file"),
]
