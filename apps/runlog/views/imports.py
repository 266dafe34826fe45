"""`/runs/import/`: one file is answered at once; archives and many files are read first."""

from collections import Counter
from typing import Any, Final

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from apps.accounts.access import started_required
from apps.accounts.requests import RunnerRequest
from apps.lib.htmx import page_or_part
from apps.runlog import services
from apps.runlog.import_page import ImportView, recent_imports
from apps.runlog.importers.archives.headers import holds_many
from apps.runlog.importers.archives.sniff import HEAD
from apps.runlog.models import ImportBatch, RunFile
from apps.runlog.uploads import guard

PAGE: Final = "runlog/run_import.html"
BATCH: Final = "runlog/import_detail.html"
RECENT: Final = 20
STORED: Final = (RunFile.Outcome.IMPORTED, RunFile.Outcome.DUPLICATE)
MOST_OPEN: Final = 5
TOO_MANY_OPEN: Final = "Some imports of yours are still open. Finish or stop one of them first."


@started_required
def run_import(request: RunnerRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request)
    sent = request.FILES.getlist("files")
    refused = guard(request).refused
    if not sent and not refused:
        return _page(request, error="Choose a file first.", status=422)
    if len(sent) == 1 and not refused and not holds_many(_head(sent[0])):
        return _one(request, sent[0])
    if request.user.imports.filter(state__in=ImportBatch.OPEN).count() >= MOST_OPEN:
        return _page(request, error=TOO_MANY_OPEN, status=422)
    batch = services.start_import(runner=request.user, files=sent, refused=refused)
    return _go(request, reverse("import_detail", args=[batch.pk]))


@started_required
def import_detail(request: RunnerRequest, batch_id: int) -> HttpResponse:
    batch = get_object_or_404(request.user.imports, pk=batch_id)
    if request.method == "POST":
        return _choose(request, batch)
    view = ImportView(batch, request.GET.get("show", ""), request.GET.get("page", "1"))
    return page_or_part(request, BATCH, "batch", {"batch": batch, "view": view})


@require_POST
@started_required
def import_stop(request: RunnerRequest, batch_id: int) -> HttpResponse:
    batch = get_object_or_404(request.user.imports, pk=batch_id)
    services.stop_import(batch=batch)
    return redirect("import_detail", batch.pk)


@require_POST
@started_required
def import_undo(request: RunnerRequest, batch_id: int) -> HttpResponse:
    batch = get_object_or_404(request.user.imports, pk=batch_id)
    services.undo_import(batch=batch, with_changed=request.POST.get("changed") == "yes")
    return redirect("import_detail", batch.pk)


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


def _one(request: RunnerRequest, file: "UploadedFile[bytes]") -> HttpResponse:
    rows = services.import_file(runner=request.user, name=file.name or "", data=file.read())
    if not any(row.outcome in STORED for row in rows):
        return _page(request, refused=rows, status=422)
    _say(request, rows)
    return _go(request, reverse("run_import"))


def _choose(request: RunnerRequest, batch: ImportBatch) -> HttpResponse:
    """Keep what was ticked on this page of the files; then import, or go on to another page."""
    shown, taken = _numbers(request, "shown"), _numbers(request, "take")
    services.choose(batch=batch, shown=shown, taken=taken)
    if "go" in request.POST:
        return redirect(f"{request.path}?{request.POST['go']}")
    if not services.import_chosen(batch=batch):
        messages.info(request, "Nothing is ticked, so there is nothing to import.")
    return redirect("import_detail", batch.pk)


def _numbers(request: RunnerRequest, name: str) -> list[int]:
    """Those that a row may have: more figures than a key has are none."""
    sent = request.POST.getlist(name)
    return [int(text) for text in sent if text.isascii() and text.isdigit() and len(text) < 19]


def _head(file: "UploadedFile[bytes]") -> bytes:
    head = file.read(HEAD)
    file.seek(0)
    return bytes(head)


def _go(request: RunnerRequest, url: str) -> HttpResponse:
    """On to another page, also from a form whose progress is shown while it is sent."""
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)


def _page(request: RunnerRequest, *, status: int = 200, **said: Any) -> HttpResponse:
    files = request.user.run_files.filter(batch=None).select_related("run")[:RECENT]
    told = {"recent": files, "imports": recent_imports(request.user)}
    if request.method == "POST":
        return page_or_part(request, PAGE, "bring", told | said, status=status)
    return render(request, PAGE, told | said, status=status)


def _say(request: RunnerRequest, rows: list[RunFile]) -> None:
    counts = Counter(row.outcome for row in rows)
    if new := counts[RunFile.Outcome.IMPORTED]:
        runs = "1 run is" if new == 1 else f"{new} runs are"
        messages.success(request, f"{runs} in your log. Your plan follows in a moment.")
    if known := counts[RunFile.Outcome.DUPLICATE]:
        were = "1 run was" if known == 1 else f"{known} runs were"
        messages.info(request, f"{were} in your log already.")
    if others := len(rows) - new - known:
        brought = "1 file" if others == 1 else f"{others} files"
        messages.warning(request, f"{brought} brought no run; the reason stands below.")
