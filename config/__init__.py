"""Settings of one installation and the programme it serves; read by the front door only."""
