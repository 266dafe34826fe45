from django.urls import path

from apps.pages import views

urlpatterns = [
    path("health/", views.health, name="health"),
]
