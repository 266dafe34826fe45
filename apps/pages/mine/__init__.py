"""All that hangs on one runner, found by following the models: out as a ZIP, in again, and gone."""
