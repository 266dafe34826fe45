"""`/runs/import/`: files become runs, each answered at once; originals go back to their owner."""

from collections import Counter
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from apps.accounts.access import started_required
from apps.accounts.requests import RunnerRequest
from apps.runlog import services
from apps.runlog.models import RunFile
from apps.runlog.uploads import guard

PAGE: Final = "runlog/run_import.html"
RECENT: Final = 20
STORED: Final = (RunFile.Outcome.IMPORTED, RunFile.Outcome.DUPLICATE)


@started_required
def run_import(request: RunnerRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request)
    sent = request.FILES.getlist("files")
    refused = guard(request).refused
    rows = services.import_files(runner=request.user, files=sent, refused=refused)
    if not rows:
        return _page(request, error="Choose a file first.", status=422)
    if not any(row.outcome in STORED for row in rows):
        return _page(request, refused=rows, status=422)
    _say(request, rows)
    return redirect("run_import")


@require_safe
@started_required
def run_file_download(request: RunnerRequest, file_id: int) -> HttpResponse:
    """The original, to its owner, as bytes to be saved and never to be shown."""
    file = get_object_or_404(request.user.run_files.exclude(original=""), pk=file_id)
    with file.original.open() as original:
        response = HttpResponse(original.read(), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, file.name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _page(request: RunnerRequest, *, status: int = 200, **said: Any) -> HttpResponse:
    recent = request.user.run_files.select_related("run")[:RECENT]
    return render(request, PAGE, {"recent": recent, **said}, status=status)


def _say(request: RunnerRequest, rows: list[RunFile]) -> None:
    counts = Counter(row.outcome for row in rows)
    if new := counts[RunFile.Outcome.IMPORTED]:
        runs = "1 run is" if new == 1 else f"{new} runs are"
        messages.success(request, f"{runs} in your log. Your plan follows within a minute.")
    if known := counts[RunFile.Outcome.DUPLICATE]:
        were = "1 run was" if known == 1 else f"{known} runs were"
        messages.info(request, f"{were} in your log already.")
    if others := len(rows) - new - known:
        brought = "1 file" if others == 1 else f"{others} files"
        messages.warning(request, f"{brought} brought no run; the reason stands below.")
