"""Two states of the same disclosures → what changed between them: facts, consequences, outcomes, sentences, texts."""
