"""What a check writes on a sheet, and how it is taken back."""
