"""Files → the output folder: staged beside it, read back against a manifest, and put in place in one step.

    with staging(out) as staged:           # the output is held: no second build comes near it
        staged.write(name, data)           # as often as there are files, none of them kept in memory
        staged.carry(name)                 # taken over from the present output, checked by its hash
        staged.publish(facts)              # manifest, disk, read back, exchange

Until the exchange the present output is only read; whatever ends the block before it leaves the output as it was.
"""

from generator.publish.manifest import MANIFEST, sha256
from generator.publish.staged import Staged, staging

__all__ = ["MANIFEST", "Staged", "sha256", "staging"]
