"""The front door: arguments in, exit codes out; the only room that knows every other."""

import gc
import os

# pydantic would otherwise look through every installed package for plugins of its own, of which there are none
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
# modules and lexicons are many things that stay: not worth looking through often
gc.set_threshold(100_000, 20, 50)
