"""Documents that leave the building: one tree of headings, paragraphs, tables and charts; written as HTML,
Word and PDF."""
