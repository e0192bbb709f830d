"""When Python looks for rubbish: what is made within a block is not looked through at its end."""

from __future__ import annotations

import gc

from plugins.model.rubbish import all_is_kept


def test_what_is_made_within_counts_as_old_afterwards() -> None:
    assert gc.isenabled()
    with all_is_kept():
        assert not gc.isenabled()
        made = [[number] for number in range(10)]
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0  # or what leads to itself would never be freed
    old = {id(one) for one in gc.get_objects(generation=2)}
    assert all(id(one) in old for one in made)


def test_blocks_may_stand_within_each_other() -> None:
    with all_is_kept():
        with all_is_kept():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
