"""Those who hold a sheet: each turns its own kind into a `Sheet` and carries out `Edit`s."""
