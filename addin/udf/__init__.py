"""What a cell is answered by a worksheet function."""
