"""The fit of the behavioural parameters on screen: what it says, what it cannot tell, and a fit made anew."""
