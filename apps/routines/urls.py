from django.urls import path

from apps.routines.views import exercises, own, sessions

urlpatterns = [
    path("exercises/", exercises.exercise_list, name="exercise_list"),
    path("routines/", exercises.to_exercises, name="routine_list"),
    path("exercises/<slug:slug>/", exercises.exercise_detail, name="exercise_detail"),
    path("routines/new/", own.routine_new, name="routine_new"),
    path("routines/<int:routine_id>/", own.routine_detail, name="routine_detail"),
    path("routines/<int:routine_id>/edit/", own.routine_edit, name="routine_edit"),
    path("routines/<int:routine_id>/delete/", own.routine_delete, name="routine_delete"),
    path("routines/<int:routine_id>/start/", own.routine_start, name="routine_start"),
    path("routines/<int:routine_id>/days/", own.routine_days, name="routine_days"),
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
