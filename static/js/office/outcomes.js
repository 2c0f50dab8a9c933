// Lists of outcomes, typed or pasted.
