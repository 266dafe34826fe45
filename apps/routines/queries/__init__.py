"""Find exercises, sessions and routines; nothing here writes."""

from apps.routines.queries.exercises import (
    CATEGORIES,
    EQUIPMENT,
    EXERCISE_PAGES,
    ExercisePage,
    exercise_groups,
)

__all__ = ["CATEGORIES", "EQUIPMENT", "EXERCISE_PAGES", "ExercisePage", "exercise_groups"]
