"""The pages of the window: they place the panels and connect what these tell."""
