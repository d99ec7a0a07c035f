"""The ledger of guidance: what was done for whom, counted as the standards count it."""
