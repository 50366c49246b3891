"""The front door: arguments in, exit codes out; the only room that knows every other."""

import os

# pydantic would otherwise look through every installed package for plugins of its own, of which there are none
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
