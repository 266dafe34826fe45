"""`{% figure slug %}`: the drawn exercise, moving where the reader's settings let it."""

from django import template
from django.templatetags.static import static
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from apps.routines.figures.figure import Drawn, drawn
from apps.routines.figures.script import scripts
from apps.routines.queries import EXERCISE_PAGES

register = template.Library()


@register.simple_tag
def figure(
    slug: str,
    size: str = "large",
    *,
    moving: bool = True,
    side: str = "right",
    named: bool = True,
) -> SafeString:
    """The figure of an exercise, complete by itself; nothing for a slug that nobody has drawn.

    `size` is "large" (cut to what moves) or "small" (every body at one scale). A moving
    one carries its still picture too, shown in print and where motion is reduced. `side="left"` is
    its mirror image: the working leg, the near one, is then the left. `named=False` hides it from
    screen readers where the exercise's name stands beside it.
    """
    if slug not in scripts() or slug not in EXERCISE_PAGES:
        return SafeString("")
    small = size == "small"
    says = _says(slug, side) if named else ' aria-hidden="true" focusable="false">'
    kinds = (True, False) if moving else (False,)
    pictures = "".join(
        _svg(_drawn(slug, moving=kind, small=small), kind, side, says) for kind in kinds
    )
    classes = f"drawn drawn-{size}{'' if moving else ' drawn-calm'}"
    return mark_safe(f'<span class="{classes}">{pictures}</span>')  # noqa: S308  # escaped above


def _drawn(slug: str, *, moving: bool, small: bool) -> Drawn:
    work = EXERCISE_PAGES[slug].work
    zone = work.zone if work.forms else ""
    return drawn(slug, static("figures/body.svg"), zone, moving=moving, small=small)


def _says(slug: str, side: str) -> str:
    page = EXERCISE_PAGES[slug]
    each = f" Shown for the {side} leg." if page.row["dose"]["side"] == "each" else ""
    title, words = escape(page.name), escape(scripts()[slug].says + each)
    return f' role="img"><title>{title}</title><desc>{words}</desc>'


def _svg(picture: Drawn, moving: bool, side: str, says: str) -> str:
    kind = "figure-moving" if moving else "figure-still"
    inside = picture.inside
    if side == "left":
        middle = picture.box[0] * 2 + picture.box[2]
        inside = f'<g transform="matrix(-1 0 0 1 {middle:.1f} 0)">{inside}</g>'
    box = " ".join(f"{one:.0f}" for one in picture.box)
    return f'<svg class="{kind}" viewBox="{box}"{says}{inside}</svg>'
