"""What a budget consists of, as frozen values: money, codes, figures, sheets, disclosures, tables, profiles."""
