"""Points: the arithmetic of a form, and what it comes to when it is reckoned again."""
