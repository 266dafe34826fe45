from django.urls import path

from apps.routines import views

urlpatterns = [
    path("routines/", views.exercise_list, name="exercise_list"),
    path("exercises/<slug:slug>/", views.exercise_detail, name="exercise_detail"),
]
