from django.urls import path

from apps.routines.views import exercises

urlpatterns = [
    path("routines/", exercises.exercise_list, name="exercise_list"),
    path("exercises/<slug:slug>/", exercises.exercise_detail, name="exercise_detail"),
]
