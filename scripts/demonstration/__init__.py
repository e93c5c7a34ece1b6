"""An invented city's budgets, drawn from a seed: who there is, what they spend, what they write, and their files."""
