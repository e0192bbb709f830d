"""What must hold in the content, once all of it is known; `check` is the door."""
