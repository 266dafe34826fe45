from django.urls import path, register_converter

from apps.lib.converters import LocalDateConverter
from apps.plans import views

register_converter(LocalDateConverter, "local_date")

urlpatterns = [
    path("today/", views.today, name="today"),
    path("week/", views.week, name="week"),
    path("week/<local_date:day>/", views.week_of, name="week_of"),
    path("week/<local_date:day>/plan/", views.plan_ask, name="plan_ask"),
    path("week/<local_date:day>/<int:number>/", views.plan_revision, name="plan_revision"),
    path("plan/items/<str:item>/mark/", views.item_mark, name="item_mark"),
]
