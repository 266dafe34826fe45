"""Distances, times and paces in a template, in the runner's unit."""

from django import template

from apps.lib import units

register = template.Library()


@register.filter
def distance(metres: float | None, unit: str) -> str:
    """`{{ run.distance_m|distance:profile.units }}` gives `9.5 km`; nothing gives a dash."""
    return "–" if metres is None else units.distance(metres, unit)


@register.filter
def distance_number(metres: float | None, unit: str) -> str:
    """The number without its unit, for where the unit has an element of its own."""
    return "–" if metres is None else units.distance_number(metres, unit)


@register.filter
def planned(metres: float, unit: str) -> str:
    """The same of what is planned or allowed: `8.5 km`, `5.3 mi`."""
    return units.planned(metres, unit)


@register.filter
def in_units(text: str, unit: str) -> str:
    """A sentence's kilometres in the runner's unit."""
    return units.in_units(text, unit)


@register.filter
def duration(seconds: float | None) -> str:
    """`{{ run.duration_s|duration }}` gives `45:30` or `1:02:30`; nothing gives a dash."""
    return "–" if seconds is None else units.duration(seconds)


@register.simple_tag
def pace(metres: float, seconds: float, unit: str) -> str:
    """`{% pace run.distance_m run.duration_s profile.units %}` gives `5:12 /km`."""
    return units.pace(metres, seconds, unit)
