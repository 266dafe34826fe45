"""`{% shapes drawing %}`: what a chart is made of, inside its `<svg>`."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from apps.lib.charts import Drawing
from apps.lib.charts.svg import shapes_of

register = template.Library()


@register.simple_tag
def shapes(drawing: Drawing) -> SafeString:
    """The drawing's shapes as SVG elements; its words are escaped."""
    return mark_safe(shapes_of(drawing))  # noqa: S308  # escaped there
