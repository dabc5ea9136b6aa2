"""Where annotators differ, and how it is settled into gold. Third floor: store, agreement."""
