"""The full-screen face: thin, over the same runner as the plain one."""

from __future__ import annotations

import os

# Textual reads this once, when it is imported. After a paint it waits for so long before the next;
# at its usual rate "saved" is 16 ms later on the screen, and an idle screen costs no more.
os.environ.setdefault("TEXTUAL_FPS", "250")
