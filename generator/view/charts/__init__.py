"""Charts as whole numbers: what templates draw as SVG, each with its title, its description and its table.

A drawing is 3600 units wide whatever its width on the page, so that every coordinate is a whole number and text keeps
its proportion to what it names. Amounts are Decimal in the unit that the page prints.
"""

WIDTH = 3600
