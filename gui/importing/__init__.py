"""The guided way from a sheet of firms to a case of one's own."""
