"""What running texts say: results quoted, points deducted, reasons, years."""
