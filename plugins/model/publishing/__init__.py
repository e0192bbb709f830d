"""What goes out: all that can be published, the last state that could, what must not leak."""
