"""The cases that ship with the product: one folder of CSV tables each."""
