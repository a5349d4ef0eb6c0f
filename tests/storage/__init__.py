"""The database and the draft files, on real disks and with real processes."""
