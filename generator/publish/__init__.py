"""Files → the output folder: staged beside it, read back against a manifest, and put in place in one step.

    with staging(out) as staged:           # the output is held: no second build comes near it
        staged.write(name, data)           # as often as there are files, none of them kept in memory
        staged.carry(name)                 # taken over from the present output, checked by its hash
        staged.publish(facts)              # manifest, disk, read back, exchange

Until the exchange the present output is only read; whatever ends the block before it leaves the output as it was.
"""

from generator.publish.manifest import MANIFEST, OutputInUse, listed_in, names_in, sha256, sha256_of_file
from generator.publish.staged import NotCarried, Staged, staging

__all__ = [
    "MANIFEST",
    "NotCarried",
    "OutputInUse",
    "Staged",
    "listed_in",
    "names_in",
    "sha256",
    "sha256_of_file",
    "staging",
]
