"""What the name of an indicator (三级指标) says: its class, and whether two names measure one thing."""
