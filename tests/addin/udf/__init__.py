"""What worksheet functions answer."""
