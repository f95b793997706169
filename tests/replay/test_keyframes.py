from codesign.domain.workshop import Workshop
from codesign.replay.keyframes import Keyframes


def kept(*versions, at_most=3):
    keyframes = Keyframes(at_most)
    for seq in versions:
        keyframes.keep(Workshop(seq=seq))
    return keyframes


def test_the_nearest_is_the_latest_not_after_the_version():
    keyframes = kept(500, 1_000, 1_500)
    assert keyframes.nearest(1_499).seq == 1_000
    assert keyframes.nearest(1_500).seq == 1_500
    assert keyframes.nearest(499) is None


def test_the_least_used_goes_first():
    keyframes = kept(500, 1_000, 1_500)
    keyframes.nearest(500)
    keyframes.keep(Workshop(seq=2_000))
    assert len(keyframes) == 3
    assert keyframes.nearest(1_200).seq == 500


def test_keeping_one_again_keeps_one():
    assert len(kept(500, 500)) == 1


def test_nothing_is_left_of_what_is_forgotten():
    keyframes = kept(500)
    keyframes.forget()
    assert len(keyframes) == 0
