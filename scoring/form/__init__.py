"""The form as read: its fields, its addresses, the official classes of indicators."""
