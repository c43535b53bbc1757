"""The full-screen face: thin, over the same runner as the plain one."""

from __future__ import annotations

import os

from meetingtui.startup import without

# Textual reads these once, when it is imported. After a paint it waits for one or two of its frames
# before the next; at its usual rate that is up to 33 ms between Enter and "saved". An idle screen
# costs no more. A movement would be drawn as often, so there is none.
os.environ.setdefault("TEXTUAL_FPS", "500")
os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")

# Textual talks to nobody through asyncio, which can do without what encrypts: 5 MB, 4 ms.
with without("ssl"):
    import asyncio  # noqa: F401
