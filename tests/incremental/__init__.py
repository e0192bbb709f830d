"""A site that is edited at random, for the test that an incremental build equals a clean one."""
