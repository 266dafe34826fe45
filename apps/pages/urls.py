from django.urls import path

from apps.pages import views

urlpatterns = [
    path("", views.landing, name="landing"),
    path("demo/", views.demo_log_in, name="demo_log_in"),
    path("health/", views.health, name="health"),
]
