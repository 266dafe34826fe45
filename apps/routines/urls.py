from django.urls import path

from apps.routines.views import exercises, sessions

urlpatterns = [
    path("exercises/", exercises.exercise_list, name="exercise_list"),
    path("routines/", exercises.to_exercises, name="routine_list"),
    path("exercises/<slug:slug>/", exercises.exercise_detail, name="exercise_detail"),
    path("sessions/", sessions.session_list, name="session_list"),
    path("sessions/bridge-test/", sessions.test_start, name="test_start"),
    path("sessions/<int:session_id>/", sessions.session_detail, name="session_detail"),
    path("sessions/<int:session_id>/sets/", sessions.session_sets, name="session_sets"),
    path("sessions/<int:session_id>/hurts/", sessions.session_hurts, name="session_hurts"),
    path("sessions/<int:session_id>/finish/", sessions.session_finish, name="session_finish"),
    path(
        "sessions/log/<int:logged_id>/soreness/", sessions.session_soreness, name="session_soreness"
    ),
]
