"""Places: divisions of China with their codes, collective short forms, named regions and natural features."""
