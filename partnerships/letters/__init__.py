"""Letters that leave: how one is begun, how it goes by mail, and the journal of what has left."""
