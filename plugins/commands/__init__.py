"""What an editor runs: one module a command."""
