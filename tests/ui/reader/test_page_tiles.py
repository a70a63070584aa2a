"""Small pages are one picture; of large ones only what is seen is painted."""

from effllm_desktop.domain.pdf import PageSize
from effllm_desktop.ui.reader.page_tiles import TILE, WHOLE_PIXELS, PictureKey, Seen, keys, pixels

SIZE = PageSize(612, 792)


def test_a_page_of_usual_size_is_one_picture():
    key = PictureKey(1, 2, 0, dark=False)
    assert keys(key, SIZE, Seen(0, 0, 100, 100)) == [key]


def test_a_large_page_is_a_small_picture_and_the_tiles_in_sight():
    key = PictureKey(1, 10, 0, dark=True)
    small, *tiles = keys(key, SIZE, Seen(1000, 3000, 2000, 3500))
    assert small.tile is None
    width, height = pixels(SIZE, small.scale, 0)
    assert width * height < WHOLE_PIXELS / 8
    assert {(one.tile.left, one.tile.top) for one in tiles} == {
        (left, top) for left in (0, TILE) for top in (2 * TILE, 3 * TILE)
    }


def test_tiles_end_with_the_page():
    for quarters in range(4):
        width, height = pixels(SIZE, 10, quarters)
        tiles = keys(PictureKey(1, 10, quarters, dark=False), SIZE, Seen(0, 0, 1e6, 1e6))[1:]
        assert sum(one.tile.width * one.tile.height for one in tiles) == width * height


def test_what_is_out_of_sight_needs_no_tiles():
    assert len(keys(PictureKey(1, 10, 0, dark=False), SIZE, Seen(0, 0, 0, 0))) == 1
