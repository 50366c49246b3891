"""The commands of `verbale`, by group: arguments in, one call, a sentence or an exit code out."""
