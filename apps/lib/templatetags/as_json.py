"""A value for a script, in an attribute: no page holds a script of its own."""

import json
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder

register = template.Library()


@register.filter
def as_json(value: Any) -> str:
    """`data-options="{{ options|as_json }}"`; escaped like any other text."""
    return json.dumps(value, cls=DjangoJSONEncoder)
