"""The programmes that documents can be had for, by the names they are asked for with."""

from collections.abc import Mapping
from typing import Final

from codesign.programmes.neutral import NEUTRAL
from codesign.programmes.past import (
    DELIVERING_DIFFERENTLY,
    NEIGHBOURHOOD_BUDGETS,
    NEIGHBOURHOODS,
    OUR_PLACE,
    TOTAL_PLACE,
    TRANSFORMATION_AWARD,
    TRANSFORMATION_NETWORK,
    WHOLE_PLACE,
)
from codesign.programmes.programme import Programme

PROGRAMMES: Final[Mapping[str, Programme]] = {
    "neutral": NEUTRAL,
    "dd": DELIVERING_DIFFERENTLY,
    "ddn": NEIGHBOURHOODS,
    "our_place": OUR_PLACE,
    "ncb": NEIGHBOURHOOD_BUDGETS,
    "wpcb": WHOLE_PLACE,
    "total_place": TOTAL_PLACE,
    "pstn": TRANSFORMATION_NETWORK,
    "tca": TRANSFORMATION_AWARD,
}
