"""What leaves the house on paper or as a file: made from the record, for one recipient each, read by a second."""
