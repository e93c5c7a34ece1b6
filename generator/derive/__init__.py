"""Pure figures: totals and subtotals, changes on last year, shares, counts."""
