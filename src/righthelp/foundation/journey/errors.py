"""What goes wrong when a definition is written, said so that its writer knows what to write instead."""


class DefinitionError(TypeError):
    """A definition that cannot mean anything. Raised at import, so that it never reaches a running trust."""


class MissingParameter(LookupError):  # noqa: N818  # named as people say it
    """A definition was evaluated without a value for one of its parameters."""


class NotBound(LookupError):  # noqa: N818  # named as people say it
    """A journey was asked for its table before any area bound it to one."""
