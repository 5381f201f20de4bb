"""What would it take: the question as a form, the answers as cards, and the front of cost against joiners."""
