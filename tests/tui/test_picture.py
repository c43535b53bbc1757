"""The picture in the README."""

from meetingtui.tui.picture import live_picture


async def test_the_picture_is_the_same_each_time():
    picture = await live_picture()
    assert picture.startswith("<svg")
    assert "Closed&#160;Acme" in picture
    assert picture == await live_picture()
