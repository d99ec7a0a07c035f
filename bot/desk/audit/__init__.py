"""What the auditor looks at, over the whole system: reads, exports, accounts, and the journals themselves."""
