"""One tree of typed values laid over another, as a profile is laid over the one that it inherits from."""

from generator.load.nodes import Kind, Mapping, Node, Scalar


def overlaid(base: Mapping, over: Mapping) -> Mapping:
    """Lay a mapping over a base: mappings merge key by key, all else replaces, an empty value takes its key away.

    Keys of the base keep their order, new ones follow; every value and key keeps the place where it was typed.
    """
    entries: dict[str, Node] = dict(base.entries)
    for key, value in over.entries.items():
        below = entries.get(key)
        if isinstance(value, Scalar) and value.kind is Kind.NULL:
            entries.pop(key, None)
        elif isinstance(below, Mapping) and isinstance(value, Mapping):
            entries[key] = overlaid(below, value)
        else:
            entries[key] = value
    places = base.keys | over.keys
    return Mapping(entries, {key: places[key] for key in entries}, over.span)
