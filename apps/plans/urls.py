from django.urls import path, register_converter

from apps.lib.converters import LocalDateConverter
from apps.plans.views import calendar, changes, versions, weeks

register_converter(LocalDateConverter, "local_date")

urlpatterns = [
    path("today/", weeks.today, name="today"),
    path("week/", weeks.week, name="week"),
    path("week/past/", versions.weeks_past, name="weeks_past"),
    path("week/<local_date:day>/versions/", versions.week_versions, name="week_versions"),
    path("week/<local_date:day>/", weeks.week_of, name="week_of"),
    path("week/<local_date:day>/plan/", weeks.plan_ask, name="plan_ask"),
    path("week/<local_date:day>/change/", changes.week_change, name="week_change"),
    path("week/<local_date:day>/why-not/", changes.why_not_page, name="why_not"),
    path("week/<local_date:day>/<int:number>/", weeks.plan_revision, name="plan_revision"),
    path("plan/items/<str:item>/mark/", weeks.item_mark, name="item_mark"),
    path("plan/items/<str:item>/change/", changes.item_change, name="item_change"),
    path("plan/layers/<int:layer_id>/remove/", changes.layer_remove, name="layer_remove"),
    path("plan/items/<str:item>/start/", weeks.item_start, name="item_start"),
    path("plan/after-run/<int:run_id>/start/", weeks.after_run_start, name="after_run_start"),
    path("settings/calendar/", calendar.settings_calendar, name="settings_calendar"),
    path("calendar/<str:token>.ics", calendar.feed, name="calendar_feed"),
]
