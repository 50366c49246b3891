"""The front door: arguments in, exit codes out; the only room that knows every other."""
