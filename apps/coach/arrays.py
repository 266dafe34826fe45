"""The shapes that rules and placement share."""

import numpy as np
from numpy.typing import NDArray

Grid = NDArray[np.int32]
"""Rows of seven days: 1 where something stands, else 0. Also a table of pairs of rows."""
Mask = NDArray[np.bool_]
