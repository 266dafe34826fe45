from django.urls import path

from apps.runlog.views import checkins, imports, runs

urlpatterns = [
    path("runs/", runs.run_list, name="run_list"),
    path("runs/new/", runs.run_new, name="run_new"),
    path("runs/untold/", runs.run_untold, name="run_untold"),
    path("runs/import/", imports.run_import, name="run_import"),
    path("runs/imports/<int:batch_id>/", imports.import_detail, name="import_detail"),
    path("runs/imports/<int:batch_id>/stop/", imports.import_stop, name="import_stop"),
    path("runs/imports/<int:batch_id>/undo/", imports.import_undo, name="import_undo"),
    path("runs/files/<int:file_id>/", imports.run_file_download, name="run_file_download"),
    path("runs/<int:run_id>/", runs.run_detail, name="run_detail"),
    path("runs/<int:run_id>/edit/", runs.run_edit, name="run_edit"),
    path("runs/<int:run_id>/delete/", runs.run_delete, name="run_delete"),
    path("checkin/", checkins.checkin, name="checkin"),
    path("checkin/cleared/", checkins.clearance, name="clearance"),
]
