"""The ledger, and what a build publishes beside it: what stands, leads on, waits, and is gone."""
