"""Small widgets that know nothing of works and lists."""
