"""Everything that a template may see, made from figures: tables with their cells printed, pages, sentences' parts."""
