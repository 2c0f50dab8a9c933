"""Groups of outcomes keep their place in a narrative that is edited."""

import pytest

from meetings.group_places import places_kept

BUSES = "<p>The committee considered the bus services of the north.</p>"
DRAINS = "<p>Members asked about drains and their cleaning in winter.</p>"
LIGHTS = "<p>The street lights of Hartlow had been mended by May.</p>"
NEW = "<p>Somebody else spoke of quite another subject.</p>"


@pytest.mark.parametrize(
    ("before", "after", "places", "expected"),
    [
        (BUSES + DRAINS, BUSES + DRAINS, [1, 2], [1, 2]),
        (BUSES + DRAINS, NEW + BUSES + DRAINS, [1], [2]),
        (BUSES + DRAINS, BUSES + NEW + DRAINS, [1], [1]),
        (BUSES + DRAINS, BUSES.replace("considered", "looked at") + DRAINS, [1], [1]),
        (BUSES + DRAINS + LIGHTS, DRAINS + LIGHTS, [1, 2], [0, 1]),
        (BUSES + DRAINS + LIGHTS, BUSES + LIGHTS, [2], [1]),
        (BUSES + DRAINS, NEW + DRAINS, [1], [1]),
        (BUSES + DRAINS, BUSES + DRAINS + NEW, [2], [3]),
        (BUSES + DRAINS, NEW + BUSES + DRAINS, [0], [0]),
        (BUSES, "", [1], [0]),
        ("", BUSES, [0], [0]),
        (BUSES + DRAINS, BUSES[:-4] + DRAINS[3:], [1, 2], [1, 1]),
        (BUSES + DRAINS, "<p>The committee considered</p><p>the bus services of the north.</p>" + DRAINS, [1], [2]),
        ("<ul><li>a</li><li>b</li></ul>" + DRAINS, NEW + "<ul><li>a</li><li>b</li><li>c</li></ul>" + DRAINS, [1], [2]),
    ],
)
def test_places(before, after, places, expected):
    assert places_kept(before, after, places) == expected


def test_groups_never_change_their_order():
    before = BUSES + DRAINS + LIGHTS
    places = places_kept(before, LIGHTS + DRAINS + BUSES, [0, 1, 2, 3])

    assert places == sorted(places)
