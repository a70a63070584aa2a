"""What an item, a paragraph, a row of a table or a block of HTML says: one entry each."""
