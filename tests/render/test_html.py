"""Data in scripts: nothing in it can end the script, and it reads back as it was."""

import json

import pytest

from generator.render.html import json_text


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!--", "a & b", "\u2028行\u2029", '"\\'])
def test_text_cannot_leave_a_script_and_reads_back(text: str) -> None:
    written = json_text({"name": text})
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written) == {"name": text}
