from django.urls import path

from apps.pages.views import design, learn, mine, operator, public, share, sharing, trends, watch

urlpatterns = [
    path("", public.landing, name="landing"),
    path("demo/", public.demo_log_in, name="demo_log_in"),
    path("design/", design.design, name="design"),
    path("design/day/", design.design, {"light": "day"}, name="design_day"),
    path("design/night/", design.design, {"light": "night"}, name="design_night"),
    path("health/", public.health, name="health"),
    path("health/deep/", watch.health_deep, name="health_deep"),
    path("metrics/", watch.metrics, name="metrics"),
    path("learn/", learn.learn, name="learn"),
    path("learn/rules/", learn.rules, name="learn_rules"),
    path("trends/", trends.trends, name="trends"),
    path("operator/", operator.operator, name="operator"),
    path("share/<str:token>/", share.share, name="share"),
    path("settings/sharing/", sharing.sharing, name="sharing"),
    path("settings/sharing/sheet/", sharing.share_sheet, name="share_sheet"),
    path("settings/sharing/<int:link_id>/stop/", sharing.share_stop, name="share_stop"),
    path("settings/sharing/limits/<int:limit_id>/", sharing.limit_lift, name="limit_lift"),
    path("settings/data/", mine.data, name="data"),
    path("settings/data/exports/new/", mine.export_new, name="data_export"),
    path("settings/data/exports/<int:export_id>/", mine.export_download, name="data_download"),
    path("settings/data/delete/", mine.account_delete, name="data_delete"),
]
