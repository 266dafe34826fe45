from django.urls import path

from apps.pages.views import learn, mine, operator, public, trends

urlpatterns = [
    path("", public.landing, name="landing"),
    path("demo/", public.demo_log_in, name="demo_log_in"),
    path("health/", public.health, name="health"),
    path("learn/", learn.learn, name="learn"),
    path("learn/rules/", learn.rules, name="learn_rules"),
    path("trends/", trends.trends, name="trends"),
    path("operator/", operator.operator, name="operator"),
    path("settings/data/", mine.data, name="data"),
    path("settings/data/exports/new/", mine.export_new, name="data_export"),
    path("settings/data/exports/<int:export_id>/", mine.export_download, name="data_download"),
    path("settings/data/delete/", mine.account_delete, name="data_delete"),
]
