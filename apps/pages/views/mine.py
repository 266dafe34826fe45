"""`/settings/data/`: everything that is the runner's, to take along or to delete for good."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.accounts.access import proof_required
from apps.accounts.requests import RunnerRequest
from apps.lib.htmx import page_or_part
from apps.pages import services
from apps.pages.forms import DeleteForm

PAGE = "pages/data.html"


@require_safe
def data(request: RunnerRequest) -> HttpResponse:
    export = request.user.exports.first()
    consent = request.user.consents.filter(withdrawn_at=None).first()
    return page_or_part(request, PAGE, "export", {"export": export, "consent": consent})


@require_POST
def export_new(request: RunnerRequest) -> HttpResponse:
    services.request_export(runner=request.user)
    return redirect("data")


@require_safe
@proof_required
def export_download(request: RunnerRequest, export_id: int) -> HttpResponseBase:
    export = get_object_or_404(request.user.exports.exclude(file=""), pk=export_id)
    name = f"hamstride-{export.ended_at:%Y-%m-%d}.zip"
    response = FileResponse(export.file.open(), as_attachment=True, filename=name)
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@proof_required
def account_delete(request: RunnerRequest) -> HttpResponse:
    form = DeleteForm(request.POST or None, address=request.user.email)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "pages/data_confirm_delete.html", {"form": form}, status=status)
    runner = request.user
    logout(request)
    services.erase_account(runner=runner)
    messages.success(request, "Your account and everything in it is gone. Run well.")
    return redirect("landing")
